/// A file in the making: written under a temporary name beside its place, synced, and put there whole or not
/// at all.
///
/// What an interrupted run left under that name is written over; while one process writes, another is refused.
package struct FreshFile: ~Copyable {
    /// Where the file stands until it is put in place.
    package let path: String
    /// How many bytes were written.
    package private(set) var byteCount = 0

    private let file: OpenFile
    private var isInPlace = false

    /// Begins a file that is to stand at `target`, where nothing stands yet.
    package static func new(at target: String) throws(FileFailure) -> FreshFile {
        let parent = Folder.parent(of: target)
        let file = try FreshFile(at: "\(parent == "/" ? "" : parent)/.\(Folder.name(of: target)).unfinished")
        if Folder.isTaken(target) { throw FileFailure.taken(target) }
        return file
    }

    /// Begins a file under a temporary name of the caller's choice.
    package init(at path: String) throws(FileFailure) {
        self.path = path
        file = try FreshFile.emptied(path)
    }

    private static func emptied(_ path: String) throws(FileFailure) -> OpenFile {
        while true {
            let file = try OpenFile(path, .readAndWriteOrCreate, followsLinks: false)
            guard try file.lock() else {
                throw FileFailure(path, "write", code: 0, hint: "another process writes it; wait for its end")
            }
            let standing = file.standing
            // A run that ended between giving the file its name and taking this one away left a second name of
            // what is in place: that must not be written over.
            if standing == .amongOthers { try Folder.remove(path) }
            guard standing == .alone else { continue }
            try file.truncate(to: 0)
            return file
        }
    }

    deinit { if !isInPlace { try? Folder.remove(path) } }

    package mutating func append(_ bytes: [UInt8]) throws(FileFailure) {
        try file.writeAll(bytes, at: byteCount)
        byteCount += bytes.count
    }

    /// Returns once the bytes are on the disk.
    package func synchronize() throws(FileFailure) { try file.synchronize() }

    /// Puts the file in place of the one that stands there; returns once that is on the disk.
    package consuming func place(over target: String) throws(FileFailure) {
        try file.synchronize()
        try Folder.move(path, over: target)
        isInPlace = true
    }

    /// Puts the file where nothing stands yet; returns once that is on the disk.
    package consuming func place(new target: String) throws(FileFailure) {
        try file.synchronize()
        try Folder.move(path, toNew: target)
        isInPlace = true
    }
}
