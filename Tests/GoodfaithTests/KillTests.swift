import Foundation
import Testing

/// Commands that are killed at every system call that writes, renames, removes or syncs: what they leave is the
/// old state or the new one and nothing in between, and running them again works.
@Suite(.serialized) struct KillTests {
    /// A command line, and what it changes.
    struct Killed: CustomTestStringConvertible {
        let name: String
        /// Shell lines that make the state before, in an empty folder with the keys and ledgers of two offices.
        let prepare: String
        let command: [String]
        /// Files that must be, each by itself, as before or as after.
        let watched: [String]
        /// Pairs of which the first is as after only where the second is.
        var ordered: [(String, String)] = []
        /// Exit code of a run that nobody disturbs, and of one after a kill.
        var statuses: Set<Int32> = [0]
        /// A shell line that must succeed after the second run.
        var then = "true"
        var testDescription: String { name }
    }

    private static let contact =
        "contact.held mode=summit level=principal participants=a-office:principal,b-office:principal"
        + " --id 9b2d9f0e-6d4f-4f0a-8a55-0d7e3a4c1f10 --time 2025-10-10T15:00:00Z occurred=2025-08-15"
    private static let held = "held/a-office.FINGERPRINT"

    static let all = [
        Killed(
            name: "record", prepare: "true",
            command: ["record", "a.jsonl"] + words(contact) + ["--key", "a.key"],
            watched: ["a.jsonl", "a.key.heads/FINGERPRINT"], ordered: [("a.jsonl", "a.key.heads/FINGERPRINT")]),
        Killed(
            name: "receive, new", prepare: "true", command: ["receive", "a.jsonl", "--into", "held"],
            watched: ["\(held).jsonl", "\(held).heads"], ordered: [("\(held).jsonl", "\(held).heads")]),
        Killed(
            name: "receive, ahead",
            prepare: "goodfaith receive a.jsonl --into held && goodfaith record a.jsonl \(contact) --key a.key",
            command: ["receive", "a.jsonl", "--into", "held"],
            watched: ["\(held).jsonl", "\(held).heads"], ordered: [("\(held).jsonl", "\(held).heads")]),
        Killed(
            name: "receive, put together",
            prepare: """
                goodfaith receive a.jsonl --into held && goodfaith record a.jsonl \(contact) --key a.key &&
                goodfaith withhold a.jsonl --entry 1 --output w.jsonl
                """,
            command: ["receive", "w.jsonl", "--into", "held"],
            watched: ["\(held).jsonl", "\(held).heads"], ordered: [("\(held).jsonl", "\(held).heads")]),
        Killed(
            name: "receive, forked",
            prepare: """
                cp -r a.key.heads kept && cp a.jsonl f.jsonl && goodfaith record a.jsonl \(contact) --key a.key &&
                goodfaith receive a.jsonl --into held && rm -r a.key.heads && mv kept a.key.heads &&
                goodfaith record f.jsonl \(contact) country=US --key a.key
                """,
            command: ["receive", "f.jsonl", "--into", "held"],
            watched: ["\(held).jsonl", "\(held).heads"], statuses: [1],
            then: "test $(ls held/forked | wc -l) = 1 && cmp f.jsonl held/forked/*"),
        Killed(
            name: "receive and record", prepare: "true",
            command: ["receive", "a.jsonl", "--into", "held", "--ledger", "b.jsonl", "--key", "b.key"],
            watched: ["\(held).jsonl", "\(held).heads"],
            then: "test $(goodfaith log b.jsonl | grep -c 'file imported') = 1"),
        Killed(
            name: "checkpoint", prepare: "true",
            command: ["checkpoint", "a.jsonl", "--key", "a.key", "--output", "a.checkpoint"],
            watched: ["a.jsonl.checkpoint", "a.key.heads/FINGERPRINT.checkpoint", "a.checkpoint"],
            ordered: [
                ("a.checkpoint", "a.jsonl.checkpoint"), ("a.checkpoint", "a.key.heads/FINGERPRINT.checkpoint"),
            ], statuses: [0, 2]),
        Killed(
            name: "checkpoint, again",
            prepare: """
                goodfaith checkpoint a.jsonl --key a.key >first && goodfaith record a.jsonl \(contact) --key a.key
                """,
            command: ["checkpoint", "a.jsonl", "--key", "a.key"],
            watched: ["a.jsonl.checkpoint", "a.key.heads/FINGERPRINT.checkpoint"]),
        Killed(
            name: "receive, checkpoint",
            prepare: """
                goodfaith receive a.jsonl --into held && goodfaith record a.jsonl \(contact) --key a.key &&
                goodfaith checkpoint a.jsonl --key a.key >checkpoint
                """,
            command: ["receive", "checkpoint", "--into", "held"], watched: ["\(held).heads"]),
        Killed(
            name: "export", prepare: "true", command: ["export", "a.jsonl", "--output", "copy.jsonl"],
            watched: ["copy.jsonl"], statuses: [0, 2], then: "cmp a.jsonl copy.jsonl"),
    ]

