/// Owns one object that OpenSSL allocated, and frees it once, when its own life ends.
///
/// Noncopyable: there is never a second owner, so the object can neither leak nor be freed twice. The pointer
/// is only lent to a closure, during which the handle is borrowed, so it cannot be used after it is freed.
struct Handle: ~Copyable {
    typealias Release = @convention(c) (OpaquePointer?) -> Void

    private let pointer: OpaquePointer
    private let release: Release

    /// Takes ownership of what an OpenSSL function just returned.
    ///
    /// - Parameters:
    ///   - pointer: the new object; nil when OpenSSL could not make it.
    ///   - release: the `_free` function that belongs to the object's type.
    ///   - operation: what is being done, for the error when there is no object.
    init(
        _ pointer: OpaquePointer?, release: @escaping Release, for operation: CryptoError.Operation
    ) throws(CryptoError) {
        guard let pointer else { throw CryptoError.drainingQueue(during: operation) }
        self.pointer = pointer
        self.release = release
    }

    deinit { release(pointer) }

    /// Lends the pointer, which must not be stored or returned.
    func withPointer<Value: ~Copyable, Failure: Error>(
        _ body: (OpaquePointer) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        try body(pointer)
    }
}
