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
        let (held, opening) = try ledger(of: signed, named: path, in: folder)
        var seen = try SeenHeads(held.heads)
        let (beginning, size) = try beginning(of: held, upTo: head.size, seen)
        let signers = try exchanging(path) { try signed.logSigners(among: beginning.keys) }
        guard !signers.isEmpty else {
            throw .checkpointByNoKey(path: path, head: head, isBeyondHeld: head.size > size)
        }
        let contradicted = seen.held.first { $0.head.size == head.size && $0.head.root != head.root }
        let isOther = contradicted != nil || (head.size <= size && beginning.head != head)
        var outcome = ReceivedFile(
            kind: .checkpoint, party: held.party, origin: opening.origin, fingerprint: held.fingerprint,
            head: head,
            comparison: isOther ? .forkedBelow(size: head.size) : Receiving.comparison(head.size, size),
            verdict: .intact, anchor: .none, heldPath: held.copy)
        outcome.contradicted = contradicted
        if isOther {
            let aside = try keepAside(file, held, "checkpoint")
            outcome.keptAside = aside
            try add(SeenHead(head: head, origin: SeenHead.forkedPrefix + Folder.name(of: aside)), &seen)
        } else {
            try add(SeenHead(head: head, origin: "checkpoint \(SeenHeads.label(path))"), &seen)
        }
        outcome.forkedHeads = seen.forkedCount
        return outcome
    }

    private static func comparison(_ size: Int, _ held: Int) -> CopyComparison {
        if size == held { return .same }
        return size > held ? .ahead(by: size - held) : .behind(by: held - size)
    }

    /// The ledger that the checkpoint names, of those of which a copy is held.
    private func ledger(
        of signed: SignedCheckpoint, named path: String, in folder: borrowing HeldFolder
    ) throws(ExchangeError) -> (HeldLedger, Opening) {
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
            if LogOrigin(opening.origin) == signed.checkpoint.origin { return (ledger, opening) }
        }
        throw .nothingHeld(path: path, ledger: "\(signed.checkpoint.origin)", folder: folder.path)
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
