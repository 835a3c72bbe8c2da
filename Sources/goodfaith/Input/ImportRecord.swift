internal import Casework
internal import Exchange
internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerStore
internal import LedgerVerify
internal import MerkleTree

/// What a recipient records of the files that it received: `file.imported`, and `head.noted` for checkpoints.
///
/// An import is recorded once for each head and giver, a head once: receiving the same file again records
/// nothing, and a record that failed is made up for the next time.
struct ImportRecord {
    private let files: [ReceivedFile]
    private let giver: PartyID?
    private let time: Timestamp

    /// So many heads stand in one statement.
    private static let headsMax = 64

    init(_ files: [ReceivedFile], giver: PartyID?, time: Timestamp) {
        self.files = files
        self.giver = giver
        self.time = time
    }

    func record(
        in ledger: String, signingWith keys: [SigningKey], remembering memory: LedgerMemory?
    ) throws(Refusal) {
        if files.isEmpty { return }
        do throws(Refusal) {
            try take(in: ledger, keys, memory)
        } catch {
            guard error.isOfMemory, memory != nil else { throw error }
            try take(in: ledger, keys, nil)
        }
    }

    private func take(in ledger: String, _ keys: [SigningKey], _ memory: LedgerMemory?) throws(Refusal) {
        var index = LedgerIndex(ledger)
        var recorded = RecordedImports()
        var writer = try refusing { () throws(WriterError) in
            try LedgerWriter.open(
                ledger, signingWith: keys, rules: Vocabulary.current, memory: memory,
                observe: {
                    index.take($0)
                    recorded.take($0)
                })
        }
        if let statements = writer.statements {
            index = try LedgerIndex(ledger, statements)
            for type in RecordedImports.types {
                let entries = try lookingUp { () throws(ProofIndexError) in
                    try statements.entries(ofType: Event.typePrefix + type)
                }
                for entry in entries { recorded.take(entry) }
            }
        }
        for step in writer.recovery { Terminal.say("goodfaith: \(step.sentence)") }
        index.finish(with: writer.report)
        var resolver = ReferenceResolver(own: index)
        var statements: [Statement] = []
        for draft in try drafts(besides: recorded) {
            statements.append(try draft.statement(writer.party, &resolver))
        }
        if statements.isEmpty {
            Terminal.say("goodfaith: \(Terminal.printable(ledger)) records these heads already")
            return
        }
        let said = try refusing { () throws(WriterError) in try writer.append(statements) }
        for (said, statement) in zip(said, statements) {
            let name = statement.type.dropFirst(Event.typePrefix.count)
            Terminal.say("goodfaith: recorded in \(Terminal.printable(ledger)): \(said.index)  \(name)")
        }
    }

    private func drafts(besides recorded: RecordedImports) throws(Refusal) -> [StatementDraft] {
        var drafts: [StatementDraft] = []
        var imports: [Group: Set<NotedHead>] = [:]
        for file in files {
            let head = NotedHead(ledger: file.fingerprint, head: file.head)
            if file.kind == .checkpoint {
                if recorded.noted.contains(head) { continue }
                drafts.append(
                    try draft(
                        "head.noted",
                        ["counterpart=\(file.party)", "head:=\(head.json)", "means=checkpoint"]))
            } else {
                let group = Group(giver: giver ?? file.party, result: file.result.code)
                if recorded.imports[group.giver]?.contains(head) == true { continue }
                imports[group, default: []].insert(head)
            }
        }
        for (group, heads) in imports.sorted(by: { $0.key < $1.key }) {
            // One statement names a ledger once; of two heads of one ledger each has its own.
            var rest = heads.sorted { $0.json < $1.json }
            while !rest.isEmpty {
                var taken: [NotedHead] = []
                rest.removeAll { head in
                    guard taken.count < ImportRecord.headsMax,
                        !taken.contains(where: { $0.ledger == head.ledger })
                    else { return false }
                    taken.append(head)
                    return true
                }
                drafts.append(
                    try draft(
                        "file.imported",
                        [
                            "giver=\(group.giver)", "result=\(group.result)",
                            "heads:=[\(taken.map(\.json).joined(separator: ","))]",
                        ]))
            }
        }
        return drafts
    }

    private func draft(_ type: String, _ words: [String]) throws(Refusal) -> StatementDraft {
        try StatementDraft(
            type: type, words: words + ["occurred=\(time)"], id: try StatementOptions.randomID(), time: time)
    }

    /// Files of one giver with one result: they stand in one statement.
    private struct Group: Hashable, Comparable {
        let giver: PartyID
        let result: String

        static func < (left: Group, right: Group) -> Bool {
            (left.giver, left.result) < (right.giver, right.result)
        }
    }
}

/// A head of a ledger, as statements name it.
struct NotedHead: Hashable {
    let ledger: SHA256Digest
    let head: Head

    var json: String {
        #"{"ledger":"\#(ledger.prefixed)","root":"\#(head.root.prefixed)","size":\#(head.size)}"#
    }

    init(ledger: SHA256Digest, head: Head) {
        self.ledger = ledger
        self.head = head
    }

    init?(_ value: JSONValue) {
        guard let ledger = value["ledger"]?.digest, let root = value["root"]?.digest,
            let size = value["size"]?.integer
        else { return nil }
        self.init(ledger: ledger, head: Head(size: size, root: root))
    }
}

/// The heads that a ledger records already.
private struct RecordedImports {
    private(set) var imports: [PartyID: Set<NotedHead>] = [:]
    private(set) var noted: Set<NotedHead> = []

    /// The types that say so.
    static let types = ["file.imported", "head.noted"]

    mutating func take(_ entry: VerifiedEntry) {
        guard let event = entry.event else { return }
        switch event.name {
        case "file.imported":
            guard let giver = event.data["giver"]?.string.flatMap({ PartyID($0) }) else { return }
            imports[giver, default: []].formUnion(
                event.data["heads"]?.elements.compactMap { NotedHead($0) } ?? [])
        case "head.noted":
            if let head = event.data["head"].flatMap({ NotedHead($0) }) { noted.insert(head) }
        default: break
        }
    }
}
