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
    /// The keys whose signatures of the head were checked.
    private(set) var signers: [KeyID] = []
    /// An entry names signers whose signatures this OpenSSL cannot check.
    private(set) var hasUncheckedSignatures = false
    /// Of each signed entry that is shown, the keys whose signatures were checked.
    private var checkedSigners: [Int: [KeyID]] = [:]

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
                signers = checkedSigners[event.index] ?? []
            }
        case .checkpoint(let signed):
            guard let opening = history.opening else { break }
            let keys = try signed.signers(
                of: opening.origin, inForce: history.keys(inForceAt: tree.head.size))
            signers = keys.map(\.keyID)
        }
    }

    private mutating func take(_ entry: Entry, _ event: Event) throws(Finding) {
        let counted: [KeyID]
        if event.isLedgerEvent {
            counted = try history.take(entry)
        } else {
            counted = try history.check(statement: entry)
        }
        guard let signing = event.signing else { return }
        checkedSigners[event.index] = counted
        if counted.count < signing.signers.count { hasUncheckedSignatures = true }
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
        var events: [(event: Event, role: ProofConclusion.ShownEntry.Role)] = tree.entries.map {
            ($0.event, $0.event.isLedgerEvent ? .keyEvent : .proven)
        }
        if case .entry(let entry, let isProven) = tree.signer, let event = entry.event {
            events.append((event, isProven ? .proven : .head))
        }
        let compromisedSince = history.compromised().values.min() ?? .max
        var shown: [ProofConclusion.ShownEntry] = []
        // From the end on: a batch's members come before the entry that ends it. Where one between is not
        // shown, that one may be the end.
        var batchEnd: Int?
        var following: Int?
        for (event, role) in events.reversed() {
            if event.signing != nil {
                batchEnd = event.isLedgerEvent ? nil : event.index
            } else if following != event.index + 1 {
                batchEnd = nil
            }
            following = event.index
            shown.append(
                show(
                    event, role, batchEnd: event.signing == nil ? batchEnd : nil,
                    mayBeDisowned: !event.isLedgerEvent && compromisedSince <= event.index))
        }
        return shown.reversed()
    }

    private func show(
        _ event: Event, _ role: ProofConclusion.ShownEntry.Role, batchEnd: Int?, mayBeDisowned: Bool
    ) -> ProofConclusion.ShownEntry {
        let voucher = checkedSigners[batchEnd ?? event.index]
        // The head's signers vouch that a batch's member stands in its place, and not that it is theirs.
        return ProofConclusion.ShownEntry(
            event: event, role: role, voucher: voucher ?? signers, batchEnd: batchEnd,
            isVoucherMissing: voucher == nil && mayBeDisowned,
            isDisowned: mayBeDisowned && history.isDisowned(voucher ?? [], at: event.index))
    }
}
