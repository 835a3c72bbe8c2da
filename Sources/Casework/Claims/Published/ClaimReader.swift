public import LedgerFormat

extension PublishedClaim {
    /// Reads the data of a `claim.published`.
    ///
    /// The vocabulary decides what members and codes there are; here the statements are put together.
    ///
    /// - Throws: ``ClaimRejection`` for an unknown member or form, and for a statement that names another of
    /// a form that cannot be named so.
    public init(data: JSONValue) throws(ClaimRejection) {
        guard let type = Vocabulary.current.type(named: "claim.published") else {
            throw ClaimRejection("The vocabulary has no claim.published.")
        }
        if let violation = type.memberViolation(in: data) {
            throw ClaimRejection(violation.under("data"))
        }
        let field = type.fields.first { $0.name == "statements" }
        if let field, let list = data["statements"],
            let violation = StatementCheck.violation(in: list, of: field.kind)
        {
            throw ClaimRejection(violation.under("data.statements"))
        }
        let members = MemberReader(of: data, at: "data")
        definition = try members.text("definition")
        speaker = try members.party("speaker")
        uttered = try members.occurred("occurred")
        published = try data["published"] == nil ? nil : members.occurred("published")
        country = Country(data["country"])
        countedBy = data["counted_by"]?.string.flatMap { PartyID($0) }
        medium = try members.text("medium")
        language = try members.text("language")
        window = try data["window"].map { value throws(ClaimRejection) in
            try ClaimWindow(MemberReader(of: value, at: "data.window"))
        }
        statements = try ClaimReader(data, definition: definition, window: window).statements()
    }
}

/// Puts the statements of one claim together: each form with the statements that it names.
private struct ClaimReader {
    private let values: [(id: StatementID, members: MemberReader)]
    private let definition: String
    private let window: ClaimWindow?

    init(_ data: JSONValue, definition: String, window: ClaimWindow?) throws(ClaimRejection) {
        var values: [(id: StatementID, members: MemberReader)] = []
        for element in data["statements"]?.elements.map({ $0 }) ?? [] {
            guard let id = element["id"]?.string else {
                throw ClaimRejection("A statement of the claim has no id.")
            }
            values.append((StatementID(id), MemberReader(of: element, at: id)))
        }
        self.values = values
        self.definition = definition
        self.window = window
    }

    func statements() throws(ClaimRejection) -> [ClaimStatement] {
        var statements: [ClaimStatement] = []
        for (id, members) in values { statements.append(ClaimStatement(id: id, form: try form(id, members))) }
        return statements
    }

    private func form(_ id: StatementID, _ members: MemberReader) throws(ClaimRejection) -> ClaimStatement.Form
    {
        switch try members.text("kind") {
        case "count": .count(try figure(id, members))
        case "exists": .exists(try selection(id, members, depth: 0))
        case "sum": try sum(id, members)
        case "order":
            .order(
                try members.ids("sequence").map { name throws(ClaimRejection) in try selection(name, in: id) },
                try members.code("op"), beforeClaim: members.flag("before_claim") ?? false)
        case "duration":
            .duration(
                from: try selection(members.id("begin"), in: id),
                to: members.has("end") ? try selection(members.id("end"), in: id) : nil,
                try members.code("op"), try members.duration("length"))
        case "subset":
            .subset(
                inner: try selection(members.id("inner"), in: id),
                outer: try selection(members.id("outer"), in: id))
        case "parties": .parties(try members.parties("parties"), of: try selection(members.id("of"), in: id))
        case "date":
            .date(
                try members.occurred("day"), weekday: members.has("weekday") ? try members.code("weekday") : nil
            )
        case "attribution": .attribution
        case let other: throw ClaimRejection("\(id) is of a form that this version does not know: \(other).")
        }
    }

    private func sum(_ id: StatementID, _ members: MemberReader) throws(ClaimRejection) -> ClaimStatement.Form {
        let names = try members.ids("parts"), whole = try members.id("whole")
        guard Set(names).count == names.count, !names.contains(whole) else {
            throw ClaimRejection("\(id) adds a count twice, or a count to itself; name each part once.")
        }
        var parts: [Figure] = []
        for name in names { parts.append(try figure(name, in: id)) }
        return .sum(parts: parts, whole: try figure(whole, in: id))
    }

    // MARK: What statements name

    private func members(of name: StatementID) throws(ClaimRejection) -> MemberReader {
        guard let found = values.first(where: { $0.id == name }) else {
            throw ClaimRejection("\(name) is named, but is no statement of this claim.")
        }
        return found.members
    }

    private func figure(_ name: StatementID, in id: StatementID) throws(ClaimRejection) -> Figure {
        let members = try members(of: name)
        guard try members.text("kind") == "count" else {
            throw ClaimRejection("\(id) adds \(name), which is no count; a sum takes counts.")
        }
        return try figure(name, members)
    }

    private func figure(_ id: StatementID, _ members: MemberReader) throws(ClaimRejection) -> Figure {
        Figure(
            selection: try selection(id, members, depth: 0), comparison: try members.code("op"),
            number: try members.number("n"))
    }

