import LedgerCrypto
import Testing

struct SHA256DigestTests {
    static let spelling = "00010203040506070809a0b0c0d0e0f00f0e0d0c0b0a090807060504030201ff"

    @Test("reads 32 bytes and 64 digits and gives the same back")
    func roundTrip() throws {
        let digest = try #require(SHA256Digest(hex: Self.spelling))
        #expect(digest.hex == Self.spelling)
        #expect(digest.description == Self.spelling)
        #expect(digest.bytes == bytes(Self.spelling))
        #expect(SHA256Digest(digest.bytes) == digest)
        #expect(SHA256Digest(digest.bytes.span.bytes) == digest)
        var text: [UInt8] = [9]
        digest.append(to: &text)
        digest.appendHex(to: &text)
        #expect(text == [9] + digest.bytes + Array(Self.spelling.utf8))
    }

    @Test("refuses every other count of bytes", arguments: [0, 1, 31, 33, 64])
    func wrongCount(count: Int) {
        let bytes = [UInt8](repeating: 1, count: count)
        #expect(SHA256Digest(bytes) == nil)
        #expect(SHA256Digest(bytes.span.bytes) == nil)
    }

    static let otherSpellings: [String] = [
        "", "\(spelling.dropLast())", "\(spelling)0", spelling.uppercased(), " \(spelling.dropFirst())",
        "0x\(spelling.dropFirst(2))", "\(spelling.dropLast())g", "\(spelling.dropLast())`",
        "\(spelling.dropLast())/", "\(spelling.dropLast()):", "\(spelling.dropLast(2))é",
        "\(spelling.dropLast())\u{0}", "\(spelling.dropLast())１",
    ]

    @Test("refuses every other spelling", arguments: otherSpellings)
    func wrongSpelling(text: String) {
        #expect(SHA256Digest(hex: text) == nil)
        #expect(KeyID(text) == nil)
    }

    @Test("accepts exactly the 16 lower-case digits in every place")
    func everyByteInEveryPlace() throws {
        let digits = Set("0123456789abcdef".utf8)
        for place in 0..<64 {
            for byte in UInt8.min...UInt8.max {
                var text = Array(Self.spelling.utf8)
                text[place] = byte
                let isAccepted = SHA256Digest(hexBytes: text.span.bytes) != nil
                #expect(isAccepted == digits.contains(byte))
            }
        }
    }

    @Test("orders as the bytes and the spellings do")
    func order() throws {
        let ascending = ["00", "01", "7f", "80", "ff"].flatMap { end in
            ["00", "7f", "80", "ff"].map { start in start + String(repeating: "5", count: 60) + end }
        }.sorted()
        let digests = try ascending.map { try #require(SHA256Digest(hex: $0)) }
        #expect(digests.shuffled().sorted() == digests)
        for place in 0..<32 {
            var smaller = [UInt8](repeating: 0x80, count: 32)
            let larger = try #require(SHA256Digest(smaller))
            smaller[place] = 0x7f
            for later in (place + 1)..<32 where later < 32 { smaller[later] = 0xff }
            #expect(try #require(SHA256Digest(smaller)) < larger)
        }
    }
}
