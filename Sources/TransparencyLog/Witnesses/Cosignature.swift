public import LedgerCrypto

/// A witness's signature of a checkpoint: as of that time, this was the largest consistent head that it had
/// seen of that log (C2SP tlog-cosignature, Ed25519).
public struct Cosignature: Hashable, Sendable {
    /// Seconds since 1970.
    public let time: Int
    /// 64 bytes of Ed25519.
    let signature: [UInt8]

    private static let timeByteCount = 8
    private static let signatureByteCount = 64

    /// Takes the signature of a line apart: 8 bytes of time, big-endian, and 64 of Ed25519. Nothing is
    /// verified.
    public init(_ line: NoteSignature) throws(LogTextError) {
        guard line.bytes.count == Cosignature.timeByteCount + Cosignature.signatureByteCount else {
            throw LogTextError(
                .signatureInvalid, "a cosignature has 72 bytes after the key id, this one \(line.bytes.count)")
        }
        let seconds = line.bytes.prefix(Cosignature.timeByteCount).reduce(0) { $0 << 8 | UInt64($1) }
        guard let time = Int(exactly: seconds), time > 0 else {
            throw LogTextError(.time, "the cosignature states no time: \(seconds)")
        }
        self.time = time
        signature = Array(line.bytes.dropFirst(Cosignature.timeByteCount))
    }

    /// Signs as a witness.
    ///
    /// - Parameters:
    ///   - name: the witness's.
    ///   - key: Ed25519, and never a log's.
    ///   - time: seconds since 1970, after 1970.
    public static func sign(
        _ checkpoint: Checkpoint, as name: NoteKeyName, with key: PrivateKey, at time: Int
    ) throws(LogTextError) -> NoteSignature {
        let witness = try NoteVerifierKey(name: name, publicKey: key.publicKey, kind: .cosignatureV1)
        guard time > 0 else { throw LogTextError(.time, "a cosignature needs a time after 1970") }
        let message = message(over: checkpoint.text, at: time)
        let signature = try LogTextError.passingOn { () throws(CryptoError) in try key.sign(message) }
        let timeBytes = (0..<timeByteCount).map { UInt8(truncatingIfNeeded: time >> (56 - 8 * $0)) }
        return NoteSignature(by: witness, timeBytes + signature)
    }

    /// What is signed.
    static func message(over text: [UInt8], at time: Int) -> [UInt8] {
        Array("cosignature/v1\ntime \(time)\n".utf8) + text
    }
}
