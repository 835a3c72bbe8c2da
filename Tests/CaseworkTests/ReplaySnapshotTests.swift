import Casework
import Foundation
import LedgerCrypto
import LedgerFormat
import LedgerVerify
import Testing

/// A replay that goes on from a snapshot is the replay of the whole ledger.
@Suite struct ReplaySnapshotTests {
    private static let program = "test 1"

    /// A ledger in which every type of event stands once, and a case with a handover that is acknowledged.
    private func everything() throws -> TestLedger {
        var ledger = try TestLedger("us-office", keys: 2)
        for type in Vocabulary.current.types {
            let example = try #require(RecordExample(type))
            guard case .object(let members) = example.data else { continue }
            try ledger.record(type.name, example.subject, members)
        }
        let child = try TestLedger.newCase()
        let opened = try ledger.record("case.opened", child, ["care_status": "unaccompanied"])
        try ledger.record(
            "custody.accepted", child,
            ["country": "UA", "from": "RU", "giver": "ru-office", "occurred": "2025-08", "to": "UA"],
            refs: [("rests_on", opened)], signer: 1)
        try ledger.record("note.made", nil, [:], vocabulary: 2)
        try ledger.compromise(key: 1, since: 3, signer: 0)
        return ledger
    }

    private func again(_ replay: LedgerReplay) throws -> LedgerReplay {
        try LedgerReplay(snapshot: try bytes(of: replay), madeBy: Self.program)
    }

    private func bytes(of replay: LedgerReplay) throws -> [UInt8] {
        try #require(try replay.snapshot(madeBy: Self.program))
    }

