import Foundation
import Testing

/// The guards of a case's states as the record keeper meets them.
@Suite struct GuardTests {
    private static let child = "case/0f8f2f70-3c55-4c1e-9a52-7f6f3b1f0a01"
    private static let family = "case/0f8f2f70-3c55-4c1e-9a52-7f6f3b1f0a02"

    /// Two offices. The first verified the child's side; the second everything else, up to the arrival.
    private func offices() throws -> Workplace {
        let place = try Workplace()
        for (office, other) in [("ru-office", "ua-office"), ("ua-office", "ru-office")] {
            try run(place, "key new \(office).key --no-passphrase")
            try run(
                place,
                "init \(office).jsonl --party \(office) --name Office --class ombudsman --role case_agency "
                    + "--role verifier --role coordinating_authority --origin \(office).example/channel --audience \(other) "
                    + "--key \(office).key")
            try record(
                place, office, "counterpart.noted", "id=\(other) name=Office class=ombudsman roles=case_agency")
        }
        try record(place, "ua-office", "case.opened", "care_status=separated occurred=2025-08-01", Self.family)
        try record(
            place, "ru-office", "relationship.verified",
            "side=child methods=interview outcome=verified occurred=2025-08-02 rests_on=ua-office.jsonl#2",
            Self.child)
        try record(
            place, "ua-office", "relationship.verified",
            "side=adult methods=interview outcome=verified occurred=2025-08-02 rests_on=2", Self.family)
        try record(
            place, "ua-office", "child.heard",
            "heard_by=case_agency means=phone occurred=2025-08-03 rests_on=2",
            Self.family)
        try record(
            place, "ua-office", "interests.assessed",
            "outcome=favourable occurred=2025-08-04 rests_on=3 rests_on=4 --with ru-office.jsonl", Self.family)
        try record(
            place, "ua-office", "custody.accepted",
            "by=ua-office giver=ru-office from=RU to=UA country=UA occurred=2025-08-05", Self.family)
        return place
    }

    private static let reunified = "country=UA occurred=2025-08-06 rests_on=3 rests_on=5 rests_on=6"

    @discardableResult
    private func run(_ place: Workplace, _ line: String, expecting status: Int32 = 0) throws -> Command {
        let words = line.split(separator: " ").map(String.init)
        let result = try Command.run(Command.executable, words, in: place.folder, input: "")
        try #require(result.status == status, "\(line): \(result.error)")
        return result
    }

    @discardableResult
    private func record(
        _ place: Workplace, _ office: String, _ type: String, _ words: String, _ subject: String? = nil,
        expecting status: Int32 = 0
    ) throws -> Command {
        let about = subject.map { " " + $0.replacingOccurrences(of: "/", with: "=") } ?? ""
        return try run(
            place, "record \(office).jsonl \(type) \(words)\(about) --key \(office).key", expecting: status)
    }

    @Test func `A reunification without verification is refused, the missing step named, and nothing signed`()
        throws
    {
        let place = try offices()
        let before = try place.bytes("ua-office.jsonl")
        let heads = try place.shell("cat ua-office.key*").output
        let refused = try record(
            place, "ua-office", "child.reunified", Self.reunified, Self.family, expecting: 64)
        #expect(refused.error.contains(Self.family))
        #expect(refused.error.contains("no statement at hand says: relationship verified on the child's side"))
        #expect(refused.error.contains("--despite reunified_unverified"))
        #expect(refused.error.contains("--with FILE"))
        #expect(try place.bytes("ua-office.jsonl") == before)
        #expect(try place.shell("cat ua-office.key*").output == heads)
        // A dry run asks the same.
        try record(
            place, "ua-office", "child.reunified", Self.reunified + " --dry-run", Self.family, expecting: 64)
    }

    @Test func `What is true nonetheless is recorded, says so, and shows as irregular`() throws {
        let place = try offices()
        let words = Self.reunified + " --despite reunified_unverified"
        try record(place, "ua-office", "child.reunified", words, Self.family)
        let log = String(decoding: try place.bytes("ua-office.jsonl"), as: UTF8.self)
        #expect(log.contains("\"despite\":[\"reunified_unverified\"]"))
        let state = try run(place, "state ua-office.jsonl").output
        let flat = state.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(flat.contains("irregular: reunified before the relationship was verified on both sides"))
        #expect(flat.contains("(ua-office#7); stated all the same"))
        #expect(flat.contains("1 reunified"))
        #expect(try run(place, "verify --self-declared ua-office.jsonl").status == 0)
    }

