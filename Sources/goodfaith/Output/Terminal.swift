internal import Foundation
internal import LedgerFormat

/// What people read: findings on standard output, everything about the work itself on standard error.
enum Terminal {
    /// A line on standard error.
    static func say(_ line: String) { tell(line + "\n") }

    /// A refusal on standard error, with its hint.
    static func say(_ refusal: Refusal) {
        say("goodfaith: error: \(refusal.message)")
        if let hint = refusal.hint { say("goodfaith: hint: \(hint)") }
    }

    /// Puts something harmless where a caller has closed a standard stream: otherwise the next file that is opened
    /// takes its number, and what is meant for the reader is written into a ledger.
    static func occupyStandardStreams() {
        for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) < 0 {
            _ = open("/dev/null", O_RDWR)
        }
    }

    /// Text on standard error; where nobody listens, nothing can be said about that.
    static func tell(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) }

    /// Bytes on standard output. A result that nobody can read is no success, whatever was done before.
    private static func put(_ bytes: Data) {
        do { try FileHandle.standardOutput.write(contentsOf: bytes) } catch {
            Goodfaith.leave(
                Refusal(
                    "the result could not be printed", hint: "what was recorded stands: goodfaith log shows it",
                    exitCode: Refusal.unable))
        }
    }

    /// A JSON value in one line on standard output.
    static func print(json: JSON) throws {
        put(Data(try json.canonicalBytes() + [UInt8(ascii: "\n")]))
    }

    /// Many lines on standard output, handed over at once.
    static func print(lines: [String]) {
        if !lines.isEmpty { print(lines.joined(separator: "\n")) }
    }

    static func print(_ text: String) { put(Data((text + "\n").utf8)) }

    /// A text from outside, such as a path, with nothing in it that could steer a terminal.
    static func printable(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { isPrintable($0) ? $0 : "\u{FFFD}" }))
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator, .privateUse: false
        default: true
        }
    }

    static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 }

    /// Asks for a passphrase on the terminal without showing it; nil where there is no terminal.
    static func askForPassphrase(_ prompt: String) -> [UInt8]? {
        guard isatty(STDIN_FILENO) == 1, showsProgress else { return nil }
        var shown = termios()
        guard tcgetattr(STDIN_FILENO, &shown) == 0 else { return nil }
        var hidden = shown
        hidden.c_lflag &= ~tcflag_t(ECHO)
        guard tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden) == 0 else { return nil }
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
            say("")
        }
        tell(prompt)
        return readLine(strippingNewline: true).map { Array($0.utf8) }
    }
}

/// A line on standard error that says how far a long work has come; only on a terminal, and only after a
/// second.
struct Progress {
    private let began = Date()
    private var shown = Date.distantPast
    private let total: Int?
    private var hasShown = false

    init(of path: String) {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        total = (attributes?[.size] as? NSNumber)?.intValue
    }

    mutating func update(_ entries: Int, _ bytes: Int) {
        let now = Date()
        guard Terminal.showsProgress, now.timeIntervalSince(began) > 1, now.timeIntervalSince(shown) > 0.2
        else { return }
        shown = now
        hasShown = true
        let seconds = now.timeIntervalSince(began)
        let rate = Int(Double(entries) / seconds)
        var left = ""
        if let total, bytes > 0, bytes <= total {
            left = "  \(bytes * 100 / total) %, \(Int(seconds * Double(total - bytes) / Double(bytes))) s left"
        }
        // What was verified before is compared byte by byte, and no entry of it is looked at.
        let done = entries == 0 ? "reading" : "\(entries) entries  \(rate) a second"
        Terminal.tell("\r\(done)\(left)\u{1B}[K")
    }

    func end() { if hasShown { Terminal.tell("\r\u{1B}[K") } }
}
