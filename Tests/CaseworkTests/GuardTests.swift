import Casework
import LedgerCrypto
import LedgerFormat
import Testing

@Suite struct GuardTests {
    private let regular = GuardScript.regular

    @Test func `a statement that says itself that it is irregular is acknowledged, and stands as irregular`()
        throws
    {
        let script = regular.through("reunified").without("verified child").changing("reunified") {
            $0.data["despite"] = ["reunified_unverified"]
        }
        let state = try script.state()
        let found = try #require(state.cases.first?.irregularities.first { $0.code == .reunifiedUnverified })
        #expect(found.isAcknowledged)
        #expect(found.missing.map(\.step) == [.verifiedChildSide])
        #expect(state.cases.first?.state == .reunified)
        let words = state.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(
            words.contains(
                "irregular: reunified before the relationship was verified on both sides; no statement at hand says: relationship verified on the child's side (ua-office#"
            ))
        #expect(words.contains("; stated all the same"))
        #expect(words.contains("1 irregular: it runs against a rule of the casework"))
    }

    @Test func `the order of the ledgers changes nothing in what is irregular`() throws {
        for (_, code, script) in GuardTableTests.broken.prefix(16) {
            let replays = try script.ledgers().map { try $0.replay(rules: nil) }
            let one = CombinedState(replays), other = CombinedState(replays.reversed())
            #expect(try one.json.canonicalBytes() == other.json.canonicalBytes(), "\(code)")
        }
    }

    @Test func `what may have come before is not called irregular`() throws {
        // All on one day, each in its own ledger: nobody can say what came first.
        let acceptance = regular.changing("accepted") { $0.day = "2025-08-18" }
        #expect(try acceptance.codes() == [])
        let dispute = regular.adding(GuardTableTests.dispute("wrong_person", on: "2025-08-18"))
        #expect(try !dispute.codes().contains(.releasedDespiteDispute))
    }

    @Test func `a verification that was taken back before is none`() throws {
        let script = regular.through("reunified").adding(
            "relationship.verified", by: .child, on: "2025-08-19", ["outcome": "inconclusive", "side": "child"])
        #expect(try script.codes() == [.reunifiedUnverified])
        let again = script.adding(
            "relationship.verified", by: .child, on: "2025-08-21", ["outcome": "verified", "side": "child"])
        #expect(try again.codes() == [])
    }

    @Test func `a hearing from before the verification does not carry the decision`() throws {
        let script = regular.changing("heard") { $0.day = "2025-08-08" }.sortedByDay()
        let found = try script.group().irregularities
        #expect(Set(found.map(\.code)) == [.decidedUnheard])
        #expect(found.allSatisfy { $0.missing.isEmpty && $0.against.count == 1 })
    }

    @Test func `a second reunification after a breakdown is regular`() throws {
        let script = regular.through("followed up").adding("reunification.ended", by: .family, on: "2025-08-27")
            .adding("child.reunified", by: .family, on: "2025-08-29")
        #expect(try script.codes() == [])
        #expect(try script.group().state == .reunified)
    }

    @Test func `a second journey needs a plan of its own after the first failed`() throws {
        let failed = regular.through("released").adding("movement.failed", by: .child, on: "2025-08-19")
        let way = GuardScript.way.merging(["country": "RU"]) { $1 }
        let again = failed.adding("custody.released", by: .child, on: "2025-08-21", way)
        #expect(try again.codes() == [.releasedUnplanned])
        let planned = failed.adding("movement.planned", by: .child, on: "2025-08-20", GuardScript.way)
            .adding("custody.released", by: .child, on: "2025-08-21", way)
        #expect(try planned.codes() == [])
    }

    @Test func `a withdrawn consent that was given again holds nothing up`() throws {
        let consent: [String: JSON] = ["decider": "guardian", "purposes": ["reunification"]]
        let script = regular.adding("consent.withdrawn", by: .family, on: "2025-08-15", consent)
            .adding(
                "consent.recorded", by: .family, on: "2025-08-17", consent.merging(["outcome": "given"]) { $1 })
        #expect(try !script.codes().contains(.releasedDespiteWithdrawal))
    }

    @Test func `a person of age is asked, and the parents' word lapses`() throws {
        let ofAge = regular.without("consent").adding("majority.reached", by: .child, on: "2025-08-09")
        #expect(try ofAge.codes() == [.adultNotAsked])
        #expect(try ofAge.adding(GuardTableTests.consentOfAdult).codes() == [])
    }

