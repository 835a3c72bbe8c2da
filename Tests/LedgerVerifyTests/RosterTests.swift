import LedgerCrypto
import LedgerFormat
import Testing

@testable import LedgerVerify

/// Who may sign: rules 10 to 12, one by one.
struct RosterTests {
    private let none = Recovery()

    /// A roster after entry 0.
    private func opened(
        _ keys: [TestKey] = [.dailyA, .dailyB], threshold: Int = 1, next: TestKey? = nil,
        by signers: [TestKey]? = nil
    ) throws -> Roster {
        var roster = Roster()
        let opening = try GoodLedger.opening(
            of: LedgerBuilder(), keys: keys, threshold: threshold, next: next)
        try roster.apply(opening, at: 0, signedBy: ids(signers ?? keys))
        return roster
    }

    private func ids(_ keys: [TestKey]) throws -> Set<KeyID> { Set(try keys.map { try $0.keyID }) }

    private func valid(_ roster: Roster) -> Set<KeyID> { Set(roster.validKeys().map(\.keyID)) }

    /// The code with which the roster refuses; nothing may have changed then.
    private func refusal(_ roster: Roster, _ event: LedgerEvent, by signers: [TestKey], at index: Int = 9)
        throws -> String?
    {
        var changed = roster
        let signers = try ids(signers)
        do throws(Roster.Violation) {
            try changed.apply(event, at: index, signedBy: signers)
            return nil
        } catch {
            #expect(valid(changed) == valid(roster))
            #expect(changed.threshold == roster.threshold && changed.next == roster.next)
            #expect(changed.compromised() == roster.compromised() && changed.validCount == roster.validCount)
            return error.code.description
        }
    }

    @Test("entry 0 needs as many signatures as its threshold, by its own keys")
    func opening() throws {
        #expect(valid(try opened()) == (try ids([.dailyA, .dailyB])))
        #expect(valid(try opened(by: [.dailyA])) == (try ids([.dailyA, .dailyB])))
        let opening = try GoodLedger.opening(of: LedgerBuilder(), threshold: 2, next: nil)
        #expect(try refusal(Roster(), opening, by: [.dailyA]) == "key-threshold")
        #expect(try refusal(Roster(), opening, by: []) == "key-threshold")
        let ownReserve = try GoodLedger.opening(of: LedgerBuilder(), threshold: 1, next: .dailyB)
        #expect(try refusal(Roster(), ownReserve, by: [.dailyA]) == "key-enrolled-twice")
    }

    @Test("a key added is valid from then on, and must have signed")
    func adding() throws {
        var roster = try opened()
        let event = LedgerEvent.keyAdded(try TestKey.dailyC.enrolled, recovery: none)
        #expect(try refusal(roster, event, by: [.dailyA]) == "key-possession")
        #expect(try refusal(roster, event, by: [.dailyC]) == "key-threshold")
        try roster.apply(event, at: 4, signedBy: ids([.dailyA, .dailyC]))
        #expect(valid(roster) == (try ids([.dailyA, .dailyB, .dailyC])))
        #expect(try refusal(roster, event, by: [.dailyA, .dailyC]) == "key-enrolled-twice")
    }

