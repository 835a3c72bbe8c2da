import LedgerFormat
import SeededRandom
import Testing

/// Writing and reading undo each other, and no damaged byte goes by as if nothing were.
struct CanonicalJSONRoundTripTests {
    @Test("what is written is read again as the same value and the same bytes", arguments: UInt64(0)..<40)
    func roundTrip(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let tree = randomValue(depth: Int.random(in: 1...15, using: &generator), &generator)
            let bytes = try tree.canonicalBytes()
            let read = try CanonicalJSON(bytes)
            #expect(JSON(read.root) == tree)
            #expect(try JSON(read.root).canonicalBytes() == bytes)
            #expect(
                Array(read.root.bytes)
                    == (read.root.kind == .string ? Array(bytes.dropFirst().dropLast()) : bytes))
        }
    }

    @Test("any bytes are read without trouble, and what is taken is canonical", arguments: UInt64(100)..<120)
    func damaged(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            var bytes = try randomValue(depth: 5, &generator).canonicalBytes()
            for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
                case 1: bytes.remove(at: place)
                default: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: place)
                }
            }
            guard let read = try? CanonicalJSON(bytes) else { continue }
            #expect(try JSON(read.root).canonicalBytes() == bytes)
        }
    }

    @Test("the beginning of a document is never a document", arguments: UInt64(200)..<210)
    func beginnings(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let bytes = try JSON.array([randomValue(depth: 6, &generator)]).canonicalBytes()
        for count in 0..<bytes.count {
            #expect(throws: JSONRejection.self) { try CanonicalJSON(Array(bytes.prefix(count))) }
        }
    }

    @Test("the writer refuses what the reader would")
    func writerRefuses() {
        #expect(throws: JSONRejection.self) { try JSON.string("a\u{7}").canonicalBytes() }
        #expect(throws: JSONRejection.self) { try JSON.integer(Limits.integerMax + 1).canonicalBytes() }
        #expect(throws: JSONRejection.self) { try JSON.object(["Name": 1]).canonicalBytes() }
        #expect(throws: JSONRejection.self) { try nested(17).canonicalBytes() }
        #expect(throws: Never.self) { try nested(16).canonicalBytes() }
    }

    private func nested(_ depth: Int) -> JSON {
        (0..<depth).reduce(into: JSON.integer(0)) { value, _ in value = .array([value]) }
    }

    private func randomValue(depth: Int, _ generator: inout SeededGenerator) -> JSON {
        switch Int.random(in: 0..<(depth > 0 ? 6 : 4), using: &generator) {
        case 0: return .integer(Int.random(in: -Limits.integerMax...Limits.integerMax, using: &generator))
        case 1: return .integer(Int.random(in: -10...10, using: &generator))
        case 2: return .boolean(Bool.random(using: &generator))
        case 3: return .string(randomText(&generator))
        case 4:
            let count = Int.random(in: 0...4, using: &generator)
            return .array((0..<count).map { _ in randomValue(depth: depth - 1, &generator) })
        default:
            let count = Int.random(in: 0...4, using: &generator)
            return .object(
                Dictionary(
                    (0..<count).map { _ in (randomName(&generator), randomValue(depth: depth - 1, &generator))
                    },
                    uniquingKeysWith: { first, _ in first }))
        }
    }

    private func randomName(_ generator: inout SeededGenerator) -> String {
        let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789_")
        let rest = (0..<Int.random(in: 0...8, using: &generator)).compactMap { _ in
            letters.randomElement(using: &generator)
        }
        return String(letters.prefix(26).randomElement(using: &generator) ?? "a") + String(rest)
    }

    private func randomText(_ generator: inout SeededGenerator) -> String {
        let scalars = Array(
            "a\"\\/ ~é\u{A0}\u{7FF}\u{800}\u{2028}\u{FEFF}\u{FFFD}\u{10000}\u{1F602}Ж中".unicodeScalars)
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...12, using: &generator) {
            text.append(scalars.randomElement(using: &generator) ?? "a")
        }
        return String(text)
    }
}
