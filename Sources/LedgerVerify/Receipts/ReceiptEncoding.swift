public import LedgerCrypto
internal import LedgerFormat
internal import MerkleTree

extension VerificationReceipt {
    /// The kind of file and the version of what follows; another layout gets another number.
    private static let title = "goodfaith verification receipt 1\n"

    /// The receipt as bytes, for the state folder of this user alone.
    ///
    /// - Parameter program: which program, in which version, verified; only the same reads it again.
    /// - Throws: ``CryptoError`` when OpenSSL has no memory.
    public func encoded(madeBy program: String) throws(CryptoError) -> [UInt8] {
        var writer = BinaryWriter(title: VerificationReceipt.title)
        writer.add(program)
        writer.add(openSSL)
        writer.add(rules) { $0.add($1) }
        writer.add(level.rank)
        writer.add(list: pieces) {
            $0.add($1.byteCount)
            $0.add($1.digest)
        }
        writer.add(seenAs) { $1.write(to: &$0) }
        writer.add(data: opened.event)
        writer.add(list: opened.signers.sorted()) { $0.add($1) }
        writer.add(tree.size)
        for subtree in tree.subtrees { writer.add(subtree) }
        writer.add(previous)
        writer.add(list: roots.sorted { $0.key < $1.key }) {
            $0.add($1.key)
            $0.add($1.value)
        }
        allKeys.write(to: &writer)
        writer.add(roster)
        withheld.write(to: &writer)
        vouched.write(to: &writer)
        writer.add(isClosed)
        writer.add(successor) { $0.add($1) }
        writer.add(list: unknownVocabularies.sorted()) { $0.add($1) }
        return try writer.finish()
    }

    /// What the ids of this receipt are known by: its tree, and which entries of it are withheld, and so show
    /// no id.
    public var stampOfIDs: SHA256Digest {
        get throws(CryptoError) { try stamp(ofFirst: head.size, root: head.root) }
    }

    /// What is looked up in the first `size` entries, whose root it is, is known by.
    public func stamp(ofFirst size: Int, root: SHA256Digest) throws(CryptoError) -> SHA256Digest {
        var writer = BinaryWriter(title: "goodfaith ids\n")
        writer.add(root)
        withheld.before(size).write(to: &writer)
        return try SHA256.digest(of: try writer.finish())
    }

    /// Reads a receipt of the same program; nil for anything odd, which is as good as no receipt.
    public init?(_ bytes: [UInt8], madeBy program: String) {
        do {
            var reader = try BinaryReader(bytes, beginningWith: VerificationReceipt.title)
            guard try reader.text() == program else { return nil }
            try self.init(&reader)
            try reader.finish()
            // What is a set in memory has one order in the file: another one was not written here.
            guard try encoded(madeBy: program) == bytes else { return nil }
        } catch {
            return nil
        }
    }

    private init(_ reader: inout BinaryReader) throws(BinaryReader.Malformed) {
        openSSL = try reader.text()
        rules = try reader.optional { reader throws(BinaryReader.Malformed) in try reader.text() }
        level = try VerificationLevel(rank: reader.number())
        pieces = try reader.list { reader throws(BinaryReader.Malformed) in
            Piece(
                byteCount: try reader.number(in: 1...BinaryWriter.numberMax / VerificationReceipt.piecesMax),
                digest: try reader.digest())
        }
        seenAs = try reader.optional { reader throws(BinaryReader.Malformed) in try SeenFile(&reader) }
        opened = try OpenedLedger(&reader)
        let size = try reader.number(in: 0...Limits.indexMax)
        var subtrees: [SHA256Digest] = []
        for _ in 0..<size.nonzeroBitCount { subtrees.append(try reader.digest()) }
        guard let tree = MerkleFrontier(size: size, subtrees: subtrees) else { throw BinaryReader.Malformed() }
        self.tree = tree
        previous = try reader.digest()
        let roots = try reader.list { reader throws(BinaryReader.Malformed) in
            (try reader.number(in: 0...size), try reader.digest())
        }
        allKeys = try Roster(&reader, size: size + 1)
        roster = try reader.number(in: 0...size)
        withheld = try IndexRanges(&reader, size: size + 1)
        vouched = try VouchedRanges(&reader, size: size + 1)
        isClosed = try reader.flag()
        successor = try reader.optional { reader throws(BinaryReader.Malformed) in try reader.digest() }
        let vocabularies = try reader.list { reader throws(BinaryReader.Malformed) in try reader.number() }
        self.roots = Dictionary(roots) { first, _ in first }
        unknownVocabularies = Set(vocabularies)
        guard (1...VerificationReceipt.piecesMax).contains(pieces.count), self.roots.count == roots.count,
            unknownVocabularies.count == vocabularies.count,
            !withheld.contains(0), !withheld.contains(size), isClosed || successor == nil,
            seenAs.map({ [pieces] in $0.byteCount == pieces.reduce(0) { $0 + $1.byteCount } }) ?? true,
            var hasher = try? SHA256()
        else { throw BinaryReader.Malformed() }
        (frontier, head) = tree.closed(by: previous, &hasher)
    }
}

extension MerkleFrontier {
    /// The tree with one leaf more, and its head.
    func closed(by last: SHA256Digest, _ hasher: inout SHA256) -> (tree: MerkleFrontier, head: Head) {
        var whole = self
        whole.append(last, with: &hasher)
        return (whole, Head(size: whole.size, root: whole.root(with: &hasher)))
    }
}

extension OpenedLedger {
    /// Reads entry 0 again, with the reader that read it first.
    fileprivate init(_ reader: inout BinaryReader) throws(BinaryReader.Malformed) {
        let bytes = try reader.data()
        let signers = try reader.list { reader throws(BinaryReader.Malformed) in try reader.keyID() }
        guard bytes.count <= Limits.eventBytesMax, Set(signers).count == signers.count,
            var hasher = try? SHA256(), let document = try? CanonicalJSON(bytes),
            let event = try? Event(document.root, hasher: &hasher), event.index == 0,
            case .opened(let opening)? = try? LedgerEvent(event)
        else { throw BinaryReader.Malformed() }
        self.init(opening: opening, fingerprint: event.hash, signers: Set(signers), event: bytes)
    }
}

extension SeenFile {
    fileprivate func write(to writer: inout BinaryWriter) {
        writer.add(word: device)
        writer.add(word: inode)
        writer.add(byteCount)
        writer.add(word: UInt64(bitPattern: modified))
        writer.add(word: UInt64(bitPattern: changed))
    }

    fileprivate init(_ reader: inout BinaryReader) throws(BinaryReader.Malformed) {
        self.init(
            device: try reader.word(), inode: try reader.word(), byteCount: try reader.number(),
            modified: Int64(bitPattern: try reader.word()), changed: Int64(bitPattern: try reader.word()))
    }
}

extension VerificationLevel {
    fileprivate var rank: Int {
        switch self {
        case .chain: 0
        case .heads: 1
        case .full: 2
        }
    }

    fileprivate init(rank: Int) throws(BinaryReader.Malformed) {
        guard let level = VerificationLevel.allCases.first(where: { $0.rank == rank }) else {
            throw BinaryReader.Malformed()
        }
        self = level
    }
}
