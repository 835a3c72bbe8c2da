import Foundation
import Testing

/// The built executable, run as a user runs it.
struct Command {
    let status: Int32
    let output: String
    let error: String

    /// The repository's folder, found from this file.
    static let repository = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The executable beside the one that runs the tests.
    static let executable = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("goodfaith")

    /// No folder: what the command keeps for this user has no place, unless a test gives it one. The home of
    /// whoever runs the tests is not theirs.
    static let nowhere = URL(fileURLWithPath: "/dev/null/state")

    /// For the shell: from here on no process gets more than 4 GB. A sanitizer reserves more addresses than that
    /// at once, and has a limit of its own.
    static let boundsMemory = """
        if [ -z "${ASAN_OPTIONS-}${TSAN_OPTIONS-}" ]; then ulimit -v 4000000
        else export ASAN_OPTIONS="${ASAN_OPTIONS-}:hard_rss_limit_mb=4000"
            export TSAN_OPTIONS="${TSAN_OPTIONS-}:hard_rss_limit_mb=4000"; fi
        """

    /// For the shell: from here on no file gets longer than so many blocks of 512 bytes. The thread sanitizer keeps
    /// what it must read in a file of its own, which would be cut too; where it can make none, it does without.
    static func boundsFiles(blocks: Int) -> String {
        "if [ -n \"${TSAN_OPTIONS-}\" ]; then export TMPDIR=/dev/null; fi; ulimit -f \(blocks)"
    }

    /// For `env`: what a tracer watches cannot search itself for leaks, where it was built to.
    static let searchesNoLeaks =
        "ASAN_OPTIONS=\(ProcessInfo.processInfo.environment["ASAN_OPTIONS"] ?? ""):detect_leaks=0"

    /// Runs `goodfaith` with the arguments in a folder.
    static func goodfaith(_ arguments: String..., in folder: URL, input: String = "") throws -> Command {
        try run(executable, arguments, in: folder, input: input)
    }

    /// Runs a line of the shell in which `goodfaith` is the built executable.
    static func shell(_ line: String, in folder: URL, state: URL = nowhere) throws -> Command {
        try run(URL(fileURLWithPath: "/bin/sh"), ["-c", line], in: folder, input: "", state: state)
    }

    /// - Parameter state: the folder for what the command keeps for its user.
    static func run(
        _ executable: URL, _ arguments: [String], in folder: URL, input: String, state: URL = nowhere
    ) throws -> Command {
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.currentDirectoryURL = folder
        var environment = ProcessInfo.processInfo.environment
        environment["PATH"] =
            Command.executable.deletingLastPathComponent().path + ":" + (environment["PATH"] ?? "")
        environment["GOODFAITH_PASSPHRASE"] = nil
        environment["GOODFAITH"] = Command.executable.path
        environment["XDG_STATE_HOME"] = state.path
        process.environment = environment
        let captured = try (0..<3).map { _ in try CapturedFile() }
        try captured[0].write(input)
        process.standardInput = try FileHandle(forReadingFrom: captured[0].url)
        process.standardOutput = try FileHandle(forWritingTo: captured[1].url)
        process.standardError = try FileHandle(forWritingTo: captured[2].url)
        try process.run()
        process.waitUntilExit()
        return Command(
            status: process.terminationStatus, output: try captured[1].read(), error: try captured[2].read())
    }
}

/// A file for one stream of a process: unlike a pipe it never fills up.
private final class CapturedFile {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("goodfaith-\(UUID().uuidString)")

    init() throws { try Data().write(to: url) }

    deinit { try? FileManager.default.removeItem(at: url) }

    func write(_ text: String) throws { try Data(text.utf8).write(to: url) }

    func read() throws -> String { String(decoding: try Data(contentsOf: url), as: UTF8.self) }
}

/// A folder of its own for one test.
final class Workplace {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("goodfaith-\(UUID().uuidString)")

    /// What the command keeps for its user, apart from what lies beside the ledgers.
    var state: URL { URL(fileURLWithPath: folder.path + "-state") }

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    deinit {
        try? FileManager.default.removeItem(at: folder)
        try? FileManager.default.removeItem(at: state)
    }

    func goodfaith(_ arguments: String..., input: String = "") throws -> Command {
        try Command.run(Command.executable, arguments, in: folder, input: input, state: state)
    }

    func shell(_ line: String) throws -> Command { try Command.shell(line, in: folder, state: state) }

    func file(_ name: String) -> URL { folder.appendingPathComponent(name) }

    func bytes(_ name: String) throws -> Data { try Data(contentsOf: file(name)) }

    func write(_ name: String, _ text: String) throws { try Data(text.utf8).write(to: file(name)) }

    /// Makes a key and opens a ledger of an office with it, which notes one counterpart.
    func openOffice() throws {
        #expect(try goodfaith("key", "new", "us.key", "--no-passphrase").status == 0)
        let opened = try goodfaith(
            "init", "us.jsonl", "--party", "us-office", "--name", "Office of the author", "--class",
            "office_of_principal",
            "--role", "principal", "--role", "speaker", "--origin", "us-office.example/ua-channel",
            "--audience", "ru-office",
            "--key", "us.key")
        #expect(opened.status == 0, "\(opened.error)")
        let noted = try goodfaith(
            "record", "us.jsonl", "counterpart.noted", "id=ru-office", "name=Office of the addressee",
            "class=office_of_principal", "roles=principal", "--key", "us.key")
        #expect(noted.status == 0, "\(noted.error)")
    }

    /// Words of a contact that this office may state.
    static let contact = [
        "contact.held", "mode=summit", "level=principal",
        "participants=ru-office:principal,us-office:principal",
    ]

    func recordContact(_ extra: String...) throws -> Command {
        try Command.run(
            Command.executable, ["record", "us.jsonl"] + Workplace.contact + extra + ["--key", "us.key"],
            in: folder, input: "")
    }
}
