internal import ArgumentParser
internal import Foundation
internal import LedgerCrypto
internal import LedgerFormat

struct TimestampVerify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Verify a checkpoint's time stamp with the authority's certificate.",
        discussion: """
            The certificate comes from you, not from the token: the authority's own, or the one that issued it. Nothing \
            else is trusted. Certificates are judged at the token's time, so that a time stamp can be verified when they \
            have long expired.

            Exit codes: 0 the time stamp holds; 1 it does not; 2 it could not be read or judged.

            Example: goodfaith timestamp verify office.checkpoint office.checkpoint.tst --authority authority.pem
            """)

    @Argument(help: "Checkpoint file.", completion: .file())
    var checkpoint: String

    @Argument(help: "Token, a .tst file.", completion: .file())
    var token: String

    @Option(
        help: ArgumentHelp("PEM file with the authority's certificate, or its issuer's.", valueName: "file"),
        completion: .file())
    var authority: String

    @Option(
        help: ArgumentHelp("The request that was sent, if you have it.", valueName: "file"), completion: .file()
    )
    var request: String?

    @Flag(help: "Print a JSON object, also when the time stamp does not hold.")
    var json = false

    func run() throws {
        let stamped = try StampedCheckpoint(checkpoint)
        let pem = try InputFile.text(authority)
        let authority: TimestampAuthority
        do throws(TimestampError) {
            authority = try TimestampAuthority(pem: pem)
        } catch { throw TimestampFile.refusal(error, self.authority) }
        let request = try request.map { path throws(Refusal) in
            try TimestampFile.read(path, .request) { bytes throws(TimestampError) in
                try TimestampRequest(der: bytes)
            }
        }
        let bytes = try InputFile.bytes(token, bytesMax: TimestampError.Part.token.byteCountMax)
        let stamp: VerifiedTimestamp
        do throws(TimestampError) {
            stamp = try authority.verify(TimestampToken(der: bytes), over: stamped.text, answering: request)
        } catch {
            let refusal = TimestampFile.refusal(error, token)
            guard json else { throw refusal }
            try Terminal.print(
                json: TimestampText.json(error, path: token, exitCode: refusal.exitCode))
            throw ExitCode(refusal.exitCode)
        }
        if json {
            try Terminal.print(
                json: TimestampText.json(stamp, stamped, path: token, checkedRequest: request != nil))
        } else {
            Terminal.print(
                TimestampText.of(
                    stamp, stamped, path: token, checkedRequest: request != nil,
                    now: Int(Date().timeIntervalSince1970)))
        }
    }
}
