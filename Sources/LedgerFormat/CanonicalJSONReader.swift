/// The strict reader: one pass over the bytes, which either finds every value's place or refuses.
struct CanonicalJSONReader {
    private let bytes: [UInt8]
    /// From where the places of nodes are counted.
    private let base: Int
    /// Where the value that is being read begins and ends.
    private var start = 0
    private var end = 0
    private var at = 0
    private var depth = 0
    private let depthMax: Int
    private(set) var nodes: [CanonicalJSON.Node] = []

    /// - Parameters:
    ///   - base: the start of the first value that will be read.
    ///   - depthMax: the deepest nesting that is read.
    init(_ bytes: [UInt8], from base: Int, depthMax: Int = Limits.depthMax) {
        self.bytes = bytes
        self.depthMax = depthMax
        self.base = base
        nodes.reserveCapacity(64)
    }

    /// Reads one value, and appends its nodes to those of the values before it.
    ///
    /// - Returns: the first of its nodes.
    /// - Throws: ``JSONRejection``; then nothing is appended.
    mutating func read(_ range: Range<Int>) throws(JSONRejection) -> Int {
        let root = nodes.count
        (start, end, at, depth) = (range.lowerBound, range.upperBound, range.lowerBound, 0)
        do throws(JSONRejection) {
            try readWhole()
        } catch {
            nodes.removeSubrange(root...)
            throw error
        }
        return root
    }

    private mutating func readWhole() throws(JSONRejection) {
        guard end - base <= UInt32.max else {
            throw rejection(.syntax, "a document is longer than 4 GiB")
        }
        try readValue()
        if at < end {
            let reason: JSONRejection.Reason = isWhiteSpace(bytes[at]) ? .whiteSpace : .trailingBytes
            throw rejection(reason, "the value has ended, but more bytes follow")
        }
    }

    // MARK: Values

    private mutating func readValue() throws(JSONRejection) {
        guard at < end else { throw rejection(.syntax, "the bytes end where a value should stand") }
        switch bytes[at] {
        case UInt8(ascii: "{"): try readObject()
        case UInt8(ascii: "["): try readArray()
        case UInt8(ascii: "\""): try readString()
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try readInteger()
        case UInt8(ascii: "t"): try readWord("true")
        case UInt8(ascii: "f"): try readWord("false")
        case UInt8(ascii: "n"): throw rejection(.null, "null is not allowed: an absent member is left out")
        default: throw unexpected("a value")
        }
    }

    private mutating func readObject() throws(JSONRejection) {
        let node = try open(.object)
        var previousName = 0..<0
        if !take(UInt8(ascii: "}")) {
            repeat {
                let name = try readName(after: previousName)
                guard take(UInt8(ascii: ":")) else { throw unexpected("a colon") }
                try readValue()
                previousName = name
            } while take(UInt8(ascii: ","))
            guard take(UInt8(ascii: "}")) else { throw unexpected("a comma or a closing brace") }
        }
        close(node)
    }

    private mutating func readArray() throws(JSONRejection) {
        let node = try open(.array)
        if !take(UInt8(ascii: "]")) {
            repeat { try readValue() } while take(UInt8(ascii: ","))
            guard take(UInt8(ascii: "]")) else { throw unexpected("a comma or a closing bracket") }
        }
        close(node)
    }

    private mutating func readWord(_ word: StaticString) throws(JSONRejection) {
        let first = at
        for byte in word.description.utf8 {
            guard take(byte) else { throw unexpected("true or false") }
        }
        append(.boolean, first, at)
    }

