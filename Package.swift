// swift-tools-version: 6.2
import PackageDescription

/// Every target is compiled by the same rules: Swift 6 with strict concurrency, imports that are
/// internal unless they show in a public declaration, and no warning left standing.
let rules: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// The layers, lowest first. A target may import what it lists and nothing else: the verifier
/// never sees the writer, and nothing below `Casework` knows of letters and children.
let package = Package(
    name: "goodfaith",
    products: [
        .executable(name: "goodfaith", targets: ["goodfaith"]),
        .library(
            name: "LedgerVerify", targets: ["LedgerCrypto", "LedgerFormat", "MerkleTree", "LedgerVerify"]),
        .library(name: "LedgerStore", targets: ["LedgerStore"]),
        .library(name: "Exchange", targets: ["TransparencyLog", "LedgerProof", "Exchange"]),
        .library(name: "Casework", targets: ["Casework"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
    ],
    targets: [
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .target(name: "LedgerCrypto", dependencies: ["COpenSSL"], swiftSettings: rules),
        .target(name: "LedgerFormat", dependencies: ["LedgerCrypto"], swiftSettings: rules),
        .target(name: "MerkleTree", dependencies: ["LedgerCrypto"], swiftSettings: rules),
        .target(
            name: "LedgerVerify", dependencies: ["LedgerFormat", "MerkleTree", "LedgerCrypto"],
            swiftSettings: rules),
        .target(
            name: "TransparencyLog", dependencies: ["MerkleTree", "LedgerFormat", "LedgerCrypto"],
            swiftSettings: rules),
        .target(
            name: "LedgerProof",
            dependencies: ["LedgerVerify", "TransparencyLog", "MerkleTree", "LedgerFormat", "LedgerCrypto"],
            swiftSettings: rules),
        .target(
            name: "LedgerStore",
            dependencies: ["LedgerVerify", "TransparencyLog", "MerkleTree", "LedgerFormat", "LedgerCrypto"],
            swiftSettings: rules),
        .target(
            name: "Exchange",
            dependencies: [
                "LedgerStore", "LedgerProof", "LedgerVerify", "TransparencyLog", "MerkleTree", "LedgerFormat",
                "LedgerCrypto",
            ],
            swiftSettings: rules),
        .target(
            name: "Casework", dependencies: ["LedgerFormat", "LedgerVerify", "MerkleTree", "LedgerCrypto"],
            swiftSettings: rules),
        .executableTarget(
            name: "goodfaith",
            dependencies: [
                "Casework", "Exchange", "LedgerStore", "LedgerProof", "LedgerVerify", "TransparencyLog",
                "MerkleTree", "LedgerFormat", "LedgerCrypto",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: rules),
        // What tests draw by chance, the same in every run.
        .target(name: "SeededRandom", path: "Tests/SeededRandom", swiftSettings: rules),
        .testTarget(name: "LedgerCryptoTests", dependencies: ["LedgerCrypto"], swiftSettings: rules),
        .testTarget(
            name: "LedgerFormatTests", dependencies: ["LedgerFormat", "LedgerCrypto", "SeededRandom"],
            swiftSettings: rules),
        .testTarget(
            name: "MerkleTreeTests", dependencies: ["MerkleTree", "LedgerCrypto"], swiftSettings: rules),
        .testTarget(
            name: "TransparencyLogTests",
            dependencies: ["TransparencyLog", "MerkleTree", "LedgerFormat", "LedgerCrypto"],
            swiftSettings: rules),
        .testTarget(
            name: "LedgerVerifyTests",
            dependencies: [
                "LedgerVerify", "Casework", "LedgerFormat", "MerkleTree", "LedgerCrypto", "SeededRandom",
            ],
            exclude: ["Keys"], swiftSettings: rules),
        .testTarget(
            name: "LedgerProofTests",
            dependencies: [
                "LedgerProof", "LedgerVerify", "TransparencyLog", "MerkleTree", "LedgerFormat", "LedgerCrypto",
            ],
            swiftSettings: rules),
        .testTarget(
            name: "LedgerStoreTests",
            dependencies: [
                "LedgerStore", "LedgerVerify", "TransparencyLog", "LedgerFormat", "MerkleTree", "LedgerCrypto",
            ],
            swiftSettings: rules),
        .testTarget(
            name: "ExchangeTests",
            dependencies: [
                "Exchange", "LedgerStore", "LedgerProof", "LedgerVerify", "TransparencyLog", "MerkleTree",
                "LedgerFormat", "LedgerCrypto",
            ],
            swiftSettings: rules),
        .testTarget(
            name: "CaseworkTests",
            dependencies: ["Casework", "LedgerVerify", "LedgerFormat", "LedgerCrypto", "SeededRandom"],
            swiftSettings: rules),
        .testTarget(
            name: "GoodfaithTests",
            dependencies: [
                "goodfaith", "Casework", "TransparencyLog", "MerkleTree", "LedgerFormat", "LedgerCrypto",
            ],
            swiftSettings: rules),
        // What the fuzzer in Tests/Endurance asks of every reader, asked of the corpus that it keeps.
        .testTarget(
            name: "EnduranceTests",
            dependencies: [
                "Casework", "LedgerProof", "LedgerVerify", "TransparencyLog", "MerkleTree", "LedgerFormat",
                "LedgerCrypto",
            ],
            path: "Tests/Endurance",
            exclude: [
                "Corpus", "LedgerFuzz", "Planted", "Package.swift", "driving", "crash.sh", "disk.sh", "fuzz.sh",
                "leaks.supp", "sanitize.sh",
                "together.sh",
            ],
            sources: ["Properties", "CorpusTests"], swiftSettings: rules),
    ]
)
