/// The strict reader: one pass over the bytes, which either finds every value's place or refuses.
struct CanonicalJSONReader: Sendable {
    /// The values of what was read last, in their order. There are ``count`` of them; what follows means nothing.
    private(set) var nodes: [CanonicalJSON.Node] = []
    private(set) var count = 0
    private let depthMax: Int

    /// - Parameter depthMax: the deepest nesting that is read.
    init(depthMax: Int = Limits.depthMax) { self.depthMax = depthMax }

    /// Reads one value, from the first to the last byte of `range`.
    ///
    /// The memory of the value before is used again: only a longer one than any before it allocates.
    ///
    /// - Throws: ``JSONRejection``, with the offset counted from `range`'s start; then there are no values.
    mutating func read(_ range: Range<Int>, of bytes: Span<UInt8>) throws(JSONRejection) {
        count = 0
        guard range.upperBound <= UInt32.max else {
            throw JSONRejection(reason: .syntax, offset: 0, explanation: "a document is longer than 4 GiB")
        }
        // Every value takes a byte and, all but the last, a comma, a colon or a bracket after it; of those that
        // are not yet closed there are no more than the depth allows.
        let countMax = range.count / 2 + 2 + depthMax
        if nodes.count < countMax {
            nodes = Array(repeating: CanonicalJSON.Node(), count: max(countMax, 2 * nodes.count))
        }
        count = try CanonicalJSONReader.read(range, of: bytes, depthMax: depthMax, into: &nodes)
    }

    private static func read(
        _ range: Range<Int>, of bytes: Span<UInt8>, depthMax: Int, into nodes: inout [CanonicalJSON.Node]
    ) throws(JSONRejection) -> Int {
        var places = nodes.mutableSpan
        var walk = CanonicalJSONWalk(range, depthMax: depthMax)
        try walk.readWhole(bytes, &places)
        return walk.count
    }
}

/// Where the strict reader is within one value.
private struct CanonicalJSONWalk {
    private let start: Int
    private let end: Int
    private let depthMax: Int
    private var at: Int
    private var depth = 0
    private(set) var count = 0

    /// A member's name: its first eight bytes as a number whose order is theirs, and where it stands.
    private struct Name {
        var leading: UInt64 = 0
        var range = 0..<0
    }

    init(_ range: Range<Int>, depthMax: Int) {
        (start, end, at) = (range.lowerBound, range.upperBound, range.lowerBound)
        self.depthMax = depthMax
    }

    mutating func readWhole(
        _ bytes: Span<UInt8>, _ nodes: inout MutableSpan<CanonicalJSON.Node>
    ) throws(JSONRejection) {
        try readValue(0, bytes, &nodes)
        if at < end {
            let reason: JSONRejection.Reason = isWhiteSpace(bytes[at]) ? .whiteSpace : .trailingBytes
            throw rejection(reason, "the value has ended, but more bytes follow")
        }
    }

    // MARK: Values

    /// - Parameter nameCount: how many bytes the name of the member has whose value this is; 0 for no member.
    private mutating func readValue(
        _ nameCount: Int, _ bytes: Span<UInt8>, _ nodes: inout MutableSpan<CanonicalJSON.Node>
    ) throws(JSONRejection) {
        guard at < end else { throw rejection(.syntax, "the bytes end where a value should stand") }
        switch bytes[at] {
        case UInt8(ascii: "\""):
            let first = at + 1
            let isEscaped = try readString(bytes)
            append(.string, first, at - 1, nameCount, isEscaped: isEscaped, &nodes)
        case UInt8(ascii: "{"): try readObject(nameCount, bytes, &nodes)
        case UInt8(ascii: "["): try readArray(nameCount, bytes, &nodes)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            let first = at
            try readInteger(bytes)
            append(.integer, first, at, nameCount, &nodes)
        case UInt8(ascii: "t"): try readWord("true", nameCount, bytes, &nodes)
        case UInt8(ascii: "f"): try readWord("false", nameCount, bytes, &nodes)
        case UInt8(ascii: "n"): throw rejection(.null, "null is not allowed: an absent member is left out")
        default: throw unexpected("a value", bytes)
        }
    }

    private mutating func readObject(
        _ nameCount: Int, _ bytes: Span<UInt8>, _ nodes: inout MutableSpan<CanonicalJSON.Node>
    ) throws(JSONRejection) {
        let node = try open(.object, nameCount, &nodes)
        var previousName = Name()
        if !take(UInt8(ascii: "}"), bytes) {
            repeat {
                let name = try readName(after: previousName, bytes)
                guard take(UInt8(ascii: ":"), bytes) else { throw unexpected("a colon", bytes) }
                try readValue(name.range.count, bytes, &nodes)
                previousName = name
            } while take(UInt8(ascii: ","), bytes)
            guard take(UInt8(ascii: "}"), bytes) else { throw unexpected("a comma or a closing brace", bytes) }
        }
        close(node, &nodes)
    }

