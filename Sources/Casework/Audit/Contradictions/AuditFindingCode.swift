/// The stable name of one kind of finding of an audit, with what it means and what to do next.
public struct AuditFindingCode: Hashable, Sendable, CustomStringConvertible {
    /// What kind of thing was found.
    public enum Kind: String, CaseIterable, Sendable {
        /// Statements of which not all can be true.
        case contradiction
        /// Two accounts that both stand: attributed to those who give them, and never settled by a ledger.
        case attributedDifference = "attributed_difference"
        /// Casework that runs against the guards of a case.
        case irregularity
        /// Times that cannot be as stated.
        case clock
        /// Parties that are not who they seem.
        case identity
        /// One child or one reference twice.
        case duplicate
        /// Statements that cannot be relied on as they stand.
        case reliance
    }

    /// In lower case, with hyphens.
    public let description: String
    public let kind: Kind
    /// A sentence for people who are no engineers.
    public let meaning: String
    /// What to do next.
    public let advice: String

    init(_ name: String, _ kind: Kind, _ meaning: String, then advice: String) {
        description = name
        self.kind = kind
        self.meaning = meaning
        self.advice = advice
    }

    public static func == (left: AuditFindingCode, right: AuditFindingCode) -> Bool {
        left.description == right.description
    }
    public func hash(into hasher: inout Hasher) { hasher.combine(description) }
}

// MARK: Contradictions

extension AuditFindingCode {
    static let directionContradictory = AuditFindingCode(
        "direction-contradictory", .contradiction,
        "Statements about one child's journey name countries that no one journey has.",
        then: "Ask both sides for the handover papers; whoever is wrong corrects its statement.")
    static let timeContradictory = AuditFindingCode(
        "time-contradictory", .contradiction, "Two parties state one event at times that do not overlap.",
        then: "Ask each for what its time rests on; whoever is wrong corrects its statement.")
    static let presenceContradictory = AuditFindingCode(
        "presence-contradictory", .contradiction,
        "Parties differ on who was there, or in which country a child or a meeting was.",
        then: "Ask each who and what was present; whoever is wrong corrects its statement.")
    static let countContradictory = AuditFindingCode(
        "count-contradictory", .contradiction, "Parties state different numbers for one event.",
        then: "Let both list the references that they count, in confidence, and compare.")
    static let contentContradictory = AuditFindingCode(
        "content-contradictory", .contradiction, "Parties describe one event in codes that exclude each other.",
        then: "Ask both which description they keep; whoever is wrong corrects its statement.")
    static let causeDiffers = AuditFindingCode(
        "cause-differs", .attributedDifference,
        "Parties give different causes for one separation. Each keeps its own; no ledger settles it.",
        then: "Report both causes with whoever gives them. Nothing here is to be settled.")
    static let characterisationDiffers = AuditFindingCode(
        "characterisation-differs", .attributedDifference,
        "Parties characterise the same differently in law. Each keeps its own; no ledger settles it.",
        then: "Report both characterisations with whoever gives them. Nothing here is to be settled.")
}

// MARK: Clocks, parties, duplicates, reliance

extension AuditFindingCode {
    static let clockContradictsReferences = AuditFindingCode(
        "clock-contradicts-references", .clock,
        "A statement says that it was recorded before something it refers to, which cannot be: a reference is "
            + "made from what it refers to.",
        then: "Trust the references, not the clocks, and ask both offices to check their clocks.")
    static let clockRunsBackwards = AuditFindingCode(
        "clock-runs-backwards", .clock, "A ledger's entries were recorded at times that run backwards.",
        then: "Trust the order of the entries, and ask the office to check its clock.")
    static let recordedBeforeItHappened = AuditFindingCode(
        "recorded-before-it-happened", .clock,
        "A statement says that something has happened, and was recorded before it can have happened.",
        then: "Treat it as a plan until its author states it again, or corrects the time.")
    static let claimBeforeCounted = AuditFindingCode(
        "claim-before-counted", .clock,
        "A public claim counts events of which not so many had taken place when it was made.",
        then: "Ask the speaker what was counted, or to amend the claim.")
    static let nameShared = AuditFindingCode(
        "name-shared", .identity,
        "Two parties' ledgers bear one id. Nothing in the files says which is the false one; neither makes "
            + "anything of the other bilateral.",
        then: "Ask the party that you know for its fingerprint, by a way that you trust.")
    static let notTheNotedLedger = AuditFindingCode(
        "not-the-noted-ledger", .identity,
        "A ledger bears an id under which another party noted a different ledger; it makes nothing bilateral.",
        then: "Ask the party that you know for its fingerprint, by a way that you trust.")
    static let caseDuplicated = AuditFindingCode(
        "case-duplicated", .duplicate,
        "One ledger has several cases that its references put together as one child's.",
        then: "Ask its party whether one child was registered twice, or a link is wrong.")
    static let referenceReused = AuditFindingCode(
        "reference-reused", .duplicate,
        "One party uses one case reference in ledgers for different readers, who can now put them together.",
        then: "Ask the party to open a case under a new reference for each counterpart.")
    static let matchAmbiguous = AuditFindingCode(
        "match-ambiguous", .reliance,
        "Statements of several parties fit each other in more than one way, so none were put together.",
        then: "Ask one of the parties to attest which statements are one matter (attestation.made).")
    static let disownedReliedOn = AuditFindingCode(
        "disowned-relied-on", .reliance,
        "A statement rests on one that a compromised key alone signed, and that was not stated again.",
        then: "Ask the author of the disowned statement to reaffirm or correct it (event.reaffirmed).")
    static let contentNonconforming = AuditFindingCode(
        "content-nonconforming", .reliance,
        "A ledger says things that the vocabulary does not allow; these statements are left out.",
        then: "Ask its party to state them again in the vocabulary; goodfaith verify names each.")

    /// All of them, in the order in which they are shown; the documentation lists them from here.
    public static let all: [AuditFindingCode] =
        [
            nameShared, notTheNotedLedger, directionContradictory, timeContradictory, presenceContradictory,
            countContradictory, contentContradictory, claimBeforeCounted,
        ] + IrregularCasework.codes + [
            caseDuplicated, referenceReused, disownedReliedOn, contentNonconforming, matchAmbiguous,
            recordedBeforeItHappened, clockContradictsReferences, clockRunsBackwards, causeDiffers,
            characterisationDiffers,
        ]
}
