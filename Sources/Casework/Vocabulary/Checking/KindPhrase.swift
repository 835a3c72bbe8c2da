internal import LedgerFormat

extension FieldKind {
    /// What the kind holds, as a phrase for messages and pages.
    var phrase: String {
        switch self {
        case .code(let list): "a code of \(list.id)"
        case .party: "the id of an organisation"
        case .country: "a country, ISO 3166-1 alpha-2"
        case .language: "a language, BCP 47"
        case .occurred: "an instant, a day, a month, or an interval A/B of one of these"
        case .day: "a day, YYYY-MM-DD"
        case .duration: "a length of time such as -PT24H or P14D"
        case .count(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .flag: "true or false"
        case .digest: "sha256: and 64 lower-case hex digits"
        case .reference: "a random UUID of version 4"
        case .typeName: "the name of an event type"
        case .memberName: "the name of a member"
        case .statementID: "an id such as C15 or R6a"
        case .statementReference: "the id of a statement of this claim"
        case .object: "an object"
        case .variant(let tag, _): "an object whose member \(tag) says which form it has"
        case .list(let element, let max): "a list of 1 to \(max) values, each \(element.phrase)"
        case .set(let element, let max):
            "a set of 1 to \(max) values, ascending, none twice, each \(element.phrase)"
        case .organisationName:
            "the name of an organisation, at most \(Limits.organisationNameBytesMax) bytes"
        }
    }
}
