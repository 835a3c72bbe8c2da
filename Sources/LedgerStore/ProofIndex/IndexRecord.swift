internal import LedgerFormat

/// What the index keeps of one entry, in 32 bytes: where its line begins (8 bytes, little-endian), flags (1), a
/// checksum of all else (7), and the reference of its subject (16).
struct IndexRecord: Hashable {
    static let byteCount = 32

    /// Bytes from the start of the file to the entry's line.
    let byteOffset: Int
    let isSigned: Bool
    /// The reference of the case that it is about; nil where it is about none.
    let caseReference: [UInt8]?

    private static let signedFlag: UInt8 = 1
    private static let caseFlag: UInt8 = 2

    /// - Parameter event: what the entry shows; nil where it is withheld.
    init(_ event: Event?, at byteOffset: Int) {
        self.byteOffset = byteOffset
        isSigned = event?.signing != nil
        caseReference = event?.subject.flatMap { IndexRecord.reference(of: $0) }
    }

    /// What a subject is looked up by; nil where it is no case.
    static func reference(of subject: Subject) -> [UInt8]? {
        subject.kind == "case" ? subject.reference.bytes : nil
    }

    /// Reads a record.
    ///
    /// - Throws: ``ProofIndexError/stale(_:)`` where it is not what was written.
    init(read bytes: ArraySlice<UInt8>) throws(ProofIndexError) {
        let start = bytes.startIndex
        guard IndexRecord.checksum(of: bytes).elementsEqual(bytes[start + 9..<start + 16]) else {
            throw .stale("a record of an entry is damaged")
        }
        byteOffset = Int(clamping: bytes[start..<start + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) })
        isSigned = bytes[start + 8] & IndexRecord.signedFlag != 0
        caseReference =
            bytes[start + 8] & IndexRecord.caseFlag != 0 ? Array(bytes[start + 16..<start + 32]) : nil
    }

    /// Whether the record that begins at a place is of an entry that is signed by itself.
    static func isSigned(_ bytes: [UInt8], at start: Int) -> Bool { bytes[start + 8] & signedFlag != 0 }

    func append(to bytes: inout [UInt8]) {
        let start = bytes.count
        for shift in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: byteOffset >> (8 * shift))) }
        bytes.append(
            (isSigned ? IndexRecord.signedFlag : 0) | (caseReference == nil ? 0 : IndexRecord.caseFlag))
        bytes.append(contentsOf: [0, 0, 0, 0, 0, 0, 0])
        bytes.append(contentsOf: caseReference ?? [UInt8](repeating: 0, count: 16))
        bytes.replaceSubrange(start + 9..<start + 16, with: IndexRecord.checksum(of: bytes[start...]))
    }

    /// Against rot, and no more: each step is reversible, so that a changed word always changes the last number.
    private static func checksum(of record: ArraySlice<UInt8>) -> [UInt8] {
        let start = record.startIndex
        var sum: UInt64 = 0x9E37_79B9_7F4A_7C15
        for places in [
            start..<start + 8, start + 8..<start + 9, start + 16..<start + 24, start + 24..<start + 32,
        ] {
            sum ^= record[places].reduce(0) { $0 << 8 | UInt64($1) }
            sum &*= 0xD6E8_FEB8_6659_FD93
            sum ^= sum >> 32
        }
        return (0..<7).map { UInt8(truncatingIfNeeded: sum >> (8 * $0)) }
    }
}
