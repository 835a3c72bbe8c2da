import LedgerCrypto
import LedgerFormat
import LedgerVerify

/// Key events that break the rules, and entry 0.
enum KeySamples {
    static func add(to list: inout SampleList) throws {
        try addOpening(&list)
        try addNewKeys(&list)
        try addThresholds(&list)
        try addRules(&list)
        try addPlaces(&list)
    }

    private static func reveal1() throws -> Recovery {
        Recovery(next: try TestKey.reserve2.digest, reveals: try TestKey.reserve1.enrolled)
    }

    private static let all4: [TestKey] = [.dailyA, .dailyB, .dailyC, .reserve1]

    private static func addOpening(_ list: inout SampleList) throws {
        let own = try TestKey.dailyB.enrolled
        let foreign = try TestKey.foreign.enrolled
        try list.tamper(
            "opening-key-substituted", "keyid-mismatch", 0,
            "the key B of entry 0 replaced by another under the same keyid"
        ) {
            try $0.replace(
                Base64.encode(own.publicKey.spki), with: Base64.encode(foreign.publicKey.spki), in: 0)
        }
        try list.tamper(
            "opening-key-added", "signature-invalid", 0,
            "a third key, in its order, added to entry 0 after it was signed"
        ) { ledger in
            var forger = try LedgerBuilder()
            let keys: [TestKey] = [.dailyA, .dailyB, .foreign]
            try forger.change(try GoodLedger.opening(of: forger, keys: keys), by: [.dailyA, .dailyB])
            ledger.lines[0] = SampleLedger.line(forger.ledger.event(0), ledger.signatures(0))
        }
        try list.author(
            "opening-under-threshold", "key-threshold", 0,
            "entry 0 is signed by one key where its threshold is two",
            signers: [0: [.dailyA]])
        try list.author(
            "opening-unordered-keys", "ledger-event-invalid", 0, "the keys of entry 0 in descending order",
            edits: [
                0: { plan in
                    guard case .object(let data)? = plan.attributes["data"],
                        case .array(let keys)? = data["keys"]
                    else { return }
                    plan.setData("keys", .array(keys.reversed()))
                }
            ])
        try list.author(
            "opening-no-opening", "opening-missing", 0, "entry 0 is a statement",
            edits: [
                0: { plan in
                    plan.set("type", "goodfaith.contact.held")
                    plan.set("dataschema", "urn:goodfaith:vocabulary:1")
                    plan.set("data", GoodLedger.contact)
                }
            ])
        try list.author(
            "format-2", "format-unsupported", 0, "entry 0 says format 2", verdict: .unsupported,
            edits: [0: { $0.setData("format", 2) }])
        try list.author(
            "ledger-schema-2", "ledger-event-unsupported", 0,
            "entry 0 is of version 2 of the ledger's own events",
            verdict: .unsupported, edits: [0: { $0.set("dataschema", "urn:goodfaith:ledger:2") }])
        try list.author(
            "opening-without-origin", "ledger-event-invalid", 0, "entry 0 has no origin",
            edits: [0: { $0.setData("origin", nil) }])
    }

    private static func addNewKeys(_ list: inout SampleList) throws {
        try list.author(
            "key-without-possession", "key-possession", 4,
            "the new key did not sign the event that brings it",
            signers: [4: [.dailyA, .dailyB, .reserve1]])
        try list.author(
            "key-enrolled-twice", "key-enrolled-twice", 4,
            "the event brings a key that the ledger has already",
            signers: [4: [.dailyA, .dailyB, .reserve1]],
            changes: [4: .keyAdded(try TestKey.dailyA.enrolled, recovery: try reveal1())])
        let spki = { (text: String) -> LedgerBuilder.Edit in
            {
                $0.setData(
                    "key",
                    [
                        "keyid": .string(try SHA256.digest(of: Base64.decode(text.utf8) ?? []).hex),
                        "spki": .string(text),
                    ])
            }
        }
        try list.author(
            "key-compressed", "key-encoding", 4, "the event brings a P-256 key in compressed form",
            edits: [4: spki(compressed())])
        try list.author(
            "key-small-order", "key-encoding", 4, "the event brings an Ed25519 key of small order",
            edits: [4: spki(ed25519([1] + [UInt8](repeating: 0, count: 31)))])
        try list.author(
            "key-not-canonical", "key-encoding", 4,
            "the event brings an Ed25519 key that is written a second way",
            edits: [4: spki(ed25519([0xF0] + [UInt8](repeating: 0xFF, count: 30) + [0x7F]))])
        try list.author(
            "key-trailing-byte", "key-encoding", 4, "a byte follows the new key",
            edits: [4: spki(Base64.encode(try TestKey.dailyC.publicKey.spki + [0]))])
        try list.author(
            "key-other-keyid", "keyid-mismatch", 4, "the new key stands under the keyid of another",
            edits: [
                4: { plan in
                    let spki = Base64.encode(try TestKey.dailyC.publicKey.spki)
                    plan.setData(
                        "key",
                        ["keyid": .string(try TestKey.dailyD.keyID.description), "spki": .string(spki)])
                }
            ])
    }

