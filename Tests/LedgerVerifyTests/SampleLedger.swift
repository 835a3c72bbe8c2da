import LedgerCrypto
import LedgerFormat
import LedgerVerify

/// The lines of a ledger, and what others than the author can do to them.
struct SampleLedger: Sendable {
    struct NotThere: Error { let text: String }

    /// Each with its line feed.
    var lines: [[UInt8]] = []

    var bytes: [UInt8] { Array(lines.joined()) }

    static func line(_ event: [UInt8], _ signatures: [String]) -> [UInt8] {
        let list = signatures.map { "\"\($0)\"" }.joined(separator: ",")
        return Array("{\"event\":".utf8) + event + Array(",\"signatures\":[\(list)]}\n".utf8)
    }

    /// The event of a line as it stands there.
    func event(_ index: Int) -> [UInt8] {
        let line = lines[index]
        let end = line.lastRange(of: ",\"signatures\":[") ?? line.count
        return Array(line[9..<end])
    }

    func signatures(_ index: Int) -> [String] {
        let line = lines[index]
        guard let end = line.lastRange(of: ",\"signatures\":[") else { return [] }
        let list = String(decoding: line[(end + 15)...].dropLast(3), as: UTF8.self)
        return list.split(separator: ",").map { String($0.dropFirst().dropLast()) }
    }

    func hash(_ index: Int) throws -> SHA256Digest {
        var hasher = try SHA256()
        let event = event(index)
        return EventHash.of(event, in: event.indices, with: &hasher)
    }

    /// Replaces the first occurrence in one line; an error where there is none, so that no sample is left
    /// untouched.
    mutating func replace(_ old: String, with new: String, in index: Int) throws {
        try replace(old, withBytes: Array(new.utf8), in: index)
    }

    mutating func replace(_ old: String, withBytes new: [UInt8], in index: Int) throws {
        let text = String(decoding: lines[index], as: UTF8.self)
        guard let range = text.firstRange(of: old) else { throw NotThere(text: old) }
        let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
        lines[index].replaceSubrange(start..<start + old.utf8.count, with: new)
    }

    /// Sets one attribute of the event to another value, and leaves the signatures as they are.
    mutating func set(_ name: String, _ value: JSON?, in index: Int) throws {
        guard case .object(var members) = JSON(try CanonicalJSON(event(index)).root) else {
            throw NotThere(text: name)
        }
        members[name] = value
        lines[index] = SampleLedger.line(try JSON.object(members).canonicalBytes(), signatures(index))
    }

    mutating func setSignatures(_ signatures: [String], in index: Int) {
        lines[index] = SampleLedger.line(event(index), signatures)
    }

    /// Puts the hash of an entry in its place.
    mutating func withhold(_ index: Int) throws {
        lines[index] = Entry.withheldLine(try hash(index))
    }
}

extension [UInt8] {
    /// Where the last occurrence begins.
    func lastRange(of text: String) -> Int? {
        let wanted = Array(text.utf8)
        guard count >= wanted.count else { return nil }
        return (0...count - wanted.count).last { self[$0..<$0 + wanted.count].elementsEqual(wanted) }
    }
}
