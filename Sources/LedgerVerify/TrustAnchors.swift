public import LedgerCrypto
public import LedgerFormat

/// What the auditor brings from outside the file, one anchor a line of a trust file (`docs/format.md`, trust
/// files).
public struct TrustAnchors: Sendable {
    public enum Anchor: Hashable, Sendable {
        /// `ledger <origin> sha256:<fingerprint>`: this ledger, by its name and its first entry.
        case ledger(Origin, fingerprint: SHA256Digest)
        /// `key <party> <keyid>`: any ledger of that party whose first entry this key signed.
        case key(PartyID, KeyID)
        /// A fingerprint alone, given on the command line.
        case fingerprint(SHA256Digest)
    }

    /// A line of a trust file that is no anchor.
    public struct InvalidLine: Error, Sendable {
        /// From 1.
        public let line: Int
        public let explanation: String
    }

    public let anchors: [Anchor]

    public init(_ anchors: [Anchor]) { self.anchors = anchors }

    /// Reads the text of a trust file. Empty lines and lines that begin with `#` say nothing; a file without
    /// an anchor is refused, since nothing could ever match it.
    public init(text: String) throws(InvalidLine) {
        var anchors: [Anchor] = []
        for (number, line) in TrustAnchors.lines(of: text).enumerated() {
            let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
            guard let first = words.first, !first.hasPrefix("#") else { continue }
            guard let anchor = TrustAnchors.anchor(words) else {
                throw InvalidLine(
                    line: number + 1,
                    explanation:
                        "an anchor is \"ledger ORIGIN sha256:FINGERPRINT\" or \"key PARTY KEYID\", all digits given"
                )
            }
            anchors.append(anchor)
        }
        guard !anchors.isEmpty else {
            throw InvalidLine(line: 1, explanation: "the file holds no trust anchor")
        }
        self.anchors = anchors
    }

    /// A carriage return and the line feed after it are one `Character`, and end a line as the line feed
    /// alone does.
    private static func lines(of text: String) -> [Substring] {
        text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    }

    private static func anchor(_ words: [Substring]) -> Anchor? {
        guard words.count == 3 else { return nil }
        switch words[0] {
        case "ledger":
            guard let origin = Origin(String(words[1])),
                let fingerprint = SHA256Digest(prefixed: String(words[2]))
            else { return nil }
            return .ledger(origin, fingerprint: fingerprint)
        case "key":
            guard let party = PartyID(String(words[1])), let keyID = KeyID(String(words[2])) else { return nil }
            return .key(party, keyID)
        default: return nil
        }
    }
}

/// Whom the auditor trusts to say whose ledger this is.
public enum Trust: Sendable {
    /// Nothing was given: a verdict better than `not-anchored` cannot be reached.
    case notGiven
    /// The ledger's own word, taken knowingly.
    case selfDeclared
    case anchors(TrustAnchors)
}

/// Which anchor a verification rests on.
public enum AnchorMatch: Hashable, Sendable {
    /// The first entry is the very one that the anchor names.
    case fingerprint
    /// The key signed the first entry; which ledger of that party this is was not pinned.
    case key(PartyID, KeyID)
    case selfDeclared
    case none
}

extension Trust {
    /// Holds an opened ledger against the anchors.
    ///
    /// - Parameter signers: the keys whose signature of entry 0 is valid.
    func match(fingerprint: SHA256Digest, opening: Opening, signers: Set<KeyID>) -> Result<
        AnchorMatch, Mismatch
    > {
        switch self {
        case .notGiven:
            return .failure(
                Mismatch(
                    code: .notAnchored,
                    expected: "a trust anchor: --trust FILE, --fingerprint, or --self-declared",
                    found: "none"))
        case .selfDeclared: return .success(.selfDeclared)
        case .anchors(let trusted):
            var pinned: [SHA256Digest] = []
            var keyMatch: AnchorMatch?
            for anchor in trusted.anchors {
                switch anchor {
                case .ledger(let origin, let expected) where origin == opening.origin:
                    if expected == fingerprint { return .success(.fingerprint) }
                    pinned.append(expected)
                case .fingerprint(let expected):
                    if expected == fingerprint { return .success(.fingerprint) }
                    pinned.append(expected)
                case .key(let party, let keyID) where party == opening.party.id && signers.contains(keyID):
                    keyMatch = .key(party, keyID)
                default: continue
                }
            }
            if let expected = pinned.first {
                return .failure(
                    Mismatch(
                        code: .fingerprintMismatch, expected: expected.prefixed, found: fingerprint.prefixed))
            }
            if let keyMatch { return .success(keyMatch) }
            return .failure(
                Mismatch(
                    code: .anchorNotFound,
                    expected: "an anchor for \(opening.origin) or for a key of \(opening.party.id)",
                    found: "\(trusted.anchors.count) anchors, none of them for this ledger"))
        }
    }

    struct Mismatch: Error {
        let code: FindingCode
        let expected: String
        let found: String
    }
}
