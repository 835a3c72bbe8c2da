internal import LedgerFormat

// What a statement means, in words that a reader of the claim knows again.

extension EventSelection {
    /// `persons reunified`, `person across a border`: what a figure counts.
    func countedPhrase(_ number: Int) -> String {
        let filtered = filter.phrase.isEmpty ? "" : ", \(filter.phrase)"
        guard unit == .person else { return "\(event)\(filtered)" }
        return
            "\(number == 1 ? "person" : "persons") "
            + "\(EventSelection.personPhrases[event] ?? "with \(event)")\(filtered)"
    }

    /// `A third party delivered a letter (by us-conveyor)`.
    var happenedPhrase: String {
        let summary = Vocabulary.current.type(named: event)?.summary ?? event
        let sentence = summary.prefix { $0 != "." && $0 != ";" }
        return filter.phrase.isEmpty ? String(sentence) : "\(sentence) (\(filter.phrase))"
    }

    private static let personPhrases = [
        "border.crossed": "across a border",
        "case.opened": "whose case was opened",
        "child.reunified": "reunified",
        "custody.accepted": "taken over",
        "custody.released": "handed over",
        "information.shared": "on whom information was shared",
    ]
}

extension EventFilter {
    /// `from RU to UA, displaced by fighting`; empty where nothing is filtered.
    var phrase: String {
        var words: [String] = []
        if let by { words.append("by \(by)") }
        if let toward { words.append("towards \(toward)") }
        words +=
            ["from", "to"].compactMap { name in
                values.first { $0.member.rawValue == name }.map {
                    "\(name) \($0.wanted.joined(separator: ", "))"
                }
            }.joinedAsOne
        words += values.filter { $0.member != .from && $0.member != .to }.map(\.phrase)
        if let occurred { words.append("in \(occurred)") }
        if let stillOpen {
            words.append(stillOpen ? "open when it was said" : "no longer open when it was said")
        }
        if case .to(let target, let rel)? = refers { words.append("\(rel.words) \(target.statement)") }
        return words.joined(separator: ", ")
    }
}

extension [String] {
    /// One phrase, or none.
    fileprivate var joinedAsOne: [String] { isEmpty ? [] : [joined(separator: " ")] }
}

extension ValueFilter {
    fileprivate var phrase: String {
        let codes = wanted.map { code in list?.label(of: code) ?? code.words }.joined(separator: " and ")
        return switch member {
        case .circumstance, .configuration: codes
        case .country: "in \(wanted.joined(separator: ", "))"
        default: "\(member.rawValue.words) \(wanted.map(\.words).joined(separator: " and "))"
        }
    }

    /// The list whose labels are short enough to be read within a phrase.
    private var list: CodeList? {
        switch member {
        case .circumstance: .circumstance
        case .configuration: .configuration
        default: nil
        }
    }
}

extension ClaimWindow {
    /// `in the 24 hours before it was said`.
    var phrase: String {
        switch (anchor, from.words, to.words) {
        case (.utterance, let length, "0 seconds") where from.amount < 0:
            return "in the \(from.single ?? length) before it was said"
        case (.publication, let length, "0 seconds") where from.amount < 0:
            return "in the \(from.single ?? length) before it was published"
        case (.calendarDay, "24 hours", "24 hours") where from.amount < 0 && to.amount > 0:
            return "on the day it was said or the day before"
        case (.calendarDay, "0 seconds", "24 hours") where to.amount > 0:
            return "on the day it was said"
        default:
            return "from \(ClaimWindow.offset(from)) to \(ClaimWindow.offset(to)) \(anchorPhrase)"
        }
    }

    /// How long it is, where it begins before its anchor.
    var lengthPhrase: String { anchor == .calendarDay ? "two days" : from.words }

    /// Whether it covers less than a week, so that few children are in it.
    var isShort: Bool {
        guard let day = Timestamp(secondsSinceEpoch: 0) else { return false }
        return day.moved(by: to).secondsSinceEpoch - day.moved(by: from).secondsSinceEpoch < 7 * 86_400
    }

    private var anchorPhrase: String {
        switch anchor {
        case .utterance: "the moment it was said"
        case .publication: "the moment it was published"
        case .calendarDay: "the start of the day it was said"
        }
    }

    private static func offset(_ duration: StatedDuration) -> String {
        duration.amount == 0
            ? "0 seconds after" : "\(duration.words) \(duration.amount < 0 ? "before" : "after")"
    }
}

extension StatedDuration {
    /// `month`, for the length of one; nil for any other.
    fileprivate var single: String? { abs(amount) == 1 ? unit.rawValue : nil }

    /// `24 hours`, without its sign.
    var words: String { "\(abs(amount)) \(unit.rawValue)\(abs(amount) == 1 ? "" : "s")" }
}
