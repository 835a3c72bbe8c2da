package import LedgerCrypto

/// One line of a ledger as the strict reader finds it: what the checks of its chain ask for, as plain values.
package enum EntryForm: Sendable {
    /// The signatures are in the line, not yet decoded; there are so many.
    case event(EventAttributes, signatureCount: Int)
    case withheld(SHA256Digest)

    /// Where the event begins in a line: after `{"event":`, since no white space is allowed.
    package static let eventStart = Entry.eventLabel.count

    /// Where the list of signatures of a line lies in it: between the event of that many bytes and the last brace.
    package static func signatures(of event: EventAttributes, in line: Range<Int>) -> Range<Int> {
        line.lowerBound + eventStart + event.byteCount + Entry.signaturesLabel.count..<line.upperBound - 1
    }

    /// - Parameters:
    ///   - nodes: the values of the line, from its own on.
    ///   - bytes: those from which the nodes count their places.
    ///   - lineStart: where the line begins in them, from which a refusal counts its offset.
    init(
        _ nodes: Span<CanonicalJSON.Node>, _ bytes: Span<UInt8>, lineStart: Int, hasher: inout SHA256
    ) throws(FormatError) {
        let second = nodes[0].nodeCount > 1 ? 1 + Int(nodes[1].nodeCount) : 1
        let end = Int(nodes[0].nodeCount)
        guard nodes[0].kind == .object, end > 1 else {
            throw EntryForm.otherMembers(nodes, bytes)
        }
        let name = MemberName(nodes[1], bytes)
        if second < end, second + Int(nodes[second].nodeCount) == end, name == MemberName.event,
            MemberName(nodes[second], bytes) == MemberName.signatures
        {
            let count = try EntryForm.signatureCount(second, nodes, bytes, lineStart: lineStart)
            self = .event(
                try EventAttributes(1, nodes, bytes, lineStart: lineStart, hasher: &hasher),
                signatureCount: count)
        } else if second == end, name == MemberName.withheld {
            let withheld = nodes[1]
            guard withheld.kind == .string, let hash = SHA256Digest(prefixed: bytes.extracting(withheld.range))
            else {
                throw FormatError(
                    .withheldInvalid, at: withheld.range.lowerBound - lineStart,
                    expected: "sha256: and 64 hex digits", found: withheld.excerpt(of: bytes))
            }
            self = .withheld(hash)
        } else {
            throw EntryForm.otherMembers(nodes, bytes)
        }
    }

    private static func signatureCount(
        _ list: Int, _ nodes: Span<CanonicalJSON.Node>, _ bytes: Span<UInt8>, lineStart: Int
    ) throws(FormatError) -> Int {
        // A string is one node: where all are strings, the list has one node for each and its own.
        let count = Int(nodes[list].nodeCount) - 1
        var areStrings = nodes[list].kind == .array && count <= Limits.signaturesMax
        if areStrings {
            for element in list + 1..<list + 1 + count where nodes[element].kind != .string {
                areStrings = false
            }
        }
        guard areStrings else {
            throw FormatError(
                .signaturesInvalid, at: nodes[list].range.lowerBound - lineStart,
                expected: "a list of at most \(Limits.signaturesMax) strings",
                found: nodes[list].excerpt(of: bytes))
        }
        return count
    }

    /// Where the next signature stands in a list of them that the strict reader accepted, without its quotes;
    /// nil after the last.
    ///
    /// - Parameter place: the beginning of the list, and then what it was after the signature before.
    package static func nextSignature(in list: Span<UInt8>, after place: inout Int) -> Range<Int>? {
        let start = place + 2
        guard start < list.count, list[place + 1] == UInt8(ascii: "\"") else { return nil }
        place = list.endOfPlainCharacters(from: start, to: list.count)
        while place < list.count, list[place] != UInt8(ascii: "\"") {
            place += list[place] == UInt8(ascii: "\\") ? 2 : 1
            place = list.endOfPlainCharacters(from: place, to: list.count)
        }
        let end = place
        place += 1
        return start..<end
    }

    private static func otherMembers(_ nodes: Span<CanonicalJSON.Node>, _ bytes: Span<UInt8>) -> FormatError {
        var names: [String] = []
        var child = 1
        while nodes[0].kind == .object, child < Int(nodes[0].nodeCount), names.count < 8 {
            names.append(String(bytes.extracting(nodes[child].nameRange)))
            child += Int(nodes[child].nodeCount)
        }
        return FormatError(
            .entryMembers, at: 0, expected: "the members event and signatures, or withheld, and no other",
            found: nodes[0].kind == .object
                ? "the members \(names.joined(separator: ", "))" : "\(nodes[0].kind)")
    }
}
