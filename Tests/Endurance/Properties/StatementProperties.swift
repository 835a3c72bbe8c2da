import Casework
import LedgerFormat
import LedgerVerify

/// What offices state, whatever it is: the ledgers verify, and state, audit and claims can be shown, the same in
/// whichever order the ledgers are given.
enum StatementProperties {
    static func check(_ bytes: [UInt8]) throws(Flaw) {
        guard let stated = try StatedLedgers(bytes) else { return }
        var read: [Read] = []
        for ledger in stated.ledgers { read.append(try Read(try ledger.bytes())) }
        try checkState(read)
        try checkAudit(read)
        try checkClaims(read)
    }

    /// What one pass over a ledger gives.
    private struct Read {
        var replay = LedgerReplay()
        var audited = AuditedLedger()
        var claims = ClaimsInLedger()
        let report: VerificationReport

        init(_ bytes: [UInt8]) throws(Flaw) {
            var (replay, audited, claims) = (LedgerReplay(), AuditedLedger(), ClaimsInLedger())
            let verifier = LedgerVerifier(trust: .selfDeclared, rules: Vocabulary.current)
            report = verifier.verify(
                BytesInMemory(bytes),
                deliver: {
                    replay.apply($0)
                    audited.apply($0)
                    claims.apply($0)
                })
            try hold(
                report.verdict == .intact || report.verdict == .nonconforming,
                "a signed ledger is \(report.verdict): \(report.findings.first.map { "\($0)" } ?? "")")
            replay.finish(with: report)
            audited.finish(with: report)
            (self.replay, self.audited, self.claims) = (replay, audited, claims)
        }
    }

    private static func checkState(_ read: [Read]) throws(Flaw) {
        let state = CombinedState(read.map(\.replay))
        let shown = try canonical(state.json, "the state")
        let turned = CombinedState(read.reversed().map(\.replay))
        try alike(shown, try canonical(turned.json, "the state"), "the state")
        try alike(Array(state.text.utf8), Array(turned.text.utf8), "the page of the state")
        _ = state.page(.markdown)
    }

    private static func checkAudit(_ read: [Read]) throws(Flaw) {
        let audit = LedgerAudit(read.map { ($0.audited, $0.report) })
        let turned = LedgerAudit(read.reversed().map { ($0.audited, $0.report) })
        let shown = try canonical(audit.json, "the audit")
        try alike(shown, try canonical(turned.json, "the audit"), "the audit")
        for format in PageFormat.allCases { _ = audit.text(format, timeline: .all) }
    }

    private static func checkClaims(_ read: [Read]) throws(Flaw) {
        let evidence = Evidence(read.map(\.audited))
        for located in read.flatMap(\.claims.claims) {
            guard case .success(let claim) = located.claim else { continue }
            let check = ClaimCheck(claim, at: located.reference, against: evidence, past: evidence)
            _ = try canonical(check.json, "a claim's check")
            _ = check.text()
            let lint = DisclosureCheck(claim)
            _ = try canonical(lint.json, "a claim's lint")
            _ = lint.text(of: "a claim")
        }
    }

    /// Refuses what hangs on the order of the ledgers, and shows where it differs.
    private static func alike(_ one: [UInt8], _ other: [UInt8], _ what: String) throws(Flaw) {
        guard one != other else { return }
        let start = max(0, zip(one, other).prefix { $0 == $1 }.reduce(0) { count, _ in count + 1 } - 80)
        let excerpts = [one, other].map { String(decoding: $0.dropFirst(start).prefix(240), as: UTF8.self) }
        throw Flaw(
            description: "\(what) hangs on the order of the ledgers: \(excerpts.joined(separator: " / "))")
    }

    private static func canonical(_ json: JSON, _ what: String) throws(Flaw) -> [UInt8] {
        try without("\(what) cannot be written as JSON") { () throws(JSONRejection) in try json.canonicalBytes()
        }
    }
}

/// A file with a public claim: whatever it claims, the figures can be checked.
enum ClaimProperties {
    static func check(_ bytes: [UInt8]) throws(Flaw) {
        let claim: PublishedClaim
        do { claim = try PublishedClaim(file: bytes) } catch {
            return try hold(!error.sentence.isEmpty, "refused without a word")
        }
        let arithmetic = ClaimArithmetic(claim)
        _ = arithmetic.text(of: claim, in: "a claim")
        let lint = DisclosureCheck(claim)
        _ = lint.text(of: "a claim", format: .markdown)
        for json in [arithmetic.json, lint.json] {
            _ = try without("cannot be written as JSON") { () throws(JSONRejection) in try json.canonicalBytes()
            }
        }
    }
}
