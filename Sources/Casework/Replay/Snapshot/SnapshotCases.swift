internal import LedgerCrypto
internal import LedgerFormat

/// The steps of a case log, each in as many bytes as every other: there are as many as statements, and they are
/// to be read as fast as memory is.
enum StepRecord {
    static let byteCount = 88

    static func append(_ step: RecordedStep, after previous: Int32, to bytes: inout [UInt8]) {
        step.event.append(to: &bytes)
        let time = step.time
        for moment in [time.recorded, time.earliest, time.latest] {
            append(UInt64(moment.secondsSinceEpoch - Timestamp.first), 8, to: &bytes)
        }
        append(UInt64(UInt32(bitPattern: step.index)), 4, to: &bytes)
        append(UInt64(UInt32(bitPattern: previous)), 4, to: &bytes)
        append(UInt64(step.despite), 4, to: &bytes)
        append(UInt64(UInt32(bitPattern: step.giver)), 4, to: &bytes)
        append(step.direction?.from, to: &bytes)
        append(step.direction?.to, to: &bytes)
        append(step.country, to: &bytes)
        bytes += [step.step.rawValue, step.knowledge.snapshotNumber]
        bytes += [time.occurred?.precision.snapshotNumber ?? 0, time.occurred?.isInterval == true ? 1 : 0]
        bytes += [step.codes.0, step.codes.1, step.codes.2]
        bytes.append(contentsOf: repeatElement(0, count: 3))
    }

    private static func append(_ number: UInt64, _ count: Int, to bytes: inout [UInt8]) {
        for place in 0..<count { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * UInt64(place)))) }
    }

    /// A country in two letters, or two zeros.
    private static func append(_ country: Country?, to bytes: inout [UInt8]) {
        if let country { bytes.append(contentsOf: country.description.utf8) } else { bytes += [0, 0] }
    }

    /// The step that begins at `start`, and the number of the one before it; nil where the bytes are none.
    static func read(_ bytes: Span<UInt8>, at start: Int) -> (step: RecordedStep, previous: Int32)? {
        func number(_ place: Int, _ count: Int) -> UInt64 {
            var number: UInt64 = 0
            for offset in 0..<count {
                number |= UInt64(bytes[start + place + offset]) << (8 * UInt64(offset))
            }
            return number
        }
        func moment(_ place: Int) -> Timestamp? {
            Int(exactly: number(place, 8)).flatMap {
                $0 > BinaryWriter.numberMax ? nil : Timestamp(secondsSinceEpoch: $0 + Timestamp.first)
            }
        }
        func signed(_ place: Int) -> Int32 { Int32(bitPattern: UInt32(truncatingIfNeeded: number(place, 4))) }
        func country(_ place: Int) -> Country?? {
            let (first, second) = (bytes[start + place], bytes[start + place + 1])
            return first == 0 && second == 0 ? .some(nil) : Country(first, second).map { $0 }
        }
        guard let event = SHA256Digest(bytes.bytes.extracting(start..<start + 32)),
            let recorded = moment(32), let earliest = moment(40), let latest = moment(48), earliest <= latest,
            let from = country(72), let to = country(74), let land = country(76), (from == nil) == (to == nil),
            let step = CaseStep(rawValue: bytes[start + 78]),
            let knowledge = Knowledge(snapshotNumber: bytes[start + 79]), bytes[start + 81] <= 1,
            number(85, 3) == 0
        else { return nil }
        var occurred: Occurred.Span?
        if bytes[start + 80] == 0 {
            guard earliest == recorded, latest == recorded, bytes[start + 81] == 0 else { return nil }
        } else {
            guard let precision = Occurred.Precision(snapshotNumber: bytes[start + 80]) else { return nil }
            occurred = Occurred.Span(
                earliest: earliest, latest: latest, precision: precision, isInterval: bytes[start + 81] == 1)
        }
        var direction: Direction?
        if let from, let to { direction = Direction(from: from, to: to) }
        let recordedStep = RecordedStep(
            event: event, time: StatedTime(recorded: recorded, occurred: occurred), index: signed(56),
            step: step,
            knowledge: knowledge, direction: direction, country: land,
            codes: (bytes[start + 82], bytes[start + 83], bytes[start + 84]), giver: signed(68),
            despite: UInt32(truncatingIfNeeded: number(64, 4)))
        return (recordedStep, signed(60))
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
