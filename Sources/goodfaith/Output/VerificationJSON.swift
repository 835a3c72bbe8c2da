internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerVerify
internal import MerkleTree

/// The report of a verification as JSON: all of it, on failure too.
enum VerificationJSON {
    static func of(_ report: VerificationReport, path: String) -> JSON {
        var members: [String: JSON] = [
            "anchor": anchor(report.anchor),
            "bytes": .integer(report.byteCount),
            "completeness": completeness(report.completeness),
            "disowned": ranges(report.disowned),
            "entries": .integer(report.entryCount),
            "exit_code": .integer(Int(report.verdict.exitCode)),
            "file": .string(Terminal.printable(path)),
            "finding_count": .integer(report.findingCount),
            "findings": .array(report.findings.map(finding)),
            "keys": .array(report.keys.map(key)),
            "level": .string(report.level.rawValue),
            "seen_outside": .array(report.seenOutside.map(seen)),
            "not_checked": .array(report.notChecked.map { .string($0.sentence) }),
            "verdict": .string(report.verdict.rawValue),
            "withheld": ranges(report.withheld),
        ]
        if let head = report.head { members["head"] = of(head) }
        if let before = report.verifiedBefore {
            members["verified_before"] = [
                "bytes": .integer(before.byteCount), "entries": .integer(before.entryCount),
            ]
        }
        if let index = report.verifiedTo { members["verified_to"] = .integer(index) }
        if let ledger = report.ledger { members["ledger"] = identity(ledger, report) }
        return .object(members)
    }

    static func of(_ head: Head) -> JSON { ["root": .string(head.root.prefixed), "size": .integer(head.size)] }

    private static func identity(_ ledger: VerificationReport.Identity, _ report: VerificationReport) -> JSON {
        let opening = ledger.opening
        var members: [String: JSON] = [
            "audience": .array(opening.audience.map { .string($0.description) }),
            "closed": .boolean(report.isClosed),
            "fingerprint": .string(ledger.fingerprint.prefixed),
            "origin": .string(opening.origin.description),
            "party": [
                "class": .string(opening.party.partyClass), "id": .string(opening.party.id.description),
                "name": .string(opening.party.name), "roles": .array(opening.party.roles.map { .string($0) }),
            ],
            "threshold": .integer(report.threshold),
        ]
        if let successor = report.successor { members["successor"] = .string(successor.prefixed) }
        if let next = report.next { members["next"] = .string(next.prefixed) }
        if let predecessor = opening.predecessor {
            members["predecessor"] = [
                "fingerprint": .string(predecessor.fingerprint.prefixed),
                "root": .string(predecessor.root.prefixed),
                "size": .integer(predecessor.size),
            ]
        }
        return .object(members)
    }

    static func finding(_ finding: Finding) -> JSON {
        var members: [String: JSON] = [
            "code": .string(finding.code.description),
            "expected": .string(Terminal.printable(finding.expected)),
            "found": .string(Terminal.printable(finding.found)), "meaning": .string(finding.code.meaning),
            "verdict": .string(finding.code.verdict.rawValue),
        ]
        if let index = finding.index { members["index"] = .integer(index) }
        if let line = finding.line { members["line"] = .integer(line) }
        if let offset = finding.byteOffset { members["byte_offset"] = .integer(offset) }
        switch finding.cause {
        case .root: members["root_cause"] = true
        case .follows(let index):
            members["root_cause"] = false
            members["follows_from"] = .integer(index)
        }
        return .object(members)
    }

    private static func seen(_ counted: CountedHead) -> JSON {
        let outside = counted.outside
        let standing =
            switch counted.standing {
            case .holds: "holds"
            case .beyondEnd: "beyond-end"
            case .forked: "forked"
            case .undetermined: "undetermined"
            }
        return [
            "by": .string(Terminal.printable(outside.witness)),
            "head": ["root": .string(outside.head.root.prefixed), "size": .integer(outside.head.size)],
            "not_counted_against": .array(counted.notCountedAgainst.map { .integer($0) }),
            "standing": .string(standing), "time": .string("\(outside.time)"),
        ]
    }

    private static func key(_ key: PublicKey) -> JSON {
        ["algorithm": .string(key.algorithm.rawValue), "keyid": .string(key.keyID.description)]
    }

    static func ranges(_ ranges: IndexRanges) -> JSON {
        .array(ranges.ranges.map { ["first": .integer($0.lowerBound), "last": .integer($0.upperBound)] })
    }

    private static func anchor(_ anchor: AnchorMatch) -> JSON {
        switch anchor {
        case .fingerprint: ["kind": "fingerprint"]
        case .key(let party, let keyID):
            ["keyid": .string(keyID.description), "kind": "key", "party": .string(party.description)]
        case .selfDeclared: ["kind": "self-declared"]
        case .none: ["kind": "none"]
        }
    }

    private static func completeness(_ completeness: VerificationReport.Completeness) -> JSON {
        switch completeness {
        case .notChecked: ["kind": "not-checked"]
        case .complete(let beyond): ["entries_beyond": .integer(beyond), "kind": "complete"]
        case .truncated(let missing): ["entries_missing": .integer(missing), "kind": "truncated"]
        case .forked: ["kind": "forked"]
        case .undetermined: ["kind": "undetermined"]
        }
    }
}
