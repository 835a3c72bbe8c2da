import LedgerCrypto
import MerkleTree
import Testing

/// The published vectors of RFC 6962, section 2.1.
struct MerkleFrontierTests {
    static let inputs: [[UInt8]] = [
        [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43],
        [0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57], Array(0x60...0x6F),
    ]

    static let roots: [String] = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    @Test("gives the published root of every size from 0 to 8", arguments: 0...8)
    func published(size: Int) throws {
        var hasher = try SHA256()
        var tree = MerkleFrontier()
        for input in Self.inputs.prefix(size) { tree.append(leaf(input, &hasher), with: &hasher) }
        #expect(tree.size == size)
        #expect(tree.root(with: &hasher).hex == Self.roots[size])
    }

    @Test("hashes a node with its prefix, left before right")
    func node() throws {
        var hasher = try SHA256()
        #expect(
            leaf(Array("L123456".utf8), &hasher).hex
                == "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56")
        // The published vector of a node hashes texts of four bytes, so it checks the shape alone.
        let left = try SHA256.digest(of: Array("left".utf8))
        let right = try SHA256.digest(of: Array("right".utf8))
        let expected = try SHA256.digest(of: [0x01] + left.bytes + right.bytes)
        #expect(MerkleTree.node(left, right, with: &hasher) == expected)
        #expect(MerkleTree.node(right, left, with: &hasher) != expected)
        #expect(
            try SHA256.digest(of: [0x01] + Array("N123N456".utf8)).hex
                == "aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb")
    }

    @Test("promotes an odd node: doubling the last leaf gives another root")
    func odd() throws {
        var hasher = try SHA256()
        var tree = MerkleFrontier()
        let leaves = Self.inputs.prefix(3).map { leaf($0, &hasher) }
        for leaf in leaves { tree.append(leaf, with: &hasher) }
        let left = MerkleTree.node(leaves[0], leaves[1], with: &hasher)
        let doubled = MerkleTree.node(
            left, MerkleTree.node(leaves[2], leaves[2], with: &hasher), with: &hasher)
        #expect(doubled.hex == "decb470003499e4d6517d780e992af87d02c54b4d3ef9e46f25bd2ef88491d97")
        #expect(tree.root(with: &hasher) != doubled)
        #expect(tree.root(with: &hasher) == MerkleTree.node(left, leaves[2], with: &hasher))
    }

    @Test("agrees with the definition, which splits at the largest power of two below the size")
    func definition() throws {
        var hasher = try SHA256()
        let leaves = (0..<300).map { leaf([UInt8($0 & 0xFF), UInt8($0 >> 8)], &hasher) }
        var tree = MerkleFrontier()
        for size in 1...leaves.count {
            tree.append(leaves[size - 1], with: &hasher)
            #expect(tree.root(with: &hasher) == recursiveRoot(leaves[..<size], &hasher))
        }
    }

    @Test("naming the root changes nothing")
    func rootIsPure() throws {
        var hasher = try SHA256()
        var tree = MerkleFrontier()
        for input in Self.inputs {
            tree.append(leaf(input, &hasher), with: &hasher)
            #expect(tree.root(with: &hasher) == tree.root(with: &hasher))
        }
        #expect(tree.root(with: &hasher).hex == Self.roots[8])
    }

    private func leaf(_ bytes: [UInt8], _ hasher: inout SHA256) -> SHA256Digest {
        hasher.update(0x00)
        hasher.update(bytes.span.bytes)
        return hasher.finish()
    }

    private func recursiveRoot(_ leaves: ArraySlice<SHA256Digest>, _ hasher: inout SHA256) -> SHA256Digest {
        guard leaves.count > 1 else { return leaves.first ?? hasher.finish() }
        var split = 1
        while split * 2 < leaves.count { split *= 2 }
        let middle = leaves.startIndex + split
        let left = recursiveRoot(leaves[..<middle], &hasher)
        return MerkleTree.node(left, recursiveRoot(leaves[middle...], &hasher), with: &hasher)
    }
}
