internal import Casework
internal import LedgerStore
internal import LedgerVerify

/// Files of one ledger, laid beside each other: the longer must go on from the shorter.
enum Histories {
    /// Two files of one fingerprint that hold two histories; nil where there are none.
    static func fork(_ reports: [(path: String, report: VerificationReport)]) -> (String, String)? {
        for (position, first) in reports.enumerated() {
            for second in reports[(position + 1)...]
            where first.report.ledger?.fingerprint == second.report.ledger?.fingerprint {
                let isShorter = first.report.entryCount <= second.report.entryCount
                let (shorter, longer) = isShorter ? (first, second) : (second, first)
                guard let head = shorter.report.head else { continue }
                let verifier = LedgerVerifier(
                    trust: .selfDeclared, level: .chain, against: head, allowsWithheld: true, rules: nil)
                if LedgerFile.verify(longer.path, with: verifier).completeness == .forked {
                    return (shorter.path, longer.path)
                }
            }
        }
        return nil
    }

    /// Refuses to pass two histories under one name over in silence.
    static func check(_ reports: [(path: String, report: VerificationReport)]) throws(Refusal) {
        guard let (one, other) = fork(reports) else { return }
        throw Refusal(
            "forked: \(Terminal.printable(one)) and \(Terminal.printable(other)) are one ledger with two histories",
            hint: "keep both files: together they show that somebody signed two histories under one name",
            exitCode: 1)
    }
}
