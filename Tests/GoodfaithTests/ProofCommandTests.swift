import Foundation
import Testing

/// `checkpoint`, `prove`, `check` and `verify --against`, as an office and a court use them.
@Suite struct ProofCommandTests {
    private static let one = "case/0f2e1d4c-1111-4aaa-8bbb-000000000001"
    private static let two = "case/0f2e1d4c-2222-4aaa-8bbb-000000000002"

    /// An office with four entries: a counterpart, and a batch about two cases.
    private func office() throws -> Workplace {
        let office = try Workplace()
        try office.openOffice()
        let lines = [Self.one, Self.two].map {
            #"{"data":{"care_status":"separated","occurred":"2025-08"},"subject":"\#($0)","type":"case.opened"}"#
        }
        try office.write("batch", lines.joined(separator: "\n") + "\n")
        let recorded = try office.goodfaith("record", "us.jsonl", "--from", "batch", "--key", "us.key")
        #expect(recorded.status == 0, "\(recorded.error)")
        return office
    }

    /// Runs the command with an index in the workplace's own folder.
    private func run(_ office: Workplace, _ line: String) throws -> Command {
        try office.shell("export XDG_CACHE_HOME=\"$PWD/cache\"; goodfaith \(line)")
    }

    private func fingerprint(_ office: Workplace) throws -> String {
        let report = try office.goodfaith("verify", "--self-declared", "--json", "us.jsonl").output
        return String(try #require(report.firstMatch(of: /"fingerprint":"(sha256:[0-9a-f]{64})"/)?.1))
    }

    @Test func `A court checks one entry of a batch with nothing but the proof and a fingerprint`() throws {
        let office = try office()
        let fingerprint = try fingerprint(office)
        #expect(try run(office, "prove us.jsonl 2").status == 64)
        #expect(try run(office, "checkpoint us.jsonl --key us.key --output head").status == 0)
        let proved = try run(office, "prove us.jsonl 2 --output entry.proof")
        #expect(proved.status == 0, "\(proved.error)")
        #expect(proved.error.contains("the rest of the ledger was not verified"))
        let proof = String(decoding: try office.bytes("entry.proof"), as: UTF8.self)
        #expect(proof.contains(Self.one) && !proof.contains(Self.two))

        try office.write("court", "")
        _ = try office.shell("rm -r us.jsonl us.jsonl.checkpoint cache")
        let checked = try office.goodfaith("check", "entry.proof", "--fingerprint", fingerprint)
        #expect(checked.status == 0, "\(checked.error)")
        #expect(checked.output.hasPrefix("entry.proof: proven\n"))
        #expect(checked.output.contains("It proves:") && checked.output.contains("It does not prove:"))
        #expect(checked.output.split(separator: "\n").allSatisfy { $0.count <= 90 })
        #expect(try office.goodfaith("check", "entry.proof").status == 2)
        let other = "sha256:" + String(repeating: "0", count: 64)
        #expect(try office.goodfaith("check", "entry.proof", "--fingerprint", other).status == 1)
        let json = try office.goodfaith("check", "entry.proof", "--fingerprint", fingerprint, "--json")
        #expect(json.status == 0 && json.output.contains("\"verdict\":\"intact\""))
        try office.write("bad.proof", proof.replacing("separated", with: "separatee"))
        let bad = try office.goodfaith("check", "bad.proof", "--fingerprint", fingerprint)
        #expect(bad.status == 1 && bad.output.contains("path-mismatch"))
    }

    @Test func `The last entry asked for is the head where it is signed, and no checkpoint is needed`() throws {
        let office = try office()
        let fingerprint = try fingerprint(office)
        #expect(try run(office, "prove us.jsonl 2 3 --output both.proof").status == 0)
        let checked = try office.goodfaith("check", "both.proof", "--fingerprint", fingerprint)
        #expect(checked.status == 0 && checked.output.contains("as entry 3"))
        let named = try run(office, "prove us.jsonl 2 --head 3 --output named.proof")
        #expect(named.status == 0)
        let shown = try office.goodfaith("check", "named.proof", "--fingerprint", fingerprint).output
        #expect(shown.contains("shown because it signs the head"))
    }

    @Test func `All events of one case are proven, and nothing of another`() throws {
        let office = try office()
        let fingerprint = try fingerprint(office)
        #expect(try run(office, "checkpoint us.jsonl --key us.key").status == 0)
        #expect(try run(office, "prove us.jsonl --subject \(Self.one) --output case.proof").status == 0)
        let proof = String(decoding: try office.bytes("case.proof"), as: UTF8.self)
        #expect(proof.split(separator: "\n").count == 4)
        #expect(proof.contains(Self.one) && !proof.contains(Self.two) && !proof.contains("counterpart.noted"))
        #expect(try office.goodfaith("check", "case.proof", "--fingerprint", fingerprint).status == 0)
        let none = try run(office, "prove us.jsonl --subject case/0f2e1d4c-3333-4aaa-8bbb-000000000003")
        #expect(none.status == 64 && none.error.contains("no entry about"))
    }

    @Test func `A later checkpoint is proven to go on from an earlier one`() throws {
        let office = try office()
        let fingerprint = try fingerprint(office)
        #expect(try run(office, "checkpoint us.jsonl --key us.key --output old").status == 0)
        #expect(try office.recordContact("occurred=2025-08-15").status == 0)
        #expect(try run(office, "checkpoint us.jsonl --key us.key --output new").status == 0)
        #expect(try run(office, "prove us.jsonl --consistency old --output goes-on.proof").status == 0)
        let checked = try office.goodfaith("check", "goes-on.proof", "--fingerprint", fingerprint)
        #expect(checked.status == 0 && checked.output.contains("which its party signed"))
        let zero = "2:sha256:" + String(repeating: "0", count: 64)
        let forked = try run(office, "prove us.jsonl --consistency \(zero)")
        #expect(forked.status == 1 && forked.error.contains("does not hold"))
    }

    @Test func `A proof in the form of C2SP is checked with the log's key`() throws {
        let office = try office()
        #expect(try run(office, "checkpoint us.jsonl --key us.key --output head").status == 0)
        #expect(
            try run(office, "prove us.jsonl 2 --format tlog-proof --output entry.tlog-proof").status == 0)
        let vkey = try office.goodfaith("key", "show", "us.key.pub", "--log", "us-office.example/ua-channel")
            .output.trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(try office.goodfaith("check", "entry.tlog-proof", "--log", vkey).status == 0)
        #expect(try office.goodfaith("check", "head", "--log", vkey).status == 0)
        #expect(try office.goodfaith("check", "entry.tlog-proof").status == 2)
        let text = String(decoding: try office.bytes("entry.tlog-proof"), as: UTF8.self)
        try office.write("bad", text.replacing("index 2", with: "index 1"))
        #expect(try office.goodfaith("check", "bad", "--log", vkey).status == 1)
    }

