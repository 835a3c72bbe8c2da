internal import Foundation
internal import LedgerStore

/// Small text files that the command reads whole: keys, trust files, passphrases, statements.
enum InputFile {
    /// The bytes of a regular file, or of standard input for `-`, up to `bytesMax`. A pipe or a device that
    /// stands under a name is refused at once: it might never say anything.
    static func bytes(_ path: String, bytesMax: Int = 1 << 20) throws(Refusal) -> [UInt8] {
        let bytes = isHandedOver(path) ? try stream(path, bytesMax + 1) : try file(path, bytesMax + 1)
        guard bytes.count <= bytesMax else {
            throw Refusal(
                "\(Terminal.printable(path)) is longer than \(bytesMax) bytes", hint: "name the right file",
                exitCode: Refusal.unable)
        }
        return bytes
    }

    /// Whether whoever started the command opened it already: standard input, or the shell's `<(...)`.
    private static func isHandedOver(_ path: String) -> Bool {
        ["-", "/dev/stdin"].contains(path) || path.hasPrefix("/dev/fd/") || path.hasPrefix("/proc/self/fd/")
    }

    private static func file(_ path: String, _ count: Int) throws(Refusal) -> [UInt8] {
        do throws(FileFailure) {
            let file = try OpenFile(path, .read)
            return try file.read(min(count, try file.size), at: 0)
        } catch {
            let isOtherKind = error.code == 0 || error.code == EISDIR
            throw Refusal(
                Terminal.printable("\(error)"),
                hint: isOtherKind ? error.hint : "check the path and who may read it",
                exitCode: Refusal.unable)
        }
    }

    private static func stream(_ path: String, _ count: Int) throws(Refusal) -> [UInt8] {
        do {
            let handle =
                path == "-"
                ? FileHandle.standardInput : try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            return [UInt8](try handle.read(upToCount: count) ?? Data())
        } catch {
            throw Refusal(
                "cannot read \(Terminal.printable(path)): \(reason(error))",
                hint: "check the path and who may read it", exitCode: Refusal.unable)
        }
    }

    static func text(_ path: String, bytesMax: Int = 1 << 20) throws(Refusal) -> String {
        guard let text = String(validating: try bytes(path, bytesMax: bytesMax), as: UTF8.self) else {
            throw Refusal(
                "\(Terminal.printable(path)) is not text in UTF-8", hint: "name the right file",
                exitCode: Refusal.unable)
        }
        return text
    }

    private static func reason(_ error: any Error) -> String {
        let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError ?? error as NSError
        return underlying.domain == NSPOSIXErrorDomain
            ? String(cString: strerror(Int32(underlying.code))) : "no such file"
    }

    /// Removes a file that was made just before.
    static func remove(_ path: String) { unlink(path) }

    /// Writes a new file and refuses to replace one that is there.
    static func create(_ path: String, _ text: String, mode: mode_t) throws(Refusal) {
        try create(path, bytes: Array(text.utf8), mode: mode)
    }

    /// Writes a new file and refuses to replace one that is there; returns once it is on the disk, its name too.
    static func create(_ path: String, bytes: [UInt8], mode: mode_t) throws(Refusal) {
        var hint: String? = "choose another path; nothing is ever overwritten"
        do throws(FileFailure) {
            let file = try OpenFile(path, .create, mode: mode)
            do throws(FileFailure) {
                try file.writeAll(bytes)
                try file.synchronize()
                try synchronizeName(of: path)
            } catch {
                unlink(path)
                hint = error.hint
                throw error
            }
        } catch {
            throw Refusal(
                Terminal.printable(error.description), hint: hint.map(Terminal.printable),
                exitCode: Refusal.unable)
        }
    }

    /// The names of a folder that one may write to but not read cannot be waited for.
    private static func synchronizeName(of path: String) throws(FileFailure) {
        do { try Folder.synchronize(of: path) } catch {
            if error.code != EACCES { throw error }
        }
    }
}
