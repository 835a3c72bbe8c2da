internal import LedgerFormat

extension DisclosureCheck {
    /// The check for people: the cells, what identifies, what to do.
    ///
    /// - Parameter name: where the claim stands, such as `us-office#29` or a file.
    public func text(of name: String, format: PageFormat = .text) -> String {
        var page = Page(format)
        page.title("Figures that can point to a child: \(name)")
        page.add("said by \(claim.speaker), \(claim.uttered)")
        page.add("A cell of fewer than \(threshold) identifies, and one of nobody or of a whole group.")
        addCells(to: &page)
        addDangers(to: &page)
        addAdvice(to: &page)
        return page.text
    }

    private func addCells(to page: inout Page) {
        page.title("Cells", count: cells.count)
        guard !cells.isEmpty else { return }
        page.add(
            table: [["cell", "number", "given"]]
                + cells.map { cell in
                    [cell.name, cell.range.phrase, cell.isStated ? "stated" : "follows"]
                })
        for cell in cells where !cell.isStated { page.add("\(cell.name): \(cell.phrase)", indent: 2) }
    }

    private func addDangers(to page: inout Page) {
        let identifying = cells.filter { !$0.dangers.isEmpty }
        page.title("What identifies", count: identifying.count + notSolved.count)
        for sentence in notSolved { page.add(sentence) }
        for cell in identifying {
            let was = cell.isStated ? "" : "; it was never said, and follows"
            page.add("\(cell.name): \(cell.dangers.map(phrase).joined(separator: ", "))\(was)")
        }
    }

    private func phrase(of danger: Danger) -> String {
        switch danger {
        case .small: "fewer than \(threshold)"
        case .empty: "nobody, so that everybody else is elsewhere"
        case .everybody(let row): "everybody of \(row)"
        }
    }

    private func addAdvice(to page: inout Page) {
        page.title("What to do next")
        if let advice {
            if !advice.leaveOut.isEmpty {
                let fewest =
                    advice.isFewest ? "the fewest that suffice" : "which suffices; fewer were not all tried"
                page.add("Leave out \(advice.leaveOut.list): \(fewest).")
            }
            for suggestion in advice.suggestions { page.add(suggestion) }
        } else if !notSolved.isEmpty {
            page.add("Publish nothing of this claim before somebody has looked through its figures.")
        } else {
            page.add("Nothing identifies by these figures alone.")
        }
        page.add(
            "Not checked: other claims, registers, and what is known elsewhere. Together with them "
                + "these figures "
                + "can say more.")
    }
}

extension DisclosureCheck.Cell {
    /// `C21 and C17`, `C22 without C18`.
    var name: String { outside.isEmpty ? inside.list : "\(inside.list) without \(outside.list)" }
}

extension CountRange {
    /// `8`, `7 to 8`, `8 or more`.
    var phrase: String {
        guard let atMost else { return "\(agreed) or more" }
        return atMost == agreed ? "\(agreed)" : "\(agreed) to \(atMost)"
    }

    /// `agreed`, and `at_most` where something bounds it.
    var json: JSON {
        .members(["agreed": .integer(agreed), "at_most": atMost.map { .integer($0) }])
    }
}
