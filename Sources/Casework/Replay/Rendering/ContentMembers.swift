internal import LedgerFormat

/// What a statement says, as members of JSON: under the names that they have in the event.
protocol ContentMembers: StatementContent {
    var members: KeyValuePairs<String, JSON?> { get }
}

extension JSON {
    /// An object of those members that there are.
    static func members(_ pairs: KeyValuePairs<String, JSON?>...) -> JSON { .members(pairs) }

    static func members(_ pairs: [KeyValuePairs<String, JSON?>]) -> JSON {
        var members: [String: JSON] = [:]
        for pair in pairs.joined() { members[pair.key] = pair.value }
        return .object(members)
    }

    static func text(_ value: some CustomStringConvertible) -> JSON { .string(value.description) }

    static func texts(_ values: [some CustomStringConvertible]) -> JSON {
        .array(values.map { .string($0.description) })
    }
}

extension Letter: ContentMembers {
    var members: KeyValuePairs<String, JSON?> {
        [
            "author": .text(author), "addressees": .texts(addressees), "form": .string(form),
            "language": .string(language), "matter": .string(matter),
        ]
    }
}

extension Conveyance: ContentMembers {
    var members: KeyValuePairs<String, JSON?> {
        ["conveyor": .text(conveyor), "recipient": .text(recipient), "method": .string(method)]
    }
}

extension Receipt: ContentMembers {
    var members: KeyValuePairs<String, JSON?> {
        ["recipient": .text(recipient), "condition": condition.map { .string($0) }]
    }
}

extension Channel: ContentMembers {
    var members: KeyValuePairs<String, JSON?> {
        ["parties": .texts(parties), "kind": .string(kind), "scope": .texts(scope)]
    }
}

extension ChannelChange: ContentMembers {
    var members: KeyValuePairs<String, JSON?> {
        ["status": .string(status), "reason": reason.map { .string($0) }]
    }
}

extension Contact: ContentMembers {
    var members: KeyValuePairs<String, JSON?> {
        [
            "mode": .string(mode), "level": .string(level), "participants": .texts(participants),
            "facilitator": facilitator.map { .text($0) }, "country": country.map { .string($0) },
            "outcome": outcome.map { .string($0) },
        ]
    }
}

extension Undertaking: ContentMembers {
    var members: KeyValuePairs<String, JSON?> {
        [
            "by": .text(by), "toward": .texts(toward), "modality": .string(modality),
            "matter": .string(matter),
            "target": target.map { .string($0) }, "conditional": isConditional ? true : nil,
        ]
    }
}

extension Position: ContentMembers {
    var members: KeyValuePairs<String, JSON?> {
        [
            "by": .text(by), "on": .string(on), "characterisation": .string(characterisation),
            "circumstance": circumstance.map { .string($0) }, "from": direction.map { .text($0.from) },
            "to": direction.map { .text($0.to) }, "subject": subject.map { .text($0) },
        ]
    }
}

extension Claim: ContentMembers {
    var members: KeyValuePairs<String, JSON?> {
        [
            "speaker": .text(speaker), "medium": .string(medium), "language": .string(language),
            "definition": .string(definition), "statements": .array(statements),
        ]
    }
}

extension InformationShare: ContentMembers {
    var members: KeyValuePairs<String, JSON?> {
        [
            "sender": .text(sender), "recipients": .texts(recipients), "kind": .string(kind),
            "categories": .texts(categories), "purpose": .string(purpose),
            "persons": persons.map { .integer($0) },
            "subject": subject.map { .text($0) },
        ]
    }
}

extension InformationReceipt: ContentMembers {
    var members: KeyValuePairs<String, JSON?> {
        [
            "recipient": .text(recipient), "integrity": .string(integrity),
            "missing": missing.isEmpty ? nil : .texts(missing),
        ]
    }
}

extension Report: ContentMembers {
    var members: KeyValuePairs<String, JSON?> {
        ["authors": .texts(authors), "kind": .string(kind), "cases": cases.map { .integer($0) }]
    }
}

extension Counterpart: ContentMembers {
    var members: KeyValuePairs<String, JSON?> {
        [
            "id": .text(party), "name": .string(name), "class": .string(partyClass), "roles": .texts(roles),
            "fingerprint": fingerprint.map { .string($0.prefixed) },
        ]
    }
}

extension Mandate: ContentMembers {
    var members: KeyValuePairs<String, JSON?> {
        [
            "principal": .text(principal), "representative": .text(representative), "scope": .texts(scope),
            "valid_from": .string(validFrom), "valid_until": validUntil.map { .string($0) },
        ]
    }
}

extension MandateEnd: ContentMembers {
    var members: KeyValuePairs<String, JSON?> { ["by": .text(by), "reason": reason.map { .string($0) }] }
}

extension Attestation: ContentMembers {
    var members: KeyValuePairs<String, JSON?> {
        ["capacity": .string(capacity), "scope": .string(scope), "subject": subject.map { .text($0) }]
    }
}

extension Dispute: ContentMembers {
    var members: KeyValuePairs<String, JSON?> {
        [
            "ground": .string(ground), "remedy": remedy.map { .string($0) },
            "subject": subject.map { .text($0) },
        ]
    }
}

extension Correction: ContentMembers {
    var members: KeyValuePairs<String, JSON?> {
        ["members": .texts(wrongMembers), "ground": .string(ground)]
    }
}

extension Reaffirmation: ContentMembers {
    var members: KeyValuePairs<String, JSON?> { ["ground": ground.map { .string($0) }] }
}
