internal import LedgerCrypto
internal import LedgerStore

/// What this machine keeps of a ledger, apart from the ledger, so as not to read it again: what was verified of
/// it, the ids and cases of its entries, what was stated.
///
/// All of it can be made again from the file. Where entries are withheld it is forgotten, so that no trace of
/// what they said outlives the file that shows them.
enum KeptOfLedger {
    /// What was verified, for `verify`, `record` and all that read whole ledgers; nil where the environment
    /// names no place.
    static var memory: LedgerMemory? {
        BaseFolder.state.path().map {
            LedgerMemory("\($0)/ledgers", program: "goodfaith \(Version.number)")
        }
    }

    /// Removes all of it, also what `prove` keeps.
    ///
    /// - Parameter done: what has been done already and stays, for people: "the copy is written".
    static func forget(_ fingerprint: SHA256Digest, after done: String) throws(Refusal) {
        do {
            try memory?.forget(fingerprint)
            if let indexes = BaseFolder.cache.path() { try ProofIndex.forget(fingerprint, in: indexes) }
        } catch {
            throw Refusal(
                "\(done); what this machine keeps of the ledger is still there: "
                    + Terminal.printable(error.description),
                hint: error.hint ?? "remove the folder: it says what withheld entries said",
                exitCode: Refusal.unable)
        }
    }
}
