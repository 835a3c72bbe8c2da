internal import LedgerCrypto
internal import LedgerFormat

/// The signatures of one entry and the keys that they are to be by, wherever the entry comes from. Those of
/// statements in a window are checked where they lie (``PendingCheck``).
struct EntryCheck: Sendable {
    let position: Int
    let byteOffset: Int
    /// The event's bytes, which its signatures cover.
    let bytes: ArraySlice<UInt8>
    /// One for each signature, in their order.
    let keys: [PublicKey]
    /// One for each key.
    let signatures: [SignatureText]

    /// The keys whose signatures count once ``checkSignatures(_:)`` found nothing: what this OpenSSL cannot check
    /// may be anybody's.
    var countedSigners: [KeyID] { keys.filter(\.isSupported).map(\.keyID) }

    func checkSignatures(_ verifiers: SignatureVerifiers) -> Finding? {
        verifiers.prepare(bytes)
        for (key, signature) in zip(keys, signatures) {
            if let refusal = verifiers.refusal(of: signature.text.span, by: key) {
                return Finding(
                    refusal, signature.text, by: key, position: position,
                    byteOffset: byteOffset + signature.offset)
            }
        }
        return nil
    }

    /// The same check with bytes of its own, so that the buffer of its window can be let go.
    var detached: EntryCheck {
        EntryCheck(
            position: position, byteOffset: byteOffset, bytes: Array(bytes)[...], keys: keys,
            signatures: signatures.map { SignatureText(offset: $0.offset, text: Array($0.text)[...]) })
    }
}

/// A signature as it stands in a line.
struct SignatureText: Sendable {
    /// Bytes from the start of the line.
    let offset: Int
    let text: ArraySlice<UInt8>

    /// The signatures of an entry, in their order.
    static func all(in signatures: JSONValue, of event: Event) -> [SignatureText] {
        signatures.elements.map { SignatureText(offset: $0.range.lowerBound - event.lineStart, text: $0.bytes) }
    }

    /// The signatures of a line that was read, in their order.
    static func all(of event: EventAttributes, in line: ParsedLine, of lines: ParsedLines) -> [SignatureText] {
        let list = EntryForm.signatures(of: event, in: line.range)
        let bytes = lines.buffer.span.extracting(list)
        var signatures: [SignatureText] = []
        var place = 0
        while let signature = EntryForm.nextSignature(in: bytes, after: &place) {
            let start = list.lowerBound + signature.lowerBound
            signatures.append(
                SignatureText(
                    offset: start - line.range.lowerBound, text: lines.buffer[start..<start + signature.count]))
        }
        return signatures
    }
}

extension Event {
    /// Where the line begins in the buffer that the event was read from.
    var lineStart: Int { value.range.lowerBound - EntryForm.eventStart }
}

extension Finding {
    /// What is wrong with a signature.
    ///
    /// - Parameter text: the signature as it stands in the line.
    init(
        _ refusal: SignatureVerifiers.Refusal, _ text: ArraySlice<UInt8>, by key: PublicKey, position: Int,
        byteOffset: Int
    ) {
        switch refusal {
        case .encoding:
            self.init(
                .signatureEncoding, index: position, byteOffset: byteOffset,
                expected: "canonical padded base64",
                found: String(decoding: text.prefix(24), as: UTF8.self) + "…")
        case .invalid:
            self.init(
                .signatureInvalid, index: position, byteOffset: byteOffset,
                expected: "a signature of these bytes by key \(key.keyID)", found: "one that does not verify")
        }
    }

    /// What the vocabulary refuses of an entry that stands in no file of a ledger.
    public init(_ violation: ContentViolation, index: Int) {
        self.init(
            .content(violation.code), index: index, expected: violation.expected, found: violation.found)
    }

    init(_ violation: ContentViolation, position: Int, byteOffset: Int) {
        self.init(
            .content(violation.code), index: position, byteOffset: byteOffset, expected: violation.expected,
            found: violation.found)
    }
}
