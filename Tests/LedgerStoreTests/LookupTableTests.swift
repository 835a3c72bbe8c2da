import Foundation
import LedgerCrypto
import Testing

@testable import LedgerStore

/// A table on the disk beside a dictionary in memory.
struct LookupTableTests {
    private let folder: URL
    private let stamp: SHA256Digest

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("lookup-\(try RandomUUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        stamp = try SHA256.digest(of: Array("of this".utf8))
    }

    private var path: String { folder.appendingPathComponent("table").path }

    private func bytes() throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) }

    private func write(_ bytes: [UInt8]) throws { try Data(bytes).write(to: URL(fileURLWithPath: path)) }

    private func key(_ number: Int) throws -> LookupKey {
        LookupKey(try SHA256.digest(of: Array("\(number)".utf8)).bytes)
    }

    private func records(_ numbers: Range<Int>) throws -> [LookupRecord] {
        try numbers.map { LookupRecord(try key($0), UInt64($0)) }
    }

    @Test("every record is found at every length, after appends of every size, by whoever opens the file anew")
    func grows() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let table = try LookupTable.create(path, stamp: stamp)
        var count = 0
        for size in [1, 2, 2045, 1, 1, 300, 2048, 9000, 1, 40_000, 3000, 3000, 3000, 170, 25_000] {
            try table.append(
                try records(count..<count + size), stamp: try SHA256.digest(of: [UInt8(size & 0xFF)]))
            count += size
            let again = try #require(LookupTable.open(path))
            #expect(again.count == count && table.count == count)
            #expect(again.stamp == table.stamp)
            for number in stride(from: 0, to: count, by: max(1, count / 97)) + [count - 1] {
                #expect(try table.values(for: try key(number)) == [UInt64(number)])
                #expect(try again.values(for: try key(number)) == [UInt64(number)])
            }
            #expect(try again.values(for: try key(count)) == [])
        }
    }

    @Test("keys that crowd in one place, or are all one, are found like others")
    func crowded() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let table = try LookupTable.create(path, stamp: stamp)
        let crowd = (0..<5000).map { LookupRecord(LookupKey(high: 7, low: UInt64($0)), UInt64($0)) }
        let same = (0..<5000).map { LookupRecord(LookupKey(high: 9, low: 9), UInt64($0)) }
        let far = [
            LookupRecord(LookupKey(high: .max, low: .max), 1), LookupRecord(LookupKey(high: 0, low: 0), 2),
        ]
        try table.append(same.reversed(), stamp: stamp)
        try table.append(crowd + far, stamp: stamp)
        for number in [0, 1, 169, 170, 171, 2500, 4999] {
            #expect(try table.values(for: LookupKey(high: 7, low: UInt64(number))) == [UInt64(number)])
        }
        #expect(try table.values(for: LookupKey(high: 9, low: 9)) == same.map(\.value))
        #expect(try table.values(for: LookupKey(high: .max, low: .max)) == [1])
        #expect(try table.values(for: LookupKey(high: 0, low: 0)) == [2])
        #expect(try table.values(for: LookupKey(high: 8, low: 0)) == [])
    }

    @Test("a beginning of hexadecimal digits finds all keys that begin so")
    func prefixes() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let table = try LookupTable.create(path, stamp: stamp)
        try table.append(try records(0..<6000), stamp: stamp)
        try table.append(try records(6000..<6500), stamp: stamp)
        let hashes = try (0..<6500).map { try SHA256.digest(of: Array("\($0)".utf8)).hex }
        for digits in ["", "0", "a7", "123", hashes[42], String(hashes[6499].prefix(9))] {
            let wanted = hashes.indices.filter { hashes[$0].hasPrefix(digits) }
            #expect(try table.values(withHexPrefix: digits) == wanted.map(UInt64.init))
        }
        #expect(try table.values(withHexPrefix: "no digit") == [])
    }

    @Test("whoever opened the file before it grew finds what stood there then")
    func readersMeanwhile() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let table = try LookupTable.create(path, stamp: stamp)
        try table.append(try records(0..<30_000), stamp: stamp)
        let reader = try #require(LookupTable.open(path))
        for start in stride(from: 30_000, to: 90_000, by: 2500) {
            try table.append(try records(start..<start + 2500), stamp: stamp)
            for number in stride(from: 0, to: 30_000, by: 999) {
                #expect(try reader.values(for: try key(number)) == [UInt64(number)])
            }
            #expect(try reader.values(for: try key(start)) == [])
        }
    }

    @Test("a file in which any byte is changed gives no table, or says that it is damaged, or the right values")
    func damaged() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let table = try LookupTable.create(path, stamp: stamp)
        try table.append(try records(0..<3000), stamp: stamp)
        try table.append(try records(3000..<3010), stamp: stamp)
        let whole = try bytes()
        var refusals = 0
        for place in Array(0..<420) + Array(stride(from: LookupFront.byteCount, to: whole.count, by: 499)) {
            var changed = whole
            changed[place] ^= 0x41
            try write(changed)
            guard let other = LookupTable.open(path) else {
                refusals += 1
                continue
            }
            for number in stride(from: 0, to: 3010, by: 43) {
                do {
                    #expect(try other.values(for: try key(number)) == [UInt64(number)])
                } catch LookupFailure.damaged {
                    refusals += 1
                    break
                }
            }
        }
        #expect(refusals > 400)
        try write(Array(whole.prefix(LookupFront.byteCount + 100)))
        #expect(throws: LookupFailure.self) {
            for number in 0..<3000 { _ = try LookupTable.open(path)?.values(for: try key(number)) }
        }
        for count in [0, 1, 40, 100, 300] {
            try write(Array(whole.prefix(count)))
            #expect(LookupTable.open(path) == nil)
        }
    }

    @Test("there is no table where there is no file, and none behind a link")
    func missing() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(LookupTable.open(path) == nil)
        _ = try LookupTable.create(path, stamp: stamp)
        let link = folder.appendingPathComponent("link").path
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
        #expect(LookupTable.open(path) != nil)
        #expect(LookupTable.open(link) == nil)
    }
}
