internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerVerify
internal import MerkleTree

/// What this machine remembers of a ledger that is being written: the receipt of its verification, and the
/// index of its statements.
///
/// What is signed next rests on the receipt, on what was verified and nothing else: bytes that somebody changed
/// since are never signed over, and `verify` finds them. That the file is still the one that was verified is
/// told by its inode, size and times; where these changed, its bytes are hashed, and where they differ, it is
/// verified anew.
final class RememberedLedger {
    /// What was verified of the file: all of it.
    private(set) var prefix: VerifiedPrefix
    let index: StatementIndex
    let report: VerificationReport

    private let memory: LedgerMemory
    private let verifier: LedgerVerifier
    /// Set once what was appended could not be remembered; then nothing more is looked up here.
    private(set) var isOutdated = false

    var receipt: VerificationReceipt { prefix.receipt }

    /// Nil where nothing can be remembered, or there is something to find in the ledger: then all of it is to
    /// be read.
    init?(
        _ path: String, _ file: borrowing OpenFile, _ fingerprint: SHA256Digest, rules: any ContentRules,
        in memory: LedgerMemory
    ) {
        let verifier = LedgerVerifier(trust: .selfDeclared, allowsWithheld: true, rules: rules)
        guard let folder = memory.folder(of: fingerprint) else { return nil }
        var prefix = RememberedLedger.prefix(of: file, fingerprint, verifier, memory)
        if prefix == nil {
            guard LedgerFile.verify(path, with: verifier, remembering: memory).verdict.leavesChainWhole else {
                return nil
            }
            prefix = RememberedLedger.prefix(of: file, fingerprint, verifier, memory)
        }
        guard let prefix else { return nil }
        // Nothing of the file is read for this report.
        let report = verifier.verify(appended: BytesInMemory([]), to: prefix).report
        guard report.verdict.leavesChainWhole, report.head == prefix.receipt.head,
            let index = try? StatementIndex(of: path, verifiedAs: prefix.receipt, in: folder)
        else { return nil }
        (self.prefix, self.index, self.report) = (prefix, index, report)
        (self.memory, self.verifier) = (memory, verifier)
    }

    /// What was verified of this very file, and nothing has changed it since.
    private static func prefix(
        of file: borrowing OpenFile, _ fingerprint: SHA256Digest, _ verifier: LedgerVerifier,
        _ memory: LedgerMemory
    ) -> VerifiedPrefix? {
        guard let seen = try? file.seen else { return nil }
        return memory.prefixes(of: fingerprint).first {
            $0.receipt.seenAs == seen && $0.receipt.serves(verifier)
        }
    }

    /// The roots that the ledger had at these sizes, as far as it goes.
    func roots(at sizes: Set<Int>) throws(ProofIndexError) -> [Int: SHA256Digest] {
        var roots: [Int: SHA256Digest] = [:]
        for size in sizes where size > 0 && size <= receipt.head.size {
            roots[size] = try size == receipt.head.size ? receipt.head.root : index.verifiedRoot(size: size)
        }
        return roots
    }

    /// What a verification says of the ledger with these lines after it, which are refused unless it is sound.
    ///
    /// - Parameter checkingSignatures: false where many were made just now: checking takes longer than making them.
    func verified(then lines: [UInt8], checkingSignatures: Bool = true) throws(WriterError) -> ReceiptedReport {
        condense()
        let verified = verifier.verify(
            appended: BytesInMemory(lines), to: prefix, signedHere: !checkingSignatures)
        if let finding = verified.report.findings.first {
            throw verified.report.verdict == .unreadable ? .index(.stale(finding.found)) : .refused(finding)
        }
        return verified
    }

    /// Keeps the pieces of the receipt few; where the bytes turn out to be others, they stay many, and the next
    /// verification hashes all.
    private func condense() {
        guard receipt.hasManyPieces, let file = try? OpenFile(index.path, .read),
            let condensed = receipt.condensed(reading: { try? file.read($0, at: $1) })
        else { return }
        prefix = VerifiedPrefix(condensed, ids: prefix.ids)
    }

    func requireCurrent() throws(WriterError) {
        if isOutdated { throw .index(.stale("what was appended last could not be kept")) }
    }

    /// Remembers what was appended.
    ///
    /// - Parameters:
    ///   - verified: what ``verified(then:)`` said of the lines that are in the file now.
    ///   - seen: the file as it is; nil where something else than the lines may have changed it.
    func advance(to verified: ReceiptedReport, by events: [Event], _ lines: LineRun, seenAs seen: SeenFile?) {
        memory.keep(verified, seenAs: seen)
        let next = memory.prefixes(of: receipt.fingerprint).first { $0.receipt.head == verified.receipt?.head }
        guard let next, (try? index.grow(to: next.receipt, by: events, lines)) != nil else {
            isOutdated = true
            return
        }
        prefix = next
    }
}
