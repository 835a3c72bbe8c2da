public import LedgerFormat

extension DisclosureCheck {
    /// The check for programs.
    public var json: JSON {
        .members([
            "advice": advice?.json,
            "cells": .array(cells.map { json(of: $0) }),
            "identifies": .boolean(identifies),
            "not_solved": .texts(notSolved),
            "threshold": .integer(threshold),
        ])
    }

    private func json(of cell: Cell) -> JSON {
        .members([
            "dangers": .array(cell.dangers.map(json)),
            "inside": .texts(cell.inside),
            "number": cell.range.json,
            "outside": cell.outside.isEmpty ? nil : .texts(cell.outside),
            "stated": .boolean(cell.isStated),
        ])
    }

    private func json(of danger: Danger) -> JSON {
        switch danger {
        case .small: ["kind": "below_threshold"]
        case .empty: ["kind": "empty"]
        case .everybody(let row): ["kind": "everybody", "of": .text(row)]
        }
    }
}

extension DisclosureAdvice {
    var json: JSON {
        [
            "fewest": .boolean(isFewest), "leave_out": .texts(leaveOut), "suggestions": .texts(suggestions),
        ]
    }
}
