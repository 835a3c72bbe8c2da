internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerVerify
internal import MerkleTree

/// The members of what became of undertakings, requests, claims and disputes, of exchanged files, and of data
/// protection.
extension UndertakingFulfilment: ContentMembers {
    var members: KeyValuePairs<String, JSON?> { ["share": .string(share)] }
}

extension InformationRequest: ContentMembers {
    var members: KeyValuePairs<String, JSON?> {
        [
            "requester": .text(requester), "addressees": .texts(addressees),
            "categories": .texts(categories), "purpose": .string(purpose),
            "deadline": deadline.map { .string($0) }, "subject": subject.map { .text($0) },
        ]
    }
}

extension InformationWithholding: ContentMembers {
    var members: KeyValuePairs<String, JSON?> {
        [
            "holder": .text(holder), "toward": .texts(toward), "ground": .string(ground),
            "sent_to_agency": .boolean(isSentToAgency), "subject": subject.map { .text($0) },
        ]
    }
}

extension ClaimAmendment: ContentMembers {
    var members: KeyValuePairs<String, JSON?> {
        [
            "speaker": .text(speaker), "changed": .texts(changed),
            "ground": ground.map { .string($0) },
        ]
    }
}

extension ClaimWithdrawal: ContentMembers {
    var members: KeyValuePairs<String, JSON?> {
        ["speaker": .text(speaker), "ground": ground.map { .string($0) }]
    }
}

extension ClaimEvaluation: ContentMembers {
    var members: KeyValuePairs<String, JSON?> {
        [
            "heads": .array(heads.map(\.json)), "as_of": .string(asOf),
            "results": .array(
                results.map {
                    [
                        "level": .string($0.level), "statement": .string($0.statement),
                        "verdict": .string($0.verdict),
                    ]
                }),
        ]
    }
}

extension DisputeAnswer: ContentMembers {
    var members: KeyValuePairs<String, JSON?> {
        ["position": .string(position), "subject": subject.map { .text($0) }]
    }
}

extension DisputeSettlement: ContentMembers {
    var members: KeyValuePairs<String, JSON?> {
        [
            "outcome": .string(outcome), "settled_by": settledBy.map { .string($0) },
            "subject": subject.map { .text($0) },
        ]
    }
}

extension StatedHead {
    var json: JSON {
        [
            "ledger": .string(ledger.prefixed), "root": .string(head.root.prefixed),
            "size": .integer(head.size),
        ]
    }
}

extension FileExport: ContentMembers {
    var members: KeyValuePairs<String, JSON?> {
        [
            "recipient": .text(recipient), "heads": .array(heads.map(\.json)),
            "withheld": .integer(withheldCount),
        ]
    }
}

extension FileImport: ContentMembers {
    var members: KeyValuePairs<String, JSON?> {
        ["giver": .text(giver), "heads": .array(heads.map(\.json)), "result": .string(result)]
    }
}

extension HeadNote: ContentMembers {
    var members: KeyValuePairs<String, JSON?> {
        ["counterpart": .text(counterpart), "head": head.json, "means": .string(means)]
    }
}

extension Retention: ContentMembers {
    var members: KeyValuePairs<String, JSON?> { ["review": .string(review), "ground": .string(ground)] }
}

extension ErasureRequest: ContentMembers {
    var members: KeyValuePairs<String, JSON?> {
        ["capacity": .string(capacity), "subject": subject.map { .text($0) }]
    }
}

extension Hold: ContentMembers {
    var members: KeyValuePairs<String, JSON?> {
        ["ground": .string(ground), "until": until.map { .string($0) }]
    }
}

extension HoldLifting: ContentMembers {
    var members: KeyValuePairs<String, JSON?> { [:] }
}

extension Erasure: ContentMembers {
    var members: KeyValuePairs<String, JSON?> {
        [
            "method": .string(method), "secrets_destroyed": .boolean(areSecretsDestroyed),
            "copies_remaining": .string(copiesRemaining),
        ]
    }
}

extension Access: ContentMembers {
    var members: KeyValuePairs<String, JSON?> { ["purpose": .string(purpose), "role": .string(role)] }
}

extension Breach: ContentMembers {
    var members: KeyValuePairs<String, JSON?> {
        ["kind": .string(kind), "notified": .texts(notified)]
    }
}

extension ClaimChanges {
    var json: JSON {
        [
            "amendments": .array(amendments.map { $0.json(withTargets: "concerns") }),
            "withdrawals": .array(withdrawals.map { $0.json(withTargets: "ends") }),
            "evaluations": .array(evaluations.map { $0.json(withTargets: "concerns") }),
        ]
    }
}

extension ExchangeLog {
    var json: JSON {
        [
            "exported": .array(exports.map(\.json)), "imported": .array(imports.map(\.json)),
            "heads_noted": .array(headNotes.map(\.json)),
        ]
    }
}

extension ProtectionLog {
    var json: JSON {
        [
            "retentions": .array(retentions.map { $0.json(withTargets: "concerns") }),
            "erasure_requests": .array(erasureRequests.map { $0.json(withTargets: "concerns") }),
            "holds": .array(holds.map { $0.json(withTargets: "concerns") }),
            "holds_lifted": .array(holdLiftings.map { $0.json(withTargets: "ends") }),
            "erasures": .array(erasures.map { $0.json(withTargets: "concerns") }),
            "accesses": .array(accesses.map { $0.json(withTargets: "concerns") }),
            "breaches": .array(breaches.map { $0.json(withTargets: "concerns") }),
        ]
    }
}
