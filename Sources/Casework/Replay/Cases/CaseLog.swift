internal import LedgerCrypto
internal import LedgerFormat

/// What one ledger states about its cases and requests: some 80 bytes a statement, in the order of the
/// ledger, each with the place of the one before it about the same case.
///
/// A replay meets the cases in an order of chance. So nothing is moved when a case grows, and what is written
/// lies at the end.
struct CaseLog: Sendable {
    private var blocks: [[Link]] = []
    private var stepCount = 0
    private var subjects: [Subject] = []
    /// The number of each case's last step.
    private var lastSteps: [Int32] = []
    private var cases: [EventID: Int32] = [:]
    private var requests: [EventID: Int32] = [:]
    /// Who handed children over, each once.
    private var givers: [PartyID] = []
    private var giverNumbers: [PartyID: Int32] = [:]

    private struct Link: Sendable {
        let step: RecordedStep
        /// The number of the step before it about the same case.
        let previous: Int32
    }

    /// In place of a number: there is no step before.
    private static let none: Int32 = -1
    private static let stepsPerBlock = 1024
    private static let (kinds, aCase, aRequest) = {
        var kinds = WordTable()
        let (aCase, aRequest) = (kinds.append("case"), kinds.append("request"))
        return (kinds, aCase, aRequest)
    }()
    private static let stepsOfMostCases = 32

    /// The place of the case or request that a statement is about, which is made where it is new; nil for a
    /// subject of another kind.
    mutating func position(ofSubjectOf event: Event) -> Int? {
        guard let (kind, reference) = event.subjectKey else { return nil }
        let document = event.value.source
        if CaseLog.kinds.matches(CaseLog.aCase, kind, in: document) {
            if let position = cases[reference] { return Int(position) }
            cases[reference] = Int32(subjects.count)
            subjects.append(Subject(kind: "case", reference: reference))
        } else if CaseLog.kinds.matches(CaseLog.aRequest, kind, in: document) {
            if let position = requests[reference] { return Int(position) }
            requests[reference] = Int32(subjects.count)
            subjects.append(Subject(kind: "request", reference: reference))
        } else {
            return nil
        }
        lastSteps.append(CaseLog.none)
        return subjects.count - 1
    }

    /// The number that stands for a giver in a step; 0 for none.
    mutating func number(ofGiver party: PartyID?) -> Int32 {
        guard let party else { return 0 }
        if let number = giverNumbers[party] { return number }
        givers.append(party)
        giverNumbers[party] = Int32(givers.count)
        return Int32(givers.count)
    }

    /// From whom the child was taken over, where the step says so.
    func giver(of step: RecordedStep) -> PartyID? { step.giver > 0 ? givers[Int(step.giver) - 1] : nil }

    /// Takes the next step of a case.
    mutating func append(_ step: RecordedStep, to position: Int) {
        if stepCount.isMultiple(of: CaseLog.stepsPerBlock) {
            blocks.append([])
            blocks[blocks.count - 1].reserveCapacity(CaseLog.stepsPerBlock)
        }
        blocks[blocks.count - 1].append(Link(step: step, previous: lastSteps[position]))
        lastSteps[position] = Int32(stepCount)
        stepCount += 1
    }

    func subject(of position: Int) -> Subject { subjects[position] }

    /// Every step, in the order of the ledger, with the place of its case.
    func forEachStep(_ body: (_ position: Int, RecordedStep) -> Void) {
        var positions = [Int32](repeating: 0, count: stepCount)
        for (position, last) in lastSteps.enumerated() where last != CaseLog.none {
            positions[Int(last)] = Int32(position)
        }
        for number in positions.indices.reversed() {
            let previous = self[link: Int32(number)].previous
            if previous != CaseLog.none { positions[Int(previous)] = positions[number] }
        }
        var number = 0
        for block in blocks {
            for link in block {
                body(Int(positions[number]), link.step)
                number += 1
            }
        }
    }

    /// Whether the event is a statement about the case.
    func holds(_ event: SHA256Digest, about position: Int) -> Bool {
        var number = lastSteps[position]
        while number != CaseLog.none {
            let link = self[link: number]
            if link.step.event == event { return true }
            number = link.previous
        }
        return false
    }

