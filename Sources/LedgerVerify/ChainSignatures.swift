internal import LedgerCrypto
internal import LedgerFormat

/// Whose signatures an entry carries, and which of them are still to be checked.
extension ChainCheck {
    /// Whether the signers may sign here, and what the event does where it is one of the ledger's own.
    ///
    /// - Returns: the signers whose signatures count; nil where the line ends here.
    mutating func checkSigners(
        _ event: EventAttributes, _ signatureCount: Int, _ line: ParsedLine, _ lines: ParsedLines
    ) -> [KeyID]? {
        if event.isLedgerEvent { return checkLedgerEvent(signatureCount, line, lines) }
        do throws(Roster.Violation) {
            try Roster.checkCount(of: signatureCount, signedBy: event.signing?.signerCount ?? 0)
            guard let signing = event.signing else {
                enqueue(event, nil, line, lines)
                return []
            }
            let place = try place(of: signing, event, line, lines)
            let group = signers.groups[place]
            guard !group.counted.isEmpty else {
                addUnsupported(group.keys, line)
                return nil
            }
            if group.hasUnsupported { hasUnsupportedSignatures = true }
            enqueue(event, group, line, lines)
            if level == .heads {
                signers.note((piece, line.position - (lines.lines.first?.position ?? 0)), of: place)
            }
            return group.counted
        } catch {
            add(line, error.code, error.expected, error.found, cause: cause(of: error, line))
            return nil
        }
    }

    /// The group of a statement's signers.
    private mutating func place(
        of signing: EventAttributes.Signing, _ event: EventAttributes, _ line: ParsedLine, _ lines: ParsedLines
    ) throws(Roster.Violation) -> Int {
        if signing.signerCount == 1, let place = signers.place(of: signing.firstSigner) { return place }
        let keyIDs = event.signers(in: lines.buffer.span.extracting(lines.range(of: event, in: line)))
        if let place = signers.place(of: keyIDs) { return place }
        let keys = try roster.signingKeys(keyIDs, of: event.index, doing: nil)
        if signers.isFull { forgetSigners() }
        return signers.add(RecentSigners.Group(signers: keyIDs, keys: keys))
    }

    /// An unknown signer may be one that an earlier entry, had it been sound, would have brought.
    func cause(of violation: Roster.Violation, _ line: ParsedLine) -> Finding.Cause {
        guard violation.code == .signerUnknown, let signer = violation.signer else { return .root }
        let cause = refusedKeys[signer] ?? (opening == nil && line.position > 0 ? 0 : unaccounted[lastKeyEvent])
        return cause.map { .follows(from: $0) } ?? .root
    }

    /// What this OpenSSL cannot check does not count, and is no evidence against the file either.
    mutating func addUnsupported(_ keys: [PublicKey], _ line: ParsedLine) {
        add(
            line, .signatureUnsupported, "enough signatures that \(OpenSSL.version) can check",
            keys.map(\.algorithm.rawValue).joined(separator: ", "))
    }

    // MARK: Checks to come

    /// What is left to check of a statement on all cores: at level full, its signatures and its content.
    private mutating func enqueue(
        _ event: EventAttributes, _ group: RecentSigners.Group?, _ line: ParsedLine, _ lines: ParsedLines
    ) {
        let group = start.isSignedHere ? nil : group
        guard level == .full, rules != nil || group != nil else { return }
        if case .vocabulary(let version) = event.schema, let rules, !rules.knows(vocabularyVersion: version),
            unknownVocabularies.count < ChainCheck.unknownVocabulariesMax
        {
            unknownVocabularies.insert(version)
        }
        if isSettled(line) { return }
        outcome.checks.append(
            EntryCheck(
                position: line.position, byteOffset: line.byteOffset,
                bytes: lines.buffer[lines.range(of: event, in: line)],
                event: rules == nil ? nil : lines.kept(line)?.event, keys: group?.keys ?? [],
                signatures: group == nil ? [] : SignatureText.all(of: event, in: line, of: lines)))
    }

    /// At the end of a window its buffer is let go: what is still the last of its key is kept as a copy of its own line.
    mutating func keepLastOfKeys() {
        for group in signers.groups {
            guard let (piece, number) = group.last else { continue }
            let lines = lines(piece)
            let line = lines.lines[number]
            guard case .entry(.event(let event, _)) = line.content else { continue }
            let check = EntryCheck(
                position: line.position, byteOffset: line.byteOffset,
                bytes: lines.buffer[lines.range(of: event, in: line)], event: nil, keys: group.keys,
                signatures: SignatureText.all(of: event, in: line, of: lines)
            ).detached
            for key in group.keys where lastOfKey[key.keyID].map({ $0.position < line.position }) ?? true {
                lastOfKey[key.keyID] = check
            }
        }
        signers.forgetLast()
    }

    /// After a change of who may sign, or of too many signers to keep.
    mutating func forgetSigners() {
        keepLastOfKeys()
        signers.forgetAll()
    }
}
