internal import LedgerFormat

/// How a claim is read where its words leave a choice: the choice that was made, in a sentence each.
enum ClaimReading {
    static func all(of claim: PublishedClaim) -> [String] {
        let counts = claim.figures.values.map(\.selection)
        let persons = counts.filter { $0.unit == .person }
        var readings: [String] = []
        if let window = claim.window {
            readings.append(
                "Counts of persons look at what took place \(window.phrase), unless they say otherwise.")
        }
        if counts.contains(where: { $0.window?.anchor == .utterance }),
            claim.uttered.earliest != claim.uttered.latest
        {
            readings.append(
                "When it was said is known as \(claim.uttered); a window beside it is met for sure only "
                    + "if it is met "
                    + "for every moment of that.")
        }
        if counts.contains(where: { $0.window?.anchor == .calendarDay }) {
            readings.append("A calendar day is one in UTC.")
        }
        if persons.contains(where: \.isByDefinition) {
            readings.append("What is counted is \(claim.definition), where a statement does not name it.")
        }
        if !persons.isEmpty {
            readings.append(
                "Persons are children's matters, told apart by case references that refer to each "
                    + "other; two cases "
                    + "that nobody linked may be one child's.")
        }
        let windows = Set(counts.compactMap(\.window))
        for window in windows.sorted(by: { $0.phrase < $1.phrase }) {
            readings.append("The window \(window.phrase): \(window.ends.phrase).")
        }
        if !windows.isEmpty {
            readings.append(
                "What began before a window or went on after it is inside for sure only if all of it is.")
        }
        if !persons.isEmpty {
            readings.append(
                "Children are those who were separated as children, whether or not they are of age now. "
                    + "A family is any relative or guardian whom the parties verified, not parents alone.")
            readings.append(
                "What is planned or promised is no fact: only what is stated to have taken place counts.")
        }
        if claim.figures.values.contains(where: { $0.comparison == .ge && $0.number > 1 }) {
            readings.append("A number that was left open, such as several, is read as at least so many.")
        }
        if claim.statements.flatMap(\.form.selections).contains(where: {
            $0.filter[.from] != nil || $0.filter[.to] != nil
        }) {
            readings.append(
                "From and to are countries as the parties name them, without any judgment on territory.")
        }
        return readings
    }
}

extension ClaimWindow.Ends {
    /// `both ends belong to it`.
    fileprivate var phrase: String {
        switch self {
        case .closed: "both ends belong to it"
        case .open: "neither end belongs to it"
        case .closedOpen: "its beginning belongs to it, its end does not"
        case .openClosed: "its end belongs to it, its beginning does not"
        }
    }
}
