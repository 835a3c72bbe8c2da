import Casework
import LedgerFormat

/// One reunification told by two offices, step by step: each states what it did itself, and refers to the
/// other.
struct Reunification {
    typealias Place = TestLedger.Place

    /// The office on whose side the child is, and the one on whose side the family is.
    var releasing: TestLedger
    var receiving: TestLedger
    let from: String
    let to: String
    let childCase: Subject
    let familyCase: Subject
    private(set) var places: [String: Place] = [:]

    /// The steps in their order, each with the state that both ledgers together then show.
    static let steps: [(name: String, state: CaseState)] = [
        ("requested", .sought), ("opened", .identified), ("documented", .documented), ("cause", .documented),
        ("matched", .tracing), ("contacted", .familyLocated), ("verified child", .familyLocated),
        ("verified adult", .verified), ("heard", .verified), ("agreed child", .verified),
        ("agreed adult", .verified),
        ("interests", .decided), ("cleared exit", .decided), ("cleared entry", .cleared),
        ("planned", .cleared),
        ("released", .inTransfer), ("accepted", .received), ("reunified", .reunified),
        ("followed up", .monitored),
        ("closed by receiving", .monitored), ("closed by releasing", .closed),
    ]

    init(_ releasing: TestLedger, _ receiving: TestLedger, from: String = "RU", to: String = "UA") throws {
        (self.releasing, self.receiving, self.from, self.to) = (releasing, receiving, from, to)
        try TestLedger.acquaint(&self.releasing, &self.receiving)
        childCase = try TestLedger.newCase()
        familyCase = try TestLedger.newCase()
    }

    /// Takes every step up to and with the named one.
    mutating func take(through last: String) throws {
        for (name, _) in Reunification.steps {
            if places[name] == nil { try take(name) }
            if name == last { return }
        }
    }

    mutating func take(_ name: String) throws { places[name] = try statement(name) }

    private func place(_ name: String) -> Place { places[name] ?? releasing.opening }

    private func rests(on names: String...) -> [(String, Place)] { names.map { ("rests_on", place($0)) } }

    private mutating func statement(_ name: String) throws -> Place {
        switch name {
        case "requested", "opened", "documented", "cause", "matched", "contacted": try search(name)
        case "planned", "released", "accepted", "reunified": try journey(name)
        case "followed up", "closed by receiving", "closed by releasing": try end(name)
        default: try decision(name)
        }
    }

    private mutating func search(_ name: String) throws -> Place {
        switch name {
        case "requested":
            try receiving.record(
                "tracing.requested", familyCase, ["inquirer": "family", "occurred": "2025-08-02"])
        case "opened":
            try releasing.record(
                "case.opened", childCase, ["care_status": "separated", "occurred": "2025-08-20"])
        case "documented":
            try releasing.record(
                "child.documented", childCase,
                ["interviewer": "case_agency", "occurred": "2025-08-21", "sealed": releasing.sealed("card")],
                refs: rests(on: "opened"))
        case "cause":
            try releasing.record(
                "cause.asserted", childCase,
                [
                    "characterisation": "none_stated", "circumstance": "hostilities_displacement",
                    "configuration": "across_border",
                ], refs: rests(on: "opened"))
        case "matched":
            try releasing.record(
                "match.proposed", childCase, ["match_basis": "records", "occurred": "2025-09-01"],
                refs: rests(on: "opened", "requested"))
        default:
            try releasing.record(
                "family.contacted", childCase, ["mode": "video", "occurred": "2025-09-03"],
                refs: rests(on: "matched"))
        }
    }

