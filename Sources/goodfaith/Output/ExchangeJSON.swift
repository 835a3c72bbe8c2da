internal import Exchange
internal import LedgerFormat
internal import LedgerVerify

/// What came of files that were received, as JSON.
enum ExchangeJSON {
    static func of(_ received: ReceivedFile, path: String) -> JSON {
        var members: [String: JSON] = [
            "adopted": .integer(received.adoptedCount), "comparison": of(received.comparison),
            "disclosed": .integer(received.shownCount), "exit_code": .integer(Int(received.exitCode)),
            "file": .string(Terminal.printable(path)), "fingerprint": .string(received.fingerprint.prefixed),
            "forked_heads": .integer(received.forkedHeads), "head": VerificationJSON.of(received.head),
            "held": .string(
                received.held == .replaced ? "replaced" : received.held == .unchanged ? "unchanged" : "none"),
            "held_path": .string(Terminal.printable(received.heldPath)),
            "held_withheld": VerificationJSON.ranges(received.withheldInHeld),
            "kept": .integer(received.keptCount),
            "kind": .string(received.kind.rawValue), "origin": .string("\(received.origin)"),
            "party": .string("\(received.party)"), "result": of(received.result),
            "verdict": .string(received.verdict.rawValue),
            "withheld": VerificationJSON.ranges(received.withheld),
        ]
        if let aside = received.keptAside { members["evidence"] = .string(Terminal.printable(aside)) }
        if let seen = received.contradicted { members["contradicts"] = VerificationJSON.of(seen.head) }
        if let seen = received.endsBefore { members["ends_before"] = VerificationJSON.of(seen.head) }
        return .object(members)
    }

    static func of(_ comparison: CopyComparison) -> JSON {
        switch comparison {
        case .new, .same: ["code": .string(comparison.code)]
        case .ahead(let count), .behind(let count): ["by": .integer(count), "code": .string(comparison.code)]
        case .forked(let index): ["at": .integer(index), "code": .string(comparison.code)]
        case .forkedBelow(let size): ["below": .integer(size), "code": .string(comparison.code)]
        }
    }
}
