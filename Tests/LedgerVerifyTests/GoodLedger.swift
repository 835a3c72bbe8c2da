import LedgerCrypto
import LedgerFormat

/// The ledger that every tampered sample is made from: sixteen entries with all that a ledger can have.
///
/// | index | what | signed by |
/// |---|---|---|
/// | 0 | opened: two keys, threshold 2, a reserve key | A B |
/// | 1 | a counterpart | A |
/// | 2 | a contact between principals | B |
/// | 3 | a case | A B |
/// | 4 | key C added | A B C, reserve 1 |
/// | 5 | a case | C |
/// | 6 to 9 | a batch of four | A |
/// | 10 | key B retired | A C, reserve 2 |
/// | 11 | contact with a family | A |
/// | 12 | a case | C |
/// | 13, 14 | a batch of two | A C |
/// | 15 | a contact between principals | A |
struct GoodLedger {
    var builder: LedgerBuilder
    /// What the author does otherwise, by index.
    private let edits: [Int: LedgerBuilder.Edit]
    private let signers: [Int: [TestKey]]
    /// Events that stand in the place of the ones of that index.
    private let changes: [Int: LedgerEvent]

    static let size = 16

    /// - Parameters:
    ///   - count: how many of the entries are made.
    ///   - edits: what the author does otherwise in an entry, before it is signed.
    ///   - signers: who sign in place of those of the table.
    ///   - changes: ledger events that take the place of the ones of the table.
    init(
        _ count: Int = GoodLedger.size, in builder: LedgerBuilder? = nil, signers: [Int: [TestKey]] = [:],
        changes: [Int: LedgerEvent] = [:], edits: [Int: LedgerBuilder.Edit] = [:]
    ) throws {
        self.builder = try builder ?? LedgerBuilder()
        (self.signers, self.changes, self.edits) = (signers, changes, edits)
        for index in 0..<count { try append(index) }
    }

    static func ledger(
        _ count: Int = GoodLedger.size, signers: [Int: [TestKey]] = [:], changes: [Int: LedgerEvent] = [:],
        edits: [Int: LedgerBuilder.Edit] = [:]
    ) throws -> SampleLedger {
        try GoodLedger(count, signers: signers, changes: changes, edits: edits).builder.ledger
    }

    static func opening(
        of builder: LedgerBuilder, keys: [TestKey] = [.dailyA, .dailyB], threshold: Int = 2,
        next: TestKey? = .reserve1,
        predecessor: Predecessor? = nil
    ) throws -> LedgerEvent {
        guard let party = PartyID(builder.party), let origin = Origin(builder.origin),
            let reader = PartyID("ua-office")
        else {
            throw SampleLedger.NotThere(text: builder.origin)
        }
        return .opened(
            Opening(
                audience: [reader, party].sorted(),
                keys: try keys.map { try $0.enrolled }.sorted { $0.keyID < $1.keyID },
                next: try next?.digest, origin: origin,
                party: Party(
                    partyClass: "office_of_principal", id: party, name: "Office",
                    roles: ["case_agency", "principal"]),
                predecessor: predecessor, threshold: threshold))
    }

    private mutating func append(_ index: Int) throws {
        let edit = edits[index]
        switch index {
        case 0:
            try change(try GoodLedger.opening(of: builder), [.dailyA, .dailyB], at: index)
        case 1:
            let data: JSON = [
                "class": "childrens_commissioner", "id": "ru-office", "name": "Commissioner's office",
                "roles": ["childrens_commissioner", "principal"],
            ]
            try builder.state("counterpart.noted", data, by: signers[1] ?? [.dailyA], edit)
        case 4:
            let recovery = Recovery(next: try TestKey.reserve2.digest, reveals: try TestKey.reserve1.enrolled)
            try change(
                .keyAdded(try TestKey.dailyC.enrolled, recovery: recovery),
                [.dailyA, .dailyB, .dailyC, .reserve1], at: index)
        case 10:
            let recovery = Recovery(next: try TestKey.reserve3.digest, reveals: try TestKey.reserve2.enrolled)
            try change(
                .keyRetired(try TestKey.dailyB.keyID, recovery: recovery), [.dailyA, .dailyC, .reserve2],
                at: index)
        case 2, 15:
            try builder.state(
                "contact.held", GoodLedger.contact,
                by: signers[index] ?? (index == 2 ? [.dailyB] : [.dailyA]), edit)
        case 8, 11: try contactFamily(ofCaseAt: index == 8 ? 6 : 3, index)
        default:
            let usual: [Int: [TestKey]] = [
                3: [.dailyA, .dailyB], 5: [.dailyC], 9: [.dailyA], 12: [.dailyC], 14: [.dailyA, .dailyC],
            ]
            try builder.state(
                "case.opened", ["care_status": "separated", "occurred": "2025-08"],
                subject: try builder.caseReference(index),
                by: signers[index] ?? usual[index] ?? [], edit)
        }
    }

    private mutating func change(_ event: LedgerEvent, _ usual: [TestKey], at index: Int) throws {
        try builder.change(changes[index] ?? event, by: signers[index] ?? usual, edits[index])
    }

    static let contact: JSON = [
        "level": "principal", "mode": "summit", "occurred": "2025-08-15",
        "participants": [
            ["party": "ru-office", "role": "principal"], ["party": "us-office", "role": "principal"],
        ],
    ]

    private mutating func contactFamily(ofCaseAt place: Int, _ index: Int) throws {
        let reference: JSON = ["event": .string(builder.hashes[place].prefixed), "rel": "rests_on"]
        try builder.state(
            "family.contacted", ["mode": "phone", "occurred": "2025-09-30", "refs": [reference]],
            subject: try builder.caseReference(place), by: signers[index] ?? (index == 11 ? [.dailyA] : []),
            edits[index])
    }
}
