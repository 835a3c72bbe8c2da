import Casework
import LedgerFormat
import LedgerVerify
import Testing

@Suite struct ReplayRenderingTests {
    private func offices() throws -> Reunification {
        var reunification = try Reunification(TestLedger("ru-office"), TestLedger("ua-office"))
        try reunification.take(through: "closed by releasing")
        return reunification
    }

    @Test func `an empty state says none in every section`() throws {
        let text = CombinedState([try TestLedger("us-office").replay()]).text
        for title in [
            "Counterparts", "Mandates", "Correspondence", "Channels", "Contacts", "Undertakings", "Positions",
            "Information", "Reports", "Cases", "Claims", "Disputes", "Attestations", "Corrections",
            "Reaffirmations",
            "References that lead to no statement at hand",
        ] {
            #expect(text.contains("\n\(title) (0)\n  none\n"), "\(title)")
        }
        #expect(!text.contains("Marks"))
    }

    @Test func `no line is wider than 80 columns`() throws {
        let text = try offices().state().text
        for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
        #expect(text.contains("closed (ru-office#14, ua-office#9), after monitored (ua-office#8), RU to UA"))
    }

    @Test func `a mark is explained where it is used`() throws {
        var ledger = try TestLedger("ua-office")
        try ledger.record(
            "custody.released", TestLedger.newCase(),
            [
                "by": "ru-office", "country": "RU", "from": "RU", "knowledge": "reported",
                "occurred": "2025-10-09",
                "recipient": "ua-office", "to": "UA",
            ], refs: [("rests_on", ledger.opening)])
        let text = CombinedState([try ledger.replay()]).text
        #expect(text.contains("in transfer (ua-office#1), RU to UA (ua-office#1) [reported]"))
        #expect(text.contains("Marks\n  [reported] the author was told so, or read it in public\n"))
        #expect(!text.contains("[disputed]"))
    }

    @Test func `the JSON can be read by the strict reader and counts what the text counts`() throws {
        let state = try offices().state()
        let document = try CanonicalJSON(state.json.canonicalBytes())
        #expect(document.root["case_counts"]?["reunified"]?.integer == 1)
        let way = document.root["case_counts"]?["reunified_by_direction"]?.elements.first { _ in true }
        #expect(way?["from"]?.string == "RU" && way?["to"]?.string == "UA")
        #expect(document.root["cases"]?.elements.first { _ in true }?["state"]?.string == "closed")
    }

    @Test func `the timeline says in words what each entry states`() throws {
        var ledger = try TestLedger("us-office")
        try ledger.record(
            "correspondence.issued", nil,
            [
                "addressees": ["ru-office", "ua-office"], "author": "us-office", "form": "personal_letter",
                "language": "en", "matter": "child_welfare", "occurred": "2025-08-15",
                "sealed": ledger.sealed("letter"),
            ])
        try ledger.record("case.opened", TestLedger.newCase(), ["anything": 1], vocabulary: 2)
        let lines = try ledger.entries().map { TimelineLine($0).text }
        #expect(lines[0] == "2025-08-01  us-office  ledger opened: us-office.example/ledger, for us-office")
        #expect(
            lines[1]
                == "2025-08-15  us-office  correspondence issued: author us-office, addressees ru-office and ua-office, "
                + "form personal letter, language en, matter child welfare")
        #expect(lines[2].hasSuffix("vocabulary 2, which this version does not know"))
    }

    @Test func `every type has a line, whatever it holds`() throws {
        let entries = try offices().receiving.entries()
        for entry in entries {
            let line = TimelineLine(entry)
            #expect(line.party?.description == "ua-office" && line.sentence.contains(":"), "\(line.text)")
        }
    }

    @Test func `the filter takes type, subject, party and time`() throws {
        let reunification = try offices()
        let entries = try reunification.receiving.entries()
        func indexes(_ filter: EntryFilter) -> [Int] { entries.filter { filter.includes($0) }.map(\.index) }
        #expect(indexes(EntryFilter()).count == entries.count)
        #expect(indexes(EntryFilter(typePrefix: "custody")) == [6])
        #expect(indexes(EntryFilter(typePrefix: "goodfaith.custody.accepted")) == [6])
        #expect(indexes(EntryFilter(subject: reunification.familyCase)).count == entries.count - 2)
        #expect(indexes(EntryFilter(subject: reunification.childCase)) == [])
        #expect(indexes(EntryFilter(party: PartyID("ru-office"))) == [1, 6])
        #expect(indexes(EntryFilter(party: PartyID("guardian"))) == [])
        #expect(
            indexes(
                EntryFilter(from: Timestamp("2025-10-09T18:00:00Z"), until: Timestamp("2025-10-09T19:00:00Z"))
            ) == [6])
        #expect(indexes(EntryFilter(until: Timestamp("2025-08-01T23:59:59Z"))) == [0, 1])
    }
}
