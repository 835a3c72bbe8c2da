internal import LedgerFormat

/// Letters, channels, contacts, undertakings, positions, and information that was passed.
extension StateText {
    mutating func addCorrespondence() {
        page.title("Correspondence", count: state.correspondence.count)
        for item in state.correspondence {
            if let letter = item.letter {
                let content = letter.principal.content
                line(
                    letter,
                    "\(StateText.name(content)) to \(content.addressees.list), on \(content.matter.words)")
            } else {
                let speakers = item.conveyances.map(\.reference) + item.receipts.map(\.reference)
                page.add("a letter that is not at hand \(names.list(speakers))")
            }
            for conveyance in item.conveyances {
                let content = conveyance.content
                line(
                    conveyance,
                    "conveyed by \(content.conveyor) to \(content.recipient), \(content.method.words)",
                    indent: 6)
            }
            for receipt in item.receipts {
                line(receipt, "received by \(receipt.content.recipient)", indent: 6)
            }
            for letter in item.repliesTo {
                line(letter, "answers the \(StateText.name(letter.content))", indent: 6)
            }
            for letter in item.answeredBy {
                line(letter, "answered by the \(StateText.name(letter.content))", indent: 6)
            }
        }
    }

    private static func name(_ letter: Letter) -> String { "\(letter.form.words) of \(letter.author)" }

    mutating func addChannelsAndContacts() {
        page.title("Channels", count: state.channels.count)
        for item in state.channels {
            let channel = item.channel.principal.content
            let kind = channel.kind.words
            line(
                item.channel,
                "\(kind.hasSuffix("channel") ? kind : kind + " channel") of \(channel.parties.list), on \(channel.scope.words): \(item.status.words)"
            )
            for change in item.changes {
                line(
                    change,
                    "\(change.content.status.words)\(change.content.reason.map { ", \($0.words)" } ?? "")",
                    indent: 6)
            }
        }
        page.title("Contacts", count: state.contacts.count)
        for matter in state.contacts {
            let contact = matter.principal.content
            let outcome = contact.outcome.map { ": \($0.words)" } ?? ""
            line(
                matter,
                "\(contact.mode.words) at \(contact.level) level, \(contact.participants.list)\(outcome)"
                    + (matter.statedBy.count > 1
                        ? "; stated by \(matter.statedBy.joined(separator: ", "))" : ""))
        }
    }

    mutating func addWords() {
        page.title("Undertakings", count: state.undertakings.count)
        for item in state.undertakings {
            let said = item.undertaking.principal.content
            let conditional = said.isConditional ? ", under conditions" : ""
            let target = said.target.map { ", by \($0)" } ?? ""
            line(
                item.undertaking,
                "\(said.modality) of \(said.by) towards \(said.toward.list): \(said.matter.words)\(target)\(conditional)"
            )
            let stated = item.fulfilments.map(\.reference)
            let others = item.fulfilledBy.filter { !stated.contains($0) }
            if !others.isEmpty { page.add("fulfilled by \(names.list(others))", indent: 6) }
            for fulfilment in item.fulfilments {
                line(fulfilment, "fulfilled, the \(fulfilment.content.share)", indent: 6)
            }
        }
        page.title("Positions", count: state.positions.count)
        for matter in state.positions {
            let position = matter.principal.content
            let circumstance = position.circumstance.map { ", \($0.words)" } ?? ""
            let about = position.subject.map { " \($0)" } ?? ""
            line(
                matter,
                "\(position.by) on the \(position.on)\(about): \(position.characterisation.words)\(circumstance)"
                    + (position.direction.map { ", \($0)" } ?? ""))
        }
    }

    mutating func addInformation() {
        page.title("Information", count: state.information.count)
        for item in state.information {
            let share = item.share.principal.content
            let persons = share.persons.map { " on \($0) \($0 == 1 ? "person" : "persons")" } ?? ""
            line(
                item.share,
                "\(share.kind)\(persons) from \(share.sender) to \(share.recipients.list): \(share.categories.words); "
                    + "for \(share.purpose.words)")
            for receipt in item.receipts {
                line(
                    receipt, "received by \(receipt.content.recipient), \(receipt.content.integrity.words)",
                    indent: 6)
            }
        }
        page.title("Reports", count: state.reports.count)
        for matter in state.reports {
            let report = matter.principal.content
            let cases = report.cases.map { " on \($0) \($0 == 1 ? "case" : "cases")" } ?? ""
            line(matter, "\(report.kind.words) report\(cases) by \(report.authors.list)")
        }
    }
}
