internal import COpenSSL

/// The libcrypto that does all hashing, signing, verifying, encryption and randomness.
public enum OpenSSL {
    /// The version that is linked at run time, as OpenSSL words it: `OpenSSL 3.0.19 27 Jan 2026`.
    /// The headers that this program was built with may be older or newer.
    public static var version: String {
        guard let text = OpenSSL_version(OPENSSL_VERSION) else { return "OpenSSL of unknown version" }
        return String(cString: text)
    }
}
