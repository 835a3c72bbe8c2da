import Casework
import LedgerFormat
import Testing

/// One child's case as a list of statements that a test leaves out, changes and adds to, told by the office on
/// the child's side, the one on the family's side, and a mediator.
///
/// The guards look at steps, not at every member of an event: so the statements are short, and the ledgers are
/// verified without the vocabulary's rules.
struct GuardScript {
    enum Office: Int { case child, family, mediator }

    struct Line {
        let name: String
        var office: Office
        var type: String
        /// The day on which it happened, and at noon of which it is recorded.
        var day: String
        var data: [String: JSON] = [:]
        var refs: [(String, String)] = []
        /// Whether the day of recording is all that is said of the time.
        var isTimeless = false
    }

    var lines: [Line]

    static let way: [String: JSON] = ["from": "RU", "to": "UA"]

    /// A whole reunification across a border, in which every guard is met.
    static let regular = GuardScript(lines: [
        Line(name: "requested", office: .family, type: "tracing.requested", day: "2025-08-01"),
        Line(
            name: "opened", office: .child, type: "case.opened", day: "2025-08-02",
            data: ["care_status": "separated"], refs: [("rests_on", "requested")]),
        Line(
            name: "documented", office: .child, type: "child.documented", day: "2025-08-03",
            data: ["basis": "beneficiary_interest"]),
        Line(name: "acted", office: .child, type: "tracing.acted", day: "2025-08-04"),
        Line(name: "matched", office: .child, type: "match.proposed", day: "2025-08-05"),
        Line(name: "contacted", office: .child, type: "family.contacted", day: "2025-08-06"),
        Line(
            name: "consent", office: .family, type: "consent.recorded", day: "2025-08-07",
            data: ["decider": "guardian", "outcome": "given", "purposes": ["reunification"]]),
        verification("verified child", .child, "child"),
        verification("verified adult", .family, "adult"),
        Line(name: "heard", office: .child, type: "child.heard", day: "2025-08-11"),
        Line(
            name: "agreed child", office: .child, type: "family.agreed", day: "2025-08-12",
            data: ["side": "child"]),
        Line(
            name: "agreed adult", office: .family, type: "family.agreed", day: "2025-08-12",
            data: ["side": "adult"]),
        Line(
            name: "interests", office: .child, type: "interests.determined", day: "2025-08-13",
            data: ["outcome": "favourable"]),
        Line(
            name: "exit", office: .child, type: "clearance.granted", day: "2025-08-14",
            data: ["country": "RU", "kind": "exit"]),
        Line(
            name: "entry", office: .family, type: "clearance.granted", day: "2025-08-14",
            data: ["country": "UA", "kind": "entry"]),
        Line(name: "planned", office: .child, type: "movement.planned", day: "2025-08-16", data: way),
        Line(
            name: "released", office: .child, type: "custody.released", day: "2025-08-18",
            data: way.merging(["country": "RU"]) { $1 }),
        Line(
            name: "accepted", office: .family, type: "custody.accepted", day: "2025-08-20",
            data: way.merging(["country": "UA", "giver": "ru-office"]) { $1 },
            refs: [("acknowledges", "released")]),
        Line(
            name: "reunified", office: .family, type: "child.reunified", day: "2025-08-24",
            refs: [("rests_on", "verified adult")]),
        Line(
            name: "followed up", office: .family, type: "followup.done", day: "2025-08-26"),
        Line(
            name: "closed", office: .family, type: "case.closed", day: "2025-08-28",
            data: ["reason": "reunified_and_followed_up"]),
        Line(
            name: "closed there", office: .child, type: "case.closed", day: "2025-08-28",
            data: ["reason": "repatriated"]),
    ])

    /// A reunification on the spot: hours after an accidental separation, without a journey.
    static let onTheSpot = GuardScript(
        lines: [
            "requested", "opened", "verified child", "verified adult", "heard", "interests", "reunified",
        ].compactMap { name in regular.lines.first { $0.name == name } })

    private static func verification(_ name: String, _ office: Office, _ side: JSON) -> Line {
        Line(
            name: name, office: office, type: "relationship.verified", day: "2025-08-10",
            data: ["outcome": "verified", "side": side])
    }

    // MARK: Changes

    /// What stands up to and with the named statement.
    func through(_ name: String) -> GuardScript {
        guard let last = lines.firstIndex(where: { $0.name == name }) else { return self }
        return GuardScript(lines: Array(lines[...last]))
    }

    func without(_ names: String...) -> GuardScript {
        GuardScript(lines: lines.filter { !names.contains($0.name) })
    }

    func changing(_ name: String, _ change: (inout Line) -> Void) -> GuardScript {
        GuardScript(
            lines: lines.map { line in
                var line = line
                if line.name == name { change(&line) }
                return line
            })
    }

    /// The statement where its day puts it.
    func adding(_ line: Line) -> GuardScript {
        var lines = lines
        lines.insert(line, at: lines.firstIndex { $0.day > line.day } ?? lines.count)
        return GuardScript(lines: lines)
    }

    func adding(
        _ type: String, by office: Office, on day: String, _ data: [String: JSON] = [:],
        refs: [(String, String)] = []
    ) -> GuardScript {
        let isTimeless = ["majority.reached", "death.recorded"].contains(type)
        return adding(
            Line(
                name: "\(type) \(day)", office: office, type: type, day: day, data: data, refs: refs,
                isTimeless: isTimeless))
    }

    // MARK: Telling it

    /// The ledgers with these statements, one an office.
    func ledgers() throws -> [TestLedger] {
        var ledgers = try ["ru-office", "ua-office", "mediator"].map { try TestLedger($0) }
        let known = ledgers
        for one in ledgers.indices {
            for other in known where other.party != ledgers[one].party { try ledgers[one].note(other) }
        }
        let subjects = try ledgers.map { _ in try TestLedger.newCase() }
        var places: [String: TestLedger.Place] = [:]
        for line in lines {
            let data = line.isTimeless ? line.data : ["occurred": .string(line.day)].merging(line.data) { $1 }
            let ofCasework = CaseStepRule.table.contains { $0.event == line.type }
            places[line.name] = try ledgers[line.office.rawValue].record(
                line.type, ofCasework ? subjects[line.office.rawValue] : nil, data,
                refs: line.refs.compactMap { rel, name in places[name].map { (rel, $0) } },
                time: "\(line.day)T12:00:00Z")
        }
        return ledgers
    }

    func state() throws -> CombinedState {
        CombinedState(try ledgers().map { try $0.replay(rules: nil) })
    }

    /// The one child's case.
    func group() throws -> CaseGroup {
        let cases = try state().cases
        try #require(cases.count == 1, "\(cases.map(\.members))")
        return try #require(cases.first)
    }

    func codes() throws -> Set<IrregularityCode> { Set(try group().irregularities.map(\.code)) }
}
