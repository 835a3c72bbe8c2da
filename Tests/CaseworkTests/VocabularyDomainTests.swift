import Casework
import LedgerFormat
import Testing

/// The rows of the domain paper's table of events, held against the vocabulary.
@Suite("The domain paper's events")
struct VocabularyDomainTests {
    /// One row: the event, whether one reunification needs it, and to what it must refer; several types in one
    /// reference stand with a bar between them.
    struct Row: CustomTestStringConvertible {
        let name: String
        let refersTo: [String]

        init(_ name: String, to refersTo: String...) { (self.name, self.refersTo) = (name, refersTo) }

        var testDescription: String { name }
    }

    private static let letters = "correspondence.issued|correspondence.conveyed|correspondence.received"
    private static let interests = "interests.assessed|interests.determined"

    static let rows: [Row] = [
        // A: counterpart.noted stands for party.enrolled; key.changed and key.compromised are the ledger's own.
        Row("counterpart.noted"), Row("mandate.given", to: "counterpart.noted|ledger.opened"),
        Row("mandate.ended", to: "mandate.given"),
        // B
        Row("correspondence.issued"), Row("correspondence.conveyed", to: "correspondence.issued"),
        Row("correspondence.received", to: "correspondence.issued|correspondence.conveyed"),
        Row("channel.opened", to: letters + "|contact.held"), Row("channel.changed", to: "channel.opened"),
        Row("contact.held"), Row("undertaking.stated", to: letters + "|contact.held|claim.published"),
        Row("undertaking.fulfilled", to: "undertaking.stated", "*"), Row("position.stated"),
        // C
        Row(
            "information.requested",
            to: "channel.opened|correspondence.issued|tracing.requested|case.opened"),
        Row(
            "information.shared",
            to: "channel.opened|correspondence.issued|information.requested|tracing.requested|case.opened"),
        Row("information.received", to: "information.shared"),
        Row("information.withheld", to: "information.requested|case.opened"),
        Row("report.issued", to: "case.opened"),
        // D
        Row("tracing.requested"), Row("case.opened"), Row("child.documented", to: "case.opened"),
        Row("cause.asserted", to: "case.opened"), Row("consent.recorded", to: "case.opened"),
        Row("consent.withdrawn", to: "case.opened"), Row("child.heard", to: "case.opened"),
        Row("guardian.appointed", to: "case.opened"), Row("care.arranged", to: "case.opened"),
        Row("tracing.acted", to: "case.opened|tracing.requested"),
        Row("match.proposed", to: "case.opened", "tracing.requested"),
        Row("match.rejected", to: "case.opened", "tracing.requested"),
        Row("family.contacted", to: "match.proposed|case.opened"),
        Row("relationship.verified", to: "match.proposed|case.opened"),
        Row("family.agreed", to: "relationship.verified", "child.heard"),
        Row("interests.assessed", to: "relationship.verified", "child.heard"),
        Row("interests.determined", to: "relationship.verified", "child.heard"),
        Row("clearance.granted", to: interests), Row("clearance.refused", to: interests),
        Row("movement.planned", to: "clearance.granted"), Row("custody.released", to: "movement.planned"),
        Row("custody.accepted"), Row("border.crossed", to: "custody.accepted|custody.released"),
        Row("child.reunified", to: "relationship.verified", interests, "custody.accepted"),
        Row(
            "movement.failed", to: "movement.planned|custody.released|custody.accepted|border.crossed"),
        Row("reunification.ended", to: "child.reunified"), Row("followup.done", to: "child.reunified"),
        Row(
            "case.closed",
            to: "followup.done|case.opened|match.rejected|child.heard|consent.recorded|consent.withdrawn|"
                + "interests.determined|movement.failed|reunification.ended|majority.reached|tracing.acted|"
                + "care.arranged|case.taken"),
        Row("case.reopened", to: "case.closed"), Row("case.offered", to: "case.opened"),
        Row("case.taken", to: "case.offered"), Row("case.declined", to: "case.offered"),
        Row("case.merged", to: "case.opened"), Row("case.invalidated", to: "case.opened"),
        Row("majority.reached", to: "case.opened"), Row("death.recorded", to: "case.opened"),
        // E
        Row("claim.published"), Row("claim.amended", to: "claim.published", "claim.published"),
        Row("claim.withdrawn", to: "claim.published"), Row("claim.evaluated", to: "claim.published"),
        // F
        Row("attestation.made", to: "*"), Row("dispute.raised", to: "*"),
        Row("dispute.answered", to: "dispute.raised"), Row("dispute.settled", to: "dispute.raised"),
        Row("event.corrected", to: "*"), Row("file.exported"), Row("file.imported"), Row("head.noted"),
        // G
        Row("retention.set", to: "*"), Row("erasure.requested"), Row("hold.placed", to: "*"),
        Row("hold.lifted", to: "hold.placed"),
        Row("material.erased", to: "*", "erasure.requested|retention.set"), Row("access.noted", to: "*"),
        Row("breach.reported", to: "*"),
    ]

