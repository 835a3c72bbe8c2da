internal import LedgerCrypto
public import LedgerFormat
public import LedgerVerify
public import MerkleTree
public import TransparencyLog

/// Checks what other people's tools make and take: a checkpoint by itself, and C2SP's proof of one entry. Whose
/// word counts is a log's key that the auditor holds, not a ledger's history of keys.
public struct LogCheck: Sendable {
    /// The logs' keys that the auditor trusts, those of the policy besides.
    public var logs: [NoteVerifierKey]
    public var policy: WitnessPolicy?

    public init(logs: [NoteVerifierKey], policy: WitnessPolicy? = nil) {
        self.logs = logs
        self.policy = policy
    }

    public func check(_ signed: SignedCheckpoint) -> LogConclusion {
        var conclusion = LogConclusion(signed)
        judge(signed, &conclusion)
        return conclusion
    }

    /// - Parameter event: the event's bytes, where the proof does not carry them.
    public func check(_ proof: TLogProof, event: [UInt8]? = nil) -> LogConclusion {
        var conclusion = LogConclusion(proof.checkpoint)
        conclusion.index = proof.inclusion.index
        judge(proof.checkpoint, &conclusion)
        do throws(Finding) { conclusion.event = try self.event(event ?? proof.extra, of: proof) } catch {
            conclusion.findings.append(error)
        }
        return conclusion
    }

    private func judge(_ signed: SignedCheckpoint, _ conclusion: inout LogConclusion) {
        let known = logs + (policy?.logs.map(\.key) ?? [])
        if known.isEmpty {
            conclusion.findings.append(
                Finding(.logNotGiven, expected: "the log's key: --log VKEY or --policy FILE", found: "none"))
        }
        do throws(LogTextError) {
            var distinct: [NoteVerifierKey] = []
            for key in known where !distinct.contains(key) && key.name.bytes == signed.checkpoint.origin.bytes {
                distinct.append(key)
            }
            conclusion.signers = try signed.note.signers(among: distinct).map(\.key)
        } catch {
            conclusion.findings.append(
                Finding(.checkpointSignature, expected: "a signature that holds", found: "\(error)"))
        }
        if conclusion.signers.isEmpty && !known.isEmpty && conclusion.findings.isEmpty {
            conclusion.findings.append(
                Finding(
                    .logUnknown,
                    expected: "a signature by \(known.map { "\($0.name)" }.joined(separator: ", "))",
                    found: "a checkpoint of \(signed.checkpoint.origin)"))
        }
        // A log that cosigns its own checkpoint is no witness.
        conclusion.findings +=
            policy?.signers(amongWitnesses: { keyID in known.contains { $0.publicKey.keyID == keyID } }) ?? []
        do throws(Finding) { conclusion.seen = try policy?.seenHead(of: signed) } catch {
            conclusion.findings.append(error)
        }
    }

    /// - Returns: the event, or nil where other people's log holds something else there.
    private func event(_ bytes: [UInt8]?, of proof: TLogProof) throws(Finding) -> Event? {
        guard let bytes else {
            throw Finding(
                .eventMissing, expected: "the event, in the proof or with --event FILE", found: "none")
        }
        let index = proof.inclusion.index
        do {
            var hasher = try SHA256()
            guard proof.holds(leaf: EventHash.of(bytes, in: bytes.indices, with: &hasher), with: &hasher) else {
                throw Finding(
                    .pathMismatch, index: index, expected: proof.checkpoint.checkpoint.head.root.prefixed,
                    found: "another root")
            }
            guard let document = try? CanonicalJSON(bytes),
                let event = try? Event(document.root, hasher: &hasher)
            else { return nil }
            guard event.index == index else {
                throw Finding(
                    .eventForm, index: index, expected: "an event with index \(index)",
                    found: "index \(event.index)")
            }
            return event
        } catch let finding as Finding { throw finding } catch {
            throw Finding(
                .eventForm, index: index, expected: "a digest from OpenSSL", found: "\(error)")
        }
    }
}

/// What was checked of a checkpoint, or of a proof of one entry under it.
public struct LogConclusion: Sendable {
    public let origin: LogOrigin
    public let head: Head
    /// The keys that signed as the log, of those that the auditor trusts.
    public internal(set) var signers: [NoteVerifierKey] = []
    /// The head as a quorum of witnesses saw it; nil where no policy asked for one.
    public internal(set) var seen: OutsideHead?
    /// The place of the entry that is proven; nil for a checkpoint by itself.
    public internal(set) var index: Int?
    /// Nil for a checkpoint by itself, and where what is proven is no event of a ledger.
    public internal(set) var event: Event?
    public internal(set) var findings: [Finding] = []

    public var verdict: Verdict { findings.map(\.code.verdict).min() ?? .intact }

    init(_ signed: SignedCheckpoint) { (origin, head) = (signed.checkpoint.origin, signed.checkpoint.head) }
}
