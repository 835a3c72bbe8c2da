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
            beside = ProofRequest.checkpoint(beside: ledger)
        }
    }

    /// Anybody who may write into the folder can put a file there: one that is no checkpoint stops nothing.
    private static func checkpoint(beside ledger: String) -> SignedCheckpoint? {
        let path = SignedCheckpoints.path(besideLedger: ledger)
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do throws(Refusal) { return try HeadWord.checkpoint(path) } catch {
            Terminal.say("goodfaith: \(error.message); it is passed over")
            return nil
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
            let choice = try choice(covering: places.max() ?? 0, making)
            let file = try making.events(places, under: choice)
            return try making.checked(file, rules: Vocabulary.current)
        case .entriesAbout(let subject):
            let places = try making.places(about: subject)
            let choice = try choice(covering: places.max() ?? 0, making)
            let file = try making.events(places, under: choice)
            return try making.checked(file, rules: Vocabulary.current)
        case .goesOn(let old):
            let choice = try choice(covering: old.head.size - 1, making)
            let file = try making.consistency(from: old.head, old.checkpoint, under: choice)
            return try making.checked(file, rules: Vocabulary.current)
        case .tlogProof(let word):
            let place = try making.place(word)
            guard case .checkpoint(let signed) = try choice(covering: place, making) else {
                throw .noHead(covering: place)
            }
            return try making.tlogProof(place, under: signed).bytes
        }
    }

    private func choice(
        covering last: Int, _ making: borrowing ProofMaking
    ) throws(ProofMakingError) -> HeadChoice {
        if let head { return head }
        guard let beside, beside.checkpoint.head.size > last else { return .any }
        do throws(ProofMakingError) { try making.requireOwn(beside) } catch {
            guard case .foreignCheckpoint = error else { throw error }
            let path = SignedCheckpoints.path(besideLedger: ledger)
            Terminal.say(Terminal.printable("goodfaith: \(path) is passed over: \(error.message)"))
            return .any
        }
        return .checkpoint(beside)
    }
}

extension Refusal {
    init(_ error: ProofMakingError) {
        let code: Int32 =
            switch error {
            case .otherHistory, .endsBefore, .doesNotHold: 1
            case .noEntry, .noReference, .ambiguous, .nothingAbout, .noHead, .headTooSmall, .signsNoHead:
                Refusal.usage
            case .index, .proof, .note, .crypto, .foreignCheckpoint: Refusal.unable
            }
        self.init(Terminal.printable(error.message), hint: error.hint.map(Terminal.printable), exitCode: code)
    }
}
