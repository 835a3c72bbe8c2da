internal import Glibc

/// Something the operating system refused, with the file and what to do.
public struct FileFailure: Error, Sendable, CustomStringConvertible {
    public let path: String
    /// What was tried: `open`, `write`, …
    public let operation: String
    /// The number of the error (`errno`); 0 where none belongs to it.
    public let code: Int32
    /// What to do about it; absent where there is nothing to say.
    public let hint: String?

    package init(_ path: String, _ operation: String, code: Int32, hint: String? = nil) {
        self.path = path
        self.operation = operation
        self.code = code
        self.hint = hint ?? FileFailure.hint(for: code)
    }

    /// Something has the name that a new file is to have.
    package static func taken(_ path: String) -> FileFailure { FileFailure(path, "create", code: EEXIST) }

    /// The path leads to another file than a moment ago.
    static func replaced(_ path: String) -> FileFailure {
        FileFailure(
            path, "use", code: 0,
            hint: "another file took its place meanwhile; see who changes it, and try again")
    }

    public var description: String {
        let reason = code == 0 ? "" : ": \(String(cString: strerror(code)))"
        return "cannot \(operation) \(path)\(reason)"
    }

    private static func hint(for code: Int32) -> String? {
        switch code {
        case ENOENT: "check the path; a new ledger is made with goodfaith init"
        case EACCES, EPERM, EROFS: "check who may read and write the file and its folder"
        case ENOSPC, EDQUOT, EFBIG: "make room on the disk and try again"
        case EEXIST: "choose another path; nothing is ever overwritten"
        case EISDIR: "name a file, not a folder"
        default: nil
        }
    }
}
