import LedgerFormat
import Testing

/// Which characters may stand in a string, and which byte sequences are UTF-8 at all.
struct CanonicalJSONCharacterTests {
    /// Ranges of scalars, first and last, that no string of a ledger holds.
    static let forbidden: [(name: String, range: ClosedRange<UInt32>)] = [
        ("C0 controls", 0x00...0x1F), ("delete", 0x7F...0x7F), ("C1 controls", 0x80...0x9F),
        ("Arabic letter mark", 0x061C...0x061C), ("direction marks", 0x200E...0x200F),
        ("embeddings and overrides", 0x202A...0x202E), ("isolates", 0x2066...0x2069),
        ("noncharacters", 0xFDD0...0xFDEF),
    ]

    @Test(
        "refuses every control, direction and noncharacter where it stands, in a value", arguments: forbidden)
    func classes(name: String, range: ClosedRange<UInt32>) throws {
        for value in range {
            let scalar = try #require(Unicode.Scalar(value))
            check("\"ab\(scalar)\"", .character, 3)
        }
    }

    @Test("refuses the last two code points of every plane")
    func planes() throws {
        for plane in UInt32(0)...16 {
            for low in UInt32(0xFFFE)...0xFFFF {
                let scalar = try #require(Unicode.Scalar(plane << 16 | low))
                check("[\"\(scalar)\"]", .character, 2)
            }
            let neighbour = try #require(Unicode.Scalar(plane << 16 | 0xFFFD))
            #expect(throws: Never.self) { try CanonicalJSON(Array("\"\(neighbour)\"".utf8)) }
        }
    }

    @Test("takes every other scalar that there is")
    func everyOther() throws {
        let forbidden = Set(Self.forbidden.flatMap { Array($0.range) } + [0x22, 0x5C])
        var refused: [UInt32] = []
        for value in UInt32(0)...0x10FFFF where value & 0xFFFE != 0xFFFE && !forbidden.contains(value) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let bytes = [0x22] + Array(UTF8.encode(scalar).map(Array.init) ?? []) + [0x22]
            if (try? CanonicalJSON(bytes)) == nil { refused.append(value) }
        }
        #expect(refused.isEmpty)
    }

    /// Bytes between the quotation marks that are not UTF-8.
    static let malformed: [[UInt8]] = [
        [0x80], [0xBF], [0xC0, 0x80], [0xC0, 0xAF], [0xC1, 0xBF], [0xC2], [0xC2, 0x20], [0xC2, 0xC2],
        [0xDF, 0x7F],
        [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF], [0xE0, 0xA0], [0xE1, 0x80], [0xE2, 0x28, 0xA1],
        [0xE2, 0x82, 0x28],
        [0xED, 0xA0, 0x80], [0xED, 0xAD, 0xBF], [0xED, 0xB0, 0x80], [0xED, 0xBF, 0xBF],
        [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x82],
        [0xEF, 0xBF], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x90, 0x80],
        [0xF0, 0x28, 0x8C, 0xBC],
        [0xF0, 0x90, 0x28, 0xBC], [0xF0, 0x90, 0x80, 0x28], [0xF4, 0x90, 0x80, 0x80],
        [0xF5, 0x80, 0x80, 0x80],
        [0xF7, 0xBF, 0xBF, 0xBF], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFC, 0x84, 0x80, 0x80, 0x80, 0x80],
        [0xFE], [0xFF],
        [0xFE, 0xFF], [0xFF, 0xFE],
    ]

    @Test(
        "refuses what is not UTF-8: overlong forms, halves of pairs, broken and missing bytes",
        arguments: malformed)
    func utf8(sequence: [UInt8]) {
        check(bytes: [0x22, 0x61] + sequence + [0x22], .utf8, 2)
    }

    @Test("refuses a string that the end of the bytes cuts inside a character", arguments: [1, 2, 3])
    func cut(kept: Int) throws {
        let scalar = Array("\u{1F602}".utf8)
        check(bytes: [0x22] + scalar.prefix(kept), .utf8, 1)
    }

    private func check(_ text: String, _ reason: JSONRejection.Reason, _ offset: Int) {
        check(bytes: Array(text.utf8), reason, offset)
    }

    private func check(bytes: [UInt8], _ reason: JSONRejection.Reason, _ offset: Int) {
        do throws(JSONRejection) {
            _ = try CanonicalJSON(bytes)
            Issue.record("\(bytes) was taken")
        } catch {
            #expect(error.reason == reason)
            #expect(error.offset == offset)
        }
    }
}
