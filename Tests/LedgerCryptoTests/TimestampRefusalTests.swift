import LedgerCrypto
import Testing

/// What an auditor must not accept as a time stamp.
struct TimestampRefusalTests {
    typealias Office = TimestampingOffice

    @Test("other data, another request and another authority are refused")
    func others() throws {
        let stranger = try Office().authority("tsa", "root")
        let office = try Office()
        let request = try TimestampRequest(stamping: Office.data)
        let token = try TimestampResponse(der: office.answer(request)).token
        let authority = try office.authority("root")
        for data in [Office.data + [0], Array(Office.data.dropLast()), Office.data.flippingBit(3), []] {
            #expect(throws: TimestampError.otherData) { try authority.verify(token, over: data) }
        }
        let another = try TimestampRequest(stamping: Office.data)
        #expect(!token.answers(another))
        #expect(throws: TimestampError.otherRequest) {
            try authority.verify(token, over: Office.data, answering: another)
        }
        let unknownIssuer = "unable to get local issuer certificate"
        #expect(throws: TimestampError.notTrusted(reason: unknownIssuer)) {
            try stranger.verify(token, over: Office.data)
        }
    }

    @Test(
        "a certificate that is not for time stamps alone is refused, whoever issued it",
        arguments: ["none", "uncritical", "another", "unknown"])
    func usages(usage: String) throws {
        let office = try Office()
        try office.issue("bad", usage: usage)
        let token = try TimestampToken(der: office.forge(signer: "bad"))
        for authority in [try office.authority("root"), try office.authority("bad")] {
            #expect(throws: TimestampError.notForTimestamping) {
                try authority.verify(token, over: Office.data)
            }
        }
    }

    @Test("a token signed with another certificate of the same key than the auditor holds is refused")
    func otherCertificateOfKey() throws {
        let office = try Office()
        let token = try office.token()
        try office.issue("tsa", usage: "good", days: 8)
        #expect(throws: TimestampError.self) {
            try office.authority("tsa").verify(token, over: Office.data)
        }
    }

    @Test(
        "validity is judged at the token's time: before and after it a token is refused, today does not matter")
    func validity() throws {
        let office = try Office()
        try office.command.run(
            "ca -config cnf -batch -in tsa.csr -cert root.crt -keyfile root.key -extfile cnf -extensions good"
                + " -notext -startdate 20200101000000Z -enddate 20210101000000Z -out old.crt")
        let authority = try office.authority("old")
        for (time, isValid) in [
            ("20191231235959.999Z", false), ("20200101000000.001Z", true), ("20200701120000.509Z", true),
            ("20210101000000.001Z", false), ("20260701120000.509Z", false),
        ] {
            let token = try TimestampToken(der: office.forge(signer: "old") { $0.setTime(time) })
            if isValid {
                let stamp = try authority.verify(token, over: Office.data)
                #expect(stamp.validUntil.description == "2021-01-01T00:00:00Z")
            } else {
                let error = #expect(throws: TimestampError.self, "\(time)") {
                    try authority.verify(token, over: Office.data)
                }
                guard case .outsideValidity = error else {
                    Issue.record("\(time) was told as \(String(describing: error))")
                    continue
                }
            }
        }
        // The root was made today and cannot vouch for a token of 2020.
        let early = try TimestampToken(der: office.forge(signer: "old") { $0.setTime("20200701120000.509Z") })
        #expect(throws: TimestampError.notTrusted(reason: "certificate is not yet valid")) {
            try office.authority("root").verify(early, over: Office.data)
        }
    }

    @Test("digests that are no longer safe are refused, as what is stamped and under the signature")
    func weakDigests() throws {
        let office = try Office()
        let token = try TimestampToken(der: office.forge(digest: "sha1"))
        #expect(throws: TimestampError.weakDigest(algorithm: "1.3.14.3.2.26")) {
            try office.authority("root").verify(token, over: Office.data)
        }
        try office.command.run("ts -query -data data -sha1 -cert -out theirs")
        let request = try office.command.read("theirs")
        #expect(throws: TimestampError.unsupportedImprint(algorithm: "1.3.14.3.2.26")) {
            try TimestampRequest(der: request)
        }
    }

    @Test("a token that names another authority than the one that signed is refused")
    func otherName() throws {
        let office = try Office()
        let forged = try office.forge { $0.replace("Clock", with: "Block") }
        #expect(throws: TimestampError.otherName) {
            try office.authority("root").verify(TimestampToken(der: forged), over: Office.data)
        }
    }

    @Test(
        "a time that is not one of RFC 3161 is refused",
        arguments: [
            "20260230030405.509Z", "20261302030405.509Z", "20260102030465.509Z", "20260102030405.500Z",
            "20260102030405,509Z", "20260102030405.5+01", "202601020304050509Z",
        ])
    func times(time: String) throws {
        let forged = try Office().forge { $0.setTime(time) }
        #expect(throws: TimestampError.self) { try TimestampToken(der: forged) }
    }

    @Test("a token whose number is longer than any authority's is refused")
    func numbers() throws {
        let office = try Office()
        // In the place of a serial number of one byte, one of 65, in a TSTInfo that gets longer with it.
        let forged = try office.forge { info in
            guard let start = info.indices.first(where: { info[$0...].starts(with: [2, 1, 2, 0x18]) }) else {
                return
            }
            info.replaceSubrange(start..<(start + 3), with: [2, 65] + [UInt8](repeating: 1, count: 65))
            info[2] += 64
        }
        #expect(throws: TimestampError.unsupported(.token, what: "a number of more than 64 bytes")) {
            try TimestampToken(der: forged)
        }
    }

    @Test("a changed bit anywhere in a token is refused, or changes nothing that is reported")
    func everyBit() throws {
        let office = try Office()
        let token = try TimestampToken(der: office.forge())
        let info = try office.command.read("info")
        let start = try #require(token.der.indices.first { token.der[$0...].starts(with: info) })
        let authority = try office.authority("root")
        let stamp = try authority.verify(token, over: Office.data)
        // Two bits of every byte, another two of the next.
        let bits = (0..<2 * token.der.count).map { number in
            let byte = number / 2
            return byte * 8 + (byte + 4 * (number % 2)) % 8
        }
        for bit in bits {
            guard let changed = try? TimestampToken(der: token.der.flippingBit(bit)),
                let other = try? authority.verify(changed, over: Office.data)
            else { continue }
            #expect(Reported(other) == Reported(stamp), "bit \(bit)")
            // What the token states and the signature at its end have no bit to spare.
            #expect(!(start..<(start + info.count)).contains(bit / 8), "bit \(bit)")
            #expect(bit / 8 < token.der.count - 64, "bit \(bit)")
        }
        #expect(ErrorQueue.isEmpty)
    }

    @Test(
        "no bit of the certificate in a token matters where the auditor has the clock's own, and none is reported"
    )
    func everyBitOfSpareCertificate() throws {
        let office = try Office()
        let token = try office.token()
        let certificate = der(try office.command.readText("tsa.crt"))
        let start = try #require(token.der.indices.first { token.der[$0...].starts(with: certificate) })
        let authority = try office.authority("tsa")
        let stamp = try authority.verify(token, over: Office.data)
        for bit in (start..<(start + certificate.count)).map({ $0 * 8 + $0 % 8 }) {
            guard let changed = try? TimestampToken(der: token.der.flippingBit(bit)),
                let other = try? authority.verify(changed, over: Office.data)
            else { continue }
            #expect(Reported(other) == Reported(stamp), "bit \(bit)")
        }
    }

    @Test("a token, an answer and a request that are cut off or go on are refused")
    func lengths() throws {
        let office = try Office()
        let request = try TimestampRequest(stamping: Office.data)
        let answer = try office.answer(request)
        let token = try TimestampResponse(der: answer).token.der
        for count in 0..<token.count {
            #expect(throws: TimestampError.self) { try TimestampToken(der: Array(token.prefix(count))) }
        }
        for count in 0..<answer.count {
            #expect(throws: TimestampError.self) { try TimestampResponse(der: Array(answer.prefix(count))) }
        }
        for count in 0..<request.der.count {
            #expect(throws: TimestampError.self) { try TimestampRequest(der: Array(request.der.prefix(count))) }
        }
        for extra in [[0], [0x30, 0x00], token] {
            let count = extra.count
            #expect(throws: TimestampError.trailingBytes(.token, byteCount: count)) {
                try TimestampToken(der: token + extra)
            }
            #expect(throws: TimestampError.trailingBytes(.response, byteCount: count)) {
                try TimestampResponse(der: answer + extra)
            }
            #expect(throws: TimestampError.trailingBytes(.request, byteCount: count)) {
                try TimestampRequest(der: request.der + extra)
            }
        }
        let endless = [UInt8](repeating: 0x30, count: 1_048_577)
        #expect(throws: TimestampError.tooLarge(.token, byteCount: endless.count)) {
            try TimestampToken(der: endless)
        }
        #expect(throws: TimestampError.self) { try TimestampToken(der: endless.dropLast()) }
    }

    @Test("a changed bit of a request or an answer never makes two that do not belong together agree")
    func everyBitOfRequestAndAnswer() throws {
        let office = try Office()
        let request = try TimestampRequest(stamping: Office.data)
        let answer = try office.answer(request)
        let token = try TimestampResponse(der: answer).token
        for bit in 0..<request.der.count * 8 {
            guard let changed = try? TimestampRequest(der: request.der.flippingBit(bit)) else { continue }
            let isSame = changed.imprint == request.imprint && changed.nonce == request.nonce
            #expect(token.answers(changed) == isSame, "bit \(bit)")
        }
        for bit in 0..<(answer.count - token.der.count) * 8 {
            guard let changed = try? TimestampResponse(der: answer.flippingBit(bit)) else { continue }
            #expect(changed.token == token, "bit \(bit)")
        }
    }

    @Test("a certificate file with none, with too many, or with anything else is refused")
    func certificateFiles() throws {
        let office = try Office()
        let certificate = try office.command.readText("tsa.crt")
        let key = try office.command.readText("tsa.key")
        let many = String(repeating: certificate, count: 17)
        let endless = String(repeating: "x", count: 65_537)
        let trailing = pem("CERTIFICATE", der(certificate) + [0])
        for text in [
            "", "nothing", key, certificate + key, many, endless, trailing, pem("CERTIFICATE", [0x30, 0]),
        ] {
            #expect(throws: TimestampError.self) { try TimestampAuthority(pem: text) }
        }
        #expect(try TimestampAuthority(pem: "our clock:\n" + certificate).certificates.count == 1)
        #expect(ErrorQueue.isEmpty)
    }

    /// All that a verified time stamp says, without the token's bytes.
    private struct Reported: Equatable {
        let words: [String]

        init(_ stamp: VerifiedTimestamp) {
            let token = stamp.token
            words = [
                stamp.authority, "\(stamp.isGivenCertificate)", "\(stamp.validFrom)", "\(stamp.validUntil)",
                "\(token.time)", "\(token.latestSecondsSinceEpoch)", "\(token.imprint.digest)",
                token.imprint.algorithm, "\(String(describing: token.accuracy))", token.serial, token.policy,
                "\(String(describing: token.nonce))",
            ]
        }
    }
}
