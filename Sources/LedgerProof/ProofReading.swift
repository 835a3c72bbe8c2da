internal import LedgerCrypto
internal import LedgerFormat
internal import MerkleTree
internal import TransparencyLog

extension ProofFile {
    /// Reads a whole file, strictly: canonical JSON, no member that is not known, everything bounded.
    public init(_ bytes: [UInt8]) throws(ProofError) {
        var reader = try ProofReader(bytes)
        self = try reader.file()
    }
}

/// Reads a proof file from its first line to its last.
private struct ProofReader {
    private var lines: ProofLines
    private var hasher: SHA256Holder

    init(_ bytes: [UInt8]) throws(ProofError) {
        lines = try ProofLines(bytes)
        hasher = try SHA256Holder()
    }

    mutating func file() throws(ProofError) -> ProofFile {
        let line = try lines.next()
        let header = try line.object("proof")
        guard let kind = header["kind"]?.string.flatMap(ProofKind.init) else {
            throw line.refusal(
                "the kind of the proof is one of \(ProofKind.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        guard header["version"]?.integer == ProofFile.version else {
            throw line.refusal("version \(ProofFile.version) is read here; try a newer version of goodfaith")
        }
        let file: ProofFile
        switch kind {
        case .events: file = .events(try tree(try head(line, header, ["kind", "root", "size", "version"])))
        case .consistency: file = try consistency(line, header)
        case .equivocation:
            let members = try line.members(of: header, ["index", "kind", "version"], "the header")
            let index = try line.integer(members[0], "index", 0...Limits.indexMax)
            file = .equivocation(index: index, try branch(index), try branch(index))
        }
        if !lines.isAtEnd {
            throw ProofError(line: lines.number + 1, "a line follows that does not belong to the proof")
        }
        return file
    }

    private func head(_ line: ProofLine, _ value: JSONValue, _ names: [String]) throws(ProofError) -> Head {
        let members = try line.members(of: value, names, "the object")
        guard let root = names.firstIndex(of: "root"), let size = names.firstIndex(of: "size") else {
            throw line.refusal("the object has no root and size")
        }
        return Head(
            size: try line.integer(members[size], "size", 1...Limits.indexMax + 1),
            root: try line.digest(members[root], "root"))
    }

    private mutating func consistency(_ line: ProofLine, _ header: JSONValue) throws(ProofError) -> ProofFile {
        let names = ["kind", "old", "path", "root", "size", "version"]
        let new = try head(line, header, names)
        let members = try line.members(of: header, names, "the header")
        let old = try head(line, members[1], ["root", "size"])
        guard let proof = ConsistencyProof(from: old.size, to: new.size, path: try line.path(members[2])) else {
            throw line.refusal("the path has not the length of one from \(old.size) to \(new.size) entries")
        }
        var oldCheckpoint: SignedCheckpoint?
        if lines.begins(with: "old_checkpoint") {
            let line = try lines.next()
            oldCheckpoint = try checkpoint(line, try line.object("old_checkpoint"))
        }
        let from = try line.naming { () throws(ProofError) in
            try HeadExtension(from: old, by: proof, oldCheckpoint: oldCheckpoint)
        }
        let tree = try tree(new)
        if let other = tree.entries.first(where: { !$0.event.isLedgerEvent }) {
            throw ProofError("entry \(other.index) is no key event")
        }
        return .consistency(from, tree)
    }

    private mutating func branch(_ index: Int) throws(ProofError) -> HistoryBranch {
        let line = try lines.next()
        let names = ["hash", "path", "root", "size"]
        let value = try line.object("branch")
        let head = try head(line, value, names)
        let members = try line.members(of: value, names, "the branch")
        let hash = try line.digest(members[0], "hash")
        let path = try line.path(members[1])
        let inclusion = InclusionProof(index: index, size: head.size, path: path)
        guard inclusion != nil || index == head.size && path.isEmpty else {
            throw line.refusal("the path has not the length of one of entry \(index) among \(head.size)")
        }
        let tree = try tree(head)
        if let other = tree.entries.first(where: { !$0.event.isLedgerEvent }) {
            throw ProofError("entry \(other.index) is no key event")
        }
        return try line.naming { () throws(ProofError) in try HistoryBranch(hash, at: inclusion, in: tree) }
    }

    // MARK: The head and the entries

    private mutating func tree(_ head: Head) throws(ProofError) -> SignedTree {
        let line = try lines.next()
        let signer = try signer(line)
        var entries: [PlacedEntry] = []
        while lines.begins(with: "entry") { entries.append(try entry(size: head.size)) }
        return try line.naming { () throws(ProofError) in
            try SignedTree(head, signedBy: signer, entries: entries)
        }
    }

    private mutating func signer(_ line: ProofLine) throws(ProofError) -> SignedTree.Signer {
        if line.has("checkpoint") {
            return .checkpoint(try checkpoint(line, try line.object("checkpoint")))
        }
        let isProven = try line.isMarked("proven")
        let members = try line.members(isProven ? ["head", "proven"] : ["head"])
        return .entry(try hasher.entry(members[0], in: line), isProven: isProven)
    }

    private func checkpoint(_ line: ProofLine, _ value: JSONValue) throws(ProofError) -> SignedCheckpoint {
        let note = try line.note(value)
        do throws(LogTextError) { return try SignedCheckpoint(note) } catch {
            throw line.refusal("the checkpoint: \(error)")
        }
    }

    private mutating func entry(size: Int) throws(ProofError) -> PlacedEntry {
        let line = try lines.next()
        let members = try line.members(["entry", "path"])
        let entry = try hasher.entry(members[0], in: line)
        let path = try line.path(members[1])
        guard let index = entry.event?.index else { throw line.refusal("a withheld entry proves nothing") }
        guard let inclusion = InclusionProof(index: index, size: size, path: path) else {
            throw line.refusal(
                "the path of entry \(index) among \(size) has not \(path.count) hashes, or the entry is not among them"
            )
        }
        return try line.naming { () throws(ProofError) in
            try PlacedEntry(entry, at: inclusion)
        }
    }
}

/// Keeps one digest context for all lines.
private final class SHA256Holder {
    private var sha256: SHA256

    init() throws(ProofError) {
        do { sha256 = try SHA256() } catch { throw ProofError("OpenSSL gives no digest: \(error)") }
    }

    func entry(_ value: JSONValue, in line: ProofLine) throws(ProofError) -> Entry {
        try line.entry(value, &sha256)
    }
}
