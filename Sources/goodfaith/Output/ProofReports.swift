internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerProof
internal import LedgerVerify
internal import MerkleTree
internal import TransparencyLog

extension ProofReport {
    /// Of one of this project's proof files.
    init(_ conclusion: ProofConclusion, path: String) {
        self.init(path: path, kind: conclusion.kind?.rawValue ?? "unknown", verdict: conclusion.verdict)
        findings = conclusion.findings
        if let kind = conclusion.kind { facts.append(("proof", ProofReport.name(kind))) }
        if let opening = conclusion.opening, let fingerprint = conclusion.fingerprint {
            facts.append(("ledger", "\(opening.origin)"))
            facts.append(("party", "\(opening.party.id), \(Terminal.printable(opening.party.name))"))
            facts.append(("fingerprint", fingerprint.prefixed))
        }
        for head in conclusion.heads {
            facts.append(("head", "\(head.head)"))
            let by = head.signers.map(\.description).joined(separator: " ")
            facts.append(
                ("signed by", head.entryIndex.map { "\(by), as entry \($0)" } ?? "\(by), a checkpoint"))
            if let parting = head.parting { facts.append(("parts with", parting.prefixed)) }
        }
        for seen in conclusion.seen {
            facts.append(("witnessed", "by \(seen.time): \(Terminal.printable(seen.witness))"))
        }
        if let anchor = VerificationText.anchor(conclusion.anchor) { facts.append(("trust", anchor)) }
        entries = conclusion.entries.map {
            Entry(index: $0.event.index, event: $0.event, role: $0.role.rawValue, note: ProofReport.note($0))
        }
        proven = conclusion.proven.map(\.sentence)
        notProven = conclusion.notProven.map(\.sentence)
    }

    private static func name(_ kind: ProofKind) -> String {
        switch kind {
        case .events: "of entries"
        case .consistency: "that a ledger goes on from an earlier head"
        case .equivocation: "that one key signed two histories"
        }
    }

    private static func note(_ shown: ProofConclusion.ShownEntry) -> String {
        let voucher =
            if shown.isSignedByItself {
                "signed by itself"
            } else if let batchEnd = shown.batchEnd {
                "member of the batch that entry \(batchEnd) ends"
            } else if shown.isVoucherMissing {
                "member of a batch, its end not shown"
            } else {
                "member of a batch, the head vouches for it"
            }
        let disowned = shown.isDisowned ? "; disowned: by a compromised key alone" : ""
        return switch shown.role {
        case .proven: voucher + disowned
        case .keyEvent: "who may sign"
        case .head: "shown because it signs the head"
        }
    }

    /// Of a checkpoint, or of a C2SP proof of one entry under it.
    init(_ conclusion: LogConclusion, path: String) {
        let kind = conclusion.index == nil ? "checkpoint" : "tlog-proof"
        self.init(path: path, kind: kind, verdict: conclusion.verdict)
        findings = conclusion.findings
        facts = [
            ("proof", kind), ("log", Terminal.printable("\(conclusion.origin)")),
            ("head", "\(conclusion.head)"),
        ]
        for signer in conclusion.signers { facts.append(("signed by", Terminal.printable(signer.vkey))) }
        if let seen = conclusion.seen {
            facts.append(("witnessed", "by \(seen.time): \(Terminal.printable(seen.witness))"))
        }
        if let event = conclusion.event {
            let note = event.signing == nil ? "member of a batch" : "its own signature is not in this file"
            entries = [Entry(index: event.index, event: event, role: "proven", note: note)]
        }
        guard verdict == .intact else { return }
        let size = conclusion.head.size
        proven = [
            "whoever holds the log's key signed this head of \(size) entries"
        ]
        if let index = conclusion.index {
            let what = conclusion.event == nil ? "what was given" : "the event"
            proven.append("\(what) stands at index \(index) of that log, with these bytes")
        }
        if conclusion.seen != nil {
            proven.append(
                "a quorum of the policy's witnesses saw this head, and none before that it contradicts")
        }
        notProven = [
            "that this key was in force in the ledger, or whose it is: you gave it",
            "what was recorded after those \(size) entries",
            "that what is stated is true, or when it was stated",
        ]
        if conclusion.index != nil && conclusion.event == nil {
            notProven.append("what the bytes at that index say: they are no event of a ledger of this format")
        }
        if conclusion.seen == nil {
            notProven.append("that others were shown the same head: no witness was asked for")
        }
    }
}
