import LedgerCrypto
import LedgerFormat
import LedgerVerify

/// Entries removed, added, moved, withheld, and taken from other ledgers.
enum OrderSamples {
    static func add(to list: inout SampleList) throws {
        try addRemoved(&list)
        try addForeign(&list)
        try addWithheld(&list)
        try addEnds(&list)
        try addQuestions(&list)
    }

    private static func addRemoved(_ list: inout SampleList) throws {
        let against = "--self-declared --against \(list.head)"
        try list.tamper("removed-first", "index-mismatch", 0, "entry 0 removed") { $0.lines.removeFirst() }
        try list.tamper("removed-middle", "index-mismatch", 5, "entry 5 removed") { $0.lines.remove(at: 5) }
        try list.tamper("removed-batch-member", "index-mismatch", 7, "a member of the batch removed") {
            $0.lines.remove(at: 7)
        }
        try list.tamper(
            "removed-last", "-", nil, "entry 15 removed: a shorter ledger that is sound in itself",
            verdict: .intact
        ) { $0.lines.removeLast() }
        list.again(
            "removed-last", "entries-missing", 15, "entry 15 removed, asked with the head from elsewhere",
            verdict: .truncated,
            arguments: against)
        try list.tamper("duplicated", "id-repeated", 6, "entry 5 stands twice") {
            $0.lines.insert($0.lines[5], at: 6)
        }
        try list.tamper("swapped", "index-mismatch", 2, "entries 2 and 3 swapped") { $0.lines.swapAt(2, 3) }
        try list.tamper(
            "inserted", "index-mismatch", 6, "an unsigned statement, rightly linked, inserted before entry 5"
        ) { ledger in
            var forger = try GoodLedger(5).builder
            try forger.state("contact.held", GoodLedger.contact) {
                $0.set("id", .string(try LedgerBuilder(seed: "x").uuid("id")))
            }
            ledger.lines.insert(forger.ledger.lines[5], at: 5)
        }
        try list.tamper(
            "forked", "head-mismatch", nil, "the author signed another entry 15: two histories",
            verdict: .forked,
            arguments: against
        ) { $0 = try GoodLedger.ledger(edits: [15: { $0.setData("occurred", "2025-08-16") }]) }
    }

    private static func addForeign(_ list: inout SampleList) throws {
        let other = try GoodLedger(in: LedgerBuilder(origin: "us-office.example/ru-channel", seed: "other"))
            .builder.ledger
        try list.tamper(
            "from-other-ledger", "previous-mismatch", 5,
            "entry 5 taken from another ledger of the same party, signed by the same key"
        ) { $0.lines[5] = other.lines[5] }
        let foreign = try GoodLedger(
            in: LedgerBuilder(party: "ru-office", origin: "ru-office.example/a", seed: "f")
        ).builder.ledger
        try list.tamper("from-other-party", "source-mismatch", 5, "entry 5 taken from another party's ledger") {
            $0.lines[5] = foreign.lines[5]
        }
        try list.tamper("joined", "second-opening", 16, "another ledger of the same party appended") {
            $0.lines += other.lines
        }
        let fingerprint = try list.good.hash(0).prefixed
        list.add(
            "other-ledger", other, "fingerprint-mismatch", nil,
            "a sound ledger, but another than the one that is asked for",
            verdict: .untrusted, arguments: "--fingerprint \(fingerprint)")
    }

    private static func addWithheld(_ list: inout SampleList) throws {
        let allowing = SampleList.allowing
        try list.tamper("withheld-first", "opening-withheld", 0, "entry 0 withheld", arguments: allowing) {
            try $0.withhold(0)
        }
        try list.tamper(
            "withheld-not-allowed", "withheld-not-allowed", nil, "entry 5 withheld, and that was not allowed",
            verdict: .withheld
        ) { try $0.withhold(5) }
        try list.tamper(
            "withheld-key-event", "key-event-withheld", 5, "the key event at index 4 withheld",
            arguments: allowing
        ) { try $0.withhold(4) }
        try list.tamper(
            "withheld-other-hash", "previous-mismatch", 6, "entry 5 withheld under the hash of another entry",
            arguments: allowing
        ) { $0.lines[5] = Entry.withheldLine(try $0.hash(12)) }
        try list.tamper(
            "withheld-tail", "withheld-tail", 15, "entry 15 withheld, and nothing signed follows",
            verdict: .incomplete,
            arguments: allowing
        ) { try $0.withhold(15) }
        try list.tamper(
            "withheld-no-hash", "withheld-invalid", 5, "entry 5 withheld with a hash of 63 digits",
            arguments: allowing
        ) { ledger in
            try ledger.withhold(5)
            ledger.lines[5].remove(at: 20)
        }
        try list.tamper(
            "forged-before-withheld", "root-mismatch", 14,
            "entry 11 replaced by an unsigned forgery, and entry 12 withheld so that no link shows it",
            arguments: allowing
        ) { ledger in
            var forger = try GoodLedger(11).builder
            try forger.state("contact.held", GoodLedger.contact)
            ledger.lines[11] = forger.ledger.lines[11]
            try ledger.withhold(12)
        }
    }

    private static func addEnds(_ list: inout SampleList) throws {
        try list.tamper(
            "batch-open", "batch-open", 13, "the file ends inside the last batch", verdict: .incomplete
        ) { $0.lines.removeLast(2) }
        var closed = try GoodLedger().builder
        let recovery = Recovery(reveals: try TestKey.reserve3.enrolled)
        try closed.change(.closed(successor: nil, recovery: recovery), by: [.dailyA, .dailyC, .reserve3])
        try closed.state("contact.held", GoodLedger.contact, by: [.dailyA])
        list.add(
            "after-closed", closed.ledger, "after-closed", 17,
            "a signed entry follows the one that closed the ledger")
    }

    /// What is wrong here is not the file.
    private static func addQuestions(_ list: inout SampleList) throws {
        try list.tamper(
            "good", "-", nil, "nothing: the ledger that all others are made from", verdict: .intact
        ) { _ in }
        list.again(
            "good", "-", nil, "nothing, asked with its head from elsewhere", verdict: .intact,
            arguments: "--self-declared --against \(list.head)")
        list.again(
            "good", "not-anchored", nil, "nothing, asked without an anchor", verdict: .notAnchored,
            arguments: "")
        list.again(
            "good", "level-chain", nil, "nothing, but level chain alone is not a success",
            verdict: .incomplete,
            arguments: "--self-declared --level chain")
        list.again(
            "last-entry", "signature-invalid", 15, "level heads finds what the last signature shows",
            verdict: .altered,
            arguments: "--self-declared --level heads")
    }
}
