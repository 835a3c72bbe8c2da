internal import LedgerCrypto

/// Reads the lines of a policy, each against those before it.
struct WitnessPolicyReader {
    private(set) var logs: [WitnessPolicy.Log] = []
    private(set) var witnesses: [WitnessPolicy.Witness] = []
    private(set) var groups: [WitnessPolicy.Group] = []
    private var quorum: WitnessPolicy.Name??
    private var defined: Set<WitnessPolicy.Name> = []
    /// The names that stand in a group.
    private var grouped: Set<WitnessPolicy.Name> = []
    private var keys: Set<PublicKey> = []

    /// The name that says that no witness is asked for.
    private static let none = WitnessPolicy.Name("none")

    mutating func read(_ bytes: [UInt8]) throws(LogTextError) {
        guard bytes.count <= WitnessPolicy.bytesMax else {
            throw LogTextError(.tooLong, "a policy has at most \(WitnessPolicy.bytesMax) bytes")
        }
        var lines = LogLines(bytes[...])
        while let line = try lines.next() {
            do { try read(line: line) } catch { throw error.at(line: lines.line) }
        }
    }

    /// What the quorum line names; nil where it asks for none.
    func requireQuorum() throws(LogTextError) -> WitnessPolicy.Name? {
        guard let quorum else { throw LogTextError(.quorum, "the policy has no quorum line") }
        return quorum
    }

    private mutating func read(line: ArraySlice<UInt8>) throws(LogTextError) {
        guard line.allSatisfy({ $0 == UInt8(ascii: "\t") || $0 >= 0x20 && $0 != 0x7F }) else {
            throw LogTextError(.characters, "a control character stands in the line")
        }
        let words = line.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        guard let first = words.first, first.first != UInt8(ascii: "#") else { return }
        let rest = words.dropFirst()
        switch String(decoding: first, as: UTF8.self) {
        case "log": try readLog(Array(rest))
        case "witness": try readWitness(Array(rest))
        case "group": try readGroup(Array(rest))
        case "quorum": try readQuorum(Array(rest))
        default:
            throw LogTextError(.policyLine, "expected log, witness, group or quorum at the start of the line")
        }
    }

    private mutating func readLog(_ words: [ArraySlice<UInt8>]) throws(LogTextError) {
        guard (1...2).contains(words.count) else {
            throw LogTextError(.policyLine, "expected: log VKEY [URL]")
        }
        logs.append(WitnessPolicy.Log(key: try key(words[0], .ed25519), url: url(words.dropFirst().first)))
    }

    private mutating func readWitness(_ words: [ArraySlice<UInt8>]) throws(LogTextError) {
        guard (2...3).contains(words.count) else {
            throw LogTextError(.policyLine, "expected: witness NAME VKEY [URL]")
        }
        let name = try define(words[0])
        let key = try key(words[1], .cosignatureV1)
        witnesses.append(WitnessPolicy.Witness(name: name, key: key, url: url(words.dropFirst(2).first)))
    }

    private mutating func readGroup(_ words: [ArraySlice<UInt8>]) throws(LogTextError) {
        guard words.count >= 3 else {
            throw LogTextError(.policyLine, "expected: group NAME all|any|NUMBER MEMBER ...")
        }
        var members: [WitnessPolicy.Name] = []
        for word in words.dropFirst(2) {
            let member = try use(word)
            guard grouped.insert(member).inserted else {
                throw LogTextError(.memberTwice, "\(member) is a member of a group already")
            }
            members.append(member)
        }
        let threshold = try threshold(words[1], of: members.count)
        // Defined last, so that a group cannot be its own member.
        groups.append(WitnessPolicy.Group(name: try define(words[0]), threshold: threshold, members: members))
    }

    private mutating func readQuorum(_ words: [ArraySlice<UInt8>]) throws(LogTextError) {
        guard words.count == 1 else { throw LogTextError(.policyLine, "expected: quorum NAME") }
        guard quorum == nil else { throw LogTextError(.quorum, "the policy has a second quorum line") }
        let isNone = WitnessPolicy.Name(words[0]) == WitnessPolicyReader.none
        quorum = .some(isNone ? nil : try use(words[0]))
    }

    // MARK: Words

    private mutating func define(_ word: ArraySlice<UInt8>) throws(LogTextError) -> WitnessPolicy.Name {
        let name = WitnessPolicy.Name(word)
        guard name != WitnessPolicyReader.none, defined.insert(name).inserted else {
            throw LogTextError(.nameTaken, "the name \(name) is taken")
        }
        return name
    }

    private func use(_ word: ArraySlice<UInt8>) throws(LogTextError) -> WitnessPolicy.Name {
        let name = WitnessPolicy.Name(word)
        guard defined.contains(name) else {
            throw LogTextError(.nameUndefined, "no line above defines \(name)")
        }
        return name
    }

    private func threshold(_ word: ArraySlice<UInt8>, of count: Int) throws(LogTextError) -> Int {
        if word.elementsEqual("all".utf8) { return count }
        if word.elementsEqual("any".utf8) { return 1 }
        guard let threshold = CanonicalDecimal.read(word), (1...count).contains(threshold) else {
            throw LogTextError(.threshold, "expected all, any, or a number from 1 to \(count)")
        }
        return threshold
    }

    private mutating func key(
        _ word: ArraySlice<UInt8>, _ kind: NoteVerifierKey.Kind
    ) throws(LogTextError) -> NoteVerifierKey {
        let key = try NoteVerifierKey(vkey: word)
        guard key.kind == kind else {
            throw LogTextError(
                .keyKind,
                kind == .ed25519
                    ? "a log signs with keys of type 1, not of type 4, which is a witness's"
                    : "a witness signs with keys of type 4, not of type 1, which is a log's")
        }
        // A log cannot be its own witness, nor one witness count as two.
        guard keys.insert(key.publicKey).inserted else {
            throw LogTextError(.keyTwice, "the key of \(key.name) stands in the policy already")
        }
        return key
    }

    private func url(_ word: ArraySlice<UInt8>?) -> String? {
        word.map { String(decoding: $0, as: UTF8.self) }
    }
}
