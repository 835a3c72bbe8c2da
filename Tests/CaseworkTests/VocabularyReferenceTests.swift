import Casework
import LedgerFormat
import Testing

@Suite("References between events")
struct VocabularyReferenceTests {
    @Test("A type that must refer to something is refused without", arguments: typeNames)
    func required(name: String) throws {
        var trial = try Trial(name)
        trial.data["refs"] = nil
        let isNeeded = trial.type.references.contains { $0.isRequired }
        #expect(try trial.code() == (isNeeded ? "content-refs" : nil))
    }

    @Test("A rel that the type does not have is refused", arguments: typeNames)
    func wrongRel(name: String) throws {
        var trial = try Trial(name)
        let stray = try #require(CodeList.rel.codes.map(\.code).first { !trial.type.rels.contains($0) })
        trial.data["refs"] = .array(references(of: trial) + [.reference(0xffff << 44, stray)])
        #expect(try trial.code() == "content-refs")
    }

    @Test("References ascend, and none stands twice")
    func order() throws {
        var trial = try Trial("event.reaffirmed")
        trial.data["refs"] = [.reference(1, "reaffirms"), .reference(2, "reaffirms")]
        #expect(try trial.violation() == nil)
        trial.data["refs"] = [.reference(2, "reaffirms"), .reference(1, "reaffirms")]
        #expect(try trial.violation()?.path == "data.refs[1]")
        #expect(try trial.code() == "content-refs")
        trial.data["refs"] = [.reference(1, "reaffirms"), .reference(1, "reaffirms")]
        #expect(try trial.code() == "content-refs")
        trial.data["refs"] = []
        #expect(try trial.code() == "content-refs", "an empty list is left out")
    }

    @Test("A reference has an event, a rel, at will a ledger, and nothing else")
    func members() throws {
        var trial = try Trial("dispute.raised")
        trial.data["refs"] = [["event": .hash(1), "ledger": .hash(2), "rel": "disputes"]]
        #expect(try trial.violation() == nil)
        for reference: JSON in [
            ["event": "sha256:00", "rel": "disputes"], ["rel": "disputes"], ["event": .hash(1)],
            ["event": .hash(1), "rel": "disputes", "why": "x"],
            ["event": .hash(1), "ledger": "x", "rel": "disputes"], 7,
        ] {
            trial.data["refs"] = [reference]
            #expect(try trial.code() == "content-refs")
        }
    }

    @Test("Too few and too many references are refused")
    func counts() throws {
        var trial = try Trial("family.agreed")
        trial.data["refs"] = [.reference(1, "rests_on"), .reference(2, "rests_on")]
        #expect(try trial.code() == "content-refs", "two verifications and one hearing are three")
        trial = try Trial("case.reopened")
        trial.data["refs"] = [.reference(1, "ends"), .reference(2, "ends")]
        #expect(try trial.code() == "content-refs")
    }

