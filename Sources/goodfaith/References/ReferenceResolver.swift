internal import Casework
internal import LedgerCrypto
internal import LedgerFormat

/// Turns the reference words of `record` into `refs`, and checks that each leads to an event of the right type.
struct ReferenceResolver {
    /// The ledger that is being recorded in.
    let own: LedgerIndex
    /// Whether the guards will ask what the other ledgers say of cases.
    private let isReplaying: Bool
    /// Other ledgers that words named, by path.
    private var others: [String: LedgerIndex] = [:]

    init(own: LedgerIndex, replaying: Bool = false) { (self.own, isReplaying) = (own, replaying) }

    /// What the other ledgers at hand say of cases; those that the guards ask are replayed as they are opened.
    var replaysBeside: [LedgerReplay] { others.values.compactMap(\.replay) }

    /// Opens a ledger that no word names.
    mutating func lay(beside path: String) throws(Refusal) { _ = try ledger(path) }

    /// A reference that stands in the event.
    struct Resolved {
        let json: JSON
        let rel: String
        /// Nil where the entry or its ledger is not at hand.
        let type: String?

        /// Whether it leads into another ledger.
        var isAnothers: Bool {
            if case .object(let members) = json { members["ledger"] != nil } else { false }
        }
    }

    mutating func resolve(_ word: String, rel: String) throws(Refusal) -> Resolved {
        if let at = word.firstIndex(of: "@") {
            guard let hash = SHA256Digest(prefixed: String(word[..<at])),
                let fingerprint = SHA256Digest(prefixed: String(word[word.index(after: at)...]))
            else {
                throw Refusal(
                    "\(Terminal.printable(word)) is no reference",
                    hint:
                        "another ledger's event, not at hand, is sha256:HASH@sha256:FINGERPRINT, all digits given"
                )
            }
            return Resolved(json: reference(rel, hash, in: fingerprint), rel: rel, type: nil)
        }
        if let sign = word.lastIndex(of: "#") {
            let path = String(word[..<sign])
            let index = try ledger(path)
            let place = try index.entry(String(word[word.index(after: sign)...]))
            return Resolved(json: reference(rel, place.hash, in: index.fingerprint), rel: rel, type: place.type)
        }
        let place = try own.entry(word)
        return Resolved(json: reference(rel, place.hash, in: nil), rel: rel, type: place.type)
    }

    /// A reference as it stands in an event, which leads to an event all the same. One of another form is left to
    /// the vocabulary to refuse.
    func resolve(given reference: JSON) throws(Refusal) -> Resolved {
        guard case .object(let members) = reference, case .string(let rel)? = members["rel"],
            case .string(let event)? = members["event"], let hash = SHA256Digest(prefixed: event)
        else { return Resolved(json: reference, rel: "", type: nil) }
        guard let ledger = members["ledger"], ledger != own.fingerprint.map({ .string($0.prefixed) }) else {
            return Resolved(json: self.reference(rel, hash, in: nil), rel: rel, type: try own.entry(event).type)
        }
        // A copy that is at hand may be an older one; what none of them has is not at hand.
        for beside in others.values where beside.fingerprint.map({ .string($0.prefixed) }) == ledger {
            if let place = try beside.entry(of: hash) {
                return Resolved(json: reference, rel: rel, type: place.type)
            }
        }
        return Resolved(json: reference, rel: rel, type: nil)
    }

    private mutating func ledger(_ path: String) throws(Refusal) -> LedgerIndex {
        if let known = others[path] { return known }
        let index = try LedgerIndex.verified(
            path, replaying: isReplaying, otherwise: "nothing is looked up in it"
        ).index
        others[path] = index
        return index
    }

    private func reference(_ rel: String, _ hash: SHA256Digest, in fingerprint: SHA256Digest?) -> JSON {
        var members: [String: JSON] = ["event": .string(hash.prefixed), "rel": .string(rel)]
        if let fingerprint, fingerprint != own.fingerprint { members["ledger"] = .string(fingerprint.prefixed) }
        return .object(members)
    }

    /// The `refs` of an event: sorted by bytes, none twice.
    static func refs(_ resolved: [Resolved]) throws(Refusal) -> JSON {
        let references = Set(resolved.map(\.json))
        do {
            let sorted = try references.map { (json: $0, bytes: try $0.canonicalBytes()) }
                .sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
            return .array(sorted.map(\.json))
        } catch { throw Refusal("a reference cannot be written: \(error)") }
    }
}
