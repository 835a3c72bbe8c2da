import LedgerCrypto

/// A time-stamping authority of the `openssl` command: a root, and a clock that the root issued.
struct TimestampingOffice {
    /// The kinds of keys that OpenSSL's authorities can have.
    enum Key: String, CaseIterable {
        case p256 = "-algorithm EC -pkeyopt ec_paramgen_curve:P-256"
        case rsa = "-algorithm RSA -pkeyopt rsa_keygen_bits:2048"
    }

    static let data = Array("office.example/channel\n5\nqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqo=\n".utf8)

    let command: OpenSSLCommand
    /// The number of every certificate of the clock: a signer is found by it and by its issuer's name, which
    /// all offices share.
    private let serial = Int.random(in: 1...1_000_000_000)

    init(_ key: Key = .p256) throws {
        command = try OpenSSLCommand()
        try command.write(Self.configuration, to: "cnf")
        try command.write("01\n", to: "serial")
        try command.write("", to: "index")
        try command.write(Self.data, to: "data")
        for name in ["root", "tsa"] { try command.run("genpkey \(key.rawValue) -out \(name).key") }
        try command.run("req -config cnf -x509 -key root.key -subj /O=Office/CN=Root -days 9 -out root.crt")
        try command.run("req -config cnf -new -key tsa.key -subj /O=Office/CN=Clock -out tsa.csr")
        try issue("tsa", usage: "good")
    }

    /// Issues a certificate for the clock's key, always with the same serial number.
    func issue(_ name: String, usage: String, days: Int = 9) throws {
        try command.run(
            "x509 -req -in tsa.csr -CA root.crt -CAkey root.key -set_serial \(serial) -days \(days) -extfile cnf"
                + " -extensions \(usage) -out \(name).crt")
    }

    /// The authority's answer to a request.
    func answer(_ request: TimestampRequest, section: String = "stamps") throws -> [UInt8] {
        try command.write(request.der, to: "tsq")
        try command.run(
            "ts -reply -config cnf -section \(section) -queryfile tsq -signer tsa.crt -inkey tsa.key"
                + " -out tsr")
        return try command.read("tsr")
    }

    /// A fresh token over ``data``.
    func token() throws -> TimestampToken {
        try TimestampResponse(der: answer(TimestampRequest(stamping: Self.data))).token
    }

    /// What a token states, after a change, signed anew: as an authority would that breaks the rules.
    func forge(
        signer: String = "tsa", digest: String = "sha256", _ change: (inout [UInt8]) -> Void = { _ in }
    ) throws -> [UInt8] {
        try command.write(token().der, to: "tst")
        try command.run("cms -verify -noverify -binary -inform DER -in tst -out info")
        var info = try command.read("info")
        change(&info)
        try command.write(info, to: "info")
        try command.run(
            "cms -sign -binary -nodetach -cades -econtent_type 1.2.840.113549.1.9.16.1.4 -in info"
                + " -signer \(signer).crt -inkey tsa.key -md \(digest) -outform DER -out forged")
        return try command.read("forged")
    }

    /// What an auditor brings: the certificates of these names.
    func authority(_ names: String...) throws -> TimestampAuthority {
        try TimestampAuthority(pem: names.map { try command.readText("\($0).crt") }.joined())
    }

    private static let configuration = """
        [stamps]
        serial = serial
        signer_digest = sha256
        default_policy = 1.3.6.1.4.1.99999.1
        digests = sha256, sha384, sha512, sha1
        accuracy = secs:1, millisecs:500, microsecs:100
        clock_precision_digits = 3
        tsa_name = yes
        [chain]
        serial = serial
        signer_digest = sha512
        default_policy = 1.3.6.1.4.1.99999.1
        digests = sha256
        certs = root.crt
        ess_cert_id_chain = yes
        [refusal]
        serial = serial
        signer_digest = sha256
        default_policy = 1.3.6.1.4.1.99999.1
        digests = sha512
        [req]
        distinguished_name = name
        prompt = no
        [name]
        CN = unused
        [good]
        basicConstraints = CA:false
        keyUsage = critical, digitalSignature
        extendedKeyUsage = critical, timeStamping
        [none]
        basicConstraints = CA:false
        [uncritical]
        extendedKeyUsage = timeStamping
        [another]
        extendedKeyUsage = critical, timeStamping, codeSigning
        [unknown]
        extendedKeyUsage = critical, timeStamping, 1.2.3.4
        [ca]
        default_ca = old
        [old]
        database = index
        serial = serial
        new_certs_dir = .
        default_md = sha256
        policy = names
        [names]
        organizationName = supplied
        commonName = supplied

        """
}

extension Array<UInt8> {
    /// Puts other bytes, as many, in the place of the first that are like these.
    mutating func replace(_ old: String, with new: String) {
        let (old, new) = (Array(old.utf8), Array(new.utf8))
        guard let start = indices.first(where: { self[$0...].starts(with: old) }) else { return }
        replaceSubrange(start..<(start + old.count), with: new)
    }

    /// Puts another time in the place of the one that a token states, in `TSTInfo` of 128 to 255 bytes.
    mutating func setTime(_ time: String) {
        guard self[1] == 0x81, let start = indices.first(where: { self[$0] == 0x18 && self[$0 + 2] == 0x32 })
        else { return }
        let count = Int(self[start + 1])
        self[2] += UInt8(time.utf8.count)
        self[2] -= UInt8(count)
        replaceSubrange((start + 1)..<(start + 2 + count), with: [UInt8(time.utf8.count)] + Array(time.utf8))
    }
}
