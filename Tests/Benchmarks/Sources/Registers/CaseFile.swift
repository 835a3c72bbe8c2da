internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerStore

/// One child's case on its way from the request to the last follow-up, step by step, as one office that acts
/// in every role records it.
struct CaseFile {
    /// No case is shorter than its request, its opening and its documentation.
    static let stepsMin = 3

    private let subject: Subject
    /// Every second family asks before there is a case; then the request has a reference of its own.
    private let request: Subject
    /// How many statements there will be about it.
    private let length: Int
    /// The event hashes of the steps that were recorded.
    private var recorded: [String: SHA256Digest] = [:]
    private var count = 0

    init(number: Int, length: Int, _ draw: inout Draw) throws {
        self.length = length
        subject = Subject(kind: "case", reference: try draw.eventID())
        request =
            number.isMultiple(of: 2) ? Subject(kind: "request", reference: try draw.eventID()) : subject
    }

    var isComplete: Bool { count == length }

    /// Takes note of where the step that was stated last stands.
    mutating func note(_ hash: SHA256Digest) {
        recorded[name] = hash
        count += 1
    }

    /// The next step, as it is recorded at a time.
    func statement(at time: Timestamp, _ draw: inout Draw) throws -> Statement {
        let step = try step(&draw)
        var data = step.data
        if step.type != "movement.planned" { data["occurred"] = .string(try draw.occurred(before: time)) }
        if !step.refs.isEmpty {
            // Sorted by bytes: a reference begins with its event, and all events are of one length.
            let refs = try step.refs.map { rel, name -> (event: String, rel: String) in
                guard let event = recorded[name] else { throw RegisterError.stepMissing(name) }
                return (event.prefixed, rel)
            }
            data["refs"] = .array(
                refs.sorted { $0 < $1 }.map { .object(["event": .string($0.event), "rel": .string($0.rel)]) })
        }
        return Statement(
            id: try draw.eventID(), type: Event.typePrefix + step.type,
            subject: step.type == "tracing.requested" ? request : subject, time: time, data: .object(data))
    }

    // MARK: The way of a case

    private struct Step {
        let type: String
        var data: [String: JSON] = [:]
        var refs: [(rel: String, to: String)] = []

        init(_ type: String, _ data: [String: JSON] = [:], on steps: String...) {
            (self.type, self.data) = (type, data)
            refs = steps.map { ("rests_on", $0) }
        }
    }

    private static let names = [
        "request", "opening", "card", "cause", "consent", "match", "contact", "child verified",
        "adult verified", "hearing", "child agreed", "adult agreed", "interests", "exit", "entry", "plan",
        "release", "crossing", "acceptance", "reunification",
    ]

    /// The name of the step that comes next; after the reunification come follow-ups, and in the end the
    /// closing.
    private var name: String {
        if count < CaseFile.names.count { return CaseFile.names[count] }
        return count == length - 1 && recorded["follow-up"] != nil ? "closing" : "follow-up"
    }

    private func step(_ draw: inout Draw) throws -> Step {
        if count < 7 { return try finding(&draw) }
        if count < 15 { return try decision(&draw) }
        return name == "follow-up" || name == "closing" ? try ending(&draw) : try journey()
    }

    private func finding(_ draw: inout Draw) throws -> Step {
        switch name {
        case "request": return Step("tracing.requested", ["inquirer": "family"])
        case "opening":
            return Step(
                "case.opened", ["care_status": .string(try draw.pick(["separated", "unaccompanied"]))],
                on: "request")
        case "card":
            let card: JSON = [
                "commitment": .string(try draw.digest().prefixed), "custodian": .string(Office.party),
                "label": "card", "scheme": "goodfaith/sealed/1",
            ]
            return Step("child.documented", ["interviewer": "case_agency", "sealed": [card]], on: "opening")
        case "cause":
            let circumstances = ["hostilities_displacement", "evacuation", "checkpoint_separation"]
            return Step(
                "cause.asserted",
                [
                    "characterisation": "none_stated", "configuration": "across_border",
                    "circumstance": .string(try draw.pick(circumstances)),
                ], on: "opening")
        case "consent":
            return Step(
                "consent.recorded",
                ["decider": "guardian", "outcome": "given", "purposes": ["reunification", "tracing"]],
                on: "opening")
        case "match": return Step("match.proposed", ["match_basis": "records"], on: "opening", "request")
        default:
            return Step(
                "family.contacted", ["mode": .string(try draw.pick(["phone", "video"]))], on: "match")
        }
    }

