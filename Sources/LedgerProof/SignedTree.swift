public import LedgerFormat
public import MerkleTree
public import TransparencyLog

/// A head, what signs it, and entries with their places in its tree: what every proof is made of.
///
/// A value of this type has the form of one: entries ascend, each path is of the one length that its place
/// asks for, and the head is the one that is signed. Whether hashes and signatures hold, ``ProofCheck`` says.
public struct SignedTree: Sendable {
    /// What a head is signed by.
    public enum Signer: Sendable {
        /// A signed note of the ledger's origin.
        case checkpoint(SignedCheckpoint)
        /// The entry whose index is the head's size: its `root` is the head's root, and it stands in its place
        /// by its own signature.
        ///
        /// - isProven: whether it is itself among what is to be proven, and not shown as the head alone.
        case entry(Entry, isProven: Bool)
    }

    public let head: Head
    public let signer: Signer
    /// Ascending by index; entry 0 and every other key event are among them.
    public let entries: [PlacedEntry]

    public init(_ head: Head, signedBy signer: Signer, entries: [PlacedEntry]) throws(ProofError) {
        self.head = head
        self.signer = signer
        self.entries = entries
        guard head.size >= 1, head.size <= Limits.indexMax + 1 else {
            throw ProofError("a head has 1 to \(Limits.indexMax + 1) entries, not \(head.size)")
        }
        guard entries.allSatisfy({ $0.inclusion.size == head.size }) else {
            throw ProofError("a path belongs to a tree of another size than \(head.size)")
        }
        guard zip(entries, entries.dropFirst()).allSatisfy({ $0.index < $1.index }) else {
            throw ProofError("the entries do not stand in the order of their indexes")
        }
        guard entries.first?.index == 0 else {
            throw ProofError("entry 0 is missing, which says whose ledger this is")
        }
        try requireSigned()
    }

    private func requireSigned() throws(ProofError) {
        switch signer {
        case .checkpoint(let signed):
            guard signed.checkpoint.head == head else {
                throw ProofError("the checkpoint signs \(signed.checkpoint.head), not \(head)")
            }
        case .entry(let entry, _):
            guard let event = entry.event, let signing = event.signing, let root = signing.root else {
                throw ProofError("the entry that is to sign the head has no signers and no root")
            }
            guard event.index == head.size, root == head.root else {
                throw ProofError(
                    "entry \(event.index) signs \(Head(size: event.index, root: root)), not \(head)")
            }
        }
    }

    /// The signed entry that stands for the head; nil where a checkpoint does.
    public var headEvent: Event? {
        if case .entry(let entry, _) = signer { entry.event } else { nil }
    }
}

/// An entry that is shown, with its place in the tree.
public struct PlacedEntry: Sendable {
    public let entry: Entry
    public let event: Event
    /// The way from the entry to the root of the tree.
    public let inclusion: InclusionProof

    public var index: Int { event.index }

    /// - Throws: ``ProofError`` for a withheld entry, and for a path of another entry.
    public init(_ entry: Entry, at inclusion: InclusionProof) throws(ProofError) {
        guard let event = entry.event else {
            throw ProofError(
                "entry \(inclusion.index) is withheld in this copy; a withheld entry proves nothing")
        }
        guard event.index == inclusion.index else {
            throw ProofError("entry \(event.index) comes with the path of entry \(inclusion.index)")
        }
        self.entry = entry
        self.event = event
        self.inclusion = inclusion
    }
}
