internal import LedgerCrypto
internal import LedgerFormat
internal import MerkleTree

/// The stages that need the lines in their order: index, previous, root, roster, batches, and the effects of
/// key events.
///
/// One line's finding ends that line, and the chain goes on from the line as it was found.
struct ChainCheck: ~Copyable {
    /// What the stage found of one window, and what is left to check of it on all cores.
    struct Outcome: Sendable {
        var findings: [Finding] = []
        var checks: [PendingCheck] = []
        /// Who signs the entries of ``checks``.
        var groups: [RecentSigners.Group] = []
        /// The positions of the signed entries, and by which keys whose signatures count.
        var signed: [(position: Int, signers: [KeyID])] = []
        var party: Party?
    }

    let level: VerificationLevel
    /// The vocabulary by which the content is judged, which level full alone does.
    let rules: (any ContentRules)?
    /// The window that is being checked, and which of its pieces.
    private var window: [ParsedLines] = []
    var piece = 0
    var outcome = Outcome()
    var hasher: SHA256

    var tree: TreeFollower
    var roster = Roster()
    var opening: OpenedLedger?
    /// What was found of the end: the entries after the last signed one.
    var unsignedRun = 0
    var entryCount = 0
    var withheld = IndexRanges()
    var vouched = VouchedRanges()
    var isClosed = false
    var successor: SHA256Digest?
    /// The vocabularies of later versions that events were written in.
    var unknownVocabularies: Set<Int> = []
    /// So many are named in a report; a hostile file may have as many as it has entries.
    static let unknownVocabulariesMax = 16
    var hasUnsupportedSignatures = false
    /// Set where nothing after can be judged: no ledger, or a format of a later version.
    var stoppedAt: Int?
    /// Who signed before, and by which keys.
    var signers = RecentSigners()
    /// The last signed entry of each key, where only those are checked.
    var lastOfKey: [KeyID: EntryCheck] = [:]

    var expectedIndex = 0
    var expectedPrevious: SHA256Digest?
    /// The index of the last key event.
    var lastKeyEvent = 0
    var lastSigned: SignedRoot?
    var hasWithheldInRun = false
    /// The unsigned events directly before this place.
    var batchRun = 0
    var ids = SeenIDs()
    /// The positions of the events in this piece whose id an earlier one has.
    private var repeated: Set<Int> = []
    /// What was verified before, and is not read again or read without its signatures.
    let start: StartingPoint
    /// How many entries are read though they were verified before.
    let settledEntries: Int
    /// The ids of what was verified before, whether it is read again or not.
    let knownIDs: (any KnownIDs)?
    /// Set where these cannot be read: then nothing more can be said.
    var failure: LedgerReadFailure?
    /// Indexes that no readable event accounts for, and the position of the finding that says so.
    var unaccounted: [Int: Int] = [:]
    /// Keys that a key event with a finding would have brought, and its position.
    var refusedKeys: [KeyID: Int] = [:]
    /// The first key event that had a finding and so no effect: what later ones rest on may be missing.
    var refusedKeyEvent: Int?
    var missedRootAt: Int?

    struct SignedRoot {
        let position: Int
        let byteOffset: Int
        let root: SHA256Digest
        var tree: TreeFollower
    }

    init(_ verifier: LedgerVerifier, from start: StartingPoint = .entryZero) throws(CryptoError) {
        level = verifier.level
        rules = verifier.judgingRules
        self.start = start
        if case .again(let prefix) = start {
            settledEntries = prefix.receipt.entryCount
        } else {
            settledEntries = 0
        }
        knownIDs = start.prefix?.ids
        tree = TreeFollower(watching: verifier.allWatchedSizes)
        hasher = try SHA256()
        if case .after(let prefix, _) = start { resume(prefix.receipt, watching: verifier.allWatchedSizes) }
    }

