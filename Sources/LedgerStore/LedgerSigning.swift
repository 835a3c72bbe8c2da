internal import Dispatch
internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerVerify
internal import Synchronization

extension LedgerWriter {
    /// The keys in the order of an event's `signers`, each once.
    static func inOrder(_ keys: [SigningKey]) -> [SigningKey] {
        var seen: Set<KeyID> = []
        return keys.filter { seen.insert($0.keyID).inserted }.sorted { $0.keyID < $1.keyID }
    }

    /// The lines of events, signed on all cores: a signature covers its event alone, so that they do not wait
    /// for each other.
    static func lines(_ events: [Event], _ signers: [SigningKey]) throws(WriterError) -> [UInt8] {
        let eventsPerTask = 32
        let tasks = (events.count + eventsPerTask - 1) / eventsPerTask
        let pieces = Mutex<[[UInt8]]>(Array(repeating: [], count: tasks))
        let failure = Mutex<WriterError?>(nil)
        DispatchQueue.concurrentPerform(iterations: tasks) { task in
            do throws(WriterError) {
                var lines: [UInt8] = []
                for event in events[task * eventsPerTask..<min((task + 1) * eventsPerTask, events.count)] {
                    lines += try line(event, signers)
                }
                let piece = lines
                pieces.withLock { $0[task] = piece }
            } catch {
                failure.withLock { $0 = error }
            }
        }
        if let error = failure.withLock({ $0 }) { throw error }
        return pieces.withLock { Array($0.joined()) }
    }

    private static func line(_ event: Event, _ signers: [SigningKey]) throws(WriterError) -> [UInt8] {
        let message = DSSE.preAuthenticationEncoding(of: event.bytes)
        var signatures: [[UInt8]] = []
        if event.signing != nil {
            for signer in signers {
                signatures.append(try crypto { () throws(CryptoError) in try signer.key.sign(message) })
            }
        }
        let line = Entry.line(event: event.bytes, signatures: signatures)
        // Nothing is written that the reader of a line would refuse.
        do { _ = try Entry(line, in: 0..<line.count - 1) } catch let error as FormatError {
            throw .format(error)
        } catch {
            throw .tooLarge("a line could not be read back: \(error)")
        }
        return line
    }

    static func format<T>(_ body: () throws(FormatError) -> T) throws(WriterError) -> T {
        do { return try body() } catch { throw .format(error) }
    }

    static func crypto<T: ~Copyable>(_ body: () throws(CryptoError) -> T) throws(WriterError) -> T {
        do { return try body() } catch { throw .crypto(error) }
    }
}
