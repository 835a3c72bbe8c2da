internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerProof
internal import LedgerVerify
internal import MerkleTree
internal import TransparencyLog

/// What an auditor holds of one head of a ledger: who signed it, which witnesses saw it, when it was stamped.
struct HeadEvidence {
    let head: Head
    private let checkpoint: SignedCheckpoint?
    private let policy: WitnessPolicy?
    private(set) var outside: [OutsideHead] = []
    /// What the policy misses.
    private var findings: [Finding] = []

    /// - Parameters:
    ///   - stamp: the files of a token and of its authority's certificate.
    init(
        _ word: HeadWord, policy: WitnessPolicy?, stamp: (token: String, authority: String)?
    ) throws(Refusal) {
        (head, checkpoint, self.policy) = (word.head, word.checkpoint, policy)
        guard let checkpoint else { return }
        do throws(Finding) {
            if let seen = try policy?.seenHead(of: checkpoint) { outside.append(seen) }
        } catch { findings.append(error) }
        if let stamp { outside.append(try HeadEvidence.stamped(checkpoint, stamp.token, stamp.authority)) }
    }

    private static func stamped(
        _ checkpoint: SignedCheckpoint, _ token: String, _ authority: String
    ) throws(Refusal) -> OutsideHead {
        let pem = try InputFile.text(authority)
        let bytes = try InputFile.bytes(token, bytesMax: TimestampError.Part.token.byteCountMax)
        let stamp: VerifiedTimestamp
        do throws(TimestampError) {
            stamp = try TimestampAuthority(pem: pem).verify(
                TimestampToken(der: bytes), over: checkpoint.note.text, answering: nil)
        } catch { throw TimestampFile.refusal(error, token) }
        guard let time = Timestamp(secondsSinceEpoch: stamp.token.latestSecondsSinceEpoch) else {
            throw Refusal(
                "\(Terminal.printable(token)) states a time that no ledger can", exitCode: Refusal.unable)
        }
        return OutsideHead(checkpoint.checkpoint.head, at: time, by: stamp.authority)
    }

    /// What speaks against the evidence itself, once the ledger's keys are known: then it says nothing about
    /// the ledger. A policy that misses its quorum speaks against nothing, and leaves the head as it is.
    func objections(_ report: VerificationReport) -> [Finding] {
        guard let checkpoint, let origin = report.ledger?.opening.origin else { return [] }
        var objections = policy?.signers(amongWitnesses: report.isKeyOfLedger) ?? []
        do throws(Finding) {
            _ = try checkpoint.signers(
                of: origin, inForce: report.keys(inForceAt: min(head.size, report.entryCount)))
        } catch {
            // A key that stands in the missing entries may have signed it.
            let isBeyondEnd = error.code == .checkpointSigner && head.size > report.entryCount
            objections.append(
                isBeyondEnd
                    ? Finding(
                        .checkpointBeyondEnd, expected: "\(head.size) entries, as the checkpoint says",
                        found: "\(report.entryCount), and none of their keys signed the checkpoint")
                    : error)
        }
        return objections
    }

    /// Verifies with this evidence or, where it does not hold, without it.
    func verify(_ verifier: LedgerVerifier, _ read: (LedgerVerifier) -> VerificationReport)
        -> VerificationReport
    {
        var with = verifier
        with.against = head
        with.seenOutside = outside
        let report = read(with)
        let objections = objections(report)
        if objections.isEmpty { return report.adding(findings) }
        return read(verifier).adding(objections + findings)
    }
}

extension FindingCode {
    /// A checkpoint of more entries than there are, by a key that is not in them.
    fileprivate static let checkpointBeyondEnd = FindingCode(
        "checkpoint-beyond-end", .file, .incomplete,
        "The checkpoint is of more entries than the file has, and no key in it signed it: the end may be "
            + "missing, and the keys may have changed there; or the checkpoint is not the ledger's."
    )
}
