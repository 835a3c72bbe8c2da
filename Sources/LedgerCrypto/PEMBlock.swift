internal import COpenSSL

/// The one PEM block (RFC 7468) of a text: its label, and what it holds in binary.
struct PEMBlock: ~Copyable {
    /// The longest text that is looked at, in bytes. The longest key, ML-DSA-65, needs about 6,000.
    static let textBytesMax = 65_536

    enum Label: String {
        case publicKey = "PUBLIC KEY"
        case privateKey = "PRIVATE KEY"
        case encryptedPrivateKey = "ENCRYPTED PRIVATE KEY"
        case certificate = "CERTIFICATE"
    }

    let label: Label
    let content: OpenSSLBuffer

    /// Reads the only PEM block of a text. Other text before and after it is allowed, as RFC 7468 has it.
    ///
    /// - Throws: ``KeyError`` when there is none, more than one, or one with a label that is not accepted.
    init(onlyBlockOf text: String, accepting accepted: [Label]) throws(KeyError) {
        let source = try Self.open(text)
        guard let found = try Self.readBlock(from: source) else { throw .notPEM }
        guard let label = Label(rawValue: found.label), accepted.contains(label) else {
            throw Self.refusal(of: found.label)
        }
        guard try Self.readBlock(from: source) == nil else { throw .severalPEMBlocks }
        self.label = label
        content = found.content
    }

    /// Hands on what is in each PEM block of a text, all of which must have the same label.
    ///
    /// - Throws: ``KeyError`` when one has another label or cannot be read.
    static func forEachBlock(
        of text: String, labelled label: Label, _ body: ([UInt8]) -> Void
    ) throws(KeyError) {
        let source = try Self.open(text)
        while let found = try Self.readBlock(from: source) {
            guard found.label == label.rawValue else { throw .otherPEM(label: found.label) }
            found.content.withBytes { body([UInt8]($0)) }
        }
    }

    /// The PEM text of one block, with a line feed at its end.
    static func text(label: Label, content: [UInt8]) throws(CryptoError) -> String {
        try write(for: .writePublicKey) { output in
            PEM_write_bio(output, label.rawValue, "", content, content.count)
        }
    }

    /// The text that `body` writes to a BIO. `body` returns 0 when it fails, as OpenSSL's writers do.
    static func write<Count: BinaryInteger>(
        for operation: CryptoError.Operation, _ body: (OpaquePointer) -> Count
    ) throws(CryptoError) -> String {
        let output = try Handle(BIO_new(BIO_s_mem()), release: BIO_free_all, for: operation)
        return try output.withPointer { output throws(CryptoError) in
            guard body(output) > 0 else { throw CryptoError.drainingQueue(during: operation) }
            var start: UnsafeMutablePointer<CChar>?
            let count = COpenSSL_BIO_get_mem_data(output, &start)
            return String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
        }
    }
}

extension PEMBlock {
    private struct Found: ~Copyable {
        let label: String
        let content: OpenSSLBuffer
    }

    /// A BIO from which the text can be read. Its memory is overwritten when it is freed.
    private static func open(_ text: String) throws(KeyError) -> Handle {
        var text = text
        guard text.utf8.count <= textBytesMax else { throw .tooLong(byteCount: text.utf8.count) }
        let source = try KeyError.passingOn { () throws(CryptoError) in
            try Handle(BIO_new(BIO_s_mem()), release: BIO_free_all, for: .readKeyFile)
        }
        let isWritten = source.withPointer { source in
            text.withUTF8 { $0.isEmpty || BIO_write(source, $0.baseAddress, Int32($0.count)) == $0.count }
        }
        guard isWritten else { throw .failed(.drainingQueue(during: .readKeyFile)) }
        return source
    }

    /// The next block; nil when there is none.
    private static func readBlock(from source: borrowing Handle) throws(KeyError) -> Found? {
        var label: UnsafeMutablePointer<CChar>?
        var header: UnsafeMutablePointer<CChar>?
        var start: UnsafeMutablePointer<UInt8>?
        var count = 0
        let status = source.withPointer { PEM_read_bio($0, &label, &header, &start, &count) }
        defer {
            COpenSSL_free(label)
            COpenSSL_free(header)
        }
        guard status == 1, let label, let start else {
            let entries = ErrorQueue.drain()
            let isEnd = entries.contains {
                $0.libraryCode == ERR_LIB_PEM && $0.reasonCode == PEM_R_NO_START_LINE
            }
            guard isEnd else { throw .damaged(reasons: entries.map(\.reason)) }
            return nil
        }
        let content = OpenSSLBuffer(takingOwnershipOf: start, count: count)
        return Found(label: String(cString: label), content: content)
    }

    private static func refusal(of label: String) -> KeyError {
        switch label {
        case Label.publicKey.rawValue: .isPublicKey
        case Label.privateKey.rawValue, Label.encryptedPrivateKey.rawValue: .isPrivateKey
        case _ where label.hasSuffix(" PRIVATE KEY") || label == "EC PARAMETERS":
            .traditionalPEM(label: label)
        default: .otherPEM(label: label)
        }
    }
}
