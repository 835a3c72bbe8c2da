internal import LedgerCrypto

/// One letter with its way: who conveyed and received it, what it answers and what answers it.
public struct Correspondence: Sendable {
    /// Absent where only others speak of the letter, and its author's ledger is not at hand.
    public let letter: Matter<Letter>?
    public internal(set) var conveyances: [Stated<Conveyance>] = []
    public internal(set) var receipts: [Stated<Receipt>] = []
    /// The letters that it replies to, as far as they are at hand.
    public internal(set) var repliesTo: [Stated<Letter>] = []
    /// The letters that reply to it.
    public internal(set) var answeredBy: [Stated<Letter>] = []

    /// The statement by which the letter is placed among the others.
    public var firstReference: StatementReference? {
        letter?.principal.reference ?? conveyances.first?.reference ?? receipts.first?.reference
    }
}

/// Puts letters, conveyances, receipts and answers together by their references.
struct CorrespondenceFile {
    private(set) var items: [Correspondence]
    /// Where a letter's statements, a conveyance's letters and a receipt's letters are among the items.
    private var places: [SHA256Digest: Set<Int>] = [:]

    init(_ ledgers: inout LedgerSet) {
        items = ledgers.allMatters(\.letters).map { Correspondence(letter: $0) }
        for (place, item) in items.enumerated() {
            for reference in item.letter?.references ?? [] { places[reference.event] = [place] }
        }
        for conveyance in ledgers.all(\.conveyances) {
            for place in file(conveyance.reference, under: conveyance.targets("conveys")) {
                items[place].conveyances.append(conveyance)
            }
        }
        for receipt in ledgers.all(\.receipts) {
            for place in file(receipt.reference, under: receipt.targets("acknowledges")) {
                items[place].receipts.append(receipt)
            }
        }
        for place in items.indices { answer(at: place) }
    }

    /// The letters that a statement is about; one that is not at hand gets a place without a letter.
    private mutating func file(_ reference: StatementReference, under targets: [SHA256Digest]) -> [Int] {
        var filed = targets.reduce(into: Set<Int>()) { $0.formUnion(places[$1] ?? []) }
        if filed.isEmpty {
            filed = [items.count]
            items.append(Correspondence(letter: nil))
            for target in targets { places[target] = filed }
        }
        places[reference.event] = filed
        return filed.sorted()
    }

    private mutating func answer(at place: Int) {
        guard let letter = items[place].letter else { return }
        let answered = Set(letter.statements.filter { !$0.isCorrected }.flatMap { $0.targets("replies_to") })
        for target in answered.reduce(into: Set<Int>(), { $0.formUnion(places[$1] ?? []) }).sorted()
        where target != place {
            items[target].answeredBy.append(letter.principal)
            if let first = items[target].letter { items[place].repliesTo.append(first.principal) }
        }
    }
}
