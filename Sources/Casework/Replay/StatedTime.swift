public import LedgerFormat

/// When something happened and when it was recorded, as its author says, without the text it was read from.
public struct StatedTime: Hashable, Sendable {
    /// When the author recorded the statement.
    public let recorded: Timestamp
    /// When it happened; absent where the author does not say.
    public let occurred: Occurred.Span?

    init(recorded: Timestamp, occurred: Occurred.Span?) {
        (self.recorded, self.occurred) = (recorded, occurred)
    }

    /// The first second that it can mean; when it was recorded where it does not say.
    public var earliest: Timestamp { occurred?.earliest ?? recorded }
    /// The last second that it can mean; when it was recorded where it does not say.
    public var latest: Timestamp { occurred?.latest ?? recorded }

    /// `2025-08-15`, `2025-08`, `2025-08-15T12:00:00Z`, or an interval of these; the day of recording where
    /// the author does not say when it happened.
    public var text: String { occurred?.text ?? String(recorded.description.prefix(10)) }
}

extension Occurred.Span {
    /// As it stands in an event.
    public var text: String {
        isInterval ? "\(text(of: earliest))/\(text(of: latest))" : text(of: earliest)
    }

    private func text(of moment: Timestamp) -> String {
        switch precision {
        case .instant: moment.description
        case .day: String(moment.description.prefix(10))
        case .month: String(moment.description.prefix(7))
        }
    }
}

/// How the author knows what it states (``CodeList/knowledge``), the soundest first.
public enum Knowledge: String, CaseIterable, Comparable, Sendable {
    case firstHand = "first_hand"
    case document, reported, derived

    private static let words = {
        var words = WordTable()
        for knowledge in allCases { _ = words.append(knowledge.rawValue) }
        return words
    }()

    /// What the value says; what it does not say in a word of the list is the least that it can be.
    init(at place: JSONPlace, in document: CanonicalJSON) {
        for (word, knowledge) in Knowledge.allCases.enumerated()
        where Knowledge.words.isWord(word, at: place, in: document) {
            self = knowledge
            return
        }
        self = .derived
    }

    public static func < (sounder: Knowledge, weaker: Knowledge) -> Bool { sounder.rank < weaker.rank }

    private var rank: Int {
        switch self {
        case .firstHand: 0
        case .document: 1
        case .reported: 2
        case .derived: 3
        }
    }
}