    /// RFC 8785, section 3.2.2.3, for integers: no leading zero, no minus zero, no fraction, no exponent.
    private mutating func readInteger() throws(JSONRejection) {
        let first = at
        let isNegative = take(UInt8(ascii: "-"))
        let firstDigit = at
        var magnitude = 0
        while at < end, bytes[at] >= UInt8(ascii: "0"), bytes[at] <= UInt8(ascii: "9") {
            magnitude = magnitude * 10 + Int(bytes[at] - UInt8(ascii: "0"))
            if magnitude > Limits.integerMax {
                throw rejection(.number, "an integer lies beyond 2^53-1", at: first)
            }
            at += 1
        }
        if at == firstDigit { throw unexpected("a digit") }
        if bytes[firstDigit] == UInt8(ascii: "0"), at - firstDigit > 1 || isNegative {
            throw rejection(.number, "an integer is written with a leading zero or as minus zero", at: first)
        }
        if at < end, [UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")].contains(bytes[at]) {
            throw rejection(.number, "a number has a fraction or an exponent; only whole numbers are allowed")
        }
        append(.integer, first, at)
    }

    // MARK: Strings

    /// A member name: a lower-case letter, then lower-case letters, digits and underscores, and later in
    /// byte order than the name before it.
    private mutating func readName(after previous: Range<Int>) throws(JSONRejection) -> Range<Int> {
        let quote = at
        guard take(UInt8(ascii: "\"")) else { throw unexpected("a member name in quotes") }
        let first = at
        at = endOfName(first)
        guard at < end, bytes[at] == UInt8(ascii: "\""), at > first, at - first <= Limits.memberNameBytesMax
        else {
            throw rejection(
                .memberName, "a member name is not a lower-case letter followed by up to 63 of a-z, 0-9 and _",
                at: quote)
        }
        let name = first..<at
        if !previous.isEmpty { try checkOrder(previous, name) }
        append(.string, first, at)
        at += 1
        return name
    }

