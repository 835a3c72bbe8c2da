internal import Foundation

/// Small text files that the command reads whole: keys, trust files, passphrases, statements.
enum InputFile {
    /// The bytes of a file, or of standard input for `-`, up to `bytesMax`.
    static func bytes(_ path: String, bytesMax: Int = 1 << 20) throws(Refusal) -> [UInt8] {
        do {
            let handle =
                path == "-"
                ? FileHandle.standardInput : try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            let data = try handle.read(upToCount: bytesMax + 1) ?? Data()
            guard data.count <= bytesMax else {
                throw Refusal(
                    "\(Terminal.printable(path)) is longer than \(bytesMax) bytes", hint: "name the right file")
            }
            return [UInt8](data)
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            throw Refusal(
                "cannot read \(Terminal.printable(path)): \(reason(error))",
                hint: "check the path and who may read it", exitCode: Refusal.unable)
        }
    }

    static func text(_ path: String, bytesMax: Int = 1 << 20) throws(Refusal) -> String {
        guard let text = String(validating: try bytes(path, bytesMax: bytesMax), as: UTF8.self) else {
            throw Refusal("\(Terminal.printable(path)) is not text in UTF-8", hint: "name the right file")
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

    /// Writes a new file and refuses to replace one that is there.
    static func create(_ path: String, bytes: [UInt8], mode: mode_t) throws(Refusal) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else {
            throw Refusal(
                "cannot create \(Terminal.printable(path)): \(String(cString: strerror(errno)))",
                hint: "choose another path; nothing is ever overwritten", exitCode: Refusal.unable)
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try handle.write(contentsOf: Data(bytes))
            try handle.synchronize()
        } catch {
            unlink(path)
            throw Refusal(
                "cannot write \(Terminal.printable(path))", hint: "make room on the disk",
                exitCode: Refusal.unable)
        }
    }
}
