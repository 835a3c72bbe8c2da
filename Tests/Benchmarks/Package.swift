// swift-tools-version: 6.2
import PackageDescription

// Benchmarks in a package of their own, so that nobody builds them who only uses the project.
//
// HotPaths measures the inner loops with a benchmark framework: many short repetitions, spread, throughput,
// and a baseline to compare with. LedgerBenchmarks makes registers and takes the long measurements: what is
// asked there is the ratio of two times in one run, or the highest mark of memory of a process that did
// nothing else. The framework cannot say either.

/// The rules of the main package.
let rules: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let libraries: [Target.Dependency] = [
    .product(name: "Casework", package: "goodfaith"),
    .product(name: "Exchange", package: "goodfaith"),
    .product(name: "LedgerStore", package: "goodfaith"),
    .product(name: "LedgerVerify", package: "goodfaith"),
]

let package = Package(
    name: "benchmarks",
    dependencies: [
        .package(name: "goodfaith", path: "../.."),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    ],
    targets: [
        .target(name: "Registers", dependencies: libraries, swiftSettings: rules),
        .executableTarget(
            name: "LedgerBenchmarks",
            dependencies: libraries + [
                "Registers", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: rules),
        .executableTarget(
            name: "HotPaths",
            dependencies: libraries + ["Registers", .product(name: "Benchmark", package: "benchmark")],
            path: "Benchmarks/HotPaths", swiftSettings: rules,
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    ]
)
