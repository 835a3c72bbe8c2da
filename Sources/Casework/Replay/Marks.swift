/// What a reader must know of a statement besides what it says. Nothing that is marked is taken out of the
/// state.
public struct Marks: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The author was told so, or read it in public.
    public static let reported = Marks(rawValue: 1)
    /// The author saw a document that says so.
    public static let fromDocument = Marks(rawValue: 2)
    /// The author concludes it from other statements.
    public static let derived = Marks(rawValue: 4)
    /// Somebody contests it.
    public static let disputed = Marks(rawValue: 8)
    /// It rests on a key alone that was in other hands, and was not stated again (format, rule 12).
    public static let disowned = Marks(rawValue: 16)
    /// Its author named it as wrong, or stated another in its place. It carries no state.
    public static let corrected = Marks(rawValue: 32)
    /// Another party supports it with its own word.
    public static let attested = Marks(rawValue: 64)

    /// Every mark with its word and what it means, in the order in which they are shown.
    public static let legend: [(mark: Marks, word: String, meaning: String)] = [
        (.reported, "reported", "the author was told so, or read it in public"),
        (.fromDocument, "document", "the author saw a document that says so"),
        (.derived, "derived", "the author concludes it from other statements"),
        (.attested, "attested", "another party supports it with its own word"),
        (.disputed, "disputed", "somebody contests it; both statements stand"),
        (.disowned, "disowned", "signed by a compromised key alone, and not stated again"),
        (.corrected, "corrected", "its author named it as wrong or replaced it; it carries no state"),
    ]

    /// The words of the marks that are set, in the order of ``legend``.
    public var words: [String] { Marks.legend.filter { contains($0.mark) }.map(\.word) }

    /// What follows from how the author knows it.
    init(_ knowledge: Knowledge) {
        self =
            switch knowledge {
            case .firstHand: []
            case .document: .fromDocument
            case .reported: .reported
            case .derived: .derived
            }
    }
}
