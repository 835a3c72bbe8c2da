import Casework
import LedgerFormat
import Testing

@Suite("What the vocabulary allows")
struct VocabularyCheckingTests {
    @Test("The smallest event of each type conforms", arguments: typeNames)
    func smallestConforms(name: String) throws {
        #expect(try Trial(name).violation() == nil)
    }

    @Test("An unknown type is refused, and the nearest is named")
    func unknownType() throws {
        let data = try CanonicalJSON(Array("{}".utf8)).root
        let source = try #require(PartyID("us-office"))
        let violation = Vocabulary.current.violation(
            of: data, type: "goodfaith.correspondence.isued", subject: nil, source: source, roles: [])
        #expect(violation?.code == .typeUnknown)
        #expect(violation?.suggestions == ["correspondence.issued"])
    }

    @Test("An unknown member is refused in every type", arguments: typeNames)
    func unknownMember(name: String) throws {
        for member in ["aa", "note", "zz"] {
            var trial = try Trial(name)
            trial.data[member] = "x"
            let violation = try #require(try trial.violation())
            #expect(violation.code == .memberUnknown && violation.path == "data.\(member)")
        }
    }

    @Test("Each required member is missed", arguments: typeNames)
    func missingMember(name: String) throws {
        let whole = try Trial(name)
        for field in whole.type.members where field.isRequired {
            var trial = whole
            trial.data[field.name] = nil
            let violation = try #require(try trial.violation())
            #expect(violation.code == .memberMissing && violation.path == "data.\(field.name)")
        }
    }

    @Test("A value of another kind is refused in each member", arguments: typeNames)
    func wrongKind(name: String) throws {
        let whole = try Trial(name)
        for field in whole.type.members {
            var trial = whole
            // No kind of member takes zero or an object without members.
            trial.data[field.name] = if case .object = field.kind { 0 } else { [:] }
            let violation = try #require(try trial.violation())
            let code: VocabularyViolation.Code = field.name == "refs" ? .references : .value
            #expect(violation.code == code && violation.path == "data.\(field.name)")
        }
    }

    @Test("An unknown code is refused in each coded member, and the nearest is named", arguments: typeNames)
    func unknownCode(name: String) throws {
        let whole = try Trial(name)
        for field in whole.type.members {
            guard case .code(let list) = field.kind, let first = list.codes.first else { continue }
            var trial = whole
            trial.data[field.name] = .string(first.code + "x")
            let violation = try #require(try trial.violation())
            #expect(violation.code == .codeUnknown && violation.path == "data.\(field.name)")
            #expect(violation.suggestions.contains(first.code))
        }
    }

    @Test(
        "A misspelt member is called unknown, not missing",
        arguments: [("from", "form"), ("zform", "form")])
    func misspelt(written: String, meant: String) throws {
        var trial = try Trial("correspondence.issued")
        trial.data[written] = trial.data.removeValue(forKey: meant)
        let violation = try #require(try trial.violation())
        #expect(violation.code == .memberUnknown && violation.found == written)
        #expect(violation.suggestions.contains(meant))
    }

    @Test(
        "Dates that do not exist are refused",
        arguments: [
            "2025-02-29", "2025-13", "2025-08-15T24:00:00Z", "2025-08-15T10:00:00+03:00",
            "2025-08/2025-08-15",
            "2025-10/2025-09", "2025", "yesterday", "",
        ])
    func impossibleDates(text: String) throws {
        var trial = try Trial("correspondence.received")
        trial.data["occurred"] = .string(text)
        #expect(try trial.code() == "content-value")
    }

    @Test(
        "A time is said only as precisely as it is known",
        arguments: [
            "2025-08", "2025-08-15", "2025-08/2025-10",
            "2025-10-09T15:00:00Z/2025-10-10T15:00:00Z",
        ])
    func precision(text: String) throws {
        var trial = try Trial("correspondence.received")
        trial.data["occurred"] = .string(text)
        #expect(try trial.violation() == nil)
    }

    @Test(
        "Closed strings are closed",
        arguments: [
            ("channel.opened", "parties", ["us-office", "ru-office"]),
            ("channel.opened", "parties", ["ru-office", "ru-office"]),
            ("channel.opened", "parties", []), ("channel.opened", "parties", ["Melnyk"]),
            ("child.reunified", "country", "Kyiv"), ("child.reunified", "country", "XX"),
            ("correspondence.issued", "language", "english"), ("case.opened", "group", "family-7"),
            ("followup.done", "ordinal", 0), ("followup.done", "next_due", "2025-08"),
            ("counterpart.noted", "name", ""),
            ("counterpart.noted", "name", .string(String(repeating: "x", count: 201))),
            ("counterpart.noted", "fingerprint", "sha256:00"), ("event.corrected", "members", ["shoe_size"]),
        ] as [(String, String, JSON)])
    func closedStrings(name: String, member: String, value: JSON) throws {
        var trial = try Trial(name)
        trial.data[member] = value
        let violation = try #require(try trial.violation())
        #expect(violation.code == .value && violation.path.hasPrefix("data.\(member)"))
    }

