internal import Exchange
internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerVerify

/// How two copies of a ledger compare, for people and for programs.
enum ComparisonText {
    static func of(
        _ difference: CopyDifference, _ ledger: VerificationReport.Identity, _ first: String, _ second: String
    ) -> String {
        let (first, second) = (Terminal.printable(first), Terminal.printable(second))
        var lines = [verdict(difference, first, second)]
        func add(_ label: String, _ value: String) {
            lines.append("  " + label + String(repeating: " ", count: max(1, 13 - label.count)) + value)
        }
        add("ledger", "\(ledger.opening.origin)")
        add("fingerprint", ledger.fingerprint.prefixed)
        add("in common", ExchangeText.count(difference.common, "entry", "entries"))
        for (label, path, side) in [("first", first, difference.first), ("second", second, difference.second)] {
            add(label, "\(path), \(ExchangeText.count(side.size, "entry", "entries"))")
            add("", "\(side.head)")
            if side.showsAlone > 0 {
                let count = ExchangeText.count(side.showsAlone, "entry", "entries")
                add("", "shows \(count) that the other withholds")
            }
        }
        guard difference.comparison.isForked else { return lines.joined(separator: "\n") + "\n" }
        for both in signersOfBoth(difference) {
            add("key", both.keyID.description)
            add("", "signed both: entry \(both.first) of the first, entry \(both.second) of the second")
        }
        if signersOfBoth(difference).isEmpty {
            add("keys", "no one key signed entries of both from entry \(difference.common) on")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func verdict(_ difference: CopyDifference, _ first: String, _ second: String) -> String {
        switch difference.comparison {
        case .new, .same: "same: both hold the same entries"
        case .ahead(let count): "ahead: \(second) goes on from \(first) by \(count)"
        case .behind(let count): "ahead: \(first) goes on from \(second) by \(count)"
        case .forked(let index), .forkedBelow(let index):
            "forked: one ledger with two histories, which part at entry \(index)"
        }
    }

    /// The keys that signed from the fork on in both copies, with the first entry that each signed there.
    private static func signersOfBoth(
        _ difference: CopyDifference
    ) -> [(keyID: KeyID, first: Int, second: Int)] {
        difference.first.signersAfterFork.sorted { $0.key < $1.key }.compactMap { keyID, first in
            difference.second.signersAfterFork[keyID].map { (keyID, first, $0) }
        }
    }

    static func json(
        _ difference: CopyDifference, _ ledger: VerificationReport.Identity, _ first: String, _ second: String
    ) -> JSON {
        func side(_ path: String, _ side: CopyDifference.Side) -> JSON {
            [
                "file": .string(Terminal.printable(path)), "head": VerificationJSON.of(side.head),
                "shows_alone": .integer(side.showsAlone), "withheld": VerificationJSON.ranges(side.withheld),
            ]
        }
        return [
            "comparison": ExchangeJSON.of(difference.comparison), "first": side(first, difference.first),
            "fingerprint": .string(ledger.fingerprint.prefixed), "in_common": .integer(difference.common),
            "origin": .string("\(ledger.opening.origin)"), "second": side(second, difference.second),
            "signed_both": .array(
                signersOfBoth(difference).map {
                    [
                        "first_entry": .integer($0.first), "keyid": .string($0.keyID.description),
                        "second_entry": .integer($0.second),
                    ]
                }),
        ]
    }
}
