internal import Casework
internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerStore
internal import LedgerVerify

/// The entries of one verified ledger by index and by hash: what a reference on the command line is looked up
/// in.
struct LedgerIndex {
    let path: String
    private(set) var fingerprint: SHA256Digest?
    private(set) var party: Party?
    private var hashes: [SHA256Digest] = []
    /// The name of each entry's type; empty for a withheld one.
    private var types: [String] = []
    /// The parties that this ledger names with `counterpart.noted`, and the one that keeps it.
    private(set) var notedParties: Set<PartyID> = []
    /// What the ledger says of cases, where the guards will ask; nil where nobody does.
    private(set) var replay: LedgerReplay?

    init(_ path: String, replaying: Bool = false) {
        self.path = path
        if replaying { replay = LedgerReplay() }
    }

    /// Takes what only the end of the verification knows.
    mutating func finish(with report: VerificationReport) { replay?.finish(with: report) }

    mutating func take(_ entry: VerifiedEntry) {
        replay?.apply(entry)
        if entry.index == 0, let event = entry.event, case .opened(let opening)? = try? LedgerEvent(event) {
            fingerprint = event.hash
            party = opening.party
            notedParties.insert(opening.party.id)
        }
        if let event = entry.event, event.name == Vocabulary.counterpartNoted,
            let id = event.data["id"]?.string.flatMap({ PartyID($0) })
        {
            notedParties.insert(id)
        }
        hashes.append(entry.hash)
        types.append(entry.event?.name ?? "")
    }

    /// A ledger that verifies, with its report.
    ///
    /// - Parameter otherwise: what is not done where it does not verify, such as "nothing is copied".
    static func verified(
        _ path: String, replaying: Bool = false, otherwise: String
    ) throws(Refusal) -> (index: LedgerIndex, report: VerificationReport) {
        var index = LedgerIndex(path, replaying: replaying)
        let verifier = LedgerVerifier(trust: .selfDeclared, allowsWithheld: true, rules: Vocabulary.current)
        let report = LedgerFile.verify(path, with: verifier, deliver: { index.take($0) })
        guard report.verdict.leavesChainWhole else {
            throw Refusal(
                "\(Terminal.printable(path)) does not verify (\(report.verdict.rawValue)), so \(otherwise)",
                hint: "goodfaith verify --self-declared \(Terminal.printable(path)) lists what is wrong",
                exitCode: report.verdict.exitCode)
        }
        index.finish(with: report)
        return (index, report)
    }

    /// An entry that was found.
    struct Place {
        let index: Int
        let hash: SHA256Digest
        /// Nil where the entry is withheld.
        let type: String?
    }

    /// The entry that a word names: an index, `sha256:` and a beginning of its hash, or 6 or more hex digits
    /// of one.
    func entry(_ word: String) throws(Refusal) -> Place {
        if !word.isEmpty, word.utf8.count <= 10, word.utf8.allSatisfy({ (48...57).contains($0) }),
            let number = Int(word)
        {
            guard number < hashes.count else {
                throw Refusal(
                    "\(Terminal.printable(path)) has no entry \(number)",
                    hint: "it has \(hashes.count); goodfaith log \(Terminal.printable(path)) lists them")
            }
            return place(number)
        }
        let digits =
            word.hasPrefix(EventHash.textPrefix) ? String(word.dropFirst(EventHash.textPrefix.count)) : word
        guard digits.utf8.count >= 6,
            digits.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
        else {
            throw Refusal(
                "\(Terminal.printable(word)) is no reference",
                hint:
                    "give an index, at least 6 digits of an event hash, FILE#INDEX, or sha256:HASH@sha256:FINGERPRINT"
            )
        }
        let fitting = hashes.indices.filter { hashes[$0].hex.hasPrefix(digits) }
        guard let only = fitting.first, fitting.count == 1 else {
            throw Refusal(
                fitting.isEmpty
                    ? "no entry of \(Terminal.printable(path)) has the hash \(digits)…"
                    : "\(fitting.count) entries of \(Terminal.printable(path)) begin with \(digits)",
                hint: fitting.isEmpty
                    ? "goodfaith log lists the entries; another ledger's is FILE#INDEX" : "give more digits")
        }
        return place(only)
    }

    private func place(_ index: Int) -> Place {
        Place(index: index, hash: hashes[index], type: types[index].isEmpty ? nil : types[index])
    }
}
