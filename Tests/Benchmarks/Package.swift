// swift-tools-version: 6.2
import PackageDescription

// Benchmarks in a package of their own, so that nobody builds them who only uses the project.
//
// A plain executable, and not a benchmark framework: one run takes seconds over a register of a million
// events, what is asked for is the ratio of two times in the same run, and memory is the highest mark of a
// process that did nothing else.

/// The rules of the main package.
let rules: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "benchmarks",
    dependencies: [
        .package(name: "goodfaith", path: "../.."),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    ],
    targets: [
        .executableTarget(
            name: "LedgerBenchmarks",
            dependencies: [
                .product(name: "Casework", package: "goodfaith"),
                .product(name: "Exchange", package: "goodfaith"),
                .product(name: "LedgerStore", package: "goodfaith"),
                .product(name: "LedgerVerify", package: "goodfaith"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "LedgerBenchmarks", swiftSettings: rules)
    ]
)