    @Test func `A checkpoint shows a missing end and another history, but only if the ledger's key signed it`()
        throws
    {
        let office = try office()
        #expect(try run(office, "checkpoint us.jsonl --key us.key --output head").status == 0)
        #expect(try office.goodfaith("verify", "--self-declared", "us.jsonl", "--against", "head").status == 0)
        _ = try office.shell("head -n 3 us.jsonl > cut.jsonl")
        let cut = try office.goodfaith("verify", "--self-declared", "cut.jsonl", "--against", "head")
        #expect(cut.status == 1 && cut.output.contains("cut.jsonl: truncated"))
        let text = String(decoding: try office.bytes("head"), as: UTF8.self)
        try office.write("forged", text.replacing("\n4\n", with: "\n3\n"))
        let forged = try office.goodfaith("verify", "--self-declared", "us.jsonl", "--against", "forged")
        #expect(forged.status == 1)
        #expect(forged.output.contains("checkpoint-signature") && !forged.output.contains("forked"))
    }

    @Test func `A checkpoint by a key of the missing end leaves a file incomplete, not untrusted`() throws {
        let office = try office()
        #expect(try office.goodfaith("key", "new", "third", "--no-passphrase").status == 0)
        _ = try office.shell("cp us.jsonl cut.jsonl")
        let rotated = try office.shell("goodfaith key rotate us.jsonl third --from us.key.pub --key us.key")
        #expect(rotated.status == 0, "\(rotated.error)")
        #expect(try run(office, "checkpoint us.jsonl --key third --output head").status == 0)
        #expect(try office.goodfaith("verify", "--self-declared", "us.jsonl", "--against", "head").status == 0)
        let cut = try office.goodfaith("verify", "--self-declared", "cut.jsonl", "--against", "head")
        #expect(cut.status == 2 && cut.output.contains("cut.jsonl: incomplete"), "\(cut.output)")
        #expect(cut.output.contains("checkpoint-beyond-end"))
    }

    @Test func `A checkpoint beside the ledger that is not its own is passed over`() throws {
        let office = try office()
        #expect(try run(office, "checkpoint us.jsonl --key us.key --output head").status == 0)
        let text = String(decoding: try office.bytes("head"), as: UTF8.self)
        let foreign = text.replacing("us-office.example/ua-channel", with: "other.example/channel")
        for planted in [foreign, "garbage\n"] {
            try office.write("us.jsonl.checkpoint", planted)
            let proved = try run(office, "prove us.jsonl 2 3")
            #expect(proved.status == 0 && proved.error.contains("passed over"), "\(proved.error)")
        }
        try office.write("foreign", foreign)
        let named = try run(office, "prove us.jsonl 2 --head foreign")
        #expect(named.status == 2 && named.error.contains("not this ledger's"), "\(named.error)")
        #expect(!named.error.contains("two histories"))
    }

