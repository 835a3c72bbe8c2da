public import LedgerFormat

/// A public claim, parsed: what somebody said with counts, dates or an order, in forms that ledgers can be
/// held against (`claim.published`).
///
/// A value exists only where every statement was read and every statement that another names is of a form
/// that can be named so. What could not be read is a ``ClaimRejection``, never a claim with less in it.
public struct PublishedClaim: Sendable {
    /// Who said it.
    public let speaker: PartyID
    /// When it was said, only as precisely as is known.
    public let uttered: Occurred
    /// When it was published, where that is stated apart.
    public let published: Occurred?
    /// In which country it was said.
    public let country: Country?
    /// Who counted.
    public let countedBy: PartyID?
    /// A code of ``CodeList/medium``.
    public let medium: String
    public let language: String
    /// The event that is counted where a statement names none, without `goodfaith.`.
    public let definition: String
    /// The time that counts of persons look at, where a statement names none.
    public let window: ClaimWindow?
    /// In the order in which they were said.
    public let statements: [ClaimStatement]
}

/// The id that a statement of a claim gives itself: `C15`, `R6a`.
public struct StatementID: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let description: String

    init(_ text: String) { description = text }

    public static func < (left: StatementID, right: StatementID) -> Bool {
        left.description < right.description
    }
}

/// Why a claim cannot be read: the place, and what would be right.
public struct ClaimRejection: Error, Hashable, Sendable {
    /// A sentence for people.
    public let sentence: String

    /// What to do about it, where that is more than to read what a claim has.
    public let hint: String?

    init(_ sentence: String, hint: String? = nil) {
        (self.sentence, self.hint) = (sentence, hint)
    }

    init(_ violation: VocabularyViolation) { self.init(violation.sentence) }
}
