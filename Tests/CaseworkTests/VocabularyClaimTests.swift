import Casework
import LedgerFormat
import Testing

@Suite("Claims")
struct VocabularyClaimTests {
    private static func count(
        _ id: String, _ n: Int, _ filter: JSON? = nil, event: String? = nil, op: String = "eq"
    ) -> JSON {
        var members: [String: JSON] = [
            "id": .string(id), "kind": "count", "op": .string(op), "n": .integer(n),
        ]
        members["filter"] = filter
        members["event"] = event.map(JSON.string)
        return .object(members)
    }

    private static func exists(_ id: String, _ event: String, _ filter: JSON? = nil) -> JSON {
        var members: [String: JSON] = ["id": .string(id), "kind": "exists", "event": .string(event)]
        members["filter"] = filter
        return .object(members)
    }

    private static func subset(_ id: String, _ inner: String, in outer: String) -> JSON {
        ["id": .string(id), "kind": "subset", "inner": .string(inner), "outer": .string(outer)]
    }

    private static func order(_ id: String, _ sequence: [String], op: String = "before") -> JSON {
        [
            "id": .string(id), "kind": "order", "op": .string(op),
            "sequence": .array(sequence.map(JSON.string)),
        ]
    }

    private static func sum(_ id: String, _ parts: [String], _ whole: String) -> JSON {
        ["id": .string(id), "kind": "sum", "parts": .array(parts.map(JSON.string)), "whole": .string(whole)]
    }

    private static let facts: [JSON] = [
        exists("C01", "contact.held", ["mode": "summit", "level": "principal", "country": "US"]),
        exists("C02", "correspondence.conveyed", ["by": "us-principal", "toward": "ru-principal"]),
        exists("C03", "correspondence.conveyed", ["refers": ["rel": "during", "statement": "C01"]]),
        exists("C04", "correspondence.received", ["by": "ru-principal", "occurred": "2025-08"]),
        exists(
            "C05", "correspondence.issued",
            ["by": "ru-principal", "refers": ["rel": "replies_to", "statement": "C04"]]),
        exists("C06", "undertaking.stated", ["modality": "willingness", "matter": "direct_engagement"]),
        exists(
            "C07", "information.shared",
            ["information_kind": "report", "refers": ["rel": "concerns", "statement": "C05"]]),
        exists("C08", "undertaking.stated", ["modality": "commitment"]),
        order("C09", ["C02", "C08"]),
        exists(
            "C10", "channel.opened", ["channel_kind": "open", "matter": "child_welfare", "still_open": true]),
        count("C11a", 2, event: "mandate.given", op: "ge"),
        exists("C11b", "contact.held", ["level": "representative"]),
        count("C12a", 1, ["mode": "in_person"], event: "contact.held", op: "ge"),
        count("C12b", 1, ["mode": "phone"], event: "contact.held", op: "ge"),
        count("C12c", 3, event: "contact.held", op: "ge"),
        ["id": "C13", "kind": "parties", "of": "C12c", "parties": ["ru-office", "us-office"]],
        ["id": "C14", "kind": "duration", "begin": "C12c", "op": "ge", "length": "P14D"],
        count("C15", 8),
        count("C16", 8, event: "custody.accepted"),
        count("C17", 7, ["from": "RU", "to": "UA"]),
        count("C18", 1, ["from": "UA", "to": "RU"]),
        ["id": "C19", "kind": "attribution"],
        count("C20", 3, ["care_status": "separated"]),
        count("C21", 3, ["circumstance": "hostilities_displacement"]),
        count("C22", 5, ["circumstance": "conflict", "configuration": "across_border"]),
        subset("C23", "C18", in: "C22"),
        ["id": "C24", "kind": "attribution"],
        exists("C25", "position.stated", ["by": "ru-office", "characterisation": "protective_evacuation"]),
        exists("C26", "position.stated", ["removal_places": ["family_home", "residential_institution"]]),
        exists("C27", "information.shared", ["categories": ["biography", "photograph"]]),
        exists("C28", "undertaking.stated", ["by": "us-office", "modality": "intention"]),
        ["id": "C29", "kind": "date", "day": "2025-10-10", "weekday": "friday"],
    ]

