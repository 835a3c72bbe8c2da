import Foundation
import LedgerCrypto

/// Bytes from hexadecimal digits, as the published vectors have them.
func bytes(_ hex: String) -> [UInt8] {
    let digits = Array(hex.filter { !$0.isWhitespace })
    return stride(from: 0, to: digits.count - 1, by: 2).compactMap { place in
        UInt8(String(digits[place...(place + 1)]), radix: 16)
    }
}

/// PEM text around DER bytes, which need be no key at all.
func pem(_ label: String, _ der: [UInt8]) -> String {
    let lines = Data(der).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
    return "-----BEGIN \(label)-----\n\(lines)\n-----END \(label)-----\n"
}

/// The binary content of PEM text.
func der(_ pem: String) -> [UInt8] {
    let base64 = pem.split(separator: "\n").filter { !$0.hasPrefix("-----") }.joined()
    return Data(base64Encoded: base64).map { [UInt8]($0) } ?? []
}

extension Array<UInt8> {
    func flippingBit(_ bit: Int) -> [UInt8] {
        var copy = self
        copy[bit / 8] ^= 1 << (bit % 8)
        return copy
    }
}
