import LedgerCrypto
import Testing

/// ECDSA signatures have one DER encoding each; every other way to write the same two numbers is refused.
struct ECDSAEncodingTests {
    static let message = Array("sample".utf8)
    static let r = "00efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
    static let s = "00f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"
    static let order = "00ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"

    static let key: Result<PublicKey, KeyError> = Result { () throws(KeyError) in
        try PublicKey(spki: bytes(PublishedSignatureTests.ecdsa[0][0] + PublishedSignatureTests.ecdsa[0][1]))
    }

    @Test("the DER of RFC 6979's signature is accepted")
    func canonical() throws {
        let signature = bytes("30460221\(Self.r)0221\(Self.s)")
        #expect(try Self.key.get().isValid(signature: signature, of: Self.message))
    }

    struct Form: CustomTestStringConvertible {
        let name: String
        let hex: String
        var testDescription: String { name }
    }

    static let otherForms: [Form] = [
        Form(name: "r and s side by side", hex: "\(r.dropFirst(2))\(s.dropFirst(2))"),
        Form(name: "a length in the long form", hex: "3081460221\(r)0221\(s)"),
        Form(name: "a length of unknown extent", hex: "30800221\(r)0221\(s)0000"),
        Form(name: "a length of an integer in the long form", hex: "3047028121\(r)0221\(s)"),
        Form(name: "a zero too many before r", hex: "3047022200\(r)0221\(s)"),
        Form(name: "a zero too many before s", hex: "30470221\(r)022200\(s)"),
        Form(name: "a negative r", hex: "30450220\(r.dropFirst(2))0221\(s)"),
        Form(name: "a negative s", hex: "30450221\(r)0220\(s.dropFirst(2))"),
        Form(name: "a byte after the sequence", hex: "30460221\(r)0221\(s)00"),
        Form(name: "a byte inside the sequence, after s", hex: "30470221\(r)0221\(s)00"),
        Form(name: "a third integer", hex: "30490221\(r)0221\(s)020100"),
        Form(name: "a set instead of a sequence", hex: "31460221\(r)0221\(s)"),
        Form(name: "s missing", hex: "30230221\(r)"),
        Form(name: "r and s exchanged", hex: "30460221\(s)0221\(r)"),
        Form(name: "r = 0", hex: "30260201000221\(s)"),
        Form(name: "s = 0", hex: "30260221\(r)020100"),
        Form(name: "r = n", hex: "30460221\(order)0221\(s)"),
        Form(name: "s = n", hex: "30460221\(r)0221\(order)"),
        Form(name: "r = s = 0", hex: "3006020100020100"),
        Form(name: "nothing", hex: ""),
    ]

    @Test("the same signature in any other form is refused", arguments: otherForms)
    func refused(form: Form) throws {
        #expect(try !Self.key.get().isValid(signature: bytes(form.hex), of: Self.message))
        #expect(ErrorQueue.isEmpty)
    }
}