    private func selection(_ name: StatementID, in id: StatementID) throws(ClaimRejection) -> EventSelection {
        try selection(name, in: id, depth: 0)
    }

    private func selection(_ name: StatementID, in id: StatementID, depth: Int) throws(ClaimRejection)
        -> EventSelection
    {
        let members = try members(of: name)
        guard try ["count", "exists"].contains(members.text("kind")) else {
            throw ClaimRejection("\(id) names \(name), which means no events; name a count or an exists.")
        }
        return try selection(name, members, depth: depth)
    }

    /// - Parameter depth: how many references led here; more than there are statements is a circle.
    private func selection(_ id: StatementID, _ members: MemberReader, depth: Int) throws(ClaimRejection)
        -> EventSelection
    {
        guard depth <= values.count else {
            throw ClaimRejection(
                "\(id) refers to its own events by way of other statements; break the "
                    + "circle.")
        }
        let event = members.has("event") ? try members.text("event") : definition
        let filter = try members.object("filter").map { members throws(ClaimRejection) in
            try self.filter(id, members, depth: depth)
        }
        let isCount = try members.text("kind") == "count"
        let isAboutOneChild = Vocabulary.current.type(named: event)?.isAboutOneChild ?? false
        let unit: EventSelection.Unit =
            switch members.optionalText("unit") {
            case "person": .person
            case "event": .event
            default: isAboutOneChild ? .person : .event
            }
        let own = try members.object("window").map { value throws(ClaimRejection) in try ClaimWindow(value) }
        return EventSelection(
            statement: id, event: event, filter: filter ?? EventFilter(),
            window: own ?? (isCount && unit == .person ? window : nil), unit: unit,
            isByDefinition: !members.has("event"))
    }

    private func filter(_ id: StatementID, _ members: MemberReader, depth: Int) throws(ClaimRejection)
        -> EventFilter
    {
        var filter = EventFilter()
        filter.by = members.has("by") ? try members.party("by") : nil
        filter.toward = members.has("toward") ? try members.party("toward") : nil
        filter.values = ValueFilter.Member.allCases.compactMap { member in
            members.texts(member.rawValue).map { ValueFilter(member: member, wanted: $0) }
        }.sorted { $0.member.rawValue < $1.member.rawValue }
        filter.occurred = members.has("occurred") ? try members.occurred("occurred") : nil
        filter.stillOpen = members.flag("still_open")
        if let refers = members.object("refers") {
            filter.refers = .to(
                try selection(refers.id("statement"), in: id, depth: depth + 1), rel: try refers.text("rel"))
        }
        return filter
    }
}

extension ClaimWindow {
    fileprivate init(_ members: MemberReader) throws(ClaimRejection) {
        anchor = try members.code("anchor")
        from = try members.duration("from")
        to = try members.duration("to")
        ends = try members.code("ends")
    }
}

/// Reads members whose kinds the vocabulary has already checked, with a message for what should not happen.
private struct MemberReader {
    private let object: JSONValue
    private let place: String

    init(of object: JSONValue, at place: String) {
        self.object = object
        self.place = place
    }

    func has(_ name: String) -> Bool { object[name] != nil }
    func flag(_ name: String) -> Bool? { object[name]?.boolean }
    func optionalText(_ name: String) -> String? { object[name]?.string }

    func object(_ name: String) -> MemberReader? {
        object[name].map { MemberReader(of: $0, at: "\(place).\(name)") }
    }

    /// One text, or several; nil where there is no such member.
    func texts(_ name: String) -> [String]? {
        object[name].map { $0.string.map { [$0] } ?? $0.elements.compactMap(\.string) }
    }

    func text(_ name: String) throws(ClaimRejection) -> String { try read(name) { $0.string } }
    func number(_ name: String) throws(ClaimRejection) -> Int { try read(name) { $0.integer } }
    func party(_ name: String) throws(ClaimRejection) -> PartyID {
        try read(name) { $0.string.flatMap { PartyID($0) } }
    }
    func parties(_ name: String) throws(ClaimRejection) -> [PartyID] {
        try read(name) { $0.elements.compactMap { $0.string.flatMap { PartyID($0) } } }
    }
    func occurred(_ name: String) throws(ClaimRejection) -> Occurred {
        try read(name) { $0.string.flatMap { Occurred($0) } }
    }
    func duration(_ name: String) throws(ClaimRejection) -> StatedDuration {
        try read(name) { $0.string.flatMap { StatedDuration($0) } }
    }
    func id(_ name: String) throws(ClaimRejection) -> StatementID {
        try read(name) { $0.string.map { StatementID($0) } }
    }
    func ids(_ name: String) throws(ClaimRejection) -> [StatementID] {
        try read(name) { $0.elements.compactMap { $0.string.map { StatementID($0) } } }
    }
    func code<Code: RawRepresentable<String>>(_ name: String) throws(ClaimRejection) -> Code {
        try read(name) { $0.string.flatMap { Code(rawValue: $0) } }
    }

    private func read<Value>(_ name: String, _ value: (JSONValue) -> Value?) throws(ClaimRejection) -> Value {
        guard let found = object[name].flatMap(value) else {
            throw ClaimRejection("\(place).\(name) cannot be read.")
        }
        return found
    }
}
