/// Whose word an auditor takes: the logs, the witnesses, and how many of them it takes (C2SP tlog-policy).
///
/// A value of this type is whole: each name is defined before it is used, and stands in one group at most;
/// each key is there once.
public struct WitnessPolicy: Sendable {
    /// The longest file, in bytes.
    public static let bytesMax = 1_048_576

    /// The name of a witness or a group, which means something in this file alone; opaque bytes.
    public struct Name: Hashable, Sendable, CustomStringConvertible {
        public let bytes: [UInt8]

        init(_ bytes: ArraySlice<UInt8>) { self.bytes = Array(bytes) }

        /// The name of that spelling.
        public init(_ text: String) { bytes = Array(text.utf8) }

        public var description: String { String(decoding: bytes, as: UTF8.self) }
    }

    /// A log whose checkpoints count. The key's name is the log's origin.
    public struct Log: Hashable, Sendable {
        public let key: NoteVerifierKey
        public let url: String?
    }

    public struct Witness: Hashable, Sendable {
        public let name: Name
        public let key: NoteVerifierKey
        public let url: String?
    }

    /// Cosigns where at least `threshold` of its members do.
    public struct Group: Hashable, Sendable {
        public let name: Name
        public let threshold: Int
        /// Witnesses, and groups that are defined before this one.
        public let members: [Name]
    }

    public let logs: [Log]
    public let witnesses: [Witness]
    /// In the order of the file.
    public let groups: [Group]
    /// The witness or group that must cosign; nil where the policy asks for none.
    public let quorum: Name?

    /// Reads a whole file.
    public init(_ bytes: [UInt8]) throws(LogTextError) {
        var reader = WitnessPolicyReader()
        try reader.read(bytes)
        logs = reader.logs
        witnesses = reader.witnesses
        groups = reader.groups
        quorum = try reader.requireQuorum()
    }

    /// Whether these witnesses are enough.
    public func isSatisfied(by names: Set<Name>) -> Bool {
        guard let quorum else { return true }
        var cosigning = names.intersection(witnesses.map(\.name))
        for group in groups where group.members.count(where: cosigning.contains) >= group.threshold {
            cosigning.insert(group.name)
        }
        return cosigning.contains(quorum)
    }
}

extension WitnessPolicy {
    /// What a policy's logs and witnesses say to one checkpoint.
    public struct Judgement: Sendable {
        /// The key of the log that signed; nil where none of the policy's did under the checkpoint's origin.
        public let log: NoteVerifierKey?
        /// The witnesses that cosigned, with the times that they state in seconds since 1970.
        public let cosigned: [(witness: Witness, time: Int)]
        /// Whether they are enough.
        public let hasQuorum: Bool
    }

    /// Holds a checkpoint against the policy.
    ///
    /// - Throws: ``LogTextError`` where a signature that names one of the policy's keys is not valid.
    public func judge(_ checkpoint: SignedCheckpoint) throws(LogTextError) -> Judgement {
        let origin = checkpoint.checkpoint.origin
        let logKeys = logs.map(\.key).filter { $0.name.bytes == origin.bytes }
        let signers = try checkpoint.note.signers(among: logKeys + witnesses.map(\.key))
        let cosigned = witnesses.compactMap { witness in
            signers.first { $0.key == witness.key }?.time.map { (witness: witness, time: $0) }
        }
        return Judgement(
            log: signers.first { $0.key.kind == .ed25519 }?.key, cosigned: cosigned,
            hasQuorum: isSatisfied(by: Set(cosigned.map(\.witness.name))))
    }
}
