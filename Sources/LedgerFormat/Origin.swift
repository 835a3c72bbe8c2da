/// The name of a ledger in checkpoints: `host.with.dot` and at least one `/[a-z0-9._-]+`, at most 255 bytes
/// (format, rule 9; the origin of C2SP tlog-checkpoint).
public struct Origin: Hashable, Sendable, CustomStringConvertible {
    public let description: String

    public init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard text.utf8.count <= Limits.originBytesMax, parts.count >= 2, let host = parts.first,
            Origin.isHost(Array(host)),
            parts.dropFirst().allSatisfy({ part in
                !part.isEmpty && part.allSatisfy { isLowerAlphanumeric($0) || ".-_".utf8.contains($0) }
            })
        else { return nil }
        description = text
    }

    /// Two or more labels of lower-case letters, digits and inner hyphens.
    private static func isHost(_ host: [UInt8]) -> Bool {
        let labels = host.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return labels.count >= 2
            && labels.allSatisfy { label in
                !label.isEmpty && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
                    && label.allSatisfy { isLowerAlphanumeric($0) || $0 == UInt8(ascii: "-") }
            }
    }
}
