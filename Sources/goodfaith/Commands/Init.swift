internal import ArgumentParser
internal import Casework
internal import LedgerCrypto
internal import LedgerFormat
internal import LedgerStore
internal import LedgerVerify
internal import MerkleTree

struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Open a new ledger for one party and one audience.",
        discussion: """
            Writes entry 0, signed by every key that is given, and prints the fingerprint. Tell it to the others by a way \
            they trust; it is what they verify the file with.

            Example: goodfaith init us-office.jsonl --party us-office --name "Office of the author" \
            --class office_of_principal --role principal --role speaker --origin us-office.example/ua-channel \
            --audience ru-office --key us-office.key
            """)

    @Argument(help: "The ledger file to make; it must not exist.", completion: .file())
    var ledger: String

    @Option(help: "Id of the party: the name of an office or a role, never of a person.")
    var party: PartyID

    @Option(help: "Name of the organisation.")
    var name: String

    @Option(name: .customLong("class"), help: ArgumentHelp("Class of the party.", valueName: "code"))
    var partyClass: String

    @Option(
        name: .customLong("role"),
        help: ArgumentHelp("A role in which the party acts; may be given several times.", valueName: "code"))
    var roles: [String]

    @Option(
        help: ArgumentHelp(
            "Name of this ledger: a host with a dot, a slash, and a path.", valueName: "host/path"))
    var origin: Origin

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Ids of the parties that may hold the file.", valueName: "party"))
    var audience: [PartyID]

    @Option(help: "How many keys must sign a key event.")
    var threshold = 1

    @Option(
        help: ArgumentHelp(
            "Public key kept in reserve, without which keys cannot be changed.", valueName: "file"),
        completion: .file())
    var next: String?

    @Option(
        help: ArgumentHelp("Closed ledger that this one goes on from.", valueName: "ledger"),
        completion: .file())
    var predecessor: String?

    @OptionGroup var signing: SigningOptions
    @OptionGroup var statement: StatementOptions

    func run() throws {
        let keys = try signing.signingKeys()
        let opening = Opening(
            audience: Set(audience).sorted(),
            keys: keys.map { EnrolledKey($0.key.publicKey) }.sorted { $0.keyID < $1.keyID },
            next: try next.map { path throws(Refusal) in try KeyFile.publicKey(path).keyID.digest },
            origin: origin,
            party: Party(partyClass: partyClass, id: party, name: name, roles: Set(roles).sorted()),
            predecessor: try predecessor.map(Init.predecessor), threshold: threshold)
        if let violation = Vocabulary.current.violation(ofPartyClass: partyClass, roles: roles) {
            throw Refusal(
                violation.sentence, hint: "goodfaith vocabulary counterpart.noted lists classes and roles")
        }
        let id = try statement.eventID()
        let time = try statement.recordedAt()
        let path = ledger
        let fingerprint = try refusing { () throws(WriterError) in
            try LedgerWriter.create(path, opening, signedBy: keys, id: id, time: time)
        }
        Terminal.print(
            """
            \(Terminal.printable(ledger)): opened for \(party)
            fingerprint  \(fingerprint.prefixed)

            Tell the fingerprint to those who will verify the file, by a way they trust. Their trust file has the line:
            ledger \(origin) \(fingerprint.prefixed)
            """)
    }

    private static func predecessor(_ path: String) throws(Refusal) -> Predecessor {
        let verifier = LedgerVerifier(trust: .selfDeclared, allowsWithheld: true, rules: Vocabulary.current)
        let report = LedgerFile.verify(path, with: verifier)
        guard report.verdict.leavesChainWhole, report.isClosed, let ledger = report.ledger,
            let head = report.head
        else {
            throw Refusal(
                "\(Terminal.printable(path)) is no closed ledger that verifies (\(report.verdict.rawValue))",
                hint: "close it first: goodfaith close \(Terminal.printable(path))")
        }
        return Predecessor(fingerprint: ledger.fingerprint, root: head.root, size: head.size)
    }
}
