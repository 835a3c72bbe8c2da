import LedgerFormat
import Testing

@testable import Casework

/// What follows from the published figures alone.
@Suite struct ClaimArithmeticTests {
    private func verdicts(_ statements: [String]) throws -> [String: ClaimVerdict] {
        var draft = ClaimDraft()
        draft.statements = statements
        let results = ClaimArithmetic(try draft.claim()).results
        return Dictionary(results.map { ($0.statement?.description ?? "all", $0.verdict) }) { first, _ in first
        }
    }

    @Test func `the report's sums and inclusions hold`() throws {
        #expect(
            try verdicts(ClaimDraft.report) == ["C23": .holds, "R1": .holds, "R2": .holds, "R5": .holds])
    }

    @Test func `three, five and the one who is among the five are not nine`() throws {
        var statements = ClaimDraft.report.filter { !$0.contains("\"R1\"") && !$0.contains("\"R2\"") }
        statements[0] = ClaimDraft.count("C15", 9)
        statements.append(ClaimDraft.sum("R4", ["C21", "C22", "C18"], "C15"))
        var draft = ClaimDraft()
        draft.statements = statements
        let arithmetic = ClaimArithmetic(try draft.claim())
        #expect(arithmetic[StatementID("R4")]?.verdict == .fails)
        #expect(arithmetic[StatementID("R4")]?.sentence.contains("counts some twice") == true)
        #expect(arithmetic.fails)
    }

    @Test(arguments: [
        ("eq", 7, "eq", 9, ClaimVerdict.fails), ("ge", 7, "eq", 9, .undetermined), ("ge", 9, "eq", 9, .fails),
        ("le", 9, "ge", 20, .fails), ("le", 3, "le", 2, .undetermined),
    ]) func `a sum of bounds is decided where the bounds decide`(
        op: String, part: Int, wholeOp: String, whole: Int, verdict: ClaimVerdict
    ) throws {
        let found = try verdicts([
            ClaimDraft.count("C1", part, ClaimDraft.toUA, op: op), ClaimDraft.count("C2", 1, ClaimDraft.toRU),
            ClaimDraft.count("C3", whole, op: wholeOp), ClaimDraft.sum("R1", ["C1", "C2"], "C3"),
        ])
        #expect(found["R1"] == verdict)
    }

    @Test func `more cannot be among fewer`() throws {
        let found = try verdicts([
            ClaimDraft.count("C1", 5, ClaimDraft.toUA), ClaimDraft.count("C2", 3, ClaimDraft.fighting),
            ClaimDraft.subset("R1", "C1", "C2"),
        ])
        #expect(found["R1"] == .fails)
    }

    @Test func `figures that only together contradict each other are found`() throws {
        let found = try verdicts([
            ClaimDraft.count("C1", 8), ClaimDraft.count("C2", 5, ClaimDraft.toUA),
            ClaimDraft.count("C3", 4, ClaimDraft.toRU),
        ])
        #expect(found == ["all": .fails], "five one way and four the other are nine, and not eight")
    }

    @Test(arguments: [
        ("2025-10-10", ClaimStatement.Weekday.friday), ("1970-01-01", .thursday), ("1969-12-31", .wednesday),
        ("2024-02-29", .thursday), ("2000-01-01", .saturday),
    ]) func `a day has its weekday`(day: String, weekday: ClaimStatement.Weekday) throws {
        #expect(ClaimStatement.Weekday(of: try #require(Occurred(day)).earliest) == weekday)
    }

    @Test func `a wrong weekday fails`() throws {
        let found = try verdicts([
            "{\"day\":\"2025-10-10\",\"id\":\"C29\",\"kind\":\"date\",\"weekday\":\"monday\"}"
        ])
        #expect(found["C29"] == .fails)
    }
}
