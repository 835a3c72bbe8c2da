import LedgerCrypto
import LedgerFormat
import LedgerVerify
import MerkleTree

/// Two ledgers whose offices sign whatever they are told to: a verifier must hold them whole, and all that reads
/// verified statements must cope with what they say.
///
/// Told by lines of canonical JSON with the members `data` and `type`, and if wanted `ledger` (1 for the second
/// one), `subject` and `time`. A hash of 30 bytes of zero, then the number of a ledger and an index, stands for the
/// event hash of that entry, which nobody can know beforehand.
struct StatedLedgers {
    private(set) var ledgers: [StatedLedger]

    private static let linesMax = 64

    /// Nil where the lines tell of no statement.
    init?(_ bytes: [UInt8]) throws(Flaw) {
        var ledgers: [StatedLedger] = []
        for number in 0..<2 { ledgers.append(try StatedLedger(number)) }
        self.ledgers = ledgers
        var hasStatement = false
        for line in bytes.split(separator: UInt8(ascii: "\n")).prefix(StatedLedgers.linesMax) {
            guard let value = try? CanonicalJSON(Array(line)).root, value.kind == .object,
                let data = value["data"], data.kind == .object, let type = value["type"]?.string
            else { continue }
            let number = value["ledger"]?.integer == 1 ? 1 : 0
            let stated = try self.ledgers[number].state(
                type, resolved(JSON(data)), value["subject"]?.string.flatMap { Subject($0) },
                value["time"]?.string.flatMap { Timestamp($0) })
            hasStatement = hasStatement || stated
        }
        guard hasStatement else { return nil }
    }

    private func resolved(_ json: JSON) -> JSON {
        switch json {
        case .object(let members): .object(members.mapValues { resolved($0) })
        case .array(let elements): .array(elements.map { resolved($0) })
        case .string(let text): .string(hash(of: text)?.prefixed ?? text)
        case .integer, .boolean: json
        }
    }

    private func hash(of placeholder: String) -> SHA256Digest? {
        guard placeholder.hasPrefix("sha256:" + String(repeating: "0", count: 60)),
            let digest = SHA256Digest(prefixed: placeholder)
        else { return nil }
        let (number, index) = (Int(digest.bytes[30]), Int(digest.bytes[31]))
        guard number < ledgers.count, index < ledgers[number].hashes.count else { return nil }
        return ledgers[number].hashes[index]
    }
}

/// One of the two.
struct StatedLedger {
    private(set) var hashes: [SHA256Digest] = []
    private let number: Int
    private let key: PrivateKey
    private let party: PartyID
    private var lines: [UInt8] = []

    init(_ number: Int) throws(Flaw) {
        self.number = number
        let parts = try without("an office cannot be set up") { () throws(any Error) in
            let key = try PrivateKey.ed25519(seed: [UInt8](repeating: UInt8(7 + number), count: 32))
            guard let origin = Origin("office-\(number).example/channel"),
                let party = PartyID("office-\(number)"), let other = PartyID("office-\(1 - number)")
            else { throw Flaw(description: "the names are none") }
            return (key: key, origin: origin, party: party, other: other)
        }
        (key, party) = (parts.key, parts.party)
        let opening = Opening(
            audience: [parts.other], keys: [EnrolledKey(key.publicKey)], origin: parts.origin,
            party: Party(
                partyClass: "ombudsman", id: party, name: "Office",
                roles: ["case_agency", "ombudsman", "verifier"]))
        let said = LedgerEvent.opened(opening)
        guard
            let draft = draft(
                said.kind.type, .ledger(version: 1), said.data, subject: nil, time: nil, isSigned: true)
        else { throw Flaw(description: "an opening has no time or id") }
        try close(draft)
    }

    /// Adds a statement; false where it has not the form of an event.
    mutating func state(_ type: String, _ data: JSON, _ subject: Subject?, _ time: Timestamp?) throws(Flaw)
        -> Bool
    {
        guard
            let draft = draft(
                Event.typePrefix + type, .vocabulary(version: 1), data, subject: subject, time: time,
                isSigned: false),
            let event = try? draft.event()
        else { return false }
        hashes.append(event.hash)
        lines += Entry.line(event: event.bytes, signatures: [])
        return true
    }

    /// The ledger, with a signed entry at its end.
    func bytes() throws(Flaw) -> [UInt8] {
        guard hashes.count > 1 else { return lines }
        var whole = self
        let data: JSON = ["occurred": "2025-09-01"]
        guard
            let draft = draft(
                Event.typePrefix + "event.corrected", .vocabulary(version: 1), data, subject: nil, time: nil,
                isSigned: true)
        else { throw Flaw(description: "a last entry has no time or id") }
        try whole.close(draft)
        return whole.lines
    }

    private mutating func close(_ draft: EventDraft) throws(Flaw) {
        let (event, signature) = try without("an entry cannot be signed") { [key] () throws(any Error) in
            let event = try draft.event()
            return (event, try key.sign(DSSE.preAuthenticationEncoding(of: event.bytes)))
        }
        hashes.append(event.hash)
        lines += Entry.line(event: event.bytes, signatures: [signature])
    }

    private func draft(
        _ type: String, _ schema: Event.Schema, _ data: JSON, subject: Subject?, time: Timestamp?,
        isSigned: Bool
    ) -> EventDraft? {
        let index = hashes.count
        let digits = String(index + 1_000)
        guard let id = EventID("00000000-0000-4000-8000-00000000\(number)\(digits.suffix(3))"),
            let later = Timestamp(secondsSinceEpoch: 1_757_000_000 + 3_600 * index)
        else { return nil }
        return EventDraft(
            id: id, source: party, type: type, schema: schema, subject: subject, time: time ?? later,
            index: index,
            previous: hashes.last, signers: isSigned ? [key.publicKey.keyID] : [],
            root: isSigned && index > 0 ? root() : nil, roster: isSigned && index > 0 ? 0 : nil, data: data)
    }

    private func root() -> SHA256Digest? {
        guard var hasher = try? SHA256() else { return nil }
        var frontier = MerkleFrontier()
        for hash in hashes { frontier.append(hash, with: &hasher) }
        return frontier.root(with: &hasher)
    }
}