    private func checkOrder(_ previous: Range<Int>, _ name: Range<Int>) throws(JSONRejection) {
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

    private mutating func readString() throws(JSONRejection) {
        at += 1
        let first = at
        var isEscaped = false
        while true {
            at = endOfPlainCharacters()
            guard at < end else { throw rejection(.syntax, "a string is not closed") }
            let byte = bytes[at]
            if byte == UInt8(ascii: "\"") { break }
            if byte == UInt8(ascii: "\\") {
                try readEscape()
                isEscaped = true
            } else {
                try readRareCharacter(byte)
            }
        }
        append(.string, first, at, isEscaped: isEscaped)
        at += 1
    }

    /// Where the printable ASCII ends that stands for itself; nearly every byte of a ledger is read here, so
    /// eight are looked at in one step.
    private func endOfPlainCharacters() -> Int {
        let bytes = bytes.span.bytes
        let eachByte: UInt64 = 0x0101_0101_0101_0101
        var place = at
        while place + 8 <= end {
            let eight = UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self))
            // In each byte bit 7 is set where it is less than the number, or the same; above the first such byte
            // a borrow may set it too, and so only the first counts.
            let isControl = (eight &- eachByte &* 0x20) & ~eight
            let isQuote = (eight ^ eachByte &* 0x22) &- eachByte & ~(eight ^ eachByte &* 0x22)
            let isBackslash = (eight ^ eachByte &* 0x5C) &- eachByte & ~(eight ^ eachByte &* 0x5C)
            let isDelete = (eight ^ eachByte &* 0x7F) &- eachByte & ~(eight ^ eachByte &* 0x7F)
            let special = (eight | isControl | isQuote | isBackslash | isDelete) & (eachByte &* 0x80)
            if special != 0 { return place + special.trailingZeroBitCount / 8 }
            place += 8
        }
        while place < end, isPlain(self.bytes[place]) { place += 1 }
        return place
    }

    private func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    /// Only `\"` and `\\` remain: RFC 8785 escapes nothing else but control characters, and those are
    /// forbidden.
    private mutating func readEscape() throws(JSONRejection) {
        guard at + 1 < end else { throw rejection(.syntax, "a string is not closed") }
        switch bytes[at + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): at += 2
        case UInt8(ascii: "b"), UInt8(ascii: "t"), UInt8(ascii: "n"), UInt8(ascii: "f"), UInt8(ascii: "r"):
            throw rejection(.character, "a string holds a control character")
        default: throw rejection(.escape, "a character is escaped that canonical JSON writes as itself")
        }
    }

    private mutating func readRareCharacter(_ byte: UInt8) throws(JSONRejection) {
        if byte < 0x20 || byte == 0x7F { throw rejection(.character, "a string holds a control character") }
        let (scalar, length) = try decodeUTF8(byte)
        if CanonicalJSONReader.isForbidden(scalar) {
            throw rejection(
                .character,
                "a string holds U+\(String(scalar, radix: 16, uppercase: true)), a control, direction or non-character"
            )
        }
        at += length
    }

    /// RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
    private func decodeUTF8(_ lead: UInt8) throws(JSONRejection) -> (scalar: UInt32, length: Int) {
        let length: Int
        let smallest: UInt32
        var scalar: UInt32
        switch lead {
        case 0xC2...0xDF: (length, smallest, scalar) = (2, 0x80, UInt32(lead & 0x1F))
        case 0xE0...0xEF: (length, smallest, scalar) = (3, 0x800, UInt32(lead & 0x0F))
        case 0xF0...0xF4: (length, smallest, scalar) = (4, 0x10000, UInt32(lead & 0x07))
        default: throw rejection(.utf8, "the bytes are not valid UTF-8")
        }
        guard at + length <= end else { throw rejection(.utf8, "the bytes are not valid UTF-8") }
        for offset in 1..<length {
            let byte = bytes[at + offset]
            guard byte & 0xC0 == 0x80 else { throw rejection(.utf8, "the bytes are not valid UTF-8") }
            scalar = scalar << 6 | UInt32(byte & 0x3F)
        }
        guard scalar >= smallest, scalar <= 0x10FFFF, !(0xD800...0xDFFF).contains(scalar) else {
            throw rejection(.utf8, "the bytes are not valid UTF-8")
        }
        return (scalar, length)
    }

    /// C1 controls, bidirectional controls (Unicode Bidi_Control) and noncharacters.
    private static func isForbidden(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x80...0x9F, 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFDD0...0xFDEF: true
        default: scalar & 0xFFFE == 0xFFFE
        }
    }

    // MARK: Bytes and nodes

    /// Where the name that begins at `first` ends.
    private func endOfName(_ first: Int) -> Int {
        let bytes = bytes.span
        var place = first
        while place < end {
            switch bytes[place] {
            case UInt8(ascii: "a")...UInt8(ascii: "z"): break
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                if place == first { return place }
            default: return place
            }
            place += 1
        }
        return place
    }

    private func isWhiteSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard at < end, bytes[at] == byte else { return false }
        at += 1
        return true
    }

    private mutating func open(_ kind: JSONValue.Kind) throws(JSONRejection) -> Int {
        depth += 1
        if depth > depthMax {
            throw rejection(.depth, "values are nested more than \(depthMax) deep")
        }
        append(kind, at, at)
        at += 1
        return nodes.count - 1
    }

    private mutating func close(_ node: Int) {
        depth -= 1
        nodes[node].end = UInt32(truncatingIfNeeded: at - base)
        nodes[node].next = UInt32(truncatingIfNeeded: nodes.count)
    }

    private mutating func append(_ kind: JSONValue.Kind, _ first: Int, _ last: Int, isEscaped: Bool = false) {
        nodes.append(
            CanonicalJSON.Node(
                kind: kind, isEscaped: isEscaped, start: UInt32(truncatingIfNeeded: first - base),
                end: UInt32(truncatingIfNeeded: last - base),
                next: UInt32(truncatingIfNeeded: nodes.count + 1)))
    }

    private func unexpected(_ wanted: String) -> JSONRejection {
        if at < end, isWhiteSpace(bytes[at]) {
            return rejection(.whiteSpace, "white space stands where canonical JSON has none")
        }
        return rejection(.syntax, "\(wanted) should stand here")
    }

    private func rejection(_ reason: JSONRejection.Reason, _ explanation: String, at place: Int? = nil)
        -> JSONRejection
    {
        JSONRejection(reason: reason, offset: (place ?? at) - start, explanation: explanation)
    }
}
