internal import LedgerCrypto
internal import LedgerFormat

/// One statement's effect on a case, with its members in an order that leaves no gap between them: there are
/// as many of these as statements.
struct RecordedStep: Sendable {
    let event: SHA256Digest
    private let recorded: Timestamp
    private let earliest: Timestamp
    private let latest: Timestamp
    let index: Int32
    /// The irregularities that the statement knows of, as bits by their positions in the code list.
    let despite: UInt32
    /// From whom the child was taken over, as the statement names that party: a number of the log
    /// (``CaseLog/giver(of:)``), so that a step holds nothing that is counted.
    let giver: Int32
    let direction: Direction?
    let country: Country?
    let step: CaseStep
    let knowledge: Knowledge
    /// Absent where the author does not say when it happened.
    private let precision: Occurred.Precision?
    private let isInterval: Bool
    /// Positions in code lists, counted from 1; 0 where there is none.
    let codes: (UInt8, UInt8, UInt8)

    init(
        event: SHA256Digest, time: StatedTime, index: Int32, step: CaseStep, knowledge: Knowledge,
        direction: Direction?, country: Country?, codes: (UInt8, UInt8, UInt8), giver: Int32, despite: UInt32
    ) {
        (self.event, self.index, self.step, self.knowledge) = (event, index, step, knowledge)
        (self.direction, self.country, self.codes) = (direction, country, codes)
        (self.giver, self.despite) = (giver, despite)
        (recorded, earliest, latest) = (time.recorded, time.earliest, time.latest)
        (precision, isInterval) = (time.occurred?.precision, time.occurred?.isInterval ?? false)
    }

    var time: StatedTime {
        StatedTime(
            recorded: recorded,
            occurred: precision.map {
                Occurred.Span(earliest: earliest, latest: latest, precision: $0, isInterval: isInterval)
            })
    }

    /// Whether the statement says that it is irregular in this way and stands all the same.
    func acknowledges(_ code: IrregularityCode) -> Bool {
        let number = CodeList.irregularity.number(of: code.rawValue)
        return number > 0 && despite & 1 << (number - 1) != 0
    }
}

/// A statement about one case that refers to another's ledger, or to the request that the case answers.
struct CaseLink: Sendable {
    /// Which of the ledger's cases.
    let position: Int
    /// What the statement establishes.
    let step: CaseStep
    let index: Int32
    let event: SHA256Digest
    let target: EventReference
}

extension CodeList {
    /// The position of a code, counted from 1; 0 where the list does not have it.
    func number(of code: String) -> UInt8 {
        codes.firstIndex { $0.code == code }.map { UInt8(clamping: $0 + 1) } ?? 0
    }

    /// The code at a position counted from 1.
    func code(numbered number: UInt8) -> String? {
        number > 0 && Int(number) <= codes.count ? codes[Int(number) - 1].code : nil
    }
}
