internal import LedgerCrypto
internal import LedgerFormat

/// When something is said to have happened, and where that is said.
struct Placement: Sendable {
    let time: StatedTime
    let reference: StatementReference

    /// Whether it certainly came after the other: by when the two happened, and where that leaves it open by
    /// their order in one ledger.
    func isLater(than other: Placement) -> Bool {
        if time.earliest > other.time.latest { return true }
        if time.latest < other.time.earliest { return false }
        return reference.ledger == other.reference.ledger && reference.index > other.reference.index
    }
}

/// A step of one of a group's cases, with what is said about the statement.
///
/// It never changes; that it is a class makes handing it on cheap, where each is filtered, sorted and asked for
/// many times.
final class PlacedStep: Sendable {
    let recorded: RecordedStep
    /// Which of the group's cases.
    let member: Int
    let reference: StatementReference
    let marks: Marks
    /// From whom the child was taken over, where the statement says so.
    let giver: PartyID?

    init(recorded: RecordedStep, member: Int, reference: StatementReference, marks: Marks, giver: PartyID?) {
        (self.recorded, self.member, self.reference, self.marks) = (recorded, member, reference, marks)
        self.giver = giver
    }

    var step: CaseStep { recorded.step }
    var placement: Placement { Placement(time: recorded.time, reference: reference) }

    func isLater(than other: PlacedStep) -> Bool { placement.isLater(than: other.placement) }

    /// The order in which steps of one kind answer for a need: undoubted, then first hand, then by place.
    static func isSounder(_ left: PlacedStep, _ right: PlacedStep) -> Bool {
        let weak: Marks = [.disputed, .disowned]
        let (leftIsWeak, rightIsWeak) = (
            !left.marks.isDisjoint(with: weak), !right.marks.isDisjoint(with: weak)
        )
        if leftIsWeak != rightIsWeak { return rightIsWeak }
        if left.recorded.knowledge != right.recorded.knowledge {
            return left.recorded.knowledge < right.recorded.knowledge
        }
        return left.reference < right.reference
    }
}