    @Test func `A handover that nobody planned is refused, recorded despite that, and verifies`() throws {
        let place = try offices()
        let words = "by=ru-office recipient=ua-office from=RU to=UA country=RU occurred=2025-08-05"
        let refused = try record(place, "ru-office", "custody.released", words, Self.child, expecting: 64)
        #expect(refused.error.contains("If it is true nonetheless, --despite released_unplanned says so"))
        try record(
            place, "ru-office", "custody.released", words + " --despite released_unplanned", Self.child)
        let log = String(decoding: try place.bytes("ru-office.jsonl"), as: UTF8.self)
        #expect(log.contains("\"despite\":[\"released_unplanned\"]"))
        #expect(try run(place, "verify --self-declared ru-office.jsonl").output.contains("intact"))
        let state = try run(place, "state ru-office.jsonl").output
        let flat = state.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(flat.contains("irregular: handed over without a planned journey"))
    }

    @Test func `The other office's ledger laid beside supplies the step`() throws {
        let place = try offices()
        let opened = try run(place, "show ru-office.jsonl 0").output
        let fingerprint = try #require(opened.firstMatch(of: /sha256:[0-9a-f]{64}/)).output
        try record(
            place, "ua-office", "counterpart.noted",
            "id=ru-office name=Office class=ombudsman roles=case_agency fingerprint=\(fingerprint)")
        try record(
            place, "ua-office", "child.reunified", Self.reunified + " --with ru-office.jsonl", Self.family)
        let state = try run(place, "state ua-office.jsonl ru-office.jsonl").output
        #expect(!state.contains("irregular"))
    }

    @Test func `A code that does not apply, or does not exist, is refused`() throws {
        let place = try offices()
        let needless = try record(
            place, "ua-office", "child.reunified",
            Self.reunified + " --with ru-office.jsonl --despite reunified_unverified", Self.family,
            expecting: 64)
        #expect(needless.error.contains("does not apply"))
        for code in ["no_such_code", "step_after_death"] {
            try record(
                place, "ua-office", "child.reunified", Self.reunified + " --despite \(code)", Self.family,
                expecting: 64)
        }
        try record(
            place, "ua-office", "counterpart.noted",
            "id=witness name=Witness class=ombudsman roles=witness --despite reunified_twice", expecting: 64)
    }

    @Test func `What may stand in a ledger that is not at hand is said, and not refused`() throws {
        let place = try offices()
        let hash = String(repeating: "ab", count: 32)
        let words = Self.reunified + " rests_on=sha256:\(hash)@sha256:\(hash)"
        let recorded = try record(place, "ua-office", "child.reunified", words, Self.family)
        #expect(
            recorded.error.contains("not checked: \(Self.family): relationship verified on the child's side"))
        #expect(recorded.error.contains("sha256:\(hash)"))
    }

    @Test func `Statements of a file see each other, and the line that goes wrong is named`() throws {
        let place = try offices()
        let subject = Self.family
        let reunified =
            "{\"subject\":\"\(subject)\",\"type\":\"child.reunified\",\"words\":["
            + Self.reunified.split(separator: " ").map { "\"\($0)\"" }.joined(separator: ",") + "]}\n"
        let verified =
            "{\"subject\":\"\(subject)\",\"type\":\"relationship.verified\",\"words\":[\"side=child\","
            + "\"methods=interview\",\"outcome=verified\",\"occurred=2025-08-02\",\"rests_on=2\"]}\n"
        try place.write("alone.txt", reunified)
        let refused = try run(
            place, "record ua-office.jsonl --from alone.txt --key ua-office.key", expecting: 64)
        #expect(refused.error.contains("alone.txt, line 1"))
        try place.write("both.txt", verified + reunified)
        // The office now verifies both sides itself, across a border: that is another irregularity.
        let other = try run(
            place, "record ua-office.jsonl --from both.txt --key ua-office.key", expecting: 64)
        #expect(other.error.contains("by one and the same party"))
        #expect(!other.error.contains("reunified before"))
    }

    @Test func `A statement that is recorded again is not held against itself`() throws {
        let place = try offices()
        let words = Self.reunified + " --with ru-office.jsonl --id 2b1f5c1e-58a5-4c51-9d7e-1f4d0a6b7c88"
        try record(place, "ua-office", "child.reunified", words, Self.family)
        let again = try record(place, "ua-office", "child.reunified", words, Self.family)
        #expect(again.output.contains("recorded already"))
    }

    @Test func `The samples hold no irregularity`() throws {
        let folder = Command.repository.appendingPathComponent("ledger-samples")
        let state = try Command.shell("goodfaith state *.jsonl", in: folder)
        #expect(state.output.contains("8 reunified"))
        #expect(!state.output.contains("irregular"))
    }
}
