import Foundation
import MerkleTree
import Testing
import TransparencyLog

/// A witness that is killed at every call that changes the disk. What it prints and keeps holds its clock, so that
/// heads are compared and not bytes.
@Suite(.serialized) struct WitnessKillTests {
    private static let calls = [
        "write", "pwrite64", "rename", "renameat", "renameat2", "unlink", "unlinkat", "fsync", "fdatasync",
        "mkdir",
        "mkdirat",
    ]
    private static let command =
        "goodfaith witness --request step --log \"$(cat log)\" --key witness.key --name witness.example/w"

    @Test("a kill leaves the head before or the new one, and no cosignature is out before it is kept")
    func kills() throws {
        let place = try Workplace()
        try prepare(place)
        var kills = 0
        for call in Self.calls {
            var isKilled = true
            var number = 0
            while isKilled {
                number += 1
                let run = try place.shell(
                    """
                    rm -rf work && cp -a start work && cd work &&
                    env '\(Command.searchesNoLeaks)' strace -f -qq -o /dev/null -e trace='?\(call)' \
                        -e inject='?\(call):signal=KILL:when=\(number)' \(Self.command)
                    """)
                isKilled = run.status == SIGKILL || run.status == 128 + SIGKILL
                kills += isKilled ? 1 : 0
                let size = try keptSize(place)
                #expect(size == 1 || size == 2, "\(call) \(number)")
                if !run.output.isEmpty {
                    #expect(size == 2, "\(call) \(number): handed out before it was kept")
                }
                // Whoever asks again is answered, or told that the witness is there already.
                let again = try place.shell("cd work && \(Self.command)")
                #expect(again.status == (size == 2 ? 1 : 0), "\(call) \(number): \(again.error)")
                #expect(try keptSize(place) == 2)
            }
        }
        #expect(kills > 5, "\(kills) kills")
    }

    /// A witness that cosigned one entry, and a request to go on to two.
    private func prepare(_ place: Workplace) throws {
        try place.openOffice()
        let made = try place.shell(
            """
            set -e; head -n 1 us.jsonl > one.jsonl
            goodfaith key new witness.key --no-passphrase
            goodfaith key show us.key --log us-office.example/ua-channel > log
            mkdir start && cp witness.key log us.jsonl start
            """)
        #expect(made.status == 0, "\(made.error)")
        for (ledger, name) in [("one.jsonl", "first"), ("us.jsonl", "second")] {
            try WitnessTests.signCheckpoint(name, place, of: ledger)
        }
        let begun = try place.shell(
            """
            set -e; goodfaith witness request second --ledger us.jsonl --old 1 > start/step
            cd start && goodfaith witness ../first --ledger ../one.jsonl --self-declared --key witness.key \
                --name witness.example/w
            """)
        #expect(begun.status == 0, "\(begun.error)")
    }

    private func keptSize(_ place: Workplace) throws -> Int {
        let found = try place.shell("cat work/witness.key.witness/*/checkpoint")
        return try SignedCheckpoint(Array(found.output.utf8)).checkpoint.head.size
    }
}
