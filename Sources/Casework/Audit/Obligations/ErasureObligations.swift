internal import LedgerCrypto
internal import LedgerFormat

/// Erasures that a holder of the material has not certified.
///
/// Holders are the custodians whom the concerned events name, and every party to whom the material was passed
/// or a file exported that carries the events (domain, section 3.5). Each certifies for itself.
enum ErasureObligations {
    static func open(in web: StatementWeb) -> [Obligation] {
        let handling = Handling(web)
        return web.places("erasure.requested").flatMap { number -> [Obligation] in
            let fact = web.evidence.facts[number]
            guard let request = fact.statements.first, request.isSound else { return [] }
            let concerned = handling.concerned(by: fact)
            if let open = unknownHolder(request, concerned, fact, web) { return [open] }
            let events = concerned.union(fact.statements.map(\.reference.event))
            return handling.holders(of: concerned).compactMap { holder in
                guard !handling.hasErased(holder, events) else { return nil }
                let name = web.evidence.name(holder.party)
                let holds = handling.holds(of: holder, events)
                let hold = holds.isEmpty ? "" : "; a hold explains it"
                let part = handling.hasErasedInPart(holder, events) ? " whole, with its secrets" : ""
                return Obligation(
                    .erasureUncertified, owedBy: [holder.party], restsOn: [request, holder.statement],
                    in: web, person: fact.person, explainedBy: holds.map(\.reference),
                    sentence: "\(name) holds material whose erasure was asked for (\(request.time.text)) and "
                        + "has not stated that it erased it\(part)\(hold)")
            }
        }
    }

    /// Who holds what was stated in a ledger that is not at hand, nobody can tell.
    private static func unknownHolder(
        _ request: Testimony, _ concerned: Set<SHA256Digest>, _ fact: Fact, _ web: StatementWeb
    ) -> Obligation? {
        guard !concerned.isEmpty, concerned.allSatisfy({ web.evidence.statement($0) == nil }) else {
            return nil
        }
        return Obligation(
            .erasureUncertified, owedBy: [], restsOn: [request], in: web, person: fact.person,
            sentence: "\(web.name(of: request.reference)) states that erasure was asked for "
                + "(\(request.time.text)) of material that no ledger at hand tells of")
    }

    /// Somebody who has the material, and the statement that says so.
    private struct Holder {
        let party: NamedParty
        let statement: Testimony
    }

    /// Who has what, who erased it, who holds it back.
    private struct Handling {
        private let web: StatementWeb
        private let erasures: [Testimony]
        private let holds: [Testimony]
        private let passed: [Testimony]

        init(_ web: StatementWeb) {
            self.web = web
            let sound = { (type: String) in web.facts(type).flatMap(\.statements).filter(\.isSound) }
            erasures = sound("material.erased")
            holds = sound("hold.placed").filter { hold in
                web.statements(["hold.lifted"], aboutEvent: hold.reference.event).isEmpty
            }
            passed = sound("information.shared") + sound("file.exported")
        }

        /// The events that a request names; where it names a case, every event of the case that seals
        /// something.
        func concerned(by request: Fact) -> Set<SHA256Digest> {
            var concerned = Set(request.statements.flatMap { $0.targets("concerns") })
            if let person = request.person {
                for statement in web.facts(about: person).flatMap(\.statements)
                where !statement.custodians.isEmpty {
                    concerned.insert(statement.reference.event)
                }
            }
            return concerned
        }

        /// Each once, in the order of their names.
        func holders(of concerned: Set<SHA256Digest>) -> [Holder] {
            var holders: [NamedParty: Holder] = [:]
            func add(_ id: PartyID, _ statement: Testimony) {
                let party = web.party(id, in: statement)
                if let known = holders[party], known.statement.reference < statement.reference { return }
                holders[party] = Holder(party: party, statement: statement)
            }
            for statement in concerned.compactMap({ web.evidence.statement($0) }) {
                for custodian in statement.custodians { add(custodian, statement) }
            }
            for statement in passed where carries(statement, concerned) {
                for recipient in statement.attributes.toward { add(recipient, statement) }
            }
            return holders.values.sorted {
                let (left, right) = (web.evidence.name($0.party), web.evidence.name($1.party))
                return left == right ? $0.statement.reference < $1.statement.reference : left < right
            }
        }

        /// Whether what was passed is, or is about, one of the events; an exported file carries what its
        /// ledger held before.
        private func carries(_ statement: Testimony, _ concerned: Set<SHA256Digest>) -> Bool {
            if concerned.contains(statement.reference.event) { return true }
            if !concerned.isDisjoint(with: statement.refs.map(\.event)) { return true }
            guard statement.type == "file.exported" else { return false }
            return concerned.contains { event in
                web.evidence.statement(event).map {
                    $0.reference.ledger == statement.reference.ledger
                        && $0.reference.index < statement.reference.index
                } ?? false
            }
        }

        /// Whether the holder states that it erased the material, with the salts and keys.
        func hasErased(_ holder: Holder, _ events: Set<SHA256Digest>) -> Bool {
            erasures.contains {
                $0.attributes["secrets_destroyed"] == ["true"] && isOf(holder, $0, events)
            }
        }

        func hasErasedInPart(_ holder: Holder, _ events: Set<SHA256Digest>) -> Bool {
            erasures.contains { isOf(holder, $0, events) }
        }

        func holds(of holder: Holder, _ events: Set<SHA256Digest>) -> [Testimony] {
            holds.filter { isOf(holder, $0, events) }
        }

        private func isOf(_ holder: Holder, _ statement: Testimony, _ events: Set<SHA256Digest>) -> Bool {
            web.isWord(statement, of: holder.party, namedIn: holder.statement.reference.ledger)
                && !events.isDisjoint(with: statement.refs.map(\.event))
        }
    }
}
