import LedgerCrypto
import LedgerFormat
import MerkleTree
import Testing

@testable import TransparencyLog

struct ProofFileTests {
    private static func proof(
        _ index: Int, of size: Int, extra: [UInt8]? = nil
    ) throws -> (proof: TLogProof, leaf: SHA256Digest, log: TestLog) {
        let log = try TestLog()
        var hasher = try SHA256()
        let inclusion = try #require(log.tree.inclusionProof(index: index, size: size, with: &hasher))
        let proof = try TLogProof(extra: extra, inclusion: inclusion, checkpoint: log.checkpoint(size))
        return (proof, log.tree.leaves[index], log)
    }

    @Test("every proof of every small tree is read as it was written, and holds for its entry alone")
    func roundTrip() throws {
        var hasher = try SHA256()
        for size in 1...8 {
            for index in 0..<size {
                let (proof, leaf, log) = try Self.proof(index, of: size)
                let read = try TLogProof(proof.bytes)
                #expect(read == proof)
                for other in 0..<size {
                    #expect(
                        read.holds(leaf: log.tree.leaves[other], with: &hasher)
                            == (leaf == log.tree.leaves[other]))
                }
                #expect(try read.checkpoint.logSigners(among: [log.key.publicKey]).count == 1)
            }
        }
    }

    @Test("a proof file is written as the specification has it")
    func form() throws {
        let (proof, _, _) = try Self.proof(5, of: 6, extra: [1, 2, 3, 4])
        let lines = String(decoding: proof.bytes, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[0...2] == ["c2sp.org/tlog-proof@v1", "extra AQIDBA==", "index 5"])
        #expect(lines[5...7] == ["", "log.example/a", "6"])
    }

    private static let text = """
        c2sp.org/tlog-proof@v1
        extra AQIDBA==
        index 0
        \(Vectors.sigsumRoot)

        log.example/a
        2
        \(Vectors.sigsumRoot)

        — log.example/a AAAAAAE=

        """

    @Test(
        "what is no proof file is refused",
        arguments: [
            ("@v1", "@v2", .header), ("c2sp", " c2sp", .header), ("c2sp", "\nc2sp", .header),
            ("extra AQIDBA==", "extra", .header), ("extra AQIDBA==", "extra ", .base64),
            ("extra AQIDBA==", "extra AQIDBA", .base64), ("extra AQIDBA==", "extra AQIDBB==", .base64),
            ("extra AQIDBA==", "extra  AQIDBA==", .base64), ("extra AQIDBA==", "Extra AQIDBA==", .header),
            ("extra AQIDBA==", "extra AQIDBA==\nextra AQIDBA==", .header), ("extra AQIDBA==\n", "\n", .header),
            ("index 0\n", "", .header), ("index 0", "index", .header), ("index 0", "index ", .number),
            ("index 0", "index 00", .number), ("index 0", "index 01", .number),
            ("index 0", "index -0", .number),
            ("index 0", "index 0 ", .number), ("index 0", "index  0", .number),
            ("index 0", "index 0\r", .number),
            ("index 0", "index 9223372036854775808", .number), ("index 0", "index 0\nindex 0", .hash),
            ("index 0", "index 2", .proofLength), ("index 0", "index 9223372036854775807", .proofLength),
            ("index 0\n", "index 0\n\(Vectors.sigsumRoot)\n", .proofLength),
            ("index 0\n\(Vectors.sigsumRoot)\n", "index 0\n", .proofLength),
            ("index 0\n\(Vectors.sigsumRoot)", "index 0\nHA5HAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB=", .hash),
            ("index 0\n\(Vectors.sigsumRoot)", "index 0\nHA5HAAAA", .hash),
            ("\n\nlog.example", "\nlog.example", .hash), ("\n\nlog.example", "\n\n\nlog.example", .checkpoint),
            ("\n2\n", "\n0\n", .proofLength), ("\n2\n", "\n02\n", .number),
            ("AAE=\n", "AAE=", .lineFeedMissing),
            ("AAE=\n", "AAE=\n\n", .noSignatures), ("— log.example/a AAAAAAE=\n", "", .noSignatures),
        ] as [(String, String, LogTextError.Code)])
    func refused(part: String, replacement: String, code: LogTextError.Code) throws {
        #expect(refusal { () throws(LogTextError) in try TLogProof(Self.text.bytes) } == nil)
        let altered = Self.text.replacing(part, with: replacement, maxReplacements: 1)
        #expect(altered != Self.text)
        #expect(refusal { () throws(LogTextError) in try TLogProof(altered.bytes) } == code)
    }

    @Test("more hashes than any tree is high, and files that are too long, are refused")
    func limits() {
        let hashes = String(repeating: "\(Vectors.sigsumRoot)\n", count: 65)
        let tall = Self.text.replacing("index 0\n\(Vectors.sigsumRoot)\n", with: "index 0\n\(hashes)")
        #expect(refusal { () throws(LogTextError) in try TLogProof(tall.bytes) } == .proofLength)
        let long = Array(repeating: UInt8(ascii: "a"), count: TLogProof.bytesMax + 1)
        #expect(refusal { () throws(LogTextError) in try TLogProof(long) } == .tooLong)
        #expect(refusal { () throws(LogTextError) in try TLogProof([]) } == .header)
    }

    @Test("a proof and a checkpoint of different sizes are no proof, nor is extra data without a byte")
    func mismatch() throws {
        let (proof, _, log) = try Self.proof(1, of: 4)
        let other = try log.checkpoint(5)
        #expect(
            refusal { () throws(LogTextError) in
                try TLogProof(inclusion: proof.inclusion, checkpoint: other)
            } == .proofLength)
        #expect(
            refusal { () throws(LogTextError) in
                try TLogProof(extra: [], inclusion: proof.inclusion, checkpoint: proof.checkpoint)
            } == .header)
    }

    @Test("no proof file with one changed bit proves its entry")
    func bits() throws {
        let (proof, leaf, log) = try Self.proof(2, of: 7)
        var hasher = try SHA256()
        for flip in proof.bytes.flips {
            guard let read = try? TLogProof(flip) else { continue }
            let signers = try? read.checkpoint.logSigners(among: [log.key.publicKey])
            #expect(signers?.isEmpty != false || !read.holds(leaf: leaf, with: &hasher))
        }
    }
}
