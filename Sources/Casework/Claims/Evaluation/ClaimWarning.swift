internal import LedgerCrypto
internal import LedgerFormat

/// Something about a claim that no verdict on one statement says.
public struct ClaimWarning: Sendable {
    /// The kinds of warning; the raw value is stable.
    public enum Code: String, CaseIterable, Sendable {
        /// The speaker changed the claim.
        case amended = "claim_amended"
        /// The speaker took the claim back.
        case withdrawn = "claim_withdrawn"
        /// The record of the claim was taken back, or a compromised key alone signed it.
        case recordDoubtful = "claim_record_doubtful"
        /// The claim was made before the last of what it counts.
        case beforeCounted = "claim_before_counted"
        /// The time that it speaks of begins before the channel did.
        case beforeChannel = "window_before_channel"
        /// What the party itself states binds it less than what is claimed.
        case weakerModality = "weaker_modality"
        /// A verdict rests on what was recorded after the claim.
        case lateEvidence = "late_evidence"
        /// One ledger has several cases for one child.
        case severalCases = "several_cases"
    }

    public let code: Code
    /// The statement that it is about; nil for the claim as a whole.
    public let statement: StatementID?
    public let sentence: String
    public let restsOn: [StatementReference]

    static func all(
        of claim: PublishedClaim, at reference: StatementReference?, _ evidence: Evidence,
        _ results: [ClaimCheck.Result]
    ) -> [ClaimWarning] {
        let selector = FactSelector(evidence, claim, in: reference?.ledger)
        var warnings = reference.map { changes(of: $0, in: evidence) } ?? []
        for statement in claim.statements {
            switch statement.form {
            case .count(let figure): warnings += beforeCounted(figure, selector)
            case .duration(let begin, nil, let comparison, let length) where comparison != .le:
                warnings += beforeChannel(statement.id, begin, length, selector)
            case .exists(let selection): warnings += weakerModality(selection, selector)
            default: break
            }
        }
        warnings += lateEvidence(results)
        return warnings + severalCases(evidence)
    }

    // MARK: The claim

    private static func changes(of claim: StatementReference, in evidence: Evidence) -> [ClaimWarning] {
        let own = evidence.signatories.signatory(of: claim.ledger)
        let record = evidence.statement(claim.event).flatMap { $0.isSound ? nil : $0 }.map { _ in
            ClaimWarning(
                code: .recordDoubtful, statement: nil,
                sentence:
                    "Its author took the record of this claim back, or a compromised key alone signed it.",
                restsOn: [claim])
        }
        return [record].compactMap { $0 }
            + evidence.statements.compactMap { statement in
                guard statement.isSound, evidence.signatories.signatory(of: statement.reference.ledger) == own
                else {
                    return nil
                }
                switch statement.type {
                case "claim.amended" where statement.targets("concerns").contains(claim.event):
                    let changed = statement.attributes["changed"].joined(separator: ", ")
                    let which = changed.isEmpty ? "" : " in \(changed)"
                    return ClaimWarning(
                        code: .amended, statement: nil,
                        sentence: "The speaker changed the claim\(which) (\(statement.time.text)).",
                        restsOn: [statement.reference])
                case "claim.withdrawn" where statement.targets("ends").contains(claim.event):
                    return ClaimWarning(
                        code: .withdrawn, statement: nil,
                        sentence: "The speaker took the claim back (\(statement.time.text)).",
                        restsOn: [statement.reference])
                default: return nil
                }
            }
    }

    // MARK: Time

    /// What was counted had not all happened: without what came later the number is not reached.
    private static func beforeCounted(_ figure: Figure, _ selector: FactSelector) -> [ClaimWarning] {
        guard figure.number > 0, figure.comparison != .le else { return [] }
        let figures = FigureEvaluation(selector: selector, level: .asserted)
        let facts = selector.selectAtAnyTime(figure.selection, at: .asserted).sure
        let (later, before) = facts.partitioned {
            selector.evidence.facts[$0].span.lowerBound > selector.claim.uttered.latest
        }
        let size = { (facts: [Int]) in
            figure.selection.unit == .person ? figures.persons(facts).count : facts.count
        }
        guard !later.isEmpty, size(before) < figure.number, size(facts) >= figure.number else { return [] }
        return [
            ClaimWarning(
                code: .beforeCounted, statement: figure.id,
                sentence: "The claim was made before the last of what \(figure.id) counts: "
                    + "\(size(before)) of "
                    + "\(size(facts)) had happened.",
                restsOn: later.flatMap { selector.evidence.facts[$0].references })
        ]
    }

