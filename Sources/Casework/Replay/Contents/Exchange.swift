public import LedgerCrypto
public import LedgerFormat
internal import LedgerVerify
public import MerkleTree

/// A head that a statement names, and of which ledger it is.
public struct StatedHead: Hashable, Sendable {
    /// The fingerprint of the ledger.
    public let ledger: SHA256Digest
    public let head: Head

    init?(_ value: JSONValue) {
        guard let ledger = value["ledger"]?.digest, let root = value["root"]?.digest,
            let size = value["size"]?.integer
        else { return nil }
        self.ledger = ledger
        head = Head(size: size, root: root)
    }
}

extension StatementReader {
    func heads(_ name: String) -> [StatedHead]? {
        data[name].map { $0.elements.compactMap { StatedHead($0) } }
    }
}

/// `file.exported`: the author gave copies of ledgers to another party.
public struct FileExport: StatementContent {
    public let recipient: PartyID
    /// Up to where the copies go.
    public let heads: [StatedHead]
    /// How many entries they withhold.
    public let withheldCount: Int

    public init?(_ statement: StatementReader) {
        guard let recipient = statement.party("recipient"), let heads = statement.heads("heads") else {
            return nil
        }
        (self.recipient, self.heads) = (recipient, heads)
        withheldCount = statement.number("withheld") ?? 0
    }
}

/// `file.imported`: the author received copies of ledgers and compared them with what it held.
public struct FileImport: StatementContent {
    public let giver: PartyID
    /// Up to where the copies go.
    public let heads: [StatedHead]
    /// A code of ``CodeList/importResult``.
    public let result: String

    public init?(_ statement: StatementReader) {
        guard let giver = statement.party("giver"), let heads = statement.heads("heads"),
            let result = statement.text("result")
        else { return nil }
        (self.giver, self.heads, self.result) = (giver, heads, result)
    }
}

/// `head.noted`: the author noted a head of another party's ledger.
public struct HeadNote: StatementContent {
    public let counterpart: PartyID
    public let head: StatedHead
    /// A code of ``CodeList/headMeans``.
    public let means: String

    public init?(_ statement: StatementReader) {
        guard let counterpart = statement.party("counterpart"),
            let head = statement.data["head"].flatMap({ StatedHead($0) }),
            let means = statement.text("means")
        else { return nil }
        (self.counterpart, self.head, self.means) = (counterpart, head, means)
    }
}

// MARK: In a snapshot

extension StatedHead: SnapshotField {
    func write(to writer: inout BinaryWriter) { writer.add(fields: ledger, head) }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        (ledger, head) = (try reader.next(), try reader.next())
    }
}

extension FileExport: SnapshotField {
    func write(to writer: inout BinaryWriter) { writer.add(fields: recipient, heads, withheldCount) }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        (recipient, heads, withheldCount) = (try reader.next(), try reader.next(), try reader.next())
    }
}

extension FileImport: SnapshotField {
    func write(to writer: inout BinaryWriter) { writer.add(fields: giver, heads, result) }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        (giver, heads, result) = (try reader.next(), try reader.next(), try reader.next())
    }
}

extension HeadNote: SnapshotField {
    func write(to writer: inout BinaryWriter) { writer.add(fields: counterpart, head, means) }
    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        (counterpart, head, means) = (try reader.next(), try reader.next(), try reader.next())
    }
}
