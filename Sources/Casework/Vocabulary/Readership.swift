internal import LedgerCrypto
public import LedgerFormat
public import LedgerVerify

/// Which entries of a ledger are not meant for one reader: what the member `audience` says, by what the ledger
/// itself has noted of that reader.
///
/// A party to the matter is whoever decides, acts or is responsible on a side, and the Central Tracing Agency,
/// from which nothing on a child is kept (Geneva Convention IV, Articles 137 and 140). Who conveys, mediates,
/// watches, endorses, examines or speaks is none, unless it has such a role besides. What is not understood is
/// not for anybody but the parties who wrote it.
public struct Readership: Sendable {
    public let reader: PartyID
    /// Whether entry 0 names the reader among those who may hold the file.
    public private(set) var isInAudience = false
    /// What the ledger noted of the reader, in its order.
    private var notes: [Note] = []
    /// Statements that the ledger itself calls wrong, without a note of the reader in their place.
    private var corrected: Set<SHA256Digest> = []
    /// Notes of the reader in whose place the ledger has put others.
    private var replaced: Set<SHA256Digest> = []
    /// What the report of the ledger names as resting on a compromised key alone.
    private var disowned = IndexRanges()
    /// What each statement corrects, until it is known which statements count.
    private var corrections: [(index: Int, hash: SHA256Digest, isNote: Bool)] = []
    private var forParties: [Int] = []
    private var forAgency: [Int] = []
    private var forNobody: [Int] = []

    private static let actingRoles = Set(
        Acting.authority + Acting.caseAgency + Acting.verifier + Acting.guardian + Acting.escort
            + ["representative", "point_of_contact"])
    private static let agency = "central_tracing_agency"

    public init(of reader: PartyID) { self.reader = reader }

    /// Takes what only the end of the verification knows.
    ///
    /// - Parameter disowned: what the ledger's verification names so; a note of a thief opens nothing.
    public mutating func finish(disowned: IndexRanges) {
        self.disowned = disowned
        for correction in corrections where !disowned.contains(correction.index) {
            if correction.isNote { replaced.insert(correction.hash) } else { corrected.insert(correction.hash) }
        }
        corrections = []
    }

    /// One statement of who the reader is.
    private struct Note: Sendable {
        let index: Int
        let hash: SHA256Digest
        let partyClass: String
        let roles: [String]

        var isAgency: Bool { partyClass == Readership.agency || roles.contains(Readership.agency) }
    }

    public mutating func take(_ entry: VerifiedEntry) {
        guard let event = entry.event else { return }
        guard case .vocabulary(let version) = event.schema else {
            if case .opened(let opening)? = try? LedgerEvent(event) {
                isInAudience = opening.audience.contains(reader)
            }
            return
        }
        let isNote =
            event.name == Vocabulary.counterpartNoted
            && event.data["id"]?.isString(reader.description) == true
        if isNote {
            notes.append(
                Note(
                    index: entry.index, hash: event.hash, partyClass: event.data["class"]?.string ?? "",
                    roles: event.data["roles"]?.elements.compactMap(\.string) ?? []))
        }
        for reference in event.data["refs"]?.elements.map(\.self) ?? []
        where reference["rel"]?.isString("corrects") == true {
            if let hash = reference["event"]?.digest { corrections.append((entry.index, hash, isNote)) }
        }
        guard Vocabulary.current.knows(vocabularyVersion: version) else {
            forNobody.append(entry.index)
            return
        }
        switch event.data["audience"].map({ $0.string ?? "" }) {
        case nil, "clear": break
        case "parties": forParties.append(entry.index)
        case "cta_only": forAgency.append(entry.index)
        default: forNobody.append(entry.index)
        }
    }

    /// The notes that count: neither disowned nor replaced.
    private var standing: [Note] {
        notes.filter { !disowned.contains($0.index) && !replaced.contains($0.hash) }
    }

    /// Whether the ledger has noted who the reader is, in a note that it does not call wrong.
    public var isNoted: Bool { standing.contains { !corrected.contains($0.hash) } }

    /// What is shown cannot be taken back: so every note must allow it, also one that is called wrong, which
    /// opens nothing by itself. Only a note that takes the place of another ends what that one withholds.
    private func everyNote(_ allows: (Note) -> Bool) -> Bool { isNoted && standing.allSatisfy(allows) }

    public var isAgency: Bool { everyNote(\.isAgency) }

    /// Whether the reader is a party to the matter.
    public var isPartyToMatter: Bool {
        everyNote { $0.isAgency || !Readership.actingRoles.isDisjoint(with: $0.roles) }
    }

    /// The indexes of the entries that are not for the reader.
    public var withheld: Set<Int> {
        Set(forNobody + (isPartyToMatter ? [] : forParties) + (isAgency ? [] : forAgency))
    }
}