    /// What the paper has no row for: a key's recovery, and the changes of status of Article 136 that have no
    /// event of their own.
    static let beyond = ["event.reaffirmed", "status.changed"]

    @Test("Every row of the paper is a type, and no type is beside it")
    func everyRow() {
        #expect(Set(Self.rows.map(\.name) + Self.beyond) == Set(typeNames))
        #expect(typeNames.count == Self.rows.count + Self.beyond.count, "no name stands twice")
        #expect(EventFamily.allCases.allSatisfy { family in family.types.allSatisfy { $0.family == family } })
    }

    @Test("A type must refer to what its row says, and to nothing more", arguments: rows)
    func refersTo(row: Row) throws {
        let type = try #require(Vocabulary.current.type(named: row.name))
        let required = type.references.filter(\.isRequired).map { rule in
            switch rule.targets {
            case .any: "*"
            case .sameType: row.name
            case .types(let names): names.joined(separator: "|")
            }
        }
        #expect(required.sorted() == row.refersTo.sorted())
    }

    @Test(
        "Who may state it is limited where the paper says so",
        arguments: [
            ("information.requested", "representative", "witness"),
            ("guardian.appointed", "ombudsman", "case_agency"), ("care.arranged", "case_agency", "ombudsman"),
            ("tracing.acted", "central_tracing_agency", "ombudsman"),
            ("case.offered", "case_agency", "ombudsman"), ("case.taken", "case_agency", "ombudsman"),
            ("case.declined", "case_agency", "ombudsman"), ("case.merged", "case_agency", "ombudsman"),
            ("case.invalidated", "case_agency", "ombudsman"),
            ("death.recorded", "central_tracing_agency", "case_agency"),
            ("status.changed", "national_information_bureau", "case_agency"),
            ("claim.amended", "speaker", "case_agency"), ("claim.withdrawn", "speaker", "case_agency"),
            ("claim.evaluated", "auditor", "speaker"),
        ])
    func entitled(name: String, may: String, mayNot: String) throws {
        var trial = try Trial(name)
        trial.roles = [may]
        #expect(try trial.violation() == nil)
        trial.roles = [mayNot]
        #expect(try trial.code() == "content-not-entitled")
    }

    @Test("A death, or another change of status, is for the Central Tracing Agency alone, and says nothing")
    func agencyAlone() throws {
        for name in ["death.recorded", "status.changed"] {
            let whole = try Trial(name)
            #expect(whole.type.fields.isEmpty && whole.data["audience"] == "cta_only")
            for audience in ["clear", "parties"] {
                var trial = whole
                trial.data["audience"] = .string(audience)
                #expect(try trial.violation()?.path == "data.audience")
            }
            for (member, found) in [
                ("audience", "content-member-missing"), ("sealed", "content-member-missing"),
            ] {
                var trial = whole
                trial.data[member] = nil
                #expect(try trial.code() == found)
            }
            var trial = whole
            trial.data["occurred"] = "2025-10"
            #expect(try trial.code() == "content-member-unknown")
        }
    }

    @Test("A death is never recorded from hearsay", arguments: ["reported", "derived", "document"])
    func deathIsKnownSoundly(knowledge: String) throws {
        var trial = try Trial("death.recorded")
        trial.data["knowledge"] = .string(knowledge)
        #expect(try trial.violation()?.path == (knowledge == "document" ? nil : "data.knowledge"))
    }

