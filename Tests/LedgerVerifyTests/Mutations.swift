import SeededRandom

/// Changes to lines of a ledger, drawn from a seed: what a carrier, a disk or an editor could do, and what a
/// stranger to the format would try.
struct Mutations: RandomNumberGenerator {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    mutating func next() -> UInt64 { generator.next() }

    /// What is put in: other spellings of numbers, escapes, characters that are not allowed, words of the format.
    private static let tokens: [[UInt8]] =
        [
            "\"", "\\\"", "\\\\", "\\n", "\\u0041", "\u{E9}", "\u{202E}", "\u{85}", "\u{FFFF}", "\u{1F600}",
            "\u{7F}",
            "{", "}", "[", "]", ",", ":", "0", "-1", "-0", "01", "1.5", "1e3", "9007199254740992", "2147483648",
            "null", "true", " ", "\t", "\r", "sha256:", "goodfaith.", "goodfaith.key.added",
            "urn:goodfaith:vocabulary:2", "\"a\":1,", "\"event\":", "\"root\":", "_", "A", "[[[[[[[[[[[[[[[[[[",
            "/",
        ].map { Array($0.utf8) } + [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0]]

    /// One change of a line that is not empty.
    mutating func change(_ line: inout [UInt8]) {
        let place = Int.random(in: 0..<line.count, using: &self)
        let token = Mutations.tokens[Int.random(in: 0..<Mutations.tokens.count, using: &self)]
        switch Int.random(in: 0..<7, using: &self) {
        case 0: line[place] ^= 1 << UInt8.random(in: 0..<8, using: &self)
        case 1: line.remove(at: place)
        case 2: line.insert(contentsOf: token, at: place)
        case 3: line.replaceSubrange(place..<min(line.count, place + token.count), with: token)
        case 4: line.swapAt(place, Int.random(in: 0..<line.count, using: &self))
        case 5: line.removeSubrange(place..<min(line.count, place + Int.random(in: 1..<40, using: &self)))
        default: exchangeMembers(&line)
        }
    }

    /// Exchanges what stands between three commas that follow one another.
    private mutating func exchangeMembers(_ line: inout [UInt8]) {
        let commas = line.indices.filter { line[$0] == UInt8(ascii: ",") }
        guard commas.count > 2 else { return }
        let first = Int.random(in: 0..<commas.count - 2, using: &self)
        let (one, two, three) = (commas[first], commas[first + 1], commas[first + 2])
        let exchanged = line[(two + 1)..<three] + [UInt8(ascii: ",")] + line[(one + 1)..<two]
        line.replaceSubrange(one + 1..<three, with: Array(exchanged))
    }
}
