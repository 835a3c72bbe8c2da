import Foundation
import Testing

/// `timestamp`, seen from the command line, with an authority of `openssl ts`.
@Suite struct TimestampCommandTests {
    @Test func `The way that the document describes ends at a time stamp that holds, also by hand`() throws {
        let place = try Workplace.stamping()
        let blocks = try String(
            contentsOf: Command.repository.appendingPathComponent("docs/timestamps.md"), encoding: .utf8
        ).components(separatedBy: "```sh\n").dropFirst().compactMap {
            $0.components(separatedBy: "\n```").first
        }
        #expect(blocks.count == 3)
        let request = try place.shell(try #require(blocks.first))
        #expect(request.status == 0, "\(request.error)")
        try place.answer()
        let verified = try place.shell("set -e\n" + (blocks.dropFirst().first ?? "false"))
        #expect(verified.status == 0, "\(verified.error)")
        #expect(verified.output.contains("office.checkpoint.tst: the time stamp holds"))
        #expect(verified.output.contains("CN=Clock,O=Office"))
        #expect(verified.output.contains("1.5 s to either side"))
        // Names and paths are as long as they are.
        let given = ["sha256:", "sigsum.org", "goodfaith timestamp"]
        for line in verified.output.split(separator: "\n") where !given.contains(where: line.contains) {
            #expect(line.count <= 80, "\(line)")
        }
        let byHand = try place.shell("set -e\n" + (blocks.last ?? "false"))
        #expect(byHand.status == 0, "\(byHand.error)")
        #expect(byHand.output.contains("Verification: OK"))
    }

    @Test func `JSON says the same, and says what does not hold`() throws {
        let place = try Workplace.stamping()
        #expect(try place.goodfaith("timestamp", "request", "office.checkpoint", "--json").status == 0)
        try place.answer()
        let attached = try place.goodfaith(
            "timestamp", "attach", "office.checkpoint", "office.checkpoint.tsr", "--json")
        #expect(attached.output.contains(#""verified":false"#))
        let verify = ["timestamp", "verify", "office.checkpoint", "office.checkpoint.tst", "--json"]
        let holds = try place.run(
            verify + ["--authority", "authority.pem", "--request", "office.checkpoint.tsq"])
        #expect(holds.status == 0, "\(holds.error)")
        #expect(holds.output.contains(#""holds":true"#))
        #expect(holds.output.contains(#""not_checked":["revocation"]"#))
        let stranger = try place.run(verify + ["--authority", "stranger.pem"])
        #expect(stranger.status == 1)
        #expect(stranger.output.contains(#""code":"not-trusted","exit_code":1"#))
        #expect(stranger.output.contains(#""holds":false"#))
    }

    @Test func `What is no time stamp of this checkpoint is told, by exit code and in words`() throws {
        let place = try Workplace.stamping()
        let verify = ["timestamp", "verify", "office.checkpoint"]
        #expect(try place.goodfaith("timestamp", "request", "office.checkpoint").status == 0)
        try place.answer()
        let attach = ["timestamp", "attach", "office.checkpoint", "office.checkpoint.tsr"]
        #expect(try place.run(attach).status == 0)
        // Nothing is overwritten.
        let before = try place.bytes("office.checkpoint.tst")
        #expect(try place.run(attach).status == 2)
        #expect(try place.goodfaith("timestamp", "request", "office.checkpoint").status == 2)
        #expect(try place.bytes("office.checkpoint.tst") == before)
        // A token of another checkpoint, an answer where the token is needed, the token where the answer is.
        try place.write("other", Workplace.checkpoint.replacingOccurrences(of: "\n10\n", with: "\n11\n"))
        let other = try place.goodfaith(
            "timestamp", "verify", "other", "office.checkpoint.tst", "--authority", "authority.pem")
        #expect(other.status == 1 && other.error.contains("stamps other bytes"))
        let answer = try place.run(verify + ["office.checkpoint.tsr", "--authority", "authority.pem"])
        #expect(answer.status == 2 && answer.error.contains("goodfaith timestamp attach"))
        let token = try place.run(
            ["timestamp", "attach", "office.checkpoint", "office.checkpoint.tst", "--output", "x"])
        #expect(token.status == 2)
        // Another request, and the same answer over another checkpoint.
        #expect(
            try place.goodfaith("timestamp", "request", "office.checkpoint", "--output", "new.tsq").status == 0)
        let mixed = try place.run(attach + ["--request", "new.tsq", "--output", "x"])
        #expect(mixed.status == 1 && mixed.error.contains("not to this request"))
        let moved = try place.goodfaith(
            "timestamp", "attach", "other", "office.checkpoint.tsr", "--request", "office.checkpoint.tsq",
            "--output", "x")
        #expect(moved.status == 1 && !FileManager.default.fileExists(atPath: place.file("x").path))
        // An authority's file without a certificate, and a checkpoint that is none.
        #expect(
            try place.run(verify + ["office.checkpoint.tst", "--authority", "tsa.key"]).status == 2)
        #expect(try place.goodfaith("timestamp", "request", "tsa.key").status == 2)
    }

    @Test func `An answer that grants nothing is told in the authority's words`() throws {
        let place = try Workplace.stamping()
        #expect(try place.goodfaith("timestamp", "request", "office.checkpoint").status == 0)
        try place.answer(section: "refusal")
        let refused = try place.goodfaith(
            "timestamp", "attach", "office.checkpoint", "office.checkpoint.tsr")
        #expect(refused.status == 2)
        #expect(refused.error.contains("Message digest algorithm is not supported."))
    }
}

