internal import LedgerCrypto
public import LedgerFormat
internal import LedgerVerify
internal import MerkleTree

extension LedgerAudit {
    /// The whole audit for programs (`audit --json`): the same bytes whatever the order of the ledgers.
    ///
    /// `person` is the place of a child's matter among the `cases` of `state --json`.
    public var json: JSON {
        [
            "audience": .string(LedgerAudit.audience), "counts": .array(counts.map(\.json)),
            "disputes": .array(disputes.map(\.json)),
            "exit_code": .integer(Int(exitCode)),
            "facts": .array(evidence.facts.map(\.json)),
            "findings": .array(findings.map(\.json)),
            "gaps": .array(evidence.gaps.map(\.json)),
            "ledgers": .array(sources.map(\.json)),
            "may_lack_statements": .boolean(mayLackStatements),
            "obligations": .array(obligations.map(\.json)),
            "set_aside": .integer(evidence.state.setAsideCount),
            "timeline": .array(timeline.moments.map(\.json)),
            "undetermined": .array(undetermined.map(\.json)),
            "unresolved": .array(evidence.state.unresolved.map(\.json)),
            "vocabulary": .integer(Vocabulary.version),
        ]
    }
}

extension AuditFinding {
    fileprivate var json: JSON {
        [
            "advice": .string(code.advice), "code": .string(code.description),
            "kind": .string(code.kind.rawValue),
            "meaning": .string(code.meaning), "persons": .integer(personCount),
            "rests_on": .array(restsOn.map(\.json)), "sentence": .string(sentence),
        ]
    }
}

extension Obligation {
    fileprivate var json: JSON {
        .members([
            "code": .string(kind.rawValue), "meaning": .string(kind.meaning), "owed": .boolean(kind.isOwed),
            "owed_by": .string(owedBy), "rests_on": .array(restsOn.map(\.json)), "since": .string(since),
            "sentence": .string(sentence), "explained_by": .array(explainedBy.map(\.json)),
            "owner_at_hand": .boolean(isOwnerAtHand),
            "person": person.map { .integer($0) },
        ])
    }
}

extension DisputeState {
    fileprivate var json: JSON {
        .members([
            "statement": dispute.reference.json, "ground": .string(ground), "effect": .string(effect.rawValue),
            "raised_by": .string(raisedBy), "against": .texts(against),
            "contests": .array(contests.map(\.json)), "progress": .string(progress.rawValue),
            "effect_in_words": .string(effectInWords), "answers": .array(answers.map(\.json)),
            "settlements": .array(settlements.map(\.json)),
            "without_effect": .array(withoutEffect.map(\.json)), "outcome": outcome.map { .string($0) },
            "person": person.map { .integer($0) },
        ])
    }
}

extension CountInterval {
    fileprivate var json: JSON {
        .members([
            "type": .string(type), "unit": .string(unit.rawValue), "label": .string(label),
            "agreed": .integer(agreed), "at_most": .integer(atMost),
            "from": direction.map { .text($0.from) }, "to": direction.map { .text($0.to) },
            "direction_unknown": .boolean(isOfUnknownDirection),
        ])
    }
}

extension Fact {
    fileprivate var json: JSON {
        .members([
            "type": .string(type), "grade": .string(grade.rawValue), "matching": .string(matching.rawValue),
            "standing": .string(standing.rawValue), "earliest": .text(span.lowerBound),
            "latest": .text(span.upperBound), "times_contradict": .boolean(timesContradict),
            "statements": .array(statements.map(\.reference.json)),
            "companions": .array(companions.map(\.json)), "witnesses": .array(witnesses.map(\.json)),
            "person": person.map { .integer($0) },
        ])
    }
}

extension CombinedTimeline.Moment {
    fileprivate var json: JSON {
        .members([
            "statement": statement.reference.json, "type": .string(statement.type),
            "subject": statement.subject.map { .text($0) }, "recorded": .text(statement.time.recorded),
            "occurred": statement.time.occurred.map { .string($0.text) },
            "not_before": .text(earliest), "moved": .boolean(isMoved),
            "knowledge": .string(statement.knowledge.rawValue), "marks": statement.marks.json,
        ])
    }
}

extension EvidenceGap {
    var json: JSON {
        switch self {
        case .ledgerNotAtHand(let ledger, let id):
            .members([
                "kind": "ledger-not-at-hand", "ledger": .string(ledger.prefixed),
                "noted_as": id.map { .text($0) },
            ])
        case .withheld(let ledger, let count):
            ["count": .integer(count), "kind": "withheld", "ledger": .string(ledger.prefixed)]
        case .unreadable(let ledger, let count):
            ["count": .integer(count), "kind": "unreadable", "ledger": .string(ledger.prefixed)]
        }
    }
}

extension AuditedSource {
    fileprivate var json: JSON {
        .members([
            "party": .text(ledger.party.id), "fingerprint": .string(ledger.fingerprint.prefixed),
            "origin": .text(ledger.origin), "verdict": .string(verdict.rawValue), "anchor": anchor.json,
            "complete": .boolean(isComplete), "not_checked": .texts(notChecked), "keys": .texts(keys),
            "head": head.map { ["root": .string($0.root.prefixed), "size": .integer($0.size)] },
            "left_out": .array(
                leftOut.map { ["code": .string($0.code), "index": .integer($0.index)] }),
        ])
    }
}

extension AnchorMatch {
    fileprivate var json: JSON {
        switch self {
        case .fingerprint: "fingerprint"
        case .key: "key"
        case .selfDeclared: "self-declared"
        case .none: "none"
        }
    }
}
