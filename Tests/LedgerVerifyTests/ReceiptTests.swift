import Casework
import LedgerCrypto
import LedgerFormat
import LedgerVerify
import MerkleTree
import Testing

/// Verifying again, from the receipt of an earlier verification.
struct ReceiptTests {
    /// The hash of nothing that stands in a ledger.
    private let other: SHA256Digest

    init() throws { other = try SHA256.digest(of: Array("nothing that stands in a ledger".utf8)) }

    // MARK: The same report

    /// What auditors may ask of a ledger, whoever made the receipt.
    private func questions(of sample: ReceiptSample) throws -> [LedgerVerifier] {
        let plain = LedgerVerifier(trust: .selfDeclared, allowsWithheld: true, rules: Vocabulary.current)
        var watching = plain
        watching.watchedSizes = Set(sample.lineEnds.indices.map { $0 + 1 })
        let roots = watching.verify(BytesInMemory(sample.bytes)).roots
        var questions = [plain]
        func ask(_ change: (inout LedgerVerifier) -> Void) {
            var question = plain
            change(&question)
            questions.append(question)
        }
        ask { $0.trust = .notGiven }
        ask { $0.level = .heads }
        ask { $0.allowsWithheld = false }
        ask { $0.trust = .anchors(TrustAnchors([.fingerprint(other)])) }
        for size in [1, sample.lineEnds.count / 2, sample.lineEnds.count] {
            guard let root = roots[size] else { continue }
            let head = Head(size: size, root: root)
            ask { ($0.level, $0.against) = (.chain, head) }
            ask { $0.against = Head(size: size, root: other) }
            guard let time = Timestamp("2025-10-10T15:00:00Z") else { continue }
            ask { $0.seenOutside = [OutsideHead(head, at: time, by: "witness.example")] }
        }
        ask { $0.against = Head(size: sample.lineEnds.count + 3, root: other) }
        return questions
    }

    @Test("resumed at every signed entry, each sample gives the report and the entries that it gives at once")
    func everywhere() throws {
        var cache: [ArraySlice<UInt8>: VerifiedPrefix?] = [:]
        var resumed = 0
        for (turn, sample) in try ReceiptSample.all().enumerated() where sample.bytes.count < 200_000 {
            let questions = try questions(of: sample)
            var expected: [Int: Answers] = [:]
            for (line, end) in sample.lineEnds.enumerated() {
                // Of the odd ledgers each question is asked at every fifth place, of the others one at every third.
                let asked = questions.indices.filter {
                    sample.isOdd
                        ? ($0 + line) % 5 == 0 : (line + turn) % 3 == 0 && (line + turn) % questions.count == $0
                }
                if asked.isEmpty { continue }
                let known = try cache[sample.bytes[..<end]] ?? sample.prefix(end)
                cache[sample.bytes[..<end]] = .some(known)
                guard let prefix = known else { continue }
                for number in asked {
                    let whole = expected[number] ?? Answers(sample, questions[number], [])
                    expected[number] = whole
                    let again = Answers(sample, questions[number], [prefix])
                    #expect(again == whole, "\(sample) after line \(line + 1), question \(number)")
                    resumed += 1
                }
            }
        }
        #expect(resumed > 500)
    }

    /// One question's answer, with nothing delivered and with all.
    private struct Answers: Equatable {
        let silent: AnswerText
        let delivering: AnswerText

        init(_ sample: ReceiptSample, _ question: LedgerVerifier, _ prefixes: [VerifiedPrefix]) {
            silent = AnswerText(question) { verifier, _ in
                verifier.verify(BytesInMemory(sample.bytes), resuming: prefixes).report
            }
            delivering = AnswerText(question) { verifier, deliver in
                prefixes.isEmpty
                    ? verifier.verify(BytesInMemory(sample.bytes), deliver: deliver)
                    : verifier.verify(BytesInMemory(sample.bytes), resuming: prefixes, deliver: deliver).report
            }
        }
    }

    @Test("of several receipts the longest whose bytes are the same is gone on from, for pieces of any size")
    func several() throws {
        let good = try GoodLedger.ledger()
        let sample = ReceiptSample(name: "good", bytes: good.bytes)
        let ends = sample.lineEnds
        let places = [0, 3, 9, 14].map { ends[$0] }
        let prefixes = try places.compactMap { try sample.prefix($0) }
        #expect(prefixes.count == places.count)
        let question = LedgerVerifier(trust: .selfDeclared, rules: Vocabulary.current)
        for size in [1, 7, 64, 700, 1 << 20] {
            for (line, start) in ([0] + ends).enumerated().dropLast() {
                var bytes = sample.bytes
                bytes[start + 40] ^= 1
                let verified = question.verify(PiecedBytes(bytes, size: size), resuming: prefixes)
                let unresumed = question.verify(BytesInMemory(bytes))
                #expect(verified.report.fullText == unresumed.fullText, "pieces of \(size), line \(line)")
                #expect(verified.report.verifiedBefore?.byteCount == places.last { $0 <= start })
            }
            let whole = question.verify(PiecedBytes(sample.bytes, size: size), resuming: prefixes)
            #expect(whole.report.verdict == .intact && whole.report.verifiedBefore?.entryCount == 15)
        }
    }

