public import LedgerFormat
internal import LedgerVerify
internal import MerkleTree

extension CombinedState {
    /// The whole state for programs (`state --json`): the same bytes whatever the order of the ledgers.
    public var json: JSON {
        [
            "vocabulary": [
                "schema": .string(Vocabulary.schema), "version": .integer(Vocabulary.version),
            ],
            "ledgers": .array(ledgers.map(\.json)),
            "set_aside": .integer(setAsideCount),
            "counterparts": .array(counterparts.map(\.json)),
            "mandates": .array(
                mandates.map {
                    $0.mandate.json(["ended": .boolean($0.hasEnded), "ends": .array($0.ends.map(\.json))])
                }),
            "correspondence": .array(correspondence.map(\.json)),
            "channels": .array(
                channels.map {
                    $0.channel.json(["status": .string($0.status), "changes": .array($0.changes.map(\.json))])
                }),
            "contacts": .array(contacts.map { $0.json() }),
            "undertakings": .array(
                undertakings.map {
                    $0.undertaking.json([
                        "fulfilled_by": .array($0.fulfilledBy.map(\.json)),
                        "fulfilments": .array($0.fulfilments.map { $0.json(withTargets: "rests_on") }),
                    ])
                }),
            "information_requests": .array(requests.map { $0.json() }),
            "information_withheld": .array(withholdings.map { $0.json(withTargets: "concerns") }),
            "positions": .array(positions.map { $0.json() }),
            "information": .array(
                information.map { $0.share.json(["receipts": .array($0.receipts.map(\.json))]) }),
            "reports": .array(reports.map { $0.json() }),
            "cases": .array(cases.map(\.json)),
            "case_counts": caseCounts,
            "claims": .array(claims.map { $0.json() }),
            "claim_changes": claimChanges.json,
            "attestations": .array(attestations.map { $0.json(withTargets: "corroborates") }),
            "disputes": .array(disputes.map { $0.json(withTargets: "disputes") }),
            "dispute_answers": .array(disputeAnswers.map { $0.json(withTargets: "concerns") }),
            "dispute_settlements": .array(disputeSettlements.map { $0.json(withTargets: "concerns") }),
            "corrections": .array(corrections.map { $0.json(withTargets: "corrects") }),
            "reaffirmations": .array(reaffirmations.map { $0.json(withTargets: "reaffirms") }),
            "exchange": exchange.json,
            "data_protection": protection.json,
            "unresolved": .array(unresolved.map(\.json)),
        ]
    }

    private var caseCounts: JSON {
        [
            "total": .integer(cases.count),
            "reunified": .integer(reunifiedCount),
            "irregular": .integer(irregularCount),
            "by_state": .array(
                countsByState.map { ["state": .string($0.state.rawValue), "count": .integer($0.count)] }),
            "by_direction": CombinedState.json(countsByDirection()),
            "reunified_by_direction": CombinedState.json(countsByDirection(where: \.isReunified)),
        ]
    }

    private static func json(_ counts: [(direction: Direction?, count: Int)]) -> JSON {
        .array(
            counts.map { direction, count in
                .members([
                    "count": .integer(count), "from": direction.map { .text($0.from) },
                    "to": direction.map { .text($0.to) },
                ])
            })
    }
}

extension StatementReference {
    /// `{"event":…,"index":…,"ledger":…,"party":…}`.
    public var json: JSON {
        [
            "event": .string(event.prefixed), "index": .integer(index), "ledger": .string(ledger.prefixed),
            "party": .text(party),
        ]
    }
}

extension EventReference {
    var json: JSON {
        ["event": .string(event.prefixed), "ledger": .string(ledger.prefixed), "rel": .string(rel)]
    }
}

extension Marks {
    var json: JSON { .texts(words) }
}

extension Stated where Content: ContentMembers {
    var json: JSON { json() }

    /// Together with the events that it refers to in the way `rel`.
    func json(withTargets rel: String) -> JSON {
        json([rel: .array(refs.filter { $0.rel == rel }.map(\.json))])
    }

    func json(_ more: KeyValuePairs<String, JSON?>...) -> JSON {
        let own: [KeyValuePairs<String, JSON?>] = [
            content.members,
            [
                "statement": reference.json, "recorded": .text(time.recorded),
                "occurred": time.occurred.map { .string($0.text) }, "knowledge": .string(knowledge.rawValue),
                "marks": marks.json,
            ],
        ]
        return .members(own + more)
    }
}

