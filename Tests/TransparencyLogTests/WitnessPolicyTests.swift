import LedgerCrypto
import MerkleTree
import Testing

@testable import TransparencyLog

struct WitnessPolicyTests {
    private static func log(_ seed: UInt8) throws -> String {
        try TestLog(seed, origin: "log.example/\(seed)").logKey.vkey
    }

    private static func witness(_ seed: UInt8) throws -> String {
        try TestWitness(seed, "witness.example/\(seed)").verifierKey.vkey
    }

    private static func names(_ names: String) -> Set<WitnessPolicy.Name> {
        Set(names.split(separator: " ").map { WitnessPolicy.Name(String($0)) })
    }

    /// The example of the specification, with real keys, and with what the syntax allows.
    private static func nested() throws -> String {
        """
        # Two organisations
        log \(try log(1)) https://log.example/

        \twitness  X1\t\(try witness(11)) https://witness.example/1
        witness X2 \(try witness(12))
        witness X3 \(try witness(13))\u{20}
        group X-witnesses 2 X1 X2 X3
        witness Y1 \(try witness(14))
        witness Y2 \(try witness(15))
        group Y-witnesses any Y1 Y2
          # all of them
        group X-and-Y all X-witnesses Y-witnesses
        quorum X-and-Y

        """
    }

    @Test(
        "groups of groups are counted by their thresholds",
        arguments: [
            ("", false), ("X1 X2 X3", false), ("X1 X2", false), ("Y1 Y2", false), ("X1 Y1", false),
            ("X1 X2 Y1", true), ("X2 X3 Y2", true), ("X1 X2 X3 Y1 Y2", true), ("X1 X2 Z1", false),
            // The name of a group is no witness.
            ("X-witnesses Y-witnesses", false), ("X-and-Y", false),
        ])
    func quorum(cosigning: String, isSatisfied: Bool) throws {
        let policy = try WitnessPolicy(Self.nested().bytes)
        #expect(policy.isSatisfied(by: Self.names(cosigning)) == isSatisfied)
    }

    @Test("a policy is read with all that it defines")
    func parts() throws {
        let policy = try WitnessPolicy(Self.nested().bytes)
        #expect(policy.logs.map(\.url) == ["https://log.example/"])
        #expect(policy.witnesses.map(\.name.description) == ["X1", "X2", "X3", "Y1", "Y2"])
        #expect(policy.witnesses.map(\.url) == ["https://witness.example/1", nil, nil, nil, nil])
        #expect(policy.groups.map(\.threshold) == [2, 1, 2])
        #expect(policy.quorum == WitnessPolicy.Name("X-and-Y"))
    }

    @Test("a policy may ask for no witness at all, or for a single one")
    func simple() throws {
        #expect(try WitnessPolicy("quorum none\n".bytes).isSatisfied(by: []))
        let one = try WitnessPolicy("witness W \(Self.witness(11))\nquorum W\n".bytes)
        #expect(!one.isSatisfied(by: []))
        #expect(one.isSatisfied(by: Self.names("W")))
    }

    @Test("names are bytes: what looks alike is not the same")
    func opaqueNames() throws {
        let kelvin = "witness \u{212A} \(try Self.witness(11))\nquorum K\n"
        #expect(refusal { () throws(LogTextError) in try WitnessPolicy(kelvin.bytes) } == .nameUndefined)
        let latin = "witness ".bytes + [0xE9] + " \(try Self.witness(11))\nquorum ".bytes + [0xE9, 0x0A]
        #expect(try WitnessPolicy(latin).witnesses.map(\.name.bytes) == [[0xE9]])
    }

