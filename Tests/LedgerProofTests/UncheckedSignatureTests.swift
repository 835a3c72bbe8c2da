import LedgerCrypto
import LedgerFormat
import LedgerVerify
import MerkleTree
import Testing
import TransparencyLog

@testable import LedgerProof

/// Signatures of a kind that this machine's OpenSSL cannot check: anybody can write one, so it speaks neither
/// for an entry nor against a key. Where OpenSSL knows the kind there is nothing to test.
struct UncheckedSignatureTests {
    @Test("two histories that have only such a signer in common are no evidence")
    func equivocation() throws {
        guard let one = try UncheckedLedger() else { return }
        var (honest, forged) = (one, one)
        try honest.state(1, by: .b)
        try forged.state(2, by: .a)
        let none = try check(.equivocation(index: 1, honest.branch(), forged.branch()))
        #expect(none.findings.map(\.code.description) == ["signature-unsupported"])
        #expect(none.verdict == .incomplete && none.proven.isEmpty)
        var twice = one
        try twice.state(3, by: .a)
        let both = try check(.equivocation(index: 1, forged.branch(), twice.branch()))
        #expect(both.verdict == .intact, "\(both.findings)")
        #expect(both.proven == [.twoHistories(at: 1, key: try ProvenLedger.Key.a.keyID)])
        #expect(both.heads.map(\.signers.count) == [1, 1])
        #expect(both.notProven.contains(.unsupportedSignatures))
    }

    @Test("what a compromised key and such a signer signed is disowned, in a ledger and in a proof")
    func disowned() throws {
        guard var ledger = try UncheckedLedger() else { return }
        try ledger.state(1, by: .a)
        try ledger.state(2, by: .b)
        try ledger.append(
            .keyCompromised(try ProvenLedger.Key.a.keyID, since: 1, recovery: Recovery()), by: .b)
        let report = LedgerVerifier(trust: .selfDeclared, rules: nil).verify(BytesInMemory(ledger.bytes))
        #expect(report.verdict == .intact, "\(report.findings)")
        #expect(report.disowned.ranges == [1...1])
        let conclusion = try check(.events(try ledger.tree(size: 4, checkpointBy: .b)))
        #expect(conclusion.verdict == .intact, "\(conclusion.findings)")
        #expect(conclusion.entries.filter(\.isDisowned).map(\.event.index) == [1])
        #expect(conclusion.notProven.contains(.unsupportedSignatures))
    }

    private func check(_ file: ProofFile) throws -> ProofConclusion {
        ProofCheck(trust: .selfDeclared, rules: AnyContent()).check(try file.bytes())
    }
}

/// A ledger of the keys A, B and one of ML-DSA-65 that nobody holds; each statement names that one too, with
/// zeros for its signature.
private struct UncheckedLedger {
    private let unchecked: PublicKey
    private var entries: [Entry] = []
    private(set) var bytes: [UInt8] = []

    private var hashes: [SHA256Digest] { entries.map(\.hash) }

    init?() throws {
        let prefix: [UInt8] = [
            0x30, 0x82, 0x07, 0xB2, 0x30, 0x0B, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x03,
            0x12, 0x03, 0x82, 0x07, 0xA1, 0x00,
        ]
        unchecked = try PublicKey(spki: prefix + [UInt8](repeating: 7, count: 1_952))
        if unchecked.isSupported { return nil }
        let party = Party(
            partyClass: "ngo", id: try #require(PartyID("office")), name: "Office", roles: ["witness"])
        let keys = [try ProvenLedger.Key.a.enrolled, try ProvenLedger.Key.b.enrolled, EnrolledKey(unchecked)]
        try append(
            .opened(
                Opening(
                    audience: [try #require(PartyID("reader"))], keys: keys.sorted { $0.keyID < $1.keyID },
                    origin: try #require(Origin("office.example/test")), party: party)), by: .a)
    }

    mutating func state(_ number: Int, by signer: ProvenLedger.Key) throws {
        try append(
            "goodfaith.test.stated", .vocabulary(version: 1), ["number": .integer(number)], signer,
            [unchecked.keyID])
    }

    mutating func append(_ event: LedgerEvent, by signer: ProvenLedger.Key) throws {
        try append(event.kind.type, .ledger(version: 1), event.data, signer, [])
    }

    private mutating func append(
        _ type: String, _ schema: Event.Schema, _ data: JSON, _ signer: ProvenLedger.Key, _ others: [KeyID]
    ) throws {
        let index = entries.count
        var hasher = try SHA256()
        let signers = (others + [try signer.keyID]).sorted()
        let event = try EventDraft(
            id: try #require(EventID("0f2e1d4c-0000-4aaa-8bbb-00000000000\(index)")),
            source: try #require(PartyID("office")), type: type, schema: schema,
            time: try #require(Timestamp("2025-10-10T15:00:00Z")), index: index, previous: hashes.last,
            signers: signers,
            root: index > 0 ? MerkleLeaves(hashes).root(size: index, with: &hasher) : nil,
            roster: index > 0 ? 0 : nil, data: data
        ).event()
        let signature = try signer.privateKey.sign(DSSE.preAuthenticationEncoding(of: event.bytes))
        let signatures = signers.map { keyID in
            keyID == unchecked.keyID ? [UInt8](repeating: 0, count: 3_309) : signature
        }
        let line = Entry.line(event: event.bytes, signatures: signatures)
        entries.append(try Entry(line, in: 0..<line.count - 1))
        bytes += line
    }

    // MARK: Proofs

    private func placed(_ size: Int) throws -> [PlacedEntry] {
        var hasher = try SHA256()
        var placed: [PlacedEntry] = []
        for index in 0..<size {
            let inclusion = MerkleLeaves(hashes).inclusionProof(index: index, size: size, with: &hasher)
            placed.append(try PlacedEntry(entries[index], at: try #require(inclusion)))
        }
        return placed
    }

    private func head(_ size: Int) throws -> Head {
        var hasher = try SHA256()
        return Head(size: size, root: MerkleLeaves(hashes).root(size: size, with: &hasher))
    }

    func tree(size: Int, checkpointBy key: ProvenLedger.Key) throws -> SignedTree {
        let checkpoint = try SignedCheckpoint.sign(
            Checkpoint(origin: try #require(LogOrigin("office.example/test")), head: try head(size)),
            with: try key.privateKey)
        return try SignedTree(try head(size), signedBy: .checkpoint(checkpoint), entries: try placed(size))
    }

    /// The history that entry 1 signs, which is where it parts.
    func branch() throws -> HistoryBranch {
        let tree = try SignedTree(
            try head(1), signedBy: .entry(entries[1], isProven: false), entries: try placed(1))
        return try HistoryBranch(hashes[1], at: nil, in: tree)
    }
}
