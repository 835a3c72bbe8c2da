import Casework
import LedgerFormat
import Testing

@Suite("Words of record")
struct VocabularyRecordingTests {
    private func read(_ word: String, _ name: String) throws -> RecordWord {
        try #require(Vocabulary.current.type(named: name)).word(word)
    }

    private func refusal(_ word: String, _ name: String) -> RecordWordError? {
        do {
            _ = try read(word, name)
            return nil
        } catch { return error as? RecordWordError }
    }

    @Test(
        "A word is read by the kind of its member",
        arguments: [
            ("form=note_verbale", "correspondence.issued", "form", "note_verbale"),
            ("pages=3", "correspondence.issued", "pages", 3),
            ("occurred=2025-08", "correspondence.issued", "occurred", "2025-08"),
            ("without_prejudice=true", "correspondence.issued", "without_prejudice", true),
            (
                "addressees=us-office,ru-office", "correspondence.issued", "addressees",
                ["ru-office", "us-office"]
            ),
            (
                "participants=us-office:representative,ru-office", "contact.held", "participants",
                [["party": "ru-office"], ["party": "us-office", "role": "representative"]]
            ),
            ("scope:=[\"child_welfare\"]", "channel.opened", "scope", ["child_welfare"]),
        ] as [(String, String, String, JSON)])
    func members(word: String, type: String, name: String, value: JSON) throws {
        #expect(try read(word, type) == .member(name: name, value: value))
    }

    @Test("References and subjects are left to the caller")
    func others() throws {
        #expect(
            try read("replies_to=12", "correspondence.issued") == .reference(rel: "replies_to", target: "12"))
        #expect(try read("case=x", "child.reunified") == .subject(kind: "case", reference: "x"))
        #expect(refusal("case=x", "correspondence.issued") != nil, "a letter is about no case")
        #expect(refusal("refs=12", "correspondence.issued") != nil, "references are written by their rel")
    }

    @Test("A refusal says what is allowed")
    func refusals() throws {
        let code = try #require(refusal("form=leter", "correspondence.issued"))
        #expect(code.description.contains("personal_letter, state_letter"))
        let name = try #require(refusal("frm=personal_letter", "correspondence.issued"))
        guard case .nameUnknown("frm", _, let suggestions) = name else {
            Issue.record("\(name)")
            return
        }
        #expect(suggestions.first == "form")
        #expect(refusal("form", "correspondence.issued") == .notAWord("form"))
        #expect(refusal("=x", "correspondence.issued") == .notAWord("=x"))
        for (word, type) in [
            ("pages=3.5", "correspondence.issued"), ("pages=03", "correspondence.issued"),
            ("without_prejudice=yes", "correspondence.issued"), ("addressees=a,,b", "correspondence.issued"),
            ("addressees=ru-office,ru-office", "correspondence.issued"),
            ("occurred=2025-02-30", "correspondence.issued"),
            ("participants=us-office:mother", "contact.held"),
            ("participants=us-office:principal:x", "contact.held"),
            ("country=\u{202E}", "child.reunified"), ("statements=8", "claim.published"),
            ("statements:=8", "claim.published"),
            ("statements:=[ ]", "claim.published"), ("sealed=x", "correspondence.issued"),
        ] {
            #expect(refusal(word, type) != nil, "\(word)")
        }
        guard case .needsJSON = refusal("statements=8", "claim.published") else {
            Issue.record("a word spells no statement")
            return
        }
        guard case .notJSON = refusal("statements:=[ ]", "claim.published") else {
            Issue.record("white space")
            return
        }
    }

    @Test("The words of each example spell its data", arguments: typeNames)
    func examples(name: String) throws {
        let type = try #require(Vocabulary.current.type(named: name))
        let example = try #require(RecordExample(type))
        guard case .object(let data) = example.data else {
            Issue.record("no object")
            return
        }
        for word in example.words where !word.hasSuffix("SEALED") {
            // The shell takes the quotes away.
            switch try type.word(String(word.filter { $0 != "'" })) {
            case .member(let name, let value): #expect(data[name] == value)
            case .reference(_, let target): #expect(target == "REF")
            case .subject(_, let reference): #expect(reference == "UUID")
            }
        }
    }

    @Test("Every name that a word may have is read", arguments: typeNames)
    func names(name: String) throws {
        let type = try #require(Vocabulary.current.type(named: name))
        #expect(Set(type.wordNames).count == type.wordNames.count)
        for word in type.wordNames {
            if case .nameUnknown = refusal("\(word)=x", name) { Issue.record("\(word)") }
        }
    }
}
