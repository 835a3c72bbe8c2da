/// What somebody may have meant who wrote a name that is not known.
enum NearestNames {
    /// At most three of `names`, best first: those that few strokes lead to, or that hold the word as a part.
    static func of(_ name: String, among names: [String]) -> [String] {
        let reach = max(2, name.utf8.count / 4)
        let ranked = names.compactMap { candidate -> (distance: Int, name: String)? in
            let distance = strokes(from: Array(name.utf8.prefix(64)), to: Array(candidate.utf8))
            if distance <= reach { return (distance, candidate) }
            let isPart = name.utf8.count >= 3 && (contains(candidate, name) || contains(name, candidate))
            return isPart ? (reach + 1, candidate) : nil
        }
        return ranked.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(3).map(\.name)
    }

    private static func contains(_ whole: String, _ part: String) -> Bool {
        let part = Array(part.utf8)
        let whole = Array(whole.utf8)
        guard !part.isEmpty, part.count <= whole.count else { return false }
        return (0...whole.count - part.count).contains { whole[$0..<$0 + part.count].elementsEqual(part) }
    }

    /// The fewest insertions, deletions and replacements, after Levenshtein.
    private static func strokes(from left: [UInt8], to right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (position, byte) in left.enumerated() {
            var diagonal = row[0]
            row[0] = position + 1
            for (column, other) in right.enumerated() {
                let replaced = diagonal + (byte == other ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
            }
        }
        return row[right.count]
    }
}
