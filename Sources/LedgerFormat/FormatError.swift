/// What is wrong with the form of one line, and where in it.
public struct FormatError: Error, Equatable, Sendable {
    /// The stable code that a finding carries.
    public enum Code: Hashable, Sendable {
        /// The bytes are not canonical JSON.
        case json(JSONRejection.Reason)
        /// An entry with other members than `event` and `signatures`, or `withheld`.
        case entryMembers
        case withheldInvalid
        case signaturesInvalid
        case eventTooLong
        /// An attribute that is missing, unknown, or not allowed in this place.
        case eventAttributes
        /// The value of the attribute of that name has not the form that the format asks for.
        case attribute(Attribute)
        /// The data of a ledger or key event.
        case ledgerEventInvalid
        /// A key that is not written as rule 10 asks, or whose keyid is another's.
        case keyEncoding
        case keyIDMismatch
        /// A format, schema or ledger event that this version does not know.
        case formatUnsupported
        case ledgerEventUnsupported

        public var name: String {
            switch self {
            case .json(let reason): reason.rawValue
            case .entryMembers: "entry-members"
            case .withheldInvalid: "withheld-invalid"
            case .signaturesInvalid: "signatures-invalid"
            case .eventTooLong: "event-too-long"
            case .eventAttributes: "event-attributes"
            case .attribute(let attribute): "\(attribute.name)-invalid"
            case .ledgerEventInvalid: "ledger-event-invalid"
            case .keyEncoding: "key-encoding"
            case .keyIDMismatch: "keyid-mismatch"
            case .formatUnsupported: "format-unsupported"
            case .ledgerEventUnsupported: "ledger-event-unsupported"
            }
        }
    }

    public let code: Code
    /// Bytes from the start of the line.
    public let offset: Int
    public let expected: String
    public let found: String

    public init(_ code: Code, at offset: Int, expected: String, found: String) {
        self.code = code
        self.offset = offset
        self.expected = expected
        self.found = found
    }
}

extension FormatError {
    /// That a line is no canonical JSON.
    init(_ rejection: JSONRejection) {
        self.init(
            .json(rejection.reason), at: rejection.offset, expected: "canonical JSON (RFC 8785)",
            found: rejection.explanation)
    }
}

/// The attributes of an event, in the order in which they stand (format, rule 4).
public enum Attribute: Int, CaseIterable, Sendable {
    case data, dataschema, id, index, previous, root, roster, signers, source, specversion, subject, time, type

    /// As it is written in an event.
    public var name: String { "\(self)" }
}
