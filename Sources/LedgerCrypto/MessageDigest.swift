internal import COpenSSL

/// The digest functions that the formats use. Each is fetched from OpenSSL once in a process: fetching
/// takes a lock and a search by name, which costs more than hashing an event.
enum DigestFunction: String, CaseIterable {
    case sha256 = "SHA256"
    case sha384 = "SHA384"
    case sha512 = "SHA512"

    /// The size of a digest, in bytes.
    var byteCount: Int {
        switch self {
        case .sha256: 32
        case .sha384: 48
        case .sha512: 64
        }
    }

    /// OpenSSL's `EVP_MD`; nil when it has no such digest.
    var implementation: OpaquePointer? {
        switch self {
        case .sha256: Self.fetchedSHA256
        case .sha384: Self.fetchedSHA384
        case .sha512: Self.fetchedSHA512
        }
    }

    // Safe to share: an EVP_MD never changes once it is fetched, its reference count is atomic, and these
    // three live until the process ends. A `static let` is initialised once, whatever the thread.
    nonisolated(unsafe) private static let fetchedSHA256 = EVP_MD_fetch(nil, sha256.rawValue, nil)
    nonisolated(unsafe) private static let fetchedSHA384 = EVP_MD_fetch(nil, sha384.rawValue, nil)
    nonisolated(unsafe) private static let fetchedSHA512 = EVP_MD_fetch(nil, sha512.rawValue, nil)
}

/// A running digest, used again for one message after the other.
struct MessageDigest: ~Copyable {
    let function: DigestFunction
    private let context: Handle

    init(_ function: DigestFunction) throws(CryptoError) {
        let context = try Handle(EVP_MD_CTX_new(), release: EVP_MD_CTX_free, for: .digest)
        let isReady = context.withPointer { context in
            guard let implementation = function.implementation else { return false }
            return EVP_DigestInit_ex2(context, implementation, nil) == 1
        }
        guard isReady else { throw CryptoError.drainingQueue(during: .digest) }
        self.function = function
        self.context = context
    }

    /// Forgets its message and goes on with what another, of the same function, has taken so far.
    func goOn(from other: borrowing MessageDigest) throws(CryptoError) {
        let isCopied = context.withPointer { copy in
            other.context.withPointer { EVP_MD_CTX_copy_ex(copy, $0) == 1 }
        }
        guard isCopied else { throw CryptoError.drainingQueue(during: .digest) }
    }

    func update(_ bytes: UnsafeRawBufferPointer) {
        context.withPointer { require(EVP_DigestUpdate($0, bytes.baseAddress, bytes.count)) }
    }

    /// Writes the digest to the first `function.byteCount` bytes of `output` and starts the next message.
    func finish(into output: UnsafeMutablePointer<UInt8>) {
        context.withPointer { context in
            require(EVP_DigestFinal_ex(context, output, nil))
            require(EVP_DigestInit_ex2(context, nil, nil))
        }
    }

    /// Lends the digest of one whole message.
    func withDigest<Value>(
        of message: UnsafeRawBufferPointer, _ body: (UnsafeMutableBufferPointer<UInt8>) -> Value
    ) -> Value {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: function.byteCount) { output in
            update(message)
            if let start = output.baseAddress { finish(into: start) }
            return body(output)
        }
    }

    /// Once a SHA-2 context is initialised, its operations have no way to fail: they allocate nothing and
    /// accept every input. Should one fail all the same, memory is corrupt, and the worst thing to do
    /// would be to go on with a digest that is not the digest of the bytes.
    private func require(_ status: Int32) {
        precondition(status == 1, "OpenSSL failed inside an initialised \(function.rawValue) digest")
    }
}
