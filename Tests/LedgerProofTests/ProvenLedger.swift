import LedgerCrypto
import LedgerFormat
import LedgerProof
import LedgerVerify
import MerkleTree
import Testing
import TransparencyLog

/// A ledger in memory of which proofs are made: two cases, a batch, and keys that come and go.
///
/// | index | what | about | signed by |
/// |---|---|---|---|
/// | 0 | opened: keys A and B | | A |
/// | 1 | stated | case one | A |
/// | 2, 3 | members of a batch | cases two, one | - |
/// | 4 | the end of the batch | case two | B |
/// | 5 | key C added | | A C |
/// | 6 | stated | case one | C |
/// | 7 | key B retired | | A |
/// | 8 | stated | case two | A |
/// | 9 | key C compromised since 6 | | A |
/// | 10 | stated | case one | C |
/// | 11 | stated | case two | A |
struct ProvenLedger {
    enum Key: UInt8, CaseIterable {
        case a = 1
        case b, c, foreign

        var privateKey: PrivateKey {
            get throws { try PrivateKey.ed25519(seed: [UInt8](repeating: rawValue, count: 32)) }
        }
        var keyID: KeyID { get throws { try privateKey.publicKey.keyID } }
        var enrolled: EnrolledKey { get throws { EnrolledKey(try privateKey.publicKey) } }
    }

    static let size = 12
    static let one = "0f2e1d4c-1111-4aaa-8bbb-000000000001"
    static let two = "0f2e1d4c-2222-4aaa-8bbb-000000000002"

    let origin: String
    private(set) var entries: [Entry] = []
    private var roster = 0

    var hashes: [SHA256Digest] { entries.map(\.hash) }
    var leaves: MerkleLeaves { MerkleLeaves(hashes) }
    var fingerprint: SHA256Digest { hashes[0] }

    /// - Parameter variant: at which index, and what, another ledger states than this one; the keys are the same.
    init(
        _ count: Int = ProvenLedger.size, origin: String = "office.example/test", number: Int = 0,
        otherwiseAt variant: Int = .max
    ) throws {
        self.origin = origin
        for index in 0..<count { try append(index, number + (index >= variant ? 100 : 0)) }
    }

