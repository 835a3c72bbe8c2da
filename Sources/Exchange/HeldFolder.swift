internal import FoundationEssentials
internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerStore
internal import LedgerVerify
internal import MerkleTree

/// The folder in which a recipient keeps copies of others' ledgers, for one process at a time.
///
/// It holds `trust.txt`, the anchors; for each ledger the copy and the heads ever seen, named by party and
/// fingerprint; and `forked/`, what contradicts a copy. Nothing in it is reached through a link.
public struct HeldFolder: ~Copyable, Sendable {
    public let path: String
    let trust: Trust
    private let lock: OpenFile

    private static let anchorBytesMax = 1 << 20

    public init(_ path: String) throws(ExchangeError) {
        let anchors = try HeldFolder.anchors("\(path)/trust.txt")
        lock = try HeldFolder.locked(path)
        trust = .anchors(anchors)
        self.path = path
    }

    private static func locked(_ path: String) throws(ExchangeError) -> OpenFile {
        do {
            let file = try OpenFile("\(path)/.lock", .readAndWriteOrCreate, followsLinks: false)
            if try file.lock() { return file }
        } catch { throw .file(error) }
        throw .busy(folder: path)
    }

    private static func anchors(_ path: String) throws(ExchangeError) -> TrustAnchors {
        let bytes: [UInt8]
        do {
            let file = try OpenFile(path, .read, followsLinks: false)
            bytes = try file.read(min(try file.size, anchorBytesMax + 1), at: 0)
        } catch { throw .noAnchors(path: path, explanation: error.description) }
        guard bytes.count <= anchorBytesMax, let text = String(validating: bytes, as: UTF8.self) else {
            throw .noAnchors(path: path, explanation: "this is no text of at most \(anchorBytesMax) bytes")
        }
        do { return try TrustAnchors(text: text) } catch {
            throw .noAnchors(path: path, explanation: "line \(error.line): \(error.explanation)")
        }
    }

    /// Where a file is written that may become a copy.
    var incoming: String { "\(path)/.incoming" }
    /// Where a ledger is written that is put together from the copy held and from a part or a disclosure.
    var joined: String { "\(path)/.joined" }
    /// Where a copy is written that shows what two copies show together.
    var merged: String { "\(path)/.merged" }

    func ledger(_ party: PartyID, _ fingerprint: SHA256Digest) -> HeldLedger {
        HeldLedger(folder: path, party: party, fingerprint: fingerprint)
    }

    /// The ledgers of which a copy is held, by name.
    func ledgers() throws(ExchangeError) -> [HeldLedger] {
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: path) } catch {
            throw .file(FileFailure(path, "list", code: 0))
        }
        return names.sorted().compactMap { HeldLedger(folder: path, name: $0) }
    }
}

/// One ledger in a folder of held copies: where its copy stands, and the heads that were seen of it.
struct HeldLedger: Hashable, Sendable {
    let folder: String
    let party: PartyID
    let fingerprint: SHA256Digest

    private static let suffix = ".jsonl"

    init(folder: String, party: PartyID, fingerprint: SHA256Digest) {
        self.folder = folder
        self.party = party
        self.fingerprint = fingerprint
    }

    /// Reads `<party>.<fingerprint>.jsonl`; nil for any other name.
    init?(folder: String, name: String) {
        guard name.hasSuffix(HeldLedger.suffix) else { return nil }
        let parts = name.dropLast(HeldLedger.suffix.count).split(
            separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let party = PartyID(String(parts[0])),
            let digest = SHA256Digest(hex: String(parts[1]))
        else { return nil }
        self.init(folder: folder, party: party, fingerprint: digest)
    }

    private var name: String { "\(party).\(fingerprint.hex)" }
    var copy: String { "\(folder)/\(name)\(HeldLedger.suffix)" }
    var heads: String { "\(folder)/\(name).heads" }

    /// Whether anything stands under the copy's name.
    var isHeld: Bool { Folder.isTaken(copy) }

    /// Where a file that contradicts the copy is kept, named by the digest of its bytes.
    func evidence(_ content: SHA256Digest, _ suffix: String) -> String {
        "\(folder)/forked/\(name).\(content.hex).\(suffix)"
    }

    /// Where a checkpoint that was received is kept as it was signed: with a ledger that contradicts it later it
    /// is evidence, and its head alone would be none.
    func signedHead(_ content: SHA256Digest) -> String {
        "\(folder)/checkpoints/\(name).\(content.hex).checkpoint"
    }

    /// Where the copy held cannot be read as what it was, that is said of the copy and not of what came.
    func said(_ error: ExchangeError) -> ExchangeError {
        guard case .malformed(copy, let explanation) = error else { return error }
        return .heldCopyChanged(path: copy, explanation: explanation)
    }

    /// A copy that is held ends at a head that was seen.
    func require(_ head: Head, among seen: SeenHeads) throws(ExchangeError) {
        guard seen.held.contains(where: { $0.head == head }) else {
            throw .heldCopyChanged(path: copy, explanation: "its head \(head) is none that was seen")
        }
    }
}
