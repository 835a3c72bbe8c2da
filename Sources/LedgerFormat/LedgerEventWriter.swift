internal import LedgerCrypto

extension LedgerEvent {
    /// The `data` of the event that says this.
    public var data: JSON {
        var members: [String: JSON] = [:]
        switch self {
        case .opened(let opening): members = opening.members
        case .keyAdded(let key, _): members["key"] = key.json
        case .keyRotated(let from, let key, _):
            members["from"] = .string(from.description)
            members["key"] = key.json
        case .keyRetired(let keyID, _): members["keyid"] = .string(keyID.description)
        case .keyCompromised(let keyID, let since, _):
            members["keyid"] = .string(keyID.description)
            members["since"] = .integer(since)
        case .thresholdSet(let threshold, _): members["threshold"] = .integer(threshold)
        case .closed(let successor, _): members["successor"] = successor.map { .string($0.prefixed) }
        }
        if let next = recovery.next { members["next"] = .string(next.prefixed) }
        if let revealed = recovery.reveals { members["reveals"] = revealed.json }
        return .object(members)
    }
}

extension EnrolledKey {
    fileprivate var json: JSON {
        ["keyid": .string(keyID.description), "spki": .string(Base64.encode(publicKey.spki))]
    }
}

extension Opening {
    fileprivate var members: [String: JSON] {
        var members: [String: JSON] = [
            "audience": .array(audience.map { .string($0.description) }),
            "format": .integer(Opening.format),
            "keys": .array(keys.map(\.json)),
            "origin": .string(origin.description),
            "party": [
                "class": .string(party.partyClass), "id": .string(party.id.description),
                "name": .string(party.name),
                "roles": .array(party.roles.map { .string($0) }),
            ],
            "threshold": .integer(threshold),
        ]
        if let next { members["next"] = .string(next.prefixed) }
        if let predecessor {
            members["predecessor"] = [
                "fingerprint": .string(predecessor.fingerprint.prefixed),
                "root": .string(predecessor.root.prefixed),
                "size": .integer(predecessor.size),
            ]
        }
        return members
    }
}
