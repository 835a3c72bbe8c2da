import LedgerCrypto
import LedgerFormat
import Testing

/// The data of rule 9, written and read.
struct LedgerEventTests {
    private let keys: [EnrolledKey]
    private let digest: SHA256Digest

    init() throws {
        keys = try (0..<3).map { _ in EnrolledKey(try PrivateKey.generate(.ed25519).publicKey) }
            .sorted { $0.keyID < $1.keyID }
        digest = try #require(SHA256Digest(prefixed: Fixture.hash))
    }

    private var opening: Opening {
        get throws {
            Opening(
                audience: [try #require(PartyID("ru-office")), try #require(PartyID("us-office"))],
                keys: keys, next: digest,
                origin: try #require(Origin("us-office.example/ua-channel")),
                party: Party(
                    partyClass: "office", id: try #require(PartyID("us-office")), name: "Office \"é\"",
                    roles: ["a", "b_2"]),
                predecessor: Predecessor(fingerprint: digest, root: digest, size: 3), threshold: 2)
        }
    }

    private func read(_ kind: String, _ data: JSON, schema: String = "urn:goodfaith:ledger:1") throws
        -> LedgerEvent
    {
        var members = Fixture.signed
        members["type"] = .string("goodfaith.\(kind)")
        members["dataschema"] = .string(schema)
        members["data"] = data
        return try LedgerEvent(Fixture.read(members))
    }

    private func code(_ kind: String, _ data: JSON, schema: String = "urn:goodfaith:ledger:1") throws
        -> FormatError.Code?
    {
        do {
            _ = try read(kind, data, schema: schema)
            return nil
        } catch let error as FormatError {
            return error.code
        }
    }

    private func edited(_ event: LedgerEvent, _ edit: (inout [String: JSON]) -> Void) -> JSON {
        guard case .object(var members) = event.data else { return event.data }
        edit(&members)
        return .object(members)
    }

    @Test("what is written of every kind is read again")
    func roundTrip() throws {
        let recovery = Recovery(next: digest, reveals: keys[1])
        let events: [LedgerEvent] = [
            .opened(try opening), .keyAdded(keys[0], recovery: recovery),
            .keyAdded(keys[0], recovery: Recovery()),
            .keyRotated(from: keys[1].keyID, keys[0], recovery: Recovery(next: digest)),
            .keyRetired(keys[0].keyID, recovery: recovery),
            .keyCompromised(keys[0].keyID, since: 4, recovery: Recovery()),
            .thresholdSet(14, recovery: recovery),
            .closed(successor: digest, recovery: Recovery(reveals: keys[1])),
            .closed(successor: nil, recovery: Recovery()),
        ]
        for event in events {
            let again = try read(event.kind.rawValue, event.data)
            #expect(again.data == event.data)
            #expect(again.kind == event.kind)
            #expect(again.broughtKey?.keyID == event.broughtKey?.keyID)
            #expect(again.recovery.next == event.recovery.next)
            #expect(again.recovery.reveals?.keyID == event.recovery.reveals?.keyID)
        }
        #expect(Set(events.map(\.kind)) == Set(LedgerEvent.Kind.allCases))
    }

    @Test("refuses a member that is missing and one that is unknown, in every kind")
    func members() throws {
        let events: [LedgerEvent] = [
            .opened(try opening), .keyAdded(keys[0], recovery: Recovery()),
            .keyRotated(from: keys[1].keyID, keys[0], recovery: Recovery()),
            .keyRetired(keys[0].keyID, recovery: Recovery()),
            .keyCompromised(keys[0].keyID, since: 4, recovery: Recovery()),
            .thresholdSet(1, recovery: Recovery()),
        ]
        for event in events {
            #expect(try code(event.kind.rawValue, edited(event) { $0["zz"] = 1 }) == .ledgerEventInvalid)
            guard case .object(let all) = event.data else { continue }
            for name in all.keys where name != "next" && name != "predecessor" {
                #expect(
                    try code(event.kind.rawValue, edited(event) { $0[name] = nil }) == .ledgerEventInvalid)
                let wrong: JSON = all[name] == .boolean(true) ? 1 : true
                #expect(
                    try code(event.kind.rawValue, edited(event) { $0[name] = wrong }) == .ledgerEventInvalid)
            }
        }
        let closed = LedgerEvent.closed(successor: nil, recovery: Recovery())
        #expect(
            try code("ledger.closed", edited(closed) { $0["next"] = .string(Fixture.hash) })
                == .ledgerEventInvalid)
    }

    @Test("refuses keys out of order, twice, under another's keyid, or not exactly encoded")
    func keyForms() throws {
        let event = LedgerEvent.opened(try opening)
        func keys(_ edit: (inout [JSON]) -> Void) -> JSON {
            edited(event) { members in
                guard case .array(var list)? = members["keys"] else { return }
                edit(&list)
                members["keys"] = .array(list)
            }
        }
        #expect(try code("ledger.opened", keys { $0.reverse() }) == .ledgerEventInvalid)
        #expect(try code("ledger.opened", keys { $0[1] = $0[0] }) == .ledgerEventInvalid)
        #expect(try code("ledger.opened", keys { $0 = [] }) == .ledgerEventInvalid)
        let spki = self.keys[0].publicKey.spki
        let added = LedgerEvent.keyAdded(self.keys[0], recovery: Recovery())
        func key(_ keyID: String, _ spki: String) -> JSON {
            edited(added) { $0["key"] = ["keyid": .string(keyID), "spki": .string(spki)] }
        }
        let own = self.keys[0].keyID.description
        #expect(
            try code("key.added", key(self.keys[1].keyID.description, Base64.encode(spki))) == .keyIDMismatch)
        #expect(try code("key.added", key(own, Base64.encode(spki + [0]))) == .keyEncoding)
        #expect(
            try code(
                "key.added", key(own, Base64.encode(spki.dropLast(32) + [UInt8](repeating: 0, count: 32))))
                == .keyEncoding)
        #expect(try code("key.added", key(own, Base64.encode(spki) + "=")) == .ledgerEventInvalid)
        #expect(try code("key.added", key(own, "")) == .keyEncoding)
        #expect(try code("key.added", key(own.uppercased(), Base64.encode(spki))) == .ledgerEventInvalid)
    }

    @Test("calls unsupported what a later version may know")
    func unsupported() throws {
        #expect(try code("key.shared", ["a": 1]) == .ledgerEventUnsupported)
        #expect(try code("ledger.split", ["a": 1]) == .ledgerEventUnsupported)
        #expect(
            try code("key.retired", ["a": 1], schema: "urn:goodfaith:ledger:2") == .ledgerEventUnsupported)
        let event = LedgerEvent.opened(try opening)
        #expect(try code("ledger.opened", edited(event) { $0["format"] = 2 }) == .formatUnsupported)
        #expect(try code("ledger.opened", edited(event) { $0["format"] = "1" }) == .ledgerEventInvalid)
    }

    @Test("holds numbers, lists and names to their limits")
    func limits() throws {
        let event = LedgerEvent.opened(try opening)
        let wrong: [(String, JSON)] = [
            ("threshold", 0), ("threshold", 4), ("audience", []), ("audience", ["us-office", "ru-office"]),
            ("audience", ["us-office", "us-office"]), ("audience", ["us_office"]),
            ("origin", "us-office.example"),
            ("next", "none"),
            (
                "predecessor",
                ["fingerprint": .string(Fixture.hash), "root": .string(Fixture.hash), "size": 0]
            ),
            ("party", ["class": "office", "id": "us-office", "name": "", "roles": ["a"]]),
            (
                "party",
                [
                    "class": "office", "id": "us-office", "name": .string(String(repeating: "é", count: 101)),
                    "roles": ["a"],
                ]
            ),
            ("party", ["class": "Office", "id": "us-office", "name": "Office", "roles": ["a"]]),
            ("party", ["class": "office", "id": "us-office", "name": "Office", "roles": ["b", "a"]]),
            ("party", ["class": "office", "id": "us-office", "name": "Office", "roles": []]),
        ]
        for (name, value) in wrong {
            #expect(
                try code("ledger.opened", edited(event) { $0[name] = value }) == .ledgerEventInvalid,
                "\(name): \(value)")
        }
        for threshold in [0, 15, 16, 17, -1] {
            #expect(try code("key.threshold_set", ["threshold": .integer(threshold)]) == .ledgerEventInvalid)
        }
        let keyID = JSON.string(keys[0].keyID.description)
        #expect(try code("key.compromised", ["keyid": keyID, "since": -1]) == .ledgerEventInvalid)
    }
}
