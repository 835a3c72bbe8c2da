import LedgerCrypto
import LedgerFormat
import LedgerVerify
import MerkleTree

/// Builds a ledger in memory from fixed keys, ids and times, and lets a test break any single thing on the way.
///
/// What is broken here is broken by the author, before the signature; what others break afterwards is done to
/// the lines of a finished ``SampleLedger``.
struct LedgerBuilder {
    /// An entry just before it is signed.
    struct Plan {
        var attributes: [String: JSON]
        /// Who sign; the attribute `signers` was made from them.
        var signers: [TestKey]
        /// Who sign in their place, one for one.
        var substitutes: [TestKey: TestKey] = [:]
        /// Changes the text of the event before it is hashed and signed.
        var rewrite: (String) -> String = { $0 }

        mutating func set(_ name: String, _ value: JSON?) { attributes[name] = value }

        mutating func setData(_ name: String, _ value: JSON?) {
            guard case .object(var data)? = attributes["data"] else { return }
            data[name] = value
            attributes["data"] = .object(data)
        }
    }

    typealias Edit = (inout Plan) throws -> Void

    let party: String
    let origin: String
    /// Makes the ids of this ledger others than those of another.
    let seed: String

    private(set) var ledger = SampleLedger()
    private(set) var hashes: [SHA256Digest] = []
    /// The index of the last key event.
    private(set) var roster = 0
    private var tree = MerkleFrontier()
    private var hasher: SHA256Box

    init(
        party: String = "us-office", origin: String = "us-office.example/ua-channel", seed: String = "sample"
    ) throws {
        (self.party, self.origin, self.seed) = (party, origin, seed)
        hasher = try SHA256Box()
    }

    var index: Int { hashes.count }

    /// The head over all entries so far.
    var head: Head { get throws { Head(size: index, root: hasher.root(of: tree)) } }

    // MARK: Entries

    /// A statement of the vocabulary; without signers it is a member of a batch.
    mutating func state(
        _ name: String, _ data: JSON, subject: String? = nil, by signers: [TestKey] = [], _ edit: Edit? = nil
    ) throws {
        try append(
            name, schema: "urn:goodfaith:vocabulary:1", data: data, subject: subject, by: signers, edit)
    }

    /// One of the ledger's own events.
    mutating func change(_ event: LedgerEvent, by signers: [TestKey], _ edit: Edit? = nil) throws {
        try append(event.kind.rawValue, schema: "urn:goodfaith:ledger:1", data: event.data, by: signers, edit)
    }

    mutating func append(
        _ name: String, schema: String, data: JSON, subject: String? = nil, by signers: [TestKey],
        _ edit: Edit? = nil
    ) throws {
        var plan = Plan(attributes: try attributes(name, schema, data, subject, signers), signers: signers)
        try edit?(&plan)
        let canonical = String(decoding: try JSON.object(plan.attributes).canonicalBytes(), as: UTF8.self)
        let event = Array(plan.rewrite(canonical).utf8)
        let signing = try plan.signers.sorted { try $0.keyID < $1.keyID }
        let signatures = try signing.map { try (plan.substitutes[$0] ?? $0).signature(of: event) }
        ledger.lines.append(SampleLedger.line(event, signatures))
        let hash = hasher.leaf(event)
        hashes.append(hash)
        tree = hasher.appending(hash, to: tree)
        if name == "ledger.opened" || name.hasPrefix("key.") { roster = index - 1 }
    }

    private func attributes(
        _ name: String, _ schema: String, _ data: JSON, _ subject: String?, _ signers: [TestKey]
    ) throws -> [String: JSON] {
        var attributes: [String: JSON] = [
            "data": data, "dataschema": .string(schema), "id": .string(try uuid("id \(index)")),
            "index": .integer(index),
            "source": .string(party), "specversion": "1.0", "time": .string(time),
            "type": .string("goodfaith.\(name)"),
        ]
        attributes["subject"] = subject.map { .string($0) }
        attributes["previous"] = hashes.last.map { .string($0.prefixed) }
        if !signers.isEmpty {
            let keyIDs = try signers.map { try $0.keyID }.sorted().map(\.description)
            attributes["signers"] = .string(keyIDs.joined(separator: " "))
            if index > 0 {
                attributes["root"] = .string(try head.root.prefixed)
                attributes["roster"] = .integer(roster)
            }
        }
        return attributes
    }

    /// Half an hour between two entries, from a morning in October 2025.
    private var time: String {
        Timestamp(secondsSinceEpoch: 1_760_083_200 + index * 1_800)?.description ?? ""
    }

    /// A fixed id with the shape of a random one.
    func uuid(_ name: String) throws -> String {
        var hex = Array(try SHA256.digest(of: Array("\(seed) \(party) \(name)".utf8)).hex.prefix(32))
        hex[12] = "4"
        hex[16] = "a"
        for place in [20, 16, 12, 8] { hex.insert("-", at: place) }
        return String(hex)
    }

    func caseReference(_ number: Int) throws -> String { "case/\(try uuid("case \(number)"))" }
}

/// Lets a value type keep one digest context.
private final class SHA256Box {
    private var sha256: SHA256

    init() throws { sha256 = try SHA256() }

    func leaf(_ event: [UInt8]) -> SHA256Digest { EventHash.of(event, in: event.indices, with: &sha256) }

    func root(of tree: MerkleFrontier) -> SHA256Digest { tree.root(with: &sha256) }

    func appending(_ leaf: SHA256Digest, to tree: MerkleFrontier) -> MerkleFrontier {
        var tree = tree
        tree.append(leaf, with: &sha256)
        return tree
    }
}
