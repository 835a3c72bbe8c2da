import LedgerCrypto

/// Time stamps: what is accepted keeps its bytes, and no token holds that states otherwise than the honest one.
enum TimestampProperties {
    private struct Honest {
        let authority: TimestampAuthority
        let token: TimestampToken
        let stamped: [UInt8]

        init() throws(Flaw) {
            let (pem, der) = (
                try Corpus.honest("timestamp/honest.pem"), try Corpus.honest("timestamp/honest.token")
            )
            let stamped = try Corpus.honest("note/honest.checkpoint")
            (authority, token) = try without("the honest token does not hold") { () throws(TimestampError) in
                let authority = try TimestampAuthority(pem: String(decoding: pem, as: UTF8.self))
                return (authority, try authority.verify(TimestampToken(der: der), over: stamped).token)
            }
            self.stamped = stamped
        }
    }

    private static let honest = Result { () throws(Flaw) in try Honest() }

    static func check(_ bytes: [UInt8]) throws(Flaw) {
        if let request = try? TimestampRequest(der: bytes) {
            try hold(request.der == bytes, "a request keeps other bytes")
        }
        if let response = try? TimestampResponse(der: bytes) {
            try hold(
                bytes.suffix(response.token.der.count).elementsEqual(response.token.der), "a token from nowhere"
            )
            try check(response.token)
        }
        if let token = try? TimestampToken(der: bytes) {
            try hold(token.der == bytes, "a token keeps other bytes")
            try check(token)
        }
        _ = try? TimestampAuthority(pem: String(decoding: bytes, as: UTF8.self))
    }

    private static func check(_ token: TimestampToken) throws(Flaw) {
        let honest = try honest.get()
        try hold(token.latestSecondsSinceEpoch >= token.time.secondsSinceEpoch, "later than at the latest")
        guard (try? honest.authority.verify(token, over: honest.stamped)) != nil else { return }
        try hold(
            token.time == honest.token.time && token.serial == honest.token.serial
                && token.imprint == honest.token.imprint && token.policy == honest.token.policy
                && token.accuracy == honest.token.accuracy && token.nonce == honest.token.nonce,
            "forged: the authority's signature holds over another statement")
    }
}
