import LedgerCrypto
import LedgerFormat
import TransparencyLog

/// Signed notes, checkpoints and cosignatures: what is accepted writes back to the same bytes, and no signature
/// holds that the honest one is not.
enum NoteProperties {
    static func check(_ bytes: [UInt8]) throws(Flaw) {
        guard let note = try? SignedNote(bytes) else {
            return try hold((try? SignedCheckpoint(bytes)) == nil, "a checkpoint that is no note")
        }
        try hold(note.bytes == bytes, "a note is written otherwise than it was read")
        for signature in note.signatures {
            let line = Array(signature.line.dropLast())
            try hold(
                (try? NoteSignature(line: line)) == signature, "a signature line reads otherwise by itself")
            _ = try? Cosignature(signature)
        }
        guard let signed = try? SignedCheckpoint(bytes) else { return }
        try hold(signed.bytes == bytes, "a checkpoint is written otherwise than it was read")
        try hold(signed.checkpoint.text == note.text, "a checkpoint's text is not its note's")
        try checkSigners(of: signed)
    }

    /// The checkpoint that the honest key signed, and the key.
    private static let honest = Result { () throws(Flaw) in
        let bytes = try Corpus.honest("note/honest.checkpoint")
        let vkey = String(decoding: try Corpus.honest("log/honest.vkey"), as: UTF8.self)
        return try without("the honest checkpoint does not hold") { () throws(any Error) in
            let key = try NoteVerifierKey(vkey: vkey)
            let checkpoint = try SignedCheckpoint(bytes)
            guard try checkpoint.note.signers(among: [key]).count == 1 else {
                throw Flaw(description: "nobody signed it")
            }
            return (key: key, text: checkpoint.note.text)
        }
    }

    private static func checkSigners(of signed: SignedCheckpoint) throws(Flaw) {
        let honest = try honest.get()
        guard let signers = try? signed.note.signers(among: [honest.key]), !signers.isEmpty else { return }
        try hold(signed.note.text == honest.text, "forged: another text is signed by the honest key")
        let restricted = try without("cannot be restricted") { () throws(LogTextError) in
            try signed.restricted(to: [honest.key])
        }
        try hold(restricted?.checkpoint == signed.checkpoint, "restricted to another checkpoint")
    }
}