    /// The steps of a case, in the order of the ledger.
    func steps(of position: Int) -> [RecordedStep] {
        var steps: [RecordedStep] = []
        steps.reserveCapacity(CaseLog.stepsOfMostCases)
        var number = lastSteps[position]
        while number != CaseLog.none {
            let link = self[link: number]
            steps.append(link.step)
            number = link.previous
        }
        steps.reverse()
        return steps
    }

    private subscript(link number: Int32) -> Link {
        let (block, place) = Int(number).quotientAndRemainder(dividingBy: CaseLog.stepsPerBlock)
        return blocks[block][place]
    }
}

// MARK: In a snapshot

extension CaseLog {
    func write(to writer: inout BinaryWriter) {
        writer.add(list: subjects) {
            $0.add($1.kind == "case")
            $1.reference.write(to: &$0)
        }
        writer.add(fields: givers)
        for last in lastSteps { writer.add(Int(last - CaseLog.none)) }
        writer.add(stepCount)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(CaseLog.stepsPerBlock * StepRecord.byteCount)
        for block in blocks {
            bytes.removeAll(keepingCapacity: true)
            for link in block { StepRecord.append(link.step, after: link.previous, to: &bytes) }
            writer.add(data: bytes)
        }
    }

    init(_ reader: inout SnapshotReader) throws(BinaryReader.Malformed) {
        subjects = try reader.list { reader throws(BinaryReader.Malformed) in
            Subject(kind: try reader.binary.flag() ? "case" : "request", reference: try reader.next())
        }
        givers = try reader.next()
        lastSteps.reserveCapacity(subjects.count)
        for _ in subjects {
            lastSteps.append(Int32(try reader.binary.number(in: 0...Int(Int32.max))) + CaseLog.none)
        }
        try number()
        stepCount = try reader.binary.number(in: 0...Int(Int32.max))
        guard lastSteps.allSatisfy({ $0 < stepCount }) else { throw BinaryReader.Malformed() }
        var first = 0
        while first < stepCount {
            let count = Swift.min(CaseLog.stepsPerBlock, stepCount - first)
            blocks.append(try block(of: count, from: first, try reader.binary.data(), reader.entryCount))
            first += count
        }
    }

    /// Numbers the subjects and the givers again, each of which stands once.
    private mutating func number() throws(BinaryReader.Malformed) {
        cases.reserveCapacity(subjects.count)
        for (position, subject) in subjects.enumerated() {
            let known =
                subject.kind == "case"
                ? cases.updateValue(Int32(position), forKey: subject.reference)
                : requests.updateValue(Int32(position), forKey: subject.reference)
            guard known == nil else { throw BinaryReader.Malformed() }
        }
        for (position, giver) in givers.enumerated() {
            guard giverNumbers.updateValue(Int32(position + 1), forKey: giver) == nil else {
                throw BinaryReader.Malformed()
            }
        }
    }

    /// Each step names an earlier one, so that every way back ends.
    private func block(
        of count: Int, from first: Int, _ bytes: [UInt8], _ entryCount: Int
    ) throws(BinaryReader.Malformed) -> [Link] {
        guard bytes.count == count * StepRecord.byteCount else { throw BinaryReader.Malformed() }
        var block: [Link] = []
        block.reserveCapacity(CaseLog.stepsPerBlock)
        for place in 0..<count {
            guard let (step, previous) = StepRecord.read(bytes.span, at: place * StepRecord.byteCount),
                (0..<entryCount).contains(Int(step.index)), (0...givers.count).contains(Int(step.giver)),
                (CaseLog.none..<Int32(first + place)).contains(previous)
            else { throw BinaryReader.Malformed() }
            block.append(Link(step: step, previous: previous))
        }
        return block
    }
}

/// Every case and every request, in the order in which the ledger first speaks of them.
extension CaseLog: RandomAccessCollection {
    var startIndex: Int { 0 }
    var endIndex: Int { subjects.count }

    subscript(position: Int) -> RecordedCase {
        RecordedCase(subject: subjects[position], position: position, log: self)
    }
}

/// What one ledger states about one case or one request.
struct RecordedCase: Sendable {
    let subject: Subject
    private let position: Int
    private let log: CaseLog

    fileprivate init(subject: Subject, position: Int, log: CaseLog) {
        (self.subject, self.position, self.log) = (subject, position, log)
    }

    /// In the order of the ledger; gathered anew each time.
    var steps: [RecordedStep] { log.steps(of: position) }
}
