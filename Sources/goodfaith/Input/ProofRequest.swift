internal import Casework
internal import Exchange
internal import Foundation
internal import LedgerFormat
internal import LedgerProof
internal import LedgerStore
internal import MerkleTree
internal import TransparencyLog

/// What is to be proven of a ledger, and under which head, as the command line says it.
struct ProofRequest {
    enum What {
        case entries([String])
        case entriesAbout(Subject)
        case goesOn(from: HeadWord)
        case tlogProof(of: String)
    }

    let ledger: String
    let what: What
    /// Nil where the command line names none.
    private let head: HeadChoice?
    /// The checkpoint beside the ledger; nil where none stands there.
    private let beside: SignedCheckpoint?

    /// - Parameter head: a checkpoint's file, or the index of a signed entry.
    init(_ ledger: String, _ what: What, under head: String?) throws(Refusal) {
        (self.ledger, self.what) = (ledger, what)
        if let head {
            let isIndex = head.utf8.allSatisfy { (48...57).contains($0) } && head.utf8.count <= 10
            self.head =
                isIndex
                ? Int(head).map { .entry($0) } : .checkpoint(try HeadWord.checkpoint(head))
            beside = nil
        } else {
            self.head = nil
            let path = SignedCheckpoints.path(besideLedger: ledger)
            beside = FileManager.default.fileExists(atPath: path) ? try HeadWord.checkpoint(path) : nil
        }
    }

    /// The proof, checked.
    ///
    /// - Parameter isFresh: makes the index of the ledger anew.
    func bytes(indexIn folder: String, isFresh: Bool) throws(ProofMakingError) -> [UInt8] {
        let index: ProofIndex
        do throws(ProofIndexError) {
            index = try ProofIndex(of: ledger, in: folder, isFresh: isFresh)
        } catch { throw .index(error) }
        var making = try ProofMaking(index)
        switch what {
        case .entries(let words):
            var places: [Int] = []
            for word in words { places.append(try making.place(word)) }
            let file = try making.events(places, under: choice(covering: places.max() ?? 0))
            return try making.checked(file, rules: Vocabulary.current)
        case .entriesAbout(let subject):
            let places = try making.places(about: subject)
            let file = try making.events(places, under: choice(covering: places.max() ?? 0))
            return try making.checked(file, rules: Vocabulary.current)
        case .goesOn(let old):
            let file = try making.consistency(
                from: old.head, old.checkpoint, under: choice(covering: old.head.size - 1))
            return try making.checked(file, rules: Vocabulary.current)
        case .tlogProof(let word):
            let place = try making.place(word)
            guard case .checkpoint(let signed) = choice(covering: place) else {
                throw .noHead(covering: place)
            }
            return try making.tlogProof(place, under: signed).bytes
        }
    }

    private func choice(covering last: Int) -> HeadChoice {
        if let head { return head }
        return beside.flatMap { $0.checkpoint.head.size > last ? .checkpoint($0) : nil } ?? .any
    }
}

extension Refusal {
    init(_ error: ProofMakingError) {
        let code: Int32 =
            switch error {
            case .otherHistory, .doesNotHold: 1
            case .noEntry, .noReference, .ambiguous, .nothingAbout, .noHead, .headTooSmall, .signsNoHead:
                Refusal.usage
            case .index, .proof, .note, .crypto: Refusal.unable
            }
        self.init(Terminal.printable(error.message), hint: error.hint.map(Terminal.printable), exitCode: code)
    }
}
