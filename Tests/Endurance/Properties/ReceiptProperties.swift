import LedgerCrypto
import LedgerFormat
import LedgerVerify

/// A receipt of what this machine verified before, in whatever state its file is: what is accepted writes back to the
/// same bytes, and a verification that goes on from it comes to an end.
enum ReceiptProperties {
    private static let program = "goodfaith"

    static func check(_ bytes: [UInt8]) throws(Flaw) {
        // Nobody finds a digest by chance, so the fuzzer is spared that.
        let digest = try without("no digest") { () throws(CryptoError) in try SHA256.digest(of: bytes) }
        for candidate in [bytes, bytes + digest.bytes] {
            guard let receipt = VerificationReceipt(candidate, madeBy: program) else { continue }
            let written = try without("what was read cannot be written") { () throws(CryptoError) in
                try receipt.encoded(madeBy: program)
            }
            try hold(written == candidate, "a receipt is written otherwise than it was read")
            try hold(
                VerificationReceipt(candidate, madeBy: "another") == nil,
                "a receipt of another program is taken")
            let honest = try Corpus.honest("ledger/honest.jsonl")
            let verifier = LedgerVerifier(trust: .selfDeclared, allowsWithheld: true, rules: nil)
            _ = verifier.verify(
                BytesInMemory(honest), resuming: [VerifiedPrefix(receipt, ids: SortedIDs([EventID]()))])
        }
    }

    /// The receipts of every beginning of a ledger that has one, with the ids that belong to each.
    static func prefixes(of ledger: [UInt8], by verifier: LedgerVerifier) throws(Flaw) -> [VerifiedPrefix] {
        var prefixes: [VerifiedPrefix] = []
        for end in ledger.indices where ledger[end] == UInt8(ascii: "\n") {
            let made = verifier.verify(BytesInMemory(Array(ledger[...end])), resuming: [])
            guard let receipt = made.receipt else { continue }
            let encoded = try without("a receipt cannot be written") { () throws(CryptoError) in
                try receipt.encoded(madeBy: program)
            }
            guard let read = VerificationReceipt(encoded, madeBy: program) else {
                throw Flaw(description: "its own receipt is refused")
            }
            prefixes.append(VerifiedPrefix(read, ids: SortedIDs(made.ids)))
        }
        return prefixes
    }
}