extension Matter where Content: ContentMembers {
    /// What is shown first, and the other statements of the same matter.
    func json(_ more: KeyValuePairs<String, JSON?> = [:]) -> JSON {
        let others = statements.dropFirst().map(\.json)
        return principal.json(["also_stated": others.isEmpty ? nil : .array(others)], more)
    }
}

extension Correspondence {
    var json: JSON {
        .members([
            "letter": letter?.json(), "conveyed": .array(conveyances.map(\.json)),
            "received": .array(receipts.map(\.json)),
            "replies_to": .array(repliesTo.map(\.reference.json)),
            "answered_by": .array(answeredBy.map(\.reference.json)),
        ])
    }
}

extension CaseGroup {
    var json: JSON {
        .members([
            "state": .string(state.rawValue), "furthest": .string(furthest.rawValue), "marks": marks.json,
            "rests_on": .array(restsOn.map(\.json)),
            "furthest_rests_on": .array(furthestRestsOn.map(\.json)), "members": .array(members.map(\.json)),
            "from": direction.map { .text($0.from) }, "to": direction.map { .text($0.to) },
            "journey": .array(journey.map(\.json)),
            "contradictory_directions": contradictoryDirections.isEmpty
                ? nil : .array(contradictoryDirections.map { ["from": .text($0.from), "to": .text($0.to)] }),
            "missing": .array(missing.map(\.json)),
            "causes": .array(causes.map(\.json)), "reunified_by": .array(reunifications.map(\.json)),
            "adult": .boolean(isAdult), "adult_by": .array(majority.map(\.json)),
            "several_of_one_ledger": .boolean(hasSeveralOfOneLedger),
            "irregularities": .array(irregularities.map(\.json)),
        ])
    }
}

extension Irregularity {
    public var json: JSON {
        [
            "code": .string(code.rawValue), "sentence": .string(sentence), "statement": statement.json,
            "missing": .array(missing.map(\.json)), "against": .array(against.map(\.json)),
            "acknowledged": .boolean(isAcknowledged),
        ]
    }
}

extension MissingStep {
    var json: JSON { .members(["step": .string(step.code), "country": country.map { .text($0) }]) }
}

extension CaseGroup.Member {
    fileprivate var json: JSON {
        .members([
            "subject": .text(subject), "statement": first.json, "closed": .boolean(isClosed),
            "closed_by": closing?.json,
            "closing_reason": closingReason.map { .string($0) },
        ])
    }
}

extension CaseGroup.Cause {
    fileprivate var json: JSON {
        [
            "statement": reference.json, "circumstance": .string(circumstance),
            "configuration": .string(configuration),
            "characterisation": .string(characterisation), "marks": marks.json,
        ]
    }
}

extension CombinedState.Ledger {
    fileprivate var json: JSON {
        let indexes = { (ranges: [ClosedRange<Int>]) in
            JSON.array(ranges.map { ["first": .integer($0.lowerBound), "last": .integer($0.upperBound)] })
        }
        let moment: KeyValuePairs<String, JSON?> =
            switch self.moment {
            case nil: [:]
            case .index(let index): ["at_index": .integer(index)]
            case .time(let time): ["at_time": .text(time)]
            }
        return .members(
            [
                "party": .text(ledger.party.id), "fingerprint": .string(ledger.fingerprint.prefixed),
                "origin": .text(ledger.origin), "entries": .integer(coverage.entryCount),
                "last_index": coverage.lastIndex.map { .integer($0) },
                "last_time": coverage.lastTime.map { .text($0) },
                "head": head.map {
                    .members(["size": .integer($0.size), "root": .string($0.root.prefixed)])
                },
                "withheld": indexes(coverage.withheld), "not_read": indexes(coverage.unreadable),
                "unknown_vocabularies": .array(
                    coverage.unknownVocabularies.sorted { $0.key < $1.key }.map {
                        ["version": .integer($0.key), "statements": .integer($0.value)]
                    }),
            ], moment)
    }
}

extension UnresolvedReference {
    var json: JSON {
        let why: KeyValuePairs<String, JSON?> =
            switch reason {
            case .ledgerNotAtHand: ["reason": "ledger_not_at_hand"]
            case .withheld(let index): ["reason": "withheld", "index": .integer(index)]
            case .noSuchStatement: ["reason": "no_such_statement"]
            }
        return .members(["statement": source.json, "reference": target.json], why)
    }
}
