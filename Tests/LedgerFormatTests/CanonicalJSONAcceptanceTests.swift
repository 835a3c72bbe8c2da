import LedgerFormat
import Testing

/// What the strict reader must take, and what it makes of it.
struct CanonicalJSONAcceptanceTests {
    static let accepted: [String] = [
        "{}", "[]", "\"\"", "0", "-1", "true", "false", "[[]]", "[{}]", "{\"a\":{}}", "[0,1,2]",
        "9007199254740991", "-9007199254740991", "{\"a\":1,\"a0\":2,\"a_\":3,\"aa\":4,\"b\":5}",
        "[true,false]",
        "{\"\(name(64))\":0}", "\"\\\"\"", "\"\\\\\"", "\"\\\\\\\"\"", "\"/\"", "\"<>&'\"", "\" \"", "\"~\"",
        "\"a b\"",
        // The smallest and the largest scalar of each length, and the neighbours of what is forbidden.
        "\"\u{A0}\"", "\"\u{7FF}\"", "\"\u{800}\"", "\"\u{D7FF}\"", "\"\u{E000}\"", "\"\u{FFFD}\"",
        "\"\u{10000}\"",
        "\"\u{10FFFD}\"", "\"\u{61B}\"", "\"\u{61D}\"", "\"\u{200B}\"", "\"\u{200D}\"", "\"\u{2010}\"",
        "\"\u{2029}\"",
        "\"\u{2028}\"", "\"\u{202F}\"", "\"\u{2065}\"", "\"\u{206A}\"", "\"\u{FDCF}\"", "\"\u{FDF0}\"",
        "\"\u{FEFF}\"",
        // Both normal forms of one letter: canonical JSON keeps what it is given.
        "\"\u{E9}\"", "\"e\u{301}\"", "\"\u{405}\u{0444}\"", "\"\u{1F602}\"",
    ]

    static func name(_ length: Int) -> String { String(repeating: "n", count: length) }

    @Test("takes what is canonical, and writes it again to the same bytes", arguments: accepted)
    func accepts(text: String) throws {
        let bytes = Array(text.utf8)
        let document = try CanonicalJSON(bytes)
        #expect(try JSON(document.root).canonicalBytes() == bytes)
    }

    @Test("takes sixteen levels of nesting, and refuses the seventeenth where it opens")
    func depth() throws {
        let sixteen = String(repeating: "[", count: 16) + String(repeating: "]", count: 16)
        #expect(throws: Never.self) { try CanonicalJSON(Array(sixteen.utf8)) }
        let seventeen = String(repeating: "[", count: 17) + String(repeating: "]", count: 17)
        let refusal = try #require(rejection(of: Array(seventeen.utf8)))
        #expect(refusal.reason == .depth)
        #expect(refusal.offset == 16)
        let objects = String(repeating: "{\"a\":", count: 17) + "0" + String(repeating: "}", count: 17)
        #expect(rejection(of: Array(objects.utf8))?.reason == .depth)
        // What is closed again does not count.
        let wide = "[" + Array(repeating: "[[]]", count: 40).joined(separator: ",") + "]"
        #expect(throws: Never.self) { try CanonicalJSON(Array(wide.utf8)) }
    }

    @Test("stops at the depth limit of a hostile line instead of recursing through it")
    func hostileDepth() throws {
        let deep = [UInt8](repeating: UInt8(ascii: "["), count: 131_072)
        #expect(rejection(of: deep)?.reason == .depth)
    }

    @Test("gives the kinds, the values and their places")
    func values() throws {
        let text =
            "{\"a\":[1,-2,\"x\\\"y\\\\z\"],\"b\":true,\"c\":{\"d\":\"é\"},\"e\":9007199254740991,\"f\":false}"
        let root = try CanonicalJSON(Array(text.utf8)).root
        #expect(root.kind == .object)
        #expect(root.members.map(\.name) == ["a", "b", "c", "e", "f"])
        let list = try #require(root["a"])
        #expect(list.kind == .array)
        #expect(list.elements.map(\.integer) == [1, -2, nil])
        #expect(list.elements.map(\.string) == [nil, nil, "x\"y\\z"])
        #expect(root["b"]?.boolean == true)
        #expect(root["f"]?.boolean == false)
        #expect(root["c"]?["d"]?.string == "é")
        #expect(root["e"]?.integer == Limits.integerMax)
        #expect(root["g"] == nil)
        #expect(list["a"] == nil)
        #expect(root["b"]?.string == nil)
        #expect(root["b"]?.integer == nil)
        #expect(Array(list.bytes) == Array("[1,-2,\"x\\\"y\\\\z\"]".utf8))
        #expect(root["c"]?["d"]?.isString("é") == true)
        #expect(list.elements.contains { $0.isString("x\"y\\z") })
        #expect(root.elements.map(\.kind) == [])
        #expect(list.members.map(\.name) == [])
    }

    @Test("counts places from the start of the range, and values from the start of the buffer")
    func range() throws {
        let buffer = Array("xx[1,\"a\"]yy".utf8)
        let root = try CanonicalJSON(buffer, in: 2..<9).root
        #expect(root.range == 2..<9)
        #expect(root.elements.map(\.range) == [3..<4, 6..<7])
        #expect(throws: JSONRejection.self) { try CanonicalJSON(buffer, in: 2..<8) }
        do throws(JSONRejection) {
            _ = try CanonicalJSON(buffer, in: 2..<10)
            Issue.record("the byte after the value was taken")
        } catch {
            #expect(error.reason == .trailingBytes)
            #expect(error.offset == 7)
        }
    }

    private func rejection(of bytes: [UInt8]) -> JSONRejection? {
        do throws(JSONRejection) {
            _ = try CanonicalJSON(bytes)
            return nil
        } catch {
            return error
        }
    }
}
