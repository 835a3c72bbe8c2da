internal import ArgumentParser
internal import Exchange
internal import Foundation
internal import LedgerFormat
internal import LedgerVerify
internal import MerkleTree
internal import TransparencyLog

struct WitnessCosign: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cosign",
        abstract: "Cosign a checkpoint that goes on from the last one seen of its log.",
        discussion: """
            What is cosigned is kept beside the key (KEY.witness), on the disk before the cosignature is printed; \
            back it up with the key. The key is Ed25519 and the witness's alone, never a ledger's.

            A ledger's checkpoint is held against a copy of the ledger (--ledger). A request of C2SP tlog-witness \
            (--request) brings its own proof; the log's key comes from --log or --policy. What is printed is the \
            response: the cosignature, or after a conflict (exit code 1) the size at which this witness is.

            Example: goodfaith witness us.checkpoint --ledger us-office.jsonl --trust trust.txt \
            --key witness.key --name witness.example/office
            """)

    @Argument(help: "Checkpoint of a ledger.", completion: .file())
    var checkpoint: String?

    @Option(help: ArgumentHelp("Copy of the ledger.", valueName: "file"), completion: .file())
    var ledger: String?

    @OptionGroup var trust: TrustOptions

    @Option(help: ArgumentHelp("Request of tlog-witness, instead of a checkpoint.", valueName: "file"))
    var request: String?

    @OptionGroup var logs: LogKeyOptions

    @Option(help: ArgumentHelp("Private key of the witness.", valueName: "file"), completion: .file())
    var key: String

    @OptionGroup var passphrase: PassphraseOptions

    @Option(help: "Name of the witness; needed once, and kept.")
    var name: NoteKeyName?

    @Option(
        help: ArgumentHelp("Write the cosigned checkpoint into a new file.", valueName: "file"),
        completion: .file())
    var output: String?

    @Flag(help: "Print a JSON object.")
    var json = false

    func validate() throws {
        if request != nil {
            if checkpoint != nil || ledger != nil || trust.isGiven {
                throw ValidationError(
                    "A request brings its own proof: leave CHECKPOINT, --ledger and trust out.")
            }
            if logs.isEmpty { throw ValidationError("Name the log's key: --log VKEY or --policy FILE.") }
        } else {
            if checkpoint == nil || ledger == nil {
                throw ValidationError("Give CHECKPOINT and --ledger COPY, or --request FILE.")
            }
            if !logs.isEmpty {
                throw ValidationError("The ledger says which keys sign: leave --log and --policy out.")
            }
        }
    }

    func run() throws {
        let signingKey = try passphrase.privateKey(key)
        let witness = try witnessing { () throws(WitnessError) in try Witness(key: signingKey, name: name) }
        let time = Int(Date().timeIntervalSince1970)
        let cosigned: Witness.Cosigned
        if let request {
            let read = try LogFile.request(request)
            let keys = try logs.logKeys()
            do throws(WitnessError) { cosigned = try witness.cosign(read, trusting: keys, at: time) } catch {
                try answer(error)
                throw Refusal(error)
            }
        } else {
            cosigned = try cosign(as: witness, at: time)
        }
        if let output { try LogFile.create(output, cosigned.checkpoint.bytes) }
        try show(cosigned, witness, time)
    }

    private func cosign(as witness: Witness, at time: Int) throws(Refusal) -> Witness.Cosigned {
        // Both are there: validate() has looked.
        let (path, copyPath) = (checkpoint ?? "", ledger ?? "")
        let signed = try LogFile.checkpoint(path)
        let anchors = try trust.anchors(ifMissing: .notGiven)
        return try witnessing { () throws(WitnessError) in
            try witness.cosign(signed, by: WitnessedCopy(copyPath, trust: anchors), at: time)
        }
    }

    /// What tlog-witness answers to a request that it refuses, where that has a body.
    private func answer(_ error: WitnessError) throws {
        guard case .refused(let refusal) = error else { return }
        if json {
            var members: [String: JSON] = [
                "refused": .string(Terminal.printable("\(refusal)")), "status": .integer(refusal.status),
            ]
            if case .conflict(let latest, _) = refusal { members["size"] = .integer(latest) }
            try Terminal.print(json: .object(members))
        } else if case .conflict(let latest, _) = refusal {
            LogFile.print(AddCheckpointConflict(latestSize: latest).bytes)
        }
    }

    private func show(_ cosigned: Witness.Cosigned, _ witness: Witness, _ time: Int) throws {
        let (origin, head) = (cosigned.checkpoint.checkpoint.origin, cosigned.checkpoint.checkpoint.head)
        let line = String(decoding: cosigned.cosignature.line.dropLast(), as: UTF8.self)
        if json {
            var members: [String: JSON] = [
                "cosignature": .string(line), "head": .string("\(head)"),
                "origin": .string(Terminal.printable("\(origin)")), "time": .integer(time),
                "vkey": .string(witness.verifierKey.vkey),
            ]
            members["previous"] = cosigned.previous.map { .string("\($0)") }
            try Terminal.print(json: .object(members))
            return
        }
        LogFile.print(cosigned.cosignature.line)
        let before = cosigned.previous.map { "\($0.size) cosigned before" } ?? "the first of this log"
        Terminal.say(
            "goodfaith: cosigned \(head.size) entries of \(Terminal.printable("\(origin)")); \(before)")
    }
}