    @Test("what comes after is hashed with what was before: the next receipt is of all, in one piece")
    func onePiece() throws {
        let sample = ReceiptSample(name: "good", bytes: try GoodLedger.ledger().bytes)
        let question = LedgerVerifier(trust: .selfDeclared, allowsWithheld: true, rules: Vocabulary.current)
        let whole = try SHA256.digest(of: sample.bytes)
        for end in sample.lineEnds {
            guard let prefix = try sample.prefix(end) else { continue }
            for delivers in [false, true] {
                let verified = question.verify(
                    PiecedBytes(sample.bytes, size: 100), resuming: [prefix], deliver: delivers ? { _ in } : nil
                )
                #expect(verified.receipt?.pieces.map(\.digest) == [whole])
                #expect(verified.receipt?.pieces.map(\.byteCount) == [sample.bytes.count])
                #expect(verified.resumed?.receipt.byteCount == end)
            }
        }
    }

    @Test("a file that is changed between the comparison and the reading is a failure, not a verdict")
    func changed() throws {
        let sample = ReceiptSample(name: "good", bytes: try GoodLedger.ledger().bytes)
        let prefix = try #require(try sample.prefix(sample.bytes.count))
        let question = LedgerVerifier(trust: .selfDeclared, rules: Vocabulary.current)
        var changed = sample.bytes
        // The signature of the last entry: no root and no hash of an event says anything of it.
        let place = try #require(changed.lastIndex(of: UInt8(ascii: "=")))
        changed[place - 9] = changed[place - 9] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
        let verified = question.verify(
            ChangingBytes(sample.bytes, then: changed), resuming: [prefix], deliver: { _ in })
        #expect(verified.report.verdict == .unreadable)
        #expect(verified.report.findings.first?.found.contains("changed while it was read") == true)
        #expect(verified.receipt == nil)
    }

    @Test("where the ids cannot be read, the ledger is verified from its beginning")
    func unreadableIDs() throws {
        struct Lost: KnownIDs {
            func contains(_ id: EventID) throws(LedgerReadFailure) -> Bool { throw LedgerReadFailure("lost") }
        }
        let sample = ReceiptSample(name: "good", bytes: try GoodLedger.ledger().bytes)
        let receipt = try #require(try sample.prefix(sample.lineEnds[9])).receipt
        let question = LedgerVerifier(trust: .selfDeclared, rules: Vocabulary.current)
        let lost = VerifiedPrefix(receipt, ids: Lost())
        let report = question.verify(BytesInMemory(sample.bytes), resuming: [lost]).report
        #expect(report.verdict == .intact && report.verifiedBefore == nil)
        let delivering = question.verify(BytesInMemory(sample.bytes), resuming: [lost], deliver: { _ in })
        #expect(delivering.report.verdict == .unreadable)
    }

    @Test("an entry that has an id of what was verified before is found")
    func repeatedID() throws {
        let good = try GoodLedger().builder
        let sample = ReceiptSample(name: "good", bytes: good.ledger.bytes)
        let prefix = try #require(try sample.prefix(sample.bytes.count))
        var builder = good
        let id = try good.uuid("id 11")
        try builder.state("contact.held", GoodLedger.contact, by: [.dailyA]) { $0.set("id", .string(id)) }
        let question = LedgerVerifier(trust: .selfDeclared, rules: Vocabulary.current)
        for deliver in [nil, { (_: VerifiedEntry) in }] {
            let report = question.verify(
                BytesInMemory(builder.ledger.bytes), resuming: [prefix], deliver: deliver
            ).report
            #expect(report.verifiedBefore?.entryCount == 16)
            #expect(report.findings.map(\.code.description) == ["id-repeated"])
        }
    }

    @Test(
        "no receipt is made of a ledger with a finding, an open end or a withheld end, or of an unpinned anchor"
    )
    func noReceipt() throws {
        var question = LedgerVerifier(trust: .selfDeclared, allowsWithheld: true, rules: Vocabulary.current)
        var receipts = 0
        for sample in try ReceiptSample.all() {
            let made = question.verify(BytesInMemory(sample.bytes), resuming: [])
            #expect((made.receipt != nil) == (made.report.verdict == .intact), "\(sample)")
            guard let receipt = made.receipt else { continue }
            receipts += 1
            #expect(receipt.head == made.report.head && receipt.byteCount == sample.bytes.count, "\(sample)")
            #expect(!receipt.withheld.contains(receipt.entryCount - 1), "\(sample)")
        }
        #expect(receipts > 20)
        question.trust = .notGiven
        let good = try GoodLedger.ledger()
        #expect(question.verify(BytesInMemory(good.bytes), resuming: []).receipt == nil)
    }

