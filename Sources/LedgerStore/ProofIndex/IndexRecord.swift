internal import LedgerFormat

/// What the index keeps of one entry, in 32 bytes: where its line begins (8 bytes, the first the greatest), a checksum
/// of all else (7), flags (1), and the reference of its subject (16).
struct IndexRecord: Hashable {
    static let byteCount = 32

    /// Bytes from the start of the file to the entry's line.
    let byteOffset: Int
    let isSigned: Bool
    /// The reference of the case that it is about; nil where it is about none.
    let caseReference: EventID?

    private static let signedFlag: UInt64 = 1
    private static let caseFlag: UInt64 = 2

    /// - Parameter event: what the entry shows; nil where it is withheld.
    init(_ event: Event?, at byteOffset: Int) {
        self.byteOffset = byteOffset
        isSigned = event?.signing != nil
        caseReference = event?.subject.flatMap { IndexRecord.reference(of: $0) }
    }

    /// What a subject is looked up by; nil where it is no case.
    static func reference(of subject: Subject) -> EventID? { subject.kind == "case" ? subject.reference : nil }

    /// Reads the record that begins at a place.
    ///
    /// - Throws: ``ProofIndexError/stale(_:)`` where it is not what was written.
    init(_ bytes: [UInt8], at start: Int) throws(ProofIndexError) {
        let (place, mark) = (bytes.number(at: start), bytes.number(at: start + 8))
        let words = EventID.Words(high: bytes.number(at: start + 16), low: bytes.number(at: start + 24))
        let flags = mark & 0xFF
        guard mark == IndexRecord.mark(flags, place, words), let byteOffset = Int(exactly: place) else {
            throw .stale("a record of an entry is damaged")
        }
        self.byteOffset = byteOffset
        isSigned = flags & IndexRecord.signedFlag != 0
        caseReference = flags & IndexRecord.caseFlag != 0 ? EventID(words) : nil
    }

    func append(to bytes: inout [UInt8]) {
        let place = UInt64(byteOffset)
        let words = caseReference?.words ?? .none
        let flags =
            (isSigned ? IndexRecord.signedFlag : 0) | (caseReference == nil ? 0 : IndexRecord.caseFlag)
        bytes.append(number: place)
        bytes.append(number: IndexRecord.mark(flags, place, words))
        bytes.append(number: words.high)
        bytes.append(number: words.low)
    }

    /// The flags under a checksum against rot, and no more: each step can be undone, so that one number that is
    /// changed always changes what comes out of the last.
    private static func mark(_ flags: UInt64, _ place: UInt64, _ words: EventID.Words) -> UInt64 {
        var sum: UInt64 = 0x9E37_79B9_7F4A_7C15
        func take(_ number: UInt64) {
            sum = (sum ^ number) &* 0xD6E8_FEB8_6659_FD93
            sum ^= sum >> 32
        }
        take(place)
        take(flags)
        take(words.high)
        take(words.low)
        return sum << 8 | flags
    }
}