    @Test func `A reserve key of the ledger is no witness of it`() throws {
        let office = try Workplace()
        for key in ["daily", "reserve"] {
            #expect(try office.goodfaith("key", "new", key, "--no-passphrase").status == 0)
        }
        let opened = try office.shell(
            "goodfaith init l.jsonl --party office --name Office --class ngo --role witness "
                + "--origin office.example/x --audience other --next reserve.pub --key daily")
        #expect(opened.status == 0, "\(opened.error)")
        #expect(try run(office, "checkpoint l.jsonl --key daily --output head").status == 0)
        let shown = try office.goodfaith("key", "show", "reserve.pub", "--witness", "witness.example/one")
        let vkey = shown.output.trimmingCharacters(in: .newlines)
        try office.write("policy", "witness one \(vkey)\nquorum none\n")
        let verified = try office.goodfaith(
            "verify", "--self-declared", "l.jsonl", "--against", "head", "--policy", "policy")
        #expect(verified.status == 1 && verified.output.contains("witness-is-signer"), "\(verified.output)")
    }

    @Test func `A pipe under a name is refused at once, and what the shell hands over is read`() throws {
        let office = try office()
        let fingerprint = try fingerprint(office)
        _ = try office.shell("mkfifo pipe")
        for line in [
            "check pipe --self-declared", "verify us.jsonl --trust pipe",
            "verify us.jsonl --self-declared --against pipe", "prove us.jsonl 2 --head pipe",
        ] {
            let refused = try office.shell(
                "export XDG_CACHE_HOME=\"$PWD/cache\"; timeout 30 goodfaith \(line)")
            #expect(refused.status == 2, "\(line): \(refused.error)")
            #expect(refused.error.contains("no regular file"), "\(line): \(refused.error)")
        }
        #expect(try run(office, "prove us.jsonl 3 --output entry.proof").status == 0)
        for input in ["-", "/dev/stdin", "/dev/fd/0"] {
            let checked = try office.shell(
                "cat entry.proof | goodfaith check \(input) --fingerprint \(fingerprint)")
            #expect(checked.status == 0, "\(input): \(checked.error)")
        }
    }

    @Test func `After a restore from an older copy no checkpoint is signed`() throws {
        let office = try office()
        _ = try office.shell("cp us.jsonl older.jsonl")
        #expect(try office.recordContact("occurred=2025-08-15").status == 0)
        let first = try run(office, "checkpoint us.jsonl --key us.key")
        #expect(try run(office, "checkpoint us.jsonl --key us.key").output == first.output)
        _ = try office.shell("cp older.jsonl us.jsonl")
        let refused = try run(office, "checkpoint us.jsonl --key us.key")
        #expect(refused.status == 1 && refused.output.isEmpty)
        #expect(refused.error.contains("restored from an older copy"))
    }

    @Test func `A quorum of witnesses is asked for by a policy`() throws {
        let office = try office()
        #expect(try run(office, "checkpoint us.jsonl --key us.key --output head").status == 0)
        #expect(try office.goodfaith("key", "new", "w.key", "--no-passphrase").status == 0)
        func vkey(_ key: String) throws -> String {
            try office.goodfaith("key", "show", "\(key).pub", "--witness", "witness.example/one").output
                .trimmingCharacters(in: .whitespacesAndNewlines)
        }
        try office.write("policy", "witness one \(try vkey("w.key"))\nquorum one\n")
        let before = try office.goodfaith(
            "verify", "--self-declared", "us.jsonl", "--against", "head", "--policy", "policy")
        #expect(before.status == 2 && before.output.contains("policy-quorum"))
        let cosigned = try office.goodfaith(
            "witness", "head", "--ledger", "us.jsonl", "--self-declared", "--key", "w.key", "--name",
            "witness.example/one", "--output", "cosigned")
        #expect(cosigned.status == 0, "\(cosigned.error)")
        let after = try office.goodfaith(
            "verify", "--self-declared", "us.jsonl", "--against", "cosigned", "--policy", "policy")
        #expect(after.status == 0, "\(after.output)")
        #expect(after.output.contains("counts: one"))
        let keyID = try #require(
            try office.goodfaith("key", "show", "us.key.pub").output.firstMatch(of: /[0-9a-f]{64}/)?.output)
        let compromised = try office.goodfaith(
            "key", "compromised", "us.jsonl", String(keyID), "--since", "2", "--key", "us.key")
        #expect(compromised.status == 0, "\(compromised.error)")
        #expect(try office.goodfaith("verify", "--self-declared", "us.jsonl").output.contains("entries 2-3"))
        let seen = try office.goodfaith(
            "verify", "--self-declared", "us.jsonl", "--against", "cosigned", "--policy", "policy")
        #expect(seen.status == 0 && !seen.output.contains("disowned"))
        try office.write("own", "witness one \(try vkey("us.key"))\nquorum none\n")
        let own = try office.goodfaith(
            "verify", "--self-declared", "us.jsonl", "--against", "cosigned", "--policy", "own")
        #expect(own.status == 1 && own.output.contains("witness-is-signer"))
    }

    @Test func `What is no proof ends with a refusal, however large it is`() throws {
        let office = try Workplace()
        for make in ["head -c 90000000 /dev/zero", "yes '{\"proof\":{' | head -n 1000000", "true"] {
            let refused = try office.shell(
                "\(make) > file; \(Command.boundsMemory); goodfaith check file --self-declared")
            #expect(refused.status == 2, "\(make)")
            #expect(!refused.error.isEmpty || refused.output.contains("proof-form"))
        }
    }
}
