package import LedgerCrypto

/// Reads the lines of one buffer, one after the other, without allocating for any of them.
package struct EntryReader: ~Copyable {
    private var hasher: SHA256
    private var reader = CanonicalJSONReader()
    private var kept: [CanonicalJSON.Node] = []

    /// - Throws: `CryptoError` where OpenSSL has no memory.
    package init() throws(CryptoError) { hasher = try SHA256() }

    /// Reads a line, given without its line feed.
    ///
    /// - Parameters:
    ///   - line: where the line lies in `bytes`, which may hold more.
    /// - Throws: ``FormatError``, with the offset counted from the start of the line.
    package mutating func read(_ line: Range<Int>, of bytes: Span<UInt8>) throws(FormatError) -> EntryForm {
        do { try reader.read(line, of: bytes) } catch { throw FormatError(error) }
        let nodes = reader.nodes
        return try EntryForm(nodes.span, bytes, lineStart: line.lowerBound, hasher: &hasher)
    }

    /// Keeps the values of the line that was just read, for ``document(of:base:)``.
    ///
    /// - Returns: the node of the line.
    package mutating func keep() -> Int {
        defer { kept.append(contentsOf: reader.nodes.prefix(reader.count)) }
        return kept.count
    }

    /// The lines that were kept, as one document.
    ///
    /// - Parameter base: where the bytes begin in `buffer` that the lines were read from.
    package consuming func document(of buffer: [UInt8], base: Int) -> CanonicalJSON {
        CanonicalJSON(buffer, base: base, nodes: kept)
    }
}

extension CanonicalJSON {
    /// The entry that was read into that form.
    ///
    /// - Parameter root: what ``EntryReader/keep()`` gave for its line.
    package func entry(_ form: EntryForm, root: Int) -> Entry { Entry(form, root: root, of: self) }
}
