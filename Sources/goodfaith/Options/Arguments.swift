public import ArgumentParser
public import Casework
public import LedgerCrypto
public import LedgerFormat
public import LedgerVerify
public import MerkleTree
public import TransparencyLog

// How the values of the format are read from the command line: each by its own one reader.

extension SHA256Digest: ExpressibleByArgument {
    public init?(argument: String) { self.init(prefixed: argument) }
}

extension Head: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension EventID: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension Timestamp: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension PartyID: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension Origin: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension NoteKeyName: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension VerificationLevel: ExpressibleByArgument {}

extension PageFormat: ExpressibleByArgument {}

extension SignatureAlgorithm: ExpressibleByArgument {}

extension Subject: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension Occurred: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension ReplayMoment: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}
