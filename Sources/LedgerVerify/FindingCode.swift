internal import LedgerFormat

/// The stable name of one kind of finding, with what it means and how grave it is.
public struct FindingCode: Hashable, Sendable, CustomStringConvertible {
    /// The order in which a line is checked: the first stage that fails ends the line.
    public enum Stage: Int, Comparable, Sendable {
        case bytes, canonicalForm, members, index, previous, root, roster, signatures, keys, content
        /// Not of a line but of the file or the question asked of it.
        case file

        public static func < (left: Stage, right: Stage) -> Bool { left.rawValue < right.rawValue }
    }

    public let description: String
    public let stage: Stage
    public let verdict: Verdict
    /// A sentence for people who are no engineers.
    public let meaning: String

    public init(_ name: String, _ stage: Stage, _ verdict: Verdict, _ meaning: String) {
        description = name
        self.stage = stage
        self.verdict = verdict
        self.meaning = meaning
    }

    public static func == (left: FindingCode, right: FindingCode) -> Bool {
        left.description == right.description
    }
    public func hash(into hasher: inout Hasher) { hasher.combine(description) }
}

// MARK: The file

extension FindingCode {
    static let unreadableFile = FindingCode(
        "unreadable-file", .file, .unreadable, "The file could not be read.")
    static let emptyFile = FindingCode(
        "empty-file", .file, .unreadable, "The file is empty; there is no ledger in it.")
    static let notALedger = FindingCode(
        "not-a-ledger", .file, .unreadable, "The file does not begin like a ledger.")
    static let notAnchored = FindingCode(
        "not-anchored", .file, .notAnchored,
        "Nothing from outside the file says whose keys these are, so anybody could have made it.")
    static let anchorNotFound = FindingCode(
        "anchor-not-found", .file, .untrusted,
        "None of the trust anchors is for this ledger or for a key that signed its first entry.")
    static let fingerprintMismatch = FindingCode(
        "fingerprint-mismatch", .file, .untrusted,
        "The first entry is not the one that the trust anchor names: this is another ledger.")
    static let entriesMissing = FindingCode(
        "entries-missing", .file, .truncated,
        "The file ends before the head that the auditor holds: entries are missing.")
    static let headMismatch = FindingCode(
        "head-mismatch", .file, .forked,
        "The entries up to the head that the auditor holds are not the ones in this file: there are two histories."
    )
    static let levelProvesTooLittle = FindingCode(
        "level-chain", .file, .incomplete,
        "At level chain no statement's signature was checked, so nothing vouches for the end of the file.")
    static let withheldNotAllowed = FindingCode(
        "withheld-not-allowed", .file, .withheld,
        "This copy does not show every entry, and that was not allowed.")
}

// MARK: Bytes

extension FindingCode {
    static let byteOrderMark = FindingCode(
        "byte-order-mark", .bytes, .altered, "The file begins with a byte-order mark, which no ledger has.")
    static let blankLine = FindingCode("blank-line", .bytes, .altered, "A line is empty.")
    static let carriageReturn = FindingCode(
        "carriage-return", .bytes, .altered,
        "A line ends in CR LF: a program that changes line ends has touched the file.")
    static let lineTooLong = FindingCode(
        "line-too-long", .bytes, .altered, "A line is longer than any entry may be.")
    static let tornLine = FindingCode(
        "torn-line", .bytes, .incomplete,
        "The last line breaks off: a write did not finish, or the file was cut.")
    static let lineFeedMissing = FindingCode(
        "line-feed-missing", .bytes, .incomplete,
        "The last line is whole but lacks its line feed: a write did not finish.")
}

// MARK: Place in the chain

extension FindingCode {
    static let openingMissing = FindingCode(
        "opening-missing", .members, .altered, "The first line is not the entry that opens a ledger.")
    static let openingWithheld = FindingCode(
        "opening-withheld", .members, .altered,
        "Entry 0 is withheld; without it nobody can tell whose ledger this is.")
    static let sourceMismatch = FindingCode(
        "source-mismatch", .members, .altered,
        "The entry speaks for another party than the one that opened the ledger.")
    static let idRepeated = FindingCode(
        "id-repeated", .members, .altered, "Two entries carry one id.")
    static let secondOpening = FindingCode(
        "second-opening", .index, .altered, "A ledger is opened inside a ledger: two files were joined.")
    static let afterClosed = FindingCode(
        "after-closed", .index, .altered, "An entry follows the one that closed the ledger.")
    static let indexMismatch = FindingCode(
        "index-mismatch", .index, .altered,
        "The entry does not carry the number of its place: one was removed, added or moved.")
    static let previousMismatch = FindingCode(
        "previous-mismatch", .previous, .altered,
        "The entry does not follow from the one before it: one of the two is not what was signed.")
    static let rootMismatch = FindingCode(
        "root-mismatch", .root, .altered,
        "The entry was signed over other earlier entries than the ones in this file.")
    static let rosterMismatch = FindingCode(
        "roster-mismatch", .roster, .altered,
        "The entry names another last key event than the one in this file.")
    static let keyEventWithheld = FindingCode(
        "key-event-withheld", .roster, .altered, "A key event is withheld; who may sign can no longer be told.")
}