    @Test func `a handover through a mediator is one custody after the other`() throws {
        let handover = GuardScript.way.merging(["country": "RU"]) { $1 }
        let script = regular.through("accepted").adding(GuardTableTests.mediatorsWord)
            .changing("accepted") { $0.data["giver"] = "mediator" }
        #expect(try script.codes() == [], "the mediator's own handover may come later")
        #expect(
            try script.adding("custody.released", by: .mediator, on: "2025-08-20", handover).codes() == [])
    }

    @Test func `one party verifies both sides where they do not differ`() throws {
        let script = GuardScript.onTheSpot.changing("verified adult") { $0.office = .child }
        #expect(try script.codes() == [])
    }

    @Test func `a party closes its own part of the work without a follow-up`() throws {
        let script = regular.through("reunified").adding(
            "case.closed", by: .child, on: "2025-08-25", ["reason": "repatriated"])
        #expect(try script.codes() == [])
    }

    @Test func `a day begins earlier in the east than where it is recorded`() throws {
        let script = regular.through("opened").changing("opened") { $0.data["occurred"] = "2025-08-03" }
        #expect(try script.codes() == [])
        let later = regular.through("opened").changing("opened") { $0.data["occurred"] = "2025-08-04" }
        #expect(try later.codes() == [.recordedBeforeItHappened])
    }

    @Test
    func
        `a case whose verification is stated and undone over and over ends where the last statement leaves it`()
        throws
    {
        var script = regular.through("verified adult")
        for _ in 0..<600 {
            for outcome in ["inconclusive", "verified"] as [JSON] {
                script.lines.append(
                    GuardScript.Line(
                        name: "more", office: .child, type: "relationship.verified", day: "2025-08-10",
                        data: ["outcome": outcome, "side": "child"]))
            }
        }
        #expect(try script.group().state == .verified)
    }

    @Test func `one key that signs for both sides verifies as one party`() throws {
        let key = try PrivateKey.generate(.ed25519)
        for isShared in [true, false] {
            let keys = isShared ? [key] : []
            var reunification = try Reunification(
                TestLedger("ru-office", signingKeys: keys), TestLedger("ua-office", signingKeys: keys))
            try reunification.take(through: "verified adult")
            let group = try #require(try reunification.state().cases.first)
            #expect(group.irregularities.map(\.code).contains(.verifiedByOneParty) == isShared)
        }
    }

    // MARK: Disputes and side states

    @Test func `an open dispute that blocks suspends a case until it is settled by another than the contested`()
        throws
    {
        let open = regular.through("planned").adding(GuardTableTests.dispute("wrong_person", on: "2025-08-17"))
        #expect(try open.group().state == .suspended)
        let settle = { (office: GuardScript.Office, outcome: JSON) in
            open.adding(
                "dispute.settled", by: office, on: "2025-08-17", ["outcome": outcome],
                refs: [("concerns", "dispute")])
        }
        #expect(try settle(.child, "rejected").group().state == .suspended, "the contested party alone")
        #expect(try settle(.mediator, "withdrawn").group().state == .suspended, "who did not raise it")
        #expect(try settle(.mediator, "rejected").group().state == .cleared, "whom both sides know")
        #expect(try settle(.family, "withdrawn").group().state == .cleared)
        let other = regular.through("planned").adding(GuardTableTests.dispute("count", on: "2025-08-17"))
        #expect(try other.group().state == .cleared)
    }

    @Test func `every ground of a dispute has one effect`() {
        let grounds = DisputeEffect.table.flatMap(\.grounds)
        #expect(grounds.sorted() == CodeList.disputeGround.codes.map(\.code).sorted())
        #expect(
            grounds.filter { DisputeEffect(ground: $0) == .blocks } == [
                "wrong_person", "consent", "child_unwilling",
            ])
        #expect(DisputeEffect(ground: "none") == nil)
    }

    @Test func `a duplicate joins the case that goes on, and the child counts once`() throws {
        let script = regular.through("reunified").adding(
            "case.opened", by: .mediator, on: "2025-08-03", ["care_status": "separated"])
        #expect(try script.state().cases.count == 2)
        let merged = script.adding(
            "case.merged", by: .mediator, on: "2025-08-04", refs: [("concerns", "opened")])
        let group = try merged.group()
        #expect(group.members.count == 3 && group.state == .reunified && !group.hasSeveralOfOneLedger)
        let alone = try CombinedState([merged.ledgers()[2].replay(rules: nil)])
        #expect(alone.cases.map(\.state) == [.duplicate])
    }

    @Test func `invalid, dead, and handed to another agency`() throws {
        let opened = regular.through("opened").without("requested")
        let invalid = opened.adding("case.invalidated", by: .child, on: "2025-08-03")
        #expect(try invalid.group().state == .invalid)
        #expect(try regular.adding("death.recorded", by: .child, on: "2025-08-29").group().state == .deceased)
        let offered = opened.adding("case.offered", by: .child, on: "2025-08-03")
        let taken = offered.adding(
            "case.taken", by: .mediator, on: "2025-08-04",
            refs: [("acknowledges", "case.offered 2025-08-03")])
        #expect(try offered.group().state == .identified)
        #expect(try taken.group().state == .transferredAgency)
        let further = taken.adding("child.documented", by: .mediator, on: "2025-08-05")
        #expect(try further.group().state == .documented)
    }

    @Test func `every irregularity has its bit and its words`() {
        let stated = CodeList.irregularity.codes.map(\.code)
        #expect(Set(IrregularityCode.allCases.map(\.rawValue)).subtracting(stated) == ["step_after_death"])
        #expect(IrregularityCode.allCases.count <= 32)
        #expect(Set(IrregularityCode.allCases.map(\.label)).count == IrregularityCode.allCases.count)
        for type in Vocabulary.current.types {
            #expect(
                type.members.contains { $0.name == "despite" } == (type.family == .casework), "\(type.name)")
        }
    }
}
