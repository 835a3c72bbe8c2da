internal import ArgumentParser
internal import Foundation
internal import LedgerCrypto
internal import LedgerFormat

/// The attributes of an event that are made up unless somebody gives them.
struct StatementOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Id of the event; recording it again changes nothing.", valueName: "uuid"))
    var id: EventID?

    @Option(
        help: ArgumentHelp("When it is recorded, for a late record or a reproducible one.", valueName: "time"))
    var time: Timestamp?

    func eventID() throws(Refusal) -> EventID {
        if let id { return id }
        return try StatementOptions.randomID()
    }

    static func randomID() throws(Refusal) -> EventID {
        do {
            if let id = EventID(try RandomUUID().description) { return id }
        } catch { throw Refusal("\(error)", exitCode: Refusal.unable) }
        throw Refusal("OpenSSL gave no random id", exitCode: Refusal.unable)
    }

    func recordedAt() throws(Refusal) -> Timestamp { try StatementOptions.now(unless: time) }

    /// What the clock says, unless a time is given.
    static func now(unless time: Timestamp?) throws(Refusal) -> Timestamp {
        if let time { return time }
        guard let now = Timestamp(secondsSinceEpoch: Int(Date().timeIntervalSince1970)) else {
            throw Refusal(
                "the clock of this machine is not set", hint: "set it, or give --time", exitCode: Refusal.unable
            )
        }
        return now
    }
}
