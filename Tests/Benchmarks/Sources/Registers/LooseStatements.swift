internal import LedgerCrypto
public import LedgerFormat
public import LedgerStore

extension Register {
    /// Statements of the mix and size that a register has, which refer to hashes that were drawn: the writer
    /// and the verifier treat them as any others, and no ledger has to stand before they can be made.
    public static func looseStatements(_ count: Int, _ draw: inout Draw) throws -> [Statement] {
        var statements: [Statement] = []
        statements.reserveCapacity(count)
        let time = try firstMoment()
        while statements.count < count {
            var file = try CaseFile(number: statements.count, length: 20, &draw)
            while !file.isComplete, statements.count < count {
                statements.append(try file.statement(at: time, &draw))
                file.note(try draw.digest())
            }
        }
        return statements
    }

    /// When a register begins.
    public static func firstMoment() throws(RegisterError) -> Timestamp { try time(day: 0, second: 0) }
}
