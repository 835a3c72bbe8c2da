/// Why a register cannot be made as it was asked for, or measured.
public enum RegisterError: Error, CustomStringConvertible {
    case nothingToDraw
    case stepMissing(String)
    case timeOutOfRange
    case notEnough(events: Int, cases: Int)
    case exists(String)
    case notIntact(String)

    public var description: String {
        switch self {
        case .nothingToDraw: "there was nothing to draw from"
        case .stepMissing(let name): "a step refers to \(name), which the case does not have yet"
        case .timeOutOfRange: "the register would last longer than the calendar"
        case .notEnough(let events, let cases):
            "\(events) events are too few for \(cases) cases: each has at least \(CaseFile.stepsMin)"
        case .exists(let path): "\(path) exists, or cannot be made; name a file that does not exist"
        case .notIntact(let verdict): "the register is \(verdict)"
        }
    }
}
