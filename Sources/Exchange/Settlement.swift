internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerStore
internal import LedgerVerify
internal import MerkleTree

/// How a ledger that came is held against what is held, and what becomes of both.
extension Receiving {
    func settle(
        _ file: consuming FreshFile, _ kind: ReceivedFile.Kind, named path: String,
        in folder: borrowing HeldFolder
    ) throws(ExchangeError) -> ReceivedFile {
        let report = try verify(file.path, named: path, in: folder)
        guard let identity = report.ledger else { throw .doesNotVerify(path: path, report) }
        let held = folder.ledger(identity.opening.party.id, identity.fingerprint)
        var seen = try SeenHeads(held.heads)
        let difference = try difference(file.path, named: path, held, seen)
        let size = difference.second.size
        let contradicted = seen.held.first {
            $0.head.size <= size && difference.roots[$0.head.size] != $0.head.root
        }
        var comparison = difference.comparison
        if !comparison.isForked, let contradicted { comparison = .forkedBelow(size: contradicted.head.size) }
        if let against, against.size <= size, difference.roots[against.size] != against.root {
            throw .notGivenHead(path: path, against)
        }
        var outcome = ReceivedFile(
            kind: kind, party: held.party, origin: identity.opening.origin, fingerprint: held.fingerprint,
            head: difference.second.head, comparison: comparison, verdict: report.verdict,
            anchor: report.anchor,
            heldPath: held.copy)
        outcome.withheld = difference.second.withheld
        outcome.contradicted = contradicted
        outcome.endsBefore = comparison.isForked ? nil : largest(seen, beyond: size)

        if comparison.isForked {
            let aside = try keepAside(file, held, "jsonl")
            outcome.keptAside = aside
            try add(SeenHead(head: outcome.head, origin: SeenHead.forkedPrefix + Folder.name(of: aside)), &seen)
            outcome.held = held.isHeld ? .unchanged : .none
            outcome.withheldInHeld = difference.first.withheld
        } else {
            try hold(file, difference, named: path, held, &seen, &outcome, in: folder)
        }
        outcome.forkedHeads = seen.forkedCount
        return outcome
    }

    // MARK: What holds

    /// Verifies a file with the anchors of the folder. A withheld end counts where a head that was seen vouches
    /// for it.
    private func verify(
        _ file: String, named path: String, in folder: borrowing HeldFolder
    ) throws(ExchangeError) -> VerificationReport {
        var verifier = LedgerVerifier(trust: folder.trust, allowsWithheld: true, rules: rules)
        var report = verifier.verify(
            try exchanging(path) { try LedgerFile(file, followsLinks: false) }, progress: progress)
        let endsWithheld = report.findings.allSatisfy { $0.code == .withheldTail || $0.code.stage == .content }
        if report.verdict == .incomplete, endsWithheld, let identity = report.ledger {
            let seen = try SeenHeads(folder.ledger(identity.opening.party.id, identity.fingerprint).heads)
            let heads = seen.held.map(\.head) + (against.map { [$0] } ?? [])
            verifier.against = heads.first { $0.size == report.entryCount && $0 == report.head }
            if verifier.against != nil {
                report = verifier.verify(try exchanging(path) { try LedgerFile(file, followsLinks: false) })
            }
        }
        guard report.verdict.leavesChainWhole, report.anchor != .none else {
            throw .doesNotVerify(path: path, report)
        }
        return report
    }

    /// Walks the copy held and the file in step. The copy held must be what was received.
    private func difference(
        _ file: String, named path: String, _ held: HeldLedger, _ seen: SeenHeads
    ) throws(ExchangeError) -> CopyDifference {
        let sizes = seen.held.map(\.head.size) + (against.map { [$0.size] } ?? [])
        var walk = try CopyWalk(watching: Set(sizes))
        let came = try exchanging(path) { EntryLines(try LedgerFile(file, followsLinks: false)) }
        guard held.isHeld else { return try walk.run(EntryLines(), held.copy, came, path) }
        let copy = try exchanging(held.copy) { EntryLines(try LedgerFile(held.copy, followsLinks: false)) }
        let difference: CopyDifference
        do { difference = try walk.run(copy, held.copy, came, path) } catch { throw held.said(error) }
        try held.require(difference.first.head, among: seen)
        return difference
    }

    private func largest(_ seen: SeenHeads, beyond size: Int) -> SeenHead? {
        let given = against.map { [SeenHead(head: $0, origin: "given")] } ?? []
        return (seen.held + given).filter { $0.head.size > size }.max { $0.head.size < $1.head.size }
    }

    // MARK: What is held from now on

    /// Keeps the head, and then puts in place what the file adds to the copy held.
    private func hold(
        _ file: consuming FreshFile, _ difference: CopyDifference, named path: String, _ held: HeldLedger,
        _ seen: inout SeenHeads, _ outcome: inout ReceivedFile, in folder: borrowing HeldFolder
    ) throws(ExchangeError) {
        if let index = difference.second.hiddenLedgerEvent { throw .hidesLedgerEvent(path: path, index: index) }
        let head = SeenHead(head: outcome.head, origin: "\(outcome.kind.rawValue) \(SeenHeads.label(path))")
        let (showsMore, showsLess) = (difference.second.showsAlone, difference.first.showsAlone)
        outcome.shownCount = held.isHeld ? showsMore : 0
        outcome.keptCount = adoptsWithheld ? 0 : showsLess
        outcome.adoptedCount = adoptsWithheld ? showsLess : 0
        let goesOn = difference.second.size > difference.first.size
        guard goesOn || showsMore > 0 || outcome.adoptedCount > 0 else {
            try add(head, &seen)
            outcome.withheldInHeld = difference.first.withheld
            return
        }
        outcome.held = .replaced
        if difference.second.size >= difference.first.size && outcome.keptCount == 0 {
            try add(head, &seen)
            outcome.withheldInHeld = outcome.withheld
            do { try file.place(over: held.copy) } catch { throw .file(error) }
            return
        }
        let (target, source, adopts) = (folder.merged, file.path, adoptsWithheld)
        let merged = try exchanging(path) {
            var merged = try FreshFile(at: target)
            try MergedCopy.write(held.copy, with: source, adoptsWithheld: adopts, to: &merged)
            return merged
        }
        do {
            outcome.withheldInHeld = try verify(merged.path, named: path, in: folder).withheld
        } catch .doesNotVerify(_, let report) {
            throw .doesNotVerifyTogether(path: path, held: held.copy, report)
        }
        try add(head, &seen)
        do { try merged.place(over: held.copy) } catch { throw .file(error) }
    }

    func add(_ head: SeenHead, _ seen: inout SeenHeads) throws(ExchangeError) {
        do { try seen.add(head) } catch { throw .file(error) }
    }
}
