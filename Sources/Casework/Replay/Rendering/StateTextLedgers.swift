internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerVerify
internal import MerkleTree

/// Which ledgers the state is made from, who the parties are, and what is not in it.
extension StateText {
    mutating func addLedgers() {
        page.title("Ledgers", count: state.ledgers.count)
        for ledger in state.ledgers { add(ledger) }
        page.add("read by vocabulary \(Vocabulary.version), \(Vocabulary.schema)")
        if state.setAsideCount > 0 {
            page.add(
                "\(state.setAsideCount) more set aside: another copy of the same ledger, or none of its entries applied"
            )
        }
    }

    private mutating func add(_ ledger: CombinedState.Ledger) {
        let coverage = ledger.coverage
        page.add("\(names[ledger.ledger.fingerprint])  \(ledger.ledger.origin)")
        page.add("fingerprint", indent: 6)
        page.add(ledger.ledger.fingerprint.prefixed, indent: 6)
        if let head = ledger.head {
            page.add("head at \(head.size) \(head.size == 1 ? "entry" : "entries")", indent: 6)
            page.add(head.root.prefixed, indent: 6)
        }
        switch ledger.moment {
        case nil: page.add("\(coverage.entryCount) entries, all of it", indent: 6)
        case .index(let index): page.add("\(coverage.entryCount) entries, as of entry \(index)", indent: 6)
        case .time(let time): page.add("\(coverage.entryCount) entries, as of \(time)", indent: 6)
        }
        if !coverage.withheld.isEmpty {
            page.add("withheld, and not in this state: \(StateText.list(coverage.withheld))", indent: 6)
        }
        if !coverage.unreadable.isEmpty {
            page.add(
                "outside the vocabulary, and not in this state: \(StateText.list(coverage.unreadable))",
                indent: 6)
        }
        for (version, count) in coverage.unknownVocabularies.sorted(by: { $0.key < $1.key }) {
            page.add(
                "in vocabulary \(version), which this version does not know: \(count) statements", indent: 6)
        }
    }

    /// `entries 3, 7-9`.
    private static func list(_ ranges: [ClosedRange<Int>]) -> String {
        "entries "
            + ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }.joined(
                separator: ", ")
    }

    /// Several ledgers that note a party in the same words share a line.
    private mutating func addCounterparts() {
        var references: [String: [StatementReference]] = [:]
        var marks: [String: Marks] = [:]
        for noted in state.counterparts {
            references[describe(noted), default: []].append(noted.reference)
            marks[describe(noted), default: []].formUnion(noted.marks)
        }
        page.title("Counterparts", count: references.count)
        for noted in state.counterparts {
            let words = describe(noted)
            guard let together = references.removeValue(forKey: words) else { continue }
            page.add("\(words) \(names.list(together))\(write(marks[words] ?? []))")
        }
    }

    private func describe(_ noted: Stated<Counterpart>) -> String {
        let party = noted.content
        return "\(party.party)  \(party.name), \(party.partyClass.words), as \(party.roles.words)"
    }

    mutating func addParties() {
        addCounterparts()
        page.title("Mandates", count: state.mandates.count)
        for mandate in state.mandates {
            let given = mandate.mandate.principal.content
            let end = given.validUntil.map { " until \($0)" } ?? ""
            line(
                mandate.mandate,
                "\(given.representative) acts for \(given.principal) on \(given.scope.words), from \(given.validFrom)\(end)"
            )
            for end in mandate.ends {
                line(
                    end, "ended by \(end.content.by)\(end.content.reason.map { ", \($0.words)" } ?? "")",
                    indent: 6)
            }
        }
    }

    mutating func addUnresolved() {
        page.title("References that lead to no statement at hand", count: state.unresolved.count)
        for reference in state.unresolved {
            let target = "\(reference.target.rel.words) \(LedgerNames.short(reference.target.event))"
            let ledger = names[reference.target.ledger]
            let reason =
                switch reference.reason {
                case .ledgerNotAtHand: "of \(ledger), which is not at hand"
                case .withheld(let index): "\(ledger)#\(index), which is withheld"
                case .noSuchStatement: "of \(ledger), which has no such statement here"
                }
            page.add("\(names[reference.source]) \(target) \(reason)")
        }
    }
}
