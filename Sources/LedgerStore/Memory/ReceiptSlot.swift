internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerVerify
internal import MerkleTree

/// One of the places for a receipt of a ledger, with the table of the ids that belong to it.
///
/// The table is bound to the entries of the receipt: where one of the two was written and the other was not,
/// they do not fit, and the place counts as empty.
struct ReceiptSlot: Hashable, Sendable {
    /// So many copies of a ledger, or states of it, are remembered.
    private static let count = 4
    /// A receipt is a few hundred bytes, and some more for each gap and each change of signer.
    private static let receiptBytesMax = 64 << 20

    private let receiptPath: String
    private let idsPath: String

    private init(_ folder: String, _ number: Int) {
        receiptPath = "\(folder)/\(number).receipt"
        idsPath = "\(folder)/\(number).ids"
    }

    static func all(in folder: String) -> [ReceiptSlot] { (1...count).map { ReceiptSlot(folder, $0) } }

    // MARK: Reading

    private func receipt(madeBy program: String) -> VerificationReceipt? {
        guard let file = try? OpenFile(receiptPath, .read, followsLinks: false), let size = try? file.size,
            size <= ReceiptSlot.receiptBytesMax, let bytes = try? file.read(size, at: 0)
        else { return nil }
        return VerificationReceipt(bytes, madeBy: program)
    }

    func prefix(of fingerprint: SHA256Digest, madeBy program: String) -> VerifiedPrefix? {
        guard let receipt = receipt(madeBy: program), receipt.fingerprint == fingerprint,
            let table = LookupTable.open(idsPath), belongs(table, to: receipt)
        else { return nil }
        return VerifiedPrefix(receipt, ids: KeptIDs(slot: self, table: table))
    }

    private func belongs(_ table: LookupTable, to receipt: VerificationReceipt) -> Bool {
        table.count == receipt.idCount && table.stamp == (try? receipt.stampOfIDs)
    }

    // MARK: Writing

    /// The place for a receipt that goes on from none: that of the same entries, an empty one, or that of the
    /// receipt which was written first.
    static func free(
        in folder: String, for receipt: VerificationReceipt, madeBy program: String
    ) -> ReceiptSlot {
        let slots = all(in: folder)
        let kept = slots.map { ($0, $0.prefix(of: receipt.fingerprint, madeBy: program)?.receipt) }
        let same = kept.first { slot in
            slot.1.map { $0.head == receipt.head && $0.withheld == receipt.withheld && receipt.covers($0) }
                ?? false
        }
        if let slot = (same ?? kept.first { $0.1 == nil })?.0 { return slot }
        func written(_ slot: ReceiptSlot) -> Int64 {
            (try? OpenFile(slot.receiptPath, .read, followsLinks: false).seen.modified) ?? .min
        }
        return slots.min { written($0) < written($1) } ?? ReceiptSlot(folder, 1)
    }

    func fill(_ receipt: VerificationReceipt, _ ids: [EventID], madeBy program: String) throws {
        if let table = LookupTable.open(idsPath), belongs(table, to: receipt) {
            return try write(receipt, program)
        }
        let stamp = try receipt.stampOfIDs
        let table = try LookupTable.create(idsPath, stamp: stamp)
        try table.append(ReceiptSlot.records(ids), stamp: stamp)
        try write(receipt, program)
    }

    func advance(
        from earlier: VerificationReceipt, to receipt: VerificationReceipt, adding ids: [EventID],
        madeBy program: String
    ) throws {
        guard let table = LookupTable.open(idsPath, isGrowing: true), belongs(table, to: earlier) else {
            return
        }
        if earlier.head != receipt.head {
            try table.append(ReceiptSlot.records(ids), stamp: receipt.stampOfIDs)
        } else if earlier.says(asMuchAs: receipt) {
            return
        }
        try write(receipt, program)
    }

    /// Of an id it is only asked whether it stands there.
    private static func records(_ ids: [EventID]) -> [LookupRecord] {
        ids.map { LookupRecord(LookupKey($0), 0) }
    }

    /// Gives up what is kept here.
    func discard() {
        for path in [receiptPath, idsPath] { try? Folder.remove(path) }
    }

    private func write(_ receipt: VerificationReceipt, _ program: String) throws {
        let fresh = receiptPath + ".new"
        let file = try OpenFile(fresh, .readAndWriteOrCreate, followsLinks: false)
        try file.truncate(to: 0)
        try file.writeAll(try receipt.encoded(madeBy: program))
        try Folder.moveUnsynced(fresh, over: receiptPath)
    }
}

extension VerificationReceipt {
    /// Whether another receipt of the same entries need not be written in place of this one.
    fileprivate func says(asMuchAs other: VerificationReceipt) -> Bool {
        covers(other) && pieces.count <= other.pieces.count
            && (other.seenAs == nil || seenAs == other.seenAs)
    }
}

/// The ids of a receipt, in its table.
struct KeptIDs: KnownIDs {
    let slot: ReceiptSlot
    let table: LookupTable

    func contains(_ id: EventID) throws(LedgerReadFailure) -> Bool {
        do { return try table.contains(LookupKey(id)) { _ in true } } catch {
            slot.discard()
            throw LedgerReadFailure(
                "\(table.path) could not be read, which this machine wrote when it verified the ledger; "
                    + "it is given up: run the command again, and the ledger is verified anew")
        }
    }
}
