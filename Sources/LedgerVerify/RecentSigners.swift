internal import LedgerCrypto

/// The signers of the last signed entries and their keys. Thousands of entries in a row have the same few signers;
/// whether those may sign is asked once, and again after every event of the ledger's own.
struct RecentSigners {
    struct Group: Sendable {
        let signers: [KeyID]
        /// One for each signer.
        let keys: [PublicKey]
        /// The signers whose signatures this machine's OpenSSL can check.
        let counted: [KeyID]
        /// The last entry in this window that they signed: its piece, and its place among the lines of that.
        var last: (piece: Int, line: Int)?
        /// The group's number among those that sign in this window; nil as long as it signed nothing there.
        var numberInWindow: Int32?

        init(signers: [KeyID], keys: [PublicKey]) {
            self.signers = signers
            self.keys = keys
            counted = keys.filter(\.isSupported).map(\.keyID)
        }

        var hasUnsupported: Bool { counted.count < keys.count }
    }

    /// A hostile ledger may have as many groups as entries.
    private static let groupsMax = 16

    private(set) var groups: [Group] = []

    /// Where the group of a single signer is.
    func place(of signer: KeyID) -> Int? {
        groups.firstIndex { $0.signers.count == 1 && $0.signers[0] == signer }
    }

    /// Where the group of those signers is.
    func place(of signers: [KeyID]) -> Int? { groups.firstIndex { $0.signers == signers } }

    var isFull: Bool { groups.count == RecentSigners.groupsMax }

    /// - Returns: where it is.
    mutating func add(_ group: Group) -> Int {
        groups.append(group)
        return groups.count - 1
    }

    mutating func note(_ last: (piece: Int, line: Int), of place: Int) { groups[place].last = last }

    mutating func number(_ number: Int32, of place: Int) { groups[place].numberInWindow = number }

    mutating func forgetAll() { groups.removeAll(keepingCapacity: true) }

    /// Forgets which entries they signed, once their window goes.
    mutating func forgetWindow() {
        for place in groups.indices { (groups[place].last, groups[place].numberInWindow) = (nil, nil) }
    }
}
