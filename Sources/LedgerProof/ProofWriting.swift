internal import LedgerCrypto
internal import LedgerFormat
internal import MerkleTree
internal import TransparencyLog

extension ProofFile {
    /// The file, read back before it is handed out: nothing is written that a reader would refuse.
    public func bytes() throws(ProofError) -> [UInt8] {
        var lines: [[UInt8]]
        switch self {
        case .events(let tree):
            lines = [try ProofFile.line(["proof": .object(header(tree.head))])] + (try ProofFile.lines(tree))
        case .consistency(let from, let tree):
            var header = header(tree.head)
            header["old"] = ["root": .string(from.old.root.prefixed), "size": .integer(from.old.size)]
            header["path"] = ProofFile.path(from.proof.path)
            lines = [try ProofFile.line(["proof": .object(header)])]
            if let checkpoint = from.oldCheckpoint {
                lines.append(try ProofFile.line(["old_checkpoint": ProofFile.note(checkpoint)]))
            }
            lines += try ProofFile.lines(tree)
        case .equivocation(let index, let one, let other):
            let header: [String: JSON] = [
                "index": .integer(index), "kind": .string(kind.rawValue),
                "version": .integer(ProofFile.version),
            ]
            lines = [try ProofFile.line(["proof": .object(header)])]
            for branch in [one, other] {
                let head = branch.tree.head
                let members: JSON = [
                    "hash": .string(branch.hash.prefixed),
                    "path": ProofFile.path(branch.inclusion?.path ?? []),
                    "root": .string(head.root.prefixed), "size": .integer(head.size),
                ]
                lines += [try ProofFile.line(["branch": members])] + (try ProofFile.lines(branch.tree))
            }
        }
        let bytes = lines.flatMap { $0 + [UInt8(ascii: "\n")] }
        _ = try ProofFile(bytes)
        return bytes
    }

    private func header(_ head: Head) -> [String: JSON] {
        [
            "kind": .string(kind.rawValue), "root": .string(head.root.prefixed), "size": .integer(head.size),
            "version": .integer(ProofFile.version),
        ]
    }

    /// The head's line and those of the entries.
    private static func lines(_ tree: SignedTree) throws(ProofError) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        switch tree.signer {
        case .checkpoint(let signed): lines.append(try line(["checkpoint": note(signed)]))
        case .entry(let entry, let isProven):
            lines.append(
                Array("{\"head\":".utf8) + entry.line + Array((isProven ? ",\"proven\":true}" : "}").utf8))
        }
        for placed in tree.entries {
            let path = try line(path(placed.inclusion.path))
            lines.append(
                Array("{\"entry\":".utf8) + placed.entry.line + Array(",\"path\":".utf8) + path
                    + [UInt8(ascii: "}")])
        }
        return lines
    }

    private static func path(_ hashes: [SHA256Digest]) -> JSON { .array(hashes.map { .string($0.prefixed) }) }

    /// A note as a list of its lines: the format's strings hold no line feed.
    private static func note(_ checkpoint: SignedCheckpoint) -> JSON {
        .array(
            checkpoint.bytes.dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
                .map { .string(String(decoding: $0, as: UTF8.self)) })
    }

    private static func line(_ json: JSON) throws(ProofError) -> [UInt8] {
        do throws(JSONRejection) { return try json.canonicalBytes() } catch {
            throw ProofError("the proof cannot be written: \(error.explanation)")
        }
    }
}