    /// The types with which contact between the sides begins.
    private static let beginnings: Set<String> = [
        "correspondence.issued", "correspondence.conveyed", "channel.opened",
    ]

    private static func beforeChannel(
        _ id: StatementID, _ begin: EventSelection, _ length: StatedDuration, _ selector: FactSelector
    ) -> [ClaimWarning] {
        let facts = selector.evidence.facts.filter { beginnings.contains($0.type) && $0.standing == .sound }
        guard begin.event == "contact.held", length.amount > 0,
            let first = facts.min(by: { $0.span.lowerBound < $1.span.lowerBound })
        else { return [] }
        let start = selector.claim.uttered.latest.moved(by: length.reversed)
        guard start < first.span.lowerBound else { return [] }
        return [
            ClaimWarning(
                code: .beforeChannel, statement: id,
                sentence: "\(id) would begin by \(start.dayText), before the first letter and the channel "
                    + "(\(TimeEvaluation.phrase(first.span))): either it is said loosely, or there was "
                    + "an earlier "
                    + "contact.", restsOn: first.references)
        ]
    }

    // MARK: Words

    /// The weakest first.
    private static let modalities = ["willingness", "intention", "commitment"]

    private static func weakerModality(_ selection: EventSelection, _ selector: FactSelector) -> [ClaimWarning]
    {
        guard let asked = selection.filter[.modality]?.first, let rank = modalities.firstIndex(of: asked) else {
            return []
        }
        let statements = { (modality: String) in
            selector.selectAtAnyTime(selection.asking(.modality, modality), at: .asserted).all
                .flatMap { selector.evidence.facts[$0].statements }
                .filter { $0.isSound && $0.knowledge == .firstHand && $0.attributes["modality"] == [modality] }
        }
        guard statements(asked).isEmpty else { return [] }
        // Any matter: what binds less is often said of more.
        for weaker in modalities[..<rank].reversed() {
            let own = selector.selectAtAnyTime(
                selection.asking(.modality, weaker).asking(.matter, nil), at: .asserted
            ).all.flatMap { selector.evidence.facts[$0].statements }.filter {
                $0.isSound && $0.knowledge == .firstHand
            }
            guard !own.isEmpty else { continue }
            return [
                ClaimWarning(
                    code: .weakerModality, statement: selection.statement,
                    sentence: "\(selection.statement) says \(asked); what the party states first hand is "
                        + "\(weaker).", restsOn: own.map(\.reference).sorted())
            ]
        }
        return []
    }

    // MARK: Evidence

    private static func lateEvidence(_ results: [ClaimCheck.Result]) -> [ClaimWarning] {
        let late = results.filter { $0[.asserted, .now].hasLateEvidence }.map(\.statement.id)
        guard !late.isEmpty else { return [] }
        return [
            ClaimWarning(
                code: .lateEvidence, statement: nil,
                sentence:
                    "Some of what these rest on was recorded after the claim: \(late.list). It may prove the "
                    + "claim; it was not there to be known when it was made.", restsOn: [])
        ]
    }

    private static func severalCases(_ evidence: Evidence) -> [ClaimWarning] {
        evidence.state.cases.filter(\.hasSeveralOfOneLedger).map { group in
            ClaimWarning(
                code: .severalCases, statement: nil,
                sentence: "One ledger has several cases that are linked as one child's: one child for sure, "
                    + "and at most \(group.personsAtMost).",
                restsOn: group.members.map(\.first).sorted())
        }
    }
}

extension EventSelection {
    /// The same with another value of one member, or with none.
    fileprivate func asking(_ member: ValueFilter.Member, _ value: String?) -> EventSelection {
        var filter = filter
        filter.values.removeAll { $0.member == member }
        if let value { filter.values.append(ValueFilter(member: member, wanted: [value])) }
        return EventSelection(
            statement: statement, event: event, filter: filter, window: window, unit: unit,
            isByDefinition: isByDefinition)
    }
}

extension [Int] {
    /// Those that meet a condition, and the others.
    fileprivate func partitioned(_ condition: (Int) -> Bool) -> (met: [Int], others: [Int]) {
        (filter(condition), filter { !condition($0) })
    }
}
