internal import Foundation
internal import Glibc

/// What is done to names rather than to bytes.
package enum Folder {
    /// Returns once the folder's names are on the disk: without this a new file can vanish with the power.
    package static func synchronize(of path: String) throws(FileFailure) {
        let folder = parent(of: path)
        let descriptor = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileFailure(folder, "open", code: errno) }
        defer { close(descriptor) }
        guard retrying({ fsync(descriptor) }) == 0 else {
            throw FileFailure(folder, "write to the disk", code: errno)
        }
    }

    package static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The last part of a path.
    package static func name(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    }

    /// Makes a folder that only its owner may enter; one that is there already will do.
    package static func create(_ path: String) throws(FileFailure) {
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw FileFailure(path, "create", code: errno) }
    }

    /// Makes a folder that only its owner may enter, and those above it that are not there.
    package static func createWithParents(_ path: String) throws(FileFailure) {
        if exists(path) { return }
        let parent = parent(of: path)
        if parent != path { try createWithParents(parent) }
        try create(path)
    }

    /// Whether this is a folder, no link, of the user who runs this, in which nobody else may write.
    package static func isOwn(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR && status.st_uid == geteuid()
            && status.st_mode & (S_IWGRP | S_IWOTH) == 0
    }

    /// Refuses what is no folder, and a link that leads to one.
    package static func requireOwn(_ path: String) throws(FileFailure) {
        let descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw FileFailure(path, "use", code: errno, hint: "a folder of that name must stand there, no link")
        }
        close(descriptor)
    }

    /// The one path of a file that has several, by links; of a file that is not there, the path as it is.
    package static func resolved(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Whether anything has that name, be it a link that leads nowhere.
    package static func isTaken(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    package static func remove(_ path: String) throws(FileFailure) {
        guard unlink(path) == 0 else { throw FileFailure(path, "remove", code: errno) }
    }

    /// Removes a folder with the files in it, where there is one. A link, and a folder in which others may
    /// write, is left: what would be removed there need not be ours.
    static func removeWithFiles(_ path: String) throws(FileFailure) {
        guard isTaken(path) else { return }
        guard isOwn(path), isOwn(parent(of: path)),
            let names = try? FileManager.default.contentsOfDirectory(atPath: path)
        else {
            throw FileFailure(
                path, "remove", code: 0, hint: "it is no folder of yours alone; look into it and remove it")
        }
        for name in names { try remove("\(path)/\(name)") }
        guard rmdir(path) == 0 else { throw FileFailure(path, "remove", code: errno) }
    }

    /// Gives a file another name at once, in place of what has that name.
    package static func move(_ path: String, over target: String) throws(FileFailure) {
        try moveUnsynced(path, over: target)
        try synchronize(of: target)
    }

    /// The same for a file that is disposable: after a loss of power the one or the other may have the name, or
    /// a damaged one.
    package static func moveUnsynced(_ path: String, over target: String) throws(FileFailure) {
        guard rename(path, target) == 0 else { throw FileFailure(target, "replace", code: errno) }
    }

    /// Gives a file another name at once, and refuses where anything has that name.
    package static func move(_ path: String, toNew target: String) throws(FileFailure) {
        if link(path, target) == 0 {
            try remove(path)
        } else {
            // A stick's file system may have no links: then the name is taken first, and given up in one step.
            guard errno == EPERM || errno == EOPNOTSUPP else {
                throw FileFailure(target, "create", code: errno)
            }
            _ = try OpenFile(target, .create)
            guard rename(path, target) == 0 else { throw FileFailure(target, "create", code: errno) }
        }
        try synchronize(of: target)
    }

    /// Puts a whole file in place at once: written beside it, synced, renamed, and the folder synced.
    package static func replace(_ path: String, with bytes: [UInt8]) throws(FileFailure) {
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
        try move(fresh, over: path)
    }
}
