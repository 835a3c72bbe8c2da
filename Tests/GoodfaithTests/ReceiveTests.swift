import Foundation
import Testing

/// `receive` and what goes with it, seen from the command line.
@Suite struct ReceiveTests {
    /// Two offices in a place; the one's ledger is expected in the other's folder `held`.
    private func offices() throws -> Workplace {
        let place = try Workplace()
        try place.openOffice()
        let made = try place.shell(
            """
            set -e; mkdir held; goodfaith key new ru.key --no-passphrase
            goodfaith init ru.jsonl --party ru-office --name "Office of the addressee" --class office_of_principal \
                --role principal --origin ru-office.example/us-channel --audience us-office --key ru.key
            goodfaith record ru.jsonl counterpart.noted id=us-office name="Office of the author" \
                class=office_of_principal roles=principal --key ru.key
            goodfaith verify --self-declared us.jsonl --json | sed -E \
                's/.*"fingerprint":"([^"]*)".*/ledger us-office.example\\/ua-channel \\1/' >held/trust.txt
            """)
        #expect(made.status == 0, "\(made.error)")
        return place
    }

    private func own(_ place: Workplace) throws -> Int {
        try place.goodfaith("log", "ru.jsonl").output.split(separator: "\n").count {
            $0.contains("file imported")
        }
    }

    @Test func `A day by day exchange is held and recorded, each head once`() throws {
        let place = try offices()
        let receive = "goodfaith receive us.jsonl --into held --ledger ru.jsonl --key ru.key"
        let first = try place.shell(receive)
        #expect(first.status == 0 && first.output.hasPrefix("us.jsonl: new\n"), "\(first.error)")
        #expect(try own(place) == 1)
        #expect(try place.shell(receive).error.contains("already"))
        #expect(try own(place) == 1)
        #expect(try place.recordContact("occurred=2025-08-15").status == 0)
        let second = try place.shell(receive + " --giver us-office --json")
        #expect(second.output.contains(#""result":{"by":1,"code":"ahead"}"#))
        #expect(try own(place) == 2)
        #expect(try place.goodfaith("verify", "--self-declared", "ru.jsonl").status == 0)
        #expect(try place.shell("cmp us.jsonl held/us-office.*.jsonl").status == 0)
    }

    @Test func `What was received is held also where recording is refused, and is recorded the next time`()
        throws
    {
        let place = try offices()
        let refused = try place.shell(
            "goodfaith receive us.jsonl --into held --ledger ru.jsonl --key ru.key --giver un-envoy")
        #expect(refused.status == 64)
        #expect(refused.error.contains("has not noted"))
        #expect(refused.error.contains("held all the same"))
        #expect(try place.shell("cmp us.jsonl held/us-office.*.jsonl").status == 0)
        #expect(try own(place) == 0)
        let again = try place.shell("goodfaith receive us.jsonl --into held --ledger ru.jsonl --key ru.key")
        #expect(again.status == 0 && again.output.hasPrefix("us.jsonl: same\n"))
        #expect(try own(place) == 1)
    }

    @Test func `Of several files each is said, and evidence decides the exit code`() throws {
        let place = try offices()
        try place.write("nothing.txt", "hello\n")
        let mixed = try place.shell(
            "goodfaith receive nothing.txt us.jsonl missing --into held"
        )
        #expect(mixed.status == 2)
        #expect(mixed.output.contains("us.jsonl: new"))
        #expect(mixed.error.components(separatedBy: "goodfaith: error:").count == 3)
        let altered = try place.shell(
            "sed 's/author/auther/' us.jsonl >bad.jsonl; goodfaith receive missing bad.jsonl --into held")
        #expect(altered.status == 1)
        #expect(altered.error.contains("does not verify"))
    }

    @Test(arguments: [
        "receive us.jsonl", "receive --into held", "receive us.jsonl --into held --ledger ru.jsonl",
        "receive us.jsonl --into held --key ru.key", "receive us.jsonl --into held --max-bytes 0",
        "receive us.jsonl --into held --giver us-office", "export us.jsonl", "disclose us.jsonl --output x",
        "export us.jsonl --output x --format dsse", "export us.jsonl --output x --entry 1",
        "export us.jsonl --output x --format dsse --entry 1 --for ru-office",
        "compare us.jsonl",
    ]) func `Wrong words are exit 64`(line: String) throws {
        let place = try offices()
        #expect(try place.shell("goodfaith \(line)").status == 64)
        #expect(!FileManager.default.fileExists(atPath: place.file("x").path))
    }

    @Test func `A folder without anchors, that may not be written, or on a full disk changes nothing`() throws {
        let place = try offices()
        let none = try place.shell("mkdir empty; goodfaith receive us.jsonl --into empty")
        #expect(none.status == 2 && none.error.contains("trust.txt"))
        #expect(try place.goodfaith("receive", "us.jsonl", "--into", "nowhere").status == 2)
        #expect(try place.goodfaith("receive", "us.jsonl", "--into", "held").status == 0)
        #expect(try place.recordContact("occurred=2025-08-15").status == 0)
        let before = try place.shell("cat held/us-office.*").output
        // A limit on the size of a file is met as a full disk is.
        let full = try place.shell("\(Command.boundsFiles(blocks: 1)); goodfaith receive us.jsonl --into held")
        #expect(full.status == 2, "\(full.error)")
        #expect(full.error.contains("error"))
        #expect(try place.shell("cat held/us-office.*").output == before)
        #expect(try place.shell("ls -A held | grep incoming").output.isEmpty)
        // The superuser may write anywhere unless it gives that up.
        let bound = getuid() == 0 ? "setpriv --bounding-set=-dac_override,-dac_read_search" : ""
        let locked = try place.shell(
            "chmod 500 held; \(bound) goodfaith receive us.jsonl --into held; s=$?; chmod 700 held; exit $s")
        #expect(locked.status == 2, "\(locked.error)")
        #expect(try place.goodfaith("receive", "us.jsonl", "--into", "held").output.contains("ahead by 1"))
    }