// MARK: Signatures, batches and keys

extension FindingCode {
    static let signatureCount = FindingCode(
        "signature-count", .signatures, .altered,
        "The entry does not carry one signature for each key that the event names.")
    static let signatureEncoding = FindingCode(
        "signature-encoding", .signatures, .altered, "A signature is not written in canonical base64.")
    static let signerUnknown = FindingCode(
        "signer-unknown", .signatures, .altered, "The entry is signed by a key that this ledger never enrolled."
    )
    static let signerNotYetValid = FindingCode(
        "signer-not-yet-valid", .signatures, .altered,
        "The entry is signed by a key that a later entry brings into the ledger.")
    static let signerRetired = FindingCode(
        "signer-retired", .signatures, .altered, "The entry is signed by a key that could no longer sign.")
    static let signatureInvalid = FindingCode(
        "signature-invalid", .signatures, .altered,
        "The signature does not belong to these bytes: the entry is not what that key signed.")
    /// Signatures of a kind that this machine cannot check, where nothing else vouches.
    public static let signatureUnsupported = FindingCode(
        "signature-unsupported", .signatures, .incomplete,
        "The OpenSSL of this machine cannot check this kind of signature, and no other vouches for the entry.")
    static let batchTooLong = FindingCode(
        "batch-too-long", .signatures, .altered, "More entries stand without a signature than a batch may have."
    )
    static let batchLedgerEvent = FindingCode(
        "batch-ledger-event", .signatures, .altered, "An event of the ledger or its keys is part of a batch.")
    static let batchOpen = FindingCode(
        "batch-open", .signatures, .incomplete,
        "Nothing signed follows the last entries: a write did not finish, or the file was cut.")
    public static let withheldTail = FindingCode(
        "withheld-tail", .signatures, .incomplete,
        "Withheld entries stand at the end with nothing signed after them, so nothing vouches for them.")
    static let keyPossession = FindingCode(
        "key-possession", .keys, .altered,
        "A key enters the ledger without having signed, so nobody showed to hold it.")
    static let keyThreshold = FindingCode(
        "key-threshold", .keys, .altered, "A key event is signed by fewer keys than the ledger asks for.")
    static let keyNextMissing = FindingCode(
        "key-next-missing", .keys, .altered,
        "A key event is not signed by the reserve key that the ledger named.")
    static let keyNextUnexpected = FindingCode(
        "key-next-unexpected", .keys, .altered, "A key event speaks of a reserve key where none is in force.")
    static let keyEnrolledTwice = FindingCode(
        "key-enrolled-twice", .keys, .altered, "A key enters the ledger a second time.")
    static let keyNotInForce = FindingCode(
        "key-not-in-force", .keys, .altered, "A key event is about a key that cannot sign here, or never could."
    )
    static let keyLast = FindingCode(
        "key-last", .keys, .altered,
        "The change would leave fewer keys than the ledger needs to change keys again.")
    static let keyLimit = FindingCode(
        "key-limit", .keys, .altered, "The ledger enrols more keys than a ledger may have.")
    static let sinceInvalid = FindingCode(
        "since-invalid", .keys, .altered, "A key is called compromised since an entry that lies in the future.")
}

// MARK: What the format's readers and the vocabulary refuse

extension FindingCode {
    init(_ code: FormatError.Code) {
        switch code {
        case .json:
            self.init(
                code.name, .canonicalForm, .altered,
                "The line is not written in the one form that a ledger's line has.")
        case .formatUnsupported, .ledgerEventUnsupported:
            self.init(
                code.name, .members, .unsupported, "The ledger uses something that this version does not know.")
        case .keyEncoding, .keyIDMismatch:
            self.init(
                code.name, .keys, .altered, "A public key is not written in the one form that a ledger allows.")
        case .ledgerEventInvalid:
            self.init(
                code.name, .keys, .altered,
                "An event of the ledger or its keys has not the members it must have.")
        case .eventTooLong:
            self.init(code.name, .members, .altered, "The event is longer than any event may be.")
        case .entryMembers, .withheldInvalid, .signaturesInvalid, .eventAttributes, .attribute:
            self.init(code.name, .members, .altered, "The line has not the parts that an entry has.")
        }
    }

    /// A code of the vocabulary; its name begins with `content-`.
    static func content(_ name: String) -> FindingCode {
        FindingCode(
            name, .content, .nonconforming,
            "The entry is signed and in place, but what it says breaks the vocabulary.")
    }
}

extension FindingCode {
    /// Whether it says no more than that the last write did not finish.
    public var isOfUnfinishedWrite: Bool {
        [.tornLine, .lineFeedMissing, .batchOpen, .withheldTail].contains(self)
    }

    /// Whether it says that signatures are missing which a key event needs.
    var isOfTooFewSignatures: Bool { [.keyThreshold, .keyPossession, .keyNextMissing].contains(self) }
}
