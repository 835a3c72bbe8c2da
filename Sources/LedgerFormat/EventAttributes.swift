package import LedgerCrypto

/// All that an event says outside of its data, as plain values and places: what every entry of a ledger is read
/// into, and what the checks of its chain look at. It holds no reference and costs no allocation; an ``Event``
/// is made of it where somebody wants more.
package struct EventAttributes: Sendable {
    /// What stands only in an event that is signed by itself.
    package struct Signing: Sendable {
        /// How many keys sign, at least one.
        package let signerCount: Int
        /// The first of them, which mostly is the only one.
        package let firstSigner: KeyID
        package let root: SHA256Digest?
        package let roster: Int?
    }

    /// Which of the ledger's own events it is.
    package enum LedgerType: Sendable {
        /// A statement: none of them.
        case none
        case opened, closed
        /// One of `key.…`, or one that this version does not know.
        case other
    }

    /// Where a value stands: bytes from the event's first, which has at most ``Limits/eventBytesMax``.
    struct Part: Sendable {
        let start: UInt16
        let count: UInt16
    }

    package let id: EventID
    package let time: Timestamp
    package let index: Int
    package let previous: SHA256Digest?
    package let signing: Signing?
    package let schema: Event.Schema
    package let ledgerType: LedgerType
    /// How many bytes the event has.
    package let byteCount: Int
    package let hash: SHA256Digest
    let subject: Part?
    let source: Part
    let type: Part
    let signers: Part
    /// How many nodes after the event's own its data stand.
    let dataNode: Int

    package var isLedgerEvent: Bool { ledgerType != .none }

    /// Whether this is an event that changes who may sign: `ledger.opened`, or one of `key.…`.
    package var isKeyEvent: Bool { ledgerType != .none && ledgerType != .closed }

    /// Where the event's source stands, in bytes that have the event from `start` on.
    package func source(in start: Int) -> Range<Int> {
        start + Int(source.start)..<start + Int(source.start) + Int(source.count)
    }

    /// The keys that sign, ascending and each once.
    ///
    /// - Parameter event: the bytes of the event.
    package func signers(in event: Span<UInt8>) -> [KeyID] {
        let digitCount = 2 * SHA256Digest.byteCount
        return (0..<(signing?.signerCount ?? 0)).compactMap { position in
            let start = Int(signers.start) + position * (digitCount + 1)
            return KeyID(hexBytes: event.extracting(start..<start + digitCount).bytes)
        }
    }
}
