internal import LedgerCrypto
internal import LedgerFormat

/// The ledger's own events: checked on the spot, since what they say decides over the next line.
extension ChainCheck {
    private mutating func ledgerEvent(
        _ event: Event, _ signatures: [SignatureText], _ line: ParsedLine
    ) -> LedgerEvent? {
        do {
            return try LedgerEvent(event, lineStart: event.lineStart)
        } catch {
            let finding = Finding(error, position: line.position, byteOffset: line.byteOffset)
            if finding.code.verdict != .unsupported {
                outcome.findings.append(finding)
            } else if event.index == 0 || isVouchedFor(event, signatures, line) {
                outcome.findings.append(finding)
                stoppedAt = line.position
            }
            return nil
        }
    }

    /// Whether a key in force signed an event that this version does not know. Without that question anybody could end
    /// a verification, and hide what comes after, with one made-up line.
    private mutating func isVouchedFor(_ event: Event, _ signatures: [SignatureText], _ line: ParsedLine)
        -> Bool
    {
        let signers = event.signing?.signers ?? []
        let vouchers = zip(signers, signatures).compactMap { signer, signature -> (PublicKey, SignatureText)? in
            guard case .valid(let key) = roster.standing(of: signer), key.isSupported else { return nil }
            return (key, signature)
        }
        if vouchers.isEmpty {
            return add(
                line, .signerUnknown, "a key in force among the signers",
                signers.map(\.description).joined(separator: " "),
                cause: opening == nil ? .follows(from: 0) : .root)
        }
        let check = EntryCheck(
            position: line.position, byteOffset: line.byteOffset, bytes: event.bytes,
            keys: vouchers.map(\.0), signatures: vouchers.map(\.1))
        let verifiers = SignatureVerifiers()
        guard let finding = check.checkSignatures(verifiers) else { return true }
        outcome.findings.append(finding)
        return false
    }

    /// - Returns: the signers whose signatures count; nil where the line ends before its signatures are checked.
    mutating func checkLedgerEvent(_ signatureCount: Int, _ line: ParsedLine, _ lines: ParsedLines) -> [KeyID]?
    {
        guard case .event(let event, let list) = lines.entry(of: line, hasher: &hasher) else { return nil }
        let signatures = SignatureText.all(in: list, of: event)
        guard let (ledgerEvent, keys) = keysOfLedgerEvent(event, signatures, line) else { return nil }
        // Who may sign may change here.
        forgetSigners()
        let check = EntryCheck(
            position: line.position, byteOffset: line.byteOffset, bytes: event.bytes, keys: keys,
            signatures: signatures)
        do throws(Roster.Refusal) {
            take(ledgerEvent, event, try roster.admit(ledgerEvent, of: event, check), line)
        } catch {
            switch error {
            case .signature(let finding):
                outcome.findings.append(finding)
                refuse(event)
            case .unsupported: stopUnsupported(keys, line)
            case .rule(let rule):
                let cause = rule.restsOnEarlierKeyEvents ? refusedKeyEvent : nil
                add(
                    line, rule.code, rule.expected, rule.found, cause: cause.map { .follows(from: $0) } ?? .root
                )
                refuse(event)
            }
        }
        return check.countedSigners
    }

    /// What the event does, and the keys of its signers; nil where the line ends here.
    private mutating func keysOfLedgerEvent(
        _ event: Event, _ signatures: [SignatureText], _ line: ParsedLine
    ) -> (LedgerEvent, [PublicKey])? {
        let keys: [PublicKey]
        let ledgerEvent: LedgerEvent
        do throws(Roster.Violation) {
            let signers = event.signing?.signers ?? []
            try Roster.checkCount(of: signatures.count, signedBy: signers.count)
            guard let read = self.ledgerEvent(event, signatures, line) else { return nil }
            ledgerEvent = read
            keys = try roster.signingKeys(signers, of: event.index, doing: ledgerEvent)
        } catch {
            add(line, error.code, error.expected, error.found, cause: cause(of: error, line))
            return nil
        }
        if !keys.isEmpty, keys.allSatisfy({ !$0.isSupported }) {
            stopUnsupported(keys, line)
            return nil
        }
        if keys.contains(where: { !$0.isSupported }) { hasUnsupportedSignatures = true }
        return (ledgerEvent, keys)
    }

    /// Where the event that cannot be checked decides who may sign, nothing after it can be judged.
    private mutating func stopUnsupported(_ keys: [PublicKey], _ line: ParsedLine) {
        addUnsupported(keys, line)
        stoppedAt = line.position
    }

    private mutating func take(
        _ ledgerEvent: LedgerEvent, _ event: Event, _ signers: Set<KeyID>, _ line: ParsedLine
    ) {
        switch ledgerEvent {
        case .opened(let opening):
            self.opening = OpenedLedger(
                opening: opening, fingerprint: event.hash, signers: signers, event: Array(event.bytes))
            if let violation = rules?.violation(in: opening) {
                outcome.findings.append(
                    Finding(violation, position: line.position, byteOffset: line.byteOffset))
            }
        case .closed(let successor, _):
            isClosed = true
            self.successor = successor
        default: break
        }
    }

    /// A key event with a finding has no effect; what then fails for want of its keys follows from it.
    mutating func refuse(_ line: ParsedLine, _ lines: ParsedLines) {
        if let event = event(in: line, lines) { refuse(event) }
    }

    private mutating func refuse(_ event: Event) {
        if event.isKeyEvent { refusedKeyEvent = refusedKeyEvent ?? event.index }
        guard let ledgerEvent = try? LedgerEvent(event) else { return }
        var keys = ledgerEvent.broughtKey.map { [$0.keyID] } ?? []
        if case .opened(let opening) = ledgerEvent { keys = opening.keys.map(\.keyID) }
        for keyID in keys where refusedKeys.count < Limits.keysMax { refusedKeys[keyID] = event.index }
    }
}
