internal import LedgerCrypto
internal import LedgerFormat

/// The stages that need the lines in their order: index, previous, root, roster, batches, and the effects of key events.
///
/// One line's finding ends that line, and the chain goes on from the line as it was found.
struct ChainCheck: ~Copyable {
    /// What the stage found of one window, and what is left to check of it on all cores.
    struct Outcome: Sendable {
        var findings: [Finding] = []
        var checks: [EntryCheck] = []
        /// The positions of the signed entries, and by which keys.
        var signed: [(position: Int, signers: [KeyID])] = []
        var party: Party?
    }

    private let level: VerificationLevel
    private let rules: (any ContentRules)?
    private var outcome = Outcome()
    private var hasher: SHA256

    private(set) var tree: TreeFollower
    private(set) var roster = Roster()
    private(set) var opening: OpenedLedger?
    /// What was found of the end: the entries after the last signed one.
    private(set) var unsignedRun = 0
    private(set) var entryCount = 0
    private(set) var withheld = IndexRanges()
    private(set) var vouched = VouchedRanges()
    private(set) var isClosed = false
    private(set) var successor: SHA256Digest?
    /// The vocabularies of later versions that events were written in.
    private(set) var unknownVocabularies: Set<Int> = []
    /// So many are named in a report; a hostile file may have as many as it has entries.
    private static let unknownVocabulariesMax = 16
    private(set) var hasUnsupportedSignatures = false
    /// Set where nothing after can be judged: no ledger, or a format of a later version.
    private(set) var stoppedAt: Int?
    /// The last signed entry of each key, where only those are checked.
    private(set) var lastOfKey: [KeyID: EntryCheck] = [:]

    private var expectedIndex = 0
    private var expectedPrevious: SHA256Digest?
    /// The index of the last key event.
    private(set) var lastKeyEvent = 0
    private var lastSigned: SignedRoot?
    private var hasWithheldInRun = false
    /// The unsigned events directly before this place.
    private var batchRun = 0
    private var ids: Set<EventID> = []
    /// Indexes that no readable event accounts for, and the position of the finding that says so.
    private var unaccounted: [Int: Int] = [:]
    /// Keys that a key event with a finding would have brought, and its position.
    private var refusedKeys: [KeyID: Int] = [:]
    /// The first key event that had a finding and so no effect: what later ones rest on may be missing.
    private var refusedKeyEvent: Int?
    private var missedRootAt: Int?

    struct OpenedLedger: Sendable {
        let opening: Opening
        let fingerprint: SHA256Digest
        let signers: Set<KeyID>
    }

    private struct SignedRoot {
        let position: Int
        let byteOffset: Int
        let root: SHA256Digest
        var tree: TreeFollower
    }

    init(level: VerificationLevel, watchedSize: Int?, rules: (any ContentRules)?) throws(CryptoError) {
        self.level = level
        self.rules = rules
        tree = TreeFollower(watchedSize: watchedSize)
        hasher = try SHA256()
    }

    /// Checks the lines of one window, the first not yet checked one first.
    mutating func check(_ lines: [ParsedLine]) -> Outcome {
        outcome = Outcome()
        for line in lines where stoppedAt == nil { check(line) }
        outcome.party = opening?.opening.party
        if level == .heads { keepLastOfKeys() }
        return outcome
    }

    private mutating func check(_ line: ParsedLine) {
        guard line.position > 0 || line.beginsLikeEntry else {
            stop(line, .notALedger, "{\"event\":{… as the first bytes", "something else")
            return
        }
        switch line.content {
        case .unfinished(let isWhole):
            add(line, isWhole ? .lineFeedMissing : .tornLine, "a line feed at the end", "the end of the file")
            return
        case .rejected(let finding):
            outcome.findings.append(finding)
            if finding.code.verdict == .unsupported { stoppedAt = line.position }
            takePlace(of: line, hash: nil)
        case .entry(.withheld(let hash)):
            if isClosed {
                add(line, .afterClosed, "the end of the file", "a withheld entry")
            } else if line.position == 0 {
                add(line, .openingWithheld, "the entry that opens the ledger", "a withheld entry")
            }
            withheld.append(line.position...line.position)
            hasWithheldInRun = true
            takePlace(of: line, hash: hash)
        case .entry(.event(let event, let signatures)):
            check(event, SignatureText.all(in: signatures, of: event), line)
        }
        entryCount += 1
    }