    private static func words(_ line: String) -> [String] { line.split(separator: " ").map(String.init) }

    /// The calls that change what is on the disk, under their names on any machine.
    private static let calls = [
        "write", "pwrite64", "rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat",
        "ftruncate",
        "fsync", "fdatasync", "mkdir", "mkdirat",
    ]

    @Test(arguments: all) func `A kill at any write leaves the old state or the new one`(killed: Killed) throws
    {
        let place = try Workplace()
        let fingerprint = try prepare(place, killed)
        let watched = killed.watched.map { $0.replacing("FINGERPRINT", with: fingerprint) }
        let old = state(place, "start", watched)
        let counted = try run(
            place, killed, "done", under: ["-o", "calls"] + trace(KillTests.calls.joined(separator: ",")))
        #expect(killed.statuses.contains(counted.status), "\(counted.error)")
        let new = state(place, "done", watched)
        #expect(old != new)
        let called = String(decoding: try place.bytes("done/calls"), as: UTF8.self)
        var kills = 0
        for call in KillTests.calls where called.contains(" \(call)(") || called.contains("\n\(call)(") {
            var isKilled = true
            var number = 0
            while isKilled {
                number += 1
                let result = try run(
                    place, killed, "work",
                    under: ["-o", "calls"] + trace(call) + ["-e", "inject=?\(call):signal=KILL:when=\(number)"])
                isKilled = result.status == SIGKILL && !killed.statuses.contains(result.status)
                kills += isKilled ? 1 : 0
                let left = state(place, "work", watched)
                for name in watched {
                    #expect(
                        left[name] == old[name] || left[name] == new[name],
                        "\(killed.name), \(call) \(number): \(name) is neither old nor new")
                }
                for (later, earlier) in killed.ordered.map({
                    (
                        $0.replacing("FINGERPRINT", with: fingerprint),
                        $1.replacing("FINGERPRINT", with: fingerprint)
                    )
                }) where left[later] == new[later] && old[later] != new[later] {
                    #expect(
                        left[earlier] == new[earlier], "\(killed.name), \(call) \(number): \(later) came first")
                }
                if isKilled { try runAgain(place, killed, watched, new, "\(call) \(number)") }
            }
        }
        #expect(kills > 5, "\(killed.name) was killed \(kills) times")
    }

    private func runAgain(
        _ place: Workplace, _ killed: Killed, _ watched: [String], _ new: [String: Data], _ when: String
    ) throws {
        let again = try Command.run(
            Command.executable, killed.command, in: place.file("work"), input: "")
        #expect(killed.statuses.contains(again.status), "\(killed.name) after \(when): \(again.error)")
        #expect(state(place, "work", watched) == new, "\(killed.name) after \(when)")
        #expect(try place.shell("cd work && \(killed.then)").status == 0, "\(killed.name) after \(when)")
        let rest = try place.shell(
            "cd work && ls -A . held | grep -E '^[.](incoming|joined|merged|.*unfinished)$'")
        #expect(rest.output.isEmpty, "\(killed.name) after \(when) leaves \(rest.output)")
    }

    // MARK: The stage

    /// Two offices of which each knows the other; gives the fingerprint of the first one's ledger.
    private func prepare(_ place: Workplace, _ killed: Killed) throws -> String {
        let made = try place.shell(
            """
            set -e; mkdir -p start/held; cd start
            for o in a b; do
                goodfaith key new $o.key --no-passphrase
                goodfaith init $o.jsonl --party $o-office --name "Office $o" --class ngo --role principal \
                    --origin $o-office.example/channel --audience a-office b-office --key $o.key >$o.opened
            done
            tail -1 a.opened >held/trust.txt
            for o in a:b b:a; do
                goodfaith record ${o%:*}.jsonl counterpart.noted id=${o#*:}-office name="Office" class=ngo \
                    roles=principal --key ${o%:*}.key
            done
            \(killed.prepare)
            """)
        #expect(made.status == 0, "\(made.error)")
        let anchor = String(decoding: try place.bytes("start/held/trust.txt"), as: UTF8.self)
        return try #require(anchor.split(separator: ":").last).trimmingCharacters(in: .newlines)
    }

    private func trace(_ calls: String) -> [String] {
        ["-e", "trace=\(calls.split(separator: ",").map { "?\($0)" }.joined(separator: ","))"]
    }

    private func run(_ place: Workplace, _ killed: Killed, _ folder: String, under options: [String]) throws
        -> Command
    {
        #expect(try place.shell("rm -rf \(folder) && cp -a start \(folder)").status == 0)
        return try Command.run(
            URL(fileURLWithPath: "/usr/bin/env"),
            [Command.searchesNoLeaks, "strace", "-f", "-qq"] + options + [Command.executable.path]
                + killed.command,
            in: place.file(folder), input: "")
    }

    private func state(_ place: Workplace, _ folder: String, _ watched: [String]) -> [String: Data] {
        var state: [String: Data] = [:]
        for name in watched { state[name] = try? place.bytes("\(folder)/\(name)") }
        return state
    }
}
