internal import LedgerCrypto
internal import LedgerFormat

extension ProofIndex {
    private static let bytesPerPiece = 4 << 20
    private static let linesPerPiece = 512

    /// Takes in the lines that were appended to the file. Hashes are written before the entries that count
    /// them, so that no entry is counted without its hash.
    func grow() throws(ProofIndexError) {
        var hasher: SHA256
        do { hasher = try SHA256() } catch { throw .crypto("\(error)") }
        while true {
            let piece: [UInt8]
            do { piece = try ledger.read(ProofIndex.bytesPerPiece, at: end) } catch { throw .file(error) }
            let lines = ProofIndex.lines(of: piece)
            // What has no line feed at the end of the file is no entry yet; inside of it no line is so long.
            guard let last = lines.last else {
                if piece.count < Limits.lineBytesMax { break }
                throw .ledger(path: path, line: leafCount + 1, explanation: "the line is too long")
            }
            for (line, entry) in zip(lines, try ProofIndex.parse(piece, lines, path, number: leafCount + 1)) {
                if entry.event == nil { mark.hasWithheld = true }
                try levels.append(entry.hash, with: &hasher)
                let record = IndexRecord(entry.event, at: end + line.lowerBound)
                try ProofIndexError.filing { () throws(FileFailure) in
                    try entries.append { record.append(to: &$0) }
                }
            }
            end += last.upperBound + 1
        }
        try levels.flush()
        try ProofIndexError.filing { () throws(FileFailure) in try entries.flush() }
    }

    /// The lines of a piece that end in it, each without its line feed.
    static func lines(of piece: [UInt8]) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        let bytes = piece.span
        for place in bytes.indices where bytes[place] == UInt8(ascii: "\n") {
            lines.append(start..<place)
            start = place + 1
        }
        return lines
    }

    /// The entries of the lines, read on all cores.
    ///
    /// - Parameter first: the number of the first line.
    static func parse(
        _ piece: [UInt8], _ lines: [Range<Int>], _ path: String, number first: Int
    ) throws(ProofIndexError) -> [Entry] {
        try lines.indices.mapPiecesConcurrently(of: ProofIndex.linesPerPiece) { part throws(ProofIndexError) in
            try ProofIndex.parse(piece, lines[part], path: path, number: first + part.lowerBound)
        }
    }

    private static func parse(
        _ piece: [UInt8], _ lines: ArraySlice<Range<Int>>, path: String, number: Int
    ) throws(ProofIndexError) -> [Entry] {
        var hasher: SHA256
        do { hasher = try SHA256() } catch { throw .crypto("\(error)") }
        var entries: [Entry] = []
        for (place, line) in lines.enumerated() {
            let entry: Entry
            do { entry = try Entry(piece, in: line, hasher: &hasher) } catch {
                throw .ledger(
                    path: path, line: number + place,
                    explanation: "expected \(error.expected), found \(error.found)")
            }
            guard entry.event.map({ $0.index == number - 1 + place }) ?? true else {
                throw .ledger(path: path, line: number + place, explanation: "the entry has another index")
            }
            entries.append(entry)
        }
        return entries
    }
}
