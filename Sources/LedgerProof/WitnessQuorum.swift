public import LedgerCrypto
internal import LedgerFormat
public import LedgerVerify
internal import MerkleTree
public import TransparencyLog

extension WitnessPolicy {
    /// What the witnesses' cosignatures of a checkpoint amount to: the head as seen outside, at the time by
    /// which the quorum was reached. Nil where the policy asks for no witness.
    ///
    /// - Throws: ``Finding`` where a cosignature does not hold, the quorum is not reached, or the policy lists
    ///   logs and not this one.
    public func seenHead(of signed: SignedCheckpoint) throws(Finding) -> OutsideHead? {
        let judgement: Judgement
        do throws(LogTextError) { judgement = try judge(signed) } catch {
            throw Finding(.checkpointCosignature, expected: "signatures that hold", found: "\(error)")
        }
        guard logs.isEmpty || judgement.log != nil else {
            throw Finding(
                .policyLog, expected: "a signature by a log of the policy",
                found: "a checkpoint of \(signed.checkpoint.origin)")
        }
        if quorum == nil { return nil }
        guard judgement.hasQuorum, let (time, names) = quorumReached(by: judgement.cosigned) else {
            let names = judgement.cosigned.map { "\($0.witness.name)" }.joined(separator: ", ")
            throw Finding(
                .policyQuorum, expected: "the quorum \(quorum.map { "\($0)" } ?? "")",
                found: names.isEmpty ? "no cosignature" : "cosignatures by \(names)")
        }
        return OutsideHead(signed.checkpoint.head, at: time, by: names.joined(separator: ", "))
    }

    /// The earliest time by which enough had cosigned, and who these were.
    private func quorumReached(
        by cosigned: [(witness: Witness, time: Int)]
    ) -> (time: Timestamp, names: [String])? {
        var names: [Name] = []
        for (witness, seconds) in cosigned.sorted(by: { $0.time < $1.time }) {
            names.append(witness.name)
            if isSatisfied(by: Set(names)) {
                return Timestamp(secondsSinceEpoch: seconds).map { ($0, names.map(\.description)) }
            }
        }
        return nil
    }

    /// The witnesses that are keys of a ledger, or of a log, which no witness may be.
    ///
    /// - Parameter isLedgerKey: whether a key is, or was, one of the ledger's, its reserve keys included.
    public func signers(amongWitnesses isLedgerKey: (KeyID) -> Bool) -> [Finding] {
        witnesses.filter { isLedgerKey($0.key.publicKey.keyID) }.map {
            Finding(
                .witnessIsSigner, expected: "witnesses with keys of their own",
                found: "\($0.name), key \($0.key.publicKey.keyID)")
        }
    }
}

extension Finding {
    /// A head that no witness can have cosigned.
    static func uncosigned(_ head: String) -> Finding {
        Finding(
            .policyQuorum, expected: "a checkpoint with cosignatures",
            found: "the head \(head), which an entry signs")
    }
}
