internal import LedgerCrypto
internal import LedgerFormat

/// Finds the facts that a statement means, at one level: those that it means for sure, and those that it may
/// mean.
struct FactSelector {
    let evidence: Evidence
    let claim: PublishedClaim
    /// The ledger whose names for parties the claim uses; nil for a claim that stands in none.
    let ledger: SHA256Digest?
    /// Whether nothing is missing that could raise a number or end a channel.
    let isComplete: Bool
    private let byType: [String: [Int]]
    private let byPerson: [Int: [Int]]
    private let channels: [SHA256Digest: ChannelState]

    init(
        _ evidence: Evidence, _ claim: PublishedClaim, in ledger: SHA256Digest?,
        besides leftOut: [EvidenceGap] = []
    ) {
        (self.evidence, self.claim, self.ledger) = (evidence, claim, ledger)
        isComplete = evidence.gaps.isEmpty && leftOut.isEmpty && !evidence.isOfOneParty
        var byType: [String: [Int]] = [:]
        var byPerson: [Int: [Int]] = [:]
        for (number, fact) in evidence.facts.enumerated() {
            byType[fact.type, default: []].append(number)
            if let person = fact.person { byPerson[person, default: []].append(number) }
        }
        (self.byType, self.byPerson) = (byType, byPerson)
        channels = Dictionary(
            evidence.state.channels.flatMap { channel in channel.channel.references.map { ($0.event, channel) }
            }
        ) { first, _ in first }
    }

    /// The facts that a statement means.
    struct Selected {
        /// Numbers of facts, ascending.
        var sure: [Int] = []
        /// Those that it may mean besides.
        var possible: [Int] = []
        /// Whether any ledger at hand speaks of events of the kind. Where none does, that nobody states one is
        /// no evidence that there was none.
        var isSpokenOf = true
        /// How many there are with each doubt.
        var doubts: [Doubt: Int] = [:]

        var all: [Int] { sure + possible }
    }

    func select(_ selection: EventSelection, at level: EvidenceLevel) -> Selected {
        select(selection, at: level) { self.time($0, selection) }
    }

    /// The same without regard to when they took place.
    func selectAtAnyTime(_ selection: EventSelection, at level: EvidenceLevel) -> Selected {
        select(selection, at: level) { _ in .inside }
    }

    private func select(_ selection: EventSelection, at level: EvidenceLevel, when: (Fact) -> Match) -> Selected
    {
        let referred = selection.filter.refers.map { referral -> (rel: String, selected: Selected) in
            switch referral {
            case .to(let target, let rel): (rel, select(target, at: level))
            }
        }
        var selected = Selected()
        selected.isSpokenOf = byType[selection.event] != nil
        for number in byType[selection.event] ?? [] {
            let fact = evidence.facts[number]
            let match =
                when(fact) && strength(of: fact, at: level) && values(of: fact, selection, at: level)
                && parties(of: fact, selection.filter) && channel(fact, selection.filter)
                && reference(of: fact, referred)
            switch match.containment {
            case .inside: selected.sure.append(number)
            case .possible:
                selected.possible.append(number)
                if let doubt = match.doubt { selected.doubts[doubt, default: 0] += 1 }
            case .outside: break
            }
        }
        return selected
    }

    /// Whether a fact counts for sure at a level.
    func strength(of fact: Fact, at level: EvidenceLevel) -> Match {
        switch fact.standing {
        case .contested: return .possible(.contested)
        case .erased: return .possible(.erased)
        case .disowned: return .possible(.disowned)
        case .sound: break
        }
        guard fact.statements.contains(where: \.isSound) else { return .possible(.disowned) }
        switch level {
        case .asserted: return .inside
        case .bilateral: return fact.grade >= .bilateral ? .inside : .possible(.oneSided)
        case .witnessed:
            if fact.grade >= .witnessed { return .inside }
            return .possible(fact.grade >= .bilateral ? .witness : .oneSided)
        }
    }

