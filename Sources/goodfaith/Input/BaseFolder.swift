internal import Foundation

/// One of the base folders of this user (XDG Base Directory), and in it what this program keeps.
///
/// A relative path in the environment is no answer, as the specification has it.
enum BaseFolder: String {
    /// What can be made again at any time.
    case cache = "XDG_CACHE_HOME"
    /// What is this user's on this machine and outlives a run.
    case state = "XDG_STATE_HOME"

    private var underHome: String {
        switch self {
        case .cache: ".cache"
        case .state: ".local/state"
        }
    }

    /// The folder `goodfaith` in it; nil where the environment names none.
    func path(_ environment: (String) -> String? = Environment.value) -> String? {
        if let folder = environment(rawValue), folder.hasPrefix("/") { return "\(folder)/goodfaith" }
        guard let home = environment("HOME"), home.hasPrefix("/") else { return nil }
        return "\(home)/\(underHome)/goodfaith"
    }

    /// A folder in it, which is there when this returns and which others may not enter.
    ///
    /// - Parameter content: what is kept there, for people: "the index of the ledger".
    func made(_ subfolder: String? = nil, for content: String) throws(Refusal) -> String {
        guard let path = path() else {
            throw Refusal(
                "there is no place for \(content): neither \(rawValue) nor HOME is set",
                hint: "set \(rawValue) to a folder of your own", exitCode: Refusal.unable)
        }
        let folder = subfolder.map { "\(path)/\($0)" } ?? path
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Refusal(
                "cannot make the folder \(Terminal.printable(folder)) for \(content)",
                hint: "set \(rawValue) to a folder that you may write to", exitCode: Refusal.unable)
        }
        return folder
    }
}
