import LedgerCrypto
import Testing

struct RandomnessTests {
    @Test("random identifiers are version 4 UUIDs in lower case")
    func form() throws {
        for _ in 0..<500 {
            let text = try RandomUUID().description
            let pattern = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/
            #expect(text.wholeMatch(of: pattern) != nil, "\(text)")
        }
    }

    @Test("the 122 other bits of an identifier are all used, and none is drawn twice")
    func spread() throws {
        let drawn = try (0..<500).map { _ in try RandomUUID().description }
        #expect(Set(drawn).count == drawn.count)
        for place in 0..<36 where ![8, 13, 14, 18, 23].contains(place) {
            let digits = Set(drawn.map { Array($0)[place] })
            #expect(digits.count == (place == 19 ? 4 : 16))
        }
    }

    @Test("gives as many random bytes as asked for", arguments: [0, 1, 16, 32, 100_000])
    func count(count: Int) throws {
        let first = try randomBytes(count: count)
        #expect(first.count == count)
        if count >= 16 { #expect(try randomBytes(count: count) != first) }
    }
}
