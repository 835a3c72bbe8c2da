import Foundation
import LedgerCrypto
import LedgerFormat
import LedgerProof
import LedgerStore
import LedgerVerify
import MerkleTree
import Testing
import TransparencyLog

@testable import Exchange

@Suite struct EquivocationTests {
    private func evidence(
        _ office: TestOffice, _ other: String, checkpoints: [String] = []
    ) throws -> Result<[UInt8], Equivocation.Refusal> {
        let difference = try CopyDifference.between(office.ledger, other)
        let signed = try checkpoints.map { try SignedCheckpoint([UInt8](try office.bytes($0))) }
        do throws(Equivocation.Refusal) {
            return .success(
                try Equivocation.evidence(of: difference, office.ledger, other, checkpoints: signed))
        } catch { return .failure(error) }
    }

    private func conclusion(_ office: TestOffice, _ bytes: [UInt8]) throws -> ProofConclusion {
        let anchor = TrustAnchors.Anchor.ledger(
            try #require(Origin("office.example/..")), fingerprint: office.fingerprint)
        return ProofCheck(trust: .anchors(TrustAnchors([anchor])), rules: nil).check(bytes)
    }

    @Test(arguments: [1, 2, 5, 9]) func `Two histories that one key signed are evidence, wherever they part`(
        common: Int
    ) throws {
        let office = try TestOffice()
        try office.append(common - 1)
        let other = try office.fork("other.jsonl", appending: 3)
        try office.append(6)
        let bytes = try evidence(office, other).get()
        let conclusion = try conclusion(office, bytes)
        #expect(conclusion.verdict == .intact, "\(conclusion.findings)")
        #expect(conclusion.proven == [.twoHistories(at: common, key: office.key.keyID)])
    }

    @Test func `Two batches that part inside are evidence by the entries that close them`() throws {
        let office = try TestOffice()
        try office.append(2)
        let other = try office.copy("other.jsonl")
        try FileManager.default.moveItem(atPath: office.key.path + ".heads", toPath: office.key.path + ".kept")
        try office.append(4, to: "other.jsonl", signing: .batch)
        try FileManager.default.removeItem(atPath: office.key.path + ".heads")
        try FileManager.default.moveItem(atPath: office.key.path + ".kept", toPath: office.key.path + ".heads")
        try office.append(3, signing: .batch)
        let conclusion = try conclusion(office, try evidence(office, other).get())
        #expect(conclusion.proven == [.twoHistories(at: 3, key: office.key.keyID)])
        #expect(conclusion.heads.map(\.head.size).sorted() == [5, 6])
    }

    @Test func `With checkpoints of both histories no statement is shown`() throws {
        let office = try TestOffice()
        try office.append(2)
        let other = try office.fork("other.jsonl", appending: 3)
        try office.append(1)
        let honest = try office.checkpoint(try office.head(), "honest")
        let forked = try office.checkpoint(try #require(office.report(other).head), "forked")
        let bytes = try evidence(office, other, checkpoints: [honest, forked]).get()
        #expect(!String(decoding: bytes, as: UTF8.self).contains("test.stated"))
        #expect(try conclusion(office, bytes).proven == [.twoHistories(at: 3, key: office.key.keyID)])
        let half = try evidence(office, other, checkpoints: [forked]).get()
        #expect(try conclusion(office, half).verdict == .intact)
        #expect(half.count > bytes.count)
    }

    @Test func `A checkpoint of what both have in common, or of neither, is refused`() throws {
        let office = try TestOffice()
        try office.append(2)
        let common = try office.checkpoint(try office.head(), "common")
        let other = try office.fork("other.jsonl", appending: 1)
        try office.append(1)
        guard case .failure(.foreignCheckpoint(0)) = try evidence(office, other, checkpoints: [common]) else {
            throw Missing()
        }
    }

    private func addKey(_ second: SigningKey, to office: TestOffice) throws {
        var writer = try LedgerWriter.open(office.ledger, signingWith: [office.key], rules: AnyContent())
        _ = try writer.append(
            .keyAdded(EnrolledKey(second.key.publicKey), recovery: Recovery()), signedAlsoBy: [second],
            id: try #require(EventID(try RandomUUID().description)),
            time: try #require(Timestamp("2025-10-10T15:00:00Z")))
    }

    @Test func `Where no one key signed both, that is said`() throws {
        let office = try TestOffice()
        let second = SigningKey(try PrivateKey.generate(.ed25519), path: office.path("second.key"))
        try addKey(second, to: office)
        let other = try office.copy("other.jsonl")
        try office.append(1)
        var elsewhere = try LedgerWriter.open(other, signingWith: [second], rules: AnyContent())
        _ = try elsewhere.append([
            Statement(
                id: try #require(EventID(try RandomUUID().description)), type: "goodfaith.test.stated",
                time: try #require(Timestamp("2025-10-10T15:00:00Z")), data: ["number": 7])
        ])
        guard case .failure(.noCommonKey) = try evidence(office, other) else { throw Missing() }
    }

    @Test func `Paths made in one pass are those of the whole tree`() throws {
        let office = try TestOffice()
        try office.append(22)
        var hasher = try SHA256()
        let hashes = try office.lines("office.jsonl").map { line in
            try Entry(Array(line.utf8), in: 0..<line.utf8.count).hash
        }
        let whole = MerkleLeaves(hashes)
        for size in 1...hashes.count {
            let streamed = try StreamedTree(proving: Array(0..<size), inFirst: size, of: office.ledger)
            for index in 0..<size {
                let path = try streamed.inclusionProof(index: index, size: size, with: &hasher)
                #expect(path == whole.inclusionProof(index: index, size: size, with: &hasher))
            }
        }
    }
}
