internal import LedgerCrypto
internal import LedgerFormat

/// The lines of a proof file, each read strictly and only when it is asked for.
struct ProofLines {
    private let bytes: [UInt8]
    private var start = 0
    /// The number of the line that was read last, from 1.
    private(set) var number = 0

    init(_ bytes: [UInt8]) throws(ProofError) {
        guard bytes.count <= ProofFile.bytesMax else {
            throw ProofError("the file is longer than \(ProofFile.bytesMax) bytes")
        }
        guard !bytes.isEmpty else { throw ProofError("the file is empty") }
        self.bytes = bytes
    }

    var isAtEnd: Bool { start == bytes.count }

    /// Whether the next line begins with this member.
    func begins(with name: String) -> Bool { bytes[start...].starts(with: Array("{\"\(name)\":".utf8)) }

    mutating func next() throws(ProofError) -> ProofLine {
        number += 1
        guard !isAtEnd else { throw ProofError(line: number, "the file ends where a line should stand") }
        guard number <= ProofFile.linesMax else {
            throw ProofError(line: number, "a proof has at most \(ProofFile.linesMax) lines")
        }
        let limit = min(bytes.count, start + ProofFile.lineBytesMax)
        guard let end = bytes[start..<limit].firstIndex(of: UInt8(ascii: "\n")) else {
            throw ProofError(
                line: number,
                limit < bytes.count
                    ? "the line is longer than \(ProofFile.lineBytesMax) bytes"
                    : "the last line does not end with a line feed")
        }
        let line = try ProofLine(bytes, start..<end, number)
        start = end + 1
        return line
    }
}

/// One line: an object of canonical JSON.
struct ProofLine {
    let number: Int
    private let buffer: [UInt8]
    private let root: JSONValue

    fileprivate init(_ buffer: [UInt8], _ range: Range<Int>, _ number: Int) throws(ProofError) {
        self.number = number
        self.buffer = buffer
        do {
            // A ledger's line stands one level deeper here than in its file.
            root = try CanonicalJSON(buffer, in: range, depthMax: Limits.depthMax + 1).root
        } catch {
            throw ProofError(line: number, "\(error.explanation), at byte \(error.offset)")
        }
    }

    func has(_ name: String) -> Bool { root[name] != nil }

    /// The one object under a name, and no other member beside it.
    func object(_ name: String) throws(ProofError) -> JSONValue {
        try members(of: root, [name], "the line")[0]
    }

    /// The members of the line in this order, and no other.
    func members(_ names: [String]) throws(ProofError) -> [JSONValue] {
        try members(of: root, names, "the line")
    }

    /// Whether the line ends with the member `name`, which is `true` where it stands.
    func isMarked(_ name: String) throws(ProofError) -> Bool {
        guard let mark = root[name] else { return false }
        guard mark.boolean == true else { throw refusal("\(name) is true or left out") }
        return true
    }

    func members(of value: JSONValue, _ names: [String], _ what: String) throws(ProofError) -> [JSONValue] {
        let members = value.members.map(\.self)
        guard members.map(\.name) == names else {
            throw refusal(
                "\(what) has the members \(names.joined(separator: ", ")) and no other, not \(members.prefix(8).map(\.name).joined(separator: ", "))"
            )
        }
        return members.map(\.value)
    }

    func digest(_ value: JSONValue, _ name: String) throws(ProofError) -> SHA256Digest {
        guard let digest = value.digest else { throw refusal("\(name) is no sha256: and 64 hex digits") }
        return digest
    }

    func integer(_ value: JSONValue, _ name: String, _ range: ClosedRange<Int>) throws(ProofError) -> Int {
        guard let number = value.integer, range.contains(number) else {
            throw refusal("\(name) is no whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// The most hashes of a path: two for each doubling of the most entries.
    private static let pathMax = 64

    func path(_ value: JSONValue) throws(ProofError) -> [SHA256Digest] {
        guard value.kind == .array else { throw refusal("path is no list of hashes") }
        var hashes: [SHA256Digest] = []
        for element in value.elements {
            guard hashes.count < ProofLine.pathMax else {
                throw refusal("a path has at most \(ProofLine.pathMax) hashes")
            }
            hashes.append(try digest(element, "a hash of the path"))
        }
        return hashes
    }

    /// The bytes of a note whose lines these are.
    func note(_ value: JSONValue) throws(ProofError) -> [UInt8] {
        guard value.kind == .array else { throw refusal("a checkpoint is a list of its lines") }
        var bytes: [UInt8] = []
        for element in value.elements {
            guard let line = element.string else { throw refusal("a line of the checkpoint is no text") }
            bytes += line.utf8
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes
    }

    /// A line of a ledger that stands in this one.
    func entry(_ value: JSONValue, _ hasher: inout SHA256) throws(ProofError) -> Entry {
        guard value.range.count < Limits.lineBytesMax else {
            throw refusal("the entry is longer than a ledger's line may be")
        }
        do throws(FormatError) { return try Entry(buffer, in: value.range, hasher: &hasher) } catch {
            throw refusal("\(error.code.name): expected \(error.expected), found \(error.found)")
        }
    }

    func refusal(_ explanation: String) -> ProofError { ProofError(line: number, explanation) }

    /// Names the line where parts do not belong together.
    func naming<Value>(_ body: () throws(ProofError) -> Value) throws(ProofError) -> Value {
        do throws(ProofError) { return try body() } catch { throw refusal(error.explanation) }
    }
}
