public import LedgerCrypto
internal import LedgerFormat
internal import LedgerVerify
public import MerkleTree

/// A replay as bytes, so that it goes on where it was: for this user's own machine, which takes nobody else's.
///
/// A snapshot is of a whole ledger up to one head, and of no moment in its past. It says of which head, by
/// which vocabulary and by which program, and ends in its own digest: whatever does not fit is as good as no
/// snapshot.
extension LedgerReplay {
    /// Why bytes are no snapshot that may be gone on from.
    public enum SnapshotRefusal: Error, Equatable, Sendable {
        /// Cut, rotted, or never a snapshot.
        case malformed
        /// Made by another program or version, or by other words.
        case madeOtherwise
    }

    /// The kind of file and the version of what follows; another layout gets another number.
    private static let title = "goodfaith replay 1\n"

    /// The head of a snapshot, without the rest being read; nil where these are not the first bytes of one that
    /// this program made. Whether the rest is whole is not known by that.
    public static func head(ofSnapshot beginning: [UInt8], madeBy program: String) -> Head? {
        var reader = BinaryReader(unchecked: beginning)
        do {
            guard try reader.bytes(title.utf8.count).elementsEqual(title.utf8) else { return nil }
            return try head(&reader, program)
        } catch {
            return nil
        }
    }

    /// So many first bytes hold the head of any snapshot.
    public static let snapshotHeadByteCount = 4096

    /// The replay as bytes; nil where it is none of a whole ledger, from entry 0 up to the head with which it
    /// was finished.
    ///
    /// - Parameter program: which program, in which version, made it; only the same reads it again.
    /// - Throws: ``CryptoError`` when OpenSSL has no memory.
    public func snapshot(madeBy program: String) throws(CryptoError) -> [UInt8]? {
        guard moment == nil, let ledger, let head, head.size == coverage.entryCount, undecidedWithheld.isEmpty
        else {
            return nil
        }
        var writer = BinaryWriter(title: LedgerReplay.title)
        writer.add(program)
        writer.add(Vocabulary.version)
        writer.add(head.size)
        writer.add(head.root)
        ledger.write(to: &writer)
        coverage.write(to: &writer)
        writer.add(list: signers.sorted()) { $0.add($1) }
        writer.add(list: lastVoucher) { $0.add($1) }
        writer.add(fields: predecessor, successor, disowned.ranges)
        var writing = StatementWriting(writer: writer)
        var statements = statements
        statements.show(to: &writing)
        writer = writing.writer
        cases.write(to: &writer)
        writer.add(fields: links, corrects, fulfils)
        writer.add(list: withheld.sorted { $0.value < $1.value }) {
            $0.add($1.key)
            $0.add($1.value)
        }
        writer.add(knownVersion) { $0.add($1) }
        return try writer.finish()
    }

    /// Goes on from a snapshot: the next entry to apply is the first after its head.
    public init(snapshot bytes: [UInt8], madeBy program: String) throws(SnapshotRefusal) {
        do {
            var reader = try BinaryReader(bytes, beginningWith: LedgerReplay.title)
            guard let head = try LedgerReplay.head(&reader, program) else {
                throw SnapshotRefusal.madeOtherwise
            }
            try self.init(&reader, head)
            try reader.finish()
        } catch let refusal as SnapshotRefusal {
            throw refusal
        } catch {
            throw .malformed
        }
    }

    /// Nil where another program or other words made the snapshot.
    private static func head(_ reader: inout BinaryReader, _ program: String) throws(BinaryReader.Malformed)
        -> Head?
    {
        guard try reader.text() == program, try reader.number() == Vocabulary.version else { return nil }
        return Head(size: try reader.number(in: 1...Limits.indexMax + 1), root: try reader.digest())
    }

