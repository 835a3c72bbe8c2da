import Foundation
import Testing

/// The fixtures of the samples: what `audit`, `claims check` and `claims lint` must find in each of them stands in its
/// `expected.txt`, command by command. `GOODFAITH_REGENERATE=1` writes these files anew; read what it changes.
@Suite struct FixtureTests {
    private static let folder = Command.repository.appendingPathComponent("ledger-samples/fixtures")

    static let names: [String] = {
        let found = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return found.filter { !$0.hasSuffix(".md") }.sorted()
    }()

    @Test func `There are the thirteen that the domain asks for`() {
        #expect(
            FixtureTests.names.map { String($0.prefix(2)) } == (1...13).map { $0 < 10 ? "0\($0)" : "\($0)" })
    }

    @Test(arguments: names) func `Each gives what its file expects`(name: String) throws {
        let folder = FixtureTests.folder.appendingPathComponent(name)
        let file = folder.appendingPathComponent("expected.txt")
        let expected = try String(contentsOf: file, encoding: .utf8)
        let commands = expected.split(separator: "\n").filter { $0.hasPrefix("$ goodfaith ") }
        #expect(!commands.isEmpty)
        var found = ""
        for command in commands {
            let words = command.dropFirst("$ goodfaith ".count).split(separator: " ").map(String.init)
            let result = try Command.run(Command.executable, words + ["--json"], in: folder, input: "")
            let json = try #require(
                try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any],
                "\(result.error)")
            let lines = try Outcome(json).lines
            found += ([String(command), "exit \(result.status)"] + lines).joined(separator: "\n") + "\n"
        }
        if ProcessInfo.processInfo.environment["GOODFAITH_REGENERATE"] != nil {
            try found.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(found == expected)
    }
}

/// The answer of a command in JSON as lines that a person can read and check.
private struct Outcome {
    private(set) var lines: [String] = []

    init(_ json: [String: Any]) throws {
        for claim in json["claims"] as? [[String: Any]] ?? [] {
            if let check = claim["check"] as? [String: Any] { try addCells(check) } else { try add(claim) }
        }
        for count in json["counts"] as? [[String: Any]] ?? [] {
            let label = try #require(count["label"] as? String)
            guard let most = count["at_most"] as? Int, most > 0 else { continue }
            lines.append("count \(label): \(try Outcome.number(count))")
        }
        for finding in json["findings"] as? [[String: Any]] ?? [] {
            lines.append("finding \(try #require(finding["code"] as? String))")
        }
        for obligation in json["obligations"] as? [[String: Any]] ?? [] {
            lines.append("owed \(try #require((obligation["code"] ?? obligation["obligation"]) as? String))")
        }
    }

    private mutating func add(_ claim: [String: Any]) throws {
        let place = try #require(claim["claim"] as? [String: Any])
        lines.append("claim \(place["party"] ?? "")#\(place["index"] ?? "")")
        for statement in try #require(claim["statements"] as? [[String: Any]]) {
            let id = try #require(statement["id"] as? String)
            let now = try Outcome.verdicts(statement["as_of_now"])
            let then = try Outcome.verdicts(statement["as_of_claim"])
            lines.append("  \(id) \(now)")
            if then != now { lines.append("  \(id) when it was said: \(then)") }
        }
        for relation in claim["arithmetic"] as? [[String: Any]] ?? [] {
            lines.append("  arithmetic \(relation["sentence"] ?? ""): \(relation["verdict"] ?? "")")
        }
        for warning in claim["warnings"] as? [[String: Any]] ?? [] {
            lines.append("  warning \(warning["code"] ?? "")")
        }
    }

    private static func verdicts(_ levels: Any?) throws -> String {
        let levels = try #require(levels as? [String: Any])
        return try ["asserted", "bilateral", "witnessed"].map { level in
            let finding = try #require(levels[level] as? [String: Any])
            let number = try (finding["number"] as? [String: Any]).map { " (\(try Outcome.number($0)))" } ?? ""
            return "\(level) \(finding["verdict"] ?? "")\(number)"
        }.joined(separator: ", ")
    }

    /// `8`, `7 to 8`, or `7 or more` where nothing says how many there are at most.
    private static func number(_ number: [String: Any]) throws -> String {
        let agreed = try #require(number["agreed"] as? Int)
        guard let most = number["at_most"] as? Int else { return "\(agreed) or more" }
        return agreed == most ? "\(agreed)" : "\(agreed) to \(most)"
    }

    private mutating func addCells(_ check: [String: Any]) throws {
        for cell in try #require(check["cells"] as? [[String: Any]]) {
            let inside = try #require(cell["inside"] as? [String]).joined(separator: " and ")
            let dangers = (cell["dangers"] as? [[String: Any]] ?? []).compactMap { $0["kind"] as? String }
            let said = cell["stated"] as? Bool == true ? "stated" : "follows"
            lines.append(
                "cell \(inside): \(try Outcome.number(try #require(cell["number"] as? [String: Any]))), \(said)"
                    + dangers.map { ", \($0)" }.joined())
        }
        let advice = check["advice"] as? [String: Any]
        lines.append("leave out \((advice?["leave_out"] as? [String] ?? []).joined(separator: " "))")
    }
}
