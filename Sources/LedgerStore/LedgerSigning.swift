internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerVerify

extension LedgerWriter {
    /// The keys in the order of an event's `signers`, each once.
    static func inOrder(_ keys: [SigningKey]) -> [SigningKey] {
        var seen: Set<KeyID> = []
        return keys.filter { seen.insert($0.keyID).inserted }.sorted { $0.keyID < $1.keyID }
    }

    /// The lines with their signatures, made on all cores: a signature covers its event alone, so that they do not
    /// wait for each other.
    static func signed(
        _ lines: LineRun, of events: [Event], by signers: [SigningKey]
    ) throws(WriterError) -> LineRun {
        let places = events.indices.filter { events[$0].signing != nil }
        let signed = try places.mapPiecesConcurrently(of: eventsPerPiece) { part throws(WriterError) in
            try self.lines(of: part.map { events[$0] }, signers)
        }
        var run = LineRun()
        run.reserve(lines.bytes.count + signed.reduce(0) { $0 + $1.count }, lines: lines.count)
        var next = 0
        for (place, line) in zip(places, signed) {
            run.append(next..<place, of: lines)
            run.append(line)
            next = place + 1
        }
        run.append(next..<lines.count, of: lines)
        return run
    }

    private static let eventsPerPiece = 32

    /// The line of one event.
    static func line(_ event: Event, _ signers: [SigningKey]) throws(WriterError) -> LineRun {
        var run = LineRun()
        for line in try lines(of: [event], signers) { run.append(line) }
        return run
    }

    /// The lines of events, with one context a key; nothing is written that the reader of a line would refuse.
    private static func lines(
        of events: [Event], _ signers: [SigningKey]
    ) throws(WriterError) -> [[UInt8]] {
        var signatures = [[[UInt8]]](repeating: [], count: events.count)
        var message: [UInt8] = []
        for signer in signers {
            var messages = try crypto { () throws(CryptoError) in try MessageSigner(signer.key) }
            for (place, event) in events.enumerated() {
                DSSE.preAuthenticationEncoding(of: event.bytes, into: &message)
                do { signatures[place].append(try messages.sign(message.span.bytes)) } catch {
                    throw .crypto(error)
                }
            }
        }
        var reader = try crypto { () throws(CryptoError) in try EntryReader() }
        var lines: [[UInt8]] = []
        for (event, signatures) in zip(events, signatures) {
            let line = Entry.line(event: event.bytes, signatures: signatures)
            _ = try format { () throws(FormatError) in try reader.read(0..<line.count - 1, of: line.span) }
            lines.append(line)
        }
        return lines
    }

    static func format<T>(_ body: () throws(FormatError) -> T) throws(WriterError) -> T {
        do { return try body() } catch { throw .format(error) }
    }

    static func crypto<T: ~Copyable>(_ body: () throws(CryptoError) -> T) throws(WriterError) -> T {
        do { return try body() } catch { throw .crypto(error) }
    }
}
