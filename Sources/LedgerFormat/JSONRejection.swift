/// Why bytes are not the canonical JSON of this format, and where.
public struct JSONRejection: Error, Equatable, Sendable {
    /// The kinds of defect; the raw value is the stable code that a finding carries.
    public enum Reason: String, CaseIterable, Sendable {
        case syntax = "json-syntax"
        case whiteSpace = "json-white-space"
        case memberName = "json-member-name"
        case memberOrder = "json-member-order"
        case duplicateMember = "json-duplicate-member"
        case escape = "json-escape"
        case character = "json-character"
        case utf8 = "json-utf8"
        case number = "json-number"
        case null = "json-null"
        case depth = "json-depth"
        case trailingBytes = "json-trailing-bytes"
    }

    public let reason: Reason
    /// Bytes from the start of the document to the first byte that cannot stand.
    public let offset: Int
    /// A sentence without a full stop: what stands there and what should.
    public let explanation: String
}
