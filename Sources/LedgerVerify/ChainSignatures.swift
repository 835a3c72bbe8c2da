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
            let counted = signers.groups[place].counted
            guard !counted.isEmpty else {
                addUnsupported(signers.groups[place].keys, line)
                return nil
            }
            if signers.groups[place].hasUnsupported { hasUnsupportedSignatures = true }
            enqueue(event, place, line, lines)
            if level == .heads {
                signers.note((piece, lines.number(of: line)), of: place)
            }
            return counted
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
    ///
    /// - Parameter place: where the group of its signers is; nil where nobody signs it.
    private mutating func enqueue(
        _ event: EventAttributes, _ place: Int?, _ line: ParsedLine, _ lines: ParsedLines
    ) {
        let place = start.isSignedHere ? nil : place
        guard level == .full, rules != nil || place != nil else { return }
        if case .vocabulary(let version) = event.schema, let rules, !rules.knows(vocabularyVersion: version),
            unknownVocabularies.count < ChainCheck.unknownVocabulariesMax
        {
            unknownVocabularies.insert(version)
        }
        if isSettled(line) { return }
        outcome.checks.append(
            PendingCheck(
                piece: Int32(truncatingIfNeeded: piece),
                line: Int32(truncatingIfNeeded: lines.number(of: line)),
                group: place.map { numberInWindow(ofGroupAt: $0) }))
    }

    private mutating func numberInWindow(ofGroupAt place: Int) -> Int32 {
        if let number = signers.groups[place].numberInWindow { return number }
        let number = Int32(truncatingIfNeeded: outcome.groups.count)
        outcome.groups.append(signers.groups[place])
        signers.number(number, of: place)
        return number
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
                bytes: lines.buffer[lines.range(of: event, in: line)], keys: group.keys,
                signatures: SignatureText.all(of: event, in: line, of: lines)
            ).detached
            for key in group.keys where lastOfKey[key.keyID].map({ $0.position < line.position }) ?? true {
                lastOfKey[key.keyID] = check
            }
        }
        signers.forgetWindow()
    }

    /// After a change of who may sign, or of too many signers to keep.
    mutating func forgetSigners() {
        keepLastOfKeys()
        signers.forgetAll()
    }
}
