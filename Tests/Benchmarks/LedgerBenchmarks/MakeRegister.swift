internal import ArgumentParser
internal import Casework
internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerStore
internal import LedgerVerify

/// Makes a register: a real ledger, written by the writer of the project, that verifies as intact.
///
/// Cases are opened day by day, and on each day every open case takes its next step, in an order of chance:
/// neighbours in the file are different children's matters, as they are in an office. What is recorded on a
/// day refers by event hash to what stands since earlier days.
struct MakeRegister: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "register", abstract: "Make a ledger of so many cases and events.")

    @Argument(help: "The ledger file to make; it must not exist.", completion: .file())
    var ledger: String

    @Option(help: "How many children's cases.")
    var cases = 50_000

    @Option(help: "How many entries, the opening of the ledger counted.")
    var events = 1_000_000

    @Option(help: "The same seed makes the same file.")
    var seed: UInt64 = 1

    @Flag(help: "Sign each event by itself, not the last of each batch for all.")
    var signEach = false

    func validate() throws {
        guard cases > 0, events - 1 >= cases * CaseFile.stepsMin else {
            throw ValidationError(RegisterError.notEnough(events: events, cases: cases).description)
        }
    }

    func run() throws {
        var draw = Draw(seed: seed)
        let key = SigningKey(try draw.key(), path: ledger + ".key")
        try open(key, &draw)
        var writer = try LedgerWriter.open(ledger, signingWith: [key], rules: Vocabulary.current)
        let lengths = lengths(&draw)
        let mean = max(1, (events - 1) / cases)
        let opened = max(1, min(MakeRegister.statementsPerDay / mean, cases / 25))
        var pending: [CaseFile] = []
        var day = 0, started = 0
        while started < cases || !pending.isEmpty {
            for number in started..<min(cases, started + opened) {
                pending.append(try CaseFile(number: number, length: lengths[number], &draw))
                started += 1
            }
            pending.shuffle(using: &draw)
            try record(&pending, &writer, &draw, day: day)
            pending.removeAll(where: \.isComplete)
            day += 1
        }
    }

    /// Well under the most entries of one batch, also on the days on which most cases are open.
    private static let statementsPerDay = 40_000

    private func open(_ key: SigningKey, _ draw: inout Draw) throws {
        guard let party = PartyID(Office.party), let partner = PartyID(Office.partner),
            let origin = Origin("\(Office.party).example/register")
        else { throw RegisterError.nothingToDraw }
        let opening = Opening(
            audience: [partner], keys: [EnrolledKey(key.key.publicKey)], origin: origin,
            party: Party(
                partyClass: "ombudsman", id: party, name: "Office",
                roles: CodeList.role.codes.map(\.code).sorted()))
        _ = try LedgerWriter.create(
            ledger, opening, signedBy: [key], id: try draw.eventID(),
            time: try MakeRegister.time(day: 0, second: 0))
    }

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

    private func record(
        _ pending: inout [CaseFile], _ writer: inout LedgerWriter, _ draw: inout Draw, day: Int
    ) throws {
        for start in stride(from: 0, to: pending.count, by: Limits.batchEntriesMax) {
            let part = start..<min(pending.count, start + Limits.batchEntriesMax)
            let statements = try part.map { place in
                try pending[place].statement(at: try MakeRegister.time(day: day, second: place), &draw)
            }
            let recorded = try writer.append(statements, signEach ? .each : .batch)
            for (place, statement) in zip(part, recorded) { pending[place].note(statement.hash) }
        }
    }

    /// A second of the register's days, the first of which is 2025-01-01.
    private static func time(day: Int, second: Int) throws(RegisterError) -> Timestamp {
        guard let time = Timestamp(secondsSinceEpoch: 1_735_689_600 + day * 86_400 + second % 86_400) else {
            throw .timeOutOfRange
        }
        return time
    }
}
