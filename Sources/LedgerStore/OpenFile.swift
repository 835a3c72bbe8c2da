internal import Glibc
package import LedgerVerify

/// An open file, closed once, when its owner goes. The one place where bytes cross to and from the operating
/// system.
package struct OpenFile: ~Copyable, Sendable {
    package let path: String
    private let descriptor: Int32

    package enum Access {
        case read
        case readAndWrite
        /// Must not exist yet.
        case create
        /// Is made where it does not exist.
        case readAndWriteOrCreate
    }

    /// Opens a regular file. A pipe, a device or a folder is refused at once: opening never waits.
    ///
    /// - Parameters:
    ///   - followsLinks: whether the path may be a symbolic link; where not, a link is refused.
    ///   - mode: who may do what with a file that is made, less what the user's mask takes away.
    package init(
        _ path: String, _ access: Access, followsLinks: Bool = true, mode: UInt32 = 0o644
    ) throws(FileFailure) {
        let flags =
            switch access {
            case .read: O_RDONLY
            case .readAndWrite: O_RDWR
            case .create: O_RDWR | O_CREAT | O_EXCL
            case .readAndWriteOrCreate: O_RDWR | O_CREAT
            }
        let descriptor = Glibc.open(
            path, flags | O_CLOEXEC | O_NONBLOCK | (followsLinks ? 0 : O_NOFOLLOW), mode)
        guard descriptor >= 0 else {
            if errno == ELOOP && !followsLinks {
                throw FileFailure(
                    path, "use", code: ELOOP, hint: "a link stands there; put the file itself there")
            }
            throw FileFailure(path, access == .create ? "create" : "open", code: errno)
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            let isFolder = status.st_mode & S_IFMT == S_IFDIR
            close(descriptor)
            throw FileFailure(
                path, "use", code: isFolder ? EISDIR : 0,
                hint: isFolder ? nil : "this is no regular file; copy what it gives into one first")
        }
        self.path = path
        self.descriptor = descriptor
    }

    deinit {
        // A process that is being started holds a copy of the descriptor until it has begun, and the lock with it,
        // unless it is let go in so many words.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    package var size: Int {
        get throws(FileFailure) {
            var status = stat()
            guard fstat(descriptor, &status) == 0 else { throw FileFailure(path, "look at", code: errno) }
            return Int(status.st_size)
        }
    }

    /// How the file system tells the file from others, and from itself after a change.
    package var seen: SeenFile {
        get throws(FileFailure) {
            var status = stat()
            guard fstat(descriptor, &status) == 0 else { throw FileFailure(path, "look at", code: errno) }
            func nanoseconds(_ time: timespec) -> Int64 {
                Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
            }
            return SeenFile(
                device: UInt64(status.st_dev), inode: UInt64(status.st_ino), byteCount: Int(status.st_size),
                modified: nanoseconds(status.st_mtim), changed: nanoseconds(status.st_ctim))
        }
    }

    /// Up to `count` bytes from `offset`; fewer at the end of the file.
    package func read(_ count: Int, at offset: Int) throws(FileFailure) -> [UInt8] {
        // All empty arrays share one storage, and Swift would write into it that it is empty: on two threads, a race.
        guard count > 0 else { return [] }
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            while initialized < count {
                let result = pread(
                    descriptor, buffer.baseAddress.map { $0 + initialized }, count - initialized,
                    off_t(offset + initialized))
                if result < 0 && errno == EINTR { continue }
                if result < 0 { failure = errno }
                if result <= 0 { break }
                initialized += result
            }
        }
        if failure != 0 { throw FileFailure(path, "read", code: failure) }
        return bytes
    }

    /// The line that begins at `offset`, without its line feed; nil where none ends within `bytesMax`.
    ///
    /// Its bytes are its own: whoever keeps it keeps nothing of what follows.
    package func line(at offset: Int, bytesMax: Int) throws(FileFailure) -> [UInt8]? {
        for count in [min(OpenFile.bytesOfMostLines, bytesMax), bytesMax] {
            let bytes = try read(count, at: offset)
            if let end = bytes.firstIndex(of: UInt8(ascii: "\n")) { return Array(bytes[..<end]) }
            if bytes.count < count { return nil }
        }
        return nil
    }

    private static let bytesOfMostLines = 4_096

    /// Hands all bytes to one `write` at `offset`, and gives how many it took.
    package func write(_ bytes: [UInt8], at offset: Int) throws(FileFailure) -> Int {
        let result = bytes.withUnsafeBytes { buffer in
            retrying { pwrite(descriptor, buffer.baseAddress, buffer.count, off_t(offset)) }
        }
        guard result >= 0 else { throw FileFailure(path, "write", code: errno) }
        return result
    }

    /// All bytes, or an error.
    package func writeAll(_ bytes: [UInt8], at offset: Int = 0) throws(FileFailure) {
        guard try write(bytes, at: offset) == bytes.count else {
            throw FileFailure(path, "write all of", code: ENOSPC)
        }
    }

    package func truncate(to size: Int) throws(FileFailure) {
        guard retrying({ ftruncate(descriptor, off_t(size)) }) == 0 else {
            throw FileFailure(path, "shorten", code: errno)
        }
    }

    /// Returns once the bytes and the size are on the disk.
    package func synchronize() throws(FileFailure) {
        guard retrying({ fdatasync(descriptor) }) == 0 else {
            throw FileFailure(path, "write to the disk", code: errno)
        }
    }

    /// Whether this process now holds the file's exclusive advisory lock; false where another does. It is let
    /// go with the file.
    package func lock() throws(FileFailure) -> Bool {
        if retrying({ flock(descriptor, LOCK_EX | LOCK_NB) }) == 0 { return true }
        guard errno == EWOULDBLOCK else { throw FileFailure(path, "lock", code: errno) }
        return false
    }
}

extension OpenFile {
    /// How the file stands in its folder by now.
    package enum Standing {
        /// Under its path alone.
        case alone
        /// Under its path and under other names.
        case amongOthers
        /// Its path names another file, or none.
        case elsewhere
    }

    /// Whether the path still leads to this file, be it over a link.
    package var isWherePathLeads: Bool { status(sharedWith: { stat(path, &$0) }) != nil }

    package var standing: Standing {
        guard let status = status(sharedWith: { lstat(path, &$0) }) else { return .elsewhere }
        return status.st_nlink == 1 ? .alone : .amongOthers
    }

    /// The status of this file, where it is the one that another call looks at; nil otherwise.
    private func status(sharedWith look: (inout stat) -> Int32) -> stat? {
        var (here, there) = (stat(), stat())
        guard fstat(descriptor, &here) == 0, look(&there) == 0, here.st_ino == there.st_ino,
            here.st_dev == there.st_dev
        else { return nil }
        return here
    }
}

/// Makes a system call again as long as a signal interrupts it.
func retrying<Result: SignedInteger>(_ call: () -> Result) -> Result {
    var result = call()
    while result < 0 && errno == EINTR { result = call() }
    return result
}