    private func decision(_ draw: inout Draw) throws -> Step {
        switch name {
        case "child verified", "adult verified":
            return Step(
                "relationship.verified",
                [
                    "methods": ["documents", "interview"], "outcome": "verified",
                    "side": name == "child verified" ? "child" : "adult",
                ], on: "match")
        case "hearing":
            return Step(
                "child.heard",
                ["heard_by": "case_agency", "means": .string(try draw.pick(["in_person", "video"]))],
                on: "opening")
        case "child agreed", "adult agreed":
            return Step(
                "family.agreed", ["side": name == "child agreed" ? "child" : "adult"], on: "child verified",
                "adult verified", "hearing")
        case "interests":
            return Step(
                "interests.determined", ["body": "panel", "outcome": "favourable"], on: "child verified",
                "hearing")
        default:
            return Step(
                "clearance.granted",
                [
                    "authority": .string(try draw.pick(["ministry", "border_service"])),
                    "country": name == "exit" ? "RU" : "UA", "kind": name == "exit" ? "exit" : "entry",
                ], on: "interests")
        }
    }

    private func journey() throws -> Step {
        let way: [String: JSON] = ["from": "RU", "to": "UA"]
        func along(_ data: [String: JSON]) -> [String: JSON] { way.merging(data) { $1 } }
        switch name {
        case "plan":
            return Step(
                "movement.planned",
                along(["escort": "escort", "route": "direct", "window": "2025-10-08/2025-10-10"]),
                on: "exit", "entry")
        case "release":
            return Step(
                "custody.released",
                along([
                    "by": .string(Office.partner), "country": "RU", "knowledge": "document",
                    "recipient": .string(Office.party),
                ]), on: "plan")
        case "crossing": return Step("border.crossed", way, on: "release")
        case "acceptance":
            var step = Step(
                "custody.accepted",
                along(["by": .string(Office.party), "country": "UA", "giver": .string(Office.partner)]))
            step.refs = [("acknowledges", "release")]
            return step
        default:
            return Step("child.reunified", ["country": "UA"], on: "adult verified", "interests", "acceptance")
        }
    }

    private func ending(_ draw: inout Draw) throws -> Step {
        if name == "closing" {
            return Step(
                "case.closed", ["approval": "supervisor", "reason": "reunified_and_followed_up"],
                on: "follow-up")
        }
        let outcomes = ["no_further_action_needed", "ongoing_monitoring"]
        return Step(
            "followup.done",
            [
                "kind": "after_reunification", "ordinal": .integer(count - CaseFile.names.count + 1),
                "outcome": .string(try draw.pick(outcomes)),
            ], on: "reunification")
    }
}

extension Draw {
    /// When something happened that is recorded at a time: mostly a day, now and then an instant, an interval
    /// or a month.
    fileprivate mutating func occurred(before time: Timestamp) throws(RegisterError) -> String {
        let choice = Int.random(in: 0..<100, using: &self)
        let daysAgo = Int.random(in: 0..<7, using: &self)
        let seconds = time.secondsSinceEpoch - daysAgo * 86_400
        guard let last = Timestamp(secondsSinceEpoch: seconds),
            let first = Timestamp(secondsSinceEpoch: seconds - 86_400)
        else { throw .timeOutOfRange }
        let (lastDay, firstDay) = (last.description.prefix(10), first.description.prefix(10))
        return switch choice {
        case ..<70: String(lastDay)
        case ..<85: last.description
        case ..<95: "\(firstDay)/\(lastDay)"
        default: String(lastDay.prefix(7))
        }
    }
}
