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
                "When it was said is known as \(claim.uttered); a window beside it is met for sure only if it is met "
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
                "Persons are children's matters, told apart by case references that refer to each other; two cases "
                    + "that nobody linked may be one child's.")
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
