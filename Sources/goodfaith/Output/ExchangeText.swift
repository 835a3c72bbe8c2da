internal import Exchange
internal import LedgerFormat
internal import LedgerStore
internal import LedgerVerify
internal import MerkleTree

/// What came of files that were received, for people and for programs.
enum ExchangeText {
    static func of(_ receipt: ReceivedFile, path: String) -> String {
        var lines = ["\(Terminal.printable(path)): \(phrase(receipt.result))"]
        for (label, value) in facts(receipt) {
            lines.append("  " + label + String(repeating: " ", count: max(1, 13 - label.count)) + value)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    static func phrase(_ comparison: CopyComparison) -> String {
        switch comparison {
        case .new: "new"
        case .same: "same"
        case .ahead(let count): "ahead by \(count)"
        case .behind(let count): "behind by \(count)"
        case .forked(let index): "forked at entry \(index)"
        case .forkedBelow(let size): "forked before entry \(size)"
        }
    }

    private static func facts(_ receipt: ReceivedFile) -> [(String, String)] {
        var facts = [
            ("received", receipt.kind.rawValue), ("ledger", "\(receipt.origin)"), ("party", "\(receipt.party)"),
            ("fingerprint", receipt.fingerprint.prefixed), ("head", "\(receipt.head)"), ("held", held(receipt)),
        ]
        if let seen = receipt.endsBefore {
            facts.append(
                ("missing", "\(count(seen.head.size - receipt.head.size, "entry", "entries")) up to a head"))
            facts.append(("", "that was seen before (\(Terminal.printable(seen.origin)))"))
        }
        if let seen = receipt.contradicted {
            facts.append(("contradicts", "\(seen.head)"))
            facts.append(("", "that was seen before (\(Terminal.printable(seen.origin)))"))
        }
        if let aside = receipt.keptAside { facts.append(("evidence", Terminal.printable(aside))) }
        if receipt.keptAside == nil && receipt.forkedHeads > 0 {
            facts.append(("warning", "this ledger was seen with another history (forked/)"))
        }
        if receipt.verdict == .nonconforming {
            facts.append(("content", "breaks the vocabulary: goodfaith verify says where"))
        }
        return facts + shown(receipt)
    }

    private static func held(_ receipt: ReceivedFile) -> String {
        switch (receipt.kind, receipt.held) {
        case (.checkpoint, _) where receipt.comparison.isForked: "unchanged"
        case (.checkpoint, _): "unchanged; the head is noted"
        case (_, .none): "nothing is held of this ledger"
        case (_, .unchanged): "unchanged"
        case (_, .replaced) where receipt.comparison == .new: "this is now the copy held"
        case (_, .replaced): "the copy held goes on with it"
        }
    }

    private static func shown(_ receipt: ReceivedFile) -> [(String, String)] {
        var facts: [(String, String)] = []
        if !receipt.withheld.isEmpty {
            let all = count(receipt.withheld.count, "entry", "entries")
            facts.append(("not shown", "\(all) in this file: \(VerificationText.list(receipt.withheld))"))
        }
        if receipt.shownCount > 0 {
            facts.append(
                ("disclosed", "\(count(receipt.shownCount, "entry", "entries")) of the copy held, from now on"))
        }
        if receipt.keptCount > 0 {
            facts.append(
                ("kept", "\(count(receipt.keptCount, "entry", "entries")) stay shown in the copy held"))
            facts.append(("", "(--adopt-withheld takes the erasure over)"))
        }
        if receipt.adoptedCount > 0 {
            facts.append(
                (
                    "erased",
                    "\(count(receipt.adoptedCount, "entry", "entries")) of the copy held, as in this file"
                ))
        }
        return facts
    }

    static func count(_ count: Int, _ one: String, _ many: String) -> String {
        "\(count) \(count == 1 ? one : many)"
    }
}

extension Refusal {
    init(_ error: ExchangeError) {
        self.init(
            Terminal.printable(error.message), hint: error.hint.map(Terminal.printable),
            exitCode: error.exitCode)
    }
}