    // MARK: compare

    @Test func `Copies of one ledger are compared, with the keys behind two histories`() throws {
        let place = try offices()
        _ = try place.shell("cp us.jsonl older.jsonl; cp -r us.key.heads kept")
        #expect(try place.recordContact("occurred=2025-08-15").status == 0)
        let ahead = try place.goodfaith("compare", "older.jsonl", "us.jsonl")
        #expect(ahead.status == 0 && ahead.output.hasPrefix("ahead: us.jsonl goes on from older.jsonl by 1\n"))
        #expect(ahead.output.contains("Not checked"))
        let behind = try place.goodfaith("compare", "us.jsonl", "older.jsonl", "--trust", "held/trust.txt")
        #expect(
            behind.status == 0 && behind.output.hasPrefix("ahead: us.jsonl goes on from older.jsonl by 1\n"))
        #expect(!behind.output.contains("Not checked"))
        #expect(try place.goodfaith("compare", "us.jsonl", "us.jsonl").output.hasPrefix("same"))
        #expect(try place.goodfaith("compare", "us.jsonl", "ru.jsonl").status == 2)
        // A copy with a withheld end is the same history; the other copy vouches for its end.
        let withheld = try place.shell(
            "goodfaith withhold us.jsonl --entry 2 --output w.jsonl >w; goodfaith compare w.jsonl us.jsonl")
        #expect(withheld.status == 0 && withheld.output.contains("shows 1 entry that the other withholds"))
        for other in ["older.jsonl", "w.jsonl"] {
            #expect(
                try place.goodfaith("compare", "w.jsonl", other).status == 2, "\(other) vouches for nothing")
        }
        let contact = (Workplace.contact + ["occurred=2025-08-16"]).joined(separator: " ")
        let forked = try place.shell(
            """
            rm -r us.key.heads; mv kept us.key.heads
            goodfaith record older.jsonl \(contact) --key us.key >/dev/null
            goodfaith compare us.jsonl older.jsonl
            """)
        #expect(forked.status == 1)
        #expect(forked.output.hasPrefix("forked: one ledger with two histories, which part at entry 2\n"))
        #expect(forked.output.contains("signed both: entry 2 of the first, entry 2 of the second"))
        let evidence = try place.goodfaith("compare", "us.jsonl", "older.jsonl", "--evidence", "e.proof")
        #expect(evidence.status == 1 && evidence.output.contains("goodfaith check"), "\(evidence.error)")
        #expect(try place.shell("head -n 1 e.proof").output.contains(#""kind":"equivocation""#))
        let again = try place.goodfaith("compare", "us.jsonl", "older.jsonl", "--evidence", "e.proof")
        #expect(again.status == 2 && again.error.contains("e.proof"))
        #expect(try place.goodfaith("compare", "us.jsonl", "us.jsonl", "--evidence", "n").status == 64)
        let json = try place.goodfaith("compare", "us.jsonl", "older.jsonl", "--json")
        #expect(json.output.contains(#""comparison":{"at":2,"code":"forked"}"#))
        #expect(
            try place.shell("sed 's/author/auther/' us.jsonl >bad.jsonl; goodfaith compare us.jsonl bad.jsonl")
                .status == 1)
    }

    @Test func `A checkpoint vouches for a withheld end only where a key of the ledger signed it`() throws {
        let place = try offices()
        _ = try place.shell("cp us.jsonl other.jsonl; cp -r us.key.heads kept")
        #expect(try place.recordContact("occurred=2025-08-15").status == 0)
        let contact = (Workplace.contact + ["occurred=2025-08-16"]).joined(separator: " ")
        let made = try place.shell(
            """
            set -e; rm -r us.key.heads; mv kept us.key.heads
            goodfaith record other.jsonl \(contact) --key us.key
            goodfaith checkpoint other.jsonl --key us.key --output signed
            goodfaith withhold other.jsonl --entry 2 --output w.jsonl
            head -n 4 signed >unsigned
            printf '\\342\\200\\224 us-office.example/ua-channel %s\\n' \
                "$(head -c 68 /dev/zero | base64 -w 0)" >>unsigned
            """)
        #expect(made.status == 0, "\(made.error)")
        let compare = "goodfaith compare us.jsonl w.jsonl --trust held/trust.txt"
        let unsigned = try place.shell("\(compare) --evidence none.proof --checkpoint unsigned")
        #expect(unsigned.status == 2 && unsigned.output.isEmpty, "\(unsigned.output)")
        #expect(unsigned.error.contains("w.jsonl does not verify (incomplete)"), "\(unsigned.error)")
        let signed = try place.shell("\(compare) --evidence e.proof --checkpoint signed")
        #expect(signed.status == 1 && signed.output.hasPrefix("forked"), "\(signed.error)")
        let checked = try place.shell("goodfaith check e.proof --trust held/trust.txt")
        #expect(checked.status == 0 && checked.output.contains("proven"), "\(checked.error)")
    }
}
