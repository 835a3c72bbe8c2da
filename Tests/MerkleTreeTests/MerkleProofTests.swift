import LedgerCrypto
import MerkleTree
import Testing

/// Proofs of RFC 6962, against the published vectors and against every tree of up to 48 leaves.
struct MerkleProofTests {
    static let sizeMax = 48

    private static func tree(_ count: Int) throws -> MerkleLeaves {
        var hasher = try SHA256()
        return MerkleLeaves(
            (0..<count).map { number in
                hasher.update(0x00)
                hasher.update(UInt8(number))
                return hasher.finish()
            })
    }

    @Test("every inclusion proof of every small tree holds, and has the length that the formula gives")
    func inclusion() throws {
        var hasher = try SHA256()
        let tree = try Self.tree(Self.sizeMax)
        var count = 0
        for size in 1...Self.sizeMax {
            let head = Head(size: size, root: tree.root(size: size, with: &hasher))
            for index in 0..<size {
                let proof = try #require(tree.inclusionProof(index: index, size: size, with: &hasher))
                #expect(proof.holds(leaf: tree.leaves[index], in: head, with: &hasher))
                count += 1
            }
        }
        #expect(count == 1176)
    }

    @Test("every consistency proof between two small trees holds")
    func consistency() throws {
        var hasher = try SHA256()
        let tree = try Self.tree(Self.sizeMax)
        let heads = (0...Self.sizeMax).map { Head(size: $0, root: tree.root(size: $0, with: &hasher)) }
        for new in 1...Self.sizeMax {
            for old in 1...new {
                let proof = try #require(tree.consistencyProof(from: old, to: new, with: &hasher))
                #expect(proof.holds(from: heads[old], to: heads[new], with: &hasher))
                if old < new { #expect(!proof.holds(from: heads[new], to: heads[old], with: &hasher)) }
            }
        }
    }

    @Test("no proof with one changed bit holds, in any hash that it has or is held against")
    func bits() throws {
        var hasher = try SHA256()
        let tree = try Self.tree(11)
        let heads = (0...11).map { Head(size: $0, root: tree.root(size: $0, with: &hasher)) }
        var count = 0
        for size in 1...11 {
            for index in 0..<size {
                let proof = try #require(tree.inclusionProof(index: index, size: size, with: &hasher))
                for place in proof.path.indices {
                    for bit in 0..<256 {
                        var path = proof.path
                        path[place] = flipped(path[place], bit)
                        let changed = try #require(InclusionProof(index: index, size: size, path: path))
                        #expect(!changed.holds(leaf: tree.leaves[index], in: heads[size], with: &hasher))
                        count += 1
                    }
                }
                for bit in 0..<256 {
                    let leaf = flipped(tree.leaves[index], bit)
                    #expect(!proof.holds(leaf: leaf, in: heads[size], with: &hasher))
                }
            }
            for old in 1..<max(size, 2) where old < size {
                let proof = try #require(tree.consistencyProof(from: old, to: size, with: &hasher))
                for place in proof.path.indices {
                    for bit in 0..<256 {
                        var path = proof.path
                        path[place] = flipped(path[place], bit)
                        let changed = try #require(ConsistencyProof(from: old, to: size, path: path))
                        #expect(!changed.holds(from: heads[old], to: heads[size], with: &hasher))
                        count += 1
                    }
                }
            }
        }
        #expect(count > 50_000)
    }

    @Test("a path that is one hash too long or too short is no proof")
    func lengths() throws {
        var hasher = try SHA256()
        let tree = try Self.tree(20)
        for size in 1...20 {
            for index in 0..<size {
                let path = try #require(tree.inclusionProof(index: index, size: size, with: &hasher)).path
                #expect(InclusionProof(index: index, size: size, path: path + [tree.leaves[0]]) == nil)
                if !path.isEmpty {
                    #expect(InclusionProof(index: index, size: size, path: Array(path.dropLast())) == nil)
                }
            }
            for old in 1...size {
                let path = try #require(tree.consistencyProof(from: old, to: size, with: &hasher)).path
                #expect(ConsistencyProof(from: old, to: size, path: path + [tree.leaves[0]]) == nil)
                if !path.isEmpty {
                    #expect(ConsistencyProof(from: old, to: size, path: Array(path.dropLast())) == nil)
                }
            }
        }
    }

    @Test("indexes and sizes outside a tree have no proof")
    func outside() throws {
        #expect(InclusionProof.pathLength(index: 0, size: 0) == nil)
        #expect(InclusionProof.pathLength(index: 5, size: 5) == nil)
        #expect(InclusionProof.pathLength(index: -1, size: 5) == nil)
        #expect(ConsistencyProof.pathLength(from: 0, to: 5) == nil)
        #expect(ConsistencyProof.pathLength(from: 6, to: 5) == nil)
        #expect(ConsistencyProof.pathLength(from: -1, to: 5) == nil)
        var hasher = try SHA256()
        let tree = try Self.tree(5)
        #expect(tree.inclusionProof(index: 5, size: 6, with: &hasher) == nil)
        #expect(tree.consistencyProof(from: 3, to: 6, with: &hasher) == nil)
        #expect(tree.consistencyProof(from: 0, to: 5, with: &hasher) == nil)
    }

    @Test("gives the published consistency proof from 6 to 8 leaves")
    func published() throws {
        var hasher = try SHA256()
        let tree = MerkleLeaves(
            MerkleFrontierTests.inputs.map { input in
                hasher.update(0x00)
                hasher.update(input.span.bytes)
                return hasher.finish()
            })
        let proof = try #require(tree.consistencyProof(from: 6, to: 8, with: &hasher))
        #expect(
            proof.path.map(\.hex) == [
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ])
    }

    private func flipped(_ digest: SHA256Digest, _ bit: Int) -> SHA256Digest {
        var bytes = digest.bytes
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
        return SHA256Digest(bytes) ?? digest
    }
}
