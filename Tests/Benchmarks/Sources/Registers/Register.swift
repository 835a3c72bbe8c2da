public import LedgerCrypto
internal import LedgerFormat
public import LedgerStore

/// A register to be made: how large, and from which seed. The same three numbers give the same statements.
///
/// Cases are opened day by day, and on each day every open case takes its next step, in an order of chance:
/// neighbours in the file are different children's matters, as they are in an office. What is recorded on a
/// day refers by event hash to what stands since earlier days. Only open cases are held, so that memory does
/// not grow with the register.
public struct Register: Sendable {
    public let cases: Int
    /// Entries, the opening of the ledger counted.
    public let events: Int
    public let seed: UInt64

    /// - Throws: ``RegisterError/notEnough(events:cases:)`` where a case would lack its first steps.
    public init(cases: Int, events: Int, seed: UInt64) throws(RegisterError) {
        guard cases > 0, events - 1 >= cases * CaseFile.stepsMin else {
            throw .notEnough(events: events, cases: cases)
        }
        (self.cases, self.events, self.seed) = (cases, events, seed)
    }

    /// Makes every statement of the register, a day at a time.
    ///
    /// - Parameter record: puts a day's statements into a ledger, and gives their event hashes in order.
    public func makeStatements(_ record: ([Statement]) throws -> [SHA256Digest]) throws {
        var draw = Draw(seed: seed)
        let lengths = lengths(&draw)
        let mean = max(1, (events - 1) / cases)
        let opened = max(1, min(Register.statementsPerDay / mean, cases / 25))
        var pending: [CaseFile] = []
        var day = 0, started = 0
        while started < cases || !pending.isEmpty {
            for number in started..<min(cases, started + opened) {
                pending.append(try CaseFile(number: number, length: lengths[number], &draw))
                started += 1
            }
            pending.shuffle(using: &draw)
            var statements: [Statement] = []
            statements.reserveCapacity(pending.count)
            for place in pending.indices {
                let time = try Register.time(day: day, second: place)
                statements.append(try pending[place].statement(at: time, &draw))
            }
            for (place, hash) in zip(pending.indices, try record(statements)) { pending[place].note(hash) }
            pending.removeAll(where: \.isComplete)
            day += 1
        }
    }

    /// About how many statements a day has at most: so many are held at once.
    private static let statementsPerDay = 40_000

    /// How many statements each case has: the mean, and in pairs as much more as less, so that the sum is
    /// what was asked for.
    private func lengths(_ draw: inout Draw) -> [Int] {
        let (mean, rest) = (events - 1).quotientAndRemainder(dividingBy: cases)
        var lengths = (0..<cases).map { $0 < rest ? mean + 1 : mean }
        let spread = min(4, mean - CaseFile.stepsMin)
        for pair in stride(from: 0, to: cases - 1, by: 2) {
            let shift = Int.random(in: 0...spread, using: &draw)
            lengths[pair] += shift
            lengths[pair + 1] -= shift
        }
        return lengths
    }

    /// A second of the register's days, the first of which is 2025-01-01.
    static func time(day: Int, second: Int) throws(RegisterError) -> Timestamp {
        guard let time = Timestamp(secondsSinceEpoch: 1_735_689_600 + day * 86_400 + second % 86_400) else {
            throw .timeOutOfRange
        }
        return time
    }
}
