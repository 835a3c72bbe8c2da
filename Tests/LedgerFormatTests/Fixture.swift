import LedgerCrypto
import LedgerFormat
import Testing

/// One signed event in its parts, of which a test changes one.
enum Fixture {
    static let id = "3f2b8c1e-9d04-4a77-8b5e-0c6f1a2d3e4f"
    static let hash = "sha256:" + String(repeating: "1", count: 64)
    static let keyID = String(repeating: "a", count: 64)

    /// The attributes of a signed statement at index 7.
    static let signed: [String: JSON] = [
        "data": ["count": 1], "dataschema": "urn:goodfaith:vocabulary:1", "id": .string(id), "index": 7,
        "previous": .string(hash), "root": .string(hash), "roster": 0, "signers": .string(keyID),
        "source": "us-office",
        "specversion": "1.0", "subject": .string("case/\(id)"), "time": "2025-10-10T09:30:00Z",
        "type": "goodfaith.case.opened",
    ]

    static func with(_ name: String, _ value: JSON?) -> [String: JSON] {
        var members = signed
        members[name] = value
        return members
    }

    static func read(_ members: [String: JSON]) throws -> Event {
        var hasher = try SHA256()
        return try Event(try CanonicalJSON(JSON.object(members).canonicalBytes()).root, hasher: &hasher)
    }

    static func refusal(_ members: [String: JSON]) throws -> FormatError? {
        do {
            _ = try read(members)
            return nil
        } catch let error as FormatError {
            return error
        }
    }

    static func line(_ text: String) throws -> Entry {
        var hasher = try SHA256()
        let bytes = Array(text.utf8)
        return try Entry(bytes, in: 0..<bytes.count, hasher: &hasher)
    }
}
