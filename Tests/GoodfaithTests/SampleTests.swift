import Foundation
import Testing

/// The report as ledgers: that they rebuild byte for byte, verify, and add up to the report's figures.
@Suite struct SampleTests {
    private static let folder = Command.repository.appendingPathComponent("ledger-samples")

    /// The ledgers of the report, by file name.
    private static let ledgers: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".jsonl") }.sorted()
    }()

    private func goodfaith(_ arguments: [String]) throws -> Command {
        try Command.run(Command.executable, arguments, in: SampleTests.folder, input: "")
    }

    @Test func `The script rebuilds them byte for byte`() throws {
        let place = try Workplace()
        let built = try place.shell("sh '\(SampleTests.folder.path)/build.sh' out")
        #expect(built.status == 0, "\(built.error)")
        #expect(SampleTests.ledgers.count == 6)
        let made = try FileManager.default.subpathsOfDirectory(atPath: place.file("out").path).filter {
            $0.hasSuffix(".jsonl") || $0.hasSuffix(".txt") || $0.hasPrefix("exchange/")
        }
        #expect(made.count > 38, "six ledgers, heads and proofs, the fixtures, and their trust files")
        for name in made {
            #expect(
                FileManager.default.contentsEqual(
                    atPath: place.file("out/\(name)").path,
                    andPath: SampleTests.folder.appendingPathComponent(name).path),
                "\(name) differs from what build.sh makes")
        }
    }

    @Test func `They are intact under the trust file beside them`() throws {
        let result = try goodfaith(["verify", "--trust", "trust.txt"] + SampleTests.ledgers)
        #expect(result.status == 0, "\(result.output)")
        for name in SampleTests.ledgers {
            #expect(result.output.contains("\(name): intact"))
            #expect(try goodfaith(["verify", "--self-declared", name]).status == 0)
        }
    }

    @Test func `The proofs hold, the heads are theirs, and none holds for another ledger`() throws {
        let proofs = ["case", "goes-on", "letter", "two-histories"].map { "exchange/\($0).proof" }
        for proof in proofs {
            let result = try goodfaith(["check", proof, "--trust", "trust.txt"])
            #expect(result.status == 0 && result.output.contains("\(proof): proven"), "\(result.output)")
            let stranger = "sha256:" + String(repeating: "0", count: 64)
            #expect(try goodfaith(["check", proof, "--fingerprint", stranger]).status == 1)
        }
        for party in ["us-letter-office", "ua-commissioner", "neutral-witness"] {
            let result = try goodfaith([
                "verify", "--trust", "trust.txt", "--against", "exchange/\(party).checkpoint", "\(party).jsonl",
            ])
            #expect(result.status == 0 && result.output.contains("complete: this is the head that you hold"))
        }
        let log = try goodfaith([
            "key", "show", "keys/us-letter-office.key", "--log", "us-letter-office.example/sample",
        ])
        let vkey = log.output.trimmingCharacters(in: .newlines)
        #expect(try goodfaith(["check", "exchange/letter.tlog-proof", "--log", vkey]).status == 0)
    }

    @Test func `The state shows eight reunified, seven one way and one the other`() throws {
        let result = try goodfaith(["state", "--trust", "trust.txt", "--json"] + SampleTests.ledgers)
        #expect(result.status == 0, "\(result.error)")
        let json = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
        let cases = try #require(json?["cases"] as? [[String: Any]])
        let reunified = cases.filter { $0["state"] as? String == "reunified" }
        #expect(reunified.count == 8)
        #expect(reunified.count { $0["from"] as? String == "RU" && $0["to"] as? String == "UA" } == 7)
        #expect(reunified.count { $0["from"] as? String == "UA" && $0["to"] as? String == "RU" } == 1)
        #expect(reunified.allSatisfy { ($0["missing"] as? [Any])?.isEmpty == true })
    }

    @Test func `The order of the files changes nothing`() throws {
        let forward = try goodfaith(["state", "--json"] + SampleTests.ledgers)
        let backward = try goodfaith(["state", "--json"] + SampleTests.ledgers.reversed())
        #expect(!forward.output.isEmpty)
        #expect(forward.output == backward.output)
    }

    @Test func `The state can be written as Markdown, and not as Markdown and JSON at once`() throws {
        let page = try goodfaith(["state", "--format", "markdown"] + SampleTests.ledgers)
        #expect(page.status == 0, "\(page.error)")
        #expect(page.output.contains("\n## Cases (8)\n") && page.output.contains("\n|---|"))
        let both = try goodfaith(["state", "--json", "--format", "markdown"] + SampleTests.ledgers)
        #expect(both.status == 64 && both.output.isEmpty)
        #expect(both.error.contains("give one of them"))
    }

    @Test func `Before the reunifications nobody is reunified, and the letter is answered`() throws {
        let september = try goodfaith(["state", "--at", "2025-09-15", "--json"] + SampleTests.ledgers)
        #expect(september.status == 0, "\(september.error)")
        #expect(!september.output.contains("\"state\":\"reunified\""))
        #expect(september.output.contains("\"form\":\"personal_letter\""))
        let now = try goodfaith(["state"] + SampleTests.ledgers)
        #expect(now.output.contains("8 reunified: 7 RU to UA, 1 UA to RU"))
        #expect(now.output.contains("answered by the personal letter of ru-office (ru-office#11)"))
        #expect(now.output.contains("answers the personal letter of us-letter-office"))
    }

    @Test func `No ledger holds a key of the sample's private folder or a path`() throws {
        for name in SampleTests.ledgers {
            let text = try String(contentsOf: SampleTests.folder.appendingPathComponent(name), encoding: .utf8)
            #expect(!text.contains("PRIVATE"))
        }
    }
}
