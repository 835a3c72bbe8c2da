import Foundation
import LedgerCrypto

/// A folder of its own in which the `openssl` command runs, as an auditor would use it.
final class OpenSSLCommand {
    struct Outcome {
        let status: Int32
        let output: [UInt8]

        var text: String { String(decoding: output, as: UTF8.self) }
        var succeeded: Bool { status == 0 }
    }

    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "crypto-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func write(_ bytes: some Sequence<UInt8>, to name: String) throws {
        try Data(bytes).write(to: folder.appending(path: name))
    }

    func write(_ text: String, to name: String) throws {
        try write(text.utf8, to: name)
    }

    func read(_ name: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: folder.appending(path: name)))
    }

    /// The URI by which OpenSSL's stores name a file.
    func uri(_ name: String) -> String { "file:" + folder.appending(path: name).path }

    func readText(_ name: String) throws -> String {
        try String(decoding: read(name), as: UTF8.self)
    }

    /// Runs `openssl` with these arguments, which are separated by spaces.
    @discardableResult
    func run(_ arguments: String) throws -> Outcome {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments.split(separator: " ").map(String.init)
        process.currentDirectoryURL = folder
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let bytes = [UInt8](output.fileHandleForReading.readDataToEndOfFile())
        process.waitUntilExit()
        return Outcome(status: process.terminationStatus, output: bytes)
    }
}

extension SignatureAlgorithm {
    /// What `openssl genpkey` is told to make such a key.
    var genpkeyArguments: String {
        switch self {
        case .ed25519: "-algorithm ed25519"
        case .ecdsaP256: "-algorithm EC -pkeyopt ec_paramgen_curve:P-256"
        case .ecdsaP384: "-algorithm EC -pkeyopt ec_paramgen_curve:P-384"
        case .mlDSA65: "-algorithm ML-DSA-65"
        }
    }

    /// What `openssl pkeyutl` is told besides, to sign or verify a message.
    var pkeyutlArguments: String {
        switch self {
        case .ed25519, .mlDSA65: "-rawin"
        case .ecdsaP256: "-rawin -digest sha256"
        case .ecdsaP384: "-rawin -digest sha384"
        }
    }

    /// The algorithms that can be tried here.
    static let tried = allCases.filter(\.isAvailable)

    /// Those that the `openssl` command knows too, which may be of another version than the linked library.
    static let knownToCommand = tried.filter { algorithm in
        guard algorithm == .mlDSA65 else { return true }
        let words = (try? OpenSSLCommand().run("version").text.split(separator: " ")) ?? []
        let numbers = words.dropFirst().first?.split(separator: ".").compactMap { Int($0) } ?? []
        return numbers.count == 3 && (numbers[0], numbers[1]) >= (3, 5)
    }
}
