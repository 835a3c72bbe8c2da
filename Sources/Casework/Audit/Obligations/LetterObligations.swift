internal import LedgerFormat

/// Letters whose receipt or answer nobody states.
enum LetterObligations {
    static func open(in web: StatementWeb) -> [Obligation] {
        web.places("correspondence.issued").flatMap { number -> [Obligation] in
            let fact = web.evidence.facts[number]
            guard let letter = fact.statements.first, letter.isSound else { return [] }
            let addressees = web.parties("addressees", in: letter)
            let open = [
                receiptOwed(number, letter, addressees, web), replyOwed(number, letter, addressees, web),
            ]
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
        _ number: Int, _ letter: Testimony, _ addressees: [NamedParty], _ web: StatementWeb
    ) -> Obligation? {
        let receipts = receipts(of: number, web)
        let silent = addressees.filter { addressee in
            !receipts.contains { web.isWord($0, of: addressee, namedIn: letter.reference.ledger) }
        }
        guard !silent.isEmpty else { return nil }
        let hearsay = receipts.filter { $0.knowledge != .firstHand }
        let word =
            hearsay.isEmpty
            ? "" : "; that it came is only reported, by \(web.names(of: hearsay))"
        return Obligation(
            .letterWithoutReceipt, owedBy: silent, restsOn: [letter] + hearsay, in: web,
            sentence: "the \(describe(letter, web)) has no receipt by \(web.names(of: Set(silent)))\(word)")
    }

    /// A letter that itself answers one asks for no answer.
    private static func replyOwed(
        _ number: Int, _ letter: Testimony, _ addressees: [NamedParty], _ web: StatementWeb
    ) -> Obligation? {
        guard letter.targets("replies_to").isEmpty else { return nil }
        let about =
            [number] + receipts(of: number, web).compactMap { web.evidence.fact(of: $0.reference.event) }
        let replies = Set(about).sorted().flatMap { web.statements(["correspondence.issued"], about: $0) }
        guard !replies.contains(where: { !$0.targets("replies_to").isEmpty }) else { return nil }
        return Obligation(
            .letterWithoutReply, owedBy: addressees, restsOn: [letter], in: web,
            sentence: "the \(describe(letter, web)) has no answer from \(web.names(of: Set(addressees)))")
    }

    private static func describe(_ letter: Testimony, _ web: StatementWeb) -> String {
        let form = letter.attributes["form"].first?.words ?? "letter"
        let author = letter.attributes.by.map { web.evidence.name(web.party($0, in: letter)) }.listed
        return "\(form) of \(author) (\(letter.time.text))"
    }
}
