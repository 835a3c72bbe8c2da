import Foundation
import LedgerCrypto
import LedgerFormat
import LedgerVerify
import MerkleTree
import Testing

@testable import LedgerStore

/// The index of a ledger on the disk, beside the ledger itself.
struct ProofIndexTests {
    private let office: TestOffice

    init() throws {
        office = try TestOffice()
        try office.open()
    }

    private var cache: String { office.folder.appendingPathComponent("cache").path }

    private func index(isFresh: Bool = false) throws -> ProofIndex {
        try ProofIndex(of: office.ledger, in: cache, isFresh: isFresh)
    }

    /// The entries of the ledger, read from the file.
    private func entries() throws -> [Entry] {
        try office.bytes.split(separator: UInt8(ascii: "\n")).map { line in
            try Entry(Array(line), in: 0..<line.count)
        }
    }

    private func expectEqualTrees(_ index: ProofIndex) throws {
        let entries = try entries()
        let leaves = MerkleLeaves(entries.map(\.hash))
        var hasher = try SHA256()
        #expect(index.leafCount == entries.count)
        for size in stride(from: 1, through: entries.count, by: max(1, entries.count / 9)) {
            #expect(try index.root(size: size, with: &hasher) == leaves.root(size: size, with: &hasher))
            for place in [0, size / 2, size - 1] {
                #expect(
                    try index.inclusionProof(index: place, size: size, with: &hasher)
                        == leaves.inclusionProof(index: place, size: size, with: &hasher))
                #expect(
                    try index.consistencyProof(from: place + 1, to: size, with: &hasher)
                        == leaves.consistencyProof(from: place + 1, to: size, with: &hasher))
            }
        }
    }

    /// The folder of the ledger's own index.
    private var own: URL {
        get throws {
            let hash = try #require(try entries().first?.hash)
            return URL(fileURLWithPath: "\(cache)/\(hash.hex)")
        }
    }

    @Test("roots and proofs are those of the entries, also beyond one tile")
    func trees() throws {
        try expectEqualTrees(try index())
        try office.append(Array(0..<254))
        try expectEqualTrees(try index())
        try office.append([254])
        try expectEqualTrees(try index())
        try office.append(Array(255..<800))
        try expectEqualTrees(try index())
        try expectEqualTrees(try index(isFresh: true))
    }

    @Test("it grows by what was appended, and gives every entry back")
    func growth() throws {
        try office.append(Array(0..<20))
        let size = try index().leafCount
        try office.append(Array(20..<40), .each)
        let grown = try index()
        #expect(size == 21 && grown.leafCount == 41)
        for (place, entry) in try entries().enumerated() {
            #expect(try grown.entry(at: place).hash == entry.hash)
            #expect(try grown.hash(at: place) == entry.hash)
        }
        #expect(try grown.lastSigned(before: 21) == 20)
        #expect(try grown.lastSigned(before: 20) == 0)
        #expect(try grown.keyEvents(before: 41) == [0])
    }

    @Test("entries are found by a case and by the beginning of their hash")
    func lookups() throws {
        let subject = Subject(kind: "case", reference: try TestOffice.id())
        var writer = try office.writer()
        for number in 0..<9 {
            var statement = try office.statement(number)
            if number % 4 == 0 { statement.subject = subject }
            _ = try writer.append([statement], .batch)
        }
        let index = try index()
        #expect(try index.entries(about: subject) == [1, 5, 9])
        #expect(try index.entries(about: Subject(kind: "request", reference: subject.reference)) == [])
        let hash = try index.hash(at: 7)
        #expect(try index.entries(named: String(hash.hex.prefix(12))) == [7])
        #expect(try index.entries(named: hash.hex) == [7])
        #expect(try index.entries(named: String(repeating: "0", count: 65)) == [])
        #expect(try index.entries(named: "xyzxyz") == [])
    }

    @Test("an unfinished line at the end is no entry yet")
    func tornLine() throws {
        try office.append([1, 2])
        let whole = try office.bytes
        try office.replace(whole + Array("{\"event\":".utf8))
        #expect(try index().leafCount == 3)
        try office.replace(whole)
        try office.append([3])
        try expectEqualTrees(try index())
    }

    @Test("a line that is no entry is a refusal that names it")
    func damage() throws {
        try office.append([1, 2])
        try office.replace(try office.bytes + Array("{}\n".utf8))
        #expect { _ = try index() } throws: { error in
            if case .ledger(_, let line, _)? = error as? ProofIndexError { line == 4 } else { false }
        }
    }

    @Test("a changed, a cut and a foreign index are made anew")
    func corruption() throws {
        try office.append(Array(0..<300))
        _ = try index()
        let names = try FileManager.default.contentsOfDirectory(atPath: own.path).sorted()
        #expect(names == ["entries", "ledger", "level-0", "level-1", "lock"])
        // The last record of each file and the first hash are held against the ledger when it is opened.
        for name in ["entries", "level-0"] {
            for change in 0..<4 {
                let file = try own.appendingPathComponent(name)
                var bytes = [UInt8](try Data(contentsOf: file))
                switch change {
                case 0: bytes[bytes.count - 32] ^= 1
                case 1: bytes.removeLast(40)
                case 2: bytes = []
                default: bytes.swapAt(0, 33)
                }
                try Data(bytes).write(to: file)
                let index = try index()
                if change < 3 || name == "level-0" { try expectEqualTrees(index) }
            }
        }
        try FileManager.default.removeItem(at: own.appendingPathComponent("level-1"))
        try expectEqualTrees(try index())
    }

    @Test("an entry that does not stand where the index says is called stale")
    func stale() throws {
        try office.append(Array(0..<30))
        _ = try index()
        let file = try own.appendingPathComponent("entries")
        var bytes = [UInt8](try Data(contentsOf: file))
        bytes[5 * 32] ^= 8
        try Data(bytes).write(to: file)
        let index = try index()
        #expect { _ = try index.entry(at: 5) } throws: { error in
            if case .stale? = error as? ProofIndexError { true } else { false }
        }
    }

    @Test("another file of the same ledger, shorter or with entries withheld, gets its own answers")
    func otherCopies() throws {
        try office.append(Array(0..<300), .each)
        _ = try index()
        let whole = try office.bytes
        let lines = whole.split(separator: UInt8(ascii: "\n"))
        try office.replace(
            Array(lines.prefix(290).joined(separator: [UInt8(ascii: "\n")])) + [UInt8(ascii: "\n")])
        try expectEqualTrees(try index())
        var withheld = lines.map { Array($0) + [UInt8(ascii: "\n")] }
        withheld[7] = Entry.withheldLine(try Entry(Array(lines[7]), in: 0..<lines[7].count).hash)
        try office.replace(Array(withheld.joined()))
        let index = try index()
        try expectEqualTrees(index)
        #expect(try index.entry(at: 7).event == nil)
        #expect(try index.entry(at: 8).event?.index == 8)
    }

    /// Appends statements, each signed by itself and about a case.
    private func append(about subjects: [Subject]) throws {
        var statements: [Statement] = []
        for (number, subject) in subjects.enumerated() {
            var statement = try office.statement(number)
            statement.subject = subject
            statements.append(statement)
        }
        var writer = try office.writer()
        _ = try writer.append(statements, .each)
    }

    @Test("a copy as long as the last one that withholds another entry gets its own answers")
    func otherWithheld() throws {
        let subject = Subject(kind: "case", reference: try TestOffice.id())
        try append(about: Array(repeating: subject, count: 6))
        let whole = try office.bytes
        let (one, other) = (try office.bytes(withholding: 3), try office.bytes(withholding: 4))
        #expect(one.count == other.count)
        try office.replace(one)
        #expect(try index().entries(about: subject) == [1, 2, 4, 5, 6])
        // The clock of a file system may tick no oftener than every few milliseconds.
        Thread.sleep(forTimeInterval: 0.05)
        try office.replace(other)
        #expect(try index().entries(about: subject) == [1, 2, 3, 5, 6])
        Thread.sleep(forTimeInterval: 0.05)
        try office.replace(whole)
        #expect(try index().entries(about: subject) == [1, 2, 3, 4, 5, 6])
    }

    @Test("an altered reference puts no entry among those of another case")
    func alteredReference() throws {
        let (one, other) = (
            Subject(kind: "case", reference: try TestOffice.id()),
            Subject(kind: "case", reference: try TestOffice.id())
        )
        try append(about: [one, other, one, other])
        #expect(try index().entries(about: one) == [1, 3])
        let file = try own.appendingPathComponent("entries")
        var bytes = [UInt8](try Data(contentsOf: file))
        let reference = Array(bytes[48..<64])
        bytes.replaceSubrange(80..<96, with: reference)
        try Data(bytes).write(to: file)
        let altered = try index()
        #expect { _ = try altered.entries(about: one) } throws: { error in
            if case .stale? = error as? ProofIndexError { true } else { false }
        }
    }

    @Test("a flipped bit leaves no entry out of those of a case: the index is stale, or made anew")
    func flippedBit() throws {
        let subject = Subject(kind: "case", reference: try TestOffice.id())
        try append(about: [subject, subject])
        #expect(try index().entries(about: subject) == [1, 2])
        let file = try own.appendingPathComponent("entries")
        let sound = [UInt8](try Data(contentsOf: file))
        for place in 32..<96 {
            var bytes = sound
            bytes[place] ^= 0x10
            try Data(bytes).write(to: file)
            do throws(ProofIndexError) {
                let altered = try ProofIndex(of: office.ledger, in: cache, isFresh: false)
                #expect(try altered.entries(about: subject) == [1, 2], "byte \(place)")
            } catch {
                guard case .stale = error else { throw error }
            }
        }
    }

    @Test("a link in the place of the index is refused")
    func link() throws {
        _ = try index()
        let file = try own.appendingPathComponent("entries")
        let victim = office.folder.appendingPathComponent("victim")
        try Data("precious".utf8).write(to: victim)
        try FileManager.default.removeItem(at: file)
        try FileManager.default.createSymbolicLink(at: file, withDestinationURL: victim)
        #expect(throws: ProofIndexError.self) { _ = try index() }
        #expect(try Data(contentsOf: victim) == Data("precious".utf8))
    }

    @Test("two at once wait for each other")
    func concurrent() async throws {
        try office.append(Array(0..<500))
        let (ledger, cache) = (office.ledger, cache)
        let counts = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<4 { group.addTask { try ProofIndex(of: ledger, in: cache).leafCount } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(counts == [501, 501, 501, 501])
        try expectEqualTrees(try index())
    }
}
