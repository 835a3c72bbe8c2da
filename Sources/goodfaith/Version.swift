internal import LedgerCrypto
internal import LedgerFormat

/// What `--version` says: the program, what it reads, and what it was linked with.
enum Version {
    static let number = "1.0.0"

    static var text: String {
        "goodfaith \(number) (format \(Opening.format), vocabulary 1, \(OpenSSL.version))"
    }
}
