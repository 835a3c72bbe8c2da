public import LedgerCrypto
internal import LedgerFormat
public import LedgerProof
public import LedgerStore
public import LedgerVerify
public import MerkleTree
public import TransparencyLog

/// Why a proof is not made.
public enum ProofMakingError: Error, Sendable {
    case index(ProofIndexError)
    case proof(ProofError)
    case note(LogTextError)
    case crypto(CryptoError)
    case noEntry(Int, size: Int)
    /// No head covers the entries without showing another statement.
    case noHead(covering: Int)
    /// The head that was given ends before an entry that is to be proven.
    case headTooSmall(Head, index: Int)
    /// The head is not one of this ledger.
    case otherHistory(Head)
    /// The entry signs no head: it is a batch's member, or entry 0.
    case signsNoHead(Int)
    /// Made and checked, the proof does not hold: the ledger is damaged.
    case doesNotHold(Finding)

    /// What happened, in one sentence without a full stop.
    public var message: String {
        switch self {
        case .index(let error): error.message
        case .proof(let error): "\(error)"
        case .note(let error): "\(error)"
        case .crypto(let error): "\(error)"
        case .noEntry(let index, let size): "there is no entry \(index): the ledger has \(size)"
        case .noHead(let index):
            "no checkpoint covers entry \(index), and any signed entry after it would show what it states"
        case .headTooSmall(let head, let index): "the head \(head) does not cover entry \(index)"
        case .otherHistory(let head): "the ledger does not hold the entries of the head \(head)"
        case .signsNoHead(let index): "entry \(index) signs no head: it is entry 0, or not signed by itself"
        case .doesNotHold(let finding):
            "\(finding.code): \(finding.code.meaning) Expected \(finding.expected), found \(finding.found)"
        }
    }

    /// What to do next; nil where the message says it.
    public var hint: String? {
        switch self {
        case .index(let error): error.hint
        case .noHead:
            "make one with goodfaith checkpoint, or name a signed entry that may be shown: --head INDEX"
        case .headTooSmall: "make a checkpoint of the ledger as it is now with goodfaith checkpoint"
        case .otherHistory: "keep the head and the file: together they show two histories"
        case .signsNoHead: "name the index of a later entry that is signed by itself"
        case .doesNotHold: "goodfaith verify --self-declared says what is wrong with the ledger"
        case .proof, .note, .crypto, .noEntry: nil
        }
    }

    static func indexing<Value: ~Copyable>(
        _ body: () throws(ProofIndexError) -> Value
    ) throws(ProofMakingError) -> Value {
        do throws(ProofIndexError) { return try body() } catch { throw .index(error) }
    }

    static func proving<Value>(_ body: () throws(ProofError) -> Value) throws(ProofMakingError) -> Value {
        do throws(ProofError) { return try body() } catch { throw .proof(error) }
    }
}

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

    /// The proof that entries stand in the ledger.
    ///
    /// - Parameter vouches: whether the last entry under a checkpoint may be shown, so that nobody need wonder
    ///   about later key events; it is shown only where it is about no case.
    public mutating func events(
        _ indexes: [Int], under choice: HeadChoice, vouches: Bool
    ) throws(ProofMakingError) -> ProofFile {
        for index in indexes where index < 0 || index >= self.index.leafCount {
            throw .noEntry(index, size: self.index.leafCount)
        }
        let last = indexes.max() ?? 0
        let signer = try signer(choice, covering: last, among: indexes)
        return .events(try tree(signer, indexes, vouches: vouches))
    }

    /// The proof that the ledger goes on from an earlier head.
    public mutating func consistency(
        from old: Head, _ checkpoint: SignedCheckpoint?, under choice: HeadChoice
    ) throws(ProofMakingError) -> ProofFile {
        guard old.size >= 1, old.size <= index.leafCount, try head(old.size) == old else {
            throw .otherHistory(old)
        }
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
        return .consistency(from, try tree(signer, [], vouches: true))
    }

    /// The proof of one entry in C2SP's form, with the event's bytes beside it.
    public mutating func tlogProof(
        _ place: Int, under checkpoint: SignedCheckpoint
    ) throws(ProofMakingError) -> TLogProof {
        guard place >= 0, place < index.leafCount else { throw .noEntry(place, size: index.leafCount) }
        let signer = try signer(.checkpoint(checkpoint), covering: place, among: [])
        let inclusion = try inclusion(place, size: ProofMaking.size(of: signer))
        let entry = try entry(place)
        do throws(LogTextError) {
            return try TLogProof(
                extra: entry.event.map { Array($0.bytes) }, inclusion: inclusion, checkpoint: checkpoint)
        } catch { throw .note(error) }
    }

    // MARK: The head

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
            let signedHead = signed.checkpoint.head
            guard signedHead.size > last else { throw .headTooSmall(signedHead, index: last) }
            guard signedHead.size <= index.leafCount, try head(signedHead.size) == signedHead else {
                throw .otherHistory(signedHead)
            }
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
        _ signer: SignedTree.Signer, _ asked: [Int], vouches: Bool
    ) throws(ProofMakingError) -> SignedTree {
        let size = ProofMaking.size(of: signer)
        let index = index
        let keyEvents = try ProofMakingError.indexing { () throws(ProofIndexError) in
            try index.keyEvents(before: size)
        }
        var shown = Set(keyEvents).union(asked.filter { $0 < size })
        var roster: Int?
        if vouches, case .checkpoint = signer, !shown.contains(size - 1) {
            let voucher = try entry(size - 1).event
            if let voucher, voucher.subject == nil, voucher.signing != nil {
                roster = voucher.isLedgerEvent ? nil : size - 1
                shown.insert(size - 1)
            }
        }
        var entries: [PlacedEntry] = []
        for place in shown.sorted() {
            let (entry, inclusion) = (try entry(place), try inclusion(place, size: size))
            entries.append(
                try ProofMakingError.proving { () throws(ProofError) in
                    try PlacedEntry(entry, at: inclusion, isForRoster: place == roster)
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