    /// Facts about one child of any of the types, by number.
    func facts(about person: Int, of types: [String]) -> [Fact] {
        (byPerson[person] ?? []).map { evidence.facts[$0] }.filter { types.contains($0.type) }
    }

    // MARK: Conditions

    private func time(_ fact: Fact, _ selection: EventSelection) -> Match {
        var match = Match.inside
        if let window = selection.window {
            guard let anchor = window.anchorMoments(of: claim) else { return .possible(.time) }
            match = Match(window.containment(of: fact.span, anchoredAt: anchor))
        } else if fact.span.lowerBound > claim.uttered.latest {
            // What began after the claim was made cannot be what it speaks of.
            return .outside
        } else if selection.unit == .person, fact.span.upperBound > claim.uttered.earliest {
            // Nor is it sure of what can have come after.
            match = .possible(.time)
        }
        guard let asked = selection.filter.occurred else { return match }
        if fact.span.upperBound < asked.earliest || fact.span.lowerBound > asked.latest { return .outside }
        let isWithin = fact.span.lowerBound >= asked.earliest && fact.span.upperBound <= asked.latest
        return match && (isWithin ? .inside : .possible(.time))
    }

    private func parties(of fact: Fact, _ filter: EventFilter) -> Match {
        var match = Match.inside
        if let by = filter.by { match = match && party(by, among: fact) { $0.attributes.by } }
        if let toward = filter.toward { match = match && party(toward, among: fact) { $0.attributes.toward } }
        return match
    }

    /// The party that the claim means by an id.
    func party(_ id: PartyID) -> NamedParty? {
        if let ledger { return evidence.signatories.party(id, in: ledger) }
        return evidence.signatories.only(id).map { .signatory($0) }
    }

    private func party(_ id: PartyID, among fact: Fact, _ named: (Testimony) -> [PartyID]) -> Match {
        guard case .signatory? = party(id), let asked = party(id) else { return .possible(.unidentified) }
        let found = fact.statements.filter(\.isSound).flatMap { statement in
            named(statement).map { evidence.signatories.party($0, in: statement.reference.ledger) }
        }
        if found.contains(asked) { return .inside }
        let isOpen = found.contains { if case .unidentified(_, id) = $0 { true } else { false } }
        return isOpen ? .possible(.unidentified) : .outside
    }

    private func channel(_ fact: Fact, _ filter: EventFilter) -> Match {
        guard let asked = filter.stillOpen else { return .inside }
        guard let channel = fact.statements.lazy.compactMap({ channels[$0.reference.event] }).first else {
            return .possible(.unstated)
        }
        let changes = channel.changes.filter { !$0.isCorrected && $0.time.earliest <= claim.uttered.latest }
        if let last = changes.last, last.time.latest > claim.uttered.earliest { return .possible(.time) }
        let isOpen = changes.last.map { $0.content.status == "resumed" } ?? true
        if isOpen != asked { return .outside }
        return isOpen && !isComplete ? .possible(.mayHaveClosed) : .inside
    }

    private func reference(of fact: Fact, _ referred: (rel: String, selected: Selected)?) -> Match {
        guard let referred else { return .inside }
        let targets = Set(fact.statements.filter(\.isSound).flatMap { $0.targets(referred.rel) })
        if referred.selected.sure.contains(where: { isStated($0, by: targets) }) { return .inside }
        return referred.selected.possible.contains { isStated($0, by: targets) }
            ? .possible(.reference) : .outside
    }

    private func isStated(_ number: Int, by events: Set<SHA256Digest>) -> Bool {
        evidence.facts[number].statements.contains { events.contains($0.reference.event) }
    }
}

extension Match {
    /// A doubt about time.
    init(_ containment: Containment) {
        self.init(containment: containment, doubt: containment == .possible ? .time : nil)
    }
}

extension Evidence {
    /// Whether one party's ledgers alone are at hand. What brings a family together has two sides, so nothing
    /// is known of the other's, whether or not the one names it.
    var isOfOneParty: Bool { signatories.ledgers.count < 2 }
}
