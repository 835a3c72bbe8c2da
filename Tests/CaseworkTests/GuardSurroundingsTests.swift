import Casework
import LedgerCrypto
import LedgerFormat
import LedgerVerify
import Testing

/// What the guards say when only what concerns the drafts is looked up, beside what they say when the whole
/// ledger is replayed.
struct GuardSurroundingsTests {
    @Test(arguments: 0..<24)
    func `a replay of what concerns the drafts guards like a replay of all`(seed: Int) throws {
        var register = try RandomRegister(seed: UInt64(seed))
        try register.fill(statements: 20 + seed * 4)
        let before = register.ledgers[0]
        let withheld = try register.withheld()
        let own = try before.verified(withholding: withheld)
        let beside = try register.ledgers.dropFirst().map { try $0.replay(rules: nil) }
        for _ in 0..<3 {
            let drafts = try register.drafts()
            var full = LedgerReplay()
            for entry in own.entries { full.apply(entry) }
            full.finish(with: own.report)
            for laid in [beside, [], Array(beside.prefix(1))] {
                let part = try #require(
                    LedgerReplay(
                        around: drafts, in: ListedEntries(own.entries), beside: laid,
                        signers: ListedEntries.signers(own.entries), report: own.report))
                #expect(
                    Verdict(part, laid, drafts) == Verdict(full, laid, drafts),
                    "\(part.coverage.entryCount) of \(own.entries.count) entries")
            }
        }
    }

    @Test func `random registers run against guards, and little of them concerns a draft`() throws {
        var (findings, needless, acknowledged, open) = (0, 0, 0, 0)
        var (looked, all) = (0, 0)
        for seed in 100..<112 {
            var register = try RandomRegister(seed: UInt64(seed))
            try register.fill(statements: 60)
            let own = try register.ledgers[0].verified()
            let drafts = try register.drafts()
            let part = try #require(
                LedgerReplay(
                    around: drafts, in: ListedEntries(own.entries), beside: [],
                    signers: ListedEntries.signers(own.entries), report: own.report))
            looked += part.coverage.entryCount
            all += own.entries.count
            let verdict = Verdict(part, [], drafts)
            findings += verdict.findings.count
            needless += verdict.needless.count
            acknowledged += verdict.findings.count { $0.irregularity.isAcknowledged }
            open += verdict.findings.count { !$0.mayStandIn.isEmpty }
        }
        #expect(findings > 10 && needless > 0 && acknowledged > 0 && open > 0)
        #expect(looked < all)
    }
}

/// What the guards say of some drafts, in an order that can be compared.
private struct Verdict: Equatable {
    struct Finding: Equatable {
        let event: EventID
        let subject: Subject
        let irregularity: Irregularity
        let mayStandIn: [SHA256Digest]
    }

    let findings: [Finding]
    let needless: [String]

    init(_ own: LedgerReplay, _ beside: [LedgerReplay], _ drafts: [Event]) {
        var record = RecordGuard(own: own, beside: beside)
        for draft in drafts { record.take(draft) }
        let said = record.check()
        findings = said.findings.map {
            Finding(
                event: $0.event, subject: $0.subject, irregularity: $0.irregularity, mayStandIn: $0.mayStandIn)
        }
        needless = said.needless.map { "\($0.event) \($0.code)" }
    }
}

/// Entries in memory, found by looking at each.
private struct ListedEntries: EntryLookup {
    let entries: [VerifiedEntry]

    init(_ entries: [VerifiedEntry]) { self.entries = entries }

    static func signers(_ entries: [VerifiedEntry]) -> Set<KeyID> { Set(entries.flatMap(\.voucher)) }

    func opening() -> VerifiedEntry { entries[0] }

    // In an order of chance, as an index may give them.
    func entries(about subject: Subject) -> [VerifiedEntry] {
        entries.filter { $0.event?.subject == subject }.shuffled()
    }

    func entries(referringTo event: SHA256Digest) -> [VerifiedEntry] {
        entries.filter { entry in
            entry.event?.data["refs"]?.elements.contains { $0["event"]?.digest == event } ?? false
        }.shuffled()
    }

    func entry(of event: SHA256Digest) -> VerifiedEntry? { entries.first { $0.hash == event } }
}
