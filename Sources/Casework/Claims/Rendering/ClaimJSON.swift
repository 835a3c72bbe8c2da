public import LedgerFormat

extension ClaimCheck {
    /// The check for programs: every statement at every level and moment.
    public var json: JSON {
        .members([
            "arithmetic": arithmetic.json,
            "audience": .string(ClaimCheck.audience),
            "claim": reference?.json,
            "fails": .boolean(fails),
            "gaps": .array(gaps.map(\.json)),
            "one_party": .boolean(isOfOneParty),
            "readings": .texts(readings),
            "speaker": .text(claim.speaker),
            "statements": .array(results.map(\.json)),
            "uttered": .text(claim.uttered),
            "warnings": .array(warnings.map(\.json)),
        ])
    }
}

extension ClaimArithmetic {
    /// What the figures say without any ledger, for programs.
    public var json: JSON {
        .array(
            results.map { result in
                .members([
                    "id": result.statement.map { .text($0) }, "sentence": .string(result.sentence),
                    "verdict": .string(result.verdict.rawValue),
                ])
            })
    }
}

extension ClaimCheck.Result {
    fileprivate var json: JSON {
        [
            "id": .text(statement.id), "kind": .string(statement.kind), "says": .string(statement.phrase),
            "as_of_claim": levels(.claim), "as_of_now": levels(.now),
        ]
    }

    private func levels(_ moment: ClaimMoment) -> JSON {
        .object(
            Dictionary(EvidenceLevel.allCases.map { ($0.rawValue, self[$0, moment].json) }) { first, _ in first
            })
    }
}

extension StatementOutcome {
    fileprivate var json: JSON {
        .members([
            "late_evidence": .boolean(hasLateEvidence), "number": range?.json, "reason": .string(reason),
            "rests_on": .array(restsOn.map(\.json)), "verdict": .string(verdict.rawValue),
        ])
    }
}

extension ClaimWarning {
    fileprivate var json: JSON {
        .members([
            "code": .string(code.rawValue), "rests_on": .array(restsOn.map(\.json)),
            "sentence": .string(sentence), "statement": statement.map { .text($0) },
        ])
    }
}