extension Workplace {
    /// The checkpoint of sigsum's tests.
    fileprivate static let checkpoint = """
        sigsum.org/v1/tree/e796172b92befd62d9dc67e41c2f5bc9d3100a3023b20b1ca40288dd1c679e69
        10
        HA5HAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=

        \u{2014} sigsum.org/v1/tree/e796172b92befd62d9dc67e41c2f5bc9d3100a3023b20b1ca40288dd1c679e69 \
        gJ2ho0n8F8olcerUF1FFdv235A/5as/coWrpLrtE7ovMeP5whgwouYExowG/lTznxu6OUGjjt5yJQ6bXtTcf718MqAQ=

        """

    /// A checkpoint, an authority with its certificate, and a stranger's certificate.
    fileprivate static func stamping() throws -> Workplace {
        let place = try Workplace()
        try place.write("office.checkpoint", checkpoint)
        try place.write(
            "cnf",
            """
            [stamps]
            serial = serial
            signer_digest = sha256
            default_policy = 1.3.6.1.4.1.99999.1
            digests = sha256
            accuracy = secs:1, millisecs:500
            [refusal]
            serial = serial
            signer_digest = sha256
            default_policy = 1.3.6.1.4.1.99999.1
            digests = sha512
            [req]
            distinguished_name = name
            x509_extensions = extensions
            [name]
            [extensions]
            extendedKeyUsage = critical, timeStamping

            """)
        let made = try place.shell(
            """
            set -e
            echo 01 > serial
            for name in authority stranger; do
                openssl req -config cnf -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 9 \
                    -subj /O=Office/CN=Clock -keyout tsa.key.$name -out $name.pem
            done
            mv tsa.key.authority tsa.key
            """)
        #expect(made.status == 0, "\(made.error)")
        return place
    }

    fileprivate func answer(section: String = "stamps") throws {
        let answer = try shell(
            "openssl ts -reply -config cnf -section \(section) -queryfile office.checkpoint.tsq"
                + " -signer authority.pem -inkey tsa.key -out office.checkpoint.tsr")
        #expect(answer.status == 0, "\(answer.error)")
    }

    fileprivate func run(_ arguments: [String]) throws -> Command {
        try Command.run(Command.executable, arguments, in: folder, input: "")
    }
}
