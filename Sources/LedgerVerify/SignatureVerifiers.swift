internal import LedgerCrypto
internal import LedgerFormat
internal import Synchronization

/// The signature contexts of one thread, one a key, and the buffer for the bytes that a signature covers.
///
/// `@unchecked`, with this proof: whoever checks signatures either makes its own, or takes one out of a
/// ``SignatureVerifierPool``, where nobody else finds it until it is put back.
final class SignatureVerifiers: @unchecked Sendable {
    /// So many keys at once; a ledger with more starts over.
    private static let keysMax = 64

    private var keyIDs: [KeyID] = []
    private var verifiers: [SignatureVerifierBox] = []
    private var message: [UInt8] = []
    private var signature: [UInt8] = []

    /// Lays out the bytes that the event's signatures cover.
    func prepare(_ event: ArraySlice<UInt8>) { DSSE.preAuthenticationEncoding(of: event, into: &message) }

    /// Why a signature does not count for its key.
    enum Refusal {
        /// It is no base64 in its one spelling.
        case encoding
        /// It is not the key's signature of these bytes.
        case invalid
    }

    /// What is wrong with a signature, given as base64, of the bytes that were laid out; nil where nothing is,
    /// or where this OpenSSL cannot check it.
    func refusal(of text: Span<UInt8>, by key: PublicKey) -> Refusal? {
        guard Base64.decode(text, into: &signature) else { return .encoding }
        if !key.isSupported { return nil }
        guard let place = place(of: key), verifiers[place].isValid(signature, message) else { return .invalid }
        return nil
    }

    /// Where the key's verifier is; nil where OpenSSL has no memory for one.
    private func place(of key: PublicKey) -> Int? {
        if let known = keyIDs.firstIndex(of: key.keyID) { return known }
        guard let verifier = try? SignatureVerifierBox(key) else { return nil }
        if verifiers.count == SignatureVerifiers.keysMax { (keyIDs, verifiers) = ([], []) }
        keyIDs.append(key.keyID)
        verifiers.append(verifier)
        return verifiers.count - 1
    }
}

/// A place in an array for a verifier, which cannot be copied.
private final class SignatureVerifierBox {
    private var verifier: SignatureVerifier

    init(_ key: PublicKey) throws(CryptoError) { verifier = try SignatureVerifier(key) }

    func isValid(_ signature: [UInt8], _ message: [UInt8]) -> Bool {
        verifier.isValid(signature: signature.span.bytes, message: message.span.bytes)
    }
}

/// Contexts that no thread uses at the moment. To prepare one costs as much as a good part of a signature, so they go
/// from task to task.
final class SignatureVerifierPool: Sendable {
    private let idle = Mutex<[SignatureVerifiers]>([])

    func take() -> SignatureVerifiers { idle.withLock { $0.popLast() } ?? SignatureVerifiers() }

    func putBack(_ verifiers: SignatureVerifiers) { idle.withLock { $0.append(verifiers) } }
}
