internal import LedgerFormat

/// What two parties say differently about why children were separated, and how they characterise it.
///
/// Both accounts stand. Children of whom the same parties say the same make one finding.
enum CauseDifferences {
    static func found(in web: StatementWeb) -> [AuditFinding] {
        causes(web, .causeDiffers) { [$0.attributes["circumstance"], $0.attributes["configuration"]] }
            + causes(web, .characterisationDiffers) { statement in
                let said = statement.attributes["characterisation"]
                return said == ["none_stated"] || said == ["sealed"] ? nil : [said]
            } + positions(web)
    }

    /// One party's account, as it is compared.
    private struct Account: Hashable {
        let party: String
        let says: String
    }

    private static func causes(
        _ web: StatementWeb, _ code: AuditFindingCode, _ value: (Testimony) -> [[String]]?
    ) -> [AuditFinding] {
        var together: [Set<Account>: (statements: [Testimony], persons: Int)] = [:]
        let byPerson = Dictionary(grouping: web.facts("cause.asserted")) { $0.person }
        for person in byPerson.keys.compactMap({ $0 }).sorted() {
            let statements = (byPerson[person] ?? []).flatMap(\.statements).filter {
                $0.isSound && value($0) != nil
            }
            guard let accounts = differing(statements, web, value) else { continue }
            together[accounts, default: ([], 0)].statements += statements
            together[accounts, default: ([], 0)].persons += 1
        }
        return together.map { accounts, cases in
            let children = cases.persons == 1 ? "one child" : "\(cases.persons) children"
            return AuditFinding(
                code, restsOn: cases.statements.map(\.reference), persons: cases.persons,
                "of \(children): \(sentence(accounts))")
        }
    }

    /// Positions on the same matter, outside any one case.
    private static func positions(_ web: StatementWeb) -> [AuditFinding] {
        let stated = web.facts("position.stated").flatMap(\.statements).filter(\.isSound)
        let matters = Dictionary(grouping: stated) { statement in
            [statement.attributes["on"].first ?? "", statement.subject?.description ?? ""]
                + statement.attributes["from"] + statement.attributes["to"]
        }
        return matters.sorted { $0.key.lexicographicallyPrecedes($1.key) }.compactMap { matter, statements in
            let accounts = differing(statements, web) { statement in
                let said = statement.attributes["characterisation"]
                return said == ["none_stated"] || said == ["sealed"] ? nil : [said]
            }
            return accounts.map {
                AuditFinding(
                    .characterisationDiffers, restsOn: statements.map(\.reference),
                    "on the \(matter[0].words): \(sentence($0))")
            }
        }
    }

    /// The accounts, where two parties give different ones.
    private static func differing(
        _ statements: [Testimony], _ web: StatementWeb, _ value: (Testimony) -> [[String]]?
    ) -> Set<Account>? {
        let said = statements.compactMap { statement in
            value(statement).map {
                Account(party: web.name(of: statement.reference), says: $0.joined().map(\.words).listed)
            }
        }
        let accounts = Set(said)
        let differ = accounts.contains { one in
            accounts.contains { $0.party != one.party && $0.says != one.says }
        }
        return differ ? accounts : nil
    }

    private static func sentence(_ accounts: Set<Account>) -> String {
        let parties = Dictionary(grouping: accounts) { $0.says }.sorted { $0.key < $1.key }.map { says, of in
            "\(of.map(\.party).sorted().listed) \(of.count == 1 ? "says" : "say") \(says)"
        }
        return parties.joined(separator: "; ")
    }
}
