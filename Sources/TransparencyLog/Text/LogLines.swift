internal import LedgerCrypto
internal import LedgerFormat

/// The lines of a text, one after the other; each ends with one line feed, the last one too.
struct LogLines {
    private let bytes: ArraySlice<UInt8>
    private var start: Int
    /// The number of the line that ``next()`` gave last.
    private(set) var line: Int

    /// - Parameter before: how many lines stand before this text in the one that it is a part of.
    init(_ bytes: ArraySlice<UInt8>, before: Int = 0) {
        self.bytes = bytes
        start = bytes.startIndex
        line = before
    }

    var isAtEnd: Bool { start == bytes.endIndex }

    /// What was not read yet.
    var rest: ArraySlice<UInt8> { bytes[start...] }

    /// The next line without its line feed; nil at the end.
    mutating func next() throws(LogTextError) -> ArraySlice<UInt8>? {
        if isAtEnd { return nil }
        line += 1
        guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else {
            throw LogTextError(.lineFeedMissing, line: line, "the last line does not end with a line feed")
        }
        defer { start = end + 1 }
        return bytes[start..<end]
    }

    /// The lines up to and without an empty one, which is read too, as hashes in base64.
    ///
    /// - Parameter most: the most hashes that may stand there.
    mutating func hashesUntilEmptyLine(most: Int) throws(LogTextError) -> [SHA256Digest] {
        var hashes: [SHA256Digest] = []
        while let text = try next() {
            if text.isEmpty { return hashes }
            guard hashes.count < most else {
                throw LogTextError(.proofLength, line: line, "there are more than \(most) hashes")
            }
            guard let decoded = Base64.decode(text), let hash = SHA256Digest(decoded) else {
                throw LogTextError(.hash, line: line, "expected 32 bytes in padded base64")
            }
            hashes.append(hash)
        }
        throw LogTextError(.header, line: line, "an empty line is missing after the hashes")
    }
}

/// Numbers in their one spelling: decimal digits without leading zeros.
enum CanonicalDecimal {
    /// 0 to 2^63-1; nil for anything else.
    static func read(_ digits: some Collection<UInt8>) -> Int? {
        guard let first = digits.first, digits.count <= 19, digits.count == 1 || first != UInt8(ascii: "0"),
            digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        return Int(String(decoding: digits, as: UTF8.self))
    }
}

extension LogTextError {
    /// Runs what may fail inside OpenSSL.
    static func passingOn<Value: ~Copyable>(
        _ body: () throws(CryptoError) -> Value
    ) throws(LogTextError) -> Value {
        do throws(CryptoError) { return try body() } catch { throw LogTextError(.cryptography, "\(error)") }
    }
}
