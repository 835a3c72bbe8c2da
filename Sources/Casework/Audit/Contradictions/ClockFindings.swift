internal import LedgerCrypto
internal import LedgerFormat

/// Times of recording that cannot be as stated, given the references and the order of the entries.
///
/// A clock that is off is off for many statements, so each ledger, and each pair of ledgers, has one finding.
enum ClockFindings {
    /// How far the clocks of two organisations may lie apart, in seconds: five minutes. Within one ledger
    /// there is one clock, and it may not run back at all.
    static let toleranceBetweenLedgers = 300
    /// How much earlier than UTC a day may begin where somebody writes down its date, in seconds: the
    /// earliest zone is 14 hours ahead.
    static let dayBeginsEarlier = 14 * 3_600

    static func found(in web: StatementWeb) -> [AuditFinding] {
        againstReferences(web) + backwards(web) + beforeItHappened(web)
    }

    private struct Pair: Hashable {
        let author: SHA256Digest
        let referred: SHA256Digest
    }

    private static func againstReferences(_ web: StatementWeb) -> [AuditFinding] {
        var found: [Pair: (statements: [Testimony], targets: [Testimony], most: Int)] = [:]
        for statement in web.evidence.statements {
            for reference in statement.refs where reference.ledger != statement.reference.ledger {
                guard let target = web.evidence.statement(reference.event) else { continue }
                let early = target.time.recorded.secondsSinceEpoch - statement.time.recorded.secondsSinceEpoch
                guard early > toleranceBetweenLedgers else { continue }
                let pair = Pair(author: statement.reference.ledger, referred: target.reference.ledger)
                found[pair, default: ([], [], 0)].statements.append(statement)
                found[pair, default: ([], [], 0)].targets.append(target)
                found[pair, default: ([], [], 0)].most = max(found[pair]?.most ?? 0, early)
            }
        }
        return found.map { pair, found in
            let count = Set(found.statements.map(\.reference)).count
            return AuditFinding(
                .clockContradictsReferences, restsOn: (found.statements + found.targets).map(\.reference),
                "\(count.of("statement")) of \(web.evidence.names[pair.author]) say that they were recorded before "
                    + "what they refer to in \(web.evidence.names[pair.referred]), by up to \(found.most.duration)"
            )
        }
    }

    private static func backwards(_ web: StatementWeb) -> [AuditFinding] {
        var found: [SHA256Digest: (statements: [StatementReference], most: Int, count: Int)] = [:]
        for (before, after) in zip(web.evidence.statements, web.evidence.statements.dropFirst())
        where before.reference.ledger == after.reference.ledger {
            let back = before.time.recorded.secondsSinceEpoch - after.time.recorded.secondsSinceEpoch
            guard back > 0 else { continue }
            let known = found[after.reference.ledger] ?? ([], 0, 0)
            found[after.reference.ledger] = (
                known.statements + [before.reference, after.reference], max(known.most, back), known.count + 1
            )
        }
        return found.map { ledger, found in
            AuditFinding(
                .clockRunsBackwards, restsOn: found.statements,
                "in \(web.evidence.names[ledger]) the time of recording runs backwards "
                    + "\(found.count == 1 ? "once" : "\(found.count) times"), by up to \(found.most.duration)")
        }
    }

    private static func beforeItHappened(_ web: StatementWeb) -> [AuditFinding] {
        let early = web.evidence.statements.filter { statement in
            guard !statement.marks.contains(.corrected), let occurred = statement.time.occurred else {
                return false
            }
            let allowance = occurred.precision == .instant ? 0 : dayBeginsEarlier
            return statement.time.recorded.secondsSinceEpoch + allowance < occurred.earliest.secondsSinceEpoch
        }
        return Dictionary(grouping: early) { $0.reference.ledger }.map { ledger, statements in
            let kinds = Set(statements.map(\.type.typeWords)).sorted().listed
            return AuditFinding(
                .recordedBeforeItHappened, restsOn: statements.map(\.reference),
                persons: Set(statements.compactMap(\.subject)).count,
                "\(statements.count.of("statement")) of \(web.evidence.names[ledger]) (\(kinds)) tell of what came "
                    + "only after the recording")
        }
    }
}

extension Int {
    /// `1 statement`, `3 statements`.
    func of(_ noun: String) -> String { "\(self) \(self == 1 ? noun : noun + "s")" }

    /// Seconds as the largest unit that fits: `2 days`, `5 hours`, `10 minutes`.
    var duration: String {
        if self >= 2 * 86_400 { return (self / 86_400).of("day") }
        if self >= 2 * 3_600 { return (self / 3_600).of("hour") }
        return self >= 120 ? (self / 60).of("minute") : of("second")
    }
}
