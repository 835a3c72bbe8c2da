import LedgerCrypto
import LedgerFormat
import LedgerVerify
import MerkleTree

/// The folder `ledger-samples/odd`: sound ledgers that look as if they were not.
enum OddSamples {
    static func all() throws -> [Sample] {
        var list = try SampleList()
        try addWithheld(&list)
        try addKeys(&list)
        try addContents(&list)
        try addSuccessor(&list)
        try addECDSA(&list)
        return list.samples.sorted { $0.file < $1.file }
    }

    private static func addWithheld(_ list: inout SampleList) throws {
        let allowing = SampleList.allowing
        try list.tamper(
            "withheld", "-", nil, "entries 1, 5, 7 and 8 withheld", verdict: .intact, arguments: allowing
        ) {
            for index in [1, 5, 7, 8] { try $0.withhold(index) }
        }
        try list.tamper(
            "withheld-all-statements", "-", nil, "every statement but the last withheld", verdict: .intact,
            arguments: allowing
        ) { ledger in
            for index in 1..<15 where index != 4 && index != 10 { try ledger.withhold(index) }
        }
        try list.tamper(
            "withheld-tail", "-", nil,
            "entry 15 withheld at the end, where the head from elsewhere vouches for it",
            verdict: .intact, arguments: "\(allowing) --against \(list.head)"
        ) { try $0.withhold(15) }
        list.add(
            "opening-only", try GoodLedger.ledger(1), "-", nil, "one entry, the one that opens it",
            verdict: .intact)
        try list.tamper(
            "longer-than-head", "-", nil, "asked with the head of its first eight entries", verdict: .intact,
            arguments: "--self-declared --against \(try GoodLedger(8).builder.head)"
        ) { _ in }
    }

    private static func addKeys(_ list: inout SampleList) throws {
        var compromised = try GoodLedger().builder
        try compromised.change(
            .keyCompromised(
                try TestKey.dailyC.keyID, since: 6,
                recovery: Recovery(next: try TestKey.foreign.digest, reveals: try TestKey.reserve3.enrolled)),
            by: [.dailyA, .dailyC, .reserve3])
        try compromised.state("contact.held", GoodLedger.contact, by: [.dailyA])
        list.add(
            "compromised", compromised.ledger, "-", nil,
            "key C is called compromised since entry 6: entry 12 is disowned, and 14, which A signed too, is not",
            verdict: .intact)
        var changed = try LedgerBuilder(seed: "changed")
        try changed.change(try GoodLedger.opening(of: changed, keys: [.dailyA], threshold: 1), by: [.dailyA])
        try changed.change(
            .keyRotated(
                from: try TestKey.dailyA.keyID, try TestKey.reserve1.enrolled,
                recovery: Recovery(next: try TestKey.reserve2.digest)),
            by: [.dailyA, .reserve1])
        try changed.change(
            .keyAdded(
                try TestKey.dailyB.enrolled, recovery: Recovery(reveals: try TestKey.reserve2.enrolled)),
            by: [.reserve1, .dailyB, .reserve2])
        try changed.change(.thresholdSet(2, recovery: Recovery()), by: [.reserve1])
        try changed.change(
            .keyRotated(from: try TestKey.reserve1.keyID, try TestKey.dailyC.enrolled, recovery: Recovery()),
            by: [.reserve1, .dailyB, .dailyC])
        try changed.state("contact.held", GoodLedger.contact, by: [.dailyB, .dailyC])
        list.add(
            "every-key-changed", changed.ledger, "-", nil,
            "the reserve key takes the place of the first one, reserve keys end, the threshold rises, and none of the first keys is left",
            verdict: .intact)
    }

    private static func addContents(_ list: inout SampleList) throws {
        try list.author(
            "vocabulary-2", "-", nil,
            "entry 5 is written in vocabulary 2: in place, and its content is not checked",
            verdict: .intact, edits: [5: { $0.set("dataschema", "urn:goodfaith:vocabulary:2") }])
        try list.author(
            "times-backwards", "-", nil,
            "entry 5 was recorded before entry 4, entry 12 in the year 1: time is a claim",
            verdict: .intact,
            edits: [
                5: { $0.set("time", "2025-10-01T00:00:00Z") }, 12: { $0.set("time", "0001-01-01T00:00:00Z") },
            ])
        try list.author(
            "characters", "-", nil,
            "the name in entry 1 holds quotes, a backslash, letters of many scripts and a joiner",
            verdict: .intact,
            edits: [1: { $0.setData("name", "\"\\/ Офіс 办公室 مكتب é e\u{301} \u{200D}\u{1F54A}") }])
        try list.author(
            "one-batch", "-", nil, "everything but the key events and the last entry is unsigned",
            verdict: .intact,
            signers: [1: [], 2: [], 3: [.dailyA], 5: [], 9: [.dailyC], 11: [], 12: [], 14: []])
    }

    private static func addSuccessor(_ list: inout SampleList) throws {
        let origin = "us-office.example/ua-channel-2"
        var closed = try GoodLedger().builder
        // The successor names the head of the closed ledger, so the closing entry cannot name the successor.
        try closed.change(
            .closed(successor: nil, recovery: Recovery(reveals: try TestKey.reserve3.enrolled)),
            by: [.dailyA, .dailyC, .reserve3])
        list.add("closed", closed.ledger, "-", nil, "closed", verdict: .intact)
        var next = try LedgerBuilder(origin: origin, seed: "next")
        let predecessor = Predecessor(
            fingerprint: closed.hashes[0], root: try closed.head.root, size: closed.index)
        try next.change(
            try GoodLedger.opening(
                of: next, keys: [.dailyC, .dailyD], threshold: 1, next: nil, predecessor: predecessor),
            by: [.dailyC])
        try next.state("contact.held", GoodLedger.contact, by: [.dailyD])
        list.add(
            "closed-successor", next.ledger, "-", nil, "goes on from the ledger in `closed.jsonl`",
            verdict: .intact)
    }

    private static func addECDSA(_ list: inout SampleList) throws {
        var builder = try LedgerBuilder(seed: "ecdsa")
        try builder.change(
            try GoodLedger.opening(of: builder, keys: [.p256, .p384, .dailyA], threshold: 2, next: nil),
            by: [.p256, .p384])
        try builder.state("contact.held", GoodLedger.contact, by: [.p256])
        try builder.state("contact.held", GoodLedger.contact)
        try builder.state("contact.held", GoodLedger.contact, by: [.p384])
        try builder.state("contact.held", GoodLedger.contact, by: [.dailyA, .p256, .p384])
        list.add(
            "ecdsa", builder.ledger, "-", nil, "signed with ECDSA on P-256 and P-384 besides Ed25519",
            verdict: .intact)
    }
}
