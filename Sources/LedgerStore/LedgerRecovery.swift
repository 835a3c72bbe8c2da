internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerVerify
internal import MerkleTree

/// Finishes what a crash interrupted, before anything else is appended (design of the format, "a torn last
/// line").
///
/// Nothing is deleted: a line that lacks only its line feed gets it, any other unfinished write is moved to a
/// file of its own, and entries that a key signed but that did not reach the file are put in place.
enum LedgerRecovery {
    /// Whether the end of the file, or what the keys signed, shows an unfinished write. Costs the last line
    /// only.
    static func isNeeded(_ file: borrowing OpenFile, _ signed: [SignedHead]) throws(FileFailure) -> Bool {
        guard let last = try lastEntry(file), case .event(let event, _) = last, event.signing != nil else {
            return true
        }
        return signed.contains { $0.head.size > event.index + 1 }
    }

    /// Does what is needed and says what was done.
    static func run(
        _ path: String, _ file: borrowing OpenFile, _ signed: [SignedHead], _ signers: [KeyID],
        _ rules: any ContentRules
    ) throws(WriterError) -> [RecoveryStep] {
        var steps: [RecoveryStep] = []
        var (report, end) = try survey(path, file, rules)
        for signer in signers where !report.keys.contains(where: { $0.keyID == signer }) {
            throw .signerNotInForce(signer, path: path)
        }
        // A withheld entry at the end is vouched for by what the key signed, and is no unfinished write.
        let isWhole = report.findings.allSatisfy { $0.code == .withheldTail || $0.code.stage == .content }
        let isVouched = isWhole && signed.contains { $0.head == report.head }
        if !isVouched && report.findings.contains(where: { $0.code == .withheldTail }) {
            // Nobody but the key that signed it can vouch for a withheld entry at the end; setting it aside
            // and signing another in its place would make two histories.
            throw .doesNotVerify(path: path, report)
        }
        if !isVouched && !report.findings.isEmpty && signers.isEmpty {
            throw .doesNotVerify(path: path, report)
        }
        if let step = try isVouched ? nil : finish(path, file, end, rules) {
            steps.append(step)
            (report, end) = try survey(path, file, rules)
        }
        for signed in signed where signed.head.size > report.entryCount && !signers.isEmpty {
            guard let missing = signed.lines(from: report.entryCount) else { continue }
            // The head alone does not show that they fit: of what another key recorded meanwhile only the last
            // line's hash is lost to it.
            let whole = try verify(path, then: missing, rules)
            guard whole.head == signed.head, whole.verdict.leavesChainWhole else { continue }
            do {
                try file.writeAll(missing, at: end)
                try file.synchronize()
            } catch { throw .file(error) }
            steps.append(.putInPlace(entryCount: signed.head.size - report.entryCount))
            break
        }
        return steps
    }

    // MARK: Steps

    /// What the file says up to its last signed entry, and where that entry ends.
    private static func survey(
        _ path: String, _ file: borrowing OpenFile, _ rules: any ContentRules
    ) throws(WriterError) -> (report: VerificationReport, end: Int) {
        var lastOffset: Int?
        let report = LedgerFile.verify(path, with: verifier(rules), deliver: { lastOffset = $0.byteOffset })
        guard report.findings.allSatisfy({ $0.code.isOfUnfinishedWrite || $0.code.stage == .content }),
            let lastOffset
        else {
            throw .doesNotVerify(path: path, report)
        }
        do {
            let line = try file.read(Limits.lineBytesMax, at: lastOffset)
            return (report, lastOffset + (line.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? line.count))
        } catch { throw .file(error) }
    }

    /// Completes or sets aside what stands after the last signed entry; nil where nothing does.
    private static func finish(
        _ path: String, _ file: borrowing OpenFile, _ end: Int, _ rules: any ContentRules
    ) throws(WriterError) -> RecoveryStep? {
        let size: Int
        do { size = try file.size } catch { throw .file(error) }
        guard end < size else { return nil }
        let lineFeed = [UInt8(ascii: "\n")]
        let completed = try verify(path, then: lineFeed, rules)
        do {
            if completed.verdict.leavesChainWhole {
                try file.writeAll(lineFeed, at: size)
                try file.synchronize()
                return .completedLineFeed
            }
            return try setAside(path, file, end..<size)
        } catch { throw .file(error) }
    }

    private static func setAside(
        _ path: String, _ file: borrowing OpenFile, _ tail: Range<Int>
    ) throws(FileFailure) -> RecoveryStep {
        let aside = freePath(path)
        let copy = try OpenFile(aside, .create)
        try copy.writeAll(try file.read(tail.count, at: tail.lowerBound))
        try copy.synchronize()
        try Folder.synchronize(of: aside)
        try file.truncate(to: tail.lowerBound)
        try file.synchronize()
        return .setAside(path: aside, byteCount: tail.count)
    }

    /// A name beside a file under which something is set aside.
    static func freePath(_ path: String) -> String {
        var number = 1
        while Folder.exists("\(path).set-aside-\(number)") { number += 1 }
        return "\(path).set-aside-\(number)"
    }

    private static func verify(
        _ path: String, then lines: [UInt8], _ rules: any ContentRules
    ) throws(WriterError) -> VerificationReport {
        do { return verifier(rules).verify(try JoinedBytes(path, then: lines)) } catch { throw .file(error) }
    }

    private static func verifier(_ rules: any ContentRules) -> LedgerVerifier {
        LedgerVerifier(trust: .selfDeclared, allowsWithheld: true, rules: rules)
    }

    private static func lastEntry(_ file: borrowing OpenFile) throws(FileFailure) -> Entry? {
        let size = try file.size
        let length = min(size, Limits.lineBytesMax + 1)
        let bytes = try file.read(length, at: size - length)
        guard bytes.last == UInt8(ascii: "\n") else { return nil }
        let start = bytes.dropLast().lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return try? Entry(bytes, in: start..<bytes.count - 1)
    }
}
