internal import ArgumentParser

struct TimestampCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timestamp",
        abstract: "Have an outside authority say when a checkpoint existed (RFC 3161).",
        discussion: """
            A time-stamping authority signs the digest of a checkpoint's text together with the time. It learns nothing \
            of the ledger. What is stamped is the text without its signatures, so that witnesses may cosign before or \
            after.

            Example:
            goodfaith timestamp request office.checkpoint
            curl -H 'Content-Type: application/timestamp-query' --data-binary @office.checkpoint.tsq \
            -o office.checkpoint.tsr URL-OF-THE-AUTHORITY
            goodfaith timestamp attach office.checkpoint office.checkpoint.tsr
            goodfaith timestamp verify office.checkpoint office.checkpoint.tst --authority authority.pem
            """,
        subcommands: [TimestampRequestCommand.self, TimestampAttach.self, TimestampVerify.self])
}
