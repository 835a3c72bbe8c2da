import LedgerCrypto
import Testing

/// Ed25519 keys as bare bytes, with the first vector of RFC 8032, section 7.1.
struct Ed25519RawKeyTests {
    static let seed = bytes("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    static let point = bytes("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    static let signature = bytes(
        """
        e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b
        d25bf5f0595bbe24655141438e7a100b
        """)

    @Test("a seed gives the published public key and the published signature")
    func publishedVector() throws {
        let key = try PrivateKey.ed25519(seed: Self.seed)
        #expect(key.publicKey.ed25519Bytes == Self.point)
        #expect(try key.sign([]) == Self.signature)
    }

    @Test("a public key of 32 bytes verifies, and is the key of the same SPKI")
    func publicKey() throws {
        let key = try PublicKey(ed25519: Self.point)
        #expect(try key.isValid(signature: Self.signature, of: []))
        #expect(try !key.isValid(signature: Self.signature, of: [0]))
        #expect(try !key.isValid(signature: Self.signature.flippingBit(7), of: []))
        #expect(try PublicKey(spki: key.spki) == key)
        #expect(key.ed25519Bytes == Self.point)
    }

    @Test("a key of another size is refused, with its size", arguments: [0, 31, 33, 64])
    func otherSizes(count: Int) {
        let raw = [UInt8](repeating: 7, count: count)
        #expect(throws: KeyError.malformedRawKey(byteCount: count)) { try PublicKey(ed25519: raw) }
        #expect(throws: KeyError.malformedRawKey(byteCount: count)) { try PrivateKey.ed25519(seed: raw) }
    }

    @Test("points with which anybody could sign are refused as bare bytes too")
    func unsafePoints() {
        let identity = [1] + [UInt8](repeating: 0, count: 31)
        #expect(throws: KeyError.smallOrderPoint) { try PublicKey(ed25519: identity) }
        let notReduced = [0xf0] + [UInt8](repeating: 0xff, count: 30) + [0x7f]
        #expect(throws: KeyError.nonCanonicalPoint) { try PublicKey(ed25519: notReduced) }
    }

    @Test("a key of another algorithm has no Ed25519 bytes")
    func otherAlgorithm() throws {
        #expect(try PrivateKey.generate(.ecdsaP256).publicKey.ed25519Bytes == nil)
    }
}