    private mutating func readArray(
        _ nameCount: Int, _ bytes: Span<UInt8>, _ nodes: inout MutableSpan<CanonicalJSON.Node>
    ) throws(JSONRejection) {
        let node = try open(.array, nameCount, &nodes)
        if !take(UInt8(ascii: "]"), bytes) {
            repeat { try readValue(0, bytes, &nodes) } while take(UInt8(ascii: ","), bytes)
            guard take(UInt8(ascii: "]"), bytes) else {
                throw unexpected("a comma or a closing bracket", bytes)
            }
        }
        close(node, &nodes)
    }

    private mutating func readWord(
        _ word: StaticString, _ nameCount: Int, _ bytes: Span<UInt8>,
        _ nodes: inout MutableSpan<CanonicalJSON.Node>
    ) throws(JSONRejection) {
        let first = at
        for byte in word.description.utf8 {
            guard take(byte, bytes) else { throw unexpected("true or false", bytes) }
        }
        append(.boolean, first, at, nameCount, &nodes)
    }

    /// RFC 8785, section 3.2.2.3, for integers: no leading zero, no minus zero, no fraction, no exponent.
    private mutating func readInteger(_ bytes: Span<UInt8>) throws(JSONRejection) {
        let first = at
        let isNegative = take(UInt8(ascii: "-"), bytes)
        let firstDigit = at
        var magnitude = 0
        while at < end, bytes[at] >= UInt8(ascii: "0"), bytes[at] <= UInt8(ascii: "9") {
            magnitude = magnitude * 10 + Int(bytes[at] - UInt8(ascii: "0"))
            if magnitude > Limits.integerMax {
                throw rejection(.number, "an integer lies beyond 2^53-1", at: first)
            }
            at += 1
        }
        if at == firstDigit { throw unexpected("a digit", bytes) }
        if bytes[firstDigit] == UInt8(ascii: "0"), at - firstDigit > 1 || isNegative {
            throw rejection(.number, "an integer is written with a leading zero or as minus zero", at: first)
        }
        if at < end,
            bytes[at] == UInt8(ascii: ".") || bytes[at] == UInt8(ascii: "e") || bytes[at] == UInt8(ascii: "E")
        {
            throw rejection(.number, "a number has a fraction or an exponent; only whole numbers are allowed")
        }
    }

    // MARK: Names

    /// A member name: a lower-case letter, then lower-case letters, digits and underscores, and later in
    /// byte order than the name before it.
    @inline(__always)
    private mutating func readName(after previous: Name, _ bytes: Span<UInt8>) throws(JSONRejection) -> Name {
        let quote = at
        guard take(UInt8(ascii: "\""), bytes) else { throw unexpected("a member name in quotes", bytes) }
        let first = at
        var leading: UInt64 = 0
        at = endOfName(first, bytes, &leading)
        guard at < end, bytes[at] == UInt8(ascii: "\""), at > first, at - first <= Limits.memberNameBytesMax,
            bytes[first] >= UInt8(ascii: "a")
        else {
            throw rejection(
                .memberName, "a member name is not a lower-case letter followed by up to 63 of a-z, 0-9 and _",
                at: quote)
        }
        let name = Name(leading: leading.byteSwapped, range: first..<at)
        if previous.leading >= name.leading { try checkOrder(previous.range, name.range, bytes) }
        at += 1
        return name
    }

    /// Where the name that begins at `first` ends; `leading` becomes its first eight bytes.
    @inline(__always)
    private func endOfName(_ first: Int, _ bytes: Span<UInt8>, _ leading: inout UInt64) -> Int {
        var place = first
        while place < end {
            let word = bytes.word(place, 8)
            // Beyond the last byte the word is zero, and zero is no character of a name.
            let characters = ByteWords.nameCharacters(in: word)
            if place == first { leading = ByteWords.first(characters, of: word) }
            place += characters
            if characters < 8 { break }
        }
        return min(place, end)
    }

