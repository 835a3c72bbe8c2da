import LedgerCrypto
import LedgerFormat
import LedgerVerify
import Testing
import MerkleTree

/// Whom the auditor trusts, and how a ledger is held against that.
struct TrustTests {
    private let good: SampleLedger
    private let fingerprint: SHA256Digest
    private let a: KeyID
    private let b: KeyID
    private static let origin = "us-office.example/ua-channel"

    init() throws {
        good = try GoodLedger.ledger()
        fingerprint = try good.hash(0)
        (a, b) = (try TestKey.dailyA.keyID, try TestKey.dailyB.keyID)
    }

    private func report(_ trustFile: String, _ ledger: SampleLedger? = nil) throws -> VerificationReport {
        LedgerVerifier(trust: .anchors(try TrustAnchors(text: trustFile)), rules: nil)
            .verify(BytesInMemory((ledger ?? good).bytes))
    }

    @Test("a ledger's fingerprint under its origin is the strongest anchor")
    func pinned() throws {
        let report = try report(
            "# told on the telephone\n\n  ledger \(Self.origin)\t\(fingerprint.prefixed)\n")
        #expect(report.verdict == .intact)
        #expect(report.anchor == .fingerprint)
        #expect(!report.notChecked.contains(.anchor) && !report.notChecked.contains(.fingerprint))
    }

    @Test("a key that signed entry 0 is an anchor, and the report says that the fingerprint is not pinned")
    func key() throws {
        let report = try report("key us-office \(a)\n")
        #expect(report.verdict == .intact)
        #expect(report.anchor == .key(try #require(PartyID("us-office")), a))
        #expect(report.notChecked.contains(.fingerprint))
    }

    @Test("another fingerprint for the origin is a mismatch, even where a key would match")
    func mismatch() throws {
        let other = try good.hash(1).prefixed
        for file in ["ledger \(Self.origin) \(other)", "key us-office \(a)\nledger \(Self.origin) \(other)"] {
            let report = try report(file)
            #expect(report.verdict == .untrusted)
            #expect(report.rootCause?.code.description == "fingerprint-mismatch")
            #expect(report.anchor == .none)
        }
        #expect(
            try report("ledger \(Self.origin) \(other)\nledger \(Self.origin) \(fingerprint.prefixed)")
                .verdict == .intact)
    }

    @Test("anchors of others do not match: another origin, another party, a key that did not sign entry 0")
    func others() throws {
        let c = try TestKey.dailyC.keyID
        for file in [
            "ledger us-office.example/other \(fingerprint.prefixed)", "key ru-office \(a)",
            "key us-office \(c)",
            "key us-office \(try TestKey.reserve1.keyID)",
        ] {
            let report = try report(file)
            #expect(report.verdict == .untrusted, "\(file)")
            #expect(report.rootCause?.code.description == "anchor-not-found", "\(file)")
        }
    }

    @Test("a key that stands in entry 0 without having signed it is no anchor")
    func silentKey() throws {
        var builder = try LedgerBuilder()
        try builder.change(
            try GoodLedger.opening(of: builder, keys: [.dailyA, .foreign], threshold: 1, next: nil),
            by: [.dailyA])
        let foreign = try TestKey.foreign.keyID
        #expect(try report("key us-office \(foreign)", builder.ledger).verdict == .untrusted)
        #expect(try report("key us-office \(a)", builder.ledger).verdict == .intact)
    }

    @Test("without an anchor the verdict is not-anchored, and an anchor mends no altered ledger")
    func without() throws {
        #expect(
            LedgerVerifier(trust: .notGiven, rules: nil).verify(BytesInMemory(good.bytes)).verdict
                == .notAnchored)
        let own = LedgerVerifier(trust: .selfDeclared, rules: nil).verify(BytesInMemory(good.bytes))
        #expect(own.anchor == .selfDeclared && own.notChecked.contains(.anchor))
        var altered = good
        try altered.replace("2025-08-15", with: "2025-08-16", in: 2)
        #expect(try report("ledger \(Self.origin) \(fingerprint.prefixed)", altered).verdict == .altered)
    }

    @Test("takes lines that end as Windows ends them, and hides none in a comment")
    func lineEnds() throws {
        let other = try good.hash(1).prefixed
        let file = "# anchors\r\nledger \(Self.origin) \(other)\nkey us-office \(a)\r\n"
        #expect(try TrustAnchors(text: file).anchors.count == 2)
        #expect(try report(file).verdict == .untrusted)
    }

    @Test("refuses lines that are no anchors, and names the line")
    func badLines() throws {
        let keyID = "\(a)"
        let print = fingerprint.prefixed
        let lines = [
            "ledger \(Self.origin)", "ledger \(print)", "ledger \(Self.origin) \(print) x",
            "ledger nodot/x \(print)",
            "ledger \(Self.origin) \(fingerprint.hex)", "ledger \(Self.origin) \(print.dropLast(8))",
            "Ledger \(Self.origin) \(print)",
            "key us-office", "key US-office \(keyID)", "key us-office \(keyID.prefix(16))",
            "key us-office sha256:\(keyID)",
            "key us-office \(keyID.uppercased())", "trust everybody now", "ledger * \(print)",
            "key us-office \(keyID) # ours",
        ]
        for line in lines {
            do throws(TrustAnchors.InvalidLine) {
                _ = try TrustAnchors(text: "# first\n\(line)\n")
                Issue.record("\(line) was taken")
            } catch {
                #expect(error.line == 2)
            }
        }
        for empty in ["", "\n\n", "# nothing\n"] {
            #expect(throws: TrustAnchors.InvalidLine.self) { try TrustAnchors(text: empty) }
        }
    }

    @Test("reads a head in its two spellings and no other")
    func heads() throws {
        let hex = fingerprint.hex
        #expect(Head("16:sha256:\(hex)") == Head("16:\(hex)"))
        #expect(Head("16:\(hex)")?.description == "16:sha256:\(hex)")
        for text in [
            "", "16", "0:\(hex)", "-1:\(hex)", "+1:\(hex)", "01:\(hex)", "16:\(hex.dropLast())", "16: \(hex)",
            "2147483649:\(hex)", "x:\(hex)",
        ] {
            #expect(Head(text) == nil, "\(text)")
        }
    }
}
