/// A reader of bytes that somebody else gives us, under its name in the corpus.
///
/// What must hold whatever the bytes are stands in one place, here: the fuzzer looks for bytes for which it does
/// not hold, and the tests ask it of every file of the corpus.
enum HostileReader: String, CaseIterable {
    case json
    case entry
    case ledger
    case statements
    case claim
    case note
    case log
    case policy
    case proof
    case publicKey = "public-key"
    case privateKey = "private-key"
    case trust
    case timestamp
    case words

    /// Reads the bytes.
    ///
    /// - Throws: ``Flaw`` where something does not hold that must. A refusal of the bytes is none.
    func read(_ bytes: [UInt8]) throws(Flaw) {
        switch self {
        case .json: try JSONProperties.check(bytes)
        case .entry: try EntryProperties.check(bytes)
        case .ledger: try LedgerProperties.check(bytes)
        case .statements: try StatementProperties.check(bytes)
        case .claim: try ClaimProperties.check(bytes)
        case .note: try NoteProperties.check(bytes)
        case .log: try LogProperties.check(bytes)
        case .policy: try LogProperties.checkPolicy(bytes)
        case .proof: try ProofProperties.check(bytes)
        case .publicKey: try KeyProperties.checkPublic(bytes)
        case .privateKey: try KeyProperties.checkPrivate(bytes)
        case .trust: try WordProperties.checkTrust(bytes)
        case .timestamp: try TimestampProperties.check(bytes)
        case .words: try WordProperties.check(bytes)
        }
    }
}

/// Something that does not hold for some bytes.
struct Flaw: Error, CustomStringConvertible {
    let description: String
}

/// Refuses what does not hold.
func hold(_ condition: Bool, _ otherwise: @autoclosure () -> String) throws(Flaw) {
    if !condition { throw Flaw(description: otherwise()) }
}

/// Runs what must not fail.
func without<T: ~Copyable, Failure: Error>(
    _ failure: @autoclosure () -> String, _ body: () throws(Failure) -> T
) throws(Flaw) -> T {
    do { return try body() } catch { throw Flaw(description: "\(failure()): \(error)") }
}
