internal import ArgumentParser
internal import Casework
internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerStore
internal import LedgerVerify

/// What every key event needs besides what it says.
struct KeyEventOptions: ParsableArguments {
    @OptionGroup var signing: SigningOptions
    @OptionGroup var statement: StatementOptions
    @OptionGroup var receipts: ReceiptOptions

    @Option(
        help: ArgumentHelp(
            "Private key of the reserve key in force, where the ledger keeps one.", valueName: "file"),
        completion: .file())
    var reserve: String?

    @Option(
        help: ArgumentHelp("Public key of the reserve key that comes after it.", valueName: "file"),
        completion: .file())
    var next: String?

    /// Appends an event of the ledger and says so.
    ///
    /// - Parameters:
    ///   - brought: the key that the event brings; it signs too, to show that somebody holds it.
    ///   - event: makes the event from what the ledger says at its end.
    func append(
        to ledger: String, bringing brought: SigningKey? = nil,
        _ event: (VerificationReport, Recovery) throws(Refusal) -> LedgerEvent
    ) throws {
        let keys = try signing.signingKeys()
        let reserveKey = try reserve.map { path throws(Refusal) in try signing.passphrase.privateKey(path) }
        var recovery = Recovery()
        recovery.next = try next.map { path throws(Refusal) in try KeyFile.publicKey(path).keyID.digest }
        if let reserveKey, reserveKey.keyID != brought?.keyID {
            recovery.reveals = EnrolledKey(reserveKey.key.publicKey)
        }

        var writer = try refusing { () throws(WriterError) in
            try LedgerWriter.open(
                ledger, signingWith: keys, rules: Vocabulary.current, memory: receipts.memory)
        }
        for step in writer.recovery { Terminal.say("goodfaith: \(step.sentence)") }
        let ledgerEvent = try event(writer.report, recovery)
        let others = [brought, reserveKey].compactMap(\.self)
        let (id, time) = (try statement.eventID(), try statement.recordedAt())
        let recorded: RecordedStatement
        do throws(WriterError) {
            recorded = try writer.append(ledgerEvent, signedAlsoBy: others, id: id, time: time)
        } catch { throw Refusal(error) }
        Terminal.print("\(recorded.index)  \(recorded.hash.prefixed)  \(ledgerEvent.kind.rawValue)")
    }

    /// The key of a ledger that a keyid, a beginning of one that fits no other, or a public key file names.
    static func keyID(_ word: String, in report: VerificationReport) throws(Refusal) -> KeyID {
        if let keyID = KeyID(word) { return keyID }
        let fitting = report.enrolledKeys.filter { $0.description.hasPrefix(word) }
        if fitting.count == 1, word.count >= 6 { return fitting[0] }
        if word.contains(".") || word.contains("/") { return try KeyFile.publicKey(word).keyID }
        throw Refusal(
            "\(Terminal.printable(word)) names no key of this ledger",
            hint: "give a keyid, at least 6 digits that fit one key only, or a public key file")
    }
}
