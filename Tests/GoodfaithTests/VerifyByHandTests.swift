import Foundation
import Testing

/// The script of stock tools agrees with `verify` on every good sample, and rejects every tampered one in its
/// scope.
@Suite struct VerifyByHandTests {
    private static let samples = Command.repository.appendingPathComponent("ledger-samples")
    private static let docs = Command.repository.appendingPathComponent("docs")

    static let good: [String] = {
        ["", "odd/"].flatMap { folder in
            ((try? FileManager.default.contentsOfDirectory(atPath: samples.appendingPathComponent(folder).path))
                ?? [])
                .filter { $0.hasSuffix(".jsonl") }.map { folder + $0 }
        }.sorted()
    }()

    static let tampered: [String] = {
        let names =
            (try? FileManager.default.contentsOfDirectory(
                atPath: samples.appendingPathComponent("tampered").path)) ?? []
        return names.filter { $0.hasSuffix(".jsonl") && $0 != "good.jsonl" }.sorted()
    }()

    private func byHand(_ path: String) throws -> Command {
        try Command.shell(
            "sh '\(VerifyByHandTests.docs.path)/verify-by-hand.sh' --allow-withheld '\(path)'",
            in: VerifyByHandTests.samples)
    }

    @Test(arguments: good) func `It accepts what verify accepts`(name: String) throws {
        let verified = try Command.goodfaith(
            "verify", "--self-declared", "--allow-withheld", name, in: VerifyByHandTests.samples)
        let result = try byHand(name)
        #expect(
            (result.status == 0) == [0, 3].contains(verified.status), "\(name): \(result.output)\(result.error)"
        )
    }

    @Test func `It rejects every tampered ledger in its scope`() throws {
        let scope = try String(
            contentsOf: VerifyByHandTests.docs.appendingPathComponent("verify-by-hand-scope.txt"),
            encoding: .utf8)
        let outside = Set(
            scope.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap {
                $0.split(separator: " ").first.map(String.init)
            })
        #expect(VerifyByHandTests.tampered.count >= 60)
        #expect(outside.isSubset(of: Set(VerifyByHandTests.tampered)))
        for name in VerifyByHandTests.tampered where !outside.contains(name) {
            #expect(try byHand("tampered/\(name)").status != 0, "\(name) was accepted")
        }
    }
}
