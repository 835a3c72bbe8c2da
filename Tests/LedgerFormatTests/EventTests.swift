import LedgerCrypto
import LedgerFormat
import Testing

/// The attributes of rule 4, each by itself.
struct EventTests {
    @Test("reads every attribute of a signed statement")
    func attributes() throws {
        let event = try Fixture.read(Fixture.signed)
        #expect(event.id.description == Fixture.id)
        #expect(event.source.description == "us-office")
        #expect(event.type == "goodfaith.case.opened")
        #expect(event.name == "case.opened")
        #expect(event.schema == .vocabulary(version: 1))
        #expect(event.subject?.description == "case/\(Fixture.id)")
        #expect(event.time.description == "2025-10-10T09:30:00Z")
        #expect(event.index == 7)
        #expect(event.previous?.prefixed == Fixture.hash)
        #expect(event.signing?.root?.prefixed == Fixture.hash)
        #expect(event.signing?.roster == 0)
        #expect(event.signing?.signers.map(\.description) == [Fixture.keyID])
        #expect(event.data["count"]?.integer == 1)
        #expect(!event.isKeyEvent && !event.isLedgerEvent)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let value: JSON?
        let code: FormatError.Code
        init(_ name: String, _ value: JSON?, _ code: FormatError.Code) {
            (self.name, self.value, self.code) = (name, value, code)
        }
        var testDescription: String { "\(name) = \(value.map { "\($0)" } ?? "absent"): \(code.name)" }
    }

    static let required = [
        "data", "dataschema", "id", "index", "previous", "root", "roster", "source", "specversion", "time",
        "type",
    ]

    @Test("refuses an event without one of the attributes it must have", arguments: required)
    func missing(name: String) throws {
        let error = try #require(try Fixture.refusal(Fixture.with(name, nil)))
        #expect(error.code == .eventAttributes)
        #expect(error.expected.contains(name))
    }

    static let refused: [Case] = [
        Case("specversion", "1.1", .attribute(.specversion)),
        Case("specversion", 1, .attribute(.specversion)),
        Case("id", "not-an-id", .attribute(.id)), Case("id", 7, .attribute(.id)),
        Case("source", "US-office", .attribute(.source)), Case("source", "", .attribute(.source)),
        Case("type", "case.opened", .attribute(.type)), Case("type", "goodfaith.case", .attribute(.type)),
        Case("type", "goodfaith.Case.opened", .attribute(.type)),
        Case("type", "goodfaith.case.", .attribute(.type)),
        Case("type", "goodfaith..opened", .attribute(.type)),
        Case("type", "goodfaith.case.opened2", .attribute(.type)),
        Case("type", .string("goodfaith.case." + String(repeating: "x", count: 50)), .attribute(.type)),
        Case("dataschema", "urn:goodfaith:vocabulary:0", .attribute(.dataschema)),
        Case("dataschema", "urn:goodfaith:vocabulary:01", .attribute(.dataschema)),
        Case("dataschema", "urn:goodfaith:vocabulary:", .attribute(.dataschema)),
        Case("dataschema", "urn:goodfaith:vocabulary:1000000000", .attribute(.dataschema)),
        Case("dataschema", "urn:other:vocabulary:1", .attribute(.dataschema)),
        Case("dataschema", "urn:goodfaith:ledger:1", .attribute(.dataschema)),
        Case("type", "goodfaith.key.added", .attribute(.dataschema)),
        Case("type", "goodfaith.ledger.anything", .attribute(.dataschema)),
        Case("subject", "child/seven", .attribute(.subject)), Case("subject", 1, .attribute(.subject)),
        Case("time", "2025-02-29T00:00:00Z", .attribute(.time)), Case("time", 0, .attribute(.time)),
        Case("index", -1, .attribute(.index)), Case("index", 2_147_483_648, .attribute(.index)),
        Case("index", "7", .attribute(.index)), Case("data", [], .attribute(.data)),
        Case("data", "x", .attribute(.data)),
        Case("previous", "sha256:12", .attribute(.previous)), Case("previous", 0, .attribute(.previous)),
        Case("root", .string(String(repeating: "1", count: 64)), .attribute(.root)),
        Case("roster", -1, .attribute(.roster)),
        Case("roster", 2_147_483_648, .attribute(.roster)), Case("signers", "", .attribute(.signers)),
        Case("signers", [], .attribute(.signers)), Case("index", 0, .eventAttributes),
        Case("signers", nil, .eventAttributes),
        Case("datacontenttype", "application/json", .eventAttributes),
        Case("data_base64", "", .eventAttributes),
        Case("extra", 1, .eventAttributes), Case("zzz", true, .eventAttributes),
        Case("a", true, .eventAttributes),
    ]

