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

    private func references(of trial: Trial) -> [JSON] {
        if case .array(let references) = trial.data["refs"] { references } else { [] }
    }
}
