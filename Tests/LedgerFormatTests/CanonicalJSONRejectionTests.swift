import LedgerFormat
import Testing

/// Every way in which a line can fail to be canonical, with its reason and the place of the first byte that
/// cannot stand.
struct CanonicalJSONRejectionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let reason: JSONRejection.Reason
        let offset: Int
        init(_ text: String, _ reason: JSONRejection.Reason, _ offset: Int) {
            (self.text, self.reason, self.offset) = (text, reason, offset)
        }
        var testDescription: String { "\(text.debugDescription): \(reason.rawValue) at \(offset)" }
    }

    static let syntax: [Case] = [
        Case("", .syntax, 0), Case("{", .syntax, 1), Case("[", .syntax, 1), Case("}", .syntax, 0),
        Case("]", .syntax, 0),
        Case("{\"a\":1", .syntax, 6), Case("{\"a\"", .syntax, 4), Case("{\"a\":", .syntax, 5),
        Case("{\"a\":1]", .syntax, 6),
        Case("[1", .syntax, 2), Case("[1}", .syntax, 2), Case("[1,]", .syntax, 3), Case("[,1]", .syntax, 1),
        Case("{\"a\":1,}", .syntax, 7), Case("{,}", .syntax, 1), Case("{a:1}", .syntax, 1),
        Case("{1:1}", .syntax, 1),
        Case("{'a':1}", .syntax, 1), Case("[1 2]", .whiteSpace, 2), Case("[1;2]", .syntax, 2),
        Case("{\"a\"=1}", .syntax, 4),
        Case("tru", .syntax, 3), Case("truE", .syntax, 3), Case("True", .syntax, 0),
        Case("falsy", .syntax, 4),
        Case("\"abc", .syntax, 4), Case("\"a\\\"", .syntax, 4), Case("\"a\\", .syntax, 2),
        Case("'a'", .syntax, 0),
        Case("NaN", .syntax, 0), Case("Infinity", .syntax, 0), Case("-Infinity", .syntax, 1),
        Case("+1", .syntax, 0),
        Case(".5", .syntax, 0), Case("-", .syntax, 1), Case("-a", .syntax, 1), Case("/**/1", .syntax, 0),
        Case("\u{FEFF}{}", .syntax, 0),
    ]

    static let places: [Case] = [
        Case(" {}", .whiteSpace, 0), Case("{} ", .whiteSpace, 2), Case("{}\n", .whiteSpace, 2),
        Case("{ }", .whiteSpace, 1),
        Case("[\t]", .whiteSpace, 1), Case("{\"a\" :1}", .whiteSpace, 4), Case("{\"a\": 1}", .whiteSpace, 5),
        Case("{\"a\":1 }", .whiteSpace, 6), Case("{\"a\":1, \"b\":2}", .whiteSpace, 7),
        Case("[1\r]", .whiteSpace, 2),
        Case("{}\r", .whiteSpace, 2), Case("{}{}", .trailingBytes, 2), Case("1,2", .trailingBytes, 1),
        Case("{}//", .trailingBytes, 2), Case("true1", .trailingBytes, 4), Case("{}\u{0}", .trailingBytes, 2),
        Case("null", .null, 0), Case("{\"a\":null}", .null, 5), Case("[null]", .null, 1),
        Case("nil", .null, 0),
    ]

    static let numbers: [Case] = [
        Case("01", .number, 0), Case("00", .number, 0), Case("-0", .number, 0), Case("-01", .number, 0),
        Case("-00", .number, 0),
        Case("1.0", .number, 1), Case("0.5", .number, 1), Case("1e2", .number, 1), Case("1E2", .number, 1),
        Case("0e0", .number, 1), Case("-1.5", .number, 2), Case("[1.0]", .number, 2),
        Case("9007199254740992", .number, 0),
        Case("-9007199254740992", .number, 0), Case("[9007199254740993]", .number, 1),
        Case("{\"a\":99999999999999999999999999999999999999}", .number, 5),
    ]

    static let names: [Case] = [
        Case("{\"\":1}", .memberName, 1), Case("{\"A\":1}", .memberName, 1),
        Case("{\"1\":1}", .memberName, 1),
        Case("{\"_a\":1}", .memberName, 1), Case("{\"a-b\":1}", .memberName, 1),
        Case("{\"a b\":1}", .memberName, 1),
        Case("{\"a.b\":1}", .memberName, 1), Case("{\"é\":1}", .memberName, 1),
        Case("{\"\\u0061\":1}", .memberName, 1),
        Case("{\"a\\\"\":1}", .memberName, 1), Case("{\"aB\":1}", .memberName, 1),
        Case("{\"a", .memberName, 1),
        Case("{\"\(CanonicalJSONAcceptanceTests.name(65))\":1}", .memberName, 1),
        Case("{\"a\":1,\"B\":2}", .memberName, 7),
        Case("{\"b\":1,\"a\":2}", .memberOrder, 8), Case("{\"ab\":1,\"a\":2}", .memberOrder, 9),
        Case("{\"a_\":1,\"a0\":2}", .memberOrder, 9), Case("{\"x\":{\"b\":1,\"a\":2}}", .memberOrder, 13),
        Case("{\"a\":1,\"c\":2,\"b\":3}", .memberOrder, 14), Case("{\"a\":1,\"a\":1}", .duplicateMember, 8),
        Case("{\"a\":1,\"a\":2}", .duplicateMember, 8), Case("[{\"k\":[],\"k\":[]}]", .duplicateMember, 10),
    ]

    static let escapes: [Case] = [
        Case("\"\\/\"", .escape, 1), Case("\"\\u0041\"", .escape, 1), Case("\"\\u00e9\"", .escape, 1),
        Case("\"\\uD83D\\uDE02\"", .escape, 1), Case("\"\\u2028\"", .escape, 1),
        Case("\"a\\x41\"", .escape, 2),
        Case("\"\\'\"", .escape, 1), Case("\"\\a\"", .escape, 1), Case("\"\\0\"", .escape, 1),
        Case("\"\\ \"", .escape, 1),
        Case("\"\\u001f\"", .escape, 1), Case("\"\\\\\\q\"", .escape, 3), Case("\"\\n\"", .character, 1),
        Case("\"\\t\"", .character, 1), Case("\"\\r\"", .character, 1), Case("\"\\b\"", .character, 1),
        Case("\"x\\f\"", .character, 2),
    ]

    @Test("refuses what is no JSON at all", arguments: syntax)
    func refusesSyntax(item: Case) { check(item) }

    @Test("refuses white space, null and what follows the value", arguments: places)
    func refusesPlaces(item: Case) { check(item) }

    @Test("refuses every number but a whole one within 2^53-1 in its shortest form", arguments: numbers)
    func refusesNumbers(item: Case) { check(item) }

    @Test("refuses member names of another form, out of order, or twice", arguments: names)
    func refusesNames(item: Case) { check(item) }

    @Test("refuses every escape but those of the quotation mark and the backslash", arguments: escapes)
    func refusesEscapes(item: Case) { check(item) }

    @Test("hits every reason there is")
    func everyReason() {
        let tables = Self.syntax + Self.places + Self.numbers + Self.names + Self.escapes
        let elsewhere: Set<JSONRejection.Reason> = [.utf8, .depth]
        #expect(Set(tables.map(\.reason)).union(elsewhere) == Set(JSONRejection.Reason.allCases))
    }

    private func check(_ item: Case) {
        do throws(JSONRejection) {
            _ = try CanonicalJSON(Array(item.text.utf8))
            Issue.record("\(item.text.debugDescription) was taken")
        } catch {
            #expect(error.reason == item.reason)
            #expect(error.offset == item.offset)
            #expect(!error.explanation.isEmpty && !error.explanation.hasSuffix("."))
        }
    }
}
