internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerVerify
internal import MerkleTree
internal import TransparencyLog

/// Checks one signed tree: that the entries stand in it, that the keys that signed were in force, and who
/// signed the head.
struct TreeCheck {
    let tree: SignedTree
    private let parting: SHA256Digest?
    private(set) var history = KeyHistory()
    private(set) var signers: [KeyID] = []

    /// - Parameter parting: the entry where this history and another part.
    init(_ tree: SignedTree, parting: SHA256Digest? = nil) { (self.tree, self.parting) = (tree, parting) }

    /// - Throws: ``Finding``, the first that there is.
    mutating func run(_ hasher: inout SHA256) throws(Finding) {
        for placed in tree.entries {
            guard placed.inclusion.holds(leaf: placed.event.hash, in: tree.head, with: &hasher) else {
                throw Finding(
                    .pathMismatch, index: placed.index, expected: tree.head.root.prefixed,
                    found: placed.inclusion.root(of: placed.event.hash, with: &hasher).prefixed)
            }
            try take(placed.entry, placed.event)
        }
        switch tree.signer {
        case .entry(let entry, _):
            if let event = entry.event {
                try take(entry, event)
                signers = event.signing?.signers ?? []
            }
        case .checkpoint(let signed):
            guard let opening = history.opening else { break }
            let keys = try signed.signers(
                of: opening.origin, inForce: history.keys(inForceAt: tree.head.size))
            signers = keys.map(\.keyID)
        }
    }

    private mutating func take(_ entry: Entry, _ event: Event) throws(Finding) {
        if event.isLedgerEvent { try history.take(entry) } else { try history.check(statement: entry) }
    }

    /// The last place up to which no key event can be missing: each signed entry names the one before it.
    var rosterKnownTo: Int {
        tree.headEvent?.index ?? tree.entries.last { $0.event.signing != nil }?.index ?? 0
    }

    var signedBy: ProofConclusion.SignedBy {
        ProofConclusion.SignedBy(
            head: tree.head, signers: signers, entryIndex: tree.headEvent?.index, parting: parting)
    }

    /// What is shown, ascending: the entries, and the one that signs the head.
    var shown: [ProofConclusion.ShownEntry] {
        var shown = tree.entries.map { placed in
            show(placed.event, placed.event.isLedgerEvent ? .keyEvent : .proven)
        }
        if case .entry(let entry, let isProven) = tree.signer, let event = entry.event {
            shown.append(show(event, isProven ? .proven : .head))
        }
        return shown
    }

    private func show(_ event: Event, _ role: ProofConclusion.ShownEntry.Role) -> ProofConclusion.ShownEntry {
        // Nothing but the signed head vouches for a batch's member that is shown without the entry that closes
        // the batch.
        let voucher = event.signing?.signers ?? signers
        return ProofConclusion.ShownEntry(
            event: event, role: role, voucher: voucher,
            isDisowned: !event.isLedgerEvent && history.isDisowned(voucher, at: event.index))
    }
}
