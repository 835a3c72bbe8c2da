internal import LedgerCrypto
internal import LedgerFormat

/// How a receipt keeps who may sign and who vouches for what.
extension Roster {
    func write(to writer: inout BinaryWriter) {
        writer.add(list: members.values.sorted { $0.key.keyID < $1.key.keyID }) { writer, member in
            writer.add(data: member.key.spki)
            writer.add(member.enrolledAt)
            writer.add(member.retiredAt) { $0.add($1) }
        }
        writer.add(list: spentReserves.sorted()) { $0.add($1) }
        writer.add(threshold)
        writer.add(next) { $0.add($1) }
        writer.add(list: compromises) { writer, word in
            writer.add(word.keyID)
            writer.add(word.since)
            writer.add(word.index)
            writer.add(word: UInt64(bitPattern: Int64(word.time.secondsSinceEpoch)))
        }
    }

    /// - Parameter size: how many entries the ledger has.
    init(_ reader: inout BinaryReader, size: Int) throws(BinaryReader.Malformed) {
        self.init()
        let members = try reader.list { reader throws(BinaryReader.Malformed) in
            try Member(&reader, size: size)
        }
        let spent = try reader.list { reader throws(BinaryReader.Malformed) in try reader.keyID() }
        threshold = try reader.number(in: 1...Limits.thresholdMax)
        next = try reader.optional { reader throws(BinaryReader.Malformed) in try reader.digest() }
        compromises = try reader.list { reader throws(BinaryReader.Malformed) in
            try Compromise(&reader, size: size)
        }
        self.members = Dictionary(members.map { ($0.key.keyID, $0) }) { first, _ in first }
        spentReserves = Set(spent)
        validCount = members.count { $0.retiredAt == nil }
        // Each word that was kept says more than those before it, so that the last is the one that counts.
        for word in compromises { compromisedSince[word.keyID] = word.since }
        guard (1...Limits.keysMax).contains(members.count), self.members.count == members.count,
            spentReserves.count == spent.count, threshold <= validCount,
            compromises.allSatisfy({ self.members[$0.keyID] != nil })
        else { throw BinaryReader.Malformed() }
    }
}

extension Roster.Member {
    fileprivate init(_ reader: inout BinaryReader, size: Int) throws(BinaryReader.Malformed) {
        guard let key = try? PublicKey(spki: try reader.data()) else { throw BinaryReader.Malformed() }
        self.init(
            key: key, enrolledAt: try reader.number(in: 0...size - 1),
            retiredAt: try reader.optional { reader throws(BinaryReader.Malformed) in
                try reader.number(in: 0...size - 1)
            })
    }
}

extension Roster.Compromise {
    fileprivate init(_ reader: inout BinaryReader, size: Int) throws(BinaryReader.Malformed) {
        let (keyID, since, index) = (
            try reader.keyID(), try reader.number(in: 0...size - 1), try reader.number(in: 0...size - 1)
        )
        guard let time = Timestamp(secondsSinceEpoch: Int(Int64(bitPattern: try reader.word()))) else {
            throw BinaryReader.Malformed()
        }
        self.init(keyID: keyID, since: since, index: index, time: time)
    }
}

extension IndexRanges {
    /// Each range by what lies between it and the one before, and by its length: a byte or two each.
    func write(to writer: inout BinaryWriter) {
        var end = 0
        writer.add(list: ranges) { writer, range in
            writer.add(range.lowerBound - end)
            writer.add(range.count)
            end = range.upperBound + 1
        }
    }

    init(_ reader: inout BinaryReader, size: Int) throws(BinaryReader.Malformed) {
        self.init()
        var end = 0
        let ranges = try reader.list { reader throws(BinaryReader.Malformed) in
            let start = end + (try reader.number(in: 0...size - end))
            let last = start + (try reader.number(in: 1...max(1, size - start))) - 1
            guard last < size else { throw BinaryReader.Malformed() }
            end = last + 1
            return start...last
        }
        for range in ranges { append(range) }
        guard self.ranges == ranges else { throw BinaryReader.Malformed() }
    }
}

extension VouchedRanges {
    func write(to writer: inout BinaryWriter) {
        let groups = bySigners.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        writer.add(list: groups) { writer, group in
            writer.add(list: group.key) { $0.add($1) }
            group.value.write(to: &writer)
        }
    }

    init(_ reader: inout BinaryReader, size: Int) throws(BinaryReader.Malformed) {
        let groups = try reader.list { reader throws(BinaryReader.Malformed) in
            let signers = try reader.list { reader throws(BinaryReader.Malformed) in try reader.keyID() }
            return (signers, try IndexRanges(&reader, size: size))
        }
        self.init(bySigners: Dictionary(groups) { first, _ in first })
        guard bySigners.count == groups.count else { throw BinaryReader.Malformed() }
    }
}
