internal import LedgerCrypto
internal import LedgerFormat

extension Occurred.Precision {
    /// The number by which a snapshot names it.
    var snapshotNumber: UInt8 {
        switch self {
        case .instant: 1
        case .day: 2
        case .month: 3
        }
    }

    init?(snapshotNumber: UInt8) {
        switch snapshotNumber {
        case 1: self = .instant
        case 2: self = .day
        case 3: self = .month
        default: return nil
        }
    }
}

extension Occurred.Span: SnapshotField {
    func write(to writer: inout BinaryWriter) {
        writer.add(byte: precision.snapshotNumber)
        writer.add(fields: isInterval, earliest, latest)
    }

    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        guard let precision = Occurred.Precision(snapshotNumber: try reader.binary.byte()) else {
            throw BinaryReader.Malformed()
        }
        let isInterval: Bool = try reader.next()
        let (earliest, latest): (Timestamp, Timestamp) = (try reader.next(), try reader.next())
        guard earliest <= latest else { throw BinaryReader.Malformed() }
        self.init(earliest: earliest, latest: latest, precision: precision, isInterval: isInterval)
    }
}

extension StatedTime: SnapshotField {
    func write(to writer: inout BinaryWriter) { writer.add(fields: recorded, occurred) }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        self.init(recorded: try reader.next(), occurred: try reader.next())
    }
}

extension Knowledge: SnapshotField {
    /// The place in the list, by which a snapshot names it.
    var snapshotNumber: UInt8 { UInt8(clamping: Knowledge.allCases.firstIndex(of: self) ?? 0) }

    init?(snapshotNumber: UInt8) {
        guard Int(snapshotNumber) < Knowledge.allCases.count else { return nil }
        self = Knowledge.allCases[Int(snapshotNumber)]
    }

    func write(to writer: inout BinaryWriter) { writer.add(byte: snapshotNumber) }

    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        guard let knowledge = Knowledge(snapshotNumber: try reader.binary.byte()) else {
            throw BinaryReader.Malformed()
        }
        self = knowledge
    }
}

/// Every statement that a replay keeps is of its own ledger.
extension StatementReference: SnapshotField {
    func write(to writer: inout BinaryWriter) {
        writer.add(index)
        writer.add(event)
    }

    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        self.init(
            ledger: reader.ledger, index: try reader.index(), event: try reader.next(), party: reader.party)
    }
}

extension EventReference: SnapshotField {
    func write(to writer: inout BinaryWriter) { writer.add(fields: rel, ledger, event) }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        self.init(rel: try reader.next(), ledger: try reader.next(), event: try reader.next())
    }
}

extension LedgerReplay.RecordedReference: SnapshotField {
    func write(to writer: inout BinaryWriter) { writer.add(fields: source, target) }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        self.init(source: try reader.next(), target: try reader.next())
    }
}

extension Stated: SnapshotField where Content: SnapshotField {
    func write(to writer: inout BinaryWriter) {
        writer.add(fields: reference, time, knowledge, refs, content)
    }

    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        (reference, time) = (try reader.next(), try reader.next())
        (knowledge, refs, content) = (try reader.next(), try reader.next(), try reader.next())
        // What others say of it is found when ledgers are laid side by side.
        marks = Marks(knowledge)
    }
}

/// Writes every kind of statement.
struct StatementWriting: StatementVisitor {
    var writer: BinaryWriter

    mutating func visit<Content>(_ stated: inout [Stated<Content>]) where Content: SnapshotField {
        stated.write(to: &writer)
    }
}

/// Reads every kind of statement, in the same order.
struct StatementReading: StatementVisitor {
    var reader: SnapshotReader

    mutating func visit<Content>(
        _ stated: inout [Stated<Content>]
    ) throws(BinaryReader.Malformed) where Content: SnapshotField {
        stated = try reader.next()
    }
}
