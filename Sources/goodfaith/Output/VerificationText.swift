internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerVerify
internal import MerkleTree

/// The report of a verification for people: the verdict first, then what it rests on, what was found, what
/// was not checked.
enum VerificationText {
    static func of(_ report: VerificationReport, path: String) -> String {
        var lines = ["\(Terminal.printable(path)): \(report.verdict.rawValue)"]
        lines += facts(report).map { "  " + $0.0.padding($0.1) }
        for finding in report.findings { lines += [""] + describe(finding) }
        if report.findingCount > report.findings.count {
            lines += ["", "  and \(report.findingCount - report.findings.count) more findings"]
        }
        if !report.notChecked.isEmpty {
            lines += ["", "  Not checked:"] + report.notChecked.map { "  - \($0.sentence)" }
        }
        if let advice = advice(report.verdict) { lines += ["", "  \(advice)"] }
        return lines.joined(separator: "\n") + "\n"
    }

    /// One line that stands above what other commands show of a ledger.
    static func summary(_ report: VerificationReport, path: String) -> String {
        let upTo = report.verifiedTo.map { ", verified to entry \($0)" } ?? ""
        let anchor = report.anchor == .selfDeclared ? "; whose keys these are was not checked" : ""
        return "\(Terminal.printable(path)): \(report.verdict.rawValue)\(upTo)\(anchor)"
    }

    private static func facts(_ report: VerificationReport) -> [(String, String)] {
        var facts: [(String, String)] = []
        if let ledger = report.ledger {
            let party = ledger.opening.party
            facts.append(("ledger", "\(ledger.opening.origin)"))
            facts.append(("party", "\(party.id), \(party.name)"))
            facts.append(("fingerprint", ledger.fingerprint.prefixed))
        }
        if report.entryCount > 0 {
            let upTo = report.verifiedTo.map { "verified to entry \($0)" } ?? "none of them verified"
            facts.append(("entries", "\(report.entryCount), \(upTo), level \(report.level.rawValue)"))
        }
        facts += receipt(report)
        if let head = report.head { facts.append(("head", "\(head)")) }
        for key in report.keys { facts.append(("key", "\(key.keyID) \(key.algorithm.rawValue)")) }
        if report.threshold > 1 { facts.append(("threshold", "\(report.threshold) keys sign a key event")) }
        if let anchor = anchor(report.anchor) { facts.append(("trust", anchor)) }
        if let completeness = completeness(report.completeness) { facts.append(("end", completeness)) }
        for counted in report.seenOutside { facts.append(("seen", seen(counted))) }
        if report.isClosed {
            facts.append(
                ("closed", report.successor.map { "goes on in \($0.prefixed)" } ?? "without a successor"))
        }
        if !report.withheld.isEmpty { facts.append(("withheld", "entries \(list(report.withheld))")) }
        if !report.disowned.isEmpty {
            facts.append(("disowned", "entries \(list(report.disowned)): signed by a compromised key alone"))
        }
        return facts
    }

    /// How much rests on an earlier verification by this machine.
    private static func receipt(_ report: VerificationReport) -> [(String, String)] {
        guard let before = report.verifiedBefore else { return [] }
        let now = report.entryCount - before.entryCount
        return [
            ("receipt", "\(before.entryCount) entries verified before by this machine, bytes unchanged"),
            ("", "\(now == 0 ? "none" : "\(now)") verified now (--no-receipt verifies all)"),
        ]
    }

    private static func describe(_ finding: Finding) -> [String] {
        var place = "The file"
        if let index = finding.index, let line = finding.line {
            let byte = finding.byteOffset.map { ", byte \($0)" } ?? ""
            place = "Entry \(index) (line \(line)\(byte))"
        }
        var lines = ["  \(place): \(finding.code)", "    \(finding.code.meaning)"]
        lines.append("    expected  \(Terminal.printable(finding.expected))")
        lines.append("    found     \(Terminal.printable(finding.found))")
        if case .follows(let index) = finding.cause {
            lines.append("    This follows from the finding at entry \(index).")
        }
        return lines
    }

    static func anchor(_ anchor: AnchorMatch) -> String? {
        switch anchor {
        case .fingerprint: "the fingerprint is the one that the trust anchor names"
        case .key(let party, _): "entry 0 is signed by the trusted key of \(party); fingerprint not pinned"
        case .selfDeclared: "the ledger's own word (--self-declared)"
        case .none: nil
        }
    }

    private static func completeness(_ completeness: VerificationReport.Completeness) -> String? {
        switch completeness {
        case .notChecked: nil
        case .complete(let beyond):
            beyond == 0
                ? "complete: this is the head that you hold"
                : "complete: the head that you hold and \(beyond) entries more"
        case .truncated(let missing): "\(missing) entries are missing"
        case .forked: "not the history of the head that you hold"
        case .undetermined: "the damage leaves nothing to compare with the head that you hold"
        }
    }

    private static func seen(_ counted: CountedHead) -> String {
        let outside = counted.outside
        let what =
            switch counted.standing {
            case .holds: "counts" + VerificationText.exceptions(counted.notCountedAgainst)
            case .beyondEnd: "beyond the end of this file"
            case .forked: "not of this history"
            case .undetermined: "could not be compared"
            }
        return
            "head of \(outside.head.size) by \(outside.time), \(what): \(Terminal.printable(outside.witness))"
    }

    /// The words of a compromise that may have been dated back, and so disown what was seen.
    private static func exceptions(_ words: [Int]) -> String {
        guard let first = words.first else { return "" }
        if words.count == 1 { return ", but does not count against entry \(first), which is dated before it" }
        let shown = words.prefix(12).map(String.init).joined(separator: ", ") + (words.count > 12 ? ", …" : "")
        return ", but does not count against entries \(shown), which are dated before it"
    }

    static func list(_ ranges: IndexRanges) -> String {
        let shown = ranges.ranges.prefix(12).map {
            $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)"
        }
        return shown.joined(separator: ", ") + (ranges.ranges.count > 12 ? ", …" : "")
    }

    /// What to do next.
    private static func advice(_ verdict: Verdict) -> String? {
        switch verdict {
        case .unreadable: "Check the path and ask the sender for the file again."
        case .unsupported: "Verify it with a newer version of goodfaith."
        case .altered:
            "Do not rely on this copy. Ask its party for the file again, and keep this one as evidence."
        case .forked: "Keep the file and the head: together they show two histories under one name."
        case .truncated: "Ask its party for the whole file."
        case .untrusted: "Ask the party for its fingerprint by a way that you trust, and compare."
        case .incomplete:
            "Ask its party for the file again; goodfaith record finishes an unfinished write of one's own."
        case .notAnchored:
            "Give the fingerprint that the party told you: --fingerprint or --trust; or --self-declared."
        case .withheld: "Give --allow-withheld if you expect entries that this copy does not show."
        case .nonconforming: "Ask its party to correct the statement with event.corrected."
        case .intact: nil
        }
    }
}

extension String {
    /// A label and its value in two columns.
    fileprivate func padding(_ value: String) -> String {
        self + String(repeating: " ", count: Swift.max(1, 13 - count)) + value
    }
}
