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
    /// Statements that the ledger itself calls wrong.
    private var corrected: Set<SHA256Digest> = []
    /// What the report of the ledger names as resting on a compromised key alone.
    private let disowned: IndexRanges
    private var forParties: [Int] = []
    private var forAgency: [Int] = []
    private var forNobody: [Int] = []

    private static let actingRoles = Set(
        Acting.authority + Acting.caseAgency + Acting.verifier + Acting.guardian + Acting.escort
            + ["representative", "point_of_contact"])
    private static let agency = "central_tracing_agency"

    /// - Parameter disowned: what the ledger's verification names so; a note of a thief opens nothing to anybody.
    public init(of reader: PartyID, disowned: IndexRanges) {
        self.reader = reader
        self.disowned = disowned
    }

    /// One statement of who the reader is.
    private struct Note: Sendable {
        let index: Int
        let hash: SHA256Digest
        let partyClass: String
        let roles: [String]
    }

    public mutating func take(_ entry: VerifiedEntry) {
        guard let event = entry.event else { return }
        guard case .vocabulary(let version) = event.schema else {
            if case .opened(let opening)? = try? LedgerEvent(event) {
                isInAudience = opening.audience.contains(reader)
            }
            return
        }
        if event.name == Vocabulary.counterpartNoted, event.data["id"]?.isString(reader.description) == true {
            notes.append(
                Note(
                    index: entry.index, hash: event.hash, partyClass: event.data["class"]?.string ?? "",
                    roles: event.data["roles"]?.elements.compactMap(\.string) ?? []))
        }
        for reference in event.data["refs"]?.elements.map(\.self) ?? []
        where reference["rel"]?.isString("corrects") == true && !disowned.contains(entry.index) {
            if let hash = reference["event"]?.digest { corrected.insert(hash) }
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

    /// The last note that stands: neither disowned nor called wrong.
    private var noted: Note? {
        notes.last { !disowned.contains($0.index) && !corrected.contains($0.hash) }
    }

    /// Whether the ledger has noted who the reader is.
    public var isNoted: Bool { noted != nil }

    public var isAgency: Bool {
        guard let noted else { return false }
        return noted.partyClass == Readership.agency || noted.roles.contains(Readership.agency)
    }

    /// Whether the reader is a party to the matter.
    public var isPartyToMatter: Bool {
        isAgency || noted.map { !Readership.actingRoles.isDisjoint(with: $0.roles) } == true
    }

    /// The indexes of the entries that are not for the reader.
    public var withheld: Set<Int> {
        Set(forNobody + (isPartyToMatter ? [] : forParties) + (isAgency ? [] : forAgency))
    }
}
