import Foundation
import LedgerCrypto
import LedgerFormat
import Testing

@testable import LedgerVerify

/// That no code is only words: each is found in some sample, or by the test named here.
struct FindingCodeTests {
    /// Codes that no file of the samples can show, and where they are tested.
    static let elsewhere: [String: String] = [
        "unreadable-file": "PiecesTests: a read that fails is unreadable",
        "anchor-not-found": "TrustTests: anchors of others do not match",
        "key-limit": "RosterTests: a ledger enrols 4,096 keys and no more",
        "batch-too-long": "LimitsTests: a batch of 65,536 entries is whole, and one more is too long",
        "signature-unsupported": "here: a kind of signature that OpenSSL lacks",
    ]

    @Test("every code is found in a sample or by a test")
    func coverage() throws {
        let found = Set(try SampleTable.tampered.rows().map(\.code)).union(Self.elsewhere.keys)
        var codes = Set(try namedCodes())
        let formatCodes: [FormatError.Code] =
            JSONRejection.Reason.allCases.map { .json($0) } + Attribute.allCases.map { .attribute($0) } + [
                .entryMembers, .withheldInvalid, .signaturesInvalid, .eventTooLong, .eventAttributes,
                .ledgerEventInvalid,
                .keyEncoding, .keyIDMismatch, .formatUnsupported, .ledgerEventUnsupported,
            ]
        codes.formUnion(formatCodes.map(\.name))
        #expect(codes.count > 60)
        #expect(codes.subtracting(found).sorted() == [])
        #expect(found.subtracting(codes).filter { !$0.hasPrefix("content-") && $0 != "-" }.sorted() == [])
    }

    /// The codes that `FindingCode.swift` names.
    private func namedCodes() throws -> [String] {
        let file = Folders.samples.deletingLastPathComponent().appending(
            path: "Sources/LedgerVerify/FindingCode.swift")
        let source = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        return source.matches(of: /= FindingCode\(\s*"([a-z0-9-]+)"/).map { String($0.1) }
    }

    @Test(
        "a kind of signature that OpenSSL lacks is not checked: incomplete alone, and no help to a threshold")
    func unsupported() throws {
        let prefix: [UInt8] = [
            0x30, 0x82, 0x07, 0xB2, 0x30, 0x0B, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x03,
            0x12, 0x03, 0x82,
            0x07, 0xA1, 0x00,
        ]
        let key = try PublicKey(spki: prefix + [UInt8](repeating: 7, count: 1_952))
        guard !key.isSupported else { return }
        func report(_ keys: [PublicKey], threshold: Int, _ sign: (KeyID) throws -> TestKey?) throws
            -> VerificationReport
        {
            try opening(keys, threshold: threshold, sign)
        }
        let daily = try TestKey.dailyA.publicKey
        let alone = try report([key], threshold: 1) { _ in nil }
        #expect(alone.verdict == .incomplete)
        #expect(alone.rootCause?.code.description == "signature-unsupported")
        let besides = try report([daily, key], threshold: 1) { $0 == daily.keyID ? .dailyA : nil }
        #expect(besides.verdict == .intact)
        #expect(besides.notChecked.contains(.unsupportedSignatures))
        let counted = try report([daily, key], threshold: 2) { $0 == daily.keyID ? .dailyA : nil }
        #expect(counted.verdict == .incomplete)
        #expect(counted.rootCause?.code.description == "signature-unsupported")
        #expect(counted.verifiedTo == nil)
    }

    /// A ledger of entry 0 alone with those keys, all named as signers; who has no private key signs with
    /// zeros.
    private func opening(
        _ keys: [PublicKey], threshold: Int, _ sign: (KeyID) throws -> TestKey?
    ) throws -> VerificationReport {
        let sorted = keys.sorted { $0.keyID < $1.keyID }
        guard case .opened(var opening) = try GoodLedger.opening(of: LedgerBuilder(), next: nil) else {
            throw SampleLedger.NotThere(text: "an opening")
        }
        opening.keys = sorted.map { EnrolledKey($0) }
        opening.threshold = threshold
        var builder = try LedgerBuilder()
        try builder.change(.opened(opening), by: [.dailyA]) { plan in
            plan.set("signers", .string(sorted.map(\.keyID.description).joined(separator: " ")))
        }
        var ledger = builder.ledger
        let event = ledger.event(0)
        ledger.setSignatures(
            try sorted.map {
                try sign($0.keyID)?.signature(of: event) ?? Base64.encode([UInt8](repeating: 0, count: 3_309))
            },
            in: 0)
        return LedgerVerifier(trust: .selfDeclared, rules: nil).verify(BytesInMemory(ledger.bytes))
    }
}
