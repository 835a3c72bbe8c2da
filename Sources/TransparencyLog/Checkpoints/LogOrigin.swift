public import LedgerCrypto
public import LedgerFormat

/// The first line of a checkpoint: which log it is about (C2SP tlog-checkpoint). A ledger's is its origin;
/// other people's logs name themselves as they like.
///
/// Compared byte by byte: two spellings of one character are two logs.
public struct LogOrigin: Hashable, Sendable, CustomStringConvertible {
    /// The longest origin, in bytes.
    public static let bytesMax = 255

    /// The line in UTF-8, without its line feed.
    public let bytes: [UInt8]

    /// Nil unless it is one line of 1 to 255 bytes without control characters.
    public init?(_ text: String) { self.init(Array(text.utf8)[...]) }

    init?(_ line: ArraySlice<UInt8>) {
        guard (1...LogOrigin.bytesMax).contains(line.count), line.allSatisfy({ $0 >= 0x20 }),
            String(validating: line, as: UTF8.self) != nil
        else { return nil }
        bytes = Array(line)
    }

    /// The origin of a ledger.
    public init(_ origin: Origin) { bytes = Array(origin.description.utf8) }

    /// The SHA-256 of the origin, under which a witness keeps what it cosigned of the log (C2SP tlog-witness).
    public func hash() throws(LogTextError) -> SHA256Digest {
        try LogTextError.passingOn { () throws(CryptoError) in try SHA256.digest(of: bytes) }
    }

    public var description: String { String(decoding: bytes, as: UTF8.self) }
}
