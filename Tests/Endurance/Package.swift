// swift-tools-version: 6.2
import PackageDescription

// The fuzzer in a package of its own: it links only with libFuzzer (`sh fuzz.sh` builds it so), and nobody needs
// it who only uses the project.

let package = Package(
    name: "endurance",
    dependencies: [.package(name: "goodfaith", path: "../..")],
    targets: [
        .executableTarget(
            name: "LedgerFuzz",
            dependencies: [
                .product(name: "Casework", package: "goodfaith"),
                .product(name: "Exchange", package: "goodfaith"),
                .product(name: "LedgerVerify", package: "goodfaith"),
            ],
            path: ".",
            exclude: [
                "Corpus", "CorpusTests", "Planted", "contended_mutex.c", "crash.sh", "disk.sh", "driving",
                "fuzz.sh", "leaks.supp", "sanitize.sh", "together.sh",
            ],
            sources: ["Properties", "LedgerFuzz"],
            swiftSettings: [
                .swiftLanguageMode(.v6),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
                .treatAllWarnings(as: .error),
            ])
    ]
)