    @Test("Where the target is known, its type is looked at")
    func targets() throws {
        let reunified = try Trial("child.reunified").type
        #expect(reunified.violation(ofReference: "rests_on", to: "goodfaith.custody.accepted") == nil)
        #expect(reunified.violation(ofReference: "rests_on", to: "claim.published")?.code == .references)
        #expect(reunified.violation(ofReference: "disputes", to: "custody.accepted")?.code == .references)
        #expect(reunified.violation(ofReference: "corrects", to: "child.reunified") == nil)
        #expect(reunified.violation(ofReference: "corrects", to: "case.closed") != nil)
        let complete = ["relationship.verified", "interests.assessed", "custody.accepted"].map {
            ("rests_on", $0)
        }
        #expect(reunified.violation(ofReferences: complete) == nil)
        let unverified = ["custody.accepted", "interests.assessed", "interests.determined"].map {
            ("rests_on", $0)
        }
        #expect(
            reunified.violation(ofReferences: unverified)?.code == .references,
            "nobody verified the relationship")
    }

    /// A reference that a type asks for, and the code that stands for its absence.
    struct Excuse: CustomTestStringConvertible {
        let type: String
        let code: String
        let target: String
        /// How many references the code spares.
        let spared: Int

        init(_ type: String, _ code: String, for target: String, _ spared: Int = 1) {
            (self.type, self.code, self.target, self.spared) = (type, code, target, spared)
        }

        var testDescription: String { "\(type) despite \(code)" }
    }

    static let excuses: [Excuse] = [
        Excuse("family.agreed", "decided_unverified", for: "relationship.verified", 2),
        Excuse("family.agreed", "decided_unheard", for: "child.heard"),
        Excuse("interests.assessed", "decided_unverified", for: "relationship.verified"),
        Excuse("interests.assessed", "decided_unheard", for: "child.heard"),
        Excuse("interests.determined", "decided_unverified", for: "relationship.verified"),
        Excuse("interests.determined", "decided_unheard", for: "child.heard"),
        Excuse("clearance.granted", "cleared_undecided", for: "interests.assessed"),
        Excuse("movement.planned", "planned_uncleared", for: "clearance.granted", 2),
        Excuse("custody.released", "released_unplanned", for: "movement.planned"),
        Excuse("child.reunified", "reunified_unverified", for: "relationship.verified"),
        Excuse("child.reunified", "reunified_undecided", for: "interests.assessed"),
        Excuse("child.reunified", "reunified_unreceived", for: "custody.accepted"),
        Excuse("followup.done", "followed_up_unreunified", for: "child.reunified"),
    ]

    @Test("What never took place need not be referred to, where the event says so itself", arguments: excuses)
    func excused(_ excuse: Excuse) throws {
        var trial = try Trial(excuse.type)
        let kept = Array(references(of: trial).dropLast(excuse.spared))
        trial.data["refs"] = kept.isEmpty ? nil : .array(kept)
        let refused = try #require(try trial.violation())
        #expect(refused.code == .references)
        #expect(refused.sentence.contains("If it is true nonetheless, --despite "))
        #expect(refused.sentence.contains("--despite \(excuse.code)"))
        #expect(refused.sentence.hasSuffix("says so in the statement."))
        trial.data["despite"] = ["recorded_before_it_happened"]
        #expect(try trial.code() == "content-refs", "another code excuses nothing")
        trial.data["despite"] = [.string(excuse.code)]
        #expect(try trial.violation() == nil)
        if !kept.isEmpty {
            trial.data["refs"] = nil
            #expect(try trial.code() == "content-refs", "a code excuses one absence alone")
        }
    }

    @Test("Where the targets are known, a code excuses the absence of its own step alone", arguments: excuses)
    func excusedTargets(_ excuse: Excuse) throws {
        let trial = try Trial(excuse.type)
        var others: [(rel: String, target: String)] = []
        for rule in trial.type.references where !rule.accepts(excuse.target, from: excuse.type) {
            guard case .types(let names) = rule.targets, let name = names.first else { continue }
            others += Array(repeating: (rel: rule.rel, target: name), count: rule.count.lowerBound)
        }
        let refused = try #require(trial.type.violation(ofReferences: others))
        #expect(refused.unlessDespite.map(\.rawValue) == [excuse.code])
        #expect(trial.type.violation(ofReferences: others, despite: [excuse.code]) == nil)
        if let other = others.first {
            let doubled = Array(repeating: other, count: excuse.spared) + others
            #expect(trial.type.violation(ofReferences: doubled) != nil, "one step does not stand for another")
            #expect(trial.type.violation(ofReferences: [], despite: [excuse.code]) != nil)
        }
    }

    @Test("Only what the table names is excused")
    func excusesAreListed() {
        let named = Vocabulary.current.types.flatMap { type in
            type.references.compactMap { rule in rule.unlessDespite.map { "\(type.name) \($0.rawValue)" } }
        }
        #expect(Set(named) == Set(Self.excuses.map { "\($0.type) \($0.code)" }))
        for type in Vocabulary.current.types {
            for rule in type.references where rule.unlessDespite != nil { #expect(rule.isRequired) }
        }
    }

    private func references(of trial: Trial) -> [JSON] {
        if case .array(let references) = trial.data["refs"] { references } else { [] }
    }
}