    @Test(
        "refuses attributes of another form, unknown ones, and those that cannot stand here",
        arguments: refused)
    func refuses(item: Case) throws {
        let error = try #require(try Fixture.refusal(Fixture.with(item.name, item.value)))
        #expect(error.code == item.code)
    }

    @Test("takes each attribute at its limits")
    func limits() throws {
        #expect(try Fixture.read(Fixture.with("index", .integer(Limits.indexMax))).index == Limits.indexMax)
        #expect(
            try Fixture.read(Fixture.with("dataschema", "urn:goodfaith:vocabulary:999999999")).schema
                == .vocabulary(version: 999_999_999))
        let longest = "goodfaith.case." + String(repeating: "x", count: 49)
        #expect(try Fixture.read(Fixture.with("type", .string(longest))).type == longest)
        #expect(try Fixture.read(Fixture.with("subject", nil)).subject == nil)
    }

    @Test("asks for signers in ascending order, each once, sixteen at most")
    func signers() throws {
        let keyIDs = (0..<17).map { number in
            (number < 10 ? "0\(number)" : "\(number)") + String(repeating: "b", count: 62)
        }
        func list(_ keyIDs: [String], _ separator: String = " ") -> JSON {
            .string(keyIDs.joined(separator: separator))
        }
        #expect(
            try Fixture.read(Fixture.with("signers", list(Array(keyIDs.prefix(16))))).signing?.signers.count
                == 16)
        for wrong in [
            list(keyIDs), list([keyIDs[1], keyIDs[0]]), list([keyIDs[0], keyIDs[0]]),
            list([keyIDs[0], keyIDs[1]], "  "),
            list([keyIDs[0], keyIDs[1]], ","), list([keyIDs[0].uppercased()]), list([" " + keyIDs[0]]),
            list([keyIDs[0] + " "]),
        ] {
            #expect(try Fixture.refusal(Fixture.with("signers", wrong))?.code == .attribute(.signers))
        }
    }

    @Test("a batch's member has neither signers nor what goes with them")
    func member() throws {
        var members = Fixture.signed
        for name in ["signers", "root", "roster"] { members[name] = nil }
        #expect(try Fixture.read(members).signing == nil)
        members["root"] = .string(Fixture.hash)
        #expect(try Fixture.refusal(members)?.code == .eventAttributes)
    }

    @Test("entry 0 has signers and none of previous, root and roster")
    func first() throws {
        var members = Fixture.signed
        members["index"] = 0
        for name in ["previous", "root", "roster"] {
            #expect(try Fixture.refusal(members)?.code == .eventAttributes)
            members[name] = nil
        }
        #expect(try Fixture.read(members).index == 0)
        members["signers"] = nil
        #expect(try Fixture.refusal(members)?.code == .eventAttributes)
    }

    @Test("takes an event of 65,535 bytes and refuses one of 65,536")
    func length() throws {
        func padded(to count: Int) throws -> [String: JSON] {
            let empty = try JSON.object(Fixture.with("data", ["a": ""])).canonicalBytes().count
            return Fixture.with("data", ["a": .string(String(repeating: "x", count: count - empty))])
        }
        #expect(try Fixture.read(padded(to: Limits.eventBytesMax)).bytes.count == 65_535)
        #expect(try Fixture.refusal(padded(to: Limits.eventBytesMax + 1))?.code == .eventTooLong)
    }

    @Test("a draft is written to the bytes that are read again")
    func draft() throws {
        let draft = EventDraft(
            id: try #require(EventID(Fixture.id)), source: try #require(PartyID("us-office")),
            type: "goodfaith.case.opened",
            schema: .vocabulary(version: 1), subject: Subject("case/\(Fixture.id)"),
            time: try #require(Timestamp("2025-10-10T09:30:00Z")), index: 7,
            previous: SHA256Digest(prefixed: Fixture.hash),
            signers: [try #require(KeyID(Fixture.keyID))], root: SHA256Digest(prefixed: Fixture.hash),
            roster: 0,
            data: ["count": 1])
        let event = try draft.event()
        #expect(Array(event.bytes) == (try JSON.object(Fixture.signed).canonicalBytes()))
        var withoutRoot = draft
        withoutRoot.root = nil
        #expect(throws: FormatError.self) { try withoutRoot.event() }
    }
}