    private mutating func decision(_ name: String) throws -> Place {
        let side: [String: JSON] = ["occurred": "2025-09-10"]
        switch name {
        case "verified child", "verified adult":
            let data: [String: JSON] = side.merging(["methods": ["interview"], "outcome": "verified"]) { $1 }
            return name == "verified child"
                ? try releasing.record(
                    "relationship.verified", childCase, data.merging(["side": "child"]) { $1 },
                    refs: rests(on: "matched"))
                : try receiving.record(
                    "relationship.verified", familyCase, data.merging(["side": "adult"]) { $1 },
                    refs: rests(on: "matched"))
        case "heard":
            return try releasing.record(
                "child.heard", childCase,
                ["heard_by": "case_agency", "means": "in_person", "occurred": "2025-09-11"],
                refs: rests(on: "opened"))
        case "agreed child", "agreed adult":
            let refs = rests(on: "verified child", "verified adult", "heard")
            return name == "agreed child"
                ? try releasing.record(
                    "family.agreed", childCase, side.merging(["side": "child"]) { $1 }, refs: refs)
                : try receiving.record(
                    "family.agreed", familyCase, side.merging(["side": "adult"]) { $1 }, refs: refs)
        case "interests":
            return try releasing.record(
                "interests.determined", childCase,
                ["body": "panel", "occurred": "2025-09-20", "outcome": "favourable"],
                refs: rests(on: "verified child", "heard"))
        case "cleared exit":
            return try releasing.record(
                "clearance.granted", childCase, clearance("exit", from), refs: rests(on: "interests"))
        default:
            return try receiving.record(
                "clearance.granted", familyCase, clearance("entry", to), refs: rests(on: "interests"))
        }
    }

    private func clearance(_ kind: String, _ country: String) -> [String: JSON] {
        [
            "authority": "ministry", "country": .string(country), "kind": .string(kind),
            "occurred": "2025-09-25",
        ]
    }

    private mutating func journey(_ name: String) throws -> Place {
        let way: [String: JSON] = ["from": .string(from), "to": .string(to)]
        let parties = (JSON.string(releasing.party.description), JSON.string(receiving.party.description))
        switch name {
        case "planned":
            return try releasing.record(
                "movement.planned", childCase,
                way.merging(["escort": "escort", "route": "direct", "window": "2025-10-08/2025-10-10"]) {
                    $1
                },
                refs: rests(on: "cleared exit", "cleared entry"))
        case "released":
            return try releasing.record(
                "custody.released", childCase,
                way.merging(
                    [
                        "by": parties.0, "country": .string(from), "occurred": "2025-10-09T15:00:00Z",
                        "recipient": parties.1,
                    ]) { $1 }, refs: rests(on: "planned"))
        case "accepted":
            return try receiving.record(
                "custody.accepted", familyCase,
                way.merging(
                    [
                        "by": parties.1, "country": .string(to), "giver": parties.0,
                        "occurred": "2025-10-09T18:00:00Z",
                    ]) { $1 },
                refs: [("acknowledges", place("released"))])
        default:
            return try receiving.record(
                "child.reunified", familyCase, ["country": .string(to), "occurred": "2025-10-09T20:00:00Z"],
                refs: rests(on: "verified adult", "interests", "accepted"))
        }
    }

    private mutating func end(_ name: String) throws -> Place {
        let closing = { (reason: JSON) -> [String: JSON] in
            ["approval": "supervisor", "occurred": "2025-12-01", "reason": reason]
        }
        switch name {
        case "followed up":
            return try receiving.record(
                "followup.done", familyCase,
                [
                    "kind": "after_reunification", "occurred": "2025-11-01", "ordinal": 1,
                    "outcome": "no_further_action_needed",
                ], refs: rests(on: "reunified"))
        case "closed by receiving":
            return try receiving.record(
                "case.closed", familyCase, closing("reunified_and_followed_up"),
                refs: rests(on: "followed up"))
        default:
            return try releasing.record(
                "case.closed", childCase, closing("repatriated"), refs: rests(on: "opened"))
        }
    }

    /// Both ledgers' state, or one's.
    func state() throws -> CombinedState { CombinedState([try releasing.replay(), try receiving.replay()]) }
}
