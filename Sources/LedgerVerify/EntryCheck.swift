internal import LedgerCrypto
internal import LedgerFormat

/// The last two stages of one entry, which need no neighbour: its signatures, and what it says. They take
/// nearly all of the time and run on all cores.
struct EntryCheck: Sendable {
    let position: Int
    let byteOffset: Int
    /// The event's bytes, which its signatures cover.
    let bytes: ArraySlice<UInt8>
    /// Where its content is to be checked, the event.
    let event: Event?
    /// One for each signature, in their order; empty where no signature is to be checked here.
    let keys: [PublicKey]
    /// One for each key.
    let signatures: [SignatureText]

    /// The keys whose signatures count once ``checkSignatures(_:)`` found nothing: what this OpenSSL cannot check
    /// may be anybody's.
    var countedSigners: [KeyID] { keys.filter(\.isSupported).map(\.keyID) }

    /// - Parameter verifiers: one context a key, kept by the calling thread.
    func run(_ verifiers: SignatureVerifiers, _ rules: (any ContentRules)?, _ party: Party?) -> Finding? {
        checkSignatures(verifiers) ?? rules.flatMap { checkContent($0, party) }
    }

    func checkSignatures(_ verifiers: SignatureVerifiers) -> Finding? {
        guard !keys.isEmpty else { return nil }
        verifiers.prepare(bytes)
        for (key, signature) in zip(keys, signatures) {
            guard let bytes = Base64.decode(signature.text) else {
                return finding(
                    .signatureEncoding, at: signature.offset, "canonical padded base64",
                    String(decoding: signature.text.prefix(24), as: UTF8.self) + "…")
            }
            if key.isSupported && !verifiers.isValid(bytes, by: key) {
                return finding(
                    .signatureInvalid, at: signature.offset, "a signature of these bytes by key \(key.keyID)",
                    "one that does not verify")
            }
        }
        return nil
    }

    private func checkContent(_ rules: any ContentRules, _ party: Party?) -> Finding? {
        guard let event, let party, case .vocabulary(let version) = event.schema,
            rules.knows(vocabularyVersion: version),
            let violation = rules.violation(in: event, statedBy: party)
        else { return nil }
        return Finding(violation, position: position, byteOffset: byteOffset)
    }

    /// The same check with bytes of its own, so that the buffer of its window can be let go.
    var detached: EntryCheck {
        EntryCheck(
            position: position, byteOffset: byteOffset, bytes: Array(bytes)[...], event: nil, keys: keys,
            signatures: signatures.map { SignatureText(offset: $0.offset, text: Array($0.text)[...]) })
    }

    private func finding(_ code: FindingCode, at offset: Int, _ expected: String, _ found: String) -> Finding {
        Finding(code, index: position, byteOffset: byteOffset + offset, expected: expected, found: found)
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
        return EntryForm.signatures(in: lines.buffer.span.extracting(list)).map { place in
            let start = list.lowerBound + place.lowerBound
            return SignatureText(
                offset: start - line.range.lowerBound, text: lines.buffer[start..<start + place.count])
        }
    }
}

extension Event {
    /// Where the line begins in the buffer that the event was read from.
    var lineStart: Int { value.range.lowerBound - EntryForm.eventStart }
}

extension Finding {
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
