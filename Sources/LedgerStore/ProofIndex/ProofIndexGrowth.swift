internal import Dispatch
internal import LedgerCrypto
internal import LedgerFormat
internal import Synchronization

extension ProofIndex {
    private static let bytesPerPiece = 4 << 20
    private static let linesPerTask = 512

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
                let record = IndexRecord(entry, at: end + line.lowerBound)
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
        let tasks = (lines.count + ProofIndex.linesPerTask - 1) / ProofIndex.linesPerTask
        let results = Mutex<[Result<[Entry], ProofIndexError>?]>(Array(repeating: nil, count: tasks))
        DispatchQueue.concurrentPerform(iterations: tasks) { task in
            let start = task * ProofIndex.linesPerTask
            let part = start..<min(start + ProofIndex.linesPerTask, lines.count)
            let result = ProofIndex.parse(piece, lines[part], path: path, number: first + start)
            results.withLock { $0[task] = result }
        }
        var entries: [Entry] = []
        for result in results.withLock({ $0 }) {
            guard let result else { throw .crypto("a part of the file was not read") }
            entries += try result.get()
        }
        return entries
    }

    private static func parse(
        _ piece: [UInt8], _ lines: ArraySlice<Range<Int>>, path: String, number: Int
    ) -> Result<[Entry], ProofIndexError> {
        guard var hasher = try? SHA256() else { return .failure(.crypto("OpenSSL gives no digest")) }
        var entries: [Entry] = []
        for (place, line) in lines.enumerated() {
            do throws(FormatError) {
                let entry = try Entry(piece, in: line, hasher: &hasher)
                guard entry.event.map({ $0.index == number - 1 + place }) ?? true else {
                    return .failure(
                        .ledger(path: path, line: number + place, explanation: "the entry has another index"))
                }
                entries.append(entry)
            } catch {
                return .failure(
                    .ledger(
                        path: path, line: number + place,
                        explanation: "expected \(error.expected), found \(error.found)"))
            }
        }
        return .success(entries)
    }
}
