internal import LedgerCrypto

/// A channel and what became of it.
public struct ChannelState: Sendable {
    public let channel: Matter<Channel>
    /// By when they happened.
    public let changes: [Stated<ChannelChange>]

    /// `opened`, or the status of the latest change that was not taken back (``CodeList/channelStatus``).
    public var status: String { changes.last { !$0.isCorrected }?.content.status ?? "opened" }
}

/// An undertaking and what was done to fulfil it.
public struct UndertakingState: Sendable {
    public let undertaking: Matter<Undertaking>
    /// Every statement that refers to it with `fulfils`.
    public let fulfilledBy: [StatementReference]
    /// Those among them that state the fulfilment as such, by when they happened.
    public let fulfilments: [Stated<UndertakingFulfilment>]
}

/// Information that was shared and who acknowledges it.
public struct InformationState: Sendable {
    public let share: Matter<InformationShare>
    public let receipts: [Stated<InformationReceipt>]
}

/// A mandate and its end.
public struct MandateState: Sendable {
    public let mandate: Matter<Mandate>
    public let ends: [Stated<MandateEnd>]

    public var hasEnded: Bool { ends.contains { !$0.isCorrected } }
}

extension LedgerSet {
    mutating func channels() -> [ChannelState] {
        let changes = all(\.channelChanges, by: "concerns")
        return allMatters(\.channels).map { channel in
            ChannelState(channel: channel, changes: channel.references.flatMap { changes[$0.event] ?? [] })
        }
    }

    mutating func undertakings() -> [UndertakingState] {
        let all = fulfilments()
        let stated = self.all(\.fulfilments, by: "fulfils")
        return allMatters(\.undertakings).map { undertaking in
            UndertakingState(
                undertaking: undertaking,
                fulfilledBy: Set(undertaking.references.flatMap { all[$0.event] ?? [] }).sorted(),
                fulfilments: undertaking.references.flatMap { stated[$0.event] ?? [] })
        }
    }

    mutating func information() -> [InformationState] {
        let receipts = all(\.shareReceipts, by: "acknowledges")
        return allMatters(\.shares).map { share in
            InformationState(share: share, receipts: share.references.flatMap { receipts[$0.event] ?? [] })
        }
    }

    mutating func mandates() -> [MandateState] {
        let ends = all(\.mandateEnds, by: "ends")
        return allMatters(\.mandates).map { mandate in
            MandateState(mandate: mandate, ends: mandate.references.flatMap { ends[$0.event] ?? [] })
        }
    }
}

extension LedgerSet {
    /// The statements of one kind, by when they happened, under the event that each refers to in the way
    /// `rel`.
    private func all<Content>(
        _ kind: KeyPath<LedgerStatements, [Stated<Content>]>, by rel: String
    ) -> [SHA256Digest: [Stated<Content>]] {
        var grouped: [SHA256Digest: [Stated<Content>]] = [:]
        for stated in all(kind) {
            let heard = parties.heard(stated.refs, from: stated.reference.ledger)
            for target in Set(heard.filter { $0.rel == rel }.map(\.event)) {
                grouped[target, default: []].append(stated)
            }
        }
        return grouped
    }
}
