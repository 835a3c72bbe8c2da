internal import Exchange
internal import TransparencyLog

/// The files of C2SP that the command reads whole and writes: checkpoints, requests, responses, policies.
enum LogFile {
    static func checkpoint(_ path: String) throws(Refusal) -> SignedCheckpoint {
        let bytes = try InputFile.bytes(path, bytesMax: SignedNote.bytesMax)
        return try reading(path) { () throws(LogTextError) in try SignedCheckpoint(bytes) }
    }

    static func request(_ path: String) throws(Refusal) -> AddCheckpointRequest {
        let bytes = try InputFile.bytes(path, bytesMax: AddCheckpointRequest.bytesMax)
        return try reading(path) { () throws(LogTextError) in try AddCheckpointRequest(bytes) }
    }

    static func response(_ path: String) throws(Refusal) -> AddCheckpointResponse {
        let bytes = try InputFile.bytes(path, bytesMax: SignedNote.bytesMax)
        return try reading(path) { () throws(LogTextError) in try AddCheckpointResponse(bytes) }
    }

    static func policy(_ path: String) throws(Refusal) -> WitnessPolicy {
        let bytes = try InputFile.bytes(path, bytesMax: WitnessPolicy.bytesMax)
        return try reading(path) { () throws(LogTextError) in try WitnessPolicy(bytes) }
    }

    /// A verifier key that stands on the command line.
    static func verifierKey(_ vkey: String, _ kind: NoteVerifierKey.Kind) throws(Refusal) -> NoteVerifierKey {
        let hint = "goodfaith key show prints it: --log for a log's key, --witness for a witness's"
        let key: NoteVerifierKey
        do { key = try NoteVerifierKey(vkey: vkey) } catch {
            throw Refusal("\(Terminal.printable(vkey)): \(error)", hint: hint)
        }
        guard key.kind == kind else {
            throw Refusal(
                "\(Terminal.printable(vkey)) is the key of a \(key.kind == .ed25519 ? "log" : "witness")",
                hint: hint)
        }
        return key
    }

    /// Runs what a file may be refused for.
    static func reading<Value>(
        _ path: String, _ body: () throws(LogTextError) -> Value
    ) throws(Refusal) -> Value {
        do { return try body() } catch {
            let isFalse = error.code == .signatureInvalid
            throw Refusal(
                Terminal.printable("\(path): \(error)"),
                hint: isFalse
                    ? "do not use it, and keep it: it is not what was signed" : "ask for the file again",
                exitCode: isFalse ? 1 : Refusal.unable)
        }
    }

    /// Writes a new file, whole or not at all, and refuses to replace one that is there.
    static func create(_ path: String, _ bytes: [UInt8]) throws(Refusal) {
        do { try LedgerExport.write(bytes, to: path) } catch { throw Refusal(error, of: path) }
    }

    /// A text that ends with a line feed, on standard output.
    static func print(_ bytes: [UInt8]) { Terminal.print(String(decoding: bytes.dropLast(), as: UTF8.self)) }
}

extension Refusal {
    init(_ error: WitnessError) {
        self.init(
            Terminal.printable(error.message), hint: error.hint.map(Terminal.printable),
            exitCode: error.exitCode)
    }
}

/// Runs what a witness may refuse.
func witnessing<Value>(_ body: () throws(WitnessError) -> Value) throws(Refusal) -> Value {
    do { return try body() } catch { throw Refusal(error) }
}
