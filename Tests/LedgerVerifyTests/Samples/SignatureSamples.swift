import LedgerCrypto
import LedgerFormat
import LedgerVerify

/// Signatures taken away, exchanged, and made by keys that may not.
enum SignatureSamples {
    static func add(to list: inout SampleList) throws {
        try addCounts(&list)
        try addExchanges(&list)
        try addKeys(&list)
    }

    private static func addCounts(_ list: inout SampleList) throws {
        try list.tamper("signature-stripped", "signature-count", 5, "the signature of entry 5 taken away") {
            $0.setSignatures([], in: 5)
        }
        try list.tamper(
            "signature-one-too-few", "signature-count", 3, "one of the two signatures of entry 3 taken away"
        ) {
            $0.setSignatures(Array($0.signatures(3).prefix(1)), in: 3)
        }
        try list.tamper(
            "signature-one-too-many", "signature-count", 5,
            "a valid signature added that no signer stands for"
        ) {
            $0.setSignatures($0.signatures(5) + [try TestKey.dailyA.signature(of: $0.event(5))], in: 5)
        }
        try list.tamper(
            "signature-of-batch-member", "signature-count", 7,
            "a valid signature added to a member of the batch"
        ) {
            $0.setSignatures([try TestKey.dailyA.signature(of: $0.event(7))], in: 7)
        }
        try list.tamper("signatures-over-limit", "signatures-invalid", 5, "seventeen signatures") {
            $0.setSignatures(Array(repeating: $0.signatures(5)[0], count: 17), in: 5)
        }
        try list.tamper(
            "signer-and-signature-stripped", "event-attributes", 5, "`signers` and the signature taken away"
        ) {
            try $0.set("signers", nil, in: 5)
            $0.setSignatures([], in: 5)
        }
        try list.tamper(
            "made-a-batch-member", "previous-mismatch", 6,
            "entry 5 made to look like a member of the batch: signers, root, roster and signature taken away"
        ) { ledger in
            for name in ["signers", "root", "roster"] { try ledger.set(name, nil, in: 5) }
            ledger.setSignatures([], in: 5)
        }
    }

    private static func addExchanges(_ list: inout SampleList) throws {
        try list.tamper(
            "signature-from-other-entry", "signature-invalid", 5, "the signature of entry 12, by the same key"
        ) {
            $0.setSignatures($0.signatures(12), in: 5)
        }
        try list.tamper(
            "signatures-exchanged", "signature-invalid", 3, "the two signatures of entry 3 exchanged"
        ) {
            $0.setSignatures($0.signatures(3).reversed(), in: 3)
        }
        try list.tamper(
            "signature-by-other-key", "signature-invalid", 5, "a signature by another key of the party"
        ) {
            $0.setSignatures([try TestKey.dailyA.signature(of: $0.event(5))], in: 5)
        }
        try list.tamper(
            "signature-by-foreign-key", "signature-invalid", 5, "a signature by a key of somebody else"
        ) {
            $0.setSignatures([try TestKey.foreign.signature(of: $0.event(5))], in: 5)
        }
        try list.tamper(
            "signature-without-envelope", "signature-invalid", 5,
            "a signature of the event alone, without the type around it"
        ) { $0.setSignatures([Base64.encode(try TestKey.dailyC.privateKey.sign($0.event(5)))], in: 5) }
        try list.tamper("signature-bit", "signature-invalid", 5, "one character of the signature changed") {
            ledger in
            let text = ledger.signatures(5)[0]
            ledger.setSignatures([(text.first == "A" ? "B" : "A") + text.dropFirst()], in: 5)
        }
        try list.tamper("signature-empty", "signature-invalid", 5, "an empty signature") {
            $0.setSignatures([""], in: 5)
        }
        try list.tamper("signature-short", "signature-invalid", 5, "a signature of 63 bytes") { ledger in
            ledger.setSignatures(
                [Base64.encode((Base64.decode(ledger.signatures(5)[0].utf8) ?? []).dropLast())], in: 5)
        }
        try list.tamper(
            "signature-small-order", "signature-invalid", 5,
            "a signature whose first half is a point of small order"
        ) { $0.setSignatures([Base64.encode([1] + [UInt8](repeating: 0, count: 63))], in: 5) }
        try list.tamper(
            "base64-unused-bits", "signature-encoding", 5, "the unused bits of the signature's base64 are set"
        ) {
            let text = $0.signatures(5)[0]
            let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
            let last = alphabet.firstIndex(of: Array(text)[85]) ?? 0
            $0.setSignatures(["\(text.prefix(85))\(alphabet[last + 1])=="], in: 5)
        }
        try list.tamper(
            "base64-unpadded", "signature-encoding", 5, "the padding of the signature's base64 left out"
        ) {
            $0.setSignatures([String($0.signatures(5)[0].dropLast(2))], in: 5)
        }
        try list.tamper("base64-url", "signature-encoding", 5, "the signature in the alphabet for addresses") {
            let text = $0.signatures(5)[0]
            $0.setSignatures(["-" + text.dropFirst()], in: 5)
        }
    }

    private static func addKeys(_ list: inout SampleList) throws {
        try list.author(
            "signer-unknown", "signer-unknown", 5,
            "entry 5 is signed by a key that the ledger never enrolled",
            signers: [5: [.foreign]])
        try list.author(
            "signer-retired", "signer-retired", 11, "entry 11 is signed by the key that entry 10 retired",
            signers: [11: [.dailyB]])
        try list.author(
            "signer-not-yet-valid", "signer-not-yet-valid", 2,
            "entry 2 is signed by the key that entry 4 brings",
            signers: [2: [.dailyC]])
        try list.author(
            "signer-reserve", "signer-unknown", 5, "entry 5, a statement, is signed by a reserve key",
            signers: [5: [.reserve2]])
        try list.author(
            "signer-foreign-besides", "signer-unknown", 5,
            "entry 5 is signed by its key and by one never enrolled",
            signers: [5: [.dailyC, .foreign]])
        try list.author(
            "signers-unordered", "signers-invalid", 3, "`signers` of entry 3 in descending order",
            edits: [
                3: { plan in
                    let keyIDs = try [TestKey.dailyA, .dailyB].map { try $0.keyID }.sorted().reversed()
                    plan.set("signers", .string(keyIDs.map(\.description).joined(separator: " ")))
                }
            ])
        try list.author(
            "signers-twice", "signers-invalid", 5, "one key twice in `signers` of entry 5",
            edits: [
                5: { plan in
                    let keyID = try TestKey.dailyC.keyID.description
                    plan.set("signers", .string("\(keyID) \(keyID)"))
                }
            ])
    }
}
