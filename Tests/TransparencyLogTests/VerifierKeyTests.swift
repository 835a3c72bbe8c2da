import LedgerCrypto
import Testing

@testable import TransparencyLog

struct VerifierKeyTests {
    @Test(
        "a published verifier key is read and written as it stands",
        arguments: [Vectors.exampleKey, Vectors.peterKey, Vectors.enochKey])
    func roundTrip(vkey: String) throws {
        let key = try NoteVerifierKey(vkey: vkey)
        #expect(key.vkey == vkey)
        #expect(key.kind == .ed25519)
    }

    @Test("the key id of a kind is the published one")
    func keyIDs() throws {
        let name = try #require(NoteKeyName("example.org/witness"))
        let key = try PublicKey(ed25519: Vectors.sigsumPublic)
        let cosigner = try NoteVerifierKey(name: name, publicKey: key, kind: .cosignatureV1)
        #expect(cosigner.keyIDText == "cacf2e50")
        #expect(try NoteVerifierKey(name: name, publicKey: key, kind: .ed25519).keyIDText == "3a5b06d5")
        #expect(try NoteVerifierKey(vkey: cosigner.vkey) == cosigner)
    }

    @Test("the key of a seed is the published one")
    func seeds() throws {
        let name = try #require(NoteKeyName("PeterNeumann"))
        let key = try PrivateKey.ed25519(seed: Vectors.peterSeed)
        #expect(
            try NoteVerifierKey(name: name, publicKey: key.publicKey, kind: .ed25519).vkey == Vectors.peterKey)
    }

    @Test(
        "what is no verifier key is refused",
        arguments: [
            // Four more bytes than a key has, and a kind that nobody defined, as published with the ids that fit.
            ("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==", .base64),
            ("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEQ==", .verifierKey),
            ("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .keyKind),
            ("PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .verifierKey),
            ("PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .verifierKey),
            ("PeterNeumann+c74f20a+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .verifierKey),
            ("PeterNeuman+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .verifierKey),
            ("Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .keyName),
            ("+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .keyName),
            ("PeterNeumann+c74f20a3", .verifierKey), ("PeterNeumann", .verifierKey), ("", .verifierKey),
            ("PeterNeumann+c74f20a3+", .base64), ("PeterNeumann+c74f20a3+AQ", .base64),
            ("PeterNeumann+c74f20a3+AQ==", .verifierKey),
            ("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW\n", .base64),
            // The private form of another tool.
            ("PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz", .base64),
        ] as [(String, LogTextError.Code)])
    func refused(vkey: String, code: LogTextError.Code) {
        #expect(refusal { () throws(LogTextError) in try NoteVerifierKey(vkey: vkey) } == code)
    }

    @Test("no verifier key with one changed bit is read")
    func bits() {
        for flip in Vectors.exampleKey.bytes.flips {
            #expect(refusal { () throws(LogTextError) in try NoteVerifierKey(vkey: flip[...]) } != nil)
        }
    }

    @Test("a key with a small order is refused")
    func smallOrder() {
        let encoded = "AQEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        #expect(
            refusal { () throws(LogTextError) in try NoteVerifierKey(vkey: "a+00000000+\(encoded)") }
                == .verifierKey)
    }

    @Test("a key that is not Ed25519 is no verifier key")
    func otherAlgorithms() throws {
        let name = try #require(NoteKeyName("a"))
        let key = try PrivateKey.generate(.ecdsaP256).publicKey
        #expect(
            refusal { () throws(LogTextError) in
                try NoteVerifierKey(name: name, publicKey: key, kind: .ed25519)
            } == .keyKind)
    }

    @Test(
        "a name holds no space of any script, no plus sign and no control character",
        arguments: [
            "", "a b", "a+b", "a\u{A0}b", "a\u{2003}b", "a\u{3000}b", "a\u{85}b", "a\tb", "a\nb", "a\u{1}b",
            "+\u{301}", String(repeating: "a", count: 256), String(repeating: "é", count: 128),
        ])
    func names(name: String) { #expect(NoteKeyName(name) == nil) }

    @Test("names are compared byte by byte")
    func spellings() throws {
        let (one, two) = (try #require(NoteKeyName("\u{E9}")), try #require(NoteKeyName("e\u{301}")))
        #expect(one != two)
        #expect(NoteKeyName(String(repeating: "a", count: 255)) != nil)
    }
}
