public import LedgerCrypto
public import LedgerFormat

/// Who may sign at every place of a ledger, learnt from its key events alone.
///
/// Each signed entry names the last key event before it (`roster`), so that a few entries that somebody shows
/// tell whether a key event between them is missing. That the entries stand in one tree is for the caller to
/// check; what they do to the keys is checked here, by the same rules as in a whole ledger (format, rules 9 to
/// 12).
public struct KeyHistory: Sendable {
    /// Whose ledger this is, as entry 0 says; absent before it was taken.
    public private(set) var opening: Opening?
    /// The event hash of entry 0.
    public private(set) var fingerprint: SHA256Digest?
    /// The keys whose signatures of entry 0 are valid.
    public private(set) var openedBy: Set<KeyID> = []
    /// The indexes of the key events so far, ascending.
    public private(set) var keyEvents: [Int] = []
    /// The index of the entry that closes the ledger, once it was taken.
    public private(set) var closedAt: Int?

    private var roster = Roster()

    public init() {}

    // MARK: The ledger's own events

    /// Takes the ledger's next own event: entry 0 first, then the others in their order, none left out.
    ///
    /// - Returns: the keys whose signatures were checked and count.
    /// - Throws: ``Finding``, and the history is as it was.
    @discardableResult
    public mutating func take(_ entry: Entry) throws(Finding) -> [KeyID] {
        guard case .event(let event, let signatures) = entry, event.isLedgerEvent else {
            throw Finding(
                .openingMissing, index: entry.event?.index, expected: "an event of the ledger or its keys",
                found: entry.event?.name ?? "a withheld entry")
        }
        try checkPlace(event)
        let texts = SignatureText.all(in: signatures, of: event)
        let ledgerEvent: LedgerEvent
        do { ledgerEvent = try LedgerEvent(event, lineStart: event.lineStart) } catch {
            throw Finding(error, position: event.index, byteOffset: 0).unplaced
        }
        let check = try check(event, texts, doing: ledgerEvent)
        let signers: Set<KeyID>
        do { signers = try roster.admit(ledgerEvent, of: event, check) } catch {
            switch error {
            case .signature(let finding): throw finding.unplaced
            case .unsupported: throw KeyHistory.unsupported(check.keys, event)
            case .rule(let rule): throw Finding(rule, index: event.index)
            }
        }
        switch ledgerEvent {
        case .opened(let opening): (self.opening, fingerprint, openedBy) = (opening, event.hash, signers)
        case .closed: closedAt = event.index
        default: break
        }
        if event.isKeyEvent { keyEvents.append(event.index) }
        return check.countedSigners
    }

    private func checkPlace(_ event: Event) throws(Finding) {
        guard let opening else {
            guard event.index == 0, event.type == LedgerEvent.Kind.opened.type else {
                throw Finding(
                    .openingMissing, index: event.index, expected: LedgerEvent.Kind.opened.type,
                    found: event.type)
            }
            return
        }
        guard event.type != LedgerEvent.Kind.opened.type, let last = keyEvents.last, event.index > last else {
            throw Finding(
                .secondOpening, index: event.index, expected: "a key event that comes later",
                found: "\(event.name) with index \(event.index)")
        }
        try checkSource(event, opening)
        try checkRoster(event)
    }

    // MARK: Statements

    /// Checks an entry that is no event of the ledger itself, once all key events before it were taken: who
    /// states it, which key event it names as the last, and its signatures. A batch's member has none, and
    /// nothing but the head that covers it vouches for it.
    ///
    /// - Returns: the keys whose signatures were checked and count; none for a batch's member.
    /// - Throws: ``Finding``.
    @discardableResult
    public func check(statement entry: Entry) throws(Finding) -> [KeyID] {
        guard case .event(let event, let signatures) = entry, !event.isLedgerEvent, let opening else {
            throw Finding(
                .openingMissing, index: entry.event?.index, expected: "a statement, after entry 0",
                found: entry.event?.name ?? "a withheld entry")
        }
        try checkSource(event, opening)
        try checkRoster(event)
        let check = try check(event, SignatureText.all(in: signatures, of: event), doing: nil)
        if let finding = check.checkSignatures(SignatureVerifiers()) { throw finding.unplaced }
        return check.countedSigners
    }