    @Test("a key retired signs no more and never comes back, and the threshold can still be met")
    func retiring() throws {
        var roster = try opened()
        let event = LedgerEvent.keyRetired(try TestKey.dailyA.keyID, recovery: none)
        try roster.apply(event, at: 4, signedBy: ids([.dailyA]))
        #expect(valid(roster) == (try ids([.dailyB])))
        guard case .retired(after: 4) = roster.standing(of: try TestKey.dailyA.keyID) else {
            Issue.record("the retired key is not retired")
            return
        }
        #expect(try refusal(roster, event, by: [.dailyB]) == "key-not-in-force")
        #expect(
            try refusal(roster, .keyRetired(try TestKey.dailyB.keyID, recovery: none), by: [.dailyB])
                == "key-last")
        #expect(
            try refusal(roster, .keyAdded(try TestKey.dailyA.enrolled, recovery: none), by: [.dailyB])
                == "key-enrolled-twice")
        #expect(try refusal(roster, .thresholdSet(1, recovery: none), by: [.dailyA]) == "key-threshold")
        #expect(try refusal(try opened(threshold: 2), event, by: [.dailyA, .dailyB]) == "key-last")
        #expect(
            try refusal(try opened(), .keyRetired(try TestKey.foreign.keyID, recovery: none), by: [.dailyA])
                == "key-not-in-force")
    }

    @Test("a rotation retires the one key and brings the other, at any threshold")
    func rotating() throws {
        var roster = try opened(threshold: 2)
        let event = LedgerEvent.keyRotated(
            from: try TestKey.dailyA.keyID, try TestKey.dailyC.enrolled, recovery: none)
        #expect(try refusal(roster, event, by: [.dailyA, .dailyC]) == "key-threshold")
        #expect(try refusal(roster, event, by: [.dailyA, .dailyB]) == "key-possession")
        try roster.apply(event, at: 4, signedBy: ids([.dailyA, .dailyB, .dailyC]))
        #expect(valid(roster) == (try ids([.dailyB, .dailyC])))
        #expect(roster.validCount == 2)
        let again = LedgerEvent.keyRotated(
            from: try TestKey.dailyA.keyID, try TestKey.dailyD.enrolled, recovery: none)
        #expect(try refusal(roster, again, by: [.dailyB, .dailyC, .dailyD]) == "key-not-in-force")
        let same = LedgerEvent.keyRotated(
            from: try TestKey.dailyB.keyID, try TestKey.dailyB.enrolled, recovery: none)
        #expect(try refusal(roster, same, by: [.dailyB, .dailyC]) == "key-enrolled-twice")
    }

    @Test("a threshold is met by keys in force alone, and never set above their number")
    func thresholds() throws {
        var roster = try opened()
        #expect(try refusal(roster, .thresholdSet(3, recovery: none), by: [.dailyA]) == "key-last")
        try roster.apply(.thresholdSet(2, recovery: none), at: 4, signedBy: ids([.dailyA]))
        #expect(roster.threshold == 2)
        let added = LedgerEvent.keyAdded(try TestKey.dailyC.enrolled, recovery: none)
        #expect(try refusal(roster, added, by: [.dailyA, .dailyC]) == "key-threshold")
        #expect(try refusal(roster, added, by: [.dailyA, .foreign, .dailyC]) == "key-threshold")
    }

    @Test("while a reserve key is named, every change needs it, shown and signing")
    func reserve() throws {
        var roster = try opened(next: .reserve1)
        func added(_ recovery: Recovery) throws -> LedgerEvent {
            .keyAdded(try TestKey.dailyC.enrolled, recovery: recovery)
        }
        let shown = try TestKey.reserve1.enrolled
        let second = try TestKey.reserve2.digest
        #expect(try refusal(roster, added(none), by: [.dailyA, .dailyC]) == "key-next-missing")
        #expect(
            try refusal(roster, added(Recovery(next: second)), by: [.dailyA, .dailyC, .reserve1])
                == "key-next-missing")
        #expect(
            try refusal(roster, added(Recovery(reveals: shown)), by: [.dailyA, .dailyC]) == "key-next-missing"
        )
        let wrong = Recovery(reveals: try TestKey.reserve2.enrolled)
        #expect(try refusal(roster, added(wrong), by: [.dailyA, .dailyC, .reserve2]) == "key-next-missing")
        #expect(
            try refusal(roster, added(Recovery(next: second, reveals: shown)), by: [.dailyC, .reserve1])
                == "key-threshold")
        let used = Recovery(next: try TestKey.reserve1.digest, reveals: shown)
        #expect(try refusal(roster, added(used), by: [.dailyA, .dailyC, .reserve1]) == "key-enrolled-twice")
        let enrolled = Recovery(next: try TestKey.dailyB.digest, reveals: shown)
        #expect(
            try refusal(roster, added(enrolled), by: [.dailyA, .dailyC, .reserve1]) == "key-enrolled-twice")
        try roster.apply(
            added(Recovery(next: second, reveals: shown)), at: 4,
            signedBy: ids([.dailyA, .dailyC, .reserve1]))
        #expect(roster.next == second)
        // What was shown once protects nothing: it is neither key nor reserve again.
        let back = Recovery(next: try TestKey.reserve1.digest, reveals: try TestKey.reserve2.enrolled)
        #expect(
            try refusal(roster, .thresholdSet(1, recovery: back), by: [.dailyA, .reserve2])
                == "key-enrolled-twice")
        let key = LedgerEvent.keyAdded(shown, recovery: Recovery(reveals: try TestKey.reserve2.enrolled))
        #expect(try refusal(roster, key, by: [.dailyA, .reserve1, .reserve2]) == "key-enrolled-twice")
    }

    @Test("the reserve key may itself be the key that is brought, and is then not shown beside")
    func reserveBrought() throws {
        var roster = try opened(next: .reserve1)
        let shown = try TestKey.reserve1.enrolled
        let both = LedgerEvent.keyRotated(
            from: try TestKey.dailyA.keyID, shown, recovery: Recovery(reveals: shown))
        #expect(try refusal(roster, both, by: [.dailyA, .reserve1]) == "key-next-unexpected")
        let event = LedgerEvent.keyRotated(from: try TestKey.dailyA.keyID, shown, recovery: none)
        try roster.apply(event, at: 4, signedBy: ids([.dailyA, .reserve1]))
        #expect(valid(roster) == (try ids([.dailyB, .reserve1])))
        #expect(roster.next == nil)
        for recovery in [
            Recovery(next: try TestKey.reserve2.digest), Recovery(reveals: try TestKey.reserve2.enrolled),
        ] {
            #expect(
                try refusal(roster, .thresholdSet(1, recovery: recovery), by: [.dailyB])
                    == "key-next-unexpected")
        }
    }

    @Test("a key is compromised since an entry of the past, and the earliest word counts")
    func compromise() throws {
        var roster = try opened()
        let keyID = try TestKey.dailyA.keyID
        func event(_ since: Int) -> LedgerEvent { .keyCompromised(keyID, since: since, recovery: none) }
        #expect(try refusal(roster, event(9), by: [.dailyB]) == "since-invalid")
        #expect(
            try refusal(
                roster, .keyCompromised(try TestKey.foreign.keyID, since: 1, recovery: none), by: [.dailyB])
                == "key-not-in-force")
        for (since, earliest) in [(6, 6), (3, 3), (5, 3)] {
            try roster.apply(event(since), at: 9, signedBy: ids([.dailyB]))
            #expect(roster.compromised() == [keyID: earliest])
        }
        #expect(valid(roster).contains(keyID))
    }

    @Test("a ledger enrols 4,096 keys and no more, retired ones counted")
    func limit() throws {
        var roster = try opened([.dailyA])
        for index in 1..<Limits.keysMax {
            let key = EnrolledKey(try PrivateKey.generate(.ed25519).publicKey)
            let signers = try ids([.dailyA]).union([key.keyID])
            try roster.apply(.keyAdded(key, recovery: none), at: index, signedBy: signers)
        }
        #expect(roster.validCount == 4_096)
        let one = try TestKey.dailyB.enrolled
        #expect(try refusal(roster, .keyAdded(one, recovery: none), by: [.dailyA, .dailyB]) == "key-limit")
    }

    @Test(
        "a statement is signed by keys in force; a key event also by the key it brings and the reserve key it shows"
    )
    func standing() throws {
        let roster = try opened(next: .reserve1)
        let event = LedgerEvent.keyAdded(
            try TestKey.dailyC.enrolled, recovery: Recovery(reveals: try TestKey.reserve1.enrolled))
        for (key, mayState, mayChange) in [
            (TestKey.dailyA, true, true), (.dailyC, false, true), (.reserve1, false, true),
            (.reserve2, false, false),
            (.foreign, false, false),
        ] {
            var states = false
            if case .valid = roster.standing(of: try key.keyID) { states = true }
            var changes = false
            if case .valid = roster.key(try key.keyID, signing: event) { changes = true }
            #expect(states == mayState && changes == mayChange, "\(key)")
        }
    }
}

extension Roster {
    /// An event of a time that these tests do not look at.
    fileprivate mutating func apply(
        _ event: LedgerEvent, at index: Int, signedBy signers: Set<KeyID>
    ) throws(Violation) {
        guard let time = Timestamp(secondsSinceEpoch: 0) else { return }
        try apply(event, at: index, recorded: time, signedBy: signers)
    }
}
