import LedgerCrypto
import Testing

/// Requests, answers and tokens of RFC 3161, together with a real authority.
struct TimestampTests {
    typealias Office = TimestampingOffice

    @Test("an authority answers our request, and an auditor accepts its token", arguments: Office.Key.allCases)
    func accepted(key: Office.Key) throws {
        let office = try Office(key)
        let request = try TimestampRequest(stamping: Office.data)
        let token = try TimestampResponse(der: office.answer(request)).token
        for (names, isGiven) in [(["tsa"], true), (["root"], false), (["tsa", "root"], true)] {
            let pem = try names.map { try office.command.readText("\($0).crt") }.joined()
            let authority = try TimestampAuthority(pem: pem)
            let stamp = try authority.verify(token, over: Office.data, answering: request)
            #expect(stamp.authority == "CN=Clock,O=Office")
            #expect(stamp.isGivenCertificate == isGiven, "\(names)")
            #expect(stamp.validFrom <= token.time && token.time <= stamp.validUntil)
        }
        #expect(token.accuracy?.description == "1.5001 s")
        #expect(token.policy == "1.3.6.1.4.1.99999.1")
        #expect(token.nonce == request.nonce)
        #expect(try token.imprint.digest == SHA256.digest(of: Office.data).bytes)
        #expect(ErrorQueue.isEmpty)
    }

    @Test("openssl ts accepts our request with the authority's answer, and the token that we store of it")
    func acceptedByOpenSSL() throws {
        let office = try Office()
        let request = try TimestampRequest(stamping: Office.data)
        try office.command.write(TimestampResponse(der: office.answer(request)).token.der, to: "tst")
        let verify = "ts -verify -CAfile root.crt"
        #expect(try office.command.run("\(verify) -queryfile tsq -in tsr").succeeded)
        #expect(try office.command.run("\(verify) -data data -in tst -token_in").succeeded)
        let text = try office.command.run("ts -query -in tsq -text").text
        #expect(text.contains("Hash Algorithm: sha256") && text.contains("Certificate required: yes"))
        #expect(try request.nonce.map { text.lowercased().contains("nonce: 0x\(try strip($0))") } == true)
    }

    @Test("no two requests have the same nonce")
    func nonces() throws {
        let nonces = try (0..<8).map { _ in try TimestampRequest(stamping: Office.data).nonce }
        #expect(Set(nonces).count == 8 && !nonces.contains(nil))
    }

    @Test(
        "requests of openssl ts are read, and tokens over the other digests accepted",
        arguments: ["sha256 -cert", "sha384 -cert -no_nonce", "sha512", "sha512 -tspolicy 1.3.6.1.4.1.99999.1"])
    func requestsOfOpenSSL(options: String) throws {
        let office = try Office()
        try office.command.run("ts -query -data data -\(options) -out theirs")
        let request = try TimestampRequest(der: office.command.read("theirs"))
        #expect((request.nonce == nil) == options.contains("no_nonce"))
        let token = try TimestampResponse(der: office.answer(request)).token
        // A token without certificates is verified with the authority's own.
        let stamp = try office.authority("tsa").verify(token, over: Office.data, answering: request)
        #expect(stamp.token.imprint == request.imprint)
    }

    @Test("a token that names its whole chain is accepted through the clock's or the root's certificate")
    func wholeChain() throws {
        let office = try Office()
        let request = try TimestampRequest(stamping: Office.data)
        let token = try TimestampResponse(der: office.answer(request, section: "chain")).token
        for name in ["tsa", "root"] {
            let stamp = try office.authority(name).verify(token, over: Office.data)
            #expect(stamp.token.accuracy == nil)
        }
    }

    @Test("the time by which the bytes existed counts the fraction and the accuracy in")
    func latest() throws {
        let office = try Office()
        let token = try TimestampToken(der: office.forge { $0.setTime("20260102030405.509Z") })
        #expect(token.time.description == "2026-01-02T03:04:05.509Z")
        #expect(token.time.secondsSinceEpoch == 1_767_323_045)
        #expect(token.latestSecondsSinceEpoch == 1_767_323_045 + 3)
    }

    @Test("an answer that grants nothing is told in the authority's words")
    func refusal() throws {
        let office = try Office()
        let answer = try office.answer(TimestampRequest(stamping: Office.data), section: "refusal")
        #expect(
            throws: TimestampError.refused(status: 2, words: ["Message digest algorithm is not supported."])
        ) {
            try TimestampResponse(der: answer)
        }
    }

    @Test("an answer and the token in it are told apart")
    func answerAndToken() throws {
        let office = try Office()
        let answer = try office.answer(TimestampRequest(stamping: Office.data))
        let token = try TimestampResponse(der: answer).token
        #expect(throws: TimestampError.isResponse) { try TimestampToken(der: answer) }
        #expect(throws: TimestampError.isToken) { try TimestampResponse(der: token.der) }
        #expect(answer.suffix(token.der.count) == token.der[...])
    }

    @Test("every error says what to do, in one sentence")
    func words() {
        let errors: [TimestampError] = [
            .tooLarge(.token, byteCount: 2), .unreadable(.token, reasons: []),
            .unreadable(.authority, reasons: []), .trailingBytes(.request, byteCount: 1), .isResponse, .isToken,
            .unsupported(.token, what: "version 2"), .unsupportedImprint(algorithm: "1.2"),
            .refused(status: 2, words: []), .otherData, .otherRequest, .signerNotFound, .notForTimestamping,
            .notTrusted(reason: "x"), .weakDigest(algorithm: "1.2"), .signatureInvalid(reasons: []), .otherName,
        ]
        for error in errors {
            #expect(error.description.contains(";"), "\(error) names no remedy")
            #expect(!error.description.hasSuffix("."))
        }
        #expect(Set(errors.map(\.description)).count == errors.count)
        #expect(Set(errors.map(\.code)).count == errors.count - 1)
    }

    private func strip(_ hex: String) throws -> String {
        let digits = hex.drop { $0 == "0" }
        return digits.count % 2 == 0 ? String(digits) : "0" + digits
    }
}
