import Casework
import LedgerCrypto
import LedgerFormat
import LedgerVerify
import MerkleTree

/// Single words and the lines of trust files: what is accepted has one spelling.
enum WordProperties {
    static func check(_ bytes: [UInt8]) throws(Flaw) {
        let text = String(decoding: bytes, as: UTF8.self)
        try check(EventID(text).map(\.description), text, "an id")
        try check(PartyID(text).map(\.description), text, "a party")
        try check(Origin(text).map(\.description), text, "an origin")
        try check(Subject(text).map(\.description), text, "a subject")
        try check(Timestamp(text).map(\.description), text, "a time")
        try check(Occurred(text).map(\.description), text, "a date")
        try check(SHA256Digest(prefixed: text)?.prefixed, text, "a hash")
        try check(SHA256Digest(hex: text)?.hex, text, "hexadecimal digits")
        try check(KeyID(text)?.description, text, "a keyid")
        if let decoded = Base64.decode(bytes) { try check(Base64.encode(decoded), text, "base64") }
        if let head = Head(text) {
            try hold(Head(head.description) == head, "a head reads otherwise once it is written")
        }
        if let occurred = Occurred(text) {
            try hold(occurred.earliest <= occurred.latest, "a date that ends before it begins")
        }
        if let moment = ReplayMoment(text) { _ = "\(moment)" }
    }

    private static func check(_ written: String?, _ text: String, _ what: String) throws(Flaw) {
        guard let written else { return }
        try hold(Array(written.utf8) == Array(text.utf8), "\(what) has a second spelling: \(written)")
    }

    static func checkTrust(_ bytes: [UInt8]) throws(Flaw) {
        guard let trusted = try? TrustAnchors(text: String(decoding: bytes, as: UTF8.self)) else { return }
        try hold(!trusted.anchors.isEmpty, "a trust file without an anchor is accepted")
        let lines = trusted.anchors.map { anchor in
            switch anchor {
            case .ledger(let origin, let fingerprint): "ledger \(origin) \(fingerprint.prefixed)\n"
            case .key(let party, let keyID): "key \(party) \(keyID)\n"
            case .fingerprint: "none of a file\n"
            }
        }
        let again = try without("its own anchors are refused") { () throws(TrustAnchors.InvalidLine) in
            try TrustAnchors(text: lines.joined())
        }
        try hold(again.anchors == trusted.anchors, "its own anchors read otherwise")
    }
}
