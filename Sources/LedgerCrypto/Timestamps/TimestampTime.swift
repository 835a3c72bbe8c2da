internal import COpenSSL

/// A moment as time stamps and certificates give it: UTC, to a second or a fraction of one.
public struct TimestampTime: Hashable, Sendable, CustomStringConvertible {
    /// Whole seconds since 1970-01-01T00:00:00Z.
    public let secondsSinceEpoch: Int
    /// 0 to 999,999,999.
    public let nanoseconds: Int
    /// `YYYY-MM-DDThh:mm:ssZ`, with the fraction before the `Z` where there is one.
    public let description: String

    /// Reads what RFC 3161 allows: seconds always, at most 9 digits after them, no zero at their end, UTC.
    init?(_ time: UnsafePointer<ASN1_GENERALIZEDTIME>?) {
        let text = String(decoding: ASN1.bytes(time), as: UTF8.self)
        let form = /([0-9]{4})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})(\.[0-9]{0,8}[1-9])?Z/
        guard let parts = text.wholeMatch(of: form)?.output, let time, let seconds = Self.seconds(time)
        else { return nil }
        let fraction = String(parts.7 ?? "")
        let digits = fraction.dropFirst() + String(repeating: "0", count: 9 - max(0, fraction.count - 1))
        secondsSinceEpoch = seconds
        nanoseconds = Int(digits) ?? 0
        description = "\(parts.1)-\(parts.2)-\(parts.3)T\(parts.4):\(parts.5):\(parts.6)\(fraction)Z"
    }

    /// Reads a time of a certificate, in either of its two forms.
    init?(certificateTime: UnsafePointer<ASN1_TIME>?) {
        let general = ASN1_TIME_to_generalizedtime(certificateTime, nil)
        defer { ASN1_STRING_free(general) }
        self.init(general)
    }

    /// Since 1970, which may be negative; nil for 30 February.
    private static func seconds(_ time: UnsafePointer<ASN1_TIME>) -> Int? {
        let epoch = ASN1_TIME_set(nil, 0)
        defer {
            ASN1_STRING_free(epoch)
            ErrorQueue.clear()
        }
        var (days, seconds): (Int32, Int32) = (0, 0)
        guard ASN1_TIME_diff(&days, &seconds, epoch, time) == 1 else { return nil }
        return Int(days) * 86_400 + Int(seconds)
    }
}

extension TimestampTime: Comparable {
    /// Orders from the earlier to the later.
    public static func < (left: TimestampTime, right: TimestampTime) -> Bool {
        (left.secondsSinceEpoch, left.nanoseconds) < (right.secondsSinceEpoch, right.nanoseconds)
    }
}

/// How far an authority's clock may be off, to either side, as it says itself.
public struct TimestampAccuracy: Hashable, Sendable, CustomStringConvertible {
    /// Millionths of a second.
    public let microseconds: Int

    /// Reads the three parts (RFC 3161, section 2.4.2), of which any may be absent; nil when one is out of
    /// its range.
    init?(_ accuracy: OpaquePointer) {
        let parts = [
            (TS_ACCURACY_get_seconds(accuracy), unit: 1_000_000, max: Int(Int32.max)),
            (TS_ACCURACY_get_millis(accuracy), unit: 1_000, max: 999),
            (TS_ACCURACY_get_micros(accuracy), unit: 1, max: 999),
        ]
        var sum = 0
        for (integer, unit, max) in parts {
            guard let integer else { continue }
            guard let number = ASN1.number(integer), number <= max else { return nil }
            sum += number * unit
        }
        microseconds = sum
    }

    /// Seconds with as many digits as there are: `1.5 s`.
    public var description: String {
        let (seconds, rest) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
        guard rest > 0 else { return "\(seconds) s" }
        var digits = String(String(1_000_000 + rest).dropFirst())
        while digits.hasSuffix("0") { digits.removeLast() }
        return "\(seconds).\(digits) s"
    }
}
