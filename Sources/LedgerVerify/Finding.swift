internal import LedgerCrypto

/// One thing that a verification found.
public struct Finding: Error, Sendable {
    /// Whether a finding stands by itself.
    public enum Cause: Hashable, Sendable {
        case root
        /// It follows from a finding at that index, and says nothing new.
        case follows(from: Int)
    }

    public var code: FindingCode
    /// The position of the entry in the file, from 0; absent where the finding is about the whole file.
    public let index: Int?
    /// Bytes from the start of the file to the first byte that is wrong, or to the line.
    public let byteOffset: Int?
    public let expected: String
    public let found: String
    public var cause: Cause

    public init(
        _ code: FindingCode, index: Int? = nil, byteOffset: Int? = nil, expected: String, found: String,
        cause: Cause = .root
    ) {
        self.code = code
        self.index = index
        self.byteOffset = byteOffset
        self.expected = expected
        self.found = found
        self.cause = cause
    }

    /// The line in an editor, from 1.
    public var line: Int? { index.map { $0 + 1 } }
}

/// The findings of one verification: all of them counted, the first thousand kept.
struct FindingList {
    /// A hostile file has as many defects as it likes; the report stays readable and small.
    static let keptMax = 1_000

    private(set) var kept: [Finding] = []
    private(set) var count = 0
    /// The gravest verdict of all, kept or not.
    private(set) var gravest = Verdict.intact
    /// The first position where the chain or a signature does not hold; content does not count.
    private(set) var firstBreak: Int?

    mutating func add(_ finding: Finding) {
        count += 1
        gravest = min(gravest, finding.code.verdict)
        if let index = finding.index, finding.code.stage != .content {
            firstBreak = min(firstBreak ?? index, index)
        }
        if kept.count < FindingList.keptMax { kept.append(finding) }
    }

    /// A key that was unknown where it signed, and that a later entry brings, was not yet valid.
    mutating func nameLaterSigners(_ hasEnrolled: (KeyID) -> Bool) {
        for position in kept.indices
        where kept[position].code == .signerUnknown && kept[position].cause == .root {
            guard let signer = KeyID(kept[position].found), hasEnrolled(signer) else { continue }
            kept[position].code = .signerNotYetValid
        }
    }

    /// Puts the findings in the order of the file, and names those that follow from another: a line's place
    /// is wrong because the line before it is missing or unreadable, a link because the line before it is not
    /// what it was.
    mutating func nameConsequences() {
        kept.sort { ($0.index ?? Int.max, $0.code.stage) < ($1.index ?? Int.max, $1.code.stage) }
        for position in kept.indices.dropFirst() {
            let finding = kept[position]
            guard finding.cause == .root, let index = finding.index,
                let before = kept[..<position].last(where: {
                    $0.index == index - 1 && $0.code.stage != .content
                })
            else { continue }
            let follows =
                switch finding.code.stage {
                case .index: before.code.stage <= .index
                case .previous: true
                default: false
                }
            guard follows else { continue }
            kept[position].cause = before.cause == .root ? .follows(from: index - 1) : before.cause
        }
    }
}
