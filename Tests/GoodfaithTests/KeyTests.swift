import Foundation
import Testing

/// `key` and `init`, seen from the command line.
@Suite struct KeyTests {
    @Test func `A key with a passphrase signs with it and not without`() throws {
        let office = try Workplace()
        try office.write("right", "correct horse battery\n")
        try office.write("wrong", "incorrect\n")
        #expect(try office.goodfaith("key", "new", "k", "--passphrase-file", "right").status == 0)
        #expect(
            String(decoding: try office.bytes("k"), as: UTF8.self).hasPrefix(
                "-----BEGIN ENCRYPTED PRIVATE KEY-----"))
        let arguments = [
            "init", "l.jsonl", "--party", "office", "--name", "Office", "--class", "ngo", "--role", "witness",
            "--origin",
            "office.example/x", "--audience", "other", "--key", "k",
        ]
        let none = try Command.run(Command.executable, arguments, in: office.folder, input: "")
        #expect(none.status == 64)
        #expect(none.error.contains("--passphrase-file"))
        let wrong = try Command.run(
            Command.executable, arguments + ["--passphrase-file", "wrong"], in: office.folder, input: "")
        #expect(wrong.status == 64)
        #expect(wrong.error.contains("passphrase"))
        #expect(!FileManager.default.fileExists(atPath: office.file("l.jsonl").path))
        let right = try Command.run(
            Command.executable, arguments + ["--passphrase-file", "right"], in: office.folder, input: "")
        #expect(right.status == 0, "\(right.error)")
    }

    @Test func `A private key file is for its owner alone, and is never overwritten`() throws {
        let office = try Workplace()
        #expect(try office.goodfaith("key", "new", "k", "--no-passphrase").status == 0)
        let attributes = try FileManager.default.attributesOfItem(atPath: office.file("k").path)
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        let before = try office.bytes("k")
        #expect(try office.goodfaith("key", "new", "k", "--no-passphrase").status == 2)
        #expect(try office.bytes("k") == before)
        #expect(try office.goodfaith("key", "new", "other").status == 64)
    }

    @Test(arguments: ["ed25519", "ecdsa-p256", "ecdsa-p384"])
    func `The keyid is what openssl and sha256sum print`(
        algorithm: String
    ) throws {
        let office = try Workplace()
        #expect(
            try office.goodfaith("key", "new", "k", "--no-passphrase", "--algorithm", algorithm).status == 0)
        let shown = try office.goodfaith("key", "show", "k.pub", "--json")
        let stock = try office.shell("openssl pkey -pubin -in k.pub -outform DER | sha256sum | cut -d' ' -f1")
        #expect(shown.output.contains(stock.output.trimmingCharacters(in: .whitespacesAndNewlines)))
    }

    @Test func `A public key is refused where a private one is needed, and a stranger's key too`() throws {
        let office = try Workplace()
        try office.openOffice()
        let before = try office.bytes("us.jsonl")
        #expect(try office.goodfaith("key", "new", "stranger", "--no-passphrase").status == 0)
        let words = Workplace.contact.joined(separator: " ") + " occurred=2025-08-15"
        let publicKey = try office.shell("goodfaith record us.jsonl \(words) --key us.key.pub")
        #expect(publicKey.status == 64)
        #expect(publicKey.error.contains("private"))
        let stranger = try office.shell("goodfaith record us.jsonl \(words) --key stranger")
        #expect(stranger.status == 64)
        #expect(stranger.error.contains("may not sign"))
        #expect(try office.bytes("us.jsonl") == before)
    }

    @Test func `Keys are added, rotated, retired and called compromised, and old entries stay valid`() throws {
        let office = try Workplace()
        try office.openOffice()
        for key in ["second", "third"] {
            #expect(try office.goodfaith("key", "new", key, "--no-passphrase").status == 0)
        }
        let steps = [
            "goodfaith key add us.jsonl second --key us.key",
            "goodfaith key rotate us.jsonl third --from second.pub --key us.key",
            "goodfaith key compromised us.jsonl second.pub --since 1 --key third",
            "goodfaith key retire us.jsonl us.key.pub --key third",
        ]
        for step in steps {
            let result = try office.shell(step)
            #expect(result.status == 0, "\(step): \(result.error)")
        }
        let last = try office.shell("goodfaith key retire us.jsonl third.pub --key third")
        #expect(last.status == 64)
        #expect(last.error.contains("key-last"))
        let verified = try office.goodfaith("verify", "--self-declared", "us.jsonl")
        #expect(verified.status == 0, "\(verified.output)")
    }

    @Test
    func `A key that was called compromised warns whoever signs with it, and a retired one is named in short`()
        throws
    {
        let office = try Workplace()
        try office.openOffice()
        let made = try office.shell(
            """
            set -e; goodfaith key new second --no-passphrase; goodfaith key add us.jsonl second --key us.key
            k=$(goodfaith key show second | grep -o '[0-9a-f]\\{64\\}' | head -n 1)
            goodfaith key retire us.jsonl second.pub --key us.key
            goodfaith key compromised us.jsonl $(echo $k | cut -c 1-8) --since 1 --key us.key
            """)
        #expect(made.status == 0, "\(made.error)")
        #expect(!(try office.recordContact("occurred=2025-08-15").error.contains("compromised")))
        let own = try office.shell(
            "goodfaith key compromised us.jsonl us.key.pub --since 1 --key us.key")
        #expect(own.status == 0, "\(own.error)")
        let warned = try office.recordContact("occurred=2025-08-16")
        #expect(warned.status == 0 && warned.error.contains("was called compromised since entry 1"))
    }

    @Test func `A reserve key keeps a thief of the daily key from changing keys`() throws {
        let office = try Workplace()
        for key in ["daily", "reserve", "reserve2", "thief"] {
            #expect(try office.goodfaith("key", "new", key, "--no-passphrase").status == 0)
        }
        let opened = try office.shell(
            "goodfaith init l.jsonl --party office --name Office --class ngo --role witness --origin office.example/x "
                + "--audience other --next reserve.pub --key daily")
        #expect(opened.status == 0, "\(opened.error)")
        let thief = try office.shell("goodfaith key rotate l.jsonl thief --from daily.pub --key daily")
        #expect(thief.status == 64)
        #expect(thief.error.contains("key-next-missing"))
        let office2 = try office.shell(
            "goodfaith key rotate l.jsonl thief --from daily.pub --key daily --reserve reserve --next reserve2.pub"
        )
        #expect(office2.status == 0, "\(office2.error)")
        #expect(try office.goodfaith("verify", "--self-declared", "l.jsonl").status == 0)
    }

    @Test func `A closed ledger takes nothing more, and its successor names it`() throws {
        let office = try Workplace()
        try office.openOffice()
        #expect(try office.goodfaith("close", "us.jsonl", "--key", "us.key").status == 0)
        let refused = try office.recordContact("occurred=2025-08-15")
        #expect(refused.status == 64)
        #expect(refused.error.contains("closed"))
        let next = try office.shell(
            "goodfaith init next.jsonl --party us-office --name Office --class office_of_principal --role principal "
                + "--origin us-office.example/ua-channel-2 --audience ru-office --predecessor us.jsonl --key us.key"
        )
        #expect(next.status == 0, "\(next.error)")
        let shown = try office.goodfaith("verify", "--self-declared", "--json", "next.jsonl")
        #expect(shown.output.contains("\"predecessor\":{\"fingerprint\":\"sha256:"))
    }
}
