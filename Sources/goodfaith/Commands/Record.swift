internal import ArgumentParser
internal import Casework
internal import LedgerFormat
internal import LedgerStore
internal import LedgerVerify

struct Record: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Record what the party states: check it, sign it, append it.",
        discussion: """
            WORD is field=value, a reference rel=REF, or case=UUID (case=new for a new one). A value with structure is \
            canonical JSON after := . REF is an index, 6 or more digits of an event hash, FILE#INDEX for another ledger, or \
            sha256:HASH@sha256:FINGERPRINT for one that is not at hand. goodfaith vocabulary TYPE lists the fields.

            --from reads JSON Lines as jq -cS writes them, with the members type, words (a list) or data, and if wanted \
            subject, id and time; all of them become one batch, up to 65,536, and more than that several, each \
            recorded whole or not at all.

            A step of a child's case is refused where a step before it is missing, as far as the ledger, the ledgers \
            of its references and those of --with show. --despite CODE records it all the same, and says so.

            Example: goodfaith record us-office.jsonl correspondence.received recipient=us-office occurred=2025-08 \
            acknowledges=ru-office.jsonl#4 --key us-office.key
            """)

    @Argument(help: "Ledger file.", completion: .file())
    var ledger: String

    @Argument(help: "Type of the event, such as contact.held.")
    var type: String?

    @Argument(help: "Fields, references and the subject.")
    var words: [String] = []

    @Option(
        help: ArgumentHelp("File with many statements; - for standard input.", valueName: "file"),
        completion: .file())
    var from: String?

    @Option(
        name: .customLong("with"),
        help: ArgumentHelp(
            "Ledger to look for a case's earlier steps in; may be given several times.", valueName: "file"),
        completion: .file())
    var beside: [String] = []

    @Option(
        help: ArgumentHelp(
            "Irregularity that is known and stated all the same; may be given several times.",
            valueName: "code"))
    var despite: [String] = []

    @Flag(help: "Sign each statement of --from by itself instead of the last for all.")
    var signEach = false

    @Flag(help: "Show the event that would be signed, and sign nothing.")
    var dryRun = false

    @Flag(help: "Print one JSON object for each statement.")
    var json = false

    @OptionGroup var signing: SigningOptions
    @OptionGroup var statement: StatementOptions
    @OptionGroup var receipts: ReceiptOptions

    func validate() throws {
        if (type == nil) == (from == nil) {
            throw ValidationError("Give a type and its words, or --from FILE.")
        }
        if from != nil && (statement.id != nil || !words.isEmpty || !despite.isEmpty) {
            throw ValidationError("With --from, ids, words and despite stand in the file.")
        }
        if signEach && from == nil { throw ValidationError("--sign-each is for --from.") }
    }

    func run() throws {
        let keys = try signing.signingKeys()
        if keys.isEmpty {
            throw Refusal("no key was given to sign with", hint: "name the party's private key: --key FILE")
        }
        var memory = receipts.memory
        guard let file = try statementFile() else { return try record([try draft()], keys, &memory) }
        if file.batchCount > 1 { try announce(file) }
        for batch in 0..<file.batchCount {
            try record(try file.drafts(ofBatch: batch), keys, &memory, isFirst: batch == 0)
        }
    }

    private func statementFile() throws(Refusal) -> StatementFile? {
        guard let from else { return nil }
        return try StatementFile(from, at: try statement.recordedAt())
    }

    private func draft() throws(Refusal) -> StatementDraft {
        let known = despite.isEmpty ? [] : ["despite=" + despite.joined(separator: ",")]
        return try StatementDraft(
            type: type ?? "", words: words + known, id: try statement.eventID(),
            time: try statement.recordedAt())
    }

    /// Says beforehand what becomes of an input that is too long for one batch.
    private func announce(_ file: StatementFile) throws {
        if dryRun {
            throw Refusal(
                "\(file.count) statements are more than one batch",
                hint: "show them in parts of up to \(Limits.batchEntriesMax)")
        }
        try file.check()
        Terminal.say(
            "goodfaith: \(file.count) statements become \(file.batchCount) batches of up to \(Limits.batchEntriesMax)"
        )
        Terminal.say("goodfaith: each is recorded whole or not at all; what is recorded when this stops, stays")
        Terminal.say("goodfaith: hint: with an id in every line, the same command goes on where it stopped")
        if json {
            try Terminal.print(json: ["batches": .integer(file.batchCount), "statements": .integer(file.count)])
        }
    }

    /// Records statements, all of them or none; once more without what is remembered, where that is of no use.
    private func record(
        _ drafts: [StatementDraft], _ keys: [SigningKey], _ memory: inout LedgerMemory?, isFirst: Bool = true
    ) throws {
        do {
            try record(drafts, keys, remembering: memory, isFirst)
        } catch let refusal as Refusal where refusal.isOfMemory && memory != nil {
            memory = nil
            try record(drafts, keys, remembering: nil, isFirst)
        }
    }

    private func record(
        _ drafts: [StatementDraft], _ keys: [SigningKey], remembering memory: LedgerMemory?, _ isFirst: Bool
    ) throws {
        let isCasework = drafts.contains(where: \.isCasework)
        var index = LedgerIndex(ledger, replaying: isCasework)
        var writer = try refusing { () throws(WriterError) in
            try LedgerWriter.open(
                ledger, signingWith: keys, mayRecover: !dryRun, rules: Vocabulary.current, memory: memory,
                observe: { index.take($0) })
        }
        let remembered = writer.statements
        do {
            if let remembered { index = try LedgerIndex(ledger, remembered) }
            if isFirst { warn(of: writer.recovery, keys, writer.report) }
            index.finish(with: writer.report)
            try record(drafts, index, &writer, isCasework)
        } catch let refusal as Refusal where refusal.isOfMemory {
            remembered?.discard()
            throw refusal
        }
    }

    private func warn(of recovery: [RecoveryStep], _ keys: [SigningKey], _ report: VerificationReport) {
        for step in recovery { Terminal.say("goodfaith: \(step.sentence)") }
        for key in keys {
            guard let since = report.compromisedSince(key.keyID) else { continue }
            Terminal.say(
                "goodfaith: warning: key \(key.keyID) was called compromised since entry \(since)")
            Terminal.say("goodfaith: hint: what it signs alone is disowned; rotate it, and sign with another")
        }
    }

    private func record(
        _ drafts: [StatementDraft], _ index: LedgerIndex, _ writer: inout LedgerWriter, _ isCasework: Bool
    ) throws {
        var resolver = ReferenceResolver(own: index, replaying: isCasework)
        for path in beside { try resolver.lay(beside: path) }
        var statements: [Statement] = []
        for draft in drafts {
            do throws(Refusal) {
                statements.append(try draft.statement(writer.party, &resolver))
            } catch {
                throw error.isOfMemory ? error : draft.line.map { error.inFile(from ?? "", line: $0) } ?? error
            }
        }
        let signing = signEach ? Signing.each : .batch
        let planned = try refusing { () throws(WriterError) in try writer.plan(statements, signing) }
        if isCasework {
            let lines = Dictionary(zip(statements.map(\.id), drafts.map(\.line))) { first, _ in first }
            try GuardedStatements(planned.events, resolver).check { id in
                lines[id]?.map { (from ?? "", $0) }
            }
        }
        if dryRun {
            for event in planned.events { Terminal.print(String(decoding: event.bytes, as: UTF8.self)) }
            return
        }
        let recorded = try refusing { () throws(WriterError) in try writer.append(planned) }
        try? show(recorded, statements)
    }

    private func show(_ recorded: [RecordedStatement], _ statements: [Statement]) throws {
        Terminal.print(lines: try zip(recorded, statements).map { try line(of: $0, $1) })
    }

    private func line(of recorded: RecordedStatement, _ statement: Statement) throws -> String {
        let name = statement.type.dropFirst(Event.typePrefix.count)
        if json {
            let told: JSON = [
                "already_recorded": .boolean(recorded.wasThere), "event": .string(recorded.hash.prefixed),
                "id": .string(statement.id.description), "index": .integer(recorded.index),
                "type": .string(String(name)),
            ]
            return String(decoding: try told.canonicalBytes(), as: UTF8.self)
        }
        let subject = statement.subject.map { "  \($0)" } ?? ""
        let note = recorded.wasThere ? "  (was recorded already)" : ""
        return "\(recorded.index)  \(recorded.hash.prefixed)  \(name)\(subject)\(note)"
    }
}