    /// A line without an index of its own: a withheld entry, or one that cannot be read.
    private mutating func takePlace(of line: ParsedLine, hash: SHA256Digest?) {
        if hash == nil { account(expectedIndex, line) }
        tree.follow(unlinked: hash, hasher: &hasher)
        expectedPrevious = hash
        expectedIndex += 1
        unsignedRun += 1
        batchRun = 0
    }

    // MARK: One event

    private mutating func check(_ event: Event, _ signatures: [SignatureText], _ line: ParsedLine) {
        let expected = (index: expectedIndex, previous: expectedPrevious)
        let isRepeated = !ids.insert(event.id).inserted
        if event.index == expectedIndex + 1 { account(expectedIndex, line) }
        tree.follow(event.hash, index: event.index, previous: event.previous, hasher: &hasher)
        expectedIndex = event.index + 1
        expectedPrevious = event.hash
        let (run, batch) = (unsignedRun, batchRun)
        unsignedRun = event.signing == nil ? run + 1 : 0
        batchRun = event.signing == nil ? batch + 1 : 0
        if event.signing != nil { hasWithheldInRun = false }

        // Each stage returns whether it passed; the first that does not ends the line.
        let holds =
            checkMembers(event, isRepeated, line) && checkIndex(event, expected.index, line)
            && checkPrevious(event, expected.previous, line) && checkRoot(event, line) && checkRoster(event, line)
            && checkBatch(event, batch, line)
        let keys = holds ? signingKeys(event, signatures, line) : nil
        if let keys {
            if event.isLedgerEvent { checkLedgerEvent(event, keys, signatures, line) } else { enqueue(event, keys, signatures, line) }
        } else if event.isLedgerEvent {
            refuse(event)
        }
        if let signing = event.signing {
            outcome.signed.append((line.position, signing.signers))
            if keys != nil && !event.isLedgerEvent { vouched.add(line.position - run...line.position, by: signing.signers) }
        }
        // Where a key event stands is a fact of the file, whether or not it has an effect.
        if event.isKeyEvent { lastKeyEvent = event.index }
    }

    private mutating func checkMembers(_ event: Event, _ isRepeated: Bool, _ line: ParsedLine) -> Bool {
        if line.position == 0 && event.index == 0 && event.name != LedgerEvent.Kind.opened.rawValue {
            return add(line, .openingMissing, LedgerEvent.Kind.opened.type, event.type)
        }
        if isRepeated { return add(line, .idRepeated, "an id that no entry before has", event.id.description) }
        if let party = opening?.opening.party, event.source != party.id {
            return add(line, .sourceMismatch, party.id.description, event.source.description)
        }
        return true
    }

    private mutating func checkIndex(_ event: Event, _ expected: Int, _ line: ParsedLine) -> Bool {
        if isClosed { return add(line, .afterClosed, "the end of the file", event.name) }
        if line.position > 0 && (event.index == 0 || event.name == LedgerEvent.Kind.opened.rawValue) {
            return add(line, .secondOpening, "an entry that goes on from index \(expected)", "\(event.name) with index \(event.index)")
        }
        return event.index == expected || add(line, .indexMismatch, "index \(expected)", "index \(event.index)")
    }

    private mutating func checkPrevious(_ event: Event, _ expected: SHA256Digest?, _ line: ParsedLine) -> Bool {
        guard let expected, let previous = event.previous, previous != expected else { return true }
        return add(line, .previousMismatch, expected.prefixed, previous.prefixed)
    }

    private mutating func checkRoot(_ event: Event, _ line: ParsedLine) -> Bool {
        guard let root = event.signing?.root else { return true }
        if level < .full {
            lastSigned = SignedRoot(position: line.position, byteOffset: line.byteOffset, root: root, tree: tree)
            return true
        }
        switch tree.matches(root, hasher: &hasher) {
        case nil: return true
        case true?:
            missedRootAt = nil
            return true
        case false?: break
        }
        let cause = missedRootAt.map { Finding.Cause.follows(from: $0) } ?? .root
        missedRootAt = missedRootAt ?? line.position
        return add(
            line, .rootMismatch, "the root over the entries before this one", root.prefixed, cause: cause)
    }

    private mutating func checkRoster(_ event: Event, _ line: ParsedLine) -> Bool {
        guard let claimed = event.signing?.roster, claimed != lastKeyEvent else { return true }
        let expected = lastKeyEvent
        if withheld.contains(claimed) {
            lastKeyEvent = claimed
            return add(line, .keyEventWithheld, "key event \(claimed) to be shown", "a withheld entry at index \(claimed)")
        }
        if let cause = unaccounted[claimed] {
            lastKeyEvent = claimed
            return add(line, .rosterMismatch, "roster \(expected)", "roster \(claimed)", cause: .follows(from: cause))
        }
        return add(line, .rosterMismatch, "roster \(expected)", "roster \(claimed)")
    }

