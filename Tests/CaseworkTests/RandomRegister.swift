import Casework
import LedgerFormat
import LedgerVerify
import SeededRandom
import Testing

/// Three ledgers whose statements refer to each other at random: cases that are merged, answered by two
/// parties, corrected, contested, attested, disowned. What they say need make no sense.
struct RandomRegister {
    private(set) var ledgers: [TestLedger]
    private var draw: SeededGenerator
    private var subjects: [Subject] = []
    private var places: [TestLedger.Place] = []
    private var day = 1

    init(seed: UInt64) throws {
        draw = SeededGenerator(seed: seed &* 0x9E37_79B9_7F4A_7C15)
        ledgers = try ["ru-office", "ua-office", "mediator"].map { try TestLedger($0, keys: 2) }
        for _ in 0..<6 { subjects.append(try TestLedger.newCase()) }
        for _ in 0..<2 { subjects.append(try TestLedger.newRequest()) }
    }

    mutating func fill(statements: Int) throws {
        for number in 0..<statements {
            let office = pick([0, 0, 0, 1, 1, 2])
            try record(in: office)
            if number == statements * 2 / 3, chance(3) {
                let since = max(1, ledgers[0].lastIndex - 4)
                try ledgers[0].compromise(key: 0, since: since, signer: 1)
            }
        }
    }

    /// Some indexes of the first ledger that a copy might withhold.
    mutating func withheld() throws -> Set<Int> {
        guard chance(2) else { return [] }
        let statements = try ledgers[0].verified().entries.dropFirst().dropLast(2)
            .filter { $0.event?.isLedgerEvent == false }.map(\.index)
        return Set((0..<3).map { _ in pick(statements) })
    }

    /// Statements that would be recorded next in the first ledger, which stays as it is.
    mutating func drafts() throws -> [Event] {
        let (known, spoken, count) = (ledgers[0], places, 1 + pick([0, 0, 1, 2]))
        defer { (ledgers[0], places) = (known, spoken) }
        for _ in 0..<count { try record(in: 0) }
        return try ledgers[0].verified().entries.suffix(count).compactMap(\.event)
    }

    // MARK: One statement

    private mutating func record(in office: Int) throws {
        let own = places.filter { $0.ledger == ledgers[office].fingerprint }
        let kind = pick(Array(0..<14))
        var (type, subject, data, refs) = ("", Subject?.none, [String: JSON](), [(String, TestLedger.Place)]())
        switch kind {
        case 0 where !places.isEmpty:
            type = "attestation.made"
            data = ["capacity": "witness", "scope": pick(["same_matter", "content"])]
            refs = pickPlaces(3).map { ("corroborates", $0) }
            if chance(3) { subject = pick(subjects) }
        case 1 where !places.isEmpty:
            type = "dispute.raised"
            data = ["ground": pick(["wrong_person", "consent", "count"])]
            refs = pickPlaces(2).map { ("disputes", $0) }
            if chance(2) { subject = pick(subjects) }
        case 2 where !places.isEmpty:
            type = "dispute.settled"
            data = ["outcome": pick(["rejected", "withdrawn", "upheld"])]
            refs = pickPlaces(3).map { ("concerns", $0) }
        case 3 where !own.isEmpty:
            type = "event.corrected"
            data = ["ground": "clerical", "members": ["occurred"]]
            refs = [("corrects", pick(own))]
        case 4 where !own.isEmpty:
            type = "event.reaffirmed"
            refs = [("reaffirms", pick(own))]
        default:
            (type, data) = step()
            subject = pick(subjects)
            if !places.isEmpty {
                let rels = ["rests_on", "acknowledges", "ends", "concerns", "corrects", "rests_on"]
                refs = pickPlaces(chance(2) ? 0 : 2).map { (pick(rels), $0) }
                if type == "case.merged" { refs.append(("concerns", pick(own.isEmpty ? places : own))) }
            }
            let codes = CodeList.irregularity.codes.map { JSON.string($0.code) }
            if chance(2) { data["despite"] = .array(chance(2) ? codes : [pick(codes)]) }
        }
        day = min(28, day + pick([0, 0, 0, 1]))
        let happened = max(1, day - pick([0, 0, 1, 3]))
        data["occurred"] = .string("2025-08-\(happened < 10 ? "0" : "")\(happened)")
        let distinct = Dictionary(refs.map { ("\($0) \($1.event)", ($0, $1)) }) { one, _ in one }.values
        places.append(
            try ledgers[office].record(type, subject, data, refs: Array(distinct), signer: pick([0, 1])))
    }

    private mutating func step() -> (String, [String: JSON]) {
        let way: [String: JSON] = ["from": "RU", "to": pick(["UA", "RU"])]
        return pick([
            ("tracing.requested", [:]), ("case.opened", ["care_status": "separated"]),
            ("child.documented", ["basis": "beneficiary_interest"]),
            ("match.proposed", [:]), ("match.proposed", [:]), ("match.rejected", [:]),
            ("consent.recorded", ["decider": "guardian", "outcome": "given", "purposes": ["reunification"]]),
            ("consent.withdrawn", ["decider": "guardian", "purposes": ["reunification"]]),
            ("relationship.verified", ["outcome": "verified", "side": pick(["child", "adult"])]),
            ("interests.determined", ["outcome": pick(["favourable", "unfavourable"])]),
            ("clearance.granted", ["country": "RU", "kind": "exit"]),
            ("movement.planned", way),
            ("custody.released", way.merging(["country": "RU"]) { $1 }),
            ("custody.accepted", way.merging(["country": "UA", "giver": "ru-office"]) { $1 }),
            ("child.reunified", [:]), ("followup.done", [:]), ("case.merged", [:]), ("case.reopened", [:]),
            ("case.closed", ["reason": pick(["reunified_and_followed_up", "duplicate"])]),
            ("case.taken", [:]), ("majority.reached", [:]), ("death.recorded", [:]),
        ])
    }

    // MARK: Chance

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int(draw.next() % UInt64(elements.count))]
    }

    private mutating func chance(_ one: Int) -> Bool { pick(Array(0..<one)) == 0 }

    /// Up to so many places, the last ones rather than the first.
    private mutating func pickPlaces(_ count: Int) -> [TestLedger.Place] {
        (0..<count).map { _ in chance(2) ? pick(Array(places.suffix(6))) : pick(places) }
    }
}
