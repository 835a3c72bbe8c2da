internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerStore
internal import LedgerVerify
internal import MerkleTree
internal import TransparencyLog

/// How a checkpoint is held against the copy of its ledger.
extension Receiving {
    func note(
        _ file: consuming FreshFile, named path: String, in folder: borrowing HeldFolder
    ) throws(ExchangeError) -> ReceivedFile {
        let source = file.path
        let signed = try exchanging(path) {
            let bytes = try OpenFile(source, .read, followsLinks: false).read(SignedNote.bytesMax + 1, at: 0)
            guard !bytes.isEmpty else {
                throw ExchangeError.malformed(path: path, explanation: "the file is empty")
            }
            return try SignedCheckpoint(bytes)
        }
        let head = signed.checkpoint.head
        guard (1...Limits.indexMax + 1).contains(head.size) else {
            throw .malformed(path: path, explanation: "no ledger has a head of \(head.size) entries")
        }
        let match = try match(signed, named: path, in: folder)
        let held = match.held
        var seen = match.seen
        var outcome = ReceivedFile(
            kind: .checkpoint, party: held.party, origin: match.origin, fingerprint: held.fingerprint,
            head: head,
            comparison: match.isOther
                ? .forkedBelow(size: head.size) : Receiving.comparison(head.size, match.size),
            verdict: .intact, anchor: .none, heldPath: held.copy)
        outcome.contradicted = match.contradicted
        if match.isOther {
            let aside = try keepAside(file, held, "checkpoint")
            outcome.keptAside = aside
            try add(SeenHead(head: head, origin: SeenHead.forkedPrefix + Folder.name(of: aside)), &seen)
        } else {
            _ = try keep(file) { held.signedHead($0) }
            try add(SeenHead(head: head, origin: "checkpoint \(SeenHeads.label(path))"), &seen)
        }
        outcome.forkedHeads = seen.forkedCount
        return outcome
    }

    /// A checkpoint held against one ledger of its origin, of which a key signed it.
    private struct Match {
        let held: HeldLedger
        let origin: Origin
        let seen: SeenHeads
        /// How many entries the copy held has.
        let size: Int
        /// A head seen before that the checkpoint contradicts.
        let contradicted: SeenHead?
        /// Whether the head is of another history than the one held.
        let isOther: Bool
    }

    /// The one ledger that the checkpoint is of. Two may have one origin and one key, where the anchors name a
    /// key; then a head that fits neither accuses nobody.
    private func match(
        _ signed: SignedCheckpoint, named path: String, in folder: borrowing HeldFolder
    ) throws(ExchangeError) -> Match {
        let head = signed.checkpoint.head
        let ledgers = try ledgers(of: signed, named: path, in: folder)
        var matches: [Match] = []
        var isBeyond = true
        for (held, opening) in ledgers {
            let seen = try SeenHeads(held.heads)
            let (beginning, size) = try beginning(of: held, upTo: head.size, seen)
            isBeyond = isBeyond && head.size > size
            let signers = try exchanging(path) { try signed.logSigners(among: beginning.keys) }
            if signers.isEmpty { continue }
            let contradicted = seen.held.first { $0.head.size == head.size && $0.head.root != head.root }
            matches.append(
                Match(
                    held: held, origin: opening.origin, seen: seen, size: size, contradicted: contradicted,
                    isOther: contradicted != nil || (head.size <= size && beginning.head != head)))
        }
        let fitting = matches.filter { !$0.isOther }
        let known = fitting.filter { head.size <= $0.size }
        if let only = known.count == 1 ? known.first : fitting.count == 1 ? fitting.first : nil { return only }
        if ledgers.count == 1, let only = matches.first { return only }
        if matches.isEmpty { throw .checkpointByNoKey(path: path, head: head, isBeyondHeld: isBeyond) }
        throw .severalLedgers(path: path, ledger: "\(signed.checkpoint.origin)", folder: folder.path)
    }

    private static func comparison(_ size: Int, _ held: Int) -> CopyComparison {
        if size == held { return .same }
        return size > held ? .ahead(by: size - held) : .behind(by: held - size)
    }

    /// The ledgers that the checkpoint may be of, at least one: those of its origin of which a copy is held.
    private func ledgers(
        of signed: SignedCheckpoint, named path: String, in folder: borrowing HeldFolder
    ) throws(ExchangeError) -> [(HeldLedger, Opening)] {
        var found: [(HeldLedger, Opening)] = []
        for ledger in try folder.ledgers() {
            let opening = try exchanging(ledger.copy) {
                var lines = EntryLines(try LedgerFile(ledger.copy, followsLinks: false))
                guard let line = try lines.next(), let event = try Entry(line.buffer, in: line.range).event,
                    event.hash == ledger.fingerprint, case .opened(let opening) = try LedgerEvent(event)
                else {
                    throw ExchangeError.heldCopyChanged(
                        path: ledger.copy, explanation: "its first entry is not the one of its name")
                }
                return opening
            }
            if LogOrigin(opening.origin) == signed.checkpoint.origin { found.append((ledger, opening)) }
        }
        if found.isEmpty {
            throw .nothingHeld(path: path, ledger: "\(signed.checkpoint.origin)", folder: folder.path)
        }
        return found
    }

    /// What the copy held says at a size, or at its end where it is shorter, and how many entries it has.
    private func beginning(
        of held: HeldLedger, upTo size: Int, _ seen: SeenHeads
    ) throws(ExchangeError) -> (report: VerificationReport, size: Int) {
        let (report, count) = try exchanging(held.copy) {
            var lines = EntryLines(try LedgerFile(held.copy, followsLinks: false))
            var byteCount = 0
            while let line = try lines.next() { byteCount += lines.count <= size ? line.bytes.count : 0 }
            // Its signatures were verified when it was received; the keys and the root are what is asked.
            let verifier = LedgerVerifier(trust: .selfDeclared, level: .chain, allowsWithheld: true, rules: nil)
            let beginning = LedgerBeginning(
                try LedgerFile(held.copy, followsLinks: false), byteCount: byteCount)
            return (verifier.verify(beginning), lines.count)
        }
        guard report.verdict >= .incomplete, report.head != nil else {
            throw .heldCopyChanged(
                path: held.copy, explanation: "it does not verify (\(report.verdict.rawValue))")
        }
        return (report, count)
    }
}
