/// A member's name as two words, so that comparing it with another costs no loop; one of more than sixteen bytes
/// is none that the format knows outside of data, and is none here.
struct MemberName: Equatable {
    private let low: UInt64
    private let high: UInt64

    @inline(__always)
    init(_ member: CanonicalJSON.Node, _ bytes: Span<UInt8>) {
        let (start, count) = (member.nameRange.lowerBound, Int(member.nameCount))
        guard count <= 16 else {
            (low, high) = (0, 0)
            return
        }
        low = bytes.word(start, count)
        high = count > 8 ? bytes.word(start &+ 8, count &- 8) : 0
    }

    static let event = MemberName("event")
    static let signatures = MemberName("signatures")
    static let withheld = MemberName("withheld")

    init(_ name: String) {
        let text = name.utf8Span.span
        low = text.word(0, text.count)
        high = text.count > 8 ? text.word(8, text.count - 8) : 0
    }
}
