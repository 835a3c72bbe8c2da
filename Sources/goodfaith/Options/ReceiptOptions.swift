internal import ArgumentParser
internal import LedgerStore

/// Whether what this machine verified before counts.
struct ReceiptOptions: ParsableArguments {
    @Flag(help: "Verify everything anew; keep nothing for the next time.")
    var noReceipt = false

    /// Where receipts are kept; nil where none are to be used, or the environment names no place for them.
    var memory: LedgerMemory? {
        noReceipt ? nil : KeptOfLedger.memory
    }
}