    @Test("The subject is of the kind that the type asks for")
    func subjects() throws {
        let reference = try #require(EventID("6f1d2c34-5b6a-4c7d-8e9f-0a1b2c3d4e5f"))
        for name in typeNames {
            var trial = try Trial(name)
            trial.subject = Subject(kind: "person", reference: reference)
            #expect(try trial.code() == "content-subject", "\(name)")
            trial.subject = nil
            let code = try trial.code()
            if case .required = trial.type.subject {
                #expect(code == "content-subject")
            } else if name == "erasure.requested" {
                #expect(code == "content-refs", "without a case it names statements")
            } else {
                #expect(code == nil)
            }
        }
    }

    @Test("Who has none of the roles may not state it")
    func roles() throws {
        for name in typeNames {
            var trial = try Trial(name)
            trial.roles = ["endorser"]
            let code = try trial.code()
            #expect(code == (trial.type.statedBy.isEmpty ? nil : "content-not-entitled"), "\(name)")
        }
    }

    @Test("The recipient alone knows first hand that a letter arrived")
    func firstHand() throws {
        var trial = try Trial("correspondence.received")
        trial.source = try #require(PartyID("us-office"))
        #expect(try trial.code() == "content-not-first-hand")
        trial.data["knowledge"] = "first_hand"
        #expect(try trial.code() == "content-not-first-hand")
        for knowledge in ["reported", "document", "derived"] {
            trial.data["knowledge"] = .string(knowledge)
            #expect(try trial.violation() == nil)
        }
    }

    @Test("Anybody else is no first-hand author of any type that has one")
    func firstHandEverywhere() throws {
        for name in typeNames {
            var trial = try Trial(name)
            trial.source = try #require(PartyID("some-other-office"))
            #expect(
                try trial.code() == (trial.type.firstHand == nil ? nil : "content-not-first-hand"), "\(name)")
        }
    }

    @Test("A representative issues a letter for its principal, and each participant states a contact")
    func firstHandByRoleAndInSets() throws {
        var letter = try Trial("correspondence.issued")
        letter.source = try #require(PartyID("us-envoy"))
        letter.roles = ["representative"]
        #expect(try letter.violation() == nil)
        var contact = try Trial("contact.held")
        contact.source = try #require(PartyID("us-principal"))
        #expect(try contact.violation() == nil)
    }

    @Test("Who states a letter first hand seals it; who reports one need not")
    func sealing() throws {
        var trial = try Trial("correspondence.issued")
        trial.data["sealed"] = nil
        #expect(try trial.violation()?.path == "data.sealed")
        trial.data["knowledge"] = "reported"
        #expect(try trial.violation() == nil)
    }

    @Test("Members that hang together are held together")
    func constraints() throws {
        var custody = try Trial("custody.released")
        custody.data["recipient"] = custody.data["by"]
        #expect(try custody.violation()?.path == "data.recipient")
        var position = try Trial("position.stated")
        position.data["removal_places"] = ["residential_institution"]
        #expect(try position.violation() == nil)
        position.subject = try Trial("case.opened").subject
        #expect(try position.violation()?.path == "data.removal_places")
        position = try Trial("position.stated")
        position.data["on"] = "case"
        #expect(try position.code() == "content-subject")
        var contact = try Trial("contact.held")
        contact.data["level"] = "representative"
        #expect(try contact.code() == "content-refs")
        contact.data["refs"] = [.reference(1, "rests_on")]
        #expect(try contact.violation() == nil)
    }

    @Test("The day on which somebody came of age has no place")
    func majority() throws {
        var trial = try Trial("majority.reached")
        trial.data["occurred"] = "2025-08"
        #expect(try trial.code() == "content-member-unknown")
    }

    @Test("Entry 0 describes its party in the same words as counterpart.noted")
    func parties() {
        let vocabulary = Vocabulary.current
        #expect(vocabulary.violation(ofPartyClass: "ombudsman", roles: ["case_agency", "verifier"]) == nil)
        #expect(vocabulary.violation(ofPartyClass: "family", roles: ["guardian"])?.path == "data.party.class")
        #expect(vocabulary.violation(ofPartyClass: "ngo", roles: ["mother"])?.path == "data.party.roles[0]")
        #expect(vocabulary.violation(ofPartyClass: "ngo", roles: [])?.code == .value)
    }

    @Test("What is found is shown short")
    func excerpt() throws {
        var trial = try Trial("child.reunified")
        trial.data["country"] = .string(String(repeating: "ab", count: 500))
        #expect(try #require(try trial.violation()).found.count == 80)
    }
}
