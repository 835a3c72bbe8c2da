import Casework
import LedgerFormat
import LedgerVerify
import Testing

/// That the state shows what became of undertakings, requests, claims, disputes, files and sealed objects.
@Suite struct ReplayRegisterTests {
    /// One office's ledger with the smallest event of every type, each resting on the events before it.
    private struct Everything {
        var ledger: TestLedger
        /// The place of the first event of each type.
        private(set) var places: [String: TestLedger.Place]

        init() throws {
            ledger = try TestLedger("us-office")
            places = ["ledger.opened": ledger.opening]
            var open = Vocabulary.current.types
            while !open.isEmpty {
                let ready = open.filter { type in
                    type.references.filter(\.isRequired).allSatisfy { target(of: $0) != nil }
                }
                try #require(!ready.isEmpty, "\(open.map(\.name)) wait for each other")
                for type in ready { places[type.name] = try record(type) }
                open.removeAll { type in ready.contains { $0.name == type.name } }
            }
        }

        private mutating func record(_ type: EventType) throws -> TestLedger.Place {
            let example = try #require(RecordExample(type))
            guard case .object(var data) = example.data else { return ledger.opening }
            data["refs"] = nil
            // One office records everything, so it knows through others what only others do.
            if type.firstHand != nil { data["knowledge"] = "reported" }
            var refs: [(String, TestLedger.Place)] = []
            for rule in type.references where rule.isRequired {
                let name = try #require(target(of: rule))
                refs.append((rule.rel, try #require(places[name])))
                // Where a rule asks for two, the second is recorded for it.
                for _ in 1..<rule.count.lowerBound {
                    let again = try #require(Vocabulary.current.type(named: name))
                    refs.append((rule.rel, try record(again)))
                }
            }
            return try ledger.record(type.name, example.subject, data, refs: refs)
        }

        private func target(of rule: ReferenceRule) -> String? {
            guard case .types(let names) = rule.targets else {
                return places["case.opened"] == nil ? nil : "case.opened"
            }
            return names.first { places[$0] != nil }
        }
    }

    @Test func `no statement of a known type is counted as unreadable`() throws {
        let everything = try Everything()
        #expect(Set(everything.places.keys) == Set(typeNames + ["ledger.opened"]))
        let replay = try everything.ledger.replay()
        #expect(replay.coverage.unreadable.isEmpty)
        #expect(replay.coverage.entryCount == everything.ledger.lastIndex + 1)
        let state = CombinedState([replay])
        #expect(state.unresolved.isEmpty)
        for line in state.text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    }

    @Test func `each of them has a line with its place in the text, and a statement in the JSON`() throws {
        let everything = try Everything()
        let state = CombinedState([try everything.ledger.replay()])
        let json = String(decoding: try state.json.canonicalBytes(), as: UTF8.self)
        let text = state.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for type in Vocabulary.current.types where type.family != .casework {
            let place = try #require(everything.places[type.name])
            #expect(json.contains(place.event.prefixed), "\(type.name)")
        }
        for words in [
            "fulfilled, the whole (us-office#",
            "ua-office asks ru-office for identity, whereabouts; for tracing",
            "by ru-office from us-office, harm; sent to the Central Tracing Agency; on us-office#",
            "us-office changed C15, C17 of us-office#",
            "us-office withdrew us-office#", "asserted: C17 holds", "accepts: us-office#",
            "upheld: us-office#", "given to ua-office: ledger 1a1a1a1a at 12",
            "received from ua-office: ledger 1a1a1a1a at 12, new",
            "head of ua-office: ledger 1a1a1a1a at 12, by checkpoint",
            "kept, case open, review on 2026-10-09: ", "erasure asked for as adult subject: case/",
            "not to be erased, legal claims: us-office#", "hold lifted: us-office#",
            "erased (deleted), secrets destroyed, copies remaining: none known: ",
            "opened as case agency for verification: ", "breach, disclosure, told parties: ",
        ] {
            #expect(text.contains(words), "\(words)")
        }
    }

    @Test func `an undertaking that is said to be fulfilled names the statement`() throws {
        let everything = try Everything()
        let undertaking = try #require(CombinedState([try everything.ledger.replay()]).undertakings.first)
        #expect(
            undertaking.fulfilments.map(\.reference.event) == [
                everything.places["undertaking.fulfilled"]?.event
            ])
        #expect(undertaking.fulfilledBy.map(\.event) == [everything.places["undertaking.fulfilled"]?.event])
        #expect(undertaking.fulfilments.first?.content.share == "whole")
    }

    @Test func `a claim that was amended keeps its place, and the amendment is no correction`() throws {
        let everything = try Everything()
        let state = CombinedState([try everything.ledger.replay()])
        #expect(state.claims.allSatisfy { !$0.principal.isCorrected })
        #expect(state.claimChanges.amendments.first?.content.changed == ["C15", "C17"])
        #expect(state.claimChanges.evaluations.first?.content.results.first?.verdict == "holds")
    }
}
