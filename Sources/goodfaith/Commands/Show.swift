internal import ArgumentParser
internal import Casework
internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerVerify

struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show one entry: what it says, what it refers to and what refers to it, and who signed it.",
        discussion: """
            REF is an index, or 6 or more digits of the event hash. References to and from other ledgers are found in those \
            given with --with.

            Example: goodfaith show us-office.jsonl 4 --with ru-office.jsonl
            """)

    @Argument(help: "Ledger file.", completion: .file())
    var ledger: String

    @Argument(help: ArgumentHelp("The entry.", valueName: "ref"))
    var reference: String

    @Option(
        name: .customLong("with"), parsing: .upToNextOption,
        help: ArgumentHelp("Other ledgers to look in.", valueName: "ledger"),
        completion: .file())
    var others: [String] = []

    @OptionGroup var reading: ReadingOptions

    func run() throws {
        var index = LedgerIndex(ledger)
        _ = try reading.read(ledger) { index.take($0) }
        let place = try index.entry(reference)
        var shown = ShownEntry(place: place)
        let report = try reading.read(ledger) { shown.look($0, in: ledger) }
        for path in others { _ = try reading.read(path) { shown.look($0, in: path) } }
        if reading.json {
            try Terminal.print(json: shown.json(report))
        } else {
            Terminal.print(shown.text(report, ledger))
        }
        try ReadingOptions.conclude([(ledger, report)])
    }
}

/// One entry and its neighbourhood of references.
private struct ShownEntry {
    let place: LedgerIndex.Place
    private var entry: VerifiedEntry?
    /// What was seen in the ledgers at hand, by event hash.
    private var seen: [SHA256Digest: Seen] = [:]
    private var referrers: [(seen: Seen, rel: String)] = []

    struct Seen {
        let path: String
        let index: Int
        let type: String
        let hash: SHA256Digest

        var text: String { "\(Terminal.printable(path))#\(index)  \(type)" }

        var json: JSON {
            [
                "event": .string(hash.prefixed), "file": .string(Terminal.printable(path)),
                "index": .integer(index),
                "type": .string(type),
            ]
        }
    }

    init(place: LedgerIndex.Place) { self.place = place }

    mutating func look(_ found: VerifiedEntry, in path: String) {
        let seen = Seen(path: path, index: found.index, type: found.event?.name ?? "withheld", hash: found.hash)
        if found.hash == place.hash && entry == nil { entry = found }
        // Kept for every entry: which of them the shown one refers to is known only once it was met.
        self.seen[found.hash] = seen
        for reference in found.event?.data["refs"]?.elements.map(\.self) ?? []
        where reference["event"]?.digest == place.hash {
            referrers.append((seen, reference["rel"]?.string ?? ""))
        }
    }

    private var references: [(rel: String, hash: SHA256Digest, seen: Seen?)] {
        (entry?.event?.data["refs"]?.elements.map(\.self) ?? []).compactMap { reference in
            reference["event"]?.digest.map { (reference["rel"]?.string ?? "", $0, seen[$0]) }
        }
    }

    func json(_ report: VerificationReport) -> JSON {
        var members: [String: JSON] = [
            "hash": .string(place.hash.prefixed), "index": .integer(place.index),
            "disowned": .boolean(report.disowned.contains(place.index)),
            "referred_to_by": .array(
                referrers.map { ["entry": $0.seen.json, "rel": .string($0.rel)] }),
            "refers_to": .array(
                references.map { reference in
                    var members: [String: JSON] = [
                        "event": .string(reference.hash.prefixed), "rel": .string(reference.rel),
                    ]
                    if let seen = reference.seen { members["entry"] = seen.json }
                    return .object(members)
                }),
            "signed_by_itself": .boolean(entry?.event?.signing != nil), "verified": .boolean(entry != nil),
            "vouched_for_by": .array((entry?.voucher ?? []).map { .string($0.description) }),
        ]
        if let event = entry?.event { members["event"] = JSON(event.value) } else { members["withheld"] = true }
        return .object(members)
    }

    func text(_ report: VerificationReport, _ path: String) -> String {
        var lines = ["Entry \(place.index) of \(Terminal.printable(path))", ""]
        func add(_ label: String, _ value: String) {
            lines.append("  " + label + String(repeating: " ", count: max(1, 13 - label.count)) + value)
        }
        guard let event = entry?.event else {
            add("hash", place.hash.prefixed)
            lines.append("  This copy does not show the entry: it is withheld.")
            return (lines + referrerLines).joined(separator: "\n") + "\n"
        }
        add("type", event.name)
        if let type = Vocabulary.current.type(named: event.name) { add("", type.summary) }
        add("party", event.source.description)
        if let subject = event.subject { add("subject", subject.description) }
        add("recorded", event.time.description)
        add("id", event.id.description)
        add("hash", place.hash.prefixed)
        lines += ["", "  Says"]
        for member in event.data.members where member.name != "refs" {
            lines.append(
                "    \(member.name): \(member.value.string ?? String(decoding: member.value.bytes, as: UTF8.self))"
            )
        }
        if !references.isEmpty { lines += ["", "  Refers to"] }
        for reference in references {
            lines.append(
                "    \(reference.rel): \(reference.seen?.text ?? "\(reference.hash.prefixed), not at hand")")
        }
        lines += referrerLines + ["", "  Verifies", "    \(voucher(event))"]
        if report.disowned.contains(place.index) {
            lines.append(
                "    disowned: the key was compromised when this was signed (\(VerificationText.summary(report, path: path)))"
            )
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var referrerLines: [String] {
        referrers.isEmpty ? [] : ["", "  Referred to by"] + referrers.map { "    \($0.seen.text) (\($0.rel))" }
    }

    private func voucher(_ event: Event) -> String {
        let keys = (entry?.voucher ?? []).map(\.description).joined(separator: ", ")
        return event.signing == nil
            ? "yes: member of a batch, vouched for by the signed entry that closes it, key \(keys)"
            : "yes: signed by \(keys)"
    }
}
