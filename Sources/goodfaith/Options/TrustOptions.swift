internal import ArgumentParser
internal import Casework
internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerVerify

/// What the auditor brings from outside the file.
struct TrustOptions: ParsableArguments {
    @Option(
        name: .customLong("trust"),
        help: ArgumentHelp(
            "File with trust anchors: lines \"ledger ORIGIN sha256:...\" or \"key PARTY KEYID\".",
            valueName: "file"),
        completion: .file())
    var trustFiles: [String] = []

    @Option(help: ArgumentHelp("Fingerprint of the ledger, as its party gave it.", valueName: "sha256:..."))
    var fingerprint: SHA256Digest?

    @Flag(help: "Take the ledger's own word for whose keys these are; the verdict says so.")
    var selfDeclared = false

    func validate() throws {
        // A file name that looks like an option must not take the place of the one that was meant.
        if trustFiles.count > 1 { throw ValidationError("Give --trust once; one file may hold many anchors.") }
        let given = [!trustFiles.isEmpty, fingerprint != nil, selfDeclared].count { $0 }
        if given > 1 { throw ValidationError("Give one of --trust, --fingerprint and --self-declared.") }
    }

    /// Whether any of them was given.
    var isGiven: Bool { !trustFiles.isEmpty || fingerprint != nil || selfDeclared }

    /// - Parameter missing: what stands where no anchor was given.
    func anchors(ifMissing missing: Trust) throws(Refusal) -> Trust {
        if selfDeclared { return .selfDeclared }
        if let fingerprint { return .anchors(TrustAnchors([.fingerprint(fingerprint)])) }
        guard let trust = trustFiles.first else { return missing }
        do {
            return .anchors(try TrustAnchors(text: try InputFile.text(trust)))
        } catch let invalid as TrustAnchors.InvalidLine {
            throw Refusal(
                "\(Terminal.printable(trust)), line \(invalid.line): \(invalid.explanation)",
                hint: "mend the trust file")
        } catch let refusal as Refusal { throw refusal } catch { throw Refusal("\(error)") }
    }
}
