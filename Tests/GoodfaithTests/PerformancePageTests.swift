import Foundation
import Testing

/// That the page on performance shows the budget that is measured. What was measured is no test's business.
@Suite struct PerformancePageTests {
    /// What a row is, what it is held against, and what its ratio must keep.
    private struct Row: Hashable {
        let what: String
        let reference: String
        let bound: String
    }

    private static func text(_ path: String) throws -> String {
        try String(contentsOf: Command.repository.appendingPathComponent(path), encoding: .utf8)
    }

    private static func budget() throws -> [[String]] {
        try text("Tests/Benchmarks/budget.tsv").split(separator: "\n").filter { !$0.hasPrefix("#") }.map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
    }

    private static func shown() throws -> [Row] {
        let lines = try text("docs/performance.md").split(separator: "\n")
        guard let header = lines.firstIndex(where: { $0.hasPrefix("| what | held against |") }) else {
            return []
        }
        return lines[(header + 2)...].prefix { $0.hasPrefix("|") }.map { line in
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            // An empty piece before the first bar, and one behind the last.
            return cells.count == 10
                ? Row(what: cells[1], reference: cells[2], bound: cells[7])
                : Row(what: String(line), reference: "", bound: "")
        }
    }

    @Test func `Every row of the budget says what is measured, in which unit, and what it must keep`() throws {
        let budget = try Self.budget()
        #expect(budget.count > 20)
        #expect(Set(budget.map { $0[0] }).count == budget.count)
        for row in budget {
            try #require(row.count == 5, "\(row)")
            #expect(["/s", "s", "MiB", "B", "calls"].contains(row[2]), "\(row[0])")
            #expect(row[1] == "*" || row[1].wholeMatch(of: /(>=|<=|<) [0-9]+(\.[0-9]+)?/) != nil, "\(row[0])")
        }
    }

    @Test func `The page has the rows of the budget, in its order and with its bounds`() throws {
        let budget = try Self.budget().map {
            Row(what: $0[3], reference: $0[4], bound: $0[1] == "*" ? "" : $0[1])
        }
        #expect(try Self.shown() == budget)
    }

    @Test func `The script measures every row of the budget, and no other`() throws {
        let folder = "Tests/Benchmarks/ratios"
        let parts = try FileManager.default.contentsOfDirectory(
            atPath: Command.repository.appendingPathComponent(folder).path)
        let script = try (["\(folder).sh"] + parts.map { "\(folder)/\($0)" }).map(Self.text).joined()
        let algorithms = try #require(script.firstMatch(of: /for algorithm in ([a-z0-9 -]+);/)?.1)
        let pattern = /(?:sample|record_from) "?([a-z][a-z0-9-]*(?:\$algorithm)?)"?/
        var measured: Set<String> = []
        for match in script.matches(of: pattern) {
            let key = String(match.1)
            guard key.hasSuffix("$algorithm") else {
                measured.insert(key)
                continue
            }
            for algorithm in algorithms.split(separator: " ") {
                measured.insert(key.replacingOccurrences(of: "$algorithm", with: algorithm))
            }
        }
        #expect(measured == Set(try Self.budget().map { $0[0] }))
    }
}