    /// The order of two names of which the first eight bytes do not decide that it is right.
    private func checkOrder(
        _ previous: Range<Int>, _ name: Range<Int>, _ bytes: Span<UInt8>
    ) throws(JSONRejection) {
        var left = previous.lowerBound
        var right = name.lowerBound
        while left < previous.upperBound, right < name.upperBound {
            if bytes[left] < bytes[right] { return }
            if bytes[left] > bytes[right] {
                throw rejection(
                    .memberOrder, "the members of an object are not in alphabetical order", at: name.lowerBound)
            }
            left += 1
            right += 1
        }
        if previous.count == name.count {
            throw rejection(.duplicateMember, "a member stands twice in one object", at: name.lowerBound)
        }
        if previous.count > name.count {
            throw rejection(
                .memberOrder, "the members of an object are not in alphabetical order", at: name.lowerBound)
        }
    }

    // MARK: Strings

    /// - Returns: whether an escape stands in it.
    @inline(__always)
    private mutating func readString(_ bytes: Span<UInt8>) throws(JSONRejection) -> Bool {
        at += 1
        var isEscaped = false
        while true {
            at = bytes.endOfPlainCharacters(from: at, to: end)
            guard at < end else { throw rejection(.syntax, "a string is not closed") }
            let byte = bytes[at]
            if byte == UInt8(ascii: "\"") { break }
            if byte == UInt8(ascii: "\\") {
                try readEscape(bytes)
                isEscaped = true
            } else {
                try readRareCharacter(byte, bytes)
            }
        }
        at += 1
        return isEscaped
    }

    /// Only `\"` and `\\` remain: RFC 8785 escapes nothing else but control characters, and those are
    /// forbidden.
    private mutating func readEscape(_ bytes: Span<UInt8>) throws(JSONRejection) {
        guard at + 1 < end else { throw rejection(.syntax, "a string is not closed") }
        switch bytes[at + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): at += 2
        case UInt8(ascii: "b"), UInt8(ascii: "t"), UInt8(ascii: "n"), UInt8(ascii: "f"), UInt8(ascii: "r"):
            throw rejection(.character, "a string holds a control character")
        default: throw rejection(.escape, "a character is escaped that canonical JSON writes as itself")
        }
    }

    private mutating func readRareCharacter(_ byte: UInt8, _ bytes: Span<UInt8>) throws(JSONRejection) {
        if byte < 0x20 || byte == 0x7F { throw rejection(.character, "a string holds a control character") }
        guard let (scalar, length) = bytes.scalar(at: at, before: end) else {
            throw rejection(.utf8, "the bytes are not valid UTF-8")
        }
        if ForbiddenCharacters.contains(scalar) {
            throw rejection(
                .character,
                "a string holds U+\(String(scalar, radix: 16, uppercase: true)), a control, direction or non-character"
            )
        }
        at += length
    }

    // MARK: Bytes and nodes

    private func isWhiteSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    @inline(__always)
    private mutating func take(_ byte: UInt8, _ bytes: Span<UInt8>) -> Bool {
        guard at < end, bytes[at] == byte else { return false }
        at += 1
        return true
    }

    private mutating func open(
        _ kind: JSONValue.Kind, _ nameCount: Int, _ nodes: inout MutableSpan<CanonicalJSON.Node>
    ) throws(JSONRejection) -> Int {
        depth += 1
        if depth > depthMax {
            throw rejection(.depth, "values are nested more than \(depthMax) deep")
        }
        append(kind, at, at, nameCount, &nodes)
        at += 1
        return count - 1
    }

    private mutating func close(_ node: Int, _ nodes: inout MutableSpan<CanonicalJSON.Node>) {
        depth -= 1
        nodes[node].end = UInt32(truncatingIfNeeded: at)
        nodes[node].nodeCount = UInt32(truncatingIfNeeded: count - node)
    }

    @inline(__always)
    private mutating func append(
        _ kind: JSONValue.Kind, _ first: Int, _ last: Int, _ nameCount: Int, isEscaped: Bool = false,
        _ nodes: inout MutableSpan<CanonicalJSON.Node>
    ) {
        nodes[count] = CanonicalJSON.Node(
            kind: kind, isEscaped: isEscaped, nameCount: UInt8(truncatingIfNeeded: nameCount),
            start: UInt32(truncatingIfNeeded: first), end: UInt32(truncatingIfNeeded: last), nodeCount: 1)
        count += 1
    }

    private func unexpected(_ wanted: String, _ bytes: Span<UInt8>) -> JSONRejection {
        if at < end, isWhiteSpace(bytes[at]) {
            return rejection(.whiteSpace, "white space stands where canonical JSON has none")
        }
        return rejection(.syntax, "\(wanted) should stand here")
    }

    private func rejection(
        _ reason: JSONRejection.Reason, _ explanation: String, at place: Int? = nil
    ) -> JSONRejection {
        JSONRejection(reason: reason, offset: (place ?? at) - start, explanation: explanation)
    }
}
