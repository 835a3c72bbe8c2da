internal import LedgerCrypto
internal import LedgerFormat

/// The steps of a case log, each in as many bytes as every other: there are as many as statements, and they are
/// to be read as fast as memory is.
enum StepRecord {
    static let byteCount = 88

    /// The event hash, and seven words, the lowest byte of each first.
    static func append(_ step: RecordedStep, after previous: Int32, to bytes: inout [UInt8]) {
        step.event.append(to: &bytes)
        let time = step.time
        append(UInt64(time.recorded.secondsSinceEpoch - Timestamp.first), to: &bytes)
        append(UInt64(time.earliest.secondsSinceEpoch - Timestamp.first), to: &bytes)
        append(UInt64(time.latest.secondsSinceEpoch - Timestamp.first), to: &bytes)
        append(word(UInt32(bitPattern: step.index), UInt32(bitPattern: previous)), to: &bytes)
        append(word(step.despite, UInt32(bitPattern: step.giver)), to: &bytes)
        append(
            UInt64(step.direction?.from.code ?? 0) | UInt64(step.direction?.to.code ?? 0) << 16
                | UInt64(step.country?.code ?? 0) << 32 | UInt64(step.step.rawValue) << 48
                | UInt64(step.knowledge.snapshotNumber) << 56, to: &bytes)
        append(
            UInt64(time.occurred?.precision.snapshotNumber ?? 0)
                | (time.occurred?.isInterval == true ? 1 << 8 : 0) | UInt64(step.codes.0) << 16
                | UInt64(step.codes.1) << 24 | UInt64(step.codes.2) << 32, to: &bytes)
    }

    private static func word(_ low: UInt32, _ high: UInt32) -> UInt64 { UInt64(low) | UInt64(high) << 32 }

    private static func append(_ word: UInt64, to bytes: inout [UInt8]) {
        for place in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: word >> (8 * UInt64(place)))) }
    }

    /// The step that begins at `start`, and the number of the one before it; nil where the bytes are none.
    static func read(_ bytes: Span<UInt8>, at start: Int) -> (step: RecordedStep, previous: Int32)? {
        let places = bytes.word(start + 56, 8)
        let (said, names, kinds) = (
            bytes.word(start + 64, 8), bytes.word(start + 72, 8), bytes.word(start + 80, 8)
        )
        guard let event = SHA256Digest(bytes.bytes.extracting(start..<start + 32)),
            let recorded = moment(bytes.word(start + 32, 8)), let earliest = moment(bytes.word(start + 40, 8)),
            let latest = moment(bytes.word(start + 48, 8)), earliest <= latest,
            let from = country(names), let to = country(names >> 16), let land = country(names >> 32),
            (from == nil) == (to == nil),
            let step = CaseStep(rawValue: UInt8(truncatingIfNeeded: names >> 48)),
            let knowledge = Knowledge(snapshotNumber: UInt8(truncatingIfNeeded: names >> 56)),
            kinds >> 40 == 0, let occurred = occurred(kinds, recorded, earliest, latest)
        else { return nil }
        var direction: Direction?
        if let from, let to { direction = Direction(from: from, to: to) }
        let recordedStep = RecordedStep(
            event: event, time: StatedTime(recorded: recorded, occurred: occurred),
            index: Int32(truncatingIfNeeded: places), step: step, knowledge: knowledge, direction: direction,
            country: land,
            codes: (
                UInt8(truncatingIfNeeded: kinds >> 16), UInt8(truncatingIfNeeded: kinds >> 24),
                UInt8(truncatingIfNeeded: kinds >> 32)
            ),
            giver: Int32(truncatingIfNeeded: said >> 32), despite: UInt32(truncatingIfNeeded: said))
        return (recordedStep, Int32(truncatingIfNeeded: places >> 32))
    }

    private static func moment(_ word: UInt64) -> Timestamp? {
        guard word <= UInt64(BinaryWriter.numberMax) else { return nil }
        return Timestamp(secondsSinceEpoch: Int(word) + Timestamp.first)
    }

    /// Nothing where no country is kept; nil where the bits are none.
    private static func country(_ bits: UInt64) -> Country?? {
        let code = UInt16(truncatingIfNeeded: bits)
        if code == 0 { return .some(nil) }
        return Country(UInt8(code >> 8), UInt8(code & 0xFF)).map { .some($0) }
    }

    /// Nothing where the author does not say when; nil where the bits do not fit the times.
    private static func occurred(
        _ kinds: UInt64, _ recorded: Timestamp, _ earliest: Timestamp, _ latest: Timestamp
    ) -> Occurred.Span?? {
        let (precision, isInterval) = (UInt8(truncatingIfNeeded: kinds), UInt8(truncatingIfNeeded: kinds >> 8))
        if precision == 0 {
            return earliest == recorded && latest == recorded && isInterval == 0 ? .some(nil) : nil
        }
        guard isInterval <= 1, let precision = Occurred.Precision(snapshotNumber: precision) else { return nil }
        return .some(
            Occurred.Span(
                earliest: earliest, latest: latest, precision: precision, isInterval: isInterval == 1))
    }
}

extension CaseLink: SnapshotField {
    func write(to writer: inout BinaryWriter) {
        writer.add(position)
        writer.add(byte: step.rawValue)
        writer.add(Int(index))
        writer.add(fields: event, target)
    }

    init(from reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        position = try reader.binary.number(in: 0...Int(Int32.max))
        guard let step = CaseStep(rawValue: try reader.binary.byte()) else { throw BinaryReader.Malformed() }
        self.step = step
        index = Int32(try reader.index())
        (event, target) = (try reader.next(), try reader.next())
    }
}