    @Test(
        "what is no policy is refused",
        arguments: [
            ("", .quorum), ("# nothing\n", .quorum), ("quorum none", .lineFeedMissing),
            ("quorum\n", .policyLine),
            ("quorum none none\n", .policyLine), ("quorum none\nquorum none\n", .quorum),
            ("quorum W\n", .nameUndefined), ("quorum G\nwitness G {11}\n", .nameUndefined),
            ("Quorum none\n", .policyLine), ("quorum none\u{1}\n", .characters),
            ("quorum none\r\n", .characters),
            ("quorum none\u{7F}\n", .characters), ("# \u{0}\nquorum none\n", .characters),
            ("witness W\nquorum none\n", .policyLine), ("witness W {11} url more\nquorum none\n", .policyLine),
            ("witness W nokey\nquorum none\n", .verifierKey), ("witness none {11}\nquorum none\n", .nameTaken),
            ("witness W {11}\nwitness W {12}\nquorum W\n", .nameTaken),
            ("witness W {11}\nwitness V {11}\nquorum W\n", .keyTwice),
            ("witness W {11}\nwitness V {11b}\nquorum W\n", .keyTwice),
            ("log [1]\nlog [1]\nquorum none\n", .keyTwice), ("log [11]\nwitness W {11}\nquorum W\n", .keyTwice),
            ("log {11}\nquorum none\n", .keyKind), ("witness W [11]\nquorum W\n", .keyKind),
            ("log\nquorum none\n", .policyLine), ("log [1] url more\nquorum none\n", .policyLine),
            ("witness W {11}\ngroup G any\nquorum G\n", .policyLine),
            ("witness W {11}\ngroup G W\nquorum G\n", .policyLine),
            ("witness W {11}\ngroup G 0 W\nquorum G\n", .threshold),
            ("witness W {11}\ngroup G 2 W\nquorum G\n", .threshold),
            ("witness W {11}\ngroup G 01 W\nquorum G\n", .threshold),
            ("witness W {11}\ngroup G +1 W\nquorum G\n", .threshold),
            ("witness W {11}\ngroup G 99999999999999999999 W\nquorum G\n", .threshold),
            ("witness W {11}\ngroup G most W\nquorum G\n", .threshold),
            ("witness W {11}\ngroup G any V\nquorum G\n", .nameUndefined),
            ("witness W {11}\ngroup G any W G\nquorum G\n", .nameUndefined),
            ("witness W {11}\ngroup G any none\nquorum G\n", .nameUndefined),
            ("witness W {11}\ngroup none any W\nquorum none\n", .nameTaken),
            ("witness W {11}\ngroup W any W\nquorum W\n", .nameTaken),
            ("witness W {11}\ngroup G 1 W W\nquorum G\n", .memberTwice),
            ("witness W {11}\ngroup G any W\ngroup H any W\nquorum H\n", .memberTwice),
        ] as [(String, LogTextError.Code)])
    func refused(text: String, code: LogTextError.Code) throws {
        var text = text
        for seed: UInt8 in [11, 12] { text = text.replacing("{\(seed)}", with: try Self.witness(seed)) }
        for seed: UInt8 in [1, 11] { text = text.replacing("[\(seed)]", with: try Self.log(seed)) }
        // The same key under another name and so with another key id.
        text = text.replacing("{11b}", with: try TestWitness(11, "witness.example/other").verifierKey.vkey)
        #expect(refusal { () throws(LogTextError) in try WitnessPolicy(text.bytes) } == code)
    }

    @Test("a refusal names the line")
    func line() {
        #expect(throws: LogTextError(.nameUndefined, line: 3, "no line above defines W")) {
            try WitnessPolicy("\n# comment\nquorum W\n".bytes)
        }
    }

    @Test("a policy of 32 logs, witnesses and groups is read, a file of more than a mebibyte is not")
    func limits() throws {
        var text = ""
        for seed: UInt8 in 1...32 {
            text += "log \(try Self.log(seed))\nwitness w\(seed) \(try Self.witness(seed + 100))\n"
            text += "group g\(seed) all w\(seed)" + (seed > 1 ? " g\(seed - 1)" : "") + "\n"
        }
        let policy = try WitnessPolicy((text + "quorum g32\n").bytes)
        #expect(policy.isSatisfied(by: Set(policy.witnesses.map(\.name))))
        #expect(!policy.isSatisfied(by: Set(policy.witnesses.dropFirst().map(\.name))))
        let long = "# \(String(repeating: "a", count: WitnessPolicy.bytesMax))\nquorum none\n"
        #expect(refusal { () throws(LogTextError) in try WitnessPolicy(long.bytes) } == .tooLong)
    }

    @Test("a checkpoint is judged by its log's key and by the witnesses that cosigned it")
    func judgement() throws {
        let log = try TestLog(1, origin: "log.example/1")
        let policy = try WitnessPolicy(Self.nested().bytes)
        var checkpoint = try log.checkpoint()
        #expect(try policy.judge(checkpoint).log == log.logKey)
        #expect(try !policy.judge(checkpoint).hasQuorum)
        for seed: UInt8 in [11, 13, 15] {
            let witness = try TestWitness(seed, "witness.example/\(seed)")
            try checkpoint.add(witness.cosign(checkpoint, at: 1000 + Int(seed)))
        }
        let judgement = try policy.judge(checkpoint)
        #expect(judgement.hasQuorum)
        #expect(judgement.cosigned.map(\.witness.name.description) == ["X1", "X3", "Y2"])
        #expect(judgement.cosigned.map(\.time) == [1011, 1013, 1015])
    }

    @Test("a log of the policy does not speak for another origin")
    func otherOrigin() throws {
        let policy = try WitnessPolicy("log \(Self.log(1))\nquorum none\n".bytes)
        let other = try TestLog(1, origin: "log.example/2").checkpoint()
        #expect(try policy.judge(other).log == nil)
        // The line that log 1 would sign as itself, under another log's text.
        let named = try NoteSignature(
            by: NoteVerifierKey(vkey: Self.log(1)), TestLog.key(1).sign(other.note.text))
        var claimed = other
        try claimed.add(named)
        #expect(try policy.judge(claimed).log == nil)
    }
}
