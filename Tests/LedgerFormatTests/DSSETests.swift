import Foundation
import LedgerCrypto
import LedgerFormat
import Testing

struct DSSETests {
    @Test("writes the encoding that is signed, with lengths in bytes")
    func encoding() {
        let type = "application/vnd.goodfaith.event.v1+json"
        #expect(DSSE.payloadType == type)
        #expect(type.utf8.count == 39)
        #expect(DSSE.preAuthenticationEncoding(of: Array("{}".utf8)) == Array("DSSEv1 39 \(type) 2 {}".utf8))
        #expect(DSSE.preAuthenticationEncoding(of: [UInt8]()) == Array("DSSEv1 39 \(type) 0 ".utf8))
        #expect(
            DSSE.preAuthenticationEncoding(of: Array("\"é\"".utf8)) == Array("DSSEv1 39 \(type) 4 \"é\"".utf8)
        )
        let long = [UInt8](repeating: 0x61, count: 65_535)
        #expect(DSSE.preAuthenticationEncoding(of: long) == Array("DSSEv1 39 \(type) 65535 ".utf8) + long)
    }

    @Test("leaves nothing of the event before in a buffer that is used again")
    func buffer() {
        var buffer = Array("what was there before".utf8)
        DSSE.preAuthenticationEncoding(of: Array("[1,2,3]".utf8)[...], into: &buffer)
        DSSE.preAuthenticationEncoding(of: Array("{}".utf8)[...], into: &buffer)
        #expect(buffer == DSSE.preAuthenticationEncoding(of: Array("{}".utf8)))
    }

    @Test("names an event by the RFC 6962 leaf hash of its bytes, wherever they lie")
    func eventHash() throws {
        let text = "L123456"
        var hasher = try SHA256()
        let buffer = Array("xx\(text)yy".utf8)
        let hash = EventHash.of(buffer, in: 2..<9, with: &hasher)
        #expect(hash.hex == "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56")
        #expect(hash.prefixed == "sha256:\(hash.hex)")
        #expect(SHA256Digest(prefixed: hash.prefixed) == hash)
    }

    @Test("reads a hash in the one form it has")
    func prefixed() {
        let hex = String(repeating: "0a", count: 32)
        #expect(SHA256Digest(prefixed: "sha256:\(hex)") != nil)
        for text in [
            hex, "SHA256:\(hex)", "sha256:\(hex.uppercased())", "sha256:\(hex)0", "sha256:\(hex.dropLast())",
            "sha512:\(hex)",
        ] {
            #expect(SHA256Digest(prefixed: text) == nil)
        }
    }
}

struct Base64Tests {
    static let pairs: [(bytes: String, text: String)] = [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ]

    @Test("writes and reads the vectors of RFC 4648", arguments: pairs)
    func vectors(bytes: String, text: String) {
        #expect(Base64.encode(Array(bytes.utf8)) == text)
        #expect(Base64.decode(Array(text.utf8)) == Array(bytes.utf8))
    }

    @Test(
        "refuses every other spelling",
        arguments: [
            "Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Zm9v\n", " Zm9v", "Zm 9v", "Zm9v====", "Zm_v", "Zm-v", "Z",
            "=", "====",
            "Zm9vZg==Zm9v", "Zm\r\n9v", "é", "Zm9v=",
        ])
    func refuses(text: String) { #expect(Base64.decode(Array(text.utf8)) == nil) }

    @Test("refuses the unused bits of a signature's last character")
    func unusedBits() throws {
        let signature = [UInt8](repeating: 0xAB, count: 64)
        let text = Base64.encode(signature)
        #expect(text.utf8.count == 88)
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        let accepted = alphabet.filter { last in
            Base64.decode(Array((text.dropLast(3) + String(last) + "==").utf8))?.prefix(63)
                == signature.prefix(63)[...]
        }
        #expect(accepted.count == 4)
    }

    @Test("agrees with Foundation on random bytes, and on what one changed character makes of them")
    func foundation() {
        var random = SystemRandomNumberGenerator()
        for count in 0..<200 {
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            let text = Data(bytes).base64EncodedString()
            #expect(Base64.encode(bytes) == text)
            #expect(Base64.decode(text.utf8) == bytes)
            for _ in 0..<20 {
                var changed = Array(text.utf8)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: changed.append(contentsOf: "=\n A".utf8.prefix(Int.random(in: 1...4, using: &random)))
                case 1: changed.removeLast(min(changed.count, Int.random(in: 1...4, using: &random)))
                default:
                    guard let place = changed.indices.randomElement(using: &random) else { continue }
                    changed[place] =
                        Bool.random(using: &random)
                        ? Array("=+/AQgw_-\r".utf8).randomElement(using: &random) ?? 0
                        : UInt8.random(in: 0...255, using: &random)
                }
                let data = Data(base64Encoded: Data(changed)).flatMap {
                    $0.base64EncodedData() == Data(changed) ? Array($0) : nil
                }
                #expect(Base64.decode(changed) == data, "\(changed)")
            }
        }
    }
}
