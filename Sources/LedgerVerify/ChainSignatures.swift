internal import LedgerCrypto
internal import LedgerFormat

/// Whose signatures an entry carries, and which of them are still to be checked.
extension ChainCheck {
    /// The keys of the signers, one for each signature; nil where the line ends here.
    mutating func signingKeys(
        _ event: Event, _ signatures: [SignatureText], _ line: ParsedLine
    ) -> [PublicKey]? {
        let keys: [PublicKey]
        do throws(Roster.Violation) {
            try Roster.checkCount(of: signatures, event)
            let ledgerEvent = event.isLedgerEvent ? ledgerEvent(event, signatures, line) : nil
            if event.isLedgerEvent && ledgerEvent == nil { return nil }
            keys = try roster.signingKeys(of: event, doing: ledgerEvent)
        } catch {
            add(line, error.code, error.expected, error.found, cause: cause(of: error, line))
            return nil
        }
        if !keys.isEmpty, keys.allSatisfy({ !$0.isSupported }) {
            addUnsupported(keys, event, line)
            return nil
        }
        if keys.contains(where: { !$0.isSupported }) { hasUnsupportedSignatures = true }
        return keys
    }

    /// An unknown signer may be one that an earlier entry, had it been sound, would have brought.
    private func cause(of violation: Roster.Violation, _ line: ParsedLine) -> Finding.Cause {
        guard violation.code == .signerUnknown, let signer = violation.signer else { return .root }
        let cause = refusedKeys[signer] ?? (opening == nil && line.position > 0 ? 0 : unaccounted[lastKeyEvent])
        return cause.map { .follows(from: $0) } ?? .root
    }

    /// What this OpenSSL cannot check does not count, and is no evidence against the file either. Where the event decides
    /// who may sign, nothing after it can be judged.
    mutating func addUnsupported(_ keys: [PublicKey], _ event: Event, _ line: ParsedLine) {
        add(
            line, .signatureUnsupported, "enough signatures that \(OpenSSL.version) can check",
            keys.map(\.algorithm.rawValue).joined(separator: ", "))
        if event.isLedgerEvent { stoppedAt = line.position }
    }

    mutating func enqueue(
        _ event: Event, _ keys: [PublicKey], _ signatures: [SignatureText], _ line: ParsedLine
    ) {
        if case .vocabulary(let version) = event.schema, let rules, !rules.knows(vocabularyVersion: version),
            unknownVocabularies.count < ChainCheck.unknownVocabulariesMax
        {
            unknownVocabularies.insert(version)
        }
        if isSettled(line) { return }
        let check = EntryCheck(
            position: line.position, byteOffset: line.byteOffset, event: event,
            keys: level == .full ? keys : [],
            signatures: signatures)
        outcome.checks.append(check)
        if level == .heads {
            let whole = EntryCheck(
                position: line.position, byteOffset: line.byteOffset, event: event, keys: keys,
                signatures: signatures)
            for key in keys { lastOfKey[key.keyID] = whole }
        }
    }

    /// At the end of a window its buffer is let go: what is still the last of its key is kept as a copy of its own line.
    mutating func keepLastOfKeys() {
        for (keyID, check) in lastOfKey where !check.isDetached {
            if let copy = check.detached(hasher: &hasher) { lastOfKey[keyID] = copy }
        }
    }
}
