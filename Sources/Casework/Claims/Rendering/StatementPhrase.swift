internal import LedgerFormat

extension ClaimStatement {
    /// What is claimed, in words: `8 persons reunified, in the 24 hours before it was said`.
    public var phrase: String {
        switch form {
        case .count(let figure):
            "\(figure.phrase) "
                + "\(figure.selection.countedPhrase(figure.number))\(ClaimStatement.when(figure.selection))"
        case .exists(let selection): "\(selection.happenedPhrase)\(ClaimStatement.when(selection))"
        case .sum(let parts, let whole): "\(parts.map(\.id).list) together make \(whole.id)"
        case .order(let sequence, let order, let beforeClaim):
            sequence.map(\.statement.description).joined(
                separator: order == .before
                    ? ", before "
                    : ", "
                        + "then ")
                + (beforeClaim ? ", then the claim" : "")
        case .duration(let begin, let end, let comparison, let length):
            "\(comparison.words)\(length.words) from \(begin.statement) to "
                + "\(end?.statement.description ?? "the claim")"
        case .subset(let inner, let outer):
            "those of \(inner.statement) are among those of "
                + "\(outer.statement)"
        case .parties(let parties, let selection):
            "\(parties.map(\.description).joined(separator: ", ")) each state those of \(selection.statement)"
        case .date(let day, let weekday): "it was said on \(weekday.map { "\($0.name), " } ?? "")\(day)"
        case .attribution: ClaimStatement.attributionPhrase
        }
    }

    /// What is said of a statement that is never evaluated: what it is and why, in one.
    static let attributionPhrase = "words that no ledger can decide"

    private static func when(_ selection: EventSelection) -> String {
        selection.window.map { ", \($0.phrase)" } ?? ""
    }
}

extension ClaimStatement.Comparison {
    /// `at least `, or nothing.
    fileprivate var words: String {
        switch self {
        case .eq: ""
        case .ge: "at least "
        case .le: "at most "
        }
    }
}

extension EvidenceGap {
    /// What is not at hand, in a sentence.
    func sentence(_ names: LedgerNames) -> String {
        switch self {
        case .ledgerNotAtHand(let fingerprint, let id?):
            "The ledger that others know as \(id) is not at hand (\(LedgerNames.short(fingerprint)))."
        case .ledgerNotAtHand(let fingerprint, nil):
            "A ledger that others refer to is not at hand (\(LedgerNames.short(fingerprint)))."
        case .withheld(let ledger, let count):
            "\(count) \(count == 1 ? "entry" : "entries") of \(names[ledger]) "
                + "\(count == 1 ? "is" : "are") withheld."
        case .unreadable(let ledger, let count):
            "\(count) \(count == 1 ? "statement" : "statements") of \(names[ledger]) "
                + "\(count == 1 ? "is" : "are") in no words that this version knows."
        }
    }
}

extension LedgerNames {
    /// `(ru-office#4, ua-office#110-116)`: neighbours in one ledger together.
    func ranges(of references: [StatementReference]) -> String {
        var runs: [(first: StatementReference, last: StatementReference)] = []
        for reference in references.sorted() {
            if let open = runs.last, open.last.ledger == reference.ledger,
                open.last.index + 1 == reference.index
            {
                runs[runs.count - 1].last = reference
            } else {
                runs.append((reference, reference))
            }
        }
        let words = runs.map { $0.first == $0.last ? self[$0.first] : "\(self[$0.first])-\($0.last.index)" }
        return "(" + words.joined(separator: ", ") + ")"
    }
}
