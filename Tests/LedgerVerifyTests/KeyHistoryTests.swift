import LedgerCrypto
import LedgerFormat
import LedgerVerify
import Testing

/// What the key events of a ledger alone tell of who may sign where.
struct KeyHistoryTests {
    private let good: SampleLedger

    init() throws { good = try GoodLedger.ledger() }

    private func entry(_ index: Int, of ledger: SampleLedger? = nil) throws -> Entry {
        let line = (ledger ?? good).lines[index]
        return try Entry(line, in: 0..<line.count - 1)
    }

    private func history(_ indexes: [Int] = [0, 4, 10], of ledger: SampleLedger? = nil) throws -> KeyHistory {
        var history = KeyHistory()
        for index in indexes { try history.take(try entry(index, of: ledger)) }
        return history
    }

    /// The code of the finding that the body throws; nil where it throws none.
    private func code(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch { return (error as? Finding)?.code.description ?? "\(error)" }
    }

    @Test("the keys in force are told for every place")
    func inForce() throws {
        let history = try history()
        func keys(_ index: Int) -> [KeyID] { history.keys(inForceAt: index).map(\.keyID) }
        func ids(_ keys: [TestKey]) throws -> [KeyID] { try keys.map { try $0.keyID }.sorted() }
        #expect(keys(0).isEmpty)
        #expect(keys(1) == (try ids([.dailyA, .dailyB])))
        #expect(keys(4) == (try ids([.dailyA, .dailyB])))
        #expect(keys(5) == (try ids([.dailyA, .dailyB, .dailyC])))
        #expect(keys(10) == (try ids([.dailyA, .dailyB, .dailyC])))
        #expect(keys(11) == (try ids([.dailyA, .dailyC])))
        #expect(history.keyEvents == [0, 4, 10])
        #expect(history.lastKeyEvent(before: 10) == 4 && history.lastKeyEvent(before: 0) == nil)
        let (enrolled, foreign) = (try TestKey.dailyB.keyID, try TestKey.foreign.keyID)
        #expect(history.hasEnrolled(enrolled) && !history.hasEnrolled(foreign))
        for key in [TestKey.reserve1, .reserve2, .reserve3] {
            let reserve = try key.keyID
            #expect(history.isKeyOfLedger(reserve) && !history.hasEnrolled(reserve), "\(key)")
        }
        #expect(history.isKeyOfLedger(enrolled) && !history.isKeyOfLedger(foreign))
        #expect(history.openedBy == (try Set(ids([.dailyA, .dailyB]))))
    }

    @Test("every statement of a sound ledger passes, a batch's member too")
    func statements() throws {
        let history = try history()
        for index in 0..<GoodLedger.size where ![0, 4, 10].contains(index) {
            #expect(code { try history.check(statement: try entry(index)) } == nil, "entry \(index)")
        }
    }

    @Test("a key event that is left out is missed by the next signed entry")
    func gap() throws {
        #expect(code { _ = try self.history([0, 10]) } == "roster-mismatch")
        let history = try self.history([0])
        #expect(code { try history.check(statement: try entry(3)) } == nil)
        #expect(code { try history.check(statement: try entry(5)) } == "roster-mismatch")
    }

    @Test("key events are taken in their order, entry 0 first")
    func order() throws {
        #expect(code { _ = try history([4]) } == "opening-missing")
        #expect(code { _ = try history([1]) } == "opening-missing")
        #expect(code { _ = try history([0, 0]) } == "second-opening")
        #expect(code { _ = try history([0, 4, 4]) } == "second-opening")
    }

    @Test("a key event with a signature that does not verify has no effect", arguments: [0, 4, 10])
    func signature(index: Int) throws {
        var forged = good
        forged.setSignatures(good.signatures(index).reversed(), in: index)
        let code = code { _ = try history(of: forged) }
        #expect(code == "signature-invalid")
        var fewer = good
        fewer.setSignatures(Array(good.signatures(index).dropLast()), in: index)
        #expect(self.code { _ = try history(of: fewer) } == "signature-count")
    }

    @Test("a key that was retired may no longer sign")
    func retired() throws {
        let ledger = try GoodLedger.ledger(signers: [12: [.dailyB]])
        let history = try history(of: ledger)
        #expect(code { try history.check(statement: try entry(12, of: ledger)) } == "signer-retired")
        let foreign = try GoodLedger.ledger(signers: [12: [.foreign]])
        #expect(code { try history.check(statement: try entry(12, of: foreign)) } == "signer-unknown")
    }

    @Test("a key event without the reserve key is refused as in a whole ledger")
    func reserve() throws {
        let ledger = try GoodLedger.ledger(signers: [4: [.dailyA, .dailyB, .dailyC]])
        #expect(code { _ = try history(of: ledger) } == "key-next-missing")
    }

    @Test("what a compromised key alone signed is disowned from that entry on")
    func compromised() throws {
        var builder = try GoodLedger().builder
        let recovery = Recovery(reveals: try TestKey.reserve3.enrolled)
        try builder.change(
            .keyCompromised(try TestKey.dailyC.keyID, since: 6, recovery: recovery),
            by: [.dailyA, .dailyC, .reserve3])
        let history = try history([0, 4, 10, 16], of: builder.ledger)
        let (a, c) = (try TestKey.dailyA.keyID, try TestKey.dailyC.keyID)
        #expect(history.compromised() == [c: 6])
        #expect(history.isDisowned([c], at: 12) && !history.isDisowned([c], at: 5))
        #expect(!history.isDisowned([a, c], at: 14) && !history.isDisowned([], at: 14))
    }

    @Test("entry 0 is held against the auditor's anchors")
    func anchors() throws {
        let history = try history()
        let fingerprint = try good.hash(0)
        #expect(try history.match(.anchors(TrustAnchors([.fingerprint(fingerprint)]))) == .fingerprint)
        #expect(try history.match(.selfDeclared) == .selfDeclared)
        #expect(code { _ = try history.match(.notGiven) } == "not-anchored")
        #expect(
            code { _ = try history.match(.anchors(TrustAnchors([.fingerprint(try good.hash(1))]))) }
                == "fingerprint-mismatch")
    }
}
