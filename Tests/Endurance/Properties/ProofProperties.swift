import Casework
import LedgerProof
import LedgerVerify

/// A proof file: what is accepted writes back to the same bytes, and what does not hold says why.
enum ProofProperties {
    static func check(_ bytes: [UInt8]) throws(Flaw) {
        let check = ProofCheck(trust: .selfDeclared, rules: Vocabulary.current)
        let file: ProofFile
        do { file = try ProofFile(bytes) } catch {
            try hold(!error.description.isEmpty, "refused without a word")
            return try hold(check.check(bytes).verdict == .unreadable, "refused, but checked")
        }
        try hold(ProofFile.begins(bytes), "a proof file does not begin as one")
        let written = try without("what was read cannot be written") { () throws(ProofError) in
            try file.bytes()
        }
        try hold(written == bytes, "written otherwise than it was read")
        let conclusion = check.check(file)
        try hold(
            conclusion.verdict == .intact || !conclusion.findings.isEmpty || !conclusion.notProven.isEmpty,
            "\(conclusion.verdict) without a reason")
        try hold(conclusion.verdict != .intact || !conclusion.proven.isEmpty, "intact, and nothing is proven")
    }
}
