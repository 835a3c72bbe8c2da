public import LedgerCrypto
public import LedgerFormat

/// An entry whose form, place in the chain and voucher were verified. Only a verification makes one; replay
/// takes nothing else, so that unverified data cannot be replayed by mistake.
public struct VerifiedEntry: Sendable {
    /// The position in the ledger, from 0.
    public let index: Int
    /// Bytes from the start of the file to the entry's line.
    public let byteOffset: Int
    public let entry: Entry
    /// The keys that signed the entry itself or, for a batch's member, the entry that closes the batch; without
    /// those whose signatures this machine's OpenSSL cannot check.
    public let voucher: [KeyID]

    public var hash: SHA256Digest { entry.hash }
    /// Nil where the entry is withheld.
    public var event: Event? { entry.event }

    init(_ entry: Entry, in line: ParsedLine, voucher: [KeyID]) {
        index = line.position
        byteOffset = line.byteOffset
        self.entry = entry
        self.voucher = voucher
    }

    /// An entry that is read again by itself, and proved to be one that was verified.
    init(_ entry: Entry, at index: Int, byteOffset: Int) {
        (self.entry, self.index, self.byteOffset) = (entry, index, byteOffset)
        voucher = []
    }
}
