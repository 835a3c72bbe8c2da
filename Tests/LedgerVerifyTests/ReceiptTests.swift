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
        for sample in try ReceiptSample.all() where sample.bytes.count < 200_000 {
            let questions = try questions(of: sample)
            var expected: [Int: Answers] = [:]
            for (line, end) in sample.lineEnds.enumerated() {
                let known = try cache[sample.bytes[..<end]] ?? sample.prefix(end)
                cache[sample.bytes[..<end]] = .some(known)
                guard let prefix = known else { continue }
                // Of the odd ledgers each question is asked at every third place, of the others one at each.
                let asked = questions.indices.filter {
                    sample.isOdd ? ($0 + line) % 3 == 0 : line % questions.count == $0
                }
                for number in asked {
                    let whole = expected[number] ?? Answers(sample, questions[number], [])
                    expected[number] = whole
                    let again = Answers(sample, questions[number], [prefix])
                    #expect(again == whole, "\(sample) after line \(line + 1), question \(number)")
                    resumed += 1
                }
            }
        }
        #expect(resumed > 1_000)
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
