package import LedgerCrypto
internal import Synchronization

/// Numbers by keys of 16 bytes, in a file of its own: where an id stands in a ledger of ten million entries is
/// found by reading a few pages of 4 KiB.
///
/// The file is disposable. Whatever is odd about it is a ``LookupFailure`` or no table at all, and then it is
/// made anew. Records are only ever added, and nothing of it is synced: a table that a crash left half
/// written shows by its digests.
///
/// The records lie in sorted runs, each much longer than the next, and those that were added last in the
/// front. So one more costs a write of at most 64 KiB, and all of them together a few writes of each.
package final class LookupTable: Sendable {
    package let path: String
    private let state: Mutex<LookupFile>

    private init(_ path: String, _ file: consuming OpenFile, _ front: LookupFront) {
        self.path = path
        state = Mutex(LookupFile(file: file, front: front))
    }

    /// Makes an empty table in place of what has that name.
    ///
    /// - Parameter stamp: what the table is of, as its owner knows it again.
    package static func create(_ path: String, stamp: SHA256Digest) throws(LookupFailure) -> LookupTable {
        let front = LookupFront(stamp: stamp)
        let file = try LookupFile.begin(path)
        try LookupFile.write(front, to: file)
        try LookupFailure.filing { () throws(FileFailure) in try Folder.moveUnsynced(path + ".new", over: path)
        }
        return LookupTable(path, file, front)
    }

    /// The table in a file; nil where there is none, or one that is damaged or of another version.
    ///
    /// - Parameter isGrowing: whether records will be added.
    package static func open(_ path: String, isGrowing: Bool = false) -> LookupTable? {
        guard let file = try? OpenFile(path, isGrowing ? .readAndWrite : .read, followsLinks: false) else {
            return nil
        }
        // Another process may be writing the front just now.
        for _ in 0..<3 {
            guard let bytes = try? file.read(LookupFront.byteCount, at: 0) else { return nil }
            if let front = LookupFront(bytes) { return LookupTable(path, file, front) }
        }
        return nil
    }

    /// What the table is of.
    package var stamp: SHA256Digest { state.withLock { $0.front.stamp } }

    /// How many records there are.
    package var count: Int { state.withLock { $0.front.count } }

    // MARK: Looking up

    /// The values under a key, ascending.
    package func values(for key: LookupKey) throws(LookupFailure) -> [UInt64] {
        try state.withLock { (state: inout LookupFile) throws(LookupFailure) in
            try state.values(key...key, path)
        }
    }

    /// Whether anything stands under a key of which `isWanted` holds.
    package func contains(_ key: LookupKey, where isWanted: (UInt64) -> Bool) throws(LookupFailure) -> Bool {
        try values(for: key).contains(where: isWanted)
    }

    /// The values under all keys that begin with the given hexadecimal digits, ascending; none where a
    /// character is no digit. Digits after the 32nd are not looked at.
    package func values(withHexPrefix digits: String) throws(LookupFailure) -> [UInt64] {
        guard let range = LookupKey.range(ofHex: digits) else { return [] }
        return try state.withLock { (state: inout LookupFile) throws(LookupFailure) in
            try state.values(range, path)
        }
    }

    // MARK: Growing

    /// Adds records, and binds the table to what it is of by now.
    package func append(
        _ records: [LookupRecord], stamp: SHA256Digest
    ) throws(LookupFailure) {
        let added = records.sorted()
        try state.withLock { (state: inout LookupFile) throws(LookupFailure) in
            state.front.stamp = stamp
            state.front.recent = LookupTable.merged(state.front.recent, added)
            if state.front.recent.count > LookupFront.recordsMax { try state.settle(path) }
            try LookupFile.write(state.front, to: state.file)
        }
    }

    private static func merged(_ one: [LookupRecord], _ other: [LookupRecord]) -> [LookupRecord] {
        if one.isEmpty { return other }
        var merged: [LookupRecord] = []
        merged.reserveCapacity(one.count + other.count)
        var next = 0
        for record in one {
            while next < other.count, other[next] < record {
                merged.append(other[next])
                next += 1
            }
            merged.append(record)
        }
        return merged + other[next...]
    }
}