    private static let relations: [JSON] = [
        sum("R1", ["C17", "C18"], "C15"),
        sum("R2", ["C21", "C22"], "C15"),
        count("R3", 4, ["configuration": "across_border", "to": "UA"]),
        sum("R4", ["C18", "C21", "R3"], "C15"),
        subset("R5", "C21", in: "C17"),
        subset("R6a", "C20", in: "C21"),
        subset("R6b", "C21", in: "C20"),
        [
            "id": "R7", "kind": "order", "op": "not_after", "before_claim": true,
            "sequence": ["C02", "C04", "C05", "C10", "C15"],
        ],
        order("R8", ["C27", "C15"]),
        subset("R9", "C16", in: "C15"),
        ["id": "R10", "kind": "count", "n": 8, "op": "eq", "unit": "person"],
        ["id": "R11", "kind": "duration", "begin": "C02", "op": "eq", "length": "P56D"],
        [
            "id": "R12", "kind": "duration", "begin": "C12c", "end": "C15", "op": "ge", "length": "P3M",
        ],
        exists(
            "R13", "undertaking.stated",
            ["modality": "commitment", "refers": ["rel": "rests_on", "statement": "C05"]]),
    ]

    private func claim(_ statements: [JSON]) throws -> Trial {
        var trial = try Trial("claim.published")
        trial.data["statements"] = .array(statements)
        trial.data["window"] = ["anchor": "utterance", "from": "-PT24H", "to": "PT0S", "ends": "closed"]
        return trial
    }

    @Test("Every checkable statement of the report, and every relation between them, has a form")
    func theWholeReport() throws {
        #expect(try claim(Self.facts + Self.relations).violation() == nil)
    }

    @Test("Two statements never share an id")
    func sharedID() throws {
        let violation = try claim([Self.count("C15", 8), Self.count("C15", 7)]).violation()
        #expect(violation?.path == "data.statements[1].id")
    }

    @Test("A statement names only statements of its claim, however deep")
    func strayID() throws {
        #expect(
            try claim([Self.subset("R1", "R1", in: "C9")]).violation()?.path == "data.statements[0].outer")
        let deep = Self.exists("C1", "contact.held", ["refers": ["rel": "during", "statement": "C9"]])
        #expect(try claim([deep]).violation()?.path == "data.statements[0].filter")
        #expect(try claim([Self.sum("R1", ["R1", "C9"], "R1")]).violation()?.found == "C9")
    }

    @Test(
        "A statement has the members of its kind and no text",
        arguments: [
            (["id": "C1", "kind": "story"], "content-code-unknown"), (["id": "C1"], "content-member-missing"),
            (["id": "C1", "kind": "attribution", "text": "x"], "content-member-unknown"),
            (["id": "C1", "kind": "count", "n": 8], "content-member-missing"),
            (["id": "C1", "kind": "count", "n": -1, "op": "eq"], "content-value"),
            (["id": "c1", "kind": "attribution"], "content-value"),
            (["id": "C1234", "kind": "attribution"], "content-value"),
            (["id": "C1", "kind": "exists", "event": "child.returned"], "content-value"),
            (
                ["id": "C1", "kind": "exists", "event": "contact.held", "filter": ["sex": "x"]],
                "content-member-unknown"
            ),
            (
                ["id": "C1", "kind": "duration", "begin": "C1", "op": "ge", "length": "two weeks"],
                "content-value"
            ), (7, "content-value"),
        ] as [(JSON, String)])
    func malformed(statement: JSON, code: String) throws {
        let violation = try #require(try claim([statement]).violation())
        #expect(violation.code.rawValue == code && violation.path.hasPrefix("data.statements[0]"))
    }

    @Test(
        "Lengths of time have one spelling",
        arguments: [
            ("PT24H", true), ("-PT24H", true), ("P14D", true), ("P3M", true), ("PT3M", true), ("P1Y", true),
            ("PT0S", true),
            ("P0D", false), ("-PT0S", false), ("P2W", false), ("PT024H", false), ("P1DT2H", false),
            ("P1.5D", false), ("24H", false),
            ("+P1D", false), ("P14", false), ("PH", false), ("P1H", false), ("PT1D", false),
            ("P99999D", false), ("", false), ("P", false),
        ])
    func durations(text: String, isAllowed: Bool) {
        #expect((StatedDuration(text) != nil) == isAllowed)
    }

    @Test("A length of time says which way and in which unit")
    func durationParts() {
        #expect(StatedDuration("-PT24H")?.amount == -24)
        #expect(StatedDuration("-PT24H")?.unit == .hour)
        #expect(StatedDuration("P3M")?.unit == .month)
        #expect(StatedDuration("PT3M")?.unit == .minute)
    }
}