    private mutating func checkBatch(_ event: Event, _ run: Int, _ line: ParsedLine) -> Bool {
        if event.isLedgerEvent && event.index > 0 && (event.signing == nil || run > 0) {
            return add(line, .batchLedgerEvent, "a signed entry before it and a signature of its own", event.name)
        }
        if event.signing == nil && run + 1 == Limits.batchEntriesMax {
            return add(
                line, .batchTooLong, "a signed entry after at most \(Limits.batchEntriesMax - 1) unsigned ones",
                "one more without a signature")
        }
        return true
    }

    // MARK: Signatures

    /// The keys of the signers, one for each signature; nil where the line ends here.
    private mutating func signingKeys(
        _ event: Event, _ signatures: [SignatureText], _ line: ParsedLine
    ) -> [PublicKey]? {
        let signers = event.signing?.signers ?? []
        guard signatures.count == signers.count else {
            add(line, .signatureCount, "\(signers.count) signatures", "\(signatures.count)")
            return nil
        }
        let ledgerEvent = event.isLedgerEvent ? ledgerEvent(event, signatures, line) : nil
        if event.isLedgerEvent && ledgerEvent == nil { return nil }
        var keys: [PublicKey] = []
        for signer in signers {
            switch ledgerEvent.map({ roster.key(signer, signing: $0) }) ?? roster.standing(of: signer) {
            case .valid(let key): keys.append(key)
            case .retired(let index):
                add(line, .signerRetired, "a key that may sign at index \(event.index)", "\(signer), out of force after index \(index)")
                return nil
            case .unknown:
                let cause = refusedKeys[signer] ?? (opening == nil && line.position > 0 ? 0 : unaccounted[lastKeyEvent])
                add(
                    line, .signerUnknown, "a key that the ledger enrolled before", signer.description,
                    cause: cause.map { .follows(from: $0) } ?? .root)
                return nil
            }
        }
        if !keys.isEmpty, keys.allSatisfy({ !$0.isSupported }) {
            addUnsupported(keys, event, line)
            return nil
        }
        if keys.contains(where: { !$0.isSupported }) { hasUnsupportedSignatures = true }
        return keys
    }

    /// What this OpenSSL cannot check does not count, and is no evidence against the file either. Where the event decides
    /// who may sign, nothing after it can be judged.
    private mutating func addUnsupported(_ keys: [PublicKey], _ event: Event, _ line: ParsedLine) {
        add(
            line, .signatureUnsupported, "enough signatures that \(OpenSSL.version) can check",
            keys.map(\.algorithm.rawValue).joined(separator: ", "))
        if event.isLedgerEvent { stoppedAt = line.position }
    }

    private mutating func enqueue(
        _ event: Event, _ keys: [PublicKey], _ signatures: [SignatureText], _ line: ParsedLine
    ) {
        if case .vocabulary(let version) = event.schema, let rules, !rules.knows(vocabularyVersion: version),
            unknownVocabularies.count < ChainCheck.unknownVocabulariesMax
        {
            unknownVocabularies.insert(version)
        }
        let check = EntryCheck(
            position: line.position, byteOffset: line.byteOffset, event: event, keys: level == .full ? keys : [],
            signatures: signatures)
        outcome.checks.append(check)
        if level == .heads {
            let whole = EntryCheck(
                position: line.position, byteOffset: line.byteOffset, event: event, keys: keys, signatures: signatures)
            for key in keys { lastOfKey[key.keyID] = whole }
        }
    }

    /// At the end of a window its buffer is let go: what is still the last of its key is kept as a copy of its own line.
    private mutating func keepLastOfKeys() {
        for (keyID, check) in lastOfKey where !check.isDetached {
            if let copy = check.detached(hasher: &hasher) { lastOfKey[keyID] = copy }
        }
    }

    // MARK: Events of the ledger

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
    private mutating func isVouchedFor(_ event: Event, _ signatures: [SignatureText], _ line: ParsedLine) -> Bool {
        let signers = event.signing?.signers ?? []
        let vouchers = zip(signers, signatures).compactMap { signer, signature -> (PublicKey, SignatureText)? in
            guard case .valid(let key) = roster.standing(of: signer), key.isSupported else { return nil }
            return (key, signature)
        }
        if vouchers.isEmpty {
            return add(
                line, .signerUnknown, "a key in force among the signers",
                signers.map(\.description).joined(separator: " "), cause: opening == nil ? .follows(from: 0) : .root)
        }
        let check = EntryCheck(
            position: line.position, byteOffset: line.byteOffset, event: event, keys: vouchers.map(\.0),
            signatures: vouchers.map(\.1))
        var verifiers = SignatureVerifiers()
        guard let finding = check.checkSignatures(&verifiers) else { return true }
        outcome.findings.append(finding)
        return false
    }

