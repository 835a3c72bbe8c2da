/// What must hold where a case moves on, and the irregularity where it does not.
///
/// A guard looks at the moment of the statement that makes the transition. Only what is certain fails it: a
/// step that it needs counts unless it certainly came later or was certainly undone before, and a step that
/// it forbids counts only if it certainly came before.
public struct CaseGuard: Sendable {
    public enum Condition: Sendable {
        /// Each of these stands.
        case each([CaseStep])
        /// One of these stands.
        case one([CaseStep])
        /// Where the first stands, one of the others does too.
        case given(CaseStep, one: [CaseStep])
        /// The first stands, and not only from a time certainly before each of the others.
        case since(CaseStep, [CaseStep])
        /// The journey has the clearance of the State that it leaves and of the one to which it goes.
        case clearances
        /// A parent, a guardian or a customary caregiver consents; where the person may be of age, nobody
        /// needs to.
        case consentOfCaregiver
        /// Where the person is certainly of age, the person consents.
        case consentOfAdult
        /// No refusal and no withdrawal of a consent is left unanswered.
        case noWithdrawal
        /// No dispute is open on a ground that blocks (``DisputeEffect/blocks``).
        case noBlockingDispute
        /// The handover that it acknowledges, or every one of the same way, did not come later.
        case notBeforeRelease
        /// No other reunification certainly came before, unless the first ended between the two.
        case notAgain
        /// Both sides' verifications, known first hand, are not one party's alone where the sides differ.
        case byDifferentParties
        /// No other party certainly has the child in its custody too, by its own last word.
        case inOneCustody
        /// Its own case was not closed before, or was opened again.
        case notClosed
        /// No death was recorded before.
        case notDead
        /// It did not begin after it was recorded. A day and a month may begin 14 hours earlier somewhere.
        case notAhead
    }

    public let condition: Condition
    /// The irregularity where the condition does not hold.
    public let code: IrregularityCode

    init(_ code: IrregularityCode, _ condition: Condition) {
        self.code = code
        self.condition = condition
    }
}
