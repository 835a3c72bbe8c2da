/// Why a witness does not cosign; the raw values are the statuses of tlog-witness.
public enum WitnessRefusal: Error, Hashable, Sendable {
    /// 404: the witness does not know a log of this origin.
    case unknownOrigin(LogOrigin)
    /// 403: no known key of the log signed, or a signature by one is not valid.
    case notSigned(reason: String)
    /// 400: the old size is larger than the checkpoint's.
    case sizesOutOfOrder(old: Int, new: Int)
    /// 409: the witness is at another size than the request goes on from.
    case conflict(latest: Int, old: Int)
    /// 422: the proof does not show that the checkpoint goes on from what the witness saw.
    case inconsistent(reason: String)

    /// The HTTP status that a witness answers with.
    public var status: Int {
        switch self {
        case .unknownOrigin: 404
        case .notSigned: 403
        case .sizesOutOfOrder: 400
        case .conflict: 409
        case .inconsistent: 422
        }
    }
}

extension WitnessRefusal: CustomStringConvertible {
    /// What is refused and why, in a sentence without a full stop.
    public var description: String {
        switch self {
        case .unknownOrigin(let origin): "this witness knows no key of the log \(origin)"
        case .notSigned(let reason): "the checkpoint is not signed by its log: \(reason)"
        case .sizesOutOfOrder(let old, let new):
            "the request goes from \(old) entries back to \(new), and a log only grows"
        case .conflict(let latest, let old):
            "the request goes on from \(old) entries, but this witness is at \(latest)"
        case .inconsistent(let reason): "the checkpoint is not shown to go on from what was cosigned: \(reason)"
        }
    }
}
