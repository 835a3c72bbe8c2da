import LedgerFormat

/// Canonical JSON: what is accepted has one spelling, and it does not matter with which neighbours it is read.
enum JSONProperties {
    static func check(_ bytes: [UInt8]) throws(Flaw) {
        try checkDocument(bytes)
        try checkLines(bytes)
    }

    private static func checkDocument(_ bytes: [UInt8]) throws(Flaw) {
        let document: CanonicalJSON
        do { document = try CanonicalJSON(bytes) } catch {
            try hold((0...bytes.count).contains(error.offset), "refused at \(error.offset) of \(bytes.count)")
            try hold(!error.explanation.isEmpty, "refused without a word")
            return
        }
        let written = try without("what was read cannot be written") { () throws(JSONRejection) in
            try JSON(document.root).canonicalBytes()
        }
        try hold(written == bytes, "written otherwise than it was read")
        try checkMembers(of: document.root)
    }

    /// Each member is found by its name, and no other is.
    private static func checkMembers(of value: JSONValue) throws(Flaw) {
        var names: Set<String> = []
        for member in value.members {
            try hold(names.insert(member.name).inserted, "\(member.name) stands twice")
            try hold(value[member.name]?.range == member.value.range, "\(member.name) is not found")
            try checkMembers(of: member.value)
        }
        try hold(value["?"] == nil, "a member is found that is not there")
        for element in value.elements { try checkMembers(of: element) }
    }

    private static func checkLines(_ bytes: [UInt8]) throws(Flaw) {
        var ranges: [Range<Int>] = []
        var start = 0
        for (place, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
            ranges.append(start..<place)
            start = place + 1
        }
        ranges.append(start..<bytes.count)
        let together = CanonicalJSON.lines(ranges, of: bytes)
        try hold(together.count == ranges.count, "\(together.count) of \(ranges.count) lines were read")
        for (range, among) in zip(ranges, together) {
            let alone = Result { () throws(JSONRejection) in
                try CanonicalJSON(Array(bytes[range])).root
            }
            switch (alone, among) {
            case (.success(let alone), .success(let among)):
                try hold(JSON(alone) == JSON(among), "a line reads otherwise beside others")
                try hold(among.kind == alone.kind, "a line is of another kind beside others")
                try hold(Array(among.bytes) == Array(alone.bytes), "a line lies elsewhere beside others")
            case (.failure(let alone), .failure(let among)):
                try hold(alone == among, "a line is refused otherwise beside others")
            default: throw Flaw(description: "a line is accepted beside others or alone, not both")
            }
        }
    }
}
