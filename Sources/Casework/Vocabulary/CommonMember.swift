/// The members that `data` of every type has, and the references that every type may make.
///
/// They are optional unless a type says that it requires or omits one. `despite` is for casework alone, whose
/// guards it answers (``CaseTransition``).
public enum CommonMember: String, CaseIterable, Sendable {
    case occurred, knowledge, audience, basis, despite, refs, sealed
    case withoutPrejudice = "without_prejudice"

    /// The most references, and the most sealed objects, that one event carries.
    static let referencesMax = 256
    static let sealedMax = 64

    var field: Field {
        switch self {
        case .occurred:
            .optional(
                rawValue, .occurred, "when it happened, only as precisely as is known", example: "2025-08-15")
        case .knowledge:
            .optional(rawValue, .code(.knowledge), "how the author knows it; absent means first_hand")
        case .audience:
            .optional(
                rawValue, .code(.audience),
                "for which readers the event is; an export to others withholds it; absent means "
                    + "all holders of the ledger"
            )
        case .basis:
            .optional(rawValue, .code(.legalBasis), "on which legal basis personal data was processed for it")
        case .despite:
            .optional(
                rawValue, .codes(.irregularity),
                "the author knows that the statement is irregular in this way and states it all the same")
        case .refs:
            .optional(
                rawValue, .set(.object(CommonMember.reference), max: CommonMember.referencesMax),
                "the earlier events that it refers to")
        case .sealed:
            .optional(
                rawValue, .set(.object(CommonMember.sealedObject), max: CommonMember.sealedMax),
                "commitments to encrypted objects that a custodian holds outside the ledger")
        case .withoutPrejudice:
            .optional(
                rawValue, .flag,
                "true: a statement of fact, which accepts no legal characterisation or recognition")
        }
    }

    /// One element of `refs`.
    static let reference: [Field] = [
        .required("event", .digest, "the event hash of the event referred to"),
        .optional("ledger", .digest, "the fingerprint of its ledger, where that is another's"),
        .required("rel", .code(.rel), "how the two events stand to each other"),
    ]

    /// One element of `sealed`. The commitment covers an encrypted object, its key and a random salt, never a
    /// plain text.
    static let sealedObject: [Field] = [
        .required("commitment", .digest, "the commitment to the encrypted object"),
        .required("custodian", .party, "who holds the object, its key and its salt"),
        .required("label", .code(.sealedLabel), "what the object is"),
        .required("scheme", .code(.sealingScheme), "how the commitment was made"),
    ]

    /// The common fields as one type has them. A first-hand statement alone can be asked for a sealed object,
    /// which the checker does where it knows who speaks; the member itself stays optional.
    static func fields(required: Set<CommonMember>, omitted: Set<CommonMember>) -> [Field] {
        allCases.filter { !omitted.contains($0) }.map { member in
            required.contains(member) && member != .sealed ? member.field.madeRequired : member.field
        }
    }

    /// What any event may say besides its type's own references.
    static func references(besides own: [ReferenceRule]) -> [ReferenceRule] {
        let common = [
            ReferenceRule(
                "fulfils", to: ["undertaking.stated"], 0...8,
                "the undertaking that it fulfils, or a part of"),
            ReferenceRule(
                "corrects", to: .sameType, 0...1,
                "the author's own earlier statement that this one replaces"),
        ]
        return common.filter { rule in !own.contains { $0.rel == rule.rel } }
    }
}