    @Test("A request for erasure names a case or statements")
    func erasureNamesSomething() throws {
        var trial = try Trial("erasure.requested")
        #expect(trial.subject != nil)
        trial.subject = nil
        #expect(try trial.violation()?.path == "data.refs (concerns)")
        trial.data["refs"] = [.reference(1, "concerns")]
        #expect(try trial.violation() == nil)
    }

    @Test(
        "A code that says there is nothing stands alone",
        arguments: [
            ("breach.reported", "notified", ["nobody_yet"], true),
            ("breach.reported", "notified", ["nobody_yet", "parties"], false),
            ("breach.reported", "notified", ["parties", "supervisory_authority"], true),
            ("information.shared", "categories", ["not_stated"], true),
            ("information.shared", "categories", ["not_stated", "photograph"], false),
            ("information.requested", "categories", ["identity", "not_stated"], false),
        ] as [(String, String, JSON, Bool)])
    func standsAlone(name: String, member: String, value: JSON, isAllowed: Bool) throws {
        var trial = try Trial(name)
        trial.data[member] = value
        #expect(try trial.violation()?.path == (isAllowed ? nil : "data.\(member)"))
    }

    @Test("An evaluation gives one verdict for each statement at each level, and each ledger one head")
    func onceEach() throws {
        func result(_ id: String, _ level: String, _ verdict: String) -> JSON {
            ["level": .string(level), "statement": .string(id), "verdict": .string(verdict)]
        }
        var trial = try Trial("claim.evaluated")
        trial.data["results"] = [
            result("C15", "asserted", "holds"), result("C15", "bilateral", "undetermined"),
            result("C17", "asserted", "holds"),
        ]
        #expect(try trial.violation() == nil)
        trial.data["results"] = [result("C15", "asserted", "holds"), result("C15", "asserted", "fails")]
        #expect(try trial.violation()?.path == "data.results[1]")
        var export = try Trial("file.exported")
        func head(_ ledger: Int, _ size: Int) -> JSON {
            ["ledger": .hash(ledger), "root": .hash(9), "size": .integer(size)]
        }
        export.data["heads"] = [head(1, 4), head(2, 4)]
        #expect(try export.violation() == nil)
        export.data["heads"] = [head(1, 4), head(1, 5)]
        #expect(try export.violation()?.path == "data.heads[1]")
        export.data["heads"] = [head(1, 0)]
        #expect(try export.code() == "content-value")
    }

    @Test("What was left open in public can be recorded as left open")
    func notStated() throws {
        for (name, member, value) in [
            ("correspondence.issued", "form", "not_stated"), ("correspondence.issued", "language", "und"),
            ("movement.planned", "route", "not_stated"), ("case.opened", "care_status", "neither"),
        ] {
            var trial = try Trial(name)
            trial.data[member] = .string(value)
            #expect(try trial.violation() == nil, "\(name).\(member)")
        }
    }

    @Test("A principal states first hand what was done under its mandate, and nothing else")
    func principalThroughItsRepresentative() throws {
        var contact = try Trial("contact.held")
        contact.data["participants"] = [["party": "ru-envoy"], ["party": "us-envoy"]]
        contact.data["level"] = "representative"
        contact.data["refs"] = [.reference(1, "rests_on")]
        #expect(try contact.code() == "content-not-first-hand")
        contact.roles = ["principal"]
        #expect(try contact.violation() == nil)
        contact.data["level"] = "principal"
        contact.data["refs"] = nil
        #expect(try contact.code() == "content-not-first-hand", "no mandate, no word for it")
    }

    @Test("Both sides of an offered case may end the offer, each for itself")
    func declined() throws {
        var trial = try Trial("case.declined")
        trial.data["ground"] = "offer_revoked"
        trial.data["giver"] = "ua-office"
        trial.source = try #require(PartyID("ua-office"))
        #expect(try trial.violation() == nil)
        trial.source = try #require(PartyID("some-other-office"))
        #expect(try trial.code() == "content-not-first-hand")
        var offer = try Trial("case.offered")
        offer.data["recipient"] = offer.data["giver"]
        #expect(try offer.code() == "content-value")
    }
}