    private func check(
        _ event: Event, _ texts: [SignatureText], doing ledgerEvent: LedgerEvent?
    ) throws(Finding) -> EntryCheck {
        let keys: [PublicKey]
        do throws(Roster.Violation) {
            let signers = event.signing?.signers ?? []
            try Roster.checkCount(of: texts.count, signedBy: signers.count)
            keys = try roster.signingKeys(signers, of: event.index, doing: ledgerEvent, at: event.index)
        } catch { throw Finding(error, index: event.index) }
        if !keys.isEmpty, keys.allSatisfy({ !$0.isSupported }) { throw KeyHistory.unsupported(keys, event) }
        return EntryCheck(
            position: event.index, byteOffset: 0, bytes: event.bytes, keys: keys,
            signatures: texts)
    }

    private func checkSource(_ event: Event, _ opening: Opening) throws(Finding) {
        if let closedAt, event.index > closedAt {
            throw Finding(
                .afterClosed, index: event.index, expected: "nothing after entry \(closedAt)", found: event.name
            )
        }
        guard event.source == opening.party.id else {
            throw Finding(
                .sourceMismatch, index: event.index, expected: opening.party.id.description,
                found: event.source.description)
        }
    }

    private func checkRoster(_ event: Event) throws(Finding) {
        guard let claimed = event.signing?.roster else {
            if event.isLedgerEvent {
                throw Finding(
                    .batchLedgerEvent, index: event.index, expected: "a signature of its own", found: event.name
                )
            }
            return
        }
        guard let last = lastKeyEvent(before: event.index), claimed == last else {
            throw Finding(
                .rosterMismatch, index: event.index,
                expected: "roster \(lastKeyEvent(before: event.index) ?? 0), the last key event that is shown",
                found: "roster \(claimed)")
        }
    }

    private static func unsupported(_ keys: [PublicKey], _ event: Event) -> Finding {
        Finding(
            .signatureUnsupported, index: event.index,
            expected: "enough signatures that \(OpenSSL.version) can check",
            found: keys.map(\.algorithm.rawValue).joined(separator: ", "))
    }

    // MARK: Questions

    /// The last key event before an index: what a signed entry there must name; nil before entry 0.
    public func lastKeyEvent(before index: Int) -> Int? { keyEvents.last { $0 < index } }

    /// The keys that may sign an entry at that index, or a head of that size, ascending by keyid.
    public func keys(inForceAt index: Int) -> [PublicKey] { roster.validKeys(at: index) }

    /// Whether the key is, or was, a key of this ledger.
    public func hasEnrolled(_ keyID: KeyID) -> Bool { roster.hasEnrolled(keyID) }

    /// Whether the key is the party's own: enrolled now or before, the reserve key in force, or a reserve key
    /// that was shown.
    public func isKeyOfLedger(_ keyID: KeyID) -> Bool { roster.isKeyOfLedger(keyID) }

    /// The keys that were called compromised, each from the index since which what it alone signed is
    /// disowned, once the heads that were seen outside are taken into account.
    public func compromised(seen: [OutsideHead] = []) -> [KeyID: Int] { roster.compromised(seen: seen) }

    /// Whether nothing vouches for an entry but keys that were called compromised since before it.
    public func isDisowned(_ signers: [KeyID], at index: Int, seen: [OutsideHead] = []) -> Bool {
        let compromised = compromised(seen: seen)
        return !signers.isEmpty && signers.allSatisfy { compromised[$0].map { $0 <= index } ?? false }
    }

    /// Which of the auditor's anchors entry 0 rests on.
    ///
    /// - Throws: ``Finding`` of verdict `not-anchored` or `untrusted`.
    public func match(_ trust: Trust) throws(Finding) -> AnchorMatch {
        guard let opening, let fingerprint else {
            throw Finding(.openingMissing, expected: LedgerEvent.Kind.opened.type, found: "no entry")
        }
        switch trust.match(fingerprint: fingerprint, opening: opening, signers: openedBy) {
        case .success(let match): return match
        case .failure(let mismatch):
            throw Finding(mismatch.code, expected: mismatch.expected, found: mismatch.found)
        }
    }
}

extension Finding {
    init(_ violation: Roster.Violation, index: Int) {
        self.init(violation.code, index: index, expected: violation.expected, found: violation.found)
    }

    /// The same finding without an offset, which would be one into a ledger's file.
    var unplaced: Finding { Finding(code, index: index, expected: expected, found: found, cause: cause) }
}
