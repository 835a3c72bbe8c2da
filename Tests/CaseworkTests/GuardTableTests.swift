import Casework
import LedgerFormat
import Testing

/// Every row of the table both ways: the guards met, and each of them not met.
@Suite struct GuardTableTests {
    /// A history in which each row's guards are met, and the state that it leads to.
    static let met: [(script: GuardScript, state: CaseState)] = {
        let regular = GuardScript.regular
        return [
            (regular.through("opened"), .identified),
            (regular.through("documented"), .documented),
            (regular.through("acted"), .tracing),
            (regular.through("contacted"), .familyLocated),
            (regular.through("verified adult"), .verified),
            (regular.through("interests"), .decided),
            (
                regular.through("interests").adding(
                    "interests.determined", by: .child, on: "2025-08-14", ["outcome": "unfavourable"]),
                .alternativeCare
            ),
            (regular.through("interests").adding(refusal(on: "2025-08-14")), .declined),
            (regular.through("entry"), .cleared),
            (regular.through("planned"), .cleared),
            (regular.through("released"), .inTransfer),
            (regular.through("accepted"), .received),
            (regular.through("reunified"), .reunified),
            (regular.through("followed up"), .monitored),
            (regular, .closed),
            (regular.adding("death.recorded", by: .family, on: "2025-08-29"), .deceased),
            (
                regular.through("interests").adding("majority.reached", by: .child, on: "2025-08-13")
                    .adding(consentOfAdult), .decided
            ),
            (
                regular.through("followed up").adding("reunification.ended", by: .family, on: "2025-08-29"),
                .brokenDown
            ),
            (regular.adding("case.reopened", by: .family, on: "2025-08-29"), .monitored),
            (GuardScript.onTheSpot, .reunified),
        ]
    }()