    /// Whether two replays hold the same in every stored property, and show the same.
    private func expectSame(_ one: LedgerReplay, _ other: LedgerReplay) throws {
        #expect(described(one) == described(other))
        #expect(try bytes(of: one) == bytes(of: other))
        #expect(
            try CombinedState([one]).json.canonicalBytes() == CombinedState([other]).json.canonicalBytes())
        #expect(CombinedState([one]).text == CombinedState([other]).text)
    }

    /// Every stored property, however deep, private ones too; sets and dictionaries in an order of their own.
    private func described(_ value: Any) -> String {
        let mirror = Mirror(reflecting: value)
        if mirror.children.isEmpty { return "\(value)" }
        var parts = mirror.children.map { "\($0.label ?? ""):\(described($0.value))" }
        if mirror.displayStyle == .set || mirror.displayStyle == .dictionary { parts.sort() }
        return "\(mirror.subjectType)(\(parts.joined(separator: ",")))"
    }

    @Test func `Nothing of a replay is forgotten`() throws {
        let replay = try everything().replay(rules: nil)
        try expectSame(try again(replay), replay)
        #expect(!replay.disowned.isEmpty && replay.coverage.unknownVocabularies == [2: 1])
    }

    @Test func `Every kind of statement stands in the ledger that is compared`() throws {
        let replay = try everything().replay(rules: nil)
        let statements = try #require(Mirror(reflecting: replay).children.first { $0.label == "statements" })
        for kind in Mirror(reflecting: statements.value).children {
            #expect(!Mirror(reflecting: kind.value).children.isEmpty, "\(kind.label ?? "")")
        }
    }

    @Test func `What is withheld is withheld in the snapshot too`() throws {
        let ledger = try everything()
        let replay = try ledger.replay(withholding: [2, 3, 7], rules: nil)
        #expect(replay.coverage.withheldCount == 3)
        try expectSame(try again(replay), replay)
    }

    @Test(arguments: SampleLedgers.names)
    func `A sample cut at every signed place goes on to the same state`(name: String) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "ledger-samples/\(name).jsonl")
        let whole = [UInt8](try Data(contentsOf: file))
        var entries: [VerifiedEntry] = []
        let report = verify(whole) { entries.append($0) }
        var replay = LedgerReplay()
        for entry in entries { replay.apply(entry) }
        replay.finish(with: report)
        var cuts = 0
        for end in entries.indices.dropLast() {
            let prefix = Array(whole[..<entries[end + 1].byteOffset])
            var part = LedgerReplay()
            let report = verify(prefix) { part.apply($0) }
            guard report.verdict == .intact else { continue }
            part.finish(with: report)
            var resumed = try again(part)
            for entry in entries[(end + 1)...] { resumed.apply(entry) }
            resumed.finish(with: verify(whole) { _ in })
            #expect(described(resumed) == described(replay), "after entry \(end)")
            cuts += 1
        }
        #expect(cuts > 0)
        try expectSame(try again(replay), replay)
    }

    private func verify(_ bytes: [UInt8], _ deliver: (VerifiedEntry) -> Void) -> VerificationReport {
        let verifier = LedgerVerifier(trust: .selfDeclared, rules: Vocabulary.current)
        return withoutActuallyEscaping(deliver) { verifier.verify(BytesInMemory(bytes), deliver: $0) }
    }

    // MARK: What is none

    private func small() throws -> LedgerReplay {
        var ledger = try TestLedger("us-office")
        let child = try TestLedger.newCase()
        try ledger.record("case.opened", child, ["care_status": "unaccompanied"])
        try ledger.record(
            "custody.accepted", child,
            ["country": "UA", "from": "RU", "giver": "ru-office", "occurred": "2025-08", "to": "UA"])
        try ledger.record("contact.held", nil, ["level": "technical", "mode": "call", "participants": []])
        return try ledger.replay(rules: nil)
    }

    @Test func `Any byte changed, added or missing is refused`() throws {
        let whole = try bytes(of: try small())
        for place in whole.indices {
            var changed = whole
            changed[place] ^= 1
            #expect(throws: LedgerReplay.SnapshotRefusal.malformed) {
                try LedgerReplay(snapshot: changed, madeBy: Self.program)
            }
            #expect(throws: LedgerReplay.SnapshotRefusal.malformed) {
                try LedgerReplay(snapshot: Array(whole[..<place]), madeBy: Self.program)
            }
        }
        #expect(throws: LedgerReplay.SnapshotRefusal.malformed) {
            try LedgerReplay(snapshot: whole + [0], madeBy: Self.program)
        }
    }

    @Test func `What is read under a digest that fits is written back to the same bytes, or refused`() throws {
        let whole = try bytes(of: try small()).dropLast(SHA256Digest.byteCount)
        var accepted = 0
        for place in whole.indices {
            for bit in [0, 3, 7] {
                var changed = Array(whole)
                changed[place] ^= 1 << bit
                try SHA256.digest(of: changed).append(to: &changed)
                guard let replay = try? LedgerReplay(snapshot: changed, madeBy: Self.program) else { continue }
                #expect(try bytes(of: replay) == changed, "byte \(place), bit \(bit)")
                _ = CombinedState([replay]).text
                accepted += 1
            }
        }
        #expect(accepted > 0)
    }

    @Test func `Another program's snapshot is refused, and its head is nobody's`() throws {
        let replay = try small()
        let whole = try bytes(of: replay)
        #expect(throws: LedgerReplay.SnapshotRefusal.madeOtherwise) {
            try LedgerReplay(snapshot: whole, madeBy: "test 2")
        }
        #expect(LedgerReplay.head(ofSnapshot: whole, madeBy: "test 2") == nil)
        #expect(LedgerReplay.head(ofSnapshot: Array(whole.prefix(90)), madeBy: Self.program) == replay.head)
        #expect(LedgerReplay.head(ofSnapshot: [], madeBy: Self.program) == nil)
    }

    @Test func `Only the replay of a whole ledger has a snapshot`() throws {
        var ledger = try TestLedger("us-office")
        try ledger.note(try TestLedger("ru-office"))
        #expect(try ledger.replay().snapshot(madeBy: Self.program) != nil)
        #expect(try ledger.replay(at: .index(1)).snapshot(madeBy: Self.program) == nil)
        #expect(try LedgerReplay().snapshot(madeBy: Self.program) == nil)
        var unfinished = LedgerReplay()
        for entry in try ledger.entries() { unfinished.apply(entry) }
        #expect(try unfinished.snapshot(madeBy: Self.program) == nil)
        var further = try ledger.replay()
        for entry in try ledger.entries() { further.apply(entry) }
        #expect(try further.snapshot(madeBy: Self.program) == nil)
    }
}
