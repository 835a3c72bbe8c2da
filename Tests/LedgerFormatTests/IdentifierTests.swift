import LedgerFormat
import Testing

/// The small texts that name things: events, subjects, ledgers, parties.
struct IdentifierTests {
    static let id = "3f2b8c1e-9d04-4a77-8b5e-0c6f1a2d3e4f"

    @Test(
        "takes a UUID of version 4 and writes it as it was",
        arguments: [
            id, "00000000-0000-4000-8000-000000000000", "ffffffff-ffff-4fff-bfff-ffffffffffff",
            "0a0b0c0d-0e0f-4123-9abc-000000000001",
        ])
    func eventID(text: String) throws { #expect(try #require(EventID(text)).description == text) }

    @Test(
        "refuses UUIDs of other versions, variants and spellings",
        arguments: [
            "", "3f2b8c1e-9d04-1a77-8b5e-0c6f1a2d3e4f", "3f2b8c1e-9d04-7a77-8b5e-0c6f1a2d3e4f",
            "3f2b8c1e-9d04-4a77-7b5e-0c6f1a2d3e4f", "3f2b8c1e-9d04-4a77-cb5e-0c6f1a2d3e4f",
            "3F2B8C1E-9D04-4A77-8B5E-0C6F1A2D3E4F", "3f2b8c1e9d044a778b5e0c6f1a2d3e4f",
            "{3f2b8c1e-9d04-4a77-8b5e-0c6f1a2d3e4f}", "3f2b8c1e-9d04-4a77-8b5e-0c6f1a2d3e4", " \(id)",
            "\(id)0",
            "3f2b8c1e-9d04-4a77-8b5e_0c6f1a2d3e4f", "3f2b8c1e--9d0-4a77-8b5e-0c6f1a2d3e4f",
            "00000000-0000-0000-0000-000000000000", "gf2b8c1e-9d04-4a77-8b5e-0c6f1a2d3e4f",
        ])
    func notEventID(text: String) { #expect(EventID(text) == nil) }

    @Test("keeps different ids apart")
    func distinct() {
        #expect(EventID(Self.id) == EventID(Array(Self.id.utf8)))
        #expect(EventID(Self.id) != EventID("3f2b8c1e-9d04-4a77-8b5e-0c6f1a2d3e40"))
    }

    @Test(
        "takes a subject of a kind and a reference",
        arguments: ["case", "a", "request_2", String(repeating: "k", count: 32)])
    func subject(kind: String) throws {
        let subject = try #require(Subject("\(kind)/\(Self.id)"))
        #expect(subject.kind == kind)
        #expect(subject.reference.description == Self.id)
        #expect(subject.description == "\(kind)/\(Self.id)")
    }

    @Test(
        "refuses any other subject",
        arguments: [
            "", "case", "case/", "/\(id)", "Case/\(id)", "1case/\(id)", "_case/\(id)", "ca-se/\(id)",
            "case//\(id)",
            "case/\(id)/", "case/\(id)/x", "case/child-7", "case \(id)", "é/\(id)",
            "\(String(repeating: "k", count: 33))/\(id)",
        ])
    func notSubject(text: String) { #expect(Subject(text) == nil) }

    @Test(
        "takes an origin: a host with a dot and a path",
        arguments: [
            "us-office.example/ua-channel", "a.b/c", "a.b/c/d", "1.2/3", "a-b.example/x_y.z-1",
            "a.b/" + String(repeating: "c", count: 251),
        ])
    func origin(text: String) throws { #expect(try #require(Origin(text)).description == text) }

    @Test(
        "refuses any other origin",
        arguments: [
            "", "a.b", "a.b/", "host/c", "/c", ".b/c", "a./c", "a..b/c", "-a.b/c", "a-.b/c", "A.b/c", "a.b/C",
            "a.b//c",
            "a.b/c/", "https://a.b/c", "a.b:8/c", "a.b/c d", "a.b/c+d", "a.b/é", "a_b.c/d",
            "a.b/" + String(repeating: "c", count: 252),
        ])
    func notOrigin(text: String) { #expect(Origin(text) == nil) }

    @Test(
        "takes the id of a party",
        arguments: ["us-office", "a", "a1", "a-1", String(repeating: "p", count: 64)])
    func party(text: String) throws { #expect(try #require(PartyID(text)).description == text) }

    @Test(
        "refuses any other party id",
        arguments: [
            "", "-a", "a-", "a--b", "1a", "A", "a_b", "a b", "a.b", "é", String(repeating: "p", count: 65),
            "us-office\n",
        ])
    func notParty(text: String) { #expect(PartyID(text) == nil) }

    @Test("orders parties by their ids")
    func partyOrder() throws {
        let parties = try ["a", "a-b", "a1", "b"].map { try #require(PartyID($0)) }
        #expect(parties.shuffled().sorted() == parties)
    }
}
