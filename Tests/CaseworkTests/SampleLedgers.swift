import Casework
import Foundation
import LedgerVerify
import Testing

/// The sample ledgers of the report, read by the real verifier.
enum SampleLedgers {
    static let names = [
        "neutral-witness", "ru-commissioner", "ru-office", "ua-commissioner", "us-conveyor",
        "us-letter-office",
    ]

    static func audited(_ names: [String] = names, at moment: ReplayMoment? = nil) throws -> [AuditedLedger] {
        try forAudit(names, at: moment).map(\.ledger)
    }

    /// Each with the report of its verification.
    static func forAudit(
        _ names: [String], at moment: ReplayMoment? = nil
    ) throws -> [(ledger: AuditedLedger, report: VerificationReport)] {
        try names.map { name in
            let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().appending(path: "ledger-samples/\(name).jsonl")
            var ledger = AuditedLedger(at: moment)
            let verifier = LedgerVerifier(trust: .selfDeclared, rules: Vocabulary.current)
            let report = verifier.verify(
                BytesInMemory([UInt8](try Data(contentsOf: file))), deliver: { ledger.apply($0) })
            try #require(report.verdict == .intact)
            ledger.finish(with: report)
            return (ledger, report)
        }
    }

    /// The claims of one of them.
    static func claims(of name: String) throws -> [ClaimsInLedger.Located] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "ledger-samples/\(name).jsonl")
        var claims = ClaimsInLedger()
        _ = LedgerVerifier(trust: .selfDeclared, rules: Vocabulary.current).verify(
            BytesInMemory([UInt8](try Data(contentsOf: file))), deliver: { claims.apply($0) })
        return claims.claims
    }
}
