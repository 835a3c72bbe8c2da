import Casework
import LedgerCrypto
import LedgerVerify
import MerkleTree

/// What is asked of a file: the arguments of `goodfaith verify`, as the tables of samples write them.
struct Question {
    var verifier: LedgerVerifier

    struct NotUnderstood: Error { let argument: String }

    init(_ arguments: String) throws {
        verifier = LedgerVerifier(trust: .notGiven, rules: Vocabulary.current)
        var words = arguments.split(separator: " ").map(String.init)[...]
        while let word = words.popFirst() {
            switch word {
            case "--self-declared": verifier.trust = .selfDeclared
            case "--allow-withheld": verifier.allowsWithheld = true
            case "--against": verifier.against = try Self.parsed(words.popFirst()) { Head($0) }
            case "--level":
                verifier.level = try Self.parsed(words.popFirst()) { VerificationLevel(rawValue: $0) }
            case "--fingerprint":
                let fingerprint = try Self.parsed(words.popFirst()) {
                    SHA256Digest(hex: $0.dropFirst("sha256:".count))
                }
                verifier.trust = .anchors(TrustAnchors([.fingerprint(fingerprint)]))
            default: throw NotUnderstood(argument: word)
            }
        }
    }

    private static func parsed<T>(_ word: String?, _ parse: (String) -> T?) throws -> T {
        guard let word, let value = parse(word) else { throw NotUnderstood(argument: word ?? "") }
        return value
    }

    func answer(to bytes: [UInt8]) -> VerificationReport { verifier.verify(BytesInMemory(bytes)) }
}

extension VerificationReport {
    /// The first finding that stands by itself.
    var rootCause: Finding? { findings.first { $0.cause == .root } }
}