    private init(_ binary: inout BinaryReader, _ head: Head) throws(BinaryReader.Malformed) {
        self.init()
        let ledger = try ReplayedLedger(&binary)
        var reader = SnapshotReader(
            binary: binary, ledger: ledger.fingerprint, party: ledger.party.id, entryCount: head.size)
        (self.ledger, self.head) = (ledger, head)
        coverage = try reader.next()
        guard coverage.entryCount == head.size else { throw BinaryReader.Malformed() }
        signers = try Set(reader.ascendingKeys())
        lastVoucher = try reader.list { reader throws(BinaryReader.Malformed) in try reader.binary.keyID() }
        (predecessor, successor) = (try reader.next(), try reader.next())
        for range in try reader.ranges() { disowned.append(range) }
        var reading = StatementReading(reader: reader)
        try statements.show(to: &reading)
        reader = reading.reader
        cases = try CaseLog(&reader)
        (links, corrects, fulfils) = (try reader.next(), try reader.next(), try reader.next())
        guard links.allSatisfy({ cases.indices.contains($0.position) }) else { throw BinaryReader.Malformed() }
        let gaps = try reader.list { reader throws(BinaryReader.Malformed) in
            (try reader.binary.digest(), try reader.index())
        }
        withheld = Dictionary(gaps) { first, _ in first }
        knownVersion = try reader.binary.optional { reader throws(BinaryReader.Malformed) in try reader.number()
        }
        guard withheld.count == gaps.count, zip(gaps, gaps.dropFirst()).allSatisfy({ $0.1 < $1.1 }),
            knownVersion.map({ $0 == Vocabulary.version }) ?? true
        else {
            throw BinaryReader.Malformed()
        }
        binary = reader.binary
    }
}

extension SnapshotReader {
    fileprivate mutating func ascendingKeys() throws(BinaryReader.Malformed) -> [KeyID] {
        let keys = try list { reader throws(BinaryReader.Malformed) in try reader.binary.keyID() }
        guard zip(keys, keys.dropFirst()).allSatisfy({ $0 < $1 }) else { throw BinaryReader.Malformed() }
        return keys
    }

    /// Ranges that ascend, none touching the next.
    fileprivate mutating func ranges() throws(BinaryReader.Malformed) -> [ClosedRange<Int>] {
        let ranges: [ClosedRange<Int>] = try next()
        guard zip(ranges, ranges.dropFirst()).allSatisfy({ $0.upperBound + 1 < $1.lowerBound }) else {
            throw BinaryReader.Malformed()
        }
        return ranges
    }
}

extension ReplayedLedger {
    fileprivate func write(to writer: inout BinaryWriter) {
        writer.add(fingerprint)
        writer.add(origin.description)
        writer.add(fields: party.partyClass, party.id, party.name, party.roles)
    }

    fileprivate init(_ binary: inout BinaryReader) throws(BinaryReader.Malformed) {
        let fingerprint = try binary.digest()
        guard let origin = Origin(try binary.text()) else { throw BinaryReader.Malformed() }
        let partyClass = try binary.text()
        guard let id = PartyID(try binary.text()) else { throw BinaryReader.Malformed() }
        let name = try binary.text()
        let roles = try binary.list { reader throws(BinaryReader.Malformed) in try reader.text() }
        self.init(
            fingerprint: fingerprint, origin: origin,
            party: Party(partyClass: partyClass, id: id, name: name, roles: roles))
    }
}

extension ReplayCoverage: SnapshotField {
    func write(to writer: inout BinaryWriter) {
        writer.add(fields: entryCount, lastIndex, lastTime, withheld, unreadable)
        writer.add(list: unknownVocabularies.sorted { $0.key < $1.key }) {
            $0.add($1.key)
            $0.add($1.value)
        }
    }

    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        (entryCount, lastIndex, lastTime) = (try reader.next(), try reader.next(), try reader.next())
        (withheld, unreadable) = (try reader.ranges(), try reader.ranges())
        let unknown = try reader.list { reader throws(BinaryReader.Malformed) in
            (try reader.binary.number(), try reader.binary.number(in: 1...reader.entryCount))
        }
        unknownVocabularies = Dictionary(unknown) { first, _ in first }
        guard zip(unknown, unknown.dropFirst()).allSatisfy({ $0.0 < $1.0 }), entryCount == reader.entryCount
        else {
            throw BinaryReader.Malformed()
        }
    }
}
