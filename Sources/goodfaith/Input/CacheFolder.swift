internal import Foundation

/// Where what can be made again at any time is kept (XDG Base Directory).
enum CacheFolder {
    /// `$XDG_CACHE_HOME/goodfaith`, else `~/.cache/goodfaith`; it is there when this returns.
    static func path() throws(Refusal) -> String {
        let folder = try path(cacheHome: Environment.value("XDG_CACHE_HOME"), home: Environment.value("HOME"))
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Refusal(
                "cannot make the folder \(Terminal.printable(folder)) for the index of the ledger",
                hint: "set XDG_CACHE_HOME to a folder that you may write to", exitCode: Refusal.unable)
        }
        return folder
    }

    /// A relative `XDG_CACHE_HOME` is no answer, as its specification has it.
    static func path(cacheHome: String?, home: String?) throws(Refusal) -> String {
        if let cacheHome, cacheHome.hasPrefix("/") { return "\(cacheHome)/goodfaith" }
        if let home, home.hasPrefix("/") { return "\(home)/.cache/goodfaith" }
        throw Refusal(
            "there is no place for the index of the ledger: neither XDG_CACHE_HOME nor HOME is set",
            hint: "set XDG_CACHE_HOME to a folder of your own", exitCode: Refusal.unable)
    }
}