    private static func ed25519(_ point: [UInt8]) throws -> String {
        Base64.encode(try TestKey.dailyC.publicKey.spki.prefix(12) + point)
    }

    /// The point of the P-256 key with the parity of y in place of y, in the SPKI that is right for that.
    private static func compressed() throws -> String {
        let spki = try TestKey.p256.publicKey.spki
        let header: [UInt8] = [0x30, 0x39] + spki[2..<23] + [0x03, 0x22, 0x00]
        return Base64.encode(header + [spki[90] & 1 == 0 ? 2 : 3] + spki[27..<59])
    }

    private static func addThresholds(_ list: inout SampleList) throws {
        try list.author(
            "key-event-under-threshold", "key-threshold", 4,
            "the key event is signed by one key in force where two must",
            signers: [4: [.dailyA, .dailyC, .reserve1]])
        try list.author(
            "key-event-without-next", "key-next-missing", 4,
            "the key event does not show the reserve key that is in force",
            signers: [4: [.dailyA, .dailyB, .dailyC]], edits: [4: { $0.setData("reveals", nil) }])
        try list.author(
            "key-event-unsigned-next", "key-next-missing", 4,
            "the key event shows the reserve key, which did not sign",
            signers: [4: [.dailyA, .dailyB, .dailyC]])
        try list.author(
            "key-event-other-next", "key-next-missing", 4,
            "the key event shows and is signed by another reserve key",
            signers: [4: [.dailyA, .dailyB, .dailyC, .reserve2]],
            changes: [
                4: .keyAdded(
                    try TestKey.dailyC.enrolled,
                    recovery: Recovery(
                        next: try TestKey.reserve3.digest, reveals: try TestKey.reserve2.enrolled))
            ])
        try list.author(
            "key-event-same-next", "key-enrolled-twice", 4,
            "the key event names the reserve key that it uses up once more",
            changes: [
                4: .keyAdded(
                    try TestKey.dailyC.enrolled,
                    recovery: Recovery(
                        next: try TestKey.reserve1.digest, reveals: try TestKey.reserve1.enrolled))
            ])
        try list.author(
            "key-event-signature", "signature-invalid", 4, "a signature of the key event is another key's",
            edits: [4: { $0.substitutes = [.dailyB: .dailyA] }])
    }

    private static func addRules(_ list: inout SampleList) throws {
        let changes: [(file: String, code: String, what: String, event: LedgerEvent)] = [
            (
                "key-not-in-force", "key-not-in-force", "retires a key that the ledger never had",
                .keyRetired(try TestKey.foreign.keyID, recovery: try reveal1())
            ),
            (
                "key-last", "key-last", "retires a key, after which fewer are left than the threshold",
                .keyRetired(try TestKey.dailyB.keyID, recovery: try reveal1())
            ),
            (
                "key-threshold-too-high", "key-last", "sets a threshold of three where two keys are in force",
                .thresholdSet(3, recovery: try reveal1())
            ),
            (
                "since-in-future", "since-invalid",
                "calls a key compromised since an entry that is yet to come",
                .keyCompromised(try TestKey.dailyA.keyID, since: 4, recovery: try reveal1())
            ),
        ]
        for change in changes {
            try list.author(
                change.file, change.code, 4, "the key event \(change.what)",
                signers: [4: [.dailyA, .dailyB, .reserve1]],
                changes: [4: change.event])
        }
        try list.author(
            "key-event-unknown-member", "ledger-event-invalid", 4, "the key event has a member that none has",
            edits: [4: { $0.setData("note", 1) }])
        try list.author(
            "key-event-unknown", "ledger-event-unsupported", 4,
            "a key event of a kind that format 1 does not have",
            verdict: .unsupported, edits: [4: { $0.set("type", "goodfaith.key.shared") }])
        var plain = try LedgerBuilder()
        try plain.change(try GoodLedger.opening(of: plain, next: nil), by: [.dailyA, .dailyB])
        let recovery = Recovery(next: try TestKey.reserve1.digest)
        try plain.change(
            .keyAdded(try TestKey.dailyC.enrolled, recovery: recovery), by: [.dailyA, .dailyB, .dailyC])
        list.add(
            "key-next-unexpected", plain.ledger, "key-next-unexpected", 1,
            "a key event names a reserve key in a ledger that was opened without one")
    }

    private static func addPlaces(_ list: inout SampleList) throws {
        try list.author(
            "key-event-in-batch", "batch-ledger-event", 4, "the key event is a member of a batch",
            signers: [4: []])
        var builder = try GoodLedger(4).builder
        try builder.state("contact.held", GoodLedger.contact)
        try builder.change(.keyAdded(try TestKey.dailyC.enrolled, recovery: try reveal1()), by: all4)
        list.add(
            "key-event-closes-batch", builder.ledger, "batch-ledger-event", 5, "the key event closes a batch")
        var second = try GoodLedger(5).builder
        try second.change(try GoodLedger.opening(of: second), by: [.dailyA, .dailyB])
        list.add(
            "opened-twice", second.ledger, "second-opening", 5, "the ledger is opened once more in the middle"
        )
    }
}
