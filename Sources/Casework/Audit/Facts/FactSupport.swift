internal import LedgerCrypto

/// Who stands behind one fact: sides, those who only have word of it, and neutrals.
struct FactSupport {
    private let signatories: Signatories
    /// The parties that the fact names, and those that have a case of the child: its sides.
    private let named: Set<Signatories.ID>
    /// Those who state first hand what they know of it.
    private(set) var sides: Set<Signatories.ID> = []
    /// Those who have word of it.
    private var told: Set<Signatories.ID> = []
    private var neutrals: [(Signatories.ID, StatementReference)] = []
    /// Statements besides the fact's own on which the grade rests.
    private(set) var companions: Set<StatementReference> = []

    init(_ signatories: Signatories, named: Set<Signatories.ID>) {
        (self.signatories, self.named) = (signatories, named)
    }

    /// One of the fact's own statements.
    mutating func take(_ statement: Testimony, isNeutral: Bool) {
        guard let author = author(of: statement) else { return }
        if statement.knowledge != .firstHand {
            told.insert(author)
        } else if isNeutral {
            neutrals.append((author, statement.reference))
        } else {
            sides.insert(author)
        }
    }

    /// A statement of the other half.
    mutating func take(half statement: Testimony) {
        guard let author = author(of: statement) else { return }
        companions.insert(statement.reference)
        if statement.knowledge == .firstHand { sides.insert(author) } else { told.insert(author) }
    }

    /// An attestation that supports it: the other side's own word, that side's having been told, or a
    /// neutral's.
    mutating func take(attestation: Testimony) {
        guard let author = author(of: attestation) else { return }
        switch attestation.attributes["capacity"].first {
        case "counterpart" where attestation.attributes["scope"] == ["same_matter"]:
            // It says which statements belong together; its author's own word is one of them.
            break
        case "counterpart":
            companions.insert(attestation.reference)
            let isSide = attestation.knowledge == .firstHand && named.contains(author)
            if isSide { sides.insert(author) } else { told.insert(author) }
        case "witness" where attestation.knowledge == .firstHand && signatories.isNeutral(author):
            neutrals.append((author, attestation.reference))
        default: break
        }
    }

    /// A statement that refers to it: its author holds it.
    mutating func take(mention statement: Testimony) {
        if let author = author(of: statement) { told.insert(author) }
    }

    private func author(of statement: Testimony) -> Signatories.ID? {
        signatories.signatory(of: statement.reference.ledger)
    }

    /// Two sides that know each other's ledgers.
    private var pairs: [(Signatories.ID, Signatories.ID)] {
        let sides = sides.sorted()
        return sides.indices.flatMap { first in
            sides.indices.dropFirst(first + 1).compactMap { second in
                signatories.recognise(sides[first], sides[second]) ? (sides[first], sides[second]) : nil
            }
        }
    }

    /// Where neutrals that both sides know state it.
    func witnessing(_ others: [Testimony]) -> [StatementReference] {
        let all = neutrals + others.compactMap { other in author(of: other).map { ($0, other.reference) } }
        let pairs = pairs
        return Set(
            all.filter { neutral, _ in
                !sides.contains(neutral)
                    && pairs.contains {
                        signatories.recognise(neutral, $0.0) && signatories.recognise(neutral, $0.1)
                    }
            }.map(\.1)
        ).sorted()
    }

    func grade(hasWitness: Bool) -> Grade {
        if !pairs.isEmpty { return hasWitness ? .witnessed : .bilateral }
        let isAcknowledged = sides.contains { side in
            told.contains { $0 != side && signatories.recognise($0, side) }
        }
        return isAcknowledged ? .acknowledged : .unilateral
    }
}
