import LedgerCrypto
import Testing

struct SignatureTests {
    static let message = Array("On the fourth day the list was handed over.".utf8)

    @Test("one verifier tells valid from invalid, message after message", arguments: SignatureAlgorithm.tried)
    func reuse(algorithm: SignatureAlgorithm) throws {
        let key = try PrivateKey.generate(algorithm)
        var signer = try MessageSigner(key)
        var verifier = try SignatureVerifier(key.publicKey)
        for round in 0..<20 {
            let message = Self.message + [UInt8(round)]
            let signature = try signer.sign(message.span.bytes)
            let changed = signature.flippingBit(round)
            let isValid = verifier.isValid(signature: signature.span.bytes, message: message.span.bytes)
            let isChangedValid = verifier.isValid(signature: changed.span.bytes, message: message.span.bytes)
            let isOtherValid = verifier.isValid(
                signature: signature.span.bytes, message: Self.message.span.bytes)
            #expect(isValid && !isChangedValid && !isOtherValid)
            #expect(ErrorQueue.isEmpty)
        }
    }

    @Test("messages may be empty or long", arguments: SignatureAlgorithm.tried)
    func sizes(algorithm: SignatureAlgorithm) throws {
        let key = try PrivateKey.generate(algorithm)
        for count in [0, 1, 127, 128, 129, 131_072] {
            let message = [UInt8](repeating: 0x2a, count: count)
            let signature = try key.sign(message)
            #expect(try key.publicKey.isValid(signature: signature, of: message))
            #expect(try !key.publicKey.isValid(signature: signature, of: message + [0]))
        }
    }

    @Test("a change of any one bit of signature or message is seen", arguments: SignatureAlgorithm.tried)
    func everyBit(algorithm: SignatureAlgorithm) throws {
        let key = try PrivateKey.generate(algorithm)
        let signature = try key.sign(Self.message)
        var verifier = try SignatureVerifier(key.publicKey)
        // A signature of ML-DSA-65 has 26,472 bits; every 13th takes in every byte place of a word.
        for bit in stride(from: 0, to: signature.count * 8, by: algorithm == .mlDSA65 ? 13 : 1) {
            let changed = signature.flippingBit(bit)
            let isValid = verifier.isValid(signature: changed.span.bytes, message: Self.message.span.bytes)
            #expect(!isValid, "bit \(bit) of the signature")
        }
        for bit in 0..<Self.message.count * 8 {
            let changed = Self.message.flippingBit(bit)
            let isValid = verifier.isValid(signature: signature.span.bytes, message: changed.span.bytes)
            #expect(!isValid, "bit \(bit) of the message")
        }
        #expect(ErrorQueue.isEmpty)
        let isValid = verifier.isValid(signature: signature.span.bytes, message: Self.message.span.bytes)
        #expect(isValid)
    }

    @Test("a signature that is cut off or goes on is refused", arguments: SignatureAlgorithm.tried)
    func everySize(algorithm: SignatureAlgorithm) throws {
        let key = try PrivateKey.generate(algorithm)
        let signature = try key.sign(Self.message)
        var verifier = try SignatureVerifier(key.publicKey)
        for count in stride(from: 0, to: signature.count, by: algorithm == .mlDSA65 ? 97 : 1) {
            let cut = Array(signature.prefix(count))
            let isValid = verifier.isValid(signature: cut.span.bytes, message: Self.message.span.bytes)
            #expect(!isValid, "\(count) bytes")
            #expect(ErrorQueue.isEmpty)
        }
        for extra in [[0], [0, 0], signature] {
            #expect(try !key.publicKey.isValid(signature: signature + extra, of: Self.message))
        }
    }

    @Test("a signature by another key, of the same or another kind, is refused")
    func otherKey() throws {
        let algorithms = SignatureAlgorithm.tried + SignatureAlgorithm.tried
        let keys = try algorithms.map { try PrivateKey.generate($0) }
        for signer in keys {
            let signature = try signer.sign(Self.message)
            for key in keys {
                #expect(try key.publicKey.isValid(signature: signature, of: Self.message) == (key === signer))
            }
        }
    }

    @Test("keys serve many threads at once")
    func threads() async throws {
        for algorithm in SignatureAlgorithm.tried {
            let key = try PrivateKey.generate(algorithm)
            let wrong = try await withThrowingTaskGroup(of: Int.self) { group in
                for task in 0..<8 {
                    group.addTask {
                        try (0..<25).count { round in
                            let message = Self.message + [UInt8(task), UInt8(round)]
                            return try !key.publicKey.isValid(signature: key.sign(message), of: message)
                        }
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(wrong == 0)
        }
    }

    @Test("an algorithm that is missing from OpenSSL is told, not called invalid")
    func unavailable() throws {
        let algorithm = SignatureAlgorithm.mlDSA65
        let key = try PublicKey(spki: PublicKeyTests.mlDSA65Prefix + [UInt8](repeating: 7, count: 1952))
        #expect(key.isSupported == algorithm.isAvailable)
        guard !algorithm.isAvailable else { return }
        #expect(throws: CryptoError.unavailable(algorithm)) { try key.isValid(signature: [0], of: [0]) }
        #expect(throws: KeyError.unavailableAlgorithm(algorithm)) { try PrivateKey.generate(algorithm) }
        #expect(ErrorQueue.isEmpty)
    }
}
