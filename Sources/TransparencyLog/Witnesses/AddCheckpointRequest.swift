public import LedgerCrypto
internal import LedgerFormat
public import MerkleTree

/// What a log asks of a witness: to cosign a checkpoint, which goes on from the last one that it cosigned
/// (C2SP tlog-witness, body of add-checkpoint).
///
/// A value of this type has the form of a request; what a witness answers, ``judge(logKeys:latest:with:)``
/// says.
public struct AddCheckpointRequest: Hashable, Sendable {
    /// The most hashes of the proof.
    public static let proofHashesMax = 63
    /// The longest request, in bytes: a note, and so many lines before it.
    public static let bytesMax = SignedNote.bytesMax + 4_096

    /// The size at which the witness is thought to be; 0 where it never saw this log.
    public let oldSize: Int
    public let path: [SHA256Digest]
    public let checkpoint: SignedCheckpoint

    /// - Throws: ``LogTextError`` where the path has more than ``proofHashesMax`` hashes.
    public init(oldSize: Int, path: [SHA256Digest], checkpoint: SignedCheckpoint) throws(LogTextError) {
        guard oldSize >= 0, path.count <= AddCheckpointRequest.proofHashesMax else {
            throw LogTextError(
                .proofLength, "a request has at most \(AddCheckpointRequest.proofHashesMax) hashes")
        }
        self.oldSize = oldSize
        self.path = path
        self.checkpoint = checkpoint
    }

    /// Reads a whole body.
    public init(_ bytes: [UInt8]) throws(LogTextError) {
        guard bytes.count <= AddCheckpointRequest.bytesMax else {
            throw LogTextError(.tooLong, "a request has at most \(AddCheckpointRequest.bytesMax) bytes")
        }
        var lines = LogLines(bytes[...])
        let mark = Array("old ".utf8)
        guard let first = try lines.next(), first.starts(with: mark),
            let oldSize = CanonicalDecimal.read(first.dropFirst(mark.count))
        else {
            throw LogTextError(.header, line: 1, "expected the word old, a space, and a size")
        }
        let path = try lines.hashesUntilEmptyLine(most: AddCheckpointRequest.proofHashesMax)
        let checkpoint = try SignedCheckpoint(lines.rest, before: lines.line)
        try self.init(oldSize: oldSize, path: path, checkpoint: checkpoint)
    }

    /// The body as it is sent.
    public var bytes: [UInt8] {
        let proof = path.map { "\(Base64.encode($0.bytes))\n" }.joined()
        return Array("old \(oldSize)\n\(proof)\n".utf8) + checkpoint.bytes
    }
}

extension AddCheckpointRequest {
    /// Whether a witness may cosign: returns where it may.
    ///
    /// - Parameters:
    ///   - logKeys: those that the witness trusts, whatever their names; the names are the origins.
    ///   - latest: the head that this witness cosigned last for the origin; nil where it cosigned none.
    public func judge(
        logKeys: [NoteVerifierKey], latest: Head?, with hasher: inout SHA256
    ) throws(WitnessRefusal) {
        let (origin, new) = (checkpoint.checkpoint.origin, checkpoint.checkpoint.head)
        let keys = logKeys.filter { $0.kind == .ed25519 && $0.name.bytes == origin.bytes }
        guard !keys.isEmpty else { throw .unknownOrigin(origin) }
        do {
            guard try !checkpoint.note.signers(among: keys).isEmpty else {
                throw LogTextError(.signatureInvalid, "no signature is by a key that is known for \(origin)")
            }
        } catch { throw .notSigned(reason: "\(error)") }
        guard oldSize <= new.size else { throw .sizesOutOfOrder(old: oldSize, new: new.size) }
        guard oldSize == latest?.size ?? 0 else { throw .conflict(latest: latest?.size ?? 0, old: oldSize) }
        try requireConsistency(of: new, with: latest, &hasher)
    }

    private func requireConsistency(
        of new: Head, with latest: Head?, _ hasher: inout SHA256
    ) throws(WitnessRefusal) {
        let empty = hasher.finish()
        guard new.size > 0 || new.root == empty else {
            throw .inconsistent(reason: "a tree without entries has another root than the checkpoint says")
        }
        guard let latest, latest.size > 0 else {
            guard path.isEmpty else {
                throw .inconsistent(
                    reason: "from a tree without entries there is nothing to prove, and yet hashes")
            }
            return
        }
        guard let proof = ConsistencyProof(from: latest.size, to: new.size, path: path) else {
            throw .inconsistent(
                reason: "the proof has \(path.count) hashes, which is not what its sizes ask for")
        }
        guard proof.holds(from: latest, to: new, with: &hasher) else {
            throw .inconsistent(
                reason: "the checkpoint does not go on from the \(latest.size) entries cosigned before")
        }
    }
}
