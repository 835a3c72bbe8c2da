internal import Exchange
internal import LedgerFormat
internal import LedgerVerify

/// What came of files that were received, as JSON.
enum ExchangeJSON {
    static func of(_ receipt: ReceivedFile, path: String) -> JSON {
        var members: [String: JSON] = [
            "adopted": .integer(receipt.adoptedCount), "comparison": of(receipt.comparison),
            "disclosed": .integer(receipt.shownCount), "exit_code": .integer(Int(receipt.exitCode)),
            "file": .string(Terminal.printable(path)), "fingerprint": .string(receipt.fingerprint.prefixed),
            "forked_heads": .integer(receipt.forkedHeads), "head": VerificationJSON.of(receipt.head),
            "held": .string(
                receipt.held == .replaced ? "replaced" : receipt.held == .unchanged ? "unchanged" : "none"),
            "held_path": .string(Terminal.printable(receipt.heldPath)),
            "held_withheld": VerificationJSON.ranges(receipt.withheldInHeld),
            "kept": .integer(receipt.keptCount),
            "kind": .string(receipt.kind.rawValue), "origin": .string("\(receipt.origin)"),
            "party": .string("\(receipt.party)"), "result": of(receipt.result),
            "verdict": .string(receipt.verdict.rawValue), "withheld": VerificationJSON.ranges(receipt.withheld),
        ]
        if let aside = receipt.keptAside { members["evidence"] = .string(Terminal.printable(aside)) }
        if let seen = receipt.contradicted { members["contradicts"] = VerificationJSON.of(seen.head) }
        if let seen = receipt.endsBefore { members["ends_before"] = VerificationJSON.of(seen.head) }
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
