/// Whether two statements are one party's. Parties are told apart by their ledgers, never by the ids that
/// they give themselves.
func isSameParty(_ one: StatementReference, _ other: StatementReference) -> Bool {
    one.ledger == other.ledger
}
