internal import LedgerFormat

/// Letters whose receipt or answer nobody states.
enum LetterObligations {
    static func open(in web: StatementWeb) -> [Obligation] {
        web.places("correspondence.issued").flatMap { number -> [Obligation] in
            let fact = web.evidence.facts[number]
            guard let letter = fact.statements.first, letter.isSound else { return [] }
            let addressees = letter.attributes["addressees"].compactMap { PartyID($0) }
            let open = [receiptOwed(number, letter, addressees, web), replyOwed(number, letter, addressees, web)]
            return open.compactMap { $0 }
        }
    }

    /// The letter's receipts: of the letter itself, or of a delivery.
    private static func receipts(of number: Int, _ web: StatementWeb) -> [Testimony] {
        let direct = web.statements(["correspondence.received", "correspondence.conveyed"], about: number)
        let deliveries = direct.filter { $0.type == "correspondence.conveyed" }
            .compactMap { web.evidence.fact(of: $0.reference.event) }
        let ofDeliveries = Set(deliveries).sorted().flatMap {
            web.statements(["correspondence.received"], about: $0)
        }
        return direct.filter { $0.type == "correspondence.received" } + ofDeliveries
    }

    private static func receiptOwed(
        _ number: Int, _ letter: Testimony, _ addressees: [PartyID], _ web: StatementWeb
    ) -> Obligation? {
        let receipts = receipts(of: number, web)
        let silent = addressees.filter { addressee in
            let party = web.party(addressee, in: letter)
            return !receipts.contains { web.isWord($0, of: party, namedIn: letter.reference.ledger) }
        }
        guard !silent.isEmpty else { return nil }
        let hearsay = receipts.filter { $0.knowledge != .firstHand }
        let word =
            hearsay.isEmpty
            ? "" : "; that it came is only reported, by \(web.names(of: hearsay))"
        return Obligation(
            .letterWithoutReceipt, owedBy: names(silent, letter, web), restsOn: [letter] + hearsay,
            sentence: "the \(describe(letter, web)) has no receipt by \(names(silent, letter, web))\(word)")
    }

    /// A letter that itself answers one asks for no answer.
    private static func replyOwed(
        _ number: Int, _ letter: Testimony, _ addressees: [PartyID], _ web: StatementWeb
    ) -> Obligation? {
        guard letter.targets("replies_to").isEmpty else { return nil }
        let about = [number] + receipts(of: number, web).compactMap { web.evidence.fact(of: $0.reference.event) }
        let replies = Set(about).sorted().flatMap { web.statements(["correspondence.issued"], about: $0) }
        guard !replies.contains(where: { !$0.targets("replies_to").isEmpty }) else { return nil }
        return Obligation(
            .letterWithoutReply, owedBy: names(addressees, letter, web), restsOn: [letter],
            sentence: "the \(describe(letter, web)) has no answer from \(names(addressees, letter, web))")
    }

    private static func names(_ ids: [PartyID], _ letter: Testimony, _ web: StatementWeb) -> String {
        Set(ids.map { web.evidence.name(web.party($0, in: letter)) }).sorted().listed
    }

    private static func describe(_ letter: Testimony, _ web: StatementWeb) -> String {
        let form = letter.attributes["form"].first?.words ?? "letter"
        let author = letter.attributes.by.map { web.evidence.name(web.party($0, in: letter)) }.listed
        return "\(form) of \(author) (\(letter.time.text))"
    }
}
