internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerVerify
internal import MerkleTree

/// A value that stands in a snapshot: written and read in one order, every stored member of it.
protocol SnapshotField {
    func write(to writer: inout BinaryWriter)
    /// Reads what ``write(to:)`` wrote, by the same rules by which the value was read from a ledger.
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed)
}

/// Reads a snapshot, and knows whose ledger it is: most statements name it.
struct SnapshotReader {
    var binary: BinaryReader
    let ledger: SHA256Digest
    let party: PartyID
    /// How many entries the ledger has.
    let entryCount: Int

    /// The next value of the kind that is asked for.
    mutating func next<Field: SnapshotField>() throws(BinaryReader.Malformed) -> Field {
        try Field(from: &self)
    }

    /// The index of an entry.
    mutating func index() throws(BinaryReader.Malformed) -> Int {
        guard entryCount > 0 else { throw BinaryReader.Malformed() }
        return try binary.number(in: 0...entryCount - 1)
    }

    /// A value of which only the text is kept, and which is read from it again.
    mutating func parsed<Value>(_ parse: (String) -> Value?) throws(BinaryReader.Malformed) -> Value {
        guard let value = parse(try binary.text()) else { throw BinaryReader.Malformed() }
        return value
    }

    mutating func list<Element>(
        _ element: (inout SnapshotReader) throws(BinaryReader.Malformed) -> Element
    ) throws(BinaryReader.Malformed) -> [Element] {
        let count = try binary.number(in: 0...binary.remaining)
        var list: [Element] = []
        for _ in 0..<count { list.append(try element(&self)) }
        return list
    }
}

extension BinaryWriter {
    /// Writes the members of a value one after the other.
    mutating func add<each Field: SnapshotField>(fields: repeat each Field) {
        repeat (each fields).write(to: &self)
    }
}

// MARK: What the members are made of

extension String: SnapshotField {
    func write(to writer: inout BinaryWriter) { writer.add(self) }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) { self = try reader.binary.text() }
}

extension Bool: SnapshotField {
    func write(to writer: inout BinaryWriter) { writer.add(self) }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) { self = try reader.binary.flag() }
}

/// Members that are numbers lie between the limits of canonical JSON.
extension Int: SnapshotField {
    func write(to writer: inout BinaryWriter) { writer.add(self + Limits.integerMax) }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        self = try reader.binary.number(in: 0...2 * Limits.integerMax) - Limits.integerMax
    }
}

extension SHA256Digest: SnapshotField {
    func write(to writer: inout BinaryWriter) { writer.add(self) }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) { self = try reader.binary.digest() }
}

extension PartyID: SnapshotField {
    func write(to writer: inout BinaryWriter) { writer.add(description) }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        self = try reader.parsed { PartyID($0) }
    }
}

extension Optional: SnapshotField where Wrapped: SnapshotField {
    func write(to writer: inout BinaryWriter) {
        writer.add(self != nil)
        if let self { self.write(to: &writer) }
    }

    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        self = try reader.binary.flag() ? try Wrapped(from: &reader) : nil
    }
}

extension Array: SnapshotField where Element: SnapshotField {
    func write(to writer: inout BinaryWriter) {
        writer.add(count)
        for element in self { element.write(to: &writer) }
    }

    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        self = try reader.list { reader throws(BinaryReader.Malformed) in try Element(from: &reader) }
    }
}

extension EventID: SnapshotField {
    func write(to writer: inout BinaryWriter) {
        writer.add(word: words.high)
        writer.add(word: words.low)
    }

    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        let words = Words(high: try reader.binary.word(), low: try reader.binary.word())
        guard let id = EventID(words) else { throw BinaryReader.Malformed() }
        self = id
    }
}

extension Subject: SnapshotField {
    func write(to writer: inout BinaryWriter) { writer.add(fields: kind, reference) }

    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        let (kind, reference): (String, EventID) = (try reader.next(), try reader.next())
        guard let subject = Subject("\(kind)/\(reference)") else { throw BinaryReader.Malformed() }
        self = subject
    }
}

extension Timestamp: SnapshotField {
    /// The first second of the year 1.
    static let first = -62_135_596_800

    func write(to writer: inout BinaryWriter) { writer.add(secondsSinceEpoch - Timestamp.first) }

    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        let seconds = try reader.binary.number() + Timestamp.first
        guard let time = Timestamp(secondsSinceEpoch: seconds) else { throw BinaryReader.Malformed() }
        self = time
    }
}

extension Country: SnapshotField {
    func write(to writer: inout BinaryWriter) { for byte in description.utf8 { writer.add(byte: byte) } }

    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        guard let country = Country(try reader.binary.byte(), try reader.binary.byte()) else {
            throw BinaryReader.Malformed()
        }
        self = country
    }
}

extension Direction: SnapshotField {
    func write(to writer: inout BinaryWriter) { writer.add(fields: from, to) }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        self.init(from: try reader.next(), to: try reader.next())
    }
}

extension Head: SnapshotField {
    func write(to writer: inout BinaryWriter) { writer.add(fields: size, root) }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        self.init(size: try reader.next(), root: try reader.next())
    }
}

/// A value of a claim, as it stands in the event.
extension JSON: SnapshotField {
    func write(to writer: inout BinaryWriter) {
        // What was read from canonical JSON has a canonical form; what had none would be refused on reading.
        writer.add(data: (try? canonicalBytes()) ?? [])
    }

    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        guard let document = try? CanonicalJSON(try reader.binary.data()) else {
            throw BinaryReader.Malformed()
        }
        self = JSON(document.root)
    }
}

/// Indexes of entries as ranges.
extension ClosedRange<Int>: SnapshotField {
    func write(to writer: inout BinaryWriter) {
        writer.add(lowerBound)
        writer.add(upperBound)
    }

    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        let (first, last) = (try reader.index(), try reader.index())
        guard first <= last else { throw BinaryReader.Malformed() }
        self = first...last
    }
}