    /// Checks the lines of one window, the first not yet checked one first.
    mutating func check(_ window: [ParsedLines]) -> Outcome {
        outcome = Outcome()
        self.window = window
        for number in window.indices {
            piece = number
            ids.insert(eventsOf: window[number].lines, from: settledEntries, &repeated)
            for line in window[number].lines where stoppedAt == nil { check(line, of: window[number]) }
        }
        outcome.party = opening?.opening.party
        keepLastOfKeys()
        self.window = []
        return outcome
    }

    mutating func check(_ line: ParsedLine, of lines: ParsedLines) {
        guard line.position > 0 || lines.beginsLikeEntry(line) else {
            stop(line, .notALedger, "{\"event\":{… as the first bytes", "something else")
            return
        }
        switch line.content {
        case .unfinished(let isWhole):
            add(line, isWhole ? .lineFeedMissing : .tornLine, "a line feed at the end", "the end of the file")
            return
        case .rejected(let number):
            let finding = lines.refusals[number]
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
        case .entry(.event(let event, let signatureCount)):
            check(event, signatureCount, line, lines)
        }
        entryCount += 1
    }

    /// A line without an index of its own: a withheld entry, or one that cannot be read.
    mutating func takePlace(of line: ParsedLine, hash: SHA256Digest?) {
        if hash == nil { account(expectedIndex, line) }
        tree.follow(unlinked: hash, hasher: &hasher)
        expectedPrevious = hash
        expectedIndex += 1
        unsignedRun += 1
        batchRun = 0
    }

    // MARK: One event

    mutating func check(
        _ event: EventAttributes, _ signatureCount: Int, _ line: ParsedLine, _ lines: ParsedLines
    ) {
        let expected = (index: expectedIndex, previous: expectedPrevious)
        let isRepeated =
            !repeated.isEmpty && repeated.contains(line.position) || knownIDs != nil && wasKnown(event.id, line)
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
            checkMembers(event, isRepeated, line, lines) && checkIndex(event, expected.index, line, lines)
            && checkPrevious(event, expected.previous, line) && checkRoot(event, line)
            && checkRoster(event, line) && checkBatch(event, batch, line, lines)
        let counted = holds ? checkSigners(event, signatureCount, line, lines) : nil
        if counted == nil && event.isLedgerEvent { refuse(line, lines) }
        if event.signing != nil {
            // A signature that nobody checked may be anybody's: it neither vouches nor shares the blame.
            let signers =
                counted ?? event.signers(in: lines.buffer.span.extracting(lines.range(of: event, in: line)))
            outcome.signed.append((line.position, signers))
            if let counted, !event.isLedgerEvent {
                vouched.add(line.position - run...line.position, by: counted)
            }
        }
        // Where a key event stands is a fact of the file, whether or not it has an effect.
        if event.isKeyEvent { lastKeyEvent = event.index }
    }

    /// The event with all that it says: for what is seldom asked.
    mutating func event(in line: ParsedLine, _ lines: ParsedLines) -> Event? {
        lines.entry(of: line, hasher: &hasher)?.event
    }

    /// The piece of the window that is being checked with that number.
    func lines(_ piece: Int) -> ParsedLines { window[piece] }

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
                    expected: "a signed entry at the end",
                    found: "\(unsignedRun) entries that nothing signed follows"))
        }
        return (outcome.findings, head)
    }

    // MARK: Findings

    /// Always false: the stage did not pass.
    @discardableResult
    mutating func add(
        _ line: ParsedLine, _ code: FindingCode, _ expected: String, _ found: String,
        cause: Finding.Cause = .root
    ) -> Bool {
        outcome.findings.append(
            Finding(
                code, index: line.position, byteOffset: line.byteOffset, expected: expected, found: found,
                cause: cause))
        return false
    }

    mutating func stop(_ line: ParsedLine, _ code: FindingCode, _ expected: String, _ found: String) {
        add(line, code, expected, found)
        stoppedAt = line.position
    }

    mutating func account(_ index: Int, _ line: ParsedLine) {
        if unaccounted.count < FindingList.keptMax { unaccounted[index] = line.position }
    }
}