    private mutating func checkLedgerEvent(
        _ event: Event, _ keys: [PublicKey], _ signatures: [SignatureText], _ line: ParsedLine
    ) {
        let check = EntryCheck(
            position: line.position, byteOffset: line.byteOffset, event: event, keys: keys, signatures: signatures)
        var verifiers = SignatureVerifiers()
        if let finding = check.checkSignatures(&verifiers) {
            outcome.findings.append(finding)
            refuse(event)
            return
        }
        let signers = Set(keys.filter(\.isSupported).map(\.keyID))
        do throws(Roster.Violation) {
            guard let ledgerEvent = ledgerEvent(event, signatures, line) else { return }
            try roster.apply(ledgerEvent, at: event.index, signedBy: signers)
            take(ledgerEvent, event, signers, line)
        } catch where error.code.isOfTooFewSignatures && keys.contains(where: { !$0.isSupported }) {
            addUnsupported(keys, event, line)
        } catch {
            let cause = error.restsOnEarlierKeyEvents ? refusedKeyEvent : nil
            add(line, error.code, error.expected, error.found, cause: cause.map { .follows(from: $0) } ?? .root)
            refuse(event)
        }
    }

    private mutating func take(_ ledgerEvent: LedgerEvent, _ event: Event, _ signers: Set<KeyID>, _ line: ParsedLine) {
        switch ledgerEvent {
        case .opened(let opening):
            self.opening = OpenedLedger(opening: opening, fingerprint: event.hash, signers: signers)
            if let violation = rules?.violation(in: opening) {
                outcome.findings.append(Finding(violation, position: line.position, byteOffset: line.byteOffset))
            }
        case .closed(let successor, _):
            isClosed = true
            self.successor = successor
        default: break
        }
    }

    /// A key event with a finding has no effect; what then fails for want of its keys follows from it.
    private mutating func refuse(_ event: Event) {
        if event.isKeyEvent { refusedKeyEvent = refusedKeyEvent ?? event.index }
        guard let ledgerEvent = try? LedgerEvent(event) else { return }
        var keys = ledgerEvent.broughtKey.map { [$0.keyID] } ?? []
        if case .opened(let opening) = ledgerEvent { keys = opening.keys.map(\.keyID) }
        for keyID in keys where refusedKeys.count < Limits.keysMax { refusedKeys[keyID] = event.index }
    }

    // MARK: The end

    /// What can only be said once the last line was seen.
    mutating func finish(against: Head?) -> (findings: [Finding], head: Head?) {
        outcome = Outcome()
        if level < .full, var last = lastSigned, last.tree.matches(last.root, hasher: &hasher) == false {
            outcome.findings.append(
                Finding(
                    .rootMismatch, index: last.position, byteOffset: last.byteOffset,
                    expected: "the root over the entries before this one", found: last.root.prefixed))
        }
        let head = stoppedAt == nil ? tree.finish(hasher: &hasher) : nil
        if unsignedRun > 0 && stoppedAt == nil && !(against != nil && against == head && hasWithheldInRun) {
            outcome.findings.append(
                Finding(
                    hasWithheldInRun ? .withheldTail : .batchOpen, index: max(0, entryCount - unsignedRun),
                    expected: "a signed entry at the end", found: "\(unsignedRun) entries that nothing signed follows"))
        }
        return (outcome.findings, head)
    }

    // MARK: Findings

    /// Always false: the stage did not pass.
    @discardableResult
    private mutating func add(
        _ line: ParsedLine, _ code: FindingCode, _ expected: String, _ found: String, cause: Finding.Cause = .root
    ) -> Bool {
        outcome.findings.append(
            Finding(
                code, index: line.position, byteOffset: line.byteOffset, expected: expected, found: found, cause: cause))
        return false
    }

    private mutating func stop(_ line: ParsedLine, _ code: FindingCode, _ expected: String, _ found: String) {
        add(line, code, expected, found)
        stoppedAt = line.position
    }

    private mutating func account(_ index: Int, _ line: ParsedLine) {
        if unaccounted.count < FindingList.keptMax { unaccounted[index] = line.position }
    }
}
