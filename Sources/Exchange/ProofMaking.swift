internal import LedgerCrypto
public import LedgerFormat
public import LedgerProof
public import LedgerStore
public import LedgerVerify
public import MerkleTree
public import TransparencyLog

/// What a proof's head is signed by.
public enum HeadChoice: Sendable {
    case checkpoint(SignedCheckpoint)
    /// A signed entry; what it states is then shown.
    case entry(Int)
    /// What shows nothing besides: the last entry asked for, where it is signed, or one that states nothing.
    case any
}

/// Makes proofs of one ledger from its index, in time that does not grow with the ledger but for reading the
/// index. The rest of the ledger is not verified; each proof is checked before it is handed out.
public struct ProofMaking: ~Copyable {
    private let index: ProofIndex
    private var hasher: SHA256

    public init(_ index: ProofIndex) throws(ProofMakingError) {
        self.index = index
        do { hasher = try SHA256() } catch { throw .crypto(error) }
    }

    // MARK: Proofs

    /// The proof that entries stand in the ledger. No other statement is shown.
    public mutating func events(
        _ indexes: [Int], under choice: HeadChoice
    ) throws(ProofMakingError) -> ProofFile {
        for index in indexes where index < 0 || index >= self.index.leafCount {
            throw .noEntry(index, size: self.index.leafCount)
        }
        let last = indexes.max() ?? 0
        let signer = try signer(choice, covering: last, among: indexes)
        return .events(try tree(signer, indexes))
    }

    /// The proof that the ledger goes on from an earlier head.
    public mutating func consistency(
        from old: Head, _ checkpoint: SignedCheckpoint?, under choice: HeadChoice
    ) throws(ProofMakingError) -> ProofFile {
        if let checkpoint { try requireOwn(checkpoint) }
        guard old.size <= index.leafCount else { throw .endsBefore(old, size: index.leafCount) }
        guard old.size >= 1, try head(old.size) == old else { throw .otherHistory(old) }
        let signer = try signer(choice, covering: old.size - 1, among: [])
        let size = ProofMaking.size(of: signer)
        let index = index
        let proof = try hashing { hasher throws(ProofIndexError) in
            try index.consistencyProof(from: old.size, to: size, with: &hasher)
        }
        guard let proof else { throw .headTooSmall(try head(size), index: old.size - 1) }
        let from = try ProofMakingError.proving { () throws(ProofError) in
            try HeadExtension(from: old, by: proof, oldCheckpoint: checkpoint)
        }
        return .consistency(from, try tree(signer, []))
    }

    /// The proof of one entry in C2SP's form, with the event's bytes beside it.
    public mutating func tlogProof(
        _ place: Int, under checkpoint: SignedCheckpoint
    ) throws(ProofMakingError) -> TLogProof {
        guard place >= 0, place < index.leafCount else { throw .noEntry(place, size: index.leafCount) }
        let signer = try signer(.checkpoint(checkpoint), covering: place, among: [])
        let inclusion = try inclusion(place, size: ProofMaking.size(of: signer))
        let entry = try entry(place)
        guard inclusion.holds(leaf: entry.hash, in: checkpoint.checkpoint.head, with: &hasher) else {
            throw .otherHistory(checkpoint.checkpoint.head)
        }
        do throws(LogTextError) {
            return try TLogProof(
                extra: entry.event.map { Array($0.bytes) }, inclusion: inclusion, checkpoint: checkpoint)
        } catch { throw .note(error) }
    }

    /// A proof as it is handed out: checked against its signed head, and with the ledger's own fingerprint as
    /// the anchor.
    public func checked(_ file: ProofFile, rules: any ContentRules) throws(ProofMakingError) -> [UInt8] {
        let bytes = try ProofMakingError.proving { () throws(ProofError) in try file.bytes() }
        let trust = Trust.anchors(TrustAnchors([.fingerprint(index.fingerprint)]))
        let conclusion = ProofCheck(trust: trust, rules: rules).check(bytes)
        if let finding = conclusion.findings.first, !conclusion.verdict.leavesChainWhole {
            throw .doesNotHold(finding)
        }
        return bytes
    }

    // MARK: What is asked for

    /// The entry that a word names: an index, or `sha256:` and the beginning of a hash, or 6 or more digits of it.
    public func place(_ word: String) throws(ProofMakingError) -> Int {
        let isIndex = !word.isEmpty && word.utf8.count <= 10 && word.utf8.allSatisfy { (48...57).contains($0) }
        if isIndex, let place = Int(word) {
            guard place < index.leafCount else { throw .noEntry(place, size: index.leafCount) }
            return place
        }
        let prefix = EventHash.textPrefix
        let digits = word.hasPrefix(prefix) ? String(word.dropFirst(prefix.count)) : word
        guard digits.utf8.count >= 6 else { throw .noReference(word) }
        let found = try ProofMakingError.indexing { () throws(ProofIndexError) in
            try index.entries(named: digits)
        }
        guard let first = found.first else { throw .noReference(word) }
        guard found.count == 1 else { throw .ambiguous(word, count: found.count) }
        return first
    }

