internal import Exchange
internal import LedgerFormat
internal import LedgerStore
internal import LedgerVerify
internal import MerkleTree

/// What came of files that were received, for people and for programs.
enum ExchangeText {
    static func of(_ received: ReceivedFile, path: String) -> String {
        var lines = ["\(Terminal.printable(path)): \(phrase(received.result))"]
        for (label, value) in facts(received) {
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

    private static func facts(_ received: ReceivedFile) -> [(String, String)] {
        var facts = [
            ("received", received.kind.rawValue), ("ledger", "\(received.origin)"),
            ("party", "\(received.party)"),
            ("fingerprint", received.fingerprint.prefixed), ("head", "\(received.head)"),
            ("held", held(received)),
        ]
        if let seen = received.endsBefore {
            facts.append(
                ("missing", "\(count(seen.head.size - received.head.size, "entry", "entries")) up to a head"))
            facts.append(("", "that was seen before (\(Terminal.printable(seen.origin)))"))
        }
        if let seen = received.contradicted {
            facts.append(("contradicts", "\(seen.head)"))
            facts.append(("", "that was seen before (\(Terminal.printable(seen.origin)))"))
        }
        if let aside = received.keptAside { facts.append(("evidence", Terminal.printable(aside))) }
        if received.keptAside == nil && received.forkedHeads > 0 {
            facts.append(("warning", "this ledger was seen with another history (forked/)"))
        }
        if case .key(let party, _) = received.anchor {
            facts.append(("trust", "a key of \(party); which ledger of it this is, is not pinned"))
        }
        if received.verdict == .nonconforming {
            facts.append(("content", "breaks the vocabulary: goodfaith verify says where"))
        }
        return facts + shown(received)
    }

    private static func held(_ received: ReceivedFile) -> String {
        switch (received.kind, received.held) {
        case (.checkpoint, _) where received.comparison.isForked: "unchanged"
        case (.checkpoint, _): "unchanged; the head is noted"
        case (_, .none): "nothing is held of this ledger"
        case (_, .unchanged): "unchanged"
        case (_, .replaced) where received.comparison == .new: "this is now the copy held"
        case (_, .replaced):
            if case .ahead = received.comparison {
                "the copy held goes on with it"
            } else {
                "the same entries, shown as below from now on"
            }
        }
    }

    private static func shown(_ received: ReceivedFile) -> [(String, String)] {
        var facts: [(String, String)] = []
        if !received.withheld.isEmpty {
            let all = count(received.withheld.count, "entry", "entries")
            facts.append(("not shown", "\(all) in this file: \(VerificationText.list(received.withheld))"))
        }
        if received.shownCount > 0 {
            facts.append(
                ("disclosed", "\(count(received.shownCount, "entry", "entries")) of the copy held, from now on")
            )
        }
        if received.keptCount > 0 {
            facts.append(
                ("kept", "\(count(received.keptCount, "entry stays", "entries stay")) shown in the copy held"))
            facts.append(("", "(--adopt-withheld takes the erasure over)"))
        }
        if received.adoptedCount > 0 {
            facts.append(
                (
                    "erased",
                    "\(count(received.adoptedCount, "entry", "entries")) of the copy held, as in this file"
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