    private mutating func append(_ index: Int, _ number: Int) throws {
        let none = Recovery()
        switch index {
        case 0:
            let party = Party(
                partyClass: "ngo", id: try #require(PartyID("office")), name: "Office", roles: ["witness"])
            try append(
                .opened(
                    Opening(
                        audience: [try #require(PartyID("reader"))],
                        keys: [try Key.a.enrolled, try Key.b.enrolled].sorted { $0.keyID < $1.keyID },
                        origin: try #require(Origin(origin)), party: party)), by: [.a])
        case 5: try append(.keyAdded(try Key.c.enrolled, recovery: none), by: [.a, .c])
        case 7: try append(.keyRetired(try Key.b.keyID, recovery: none), by: [.a])
        case 9: try append(.keyCompromised(try Key.c.keyID, since: 6, recovery: none), by: [.a])
        default:
            let signers: [Int: [Key]] = [2: [], 3: [], 4: [.b], 6: [.c], 10: [.c]]
            try state(
                number, about: [1, 3, 6, 10].contains(index) ? Self.one : Self.two, by: signers[index] ?? [.a])
        }
    }

    mutating func state(_ number: Int, about reference: String, by signers: [Key]) throws {
        let subject: Subject = try #require(Subject("case/\(reference)"))
        try append(
            "goodfaith.test.stated", .vocabulary(version: 1), ["number": .integer(number)], subject, signers)
    }

    /// A statement whose data is so many lists in one another.
    mutating func state(nesting depth: Int) throws {
        var value: JSON = .array([])
        for _ in 1..<depth { value = .array([value]) }
        try append("goodfaith.test.stated", .vocabulary(version: 1), ["deep": value], nil, [.a])
    }

    mutating func append(_ event: LedgerEvent, by signers: [Key]) throws {
        let index = entries.count
        try append(event.kind.type, .ledger(version: 1), event.data, nil, signers)
        if event.kind != .closed { roster = index }
    }

    private mutating func append(
        _ type: String, _ schema: Event.Schema, _ data: JSON, _ subject: Subject?, _ signers: [Key]
    ) throws {
        let index = entries.count
        var hasher = try SHA256()
        let digits = String(index, radix: 16)
        let id = "0f2e1d4c-0000-4aaa-8bbb-" + String(repeating: "0", count: 12 - digits.count) + digits
        let isSigned = !signers.isEmpty && index > 0
        let event = try EventDraft(
            id: try #require(EventID(id)), source: try #require(PartyID("office")), type: type, schema: schema,
            subject: subject, time: try #require(Timestamp("2025-10-10T15:00:00Z")), index: index,
            previous: hashes.last, signers: try signers.map { try $0.keyID },
            root: isSigned ? leaves.root(size: index, with: &hasher) : nil, roster: isSigned ? roster : nil,
            data: data
        ).event()
        let message = DSSE.preAuthenticationEncoding(of: event.bytes)
        let signatures = try signers.sorted { try $0.keyID < $1.keyID }.map { try $0.privateKey.sign(message) }
        let line = Entry.line(event: event.bytes, signatures: signatures)
        entries.append(try Entry(line, in: 0..<line.count - 1))
    }

    // MARK: Proofs

    func head(_ size: Int) throws -> Head {
        var hasher = try SHA256()
        return Head(size: size, root: leaves.root(size: size, with: &hasher))
    }

    func checkpoint(_ size: Int, by key: Key = .a, origin: String? = nil) throws -> SignedCheckpoint {
        try SignedCheckpoint.sign(
            Checkpoint(origin: try #require(LogOrigin(origin ?? self.origin)), head: try head(size)),
            with: try key.privateKey)
    }

    func placed(_ index: Int, size: Int) throws -> PlacedEntry {
        var hasher = try SHA256()
        let inclusion = leaves.inclusionProof(index: index, size: size, with: &hasher)
        return try PlacedEntry(entries[index], at: try #require(inclusion))
    }

    /// The key events of the first `size` entries and those asked for, in their places.
    func tree(
        _ indexes: [Int], size: Int, signedBy signer: SignedTree.Signer? = nil,
        without left: [Int] = []
    ) throws -> SignedTree {
        let keyEvents = (0..<size).filter { entries[$0].event?.isKeyEvent == true }
        let shown = Set(indexes + keyEvents).subtracting(left).sorted()
        return try SignedTree(
            try head(size), signedBy: try signer ?? .checkpoint(checkpoint(size)),
            entries: try shown.map { try placed($0, size: size) })
    }

    func extended(from size: Int, to newSize: Int, withCheckpoint: Bool = false) throws -> HeadExtension {
        var hasher = try SHA256()
        let proof = leaves.consistencyProof(from: size, to: newSize, with: &hasher)
        return try HeadExtension(
            from: try head(size), by: try #require(proof),
            oldCheckpoint: withCheckpoint ? try checkpoint(size) : nil)
    }

    func branch(_ index: Int, _ tree: SignedTree) throws -> HistoryBranch {
        var hasher = try SHA256()
        let inclusion = leaves.inclusionProof(index: index, size: tree.head.size, with: &hasher)
        return try HistoryBranch(hashes[index], at: inclusion, in: tree)
    }

    var anchors: Trust { .anchors(TrustAnchors([.fingerprint(fingerprint)])) }

    func check(_ bytes: [UInt8], rules: (any ContentRules)? = AnyContent()) -> ProofConclusion {
        ProofCheck(trust: anchors, rules: rules).check(bytes)
    }

    func check(_ file: ProofFile) throws -> ProofConclusion { check(try file.bytes()) }
}

/// A vocabulary that allows everything but one number.
struct AnyContent: ContentRules {
    var identifier: String { "any content" }
    var forbidden: Int?

    func knows(vocabularyVersion: Int) -> Bool { vocabularyVersion == 1 }
    func violation(in event: Event, statedBy party: Party) -> ContentViolation? {
        guard let forbidden, event.data["number"]?.integer == forbidden else { return nil }
        return ContentViolation(code: "content-number", expected: "another number", found: "\(forbidden)")
    }
    func violation(in opening: Opening) -> ContentViolation? { nil }
}

extension ProofConclusion {
    /// The code of the first finding; nil where there is none.
    var code: String? { findings.first?.code.description }

    /// The indexes of what is shown in a role.
    func indexes(_ role: ShownEntry.Role) -> [Int] { entries.filter { $0.role == role }.map(\.event.index) }
}