    /// The entries about a case, at least one.
    public func places(about subject: Subject) throws(ProofMakingError) -> [Int] {
        let found = try ProofMakingError.indexing { () throws(ProofIndexError) in
            try index.entries(about: subject)
        }
        if found.isEmpty { throw .nothingAbout(subject) }
        return found
    }

    // MARK: The head

    /// Holds a checkpoint against the ledger: its origin is the ledger's, and a key in force at its size signed
    /// it. Nothing follows from one that anybody could have put there.
    public func requireOwn(_ signed: SignedCheckpoint) throws(ProofMakingError) {
        let signedHead = signed.checkpoint.head
        let keyEvents = try ProofMakingError.indexing { () throws(ProofIndexError) in
            try index.keyEvents(before: max(1, min(signedHead.size, index.leafCount)))
        }
        var history = KeyHistory()
        for place in keyEvents {
            let entry = try entry(place)
            do throws(Finding) { try history.take(entry) } catch { throw .doesNotHold(error) }
        }
        guard let origin = history.opening?.origin else { throw .index(.stale("entry 0 is not found")) }
        do throws(Finding) {
            _ = try signed.signers(of: origin, inForce: history.keys(inForceAt: signedHead.size))
        } catch { throw .foreignCheckpoint(signedHead, error) }
    }

    private static func size(of signer: SignedTree.Signer) -> Int {
        switch signer {
        case .checkpoint(let signed): signed.checkpoint.head.size
        case .entry(let entry, _): entry.event?.index ?? 0
        }
    }

    private mutating func signer(
        _ choice: HeadChoice, covering last: Int, among asked: [Int]
    ) throws(ProofMakingError) -> SignedTree.Signer {
        switch choice {
        case .checkpoint(let signed):
            try requireOwn(signed)
            let signedHead = signed.checkpoint.head
            guard signedHead.size > last else { throw .headTooSmall(signedHead, index: last) }
            guard signedHead.size <= index.leafCount else {
                throw .endsBefore(signedHead, size: index.leafCount)
            }
            guard try head(signedHead.size) == signedHead else { throw .otherHistory(signedHead) }
            return .checkpoint(signed)
        case .entry(let place):
            guard place < index.leafCount else { throw .noEntry(place, size: index.leafCount) }
            let entry = try entry(place)
            guard place > 0, entry.event?.signing != nil else { throw .signsNoHead(place) }
            guard place > last || asked.contains(place) else {
                throw .headTooSmall(try head(place), index: last)
            }
            return .entry(entry, isProven: asked.contains(place))
        case .any: return try quietSigner(covering: last, among: asked)
        }
    }

    /// A signed entry that shows nothing that was not asked for.
    private mutating func quietSigner(
        covering last: Int, among asked: [Int]
    ) throws(ProofMakingError) -> SignedTree.Signer {
        if last > 0, asked.contains(last) {
            let entry = try entry(last)
            if entry.event?.signing != nil { return .entry(entry, isProven: true) }
        }
        let index = index
        let keyEvents = try ProofMakingError.indexing { () throws(ProofIndexError) in
            try index.keyEvents(before: index.leafCount)
        }
        if let place = keyEvents.first(where: { $0 > last }) {
            return .entry(try entry(place), isProven: false)
        }
        throw .noHead(covering: last)
    }

    private mutating func head(_ size: Int) throws(ProofMakingError) -> Head {
        let index = index
        return Head(
            size: size,
            root: try hashing { hasher throws(ProofIndexError) in try index.root(size: size, with: &hasher) })
    }

    // MARK: The entries

    private mutating func tree(
        _ signer: SignedTree.Signer, _ asked: [Int]
    ) throws(ProofMakingError) -> SignedTree {
        let size = ProofMaking.size(of: signer)
        let index = index
        let keyEvents = try ProofMakingError.indexing { () throws(ProofIndexError) in
            try index.keyEvents(before: size)
        }
        let shown = Set(keyEvents).union(asked.filter { $0 < size })
        var entries: [PlacedEntry] = []
        for place in shown.sorted() {
            let (entry, inclusion) = (try entry(place), try inclusion(place, size: size))
            entries.append(
                try ProofMakingError.proving { () throws(ProofError) in
                    try PlacedEntry(entry, at: inclusion)
                })
        }
        let signed = try head(size)
        return try ProofMakingError.proving { () throws(ProofError) in
            try SignedTree(signed, signedBy: signer, entries: entries)
        }
    }

    private func entry(_ place: Int) throws(ProofMakingError) -> Entry {
        try ProofMakingError.indexing { () throws(ProofIndexError) in try index.entry(at: place) }
    }

    private mutating func inclusion(_ place: Int, size: Int) throws(ProofMakingError) -> InclusionProof {
        let index = index
        let inclusion = try hashing { hasher throws(ProofIndexError) in
            try index.inclusionProof(index: place, size: size, with: &hasher)
        }
        guard let inclusion else { throw .noEntry(place, size: size) }
        return inclusion
    }

    private mutating func hashing<Value>(
        _ body: (inout SHA256) throws(ProofIndexError) -> Value
    ) throws(ProofMakingError) -> Value {
        do throws(ProofIndexError) { return try body(&hasher) } catch { throw .index(error) }
    }
}
