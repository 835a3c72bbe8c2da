internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerVerify
internal import MerkleTree

/// What was asked for and kept back, what became of claims and disputes, which files went where, and what
/// custodians say of sealed objects.
extension StateText {
    mutating func addRequests() {
        page.title("Requests for information", count: state.requests.count)
        for matter in state.requests {
            let request = matter.principal.content
            line(
                matter,
                "\(request.requester) asks \(request.addressees.list) for \(request.categories.words); for "
                    + request.purpose.words + (request.deadline.map { ", by \($0)" } ?? ""))
        }
        page.title("Information withheld", count: state.withholdings.count)
        for stated in state.withholdings {
            let content = stated.content
            line(
                stated,
                "by \(content.holder) from \(content.toward.list), \(content.ground.words); "
                    + (content.isSentToAgency ? "sent" : "not sent") + " to the Central Tracing Agency; on "
                    + targets(stated, "concerns"))
        }
    }

    mutating func addClaimChanges() {
        let changes = state.claimChanges
        page.title("Changes and evaluations of claims", count: changes.count)
        for stated in changes.amendments {
            let ground = stated.content.ground.map { ", \($0.words)" } ?? ""
            line(
                stated,
                "\(stated.content.speaker) changed \(stated.content.changed.joined(separator: ", ")) of "
                    + targets(stated, "concerns") + ground)
        }
        for stated in changes.withdrawals {
            let ground = stated.content.ground.map { ", \($0.words)" } ?? ""
            line(stated, "\(stated.content.speaker) withdrew \(targets(stated, "ends"))\(ground)")
        }
        for stated in changes.evaluations {
            let content = stated.content
            line(
                stated,
                "\(targets(stated, "concerns")) evaluated as of \(content.asOf.words), against "
                    + "\(StateText.list(content.heads, names))")
            for level in CodeList.evaluationLevel.codes.map(\.code) {
                let results = content.results.filter { $0.level == level }
                if results.isEmpty { continue }
                let words = results.map { "\($0.statement) \($0.verdict.words)" }.joined(separator: ", ")
                page.add("\(level): \(words)", indent: 6)
            }
        }
    }

    mutating func addDisputeEnds() {
        page.title("Answers to disputes", count: state.disputeAnswers.count)
        for stated in state.disputeAnswers {
            line(stated, "\(stated.content.position.words): \(targets(stated, "concerns"))")
        }
        page.title("Settled disputes", count: state.disputeSettlements.count)
        for stated in state.disputeSettlements {
            let by = stated.content.settledBy.map { ", by \($0.words)" } ?? ""
            line(stated, "\(stated.content.outcome.words)\(by): \(targets(stated, "concerns"))")
        }
    }

    mutating func addExchange() {
        let exchange = state.exchange
        page.title("Exchanged files and noted heads", count: exchange.count)
        for stated in exchange.exports {
            let withheld = stated.content.withheldCount
            line(
                stated,
                "given to \(stated.content.recipient): \(StateText.list(stated.content.heads, names))"
                    + (withheld == 0 ? "" : ", withholding \(withheld)"))
        }
        for stated in exchange.imports {
            line(
                stated,
                "received from \(stated.content.giver): \(StateText.list(stated.content.heads, names)), "
                    + stated.content.result.words)
        }
        for stated in exchange.headNotes {
            line(
                stated,
                "head of \(stated.content.counterpart): \(StateText.list([stated.content.head], names)), by "
                    + stated.content.means.words)
        }
    }

    /// `us-office at 12, ledger 1a1a1a1a at 7`.
    private static func list(_ heads: [StatedHead], _ names: LedgerNames) -> String {
        heads.map { "\(names[$0.ledger]) at \($0.head.size)" }.joined(separator: ", ")
    }

    mutating func addProtection() {
        let protection = state.protection
        page.title("Data protection", count: protection.count)
        for stated in protection.retentions {
            line(
                stated,
                "kept, \(stated.content.ground.words), review on \(stated.content.review): "
                    + targets(stated, "concerns"))
        }
        for stated in protection.erasureRequests {
            let about = [stated.content.subject?.description, targets(stated, "concerns")]
            line(
                stated,
                "erasure asked for as \(stated.content.capacity.words): "
                    + about.compactMap { $0?.isEmpty == false ? $0 : nil }.joined(separator: ", "))
        }
        for stated in protection.holds {
            let until = stated.content.until.map { " until \($0)" } ?? ""
            line(
                stated,
                "not to be erased\(until), \(stated.content.ground.words): \(targets(stated, "concerns"))")
        }
        for stated in protection.holdLiftings { line(stated, "hold lifted: \(targets(stated, "ends"))") }
        for stated in protection.erasures {
            let secrets = stated.content.areSecretsDestroyed ? "secrets destroyed" : "secrets not destroyed"
            line(
                stated,
                "erased (\(stated.content.method.words)), \(secrets), copies remaining: "
                    + "\(stated.content.copiesRemaining.words): \(targets(stated, "concerns"))")
        }
        for stated in protection.accesses {
            line(
                stated,
                "opened as \(stated.content.role.words) for \(stated.content.purpose.words): "
                    + targets(stated, "concerns"))
        }
        for stated in protection.breaches {
            line(
                stated,
                "breach, \(stated.content.kind.words), told \(stated.content.notified.words): "
                    + targets(stated, "concerns"))
        }
    }
}
