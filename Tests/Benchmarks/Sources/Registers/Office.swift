internal import Casework
public import LedgerCrypto
public import LedgerFormat

/// The office whose register it is, and the one from which it takes children over.
public enum Office {
    static let party = "receiving-office"
    static let partner = "releasing-office"

    /// What entry 0 of its ledger says; the office acts in every role.
    public static func opening(_ key: PrivateKey) throws(RegisterError) -> Opening {
        guard let party = PartyID(Office.party), let partner = PartyID(Office.partner),
            let origin = Origin("\(Office.party).example/register")
        else { throw .nothingToDraw }
        return Opening(
            audience: [partner], keys: [EnrolledKey(key.publicKey)], origin: origin,
            party: Party(
                partyClass: "ombudsman", id: party, name: "Office",
                roles: CodeList.role.codes.map(\.code).sorted()))
    }
}
