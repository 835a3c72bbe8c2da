internal import Casework
internal import Foundation
internal import LedgerCrypto
internal import LedgerStore
internal import LedgerVerify
internal import Registers

/// A ledger that a benchmark works on: in a scratch folder, and in memory.
struct Material: Sendable {
    static let entries = 20_000

    let folder: String
    let path: String
    let bytes: [UInt8]
    /// Without their line feeds.
    let lines: [[UInt8]]

    /// Makes a register, the same for every benchmark.
    init(_ signing: Signing) throws {
        let folder = NSTemporaryDirectory() + "hot-paths-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let path = folder + "/register.jsonl"
        var draw = Draw(seed: 1)
        let file = try RegisterFile(path, signing, batch: Material.entries, &draw)
        try Register(cases: Material.entries / 20, events: Material.entries, seed: 1)
            .makeStatements { try file.append($0) }
        try file.close()
        bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        lines = bytes.split(separator: UInt8(ascii: "\n")).map(Array.init)
        (self.folder, self.path) = (folder, path)
    }

    /// Removes the scratch folder.
    func remove() { try? FileManager.default.removeItem(atPath: folder) }

    /// Verifies the ledger from memory, and gives its entries where they are asked for.
    @discardableResult
    func verify(
        _ level: VerificationLevel, against report: VerificationReport? = nil,
        deliver: ((VerifiedEntry) -> Void)? = nil
    ) throws -> VerificationReport {
        let verifier = LedgerVerifier(
            trust: .selfDeclared, level: level, against: report?.head, rules: Vocabulary.current)
        let report = verifier.verify(BytesInMemory(bytes), deliver: deliver)
        guard report.verdict == .intact else { throw RegisterError.notIntact(report.verdict.rawValue) }
        return report
    }
}
