internal import COpenSSL

/// Owns bytes that OpenSSL allocated and that may be secret: overwrites them and frees them, once.
struct OpenSSLBuffer: ~Copyable {
    private let start: UnsafeMutablePointer<UInt8>
    private let count: Int

    init(takingOwnershipOf start: UnsafeMutablePointer<UInt8>, count: Int) {
        self.start = start
        self.count = count
    }

    deinit { COpenSSL_clear_free(start, count) }

    /// Lends the bytes, which must not be stored or returned.
    func withBytes<Value: ~Copyable, Failure: Error>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        try body(UnsafeBufferPointer(start: start, count: count))
    }
}
