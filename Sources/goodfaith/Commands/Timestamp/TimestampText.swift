internal import LedgerCrypto
internal import LedgerFormat

/// What a time stamp says, what it proves, and what it does not.
enum TimestampText {
    static func of(
        _ stamp: VerifiedTimestamp, _ stamped: StampedCheckpoint, path: String, checkedRequest: Bool, now: Int
    ) -> String {
        let certificate =
            stamp.isGivenCertificate ? "the one that you gave" : "issued under the one that you gave"
        let facts =
            stamped.facts + self.facts(stamp.token) + [
                ("authority", Terminal.printable(stamp.authority)), ("certificate", certificate),
                ("valid", "\(stamp.validFrom) to \(stamp.validUntil)"),
            ]
        let latest = Timestamp(secondsSinceEpoch: stamp.token.latestSecondsSinceEpoch)
        var unchecked = ["- whether the authority's certificate had been revoked"]
        if !checkedRequest {
            unchecked.append("- that the token answers your request: --request was not given")
        }
        var text = """
            \(Terminal.printable(path)): the time stamp holds
            \(lines(facts))

              It proves, if the authority is honest and its key was its alone:
              - this head existed by \(latest.map { "\($0)" } ?? "\(stamp.token.time)"), and so did
                every entry that it covers

              It does not prove:
              - that the ledger's party signed the checkpoint: verify its signatures
              - when the entries were written before that, or that what they say is true
              - that no other head of the same ledger was stamped as well

              Not checked:
              \(unchecked.joined(separator: "\n  "))

            """
        if stamp.validUntil.secondsSinceEpoch < now {
            text += """

                  The certificate has expired since. It was judged at the token's time; whoever
                  gets an expired key can make tokens of any time, so keep what shows since
                  when you have had this one.

                """
        }
        return text
    }

    /// What a token states, verified or not.
    static func facts(_ token: TimestampToken) -> [(String, String)] {
        [
            ("time", "\(token.time)"),
            ("accuracy", token.accuracy.map { "\($0) to either side" } ?? "not stated in the token"),
            ("policy", token.policy), ("serial", token.serial),
        ]
    }

    static func lines(_ facts: [(String, String)]) -> String {
        facts.map { label, value in
            "  \(label)\(String(repeating: " ", count: max(1, 13 - label.count)))\(value)"
        }.joined(separator: "\n")
    }
}

extension TimestampText {
    static func json(_ token: TimestampToken) -> [String: JSON] {
        var members: [String: JSON] = [
            "imprint": [
                "algorithm": .string(token.imprint.algorithm),
                "digest": .string(token.imprint.digest.map(hexadecimal).joined()),
            ],
            "policy": .string(token.policy), "serial": .string(token.serial),
            "time": .string("\(token.time)"),
        ]
        if let accuracy = token.accuracy { members["accuracy_microseconds"] = .integer(accuracy.microseconds) }
        return members
    }

    static func json(
        _ stamp: VerifiedTimestamp, _ stamped: StampedCheckpoint, path: String, checkedRequest: Bool
    ) -> JSON {
        var members = json(stamp.token)
        members["authority"] = .string(Terminal.printable(stamp.authority))
        members["certificate_given"] = .boolean(stamp.isGivenCertificate)
        members["exit_code"] = 0
        members["file"] = .string(Terminal.printable(path))
        members["head"] = .string("\(stamped.head)")
        members["holds"] = true
        if let latest = Timestamp(secondsSinceEpoch: stamp.token.latestSecondsSinceEpoch) {
            members["latest"] = .string("\(latest)")
        }
        members["not_checked"] = .array(["revocation"] + (checkedRequest ? [] : ["request"]))
        members["origin"] = .string(stamped.origin)
        members["valid_from"] = .string("\(stamp.validFrom)")
        members["valid_until"] = .string("\(stamp.validUntil)")
        members["verified"] = true
        return .object(members)
    }

    static func json(_ error: TimestampError, path: String, exitCode: Int32) -> JSON {
        [
            "code": .string(error.code), "exit_code": .integer(Int(exitCode)),
            "file": .string(Terminal.printable(path)), "holds": false,
            "reason": .string(Terminal.printable("\(error)")),
        ]
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
    }
}
