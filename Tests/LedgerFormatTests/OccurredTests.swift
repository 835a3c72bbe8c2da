import LedgerFormat
import Testing

struct OccurredTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let precision: Occurred.Precision
        let first: String
        let last: String
        var isInterval: Bool { text.contains("/") }
        var testDescription: String { text }
    }

    static let accepted: [Case] = [
        Case(
            text: "2025-10-10T09:30:00Z", precision: .instant, first: "2025-10-10T09:30:00Z",
            last: "2025-10-10T09:30:00Z"),
        Case(
            text: "2025-10-10", precision: .day, first: "2025-10-10T00:00:00Z", last: "2025-10-10T23:59:59Z"),
        Case(text: "2025-08", precision: .month, first: "2025-08-01T00:00:00Z", last: "2025-08-31T23:59:59Z"),
        Case(text: "2024-02", precision: .month, first: "2024-02-01T00:00:00Z", last: "2024-02-29T23:59:59Z"),
        Case(text: "1900-02", precision: .month, first: "1900-02-01T00:00:00Z", last: "1900-02-28T23:59:59Z"),
        Case(text: "2000-02", precision: .month, first: "2000-02-01T00:00:00Z", last: "2000-02-29T23:59:59Z"),
        Case(
            text: "2025-10-09T09:30:00Z/2025-10-10T09:30:00Z", precision: .instant,
            first: "2025-10-09T09:30:00Z",
            last: "2025-10-10T09:30:00Z"),
        Case(
            text: "2025-10-09/2025-10-10", precision: .day, first: "2025-10-09T00:00:00Z",
            last: "2025-10-10T23:59:59Z"),
        Case(
            text: "2025-10-09/2025-10-09", precision: .day, first: "2025-10-09T00:00:00Z",
            last: "2025-10-09T23:59:59Z"),
        Case(
            text: "2024-12/2025-02", precision: .month, first: "2024-12-01T00:00:00Z",
            last: "2025-02-28T23:59:59Z"),
        Case(text: "9999-12", precision: .month, first: "9999-12-01T00:00:00Z", last: "9999-12-31T23:59:59Z"),
    ]

    @Test("takes an instant, a day, a month and intervals of one kind, with both ends", arguments: accepted)
    func accepts(item: Case) throws {
        let occurred = try #require(Occurred(item.text))
        #expect(occurred.precision == item.precision)
        #expect(occurred.isInterval == item.isInterval)
        #expect(occurred.earliest.description == item.first)
        #expect(occurred.latest.description == item.last)
        #expect(occurred.description == item.text)
    }

    static let refused: [String] = [
        "", "2025", "2025-1", "2025-13", "2025-00", "2025-02-29", "2025-10-32", "2025-10-10T09:30Z",
        "2025-08/2025-07",
        "2025-10-10/2025-10-09", "2025-10-10T09:30:01Z/2025-10-10T09:30:00Z", "2025-08/2025-10-10",
        "2025-10-10/2025-10-10T09:30:00Z", "2025-08/", "/2025-08", "/", "2025-08/2025-09/2025-10",
        "2025-08//2025-09",
        "2025-08/P1M", "2025-W32", "2025-222", "0000-01", " 2025-08", "2025-08 ", "2025-O8",
    ]

    @Test(
        "refuses other forms, mixed kinds, dates that do not exist and intervals that end first",
        arguments: refused)
    func refuses(text: String) { #expect(Occurred(text) == nil) }
}
