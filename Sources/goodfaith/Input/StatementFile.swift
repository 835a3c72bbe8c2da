internal import LedgerFormat

/// A file with many statements, one a line, as JSON Lines in the canonical form.
struct StatementFile {
    let path: String
    private let bytes: [UInt8]
    /// Where the lines lie that hold a statement, with their numbers.
    private let lines: [(number: Int, range: Range<Int>)]
    private let time: Timestamp

    private static let bytesMax = 1 << 30

    /// - Parameter time: when the statements are recorded that say nothing about it.
    init(_ path: String, at time: Timestamp) throws(Refusal) {
        let bytes = try InputFile.bytes(path, bytesMax: StatementFile.bytesMax)
        var lines: [(Int, Range<Int>)] = []
        var (number, start) = (1, 0)
        let span = bytes.span
        for place in 0...span.count where place == span.count || span[place] == UInt8(ascii: "\n") {
            if start < place { lines.append((number, start..<place)) }
            (number, start) = (number + 1, place + 1)
        }
        (self.path, self.time, self.bytes, self.lines) = (path, time, bytes, lines)
        if lines.isEmpty {
            throw Refusal(
                "\(Terminal.printable(path)) holds no statement", hint: "write one JSON object a line")
        }
    }

    var count: Int { lines.count }

    /// How many batches its statements become.
    var batchCount: Int { (count + Limits.batchEntriesMax - 1) / Limits.batchEntriesMax }

    /// The statements of one batch.
    func drafts(ofBatch number: Int) throws(Refusal) -> [StatementDraft] {
        let drafts = try read(batch: number)
        var seen: [EventID: Int] = [:]
        try refuseRepeatedIDs(of: drafts, &seen)
        return drafts
    }

    /// Reads on all cores.
    private func read(batch number: Int) throws(Refusal) -> [StatementDraft] {
        let start = number * Limits.batchEntriesMax
        let batch = lines[start..<min(start + Limits.batchEntriesMax, count)]
        return try batch.mapPiecesConcurrently(of: StatementFile.linesPerPiece) { part throws(Refusal) in
            var drafts: [StatementDraft] = []
            for line in part { drafts.append(try draft(line)) }
            return drafts
        }
    }

    private static let linesPerPiece = 256

    /// Reads every statement, so that a mistake in the last is told before the first is recorded.
    func check() throws(Refusal) {
        var seen: [EventID: Int] = [:]
        for batch in 0..<batchCount { try refuseRepeatedIDs(of: try read(batch: batch), &seen) }
    }

    private func refuseRepeatedIDs(of drafts: [StatementDraft], _ seen: inout [EventID: Int]) throws(Refusal) {
        seen.reserveCapacity(seen.count + drafts.count)
        for draft in drafts {
            guard let line = draft.line, let earlier = seen.updateValue(line, forKey: draft.id) else {
                continue
            }
            throw Refusal(
                "line \(earlier) has the id \(draft.id) too",
                hint: "give each statement an id of its own, or none; remove what stands twice"
            ).inFile(path, line: line)
        }
    }

    private func draft(_ line: (number: Int, range: Range<Int>)) throws(Refusal) -> StatementDraft {
        do throws(Refusal) {
            if bytes[line.range.upperBound - 1] == UInt8(ascii: "\r") {
                throw Refusal(
                    "the line ends with a carriage return", hint: "tr -d '\\r' leaves the line feeds alone")
            }
            return try StatementDraft(line: Array(bytes[line.range]), number: line.number, time)
        } catch {
            throw error.inFile(path, line: line.number)
        }
    }
}
