internal import Dispatch
internal import Foundation
public import LedgerCrypto
internal import LedgerFormat
public import LedgerStore
internal import MerkleTree
internal import Synchronization

/// A ledger file that is written from front to back and never read: what makes registers of ten million
/// entries in memory that does not grow.
///
/// The project's writer does more: it keeps what it signed beside the key, knows every id, and syncs. Here an
/// unfinished file is thrown away. That the file is a ledger is for `goodfaith verify` to say.
public final class RegisterFile {
    private let file: FileHandle
    private let key: PrivateKey
    private let signing: Signing
    /// The most entries of one batch.
    private let batch: Int
    private let source: PartyID
    private var frontier = MerkleFrontier()
    private var previous: SHA256Digest?
    private var hasher: SHA256

    /// Makes the file, with entry 0, and the private key that signs it in `PATH.key`.
    ///
    /// - Parameters:
    ///   - batch: the most entries that one signature vouches for.
    ///   - draw: gives the key and the first id.
    /// - Throws: ``RegisterError/exists(_:)`` where there is a file already.
    public init(
        _ path: String, _ signing: Signing, batch: Int, _ draw: inout Draw
    ) throws {
        self.signing = signing
        self.batch = min(max(1, batch), Limits.batchEntriesMax)
        key = try draw.key()
        hasher = try SHA256()
        let opening = try Office.opening(key)
        source = opening.party.id
        try Data(key.pem(passphrase: nil).utf8).write(
            to: URL(fileURLWithPath: path + ".key"), options: .withoutOverwriting)
        guard !FileManager.default.fileExists(atPath: path),
            FileManager.default.createFile(atPath: path, contents: nil),
            let file = FileHandle(forWritingAtPath: path)
        else { throw RegisterError.exists(path) }
        self.file = file
        let event = try EventDraft(
            id: try draw.eventID(), source: source, type: LedgerEvent.Kind.opened.type,
            schema: .ledger(version: 1), time: try Register.time(day: 0, second: 0), index: 0,
            signers: [key.publicKey.keyID], data: LedgerEvent.opened(opening).data
        ).event()
        try write([event])
    }

    /// Appends statements in batches, or signed each, and gives their event hashes.
    public func append(_ statements: [Statement]) throws -> [SHA256Digest] {
        var hashes: [SHA256Digest] = []
        hashes.reserveCapacity(statements.count)
        for start in stride(from: 0, to: statements.count, by: batch) {
            let part = statements[start..<min(statements.count, start + batch)]
            var events: [Event] = []
            events.reserveCapacity(part.count)
            for place in part.indices {
                let isSigned = signing == .each || place == part.endIndex - 1
                events.append(try event(part[place], isSigned: isSigned))
            }
            hashes += events.map(\.hash)
            try write(events)
        }
        return hashes
    }

    public func close() throws { try file.close() }

    private func event(_ statement: Statement, isSigned: Bool) throws -> Event {
        let event = try EventDraft(
            id: statement.id, source: source, type: statement.type, schema: statement.schema,
            subject: statement.subject, time: statement.time, index: frontier.size, previous: previous,
            signers: isSigned ? [key.publicKey.keyID] : [],
            root: isSigned ? frontier.root(with: &hasher) : nil, roster: isSigned ? 0 : nil,
            data: statement.data
        ).event()
        take(event)
        return event
    }

    private func take(_ event: Event) {
        frontier.append(event.hash, with: &hasher)
        previous = event.hash
    }

    private func write(_ events: [Event]) throws {
        if previous == nil, let opening = events.first { take(opening) }
        for lines in try lines(events) { try file.write(contentsOf: lines) }
    }

    /// The lines, signed on all cores.
    private func lines(_ events: [Event]) throws -> [[UInt8]] {
        let eventsPerTask = 256
        let tasks = (events.count + eventsPerTask - 1) / eventsPerTask
        let pieces = Mutex<[[UInt8]]>(Array(repeating: [], count: tasks))
        let failure = Mutex<CryptoError?>(nil)
        let key = key
        DispatchQueue.concurrentPerform(iterations: tasks) { task in
            do throws(CryptoError) {
                var lines: [UInt8] = []
                for event in events[task * eventsPerTask..<min((task + 1) * eventsPerTask, events.count)] {
                    let message = DSSE.preAuthenticationEncoding(of: event.bytes)
                    let signatures = event.signing == nil ? [] : [try key.sign(message)]
                    lines += Entry.line(event: event.bytes, signatures: signatures)
                }
                let piece = lines
                pieces.withLock { $0[task] = piece }
            } catch {
                failure.withLock { $0 = error }
            }
        }
        if let error = failure.withLock({ $0 }) { throw error }
        return pieces.withLock { $0 }
    }
}
