import LedgerFormat
import Testing

@testable import Casework

/// Orders, lengths and days, and what a reader should know besides the verdicts.
@Suite struct ClaimTimeTests {
    /// A letter, its receipt and a meeting.
    struct Exchange {
        var ru: TestLedger
        var ua: TestLedger

        init() throws {
            ru = try TestLedger("ru-office")
            ua = try TestLedger("ua-office")
            try ru.note(ua)
            try ua.note(ru)
            let letter = try ua.record(
                "correspondence.issued", nil,
                [
                    "addressees": ["ru-office"], "author": "ua-office", "form": "personal_letter",
                    "language": "en",
                    "matter": "child_welfare", "occurred": "2025-08-15", "sealed": ua.sealed("letter"),
                ])
            try ru.record(
                "correspondence.received", nil, ["occurred": "2025-08", "recipient": "ru-office"],
                refs: [("acknowledges", letter)])
            for (ledger, day) in [(\Exchange.ru, "2025-09-10"), (\Exchange.ua, "2025-09-20")] {
                try self[keyPath: ledger].record(
                    "contact.held", nil, EvidenceTests.Meeting.data(day, mode: "phone"))
            }
        }

        func check(_ statements: String..., uttered: String = "2025-10-10") throws -> ClaimCheck {
            var draft = ClaimDraft(uttered: uttered, window: nil)
            draft.statements = statements
            let claim = try draft.claim()
            let evidence = Evidence([try ru.audited(), try ua.audited()])
            let reference = StatementReference(
                ledger: ua.fingerprint, index: 0, event: ua.fingerprint, party: ua.party)
            return ClaimCheck(claim, at: reference, against: evidence, past: evidence)
        }
    }

    private static let letter = ClaimDraft.exists("C1", "correspondence.issued")
    private static let receipt = ClaimDraft.exists("C2", "correspondence.received", "{\"by\":\"ru-office\"}")
    private static let contacts = ClaimDraft.exists("C3", "contact.held")

    private static func order(_ id: String, _ sequence: String, op: String = "not_after") -> String {
        "{\"id\":\"\(id)\",\"kind\":\"order\",\"op\":\"\(op)\",\"sequence\":[\(sequence)]}"
    }

    @Test func `references prove what times cannot, and times what references do not`() throws {
        let check = try Exchange().check(
            Self.letter, Self.receipt, Self.contacts, Self.order("R1", "\"C1\",\"C2\",\"C3\"", op: "before"),
            Self.order("R2", "\"C3\",\"C1\""), Self.order("R3", "\"C1\",\"C2\""))
        #expect(check.verdict("R1") == .holds, "the receipt names the letter; August is before September")
        #expect(check.verdict("R2") == .fails)
        #expect(check.verdict("R3") == .holds)
    }

    @Test func `a filter by party goes by whose ledger it is`() throws {
        let check = try Exchange().check(
            Self.receipt, ClaimDraft.exists("C4", "correspondence.received", "{\"by\":\"ua-office\"}"),
            ClaimDraft.exists("C5", "correspondence.received", "{\"by\":\"some-office\"}"))
        #expect(check.verdict("C2") == .holds)
        #expect(check.verdict("C4") == .fails)
        #expect(check.verdict("C5") == .undetermined, "nobody can say whose ledger that is")
    }

    private static func length(_ id: String, _ length: String, _ op: String) -> String {
        "{\"begin\":\"C1\",\"id\":\"\(id)\",\"kind\":\"duration\",\"length\":\"\(length)\",\"op\":\"\(op)\"}"
    }

    @Test func `lengths go by the calendar: eight weeks from the letter, and not three months`() throws {
        let check = try Exchange().check(
            Self.letter, Self.length("R11", "P56D", "eq"), Self.length("R14", "P14D", "ge"),
            Self.length("R12", "P3M", "ge"), Self.length("R13", "P55D", "le"),
            Self.length("R15", "PT1344H", "eq"))
        #expect(check.verdict("R11") == .holds)
        #expect(check.verdict("R14") == .holds)
        #expect(check.verdict("R12") == .fails)
        #expect(check.verdict("R13") == .fails)
        #expect(check.verdict("R15") == .undetermined, "to the hour it is not known")
    }

    @Test func `a time of contact that would begin before the first letter is pointed out`() throws {
        let check = try Exchange().check(
            Self.contacts,
            "{\"begin\":\"C3\",\"id\":\"R12\",\"kind\":\"duration\",\"length\":\"P3M\",\"op\":\"ge\"}")
        #expect(check.warnings.map(\.code) == [.beforeChannel])
        #expect(check.warnings.first?.sentence.contains("2025-07-10") == true)
    }

    @Test func `each party must have stated it itself`() throws {
        let parties = { (id: String, of: String) in
            "{\"id\":\"\(id)\",\"kind\":\"parties\",\"of\":\"\(of)\",\"parties\":[\"ru-office\",\"ua-office\"]}"
        }
        let check = try Exchange().check(Self.contacts, Self.letter, parties("R1", "C3"), parties("R2", "C1"))
        #expect(check.verdict("R1") == .fails, "each states a meeting of its own")
        #expect(check.verdict("R2") == .fails)
    }

    @Test(arguments: [
        ("2025-10-10", ClaimVerdict.holds), ("2025-10-10T15:00:00Z", .holds),
        ("2025-10-11T03:00:00Z", .undetermined),
        ("2025-10-09T11:00:00Z", .undetermined), ("2025-10-09", .undetermined), ("2025-10-12", .fails),
    ]) func `the day of the claim is a day somewhere`(uttered: String, verdict: ClaimVerdict) throws {
        let check = try Exchange().check(
            "{\"day\":\"2025-10-10\",\"id\":\"C29\",\"kind\":\"date\",\"weekday\":\"friday\"}", uttered: uttered
        )
        #expect(check.verdict("C29") == verdict)
    }

    @Test func `a commitment that the party states only as willingness is pointed out`() throws {
        var exchange = try Exchange()
        let meeting = try exchange.ru.record("contact.held", nil, EvidenceTests.Meeting.data("2025-09-12"))
        let words = { (modality: JSON, knowledge: JSON) -> [String: JSON] in
            [
                "by": "ru-office", "knowledge": knowledge, "matter": "family_reunification",
                "modality": modality,
                "occurred": "2025-09-12", "toward": ["ua-office"],
            ]
        }
        try exchange.ru.record(
            "undertaking.stated", nil, words("willingness", "first_hand"), refs: [("rests_on", meeting)])
        try exchange.ua.record(
            "undertaking.stated", nil, words("commitment", "reported"), refs: [("rests_on", meeting)])
        let check = try exchange.check(
            ClaimDraft.exists("C8", "undertaking.stated", "{\"by\":\"ru-office\",\"modality\":\"commitment\"}"))
        #expect(check.verdict("C8") == .holds)
        #expect(check.warnings.map(\.code) == [.weakerModality])
    }
}
