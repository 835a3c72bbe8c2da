internal import Casework
internal import LedgerCrypto
internal import LedgerFormat

/// Statements that are about to be signed, held against the guards of a case's states.
struct GuardedStatements {
    /// How many of the steps that could not be checked are named one by one.
    private static let shownMax = 20

    private let names: [EventID: String]
    private let findings: [RecordGuard.Finding]
    private let needless: [RecordGuard.Needless]

    init(_ events: [Event], _ resolver: ReferenceResolver) throws(Refusal) {
        names = Dictionary(events.map { ($0.id, $0.name) }) { first, _ in first }
        let beside = resolver.replaysBeside
        guard let own = try resolver.own.replay(around: events, beside: beside) else {
            (findings, needless) = ([], [])
            return
        }
        var record = RecordGuard(own: own, beside: beside)
        for event in events { record.take(event) }
        (findings, needless) = record.check()
    }

    /// Refuses what is impossible, says on standard error what could not be checked.
    ///
    /// - Parameter place: the file and the line where a statement stands; nil on the command line.
    func check(place: (EventID) -> (path: String, line: Int)?) throws(Refusal) {
        if let first = needless.first {
            throw located(
                Refusal(
                    "despite \(Terminal.printable(first.code)) does not apply to this \(names[first.event] ?? "statement")",
                    hint: "leave it out: the statement is not irregular in this way"),
                first.event, place)
        }
        let open = findings.filter { !$0.irregularity.isAcknowledged }
        if let refused = open.first(where: { $0.mayStandIn.isEmpty }) {
            throw located(refusal(of: refused, among: open), refused.event, place)
        }
        for finding in open.prefix(GuardedStatements.shownMax) {
            let steps = finding.irregularity.missing.map(\.phrase).joined(separator: ", ")
            let ledgers = finding.mayStandIn.map(\.prefixed).joined(separator: ", ")
            Terminal.say(
                "goodfaith: not checked: \(finding.subject): \(steps). It may stand in a ledger that is not at hand, or "
                    + "withheld (\(ledgers)); lay it beside with --with FILE")
        }
        if open.count > GuardedStatements.shownMax {
            Terminal.say("goodfaith: not checked: \(open.count - GuardedStatements.shownMax) more like these")
        }
    }

    private func refusal(of finding: RecordGuard.Finding, among open: [RecordGuard.Finding]) -> Refusal {
        let together = open.filter { $0.event == finding.event && $0.mayStandIn.isEmpty }
        let sentences = together.map { "\($0.irregularity.sentence)\(against($0.irregularity))" }
        let codes = together.map(\.irregularity.code).filter(\.canBeStated)
        let isMissing = together.contains { !$0.irregularity.missing.isEmpty }
        let first =
            isMissing
            ? "record the missing step first, or lay the ledger that has it beside: --with FILE"
            : "look at that statement first: goodfaith show"
        return Refusal(
            "\(names[finding.event] ?? "the statement"): \(finding.subject) would be "
                + sentences.joined(separator: "; and "),
            hint: codes.count < together.count
                ? first
                : first + "; if it is true nonetheless, "
                    + codes.map { "--despite \($0.rawValue)" }.joined(separator: " ")
                    + " says so in the statement")
    }

    /// ` (against ua-office#4)`.
    private func against(_ irregularity: Irregularity) -> String {
        if irregularity.against.isEmpty { return "" }
        return " (against \(irregularity.against.map { "\($0.party)#\($0.index)" }.joined(separator: ", ")))"
    }

    private func located(
        _ refusal: Refusal, _ event: EventID, _ place: (EventID) -> (path: String, line: Int)?
    ) -> Refusal {
        guard let (path, line) = place(event) else { return refusal }
        return refusal.inFile(path, line: line)
    }
}
