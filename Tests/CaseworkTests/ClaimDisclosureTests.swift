import Testing

@testable import Casework

/// What published figures give away (domain, section 3.7).
@Suite struct ClaimDisclosureTests {
    private func check(
        _ statements: [String], threshold: Int = 5, window: String? = ClaimDraft.lastDay
    ) throws -> DisclosureCheck {
        var draft = ClaimDraft(window: window)
        draft.statements = statements
        return DisclosureCheck(try draft.claim(), threshold: threshold)
    }

    private func number(_ check: DisclosureCheck, _ name: String) -> String? {
        check.cells.first { $0.name == name }?.range.phrase
    }

    @Test func `the report's figures give 3, 0, 4 and 1, which nobody stated`() throws {
        let check = try check(ClaimDraft.report)
        #expect(number(check, "C17 and C21") == "3")
        #expect(number(check, "C18 and C21") == "0")
        #expect(number(check, "C17 and C22") == "4")
        #expect(number(check, "C18 and C22") == "1")
        #expect(check.cells.filter(\.isImplied).count == 4)
        #expect(check.cells.filter(\.isImplied).allSatisfy { !$0.dangers.isEmpty })
        #expect(check.identifies)
    }

    @Test func `only the total of eight is left`() throws {
        let advice = try #require(try check(ClaimDraft.report).advice)
        #expect(advice.leaveOut.map(\.description) == ["C17", "C18", "C21", "C22"])
        #expect(advice.isFewest)
        #expect(advice.suggestions.contains("Say \"in both directions\" instead of C17 and C18."))
        #expect(advice.suggestions.contains { $0.contains("a week or a month instead of 24 hours") })
        #expect(try !check([ClaimDraft.report[0]]).identifies)
    }

    @Test func `what is left of a total is a cell too`() throws {
        let check = try check([ClaimDraft.count("C1", 8), ClaimDraft.count("C2", 7, ClaimDraft.toUA)])
        #expect(number(check, "C1 without C2") == "1")
        #expect(check.advice?.leaveOut.map(\.description) == ["C2"])
    }

    @Test func `eight in a day and nine in a week say that one came on another day`() throws {
        let week = "{\"anchor\":\"utterance\",\"ends\":\"closed\",\"from\":\"-P7D\",\"to\":\"PT0S\"}"
        let check = try check([ClaimDraft.count("C1", 8), ClaimDraft.count("C2", 9, window: week)])
        #expect(number(check, "C2 without C1") == "1")
        #expect(check.identifies)
    }

    @Test func `twenty in a month and nineteen in all its days but one leave one on the last`() throws {
        let during = { (last: String) in "{\"occurred\":\"2025-10-01/2025-10-\(last)\"}" }
        let check = try check(
            [
                ClaimDraft.count("C1", 20, during("31")), ClaimDraft.count("C2", 19, during("30")),
            ], window: nil)
        #expect(number(check, "C1 without C2") == "1")
        #expect(check.identifies)
    }

    @Test func `what parts of a month that do not meet leave of it is a cell`() throws {
        let during = { (days: String) in "{\"occurred\":\"\(days)\"}" }
        let check = try check(
            [
                ClaimDraft.count("C1", 30, during("2025-10-01/2025-10-31")),
                ClaimDraft.count("C2", 14, during("2025-10-01/2025-10-10")),
                ClaimDraft.count("C3", 15, during("2025-10-11/2025-10-20")),
            ], window: nil)
        #expect(number(check, "C1 without C2 and C3") == "1")
        #expect(check.identifies)
    }

    @Test func `events about one child each tell children apart as persons do`() throws {
        let events = "\(ClaimDraft.count("C2", 7, ClaimDraft.toUA).dropLast()),\"unit\":\"event\"}"
        let check = try check([ClaimDraft.count("C1", 8), events], window: nil)
        #expect(number(check, "C1 without C2") == "1")
        #expect(check.identifies)
    }

    @Test func `two counts of everybody that agree tell nobody apart`() throws {
        let check = try check([
            ClaimDraft.count("C1", 8), ClaimDraft.count("C2", 8, event: "border.crossed"),
            ClaimDraft.subset("R1", "C1", "C2"),
        ])
        #expect(!check.identifies)
    }

    @Test func `a large group that is wholly elsewhere is told from a zero`() throws {
        let check = try check([
            ClaimDraft.count("C1", 40), ClaimDraft.count("C2", 20, ClaimDraft.toUA),
            ClaimDraft.count("C3", 20, ClaimDraft.toRU), ClaimDraft.sum("R1", ["C2", "C3"], "C1"),
            ClaimDraft.count("C4", 10, ClaimDraft.fighting), ClaimDraft.subset("R2", "C4", "C2"),
        ])
        let crossing = try #require(check.cells.first { $0.name == "C3 and C4" })
        #expect(crossing.dangers == [.empty])
        let whole = try #require(check.cells.first { $0.name == "C2 and C4" })
        #expect(whole.dangers == [.everybody(of: StatementID("C4"))])
        #expect(check.advice?.leaveOut.map(\.description) == ["R2"], "the inclusion says it, not the numbers")
    }

    @Test func `a cell that is only known to be small identifies as well`() throws {
        let check = try check([
            ClaimDraft.count("C1", 20), ClaimDraft.count("C2", 18, ClaimDraft.toUA, op: "ge"),
        ])
        let rest = try #require(check.cells.first { $0.name == "C1 without C2" })
        #expect(rest.range == CountRange(agreed: 0, atMost: 2))
        #expect(rest.dangers == [.small])
    }

    @Test func `the threshold decides what is small`() throws {
        let statements = [ClaimDraft.count("C1", 8)]
        #expect(try !check(statements, threshold: 8).identifies)
        #expect(try check(statements, threshold: 9).identifies)
    }

    @Test func `figures that contradict each other are said not to be solved`() throws {
        let check = try check([
            ClaimDraft.count("C1", 8), ClaimDraft.count("C2", 9, ClaimDraft.toUA),
        ])
        #expect(check.notSolved.first?.contains("contradict") == true)
        #expect(check.identifies, "what was not looked through is never passed")
    }

    @Test func `more figures than can be looked through are said, not passed over`() throws {
        let statements =
            [ClaimDraft.count("C1", 900)]
            + (2...12).map {
                ClaimDraft.count("C\($0)", 100, "{\"by\":\"office-\($0)\"}")
            }
        let check = try check(statements)
        #expect(check.identifies)
        #expect(check.notSolved.count == 1)
    }

    @Test(arguments: [(7, 3, 2), (1_000_000_000, 999_999_997, 1)])
    func `whole numbers are found exactly, whatever their size`(total: Int, one: Int, other: Int) throws {
        let constraints = [
            LinearConstraint(coefficients: [2, 2, 0], relation: .equal, bound: 2 * one),
            LinearConstraint(coefficients: [1, 1, 1], relation: .atMost, bound: total),
            LinearConstraint(coefficients: [2, 0, 2], relation: .atMost, bound: 2 * other + 1),
        ]
        let numbers = try #require(try WholeNumbers(constraints, variableCount: 3))
        #expect(try numbers.maximum(of: [1, 0, 1]) == .at(other))
        #expect(try numbers.minimum(of: [0, 1, 0]) == .at(one - other))
    }
}
