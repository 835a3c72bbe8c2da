import Testing

@testable import LedgerVerify

/// One reading that is compared, and a second one that is handed on.
struct HashedBytesTests {
    /// Gives other bytes from the second reading on.
    private struct Replaced: RepeatableLedgerBytes {
        var now: PiecedBytes
        let then: PiecedBytes

        var byteCount: Int { now.byteCount }

        mutating func begin(at offset: Int) {
            now = then
            now.begin(at: offset)
        }

        mutating func next() -> [UInt8]? { now.next() }
    }

    private func readTwice(_ first: [UInt8], _ second: [UInt8], size: Int) throws -> [[UInt8]] {
        let bytes = HashedBytes(
            Replaced(now: PiecedBytes(first, size: size), then: PiecedBytes(second, size: size)))
        bytes.rememberForAgain()
        while try bytes.next() != nil {}
        try bytes.beginAgain()
        var handed: [[UInt8]] = []
        do {
            while let piece = try bytes.next() { handed.append(piece) }
        } catch {
            return handed
        }
        return handed + [[]]
    }

    @Test("a piece that is not what was compared is not handed on, nor what comes after it", arguments: 0..<10)
    func changed(place: Int) throws {
        let first = [UInt8](0..<10)
        var second = first
        second[place] ^= 1
        let handed = try readTwice(first, second, size: 3)
        #expect(Array(handed.joined()) == Array(first.prefix(place / 3 * 3)))
        #expect(handed.last != [])
    }

    @Test("a reading from somewhere else is held against no earlier one", arguments: [0, 3, 6])
    func fromElsewhere(offset: Int) throws {
        let bytes = HashedBytes(PiecedBytes([UInt8](0..<10), size: 3))
        bytes.rememberForAgain()
        while try bytes.next() != nil {}
        try bytes.beginAgain()
        _ = try bytes.next()
        bytes.begin(at: offset)
        var handed: [UInt8] = []
        while let piece = try bytes.next() { handed += piece }
        #expect(handed == [UInt8](UInt8(offset)..<10))
    }

    @Test("what is the same is handed on to its end")
    func unchanged() throws {
        let handed = try readTwice([1, 2, 3, 4], [1, 2, 3, 4], size: 3)
        #expect(handed == [[1, 2, 3], [4], []])
    }
}