    @Test("of bytes that the caller has signed itself, all is checked but the signatures")
    func signedHere() throws {
        var builder = try GoodLedger().builder
        let end = builder.ledger.bytes.count
        let question = LedgerVerifier(trust: .selfDeclared, rules: Vocabulary.current)
        let first = question.verify(BytesInMemory(builder.ledger.bytes), resuming: [])
        let before = VerifiedPrefix(try #require(first.receipt), ids: SortedIDs(first.ids))
        try builder.state("contact.held", GoodLedger.contact, by: [.dailyA])
        let line = Array(builder.ledger.bytes[end...])

        func codes(after mark: String, signedHere: Bool) throws -> [String] {
            var altered = line
            let place = try #require(altered.firstRange(of: Array(mark.utf8))).upperBound
            altered[place] = altered[place] == UInt8(ascii: "0") ? UInt8(ascii: "1") : UInt8(ascii: "0")
            return question.verify(appended: BytesInMemory(altered), to: before, signedHere: signedHere)
                .report.findings.map(\.code.description)
        }
        #expect(try codes(after: "\"signatures\":[\"", signedHere: false) == ["signature-invalid"])
        #expect(try codes(after: "\"signatures\":[\"", signedHere: true).isEmpty)
        #expect(try codes(after: "\"root\":\"sha256:", signedHere: true) == ["root-mismatch"])
        #expect(try codes(after: "\"previous\":\"sha256:", signedHere: true) == ["previous-mismatch"])
    }

    @Test("a receipt carried on too often is none, so that its pieces stay few")
    func pieces() throws {
        var builder = try GoodLedger().builder
        var end = builder.ledger.bytes.count
        let question = LedgerVerifier(trust: .selfDeclared, rules: Vocabulary.current)
        let first = question.verify(BytesInMemory(builder.ledger.bytes), resuming: [])
        var receipt = first.receipt
        var ids = first.ids
        var count = 1
        while let before = receipt {
            try builder.state("contact.held", GoodLedger.contact, by: [.dailyA])
            let line = Array(builder.ledger.bytes[end...])
            end += line.count
            let made = question.verify(
                appended: BytesInMemory(line), to: VerifiedPrefix(before, ids: SortedIDs(ids)))
            #expect(made.report.verdict == .intact)
            ids += made.ids
            receipt = made.receipt
            if receipt != nil { count += 1 }
        }
        #expect(count == VerificationReceipt.piecesMax)
    }

    @Test("a receipt that was carried on from an earlier one says what one made at once says")
    func carriedOn() throws {
        var carried = 0
        let question = LedgerVerifier(trust: .selfDeclared, allowsWithheld: true, rules: Vocabulary.current)
        for sample in try ReceiptSample.all() where sample.isOdd {
            var prefix: VerifiedPrefix?
            for end in sample.lineEnds {
                guard let before = prefix else {
                    prefix = try sample.prefix(end)
                    continue
                }
                let start = before.receipt.byteCount
                let appended = question.verify(
                    appended: BytesInMemory(Array(sample.bytes[start..<end])), to: before)
                let atOnce = question.verify(BytesInMemory(Array(sample.bytes[..<end])))
                #expect(appended.report.fullText == atOnce.fullText, "\(sample) up to byte \(end)")
                guard let receipt = appended.receipt else { continue }
                carried += 1
                #expect(receipt.byteCount == end && receipt.head == atOnce.head)
                #expect(receipt.frontier.size == atOnce.entryCount)
                let again = try #require(
                    VerificationReceipt(try receipt.encoded(madeBy: "test 1"), madeBy: "test 1"))
                prefix = VerifiedPrefix(again, ids: EitherIDs(before.ids, SortedIDs(appended.ids)))
                let about = question.verify(
                    appended: BytesInMemory([]), to: VerifiedPrefix(again, ids: SortedIDs([])))
                #expect(about.report.fullText == atOnce.fullText, "\(sample) of the receipt at byte \(end)")
                // Its pieces are one after the other what the file is in one piece.
                let resumed = question.verify(BytesInMemory(sample.bytes), resuming: prefix.map { [$0] } ?? [])
                #expect(resumed.report.verifiedBefore?.byteCount == end)
            }
        }
        #expect(carried > 100)
    }
}

/// Ids of two sets.
struct EitherIDs: KnownIDs {
    private let first: any KnownIDs
    private let second: any KnownIDs

    init(_ first: any KnownIDs, _ second: any KnownIDs) { (self.first, self.second) = (first, second) }

    func contains(_ id: EventID) throws(LedgerReadFailure) -> Bool {
        if try first.contains(id) { return true }
        return try second.contains(id)
    }
}
