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
    /// What the ledger noted of the reader last; nil where it never did.
    private var noted: (partyClass: String, roles: [String])?
    private var forParties: [Int] = []
    private var forAgency: [Int] = []
    private var forNobody: [Int] = []

    private static let actingRoles = Set(
        Acting.authority + Acting.caseAgency + Acting.verifier + Acting.guardian + Acting.escort
            + ["representative", "point_of_contact"])
    private static let agency = "central_tracing_agency"

    public init(of reader: PartyID) { self.reader = reader }

    public mutating func take(_ entry: VerifiedEntry) {
        guard let event = entry.event else { return }
        guard case .vocabulary(let version) = event.schema else {
            if case .opened(let opening)? = try? LedgerEvent(event) {
                isInAudience = opening.audience.contains(reader)
            }
            return
        }
        if event.name == Vocabulary.counterpartNoted, event.data["id"]?.isString(reader.description) == true {
            noted = (
                event.data["class"]?.string ?? "", event.data["roles"]?.elements.compactMap(\.string) ?? []
            )
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
