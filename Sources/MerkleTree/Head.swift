public import LedgerCrypto

/// The size of a tree and its RFC 6962 root: all of its content in one line.
public struct Head: Hashable, Sendable, CustomStringConvertible {
    /// How many leaves the tree has.
    public let size: Int
    public let root: SHA256Digest

    public init(size: Int, root: SHA256Digest) {
        self.size = size
        self.root = root
    }

    /// `size:sha256:…`
    public var description: String { "\(size):sha256:\(root.hex)" }
}
