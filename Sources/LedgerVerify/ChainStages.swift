internal import LedgerCrypto
internal import LedgerFormat

/// The stages of one event that ask for its place: each returns whether it passed, and adds the finding where it did not.
extension ChainCheck {
    mutating func checkMembers(
        _ event: EventAttributes, _ isRepeated: Bool, _ line: ParsedLine, _ lines: ParsedLines
    ) -> Bool {
        if line.position == 0 && event.index == 0 && event.ledgerType != .opened {
            return add(
                line, .openingMissing, LedgerEvent.Kind.opened.type, self.event(in: line, lines)?.type ?? "")
        }
        if isRepeated { return add(line, .idRepeated, "an id that no entry before has", event.id.description) }
        guard let party = opening?.opening.party else { return true }
        return lines.buffer.span.holds(party.id.description.utf8Span.span, in: lines.sources[line.source])
            || add(
                line, .sourceMismatch, party.id.description,
                self.event(in: line, lines)?.source.description ?? "")
    }

    mutating func checkIndex(
        _ event: EventAttributes, _ expected: Int, _ line: ParsedLine, _ lines: ParsedLines
    ) -> Bool {
        if isClosed { return add(line, .afterClosed, "the end of the file", name(in: line, lines)) }
        if line.position > 0 && (event.index == 0 || event.ledgerType == .opened) {
            return add(
                line, .secondOpening, "an entry that goes on from index \(expected)",
                "\(name(in: line, lines)) with index \(event.index)")
        }
        return event.index == expected || add(line, .indexMismatch, "index \(expected)", "index \(event.index)")
    }

    private mutating func name(in line: ParsedLine, _ lines: ParsedLines) -> String {
        event(in: line, lines)?.name ?? ""
    }

    mutating func checkPrevious(_ event: EventAttributes, _ expected: SHA256Digest?, _ line: ParsedLine) -> Bool
    {
        guard let expected, let previous = event.previous, previous != expected else { return true }
        return add(line, .previousMismatch, expected.prefixed, previous.prefixed)
    }

    mutating func checkRoot(_ event: EventAttributes, _ line: ParsedLine) -> Bool {
        guard let root = event.signing?.root else { return true }
        if level < .full {
            lastSigned = SignedRoot(
                position: line.position, byteOffset: line.byteOffset, root: root, tree: tree)
            return true
        }
        switch tree.matches(root, hasher: &hasher) {
        case nil: return true
        case true?:
            missedRootAt = nil
            return true
        case false?: break
        }
        let cause = missedRootAt.map { Finding.Cause.follows(from: $0) } ?? .root
        missedRootAt = missedRootAt ?? line.position
        return add(
            line, .rootMismatch, "the root over the entries before this one", root.prefixed, cause: cause)
    }

    mutating func checkRoster(_ event: EventAttributes, _ line: ParsedLine) -> Bool {
        guard let claimed = event.signing?.roster, claimed != lastKeyEvent else { return true }
        let expected = lastKeyEvent
        if withheld.contains(claimed) {
            lastKeyEvent = claimed
            return add(
                line, .keyEventWithheld, "key event \(claimed) to be shown",
                "a withheld entry at index \(claimed)")
        }
        if let cause = unaccounted[claimed] {
            lastKeyEvent = claimed
            return add(
                line, .rosterMismatch, "roster \(expected)", "roster \(claimed)", cause: .follows(from: cause))
        }
        return add(line, .rosterMismatch, "roster \(expected)", "roster \(claimed)")
    }

    mutating func checkBatch(
        _ event: EventAttributes, _ run: Int, _ line: ParsedLine, _ lines: ParsedLines
    ) -> Bool {
        if event.isLedgerEvent && event.index > 0 && (event.signing == nil || run > 0) {
            return add(
                line, .batchLedgerEvent, "a signed entry before it and a signature of its own",
                name(in: line, lines))
        }
        if event.signing == nil && run + 1 == Limits.batchEntriesMax {
            return add(
                line, .batchTooLong, "a signed entry after at most \(Limits.batchEntriesMax - 1) unsigned ones",
                "one more without a signature")
        }
        return true
    }
}
