import Foundation
import Testing

/// `export` and `disclose`: what leaves the office, for whom.
@Suite struct ExportTests {
    /// An office whose ledger holds a statement for each audience, and has noted readers of each kind.
    private func office() throws -> Workplace {
        let place = try Workplace()
        let made = try place.shell(
            """
            set -e; goodfaith key new us.key --no-passphrase
            goodfaith init us.jsonl --party us-office --name Office --class ngo --role case_agency --role principal \
                --role verifier --origin us-office.example/channel \
                --audience ru-office mediator tracing-agency unknown --key us.key
            r() { goodfaith record us.jsonl "$@" --key us.key; }
            r counterpart.noted id=ru-office name=A class=state_authority roles=coordinating_authority
            r counterpart.noted id=mediator name=B class=neutral_state roles=mediator,witness
            r counterpart.noted id=tracing-agency name=C class=central_tracing_agency roles=central_tracing_agency
            r counterpart.noted id=stranger name=D class=ngo roles=principal
            r contact.held mode=phone level=principal participants=ru-office:principal,us-office:principal \
                occurred=2025-08-15 audience=clear
            r contact.held mode=phone level=principal participants=ru-office:principal,us-office:principal \
                occurred=2025-08-16 audience=parties
            r contact.held mode=phone level=principal participants=ru-office:principal,us-office:principal \
                occurred=2025-08-17 audience=cta_only
            r contact.held mode=phone level=principal participants=ru-office:principal,us-office:principal \
                occurred=2025-08-18
            """)
        #expect(made.status == 0, "\(made.error)")
        return place
    }

    private func withheld(_ place: Workplace, for reader: String) throws -> [Int] {
        let exported = try place.goodfaith("export", "us.jsonl", "--for", reader, "--output", "\(reader).jsonl")
        #expect(exported.status == 0, "\(exported.error)")
        let verified = try place.goodfaith("verify", "--self-declared", "--allow-withheld", "\(reader).jsonl")
        #expect(verified.status == 0, "\(verified.output)")
        return String(decoding: try place.bytes("\(reader).jsonl"), as: UTF8.self).split(separator: "\n")
            .enumerated()
            .filter { $0.element.hasPrefix("{\"withheld\"") }.map(\.offset)
    }

    @Test func `Each reader gets what its audience allows, by what the ledger has noted of it`() throws {
        let place = try office()
        #expect(try withheld(place, for: "ru-office") == [7])
        #expect(try withheld(place, for: "mediator") == [6, 7])
        #expect(try withheld(place, for: "tracing-agency") == [])
        let head = { (name: String) in
            try place.goodfaith("verify", "--self-declared", "--allow-withheld", name).output
                .split(separator: "\n").first { $0.contains("  head") }
        }
        #expect(try head("ru-office.jsonl") == head("us.jsonl"))
    }

