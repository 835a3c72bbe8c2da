internal import Glibc

/// An open file, closed once, when its owner goes. The one place where bytes cross to and from the operating
/// system.
struct OpenFile: ~Copyable, Sendable {
    let path: String
    private let descriptor: Int32

    enum Access {
        case read
        case readAndWrite
        /// Must not exist yet.
        case create
        /// Is made where it does not exist.
        case readAndWriteOrCreate
    }

    /// Opens a regular file. A pipe, a device or a folder is refused at once: opening never waits.
    init(_ path: String, _ access: Access) throws(FileFailure) {
        let flags =
            switch access {
            case .read: O_RDONLY
            case .readAndWrite: O_RDWR
            case .create: O_RDWR | O_CREAT | O_EXCL
            case .readAndWriteOrCreate: O_RDWR | O_CREAT
            }
        let descriptor = Glibc.open(path, flags | O_CLOEXEC | O_NONBLOCK, 0o644)
        guard descriptor >= 0 else {
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

    deinit { close(descriptor) }

    var size: Int {
        get throws(FileFailure) {
            var status = stat()
            guard fstat(descriptor, &status) == 0 else { throw FileFailure(path, "look at", code: errno) }
            return Int(status.st_size)
        }
    }

    /// Up to `count` bytes from `offset`; fewer at the end of the file.
    func read(_ count: Int, at offset: Int) throws(FileFailure) -> [UInt8] {
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

    /// Hands all bytes to one `write` at `offset`, and gives how many it took.
    func write(_ bytes: [UInt8], at offset: Int) throws(FileFailure) -> Int {
        let result = bytes.withUnsafeBytes { buffer in
            var result = pwrite(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
            while result < 0 && errno == EINTR {
                result = pwrite(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
            }
            return result
        }
        guard result >= 0 else { throw FileFailure(path, "write", code: errno) }
        return result
    }

    /// All bytes, or an error.
    func writeAll(_ bytes: [UInt8], at offset: Int = 0) throws(FileFailure) {
        guard try write(bytes, at: offset) == bytes.count else {
            throw FileFailure(path, "write all of", code: ENOSPC)
        }
    }

    func truncate(to size: Int) throws(FileFailure) {
        guard ftruncate(descriptor, off_t(size)) == 0 else { throw FileFailure(path, "shorten", code: errno) }
    }

    /// Returns once the bytes and the size are on the disk.
    func synchronize() throws(FileFailure) {
        guard fdatasync(descriptor) == 0 else { throw FileFailure(path, "write to the disk", code: errno) }
    }

    /// Whether this process now holds the file's exclusive advisory lock; false where another does. It is let
    /// go with the file.
    func lock() throws(FileFailure) -> Bool {
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
        guard errno == EWOULDBLOCK else { throw FileFailure(path, "lock", code: errno) }
        return false
    }
}

/// What is done to names rather than to bytes.
enum Folder {
    /// Returns once the folder's names are on the disk: without this a new file can vanish with the power.
    static func synchronize(of path: String) throws(FileFailure) {
        let folder = parent(of: path)
        let descriptor = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileFailure(folder, "open", code: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw FileFailure(folder, "write to the disk", code: errno) }
    }

    static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Makes a folder that only its owner may enter; one that is there already will do.
    static func create(_ path: String) throws(FileFailure) {
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw FileFailure(path, "create", code: errno) }
    }

    /// The one path of a file that has several, by links; of a file that is not there, the path as it is.
    static func resolved(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    static func remove(_ path: String) throws(FileFailure) {
        guard unlink(path) == 0 else { throw FileFailure(path, "remove", code: errno) }
    }

    /// Puts a whole file in place at once: written beside it, synced, renamed, and the folder synced.
    static func replace(_ path: String, with bytes: [UInt8]) throws(FileFailure) {
        let fresh = path + ".new"
        if exists(fresh) { try remove(fresh) }
        do throws(FileFailure) {
            let file = try OpenFile(fresh, .create)
            try file.writeAll(bytes)
            try file.synchronize()
        } catch {
            if exists(fresh) { try remove(fresh) }
            throw error
        }
        guard rename(fresh, path) == 0 else { throw FileFailure(path, "replace", code: errno) }
        try synchronize(of: path)
    }
}
