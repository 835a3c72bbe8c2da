import Casework
import LedgerCrypto
import LedgerFormat

/// One line of a ledger: what is accepted writes back to the same bytes, by every way that writes.
enum EntryProperties {
    static func check(_ bytes: [UInt8]) throws(Flaw) {
        let entry: Entry
        do { entry = try Entry(bytes, in: 0..<bytes.count) } catch let error as FormatError {
            return try hold((0...bytes.count).contains(error.offset), "refused at \(error.offset)")
        } catch { throw Flaw(description: "neither read nor refused: \(error)") }
        try hold(entry.line == bytes, "written otherwise than it was read")
        try checkAmongOthers(entry, bytes)
        guard case .event(let event, let signatures) = entry else { return }
        let decoded = signatures.elements.compactMap { $0.string.flatMap { Base64.decode($0.utf8) } }
        if decoded.count == signatures.elements.reduce(0, { count, _ in count + 1 }) {
            let line = Entry.line(event: event.bytes, signatures: decoded)
            try hold(Array(line.dropLast()) == bytes, "signatures have a second spelling")
        }
        try checkDraft(of: event)
        try checkLedgerEvent(event)
        _ = DSSEEnvelope(entry)?.bytes
        _ = Vocabulary.current.violation(
            in: event, statedBy: Party(partyClass: "ngo", id: event.source, name: "Office", roles: ["verifier"])
        )
    }

    private static func checkAmongOthers(_ entry: Entry, _ bytes: [UInt8]) throws(Flaw) {
        let buffer = Array("{}\n".utf8) + bytes + Array("\n{}".utf8)
        let again = try without("refused in a longer buffer") { () throws(any Error) in
            try Entry(buffer, in: 3..<3 + bytes.count)
        }
        try hold(again.hash == entry.hash, "another hash in a longer buffer")
    }

    private static func checkDraft(of event: Event) throws(Flaw) {
        let draft = EventDraft(
            id: event.id, source: event.source, type: event.type, schema: event.schema, subject: event.subject,
            time: event.time, index: event.index, previous: event.previous,
            signers: event.signing?.signers ?? [], root: event.signing?.root, roster: event.signing?.roster,
            data: JSON(event.data))
        let written = try without("its own draft is refused") { () throws(FormatError) in try draft.event() }
        try hold(Array(written.bytes) == Array(event.bytes), "its draft writes other bytes")
        try hold(written.hash == event.hash, "its draft has another hash")
    }

    private static func checkLedgerEvent(_ event: Event) throws(Flaw) {
        guard let said = try? LedgerEvent(event) else { return }
        try hold(said.data == JSON(event.data), "a ledger event writes other data than it reads")
    }
}
