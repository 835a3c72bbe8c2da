import LedgerFormat
import Testing

@testable import Casework

/// A claim that a test puts together from statements as they stand in a ledger.
struct ClaimDraft {
    static let lastDay = "{\"anchor\":\"utterance\",\"ends\":\"closed\",\"from\":\"-PT24H\",\"to\":\"PT0S\"}"
    static let twoDays =
        "{\"anchor\":\"calendar_day\",\"ends\":\"closed_open\",\"from\":\"-PT24H\",\"to\":\"PT24H\"}"

    var uttered = "2025-10-10T15:00:00Z"
    var window: String? = ClaimDraft.lastDay
    var statements: [String]

    init(_ statements: String..., uttered: String = "2025-10-10T15:00:00Z", window: String? = lastDay) {
        (self.statements, self.uttered, self.window) = (statements, uttered, window)
    }

    /// The data of the event, as canonical JSON.
    var text: String {
        let window = window.map { ",\"window\":\($0)" } ?? ""
        return "{\"definition\":\"child.reunified\",\"language\":\"en\",\"medium\":\"spoken\","
            + "\"occurred\":\"\(uttered)\",\"speaker\":\"ua-office\","
            + "\"statements\":[\(statements.joined(separator: ","))]\(window)}"
    }

    func claim() throws -> PublishedClaim { try PublishedClaim(file: Array(text.utf8)) }

    // MARK: Statements

    static func count(
        _ id: String, _ number: Int, _ filter: String? = nil, event: String? = nil, op: String = "eq",
        window: String? = nil
    ) -> String {
        let members = [
            event.map { "\"event\":\"\($0)\"" }, filter.map { "\"filter\":\($0)" }, "\"id\":\"\(id)\"",
            "\"kind\":\"count\"", "\"n\":\(number)", "\"op\":\"\(op)\"", window.map { "\"window\":\($0)" },
        ]
        return "{\(members.compactMap { $0 }.joined(separator: ","))}"
    }

    static func exists(_ id: String, _ event: String, _ filter: String? = nil) -> String {
        "{\"event\":\"\(event)\",\(filter.map { "\"filter\":\($0)," } ?? "")"
            + "\"id\":\"\(id)\",\"kind\":\"exists\"}"
    }

    static func sum(_ id: String, _ parts: [String], _ whole: String) -> String {
        let list = parts.map { "\"\($0)\"" }.joined(separator: ",")
        return "{\"id\":\"\(id)\",\"kind\":\"sum\",\"parts\":[\(list)],\"whole\":\"\(whole)\"}"
    }

    static func subset(_ id: String, _ inner: String, _ outer: String) -> String {
        "{\"id\":\"\(id)\",\"inner\":\"\(inner)\",\"kind\":\"subset\",\"outer\":\"\(outer)\"}"
    }

    static let toUA = "{\"from\":\"RU\",\"to\":\"UA\"}"
    static let toRU = "{\"from\":\"UA\",\"to\":\"RU\"}"
    static let fighting = "{\"circumstance\":\"hostilities_displacement\"}"
    static let borders = "{\"circumstance\":\"conflict\",\"configuration\":\"across_border\"}"

    /// The figures of the report and what it says of them.
    static let report = [
        count("C15", 8), count("C17", 7, toUA), count("C18", 1, toRU), count("C21", 3, fighting),
        count("C22", 5, borders), subset("C23", "C18", "C22"), sum("R1", ["C17", "C18"], "C15"),
        sum("R2", ["C21", "C22"], "C15"), subset("R5", "C21", "C17"),
    ]
}

extension ClaimCheck {
    /// The verdict on one statement, as of now.
    func verdict(_ id: String, _ level: EvidenceLevel = .asserted, _ moment: ClaimMoment = .now)
        -> ClaimVerdict?
    {
        results.first { $0.statement.id.description == id }?[level, moment].verdict
    }

    /// The number of one statement, as of now.
    func number(_ id: String, _ level: EvidenceLevel = .asserted) -> String? {
        results.first { $0.statement.id.description == id }?[level, .now].range?.phrase
    }
}