    @Test func `a history that meets every guard of a row reaches its state, and nothing is irregular`() throws
    {
        try #require(GuardTableTests.met.count == CaseTransition.table.count, "each row has its history")
        for (row, (script, state)) in zip(CaseTransition.table, GuardTableTests.met) {
            let group = try script.group()
            #expect(group.state == state)
            if let to = row.to { #expect(to == state) }
            #expect(group.irregularities.map(\.sentence) == [], "to \(state)")
        }
    }

    /// For each row and each of its guards a history in which that guard is not met.
    static let broken: [(row: Int, code: IrregularityCode, script: GuardScript)] = {
        let regular = GuardScript.regular, spot = GuardScript.onTheSpot
        let ofAge = { (day: String) in
            GuardScript.Line(
                name: "of age", office: .child, type: "majority.reached", day: day, isTimeless: true)
        }
        return [
            (2, .tracingWithoutBasis, regular.changing("documented") { $0.data = [:] }),
            (4, .verifiedByOneParty, regular.changing("verified adult") { $0.office = .child }),
            (5, .decidedUnverified, regular.without("verified adult")),
            (5, .decidedUnheard, regular.without("heard")),
            (8, .clearedUndecided, regular.without("interests")),
            (8, .clearedWithoutConsent, regular.without("consent")),
            (8, .adultNotAsked, regular.adding(ofAge("2025-08-13"))),
            (9, .plannedUncleared, regular.without("entry")),
            (10, .releasedUnplanned, regular.without("planned")),
            (
                10, .releasedDespiteWithdrawal,
                regular.adding(
                    "consent.withdrawn", by: .family, on: "2025-08-17",
                    ["decider": "guardian", "purposes": ["reunification"]])
            ),
            (10, .releasedDespiteDispute, regular.adding(dispute("wrong_person", on: "2025-08-17"))),
            (10, .adultNotAsked, regular.adding(ofAge("2025-08-17"))),
            (11, .acceptedBeforeReleased, regular.changing("accepted") { $0.day = "2025-08-17" }),
            (11, .custodyClaimedTwice, regular.through("accepted").adding(mediatorsWord)),
            (12, .reunifiedUnverified, regular.without("verified child")),
            (12, .reunifiedUndecided, regular.without("heard")),
            (12, .reunifiedDespiteDispute, regular.adding(dispute("child_unwilling", on: "2025-08-23"))),
            (12, .reunifiedTwice, regular.adding("child.reunified", by: .family, on: "2025-08-25")),
            (12, .adultNotAsked, regular.adding(ofAge("2025-08-23"))),
            (12, .reunifiedUnreceived, regular.without("accepted")),
            (13, .followedUpUnreunified, regular.without("reunified")),
            (
                14, .closedFromReceived,
                regular.without("reunified", "followed up").changing("closed") {
                    $0.data = ["reason": "formal_closing"]
                }
            ),
            (14, .closedWithoutFollowup, regular.without("followed up")),
            (19, .reunifiedUnverified, spot.without("verified child")),
            (19, .reunifiedUndecided, spot.without("interests")),
            (19, .reunifiedDespiteDispute, spot.adding(dispute("consent", on: "2025-08-23"))),
            (19, .reunifiedTwice, spot.adding("child.reunified", by: .family, on: "2025-08-25")),
            (19, .adultNotAsked, spot.adding(ofAge("2025-08-23"))),
        ]
    }()

    @Test func `a guard that is not met gives its irregularity, and every guard of the table was tried`() throws
    {
        for (row, code, script) in GuardTableTests.broken {
            let irregularities = try script.group().irregularities
            let found = irregularities.filter { $0.code == code }
            #expect(!found.isEmpty, "row \(row), \(code): \(irregularities.map(\.code))")
            let codes = Set(CaseTransition.table[row].guards.map(\.code))
            #expect(codes.contains(code), "row \(row) has no \(code)")
            #expect(found.allSatisfy { !$0.isAcknowledged })
        }
        for (number, row) in CaseTransition.table.enumerated() {
            let tried = Set(GuardTableTests.broken.filter { $0.row == number }.map(\.code))
            #expect(tried == Set(row.guards.map(\.code)), "row \(number), to \(row.to?.phrase ?? "the same")")
        }
    }

    @Test func `what holds for every statement is tried too, and every code has its guard`() throws {
        let regular = GuardScript.regular
        let scripts: [IrregularityCode: GuardScript] = [
            .stepAfterClosing: regular.changing("closed there") { $0.day = "2025-08-09" }
                .sortedByDay(),
            .stepAfterDeath: regular.adding("death.recorded", by: .child, on: "2025-08-17"),
            .recordedBeforeItHappened: regular.changing("reunified") {
                $0.data["occurred"] = "2025-09-24"
            },
        ]
        let general = CaseTransition.everywhere + CaseTransition.always
        #expect(Set(general.map(\.code)) == Set(scripts.keys))
        for (code, script) in scripts { #expect(try script.codes().contains(code), "\(code)") }
        let all = CaseTransition.table.flatMap(\.guards) + general
        #expect(Set(all.map(\.code)) == Set(IrregularityCode.allCases))
    }

    static func dispute(_ ground: JSON, on day: String) -> GuardScript.Line {
        GuardScript.Line(
            name: "dispute", office: .family, type: "dispute.raised", day: day, data: ["ground": ground],
            refs: [("disputes", "verified child")])
    }

    static func refusal(on day: String) -> GuardScript.Line {
        GuardScript.Line(
            name: "refused", office: .child, type: "consent.recorded", day: day,
            data: ["decider": "child_assent", "outcome": "refused", "purposes": ["reunification"]])
    }

    static let consentOfAdult = GuardScript.Line(
        name: "consent of adult", office: .child, type: "consent.recorded", day: "2025-08-13",
        data: ["decider": "adult_subject", "outcome": "given", "purposes": ["reunification"]])

    /// The mediator says that it took the child over, too, from the same office.
    static let mediatorsWord = GuardScript.Line(
        name: "taken over", office: .mediator, type: "custody.accepted", day: "2025-08-19",
        data: GuardScript.way.merging(["country": "RU", "giver": "ru-office"]) { $1 },
        refs: [("acknowledges", "released")])
}

extension GuardScript {
    func sortedByDay() -> GuardScript {
        GuardScript(
            lines: lines.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.map(
                \.element))
    }
}