    @Test func `A note that is disowned, or called wrong, opens nothing to anybody`() throws {
        let place = try office()
        let made = try place.shell(
            """
            set -e; goodfaith key new second.key --no-passphrase
            goodfaith key add us.jsonl second.key --key us.key
            goodfaith record us.jsonl counterpart.noted id=mediator name=B class=central_tracing_agency \
                roles=central_tracing_agency --key second.key
            """)
        #expect(made.status == 0, "\(made.error)")
        let noted = String(decoding: try place.bytes("us.jsonl"), as: UTF8.self)
        let entries = noted.split(separator: "\n").count
        let replacing = try place.shell(
            """
            set -e; cp us.jsonl open.jsonl; cp second.key third.key
            goodfaith record open.jsonl counterpart.noted id=mediator name=B class=central_tracing_agency \
                roles=central_tracing_agency corrects=2 --key third.key
            goodfaith export open.jsonl --for mediator --output o
            """)
        #expect(
            replacing.status == 0 && replacing.output.contains("none withheld"),
            "\(replacing.error)\(replacing.output)")
        let corrected = try place.shell(
            """
            set -e; cp us.jsonl corrected.jsonl; cp second.key other.key
            goodfaith record corrected.jsonl event.corrected members=class,roles ground=recording_error \
                corrects=\(entries - 1) --key other.key
            goodfaith export corrected.jsonl --for mediator --output c
            """)
        #expect(
            corrected.status == 0 && corrected.output.contains("2 withheld"),
            "\(corrected.error)\(corrected.output)")
        let disowned = try place.shell(
            """
            set -e; k=$(goodfaith key show second.key | grep -o '[0-9a-f]\\{64\\}' | head -n 1)
            goodfaith key compromised us.jsonl $k --since \(entries - 1) --key us.key
            """)
        #expect(disowned.status == 0, "\(disowned.error)")
        #expect(try withheld(place, for: "mediator") == [6, 7])
    }

    @Test func `Of several notes of a reader each must allow it, also one that is called wrong`() throws {
        let place = try office()
        let made = try place.shell(
            """
            set -e
            goodfaith record us.jsonl counterpart.noted id=mediator name=B class=neutral_state \
                roles=principal --key us.key
            goodfaith record us.jsonl counterpart.noted id=tracing-agency name=C class=neutral_state \
                roles=witness --key us.key
            goodfaith export us.jsonl --for mediator --output later
            goodfaith record us.jsonl event.corrected members=name ground=recording_error corrects=10 \
                --key us.key
            goodfaith export us.jsonl --for tracing-agency --output wrong
            goodfaith record us.jsonl counterpart.noted id=tracing-agency name=C class=central_tracing_agency \
                roles=central_tracing_agency corrects=10 --key us.key
            goodfaith export us.jsonl --for tracing-agency --output right
            """)
        #expect(made.status == 0, "\(made.error)")
        #expect(made.output.contains("later: 11 entries, 2 withheld"), "\(made.output)")
        #expect(made.output.contains("wrong: 12 entries, 2 withheld"), "\(made.output)")
        #expect(made.output.contains("right: 13 entries, none withheld"), "\(made.output)")
    }

    @Test func `A reader whom entry 0 does not name, or whom nobody noted, gets nothing`() throws {
        let place = try office()
        for (reader, says) in [("stranger", "entry 0"), ("nobody", "entry 0"), ("unknown", "who unknown is")] {
            let refused = try place.goodfaith("export", "us.jsonl", "--for", reader, "--output", "x")
            #expect(refused.status == 64, "\(reader)")
            #expect(refused.error.contains(says), "\(refused.error)")
        }
        #expect(!FileManager.default.fileExists(atPath: place.file("x").path))
    }

    @Test func `Where the last entry is withheld, the head is told that the reader needs`() throws {
        let place = try office()
        let recorded = try place.shell(
            """
            goodfaith record us.jsonl contact.held mode=phone level=principal occurred=2025-08-19 audience=cta_only \
                participants=ru-office:principal,us-office:principal --key us.key
            """)
        #expect(recorded.status == 0, "\(recorded.error)")
        let exported = try place.goodfaith("export", "us.jsonl", "--for", "ru-office", "--output", "x.jsonl")
        #expect(exported.status == 0 && exported.output.contains("--against"))
        let head = try #require(
            exported.output.split(separator: "\n").first { $0.hasPrefix("head  ") }?.dropFirst(6))
        let alone = try place.goodfaith("verify", "--self-declared", "--allow-withheld", "x.jsonl")
        #expect(alone.status == 2)
        let against = try place.goodfaith(
            "verify", "--self-declared", "--allow-withheld", "--against", String(head), "x.jsonl")
        #expect(against.status == 0)
    }

    @Test func `A part is what was appended since a head, withheld for its reader too`() throws {
        let place = try office()
        let head = try place.shell(
            "head -n 4 us.jsonl >older.jsonl; goodfaith verify --self-declared older.jsonl | awk '$1 == \"head\" {print $2}'"
        ).output.trimmingCharacters(in: .newlines)
        let exported = try place.goodfaith(
            "export", "us.jsonl", "--since", head, "--for", "mediator", "--output", "part")
        #expect(
            exported.status == 0 && exported.output.contains("entries 4 to 8, 2 withheld"), "\(exported.output)"
        )
        #expect(try place.shell("head -n 1 part").output.hasPrefix("{\"part\":{\"fingerprint\":\"sha256:"))
        let received = try place.shell(
            """
            mkdir held; goodfaith verify --self-declared us.jsonl --json | sed -E \
                's/.*"fingerprint":"([^"]*)".*/ledger us-office.example\\/channel \\1/' >held/trust.txt
            goodfaith receive older.jsonl part --into held
            """)
        #expect(received.status == 0, "\(received.error)")
        #expect(received.output.contains("part: ahead by 5"))
        #expect(received.output.contains("2 entries in this file: 6-7"))
        let disclosed = try place.shell(
            "goodfaith disclose us.jsonl 6 7 --output shown && goodfaith receive shown --into held && cmp us.jsonl held/us-office.*.jsonl"
        )
        #expect(disclosed.status == 0, "\(disclosed.error)")
    }

    @Test func `A head that is not the ledger's own, or that is its end, gives no part`() throws {
        let place = try office()
        let zeros = String(repeating: "0", count: 64)
        for size in [4, 99] {
            let refused = try place.goodfaith(
                "export", "us.jsonl", "--since", "\(size):sha256:\(zeros)", "--output", "x")
            #expect(refused.status == 1 && refused.error.contains("no head of us.jsonl"))
        }
        let end = try place.shell(
            "goodfaith export us.jsonl --output x --since $(goodfaith verify --self-declared us.jsonl | awk '$1 == \"head\" {print $2}')"
        )
        #expect(end.status == 64 && end.error.contains("nothing was appended"))
        #expect(try place.goodfaith("export", "us.jsonl", "--output", "us.jsonl").status == 2)
        #expect(!FileManager.default.fileExists(atPath: place.file("x").path))
    }

    @Test func `A signed entry is an envelope that openssl verifies`() throws {
        let place = try office()
        #expect(
            try place.goodfaith("export", "us.jsonl", "--format", "dsse", "--entry", "5", "--output", "e")
                .status == 0)
        let envelope = try #require(
            try JSONSerialization.jsonObject(with: place.bytes("e")) as? [String: Any])
        #expect(envelope["payloadType"] as? String == "application/vnd.goodfaith.event.v1+json")
        let payload = try #require((envelope["payload"] as? String).flatMap { Data(base64Encoded: $0) })
        let signatures = try #require(envelope["signatures"] as? [[String: String]])
        let signature = try #require(signatures.first?["sig"].flatMap { Data(base64Encoded: $0) })
        try (Data("DSSEv1 39 application/vnd.goodfaith.event.v1+json \(payload.count) ".utf8) + payload).write(
            to: place.file("message"))
        try signature.write(to: place.file("signature"))
        let verified = try place.shell(
            "openssl pkeyutl -verify -pubin -inkey us.key.pub -rawin -in message -sigfile signature")
        #expect(verified.status == 0, "\(verified.error)")
        let keyID = try place.shell("openssl pkey -pubin -in us.key.pub -outform DER | sha256sum")
        #expect(keyID.output.hasPrefix(signatures.first?["keyid"] ?? "none"))
    }

    @Test func `A member of a batch has no envelope, and prove is named`() throws {
        let place = try office()
        let words =
            #"["mode=phone","level=principal","participants=ru-office:principal,us-office:principal","occurred=2025-08-19"]"#
        try place.write(
            "batch", String(repeating: "{\"type\":\"contact.held\",\"words\":\(words)}\n", count: 2))
        #expect(try place.goodfaith("record", "us.jsonl", "--from", "batch", "--key", "us.key").status == 0)
        let refused = try place.goodfaith(
            "export", "us.jsonl", "--format", "dsse", "--entry", "9", "--output", "e")
        #expect(refused.status == 64 && refused.error.contains("goodfaith prove us.jsonl 9"))
        #expect(
            try place.goodfaith("export", "us.jsonl", "--format", "dsse", "--entry", "10", "--output", "e")
                .status == 0)
    }

    @Test func `What a ledger withholds itself it cannot disclose`() throws {
        let place = try office()
        #expect(try place.goodfaith("withhold", "us.jsonl", "--entry", "5", "--output", "w.jsonl").status == 0)
        let refused = try place.goodfaith("disclose", "w.jsonl", "5", "--output", "x")
        #expect(refused.status == 64 && refused.error.contains("does not show entry 5"))
        #expect(try place.goodfaith("disclose", "w.jsonl", "99", "--output", "x").status == 64)
        #expect(!FileManager.default.fileExists(atPath: place.file("x").path))
    }
}
