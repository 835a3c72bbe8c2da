import Foundation

/// The files of `Tests/Endurance/Corpus`: for each reader a folder with bytes that it accepts, bytes that it
/// refuses, and whatever once broke it.
enum Corpus {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Corpus")

    /// The names of its folders, ascending.
    static func folders() throws -> [String] {
        try FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: [.isDirectoryKey], options: .skipsHiddenFiles
        ).filter { try $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true }
            .map(\.lastPathComponent).sorted()
    }

    /// The files of one reader, by name.
    static func files(of reader: HostileReader) throws -> [URL] {
        try FileManager.default.contentsOfDirectory(
            at: folder.appendingPathComponent(reader.rawValue), includingPropertiesForKeys: nil
        ).sorted { $0.path < $1.path }
    }

    /// One file that properties rest on: what the reader must accept, and nothing like it.
    static func honest(_ name: String) throws(Flaw) -> [UInt8] {
        do {
            return Array(try Data(contentsOf: folder.appendingPathComponent(name)))
        } catch { throw Flaw(description: "the corpus lacks \(name)") }
    }
}
