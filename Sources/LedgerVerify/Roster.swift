internal import LedgerCrypto
internal import LedgerFormat
internal import MerkleTree

/// Who may sign at one position of a ledger, and what the key events before it made of that (format, rules 10
/// to 12).
struct Roster: Sendable {
    /// A key event that the rules forbid.
    struct Violation: Error {
        let code: FindingCode
        let expected: String
        let found: String
        /// The signer that it is about, where it is about one.
        var signer: KeyID?

        /// Whether an earlier key event, had it taken effect, could have made this one right.
        var restsOnEarlierKeyEvents: Bool { code != .keyPossession && code != .sinceInvalid }
    }

    enum Standing {
        case valid(PublicKey)
        /// Signed no more after the entry of that index.
        case retired(after: Int)
        case unknown
    }

    /// One word that a key is compromised.
    struct Compromise {
        let keyID: KeyID
        let since: Int
        /// Of the event that says so, and when it says that it was recorded.
        let index: Int
        let time: Timestamp
    }

    struct Member {
        let key: PublicKey
        let enrolledAt: Int
        var retiredAt: Int?
    }

    var members: [KeyID: Member] = [:]
    /// Reserve keys that were shown; they never become keys of the ledger.
    var spentReserves: Set<KeyID> = []
    var threshold = 1
    /// The digest of the reserve key in force.
    var next: SHA256Digest?
    var validCount = 0
    /// The words that a key is compromised, as far as each says more than those before it.
    var compromises: [Compromise] = []
    var compromisedSince: [KeyID: Int] = [:]

    /// - Parameter index: where the key is to sign; without one, after all events so far.
    func standing(of keyID: KeyID, at index: Int = .max) -> Standing {
        guard let member = members[keyID], member.enrolledAt < index else { return .unknown }
        if let retiredAt = member.retiredAt, retiredAt < index { return .retired(after: retiredAt) }
        return .valid(member.key)
    }

    /// Whether the key is, or was, a key of this ledger.
    func hasEnrolled(_ keyID: KeyID) -> Bool { members[keyID] != nil }

    var enrolledKeys: [KeyID] { members.keys.sorted() }

    /// Whether the key is the party's own: enrolled now or before, the reserve key in force, or a reserve key
    /// that was shown.
    func isKeyOfLedger(_ keyID: KeyID) -> Bool {
        hasEnrolled(keyID) || spentReserves.contains(keyID) || next == keyID.digest
    }

    /// The keys that may sign at an index; without one, after all events so far.
    func validKeys(at index: Int = .max) -> [PublicKey] {
        members.values.filter { $0.enrolledAt < index && ($0.retiredAt ?? .max) >= index }.map(\.key)
            .sorted { $0.keyID < $1.keyID }
    }

    /// The key with which to check a signer of a key event: one in force, the one that it brings, or the
    /// reserve key.
    func key(_ keyID: KeyID, signing event: LedgerEvent) -> Standing {
        if case .opened(let opening) = event {
            return opening.keys.first { $0.keyID == keyID }.map { .valid($0.publicKey) } ?? .unknown
        }
        let standing = standing(of: keyID)
        guard case .unknown = standing else { return standing }
        for enrolled in [event.broughtKey, event.recovery.reveals] {
            if let enrolled, enrolled.keyID == keyID { return .valid(enrolled.publicKey) }
        }
        return .unknown
    }

    /// Takes the effect of a key event whose signatures are valid.
    ///
    /// - Parameters:
    ///   - time: when the event says that it was recorded.
    ///   - signers: the keys that signed the event and whose signatures count.
    mutating func apply(
        _ event: LedgerEvent, at index: Int, recorded time: Timestamp, signedBy signers: Set<KeyID>
    ) throws(Violation) {
        if case .opened(let opening) = event { return try open(opening, signedBy: signers) }
        try checkThreshold(signers)
        try checkReserve(event, signers)
        switch event {
        case .opened: break
        case .keyAdded(let key, _): try enrol(key, signers, at: index)
        case .keyRotated(let from, let key, _):
            try requireInForce(from)
            try enrol(key, signers, at: index)
            retire(from, at: index)
        case .keyRetired(let keyID, _):
            try requireInForce(keyID)
            try require(
                validCount - 1 >= threshold, .keyLast, "at least \(threshold) keys left", "\(validCount - 1)")
            retire(keyID, at: index)
        case .keyCompromised(let keyID, let since, _):
            try require(members[keyID] != nil, .keyNotInForce, "a key of this ledger", "\(keyID)")
            try require(since < index, .sinceInvalid, "an index below \(index)", "\(since)")
            if since < compromisedSince[keyID] ?? Int.max {
                compromisedSince[keyID] = since
                compromises.append(Compromise(keyID: keyID, since: since, index: index, time: time))
            }
        case .thresholdSet(let count, _):
            try require(count <= validCount, .keyLast, "at most \(validCount), the keys in force", "\(count)")
            threshold = count
        case .closed: break
        }
        if let reveals = event.recovery.reveals { spentReserves.insert(reveals.keyID) }
        next = event.recovery.next
    }

    /// The keys that were called compromised, and since which index what they alone signed is disowned.
    ///
    /// - Parameter seen: heads of this history that were seen outside. What such a head covers stands, if it
    ///   was seen before the word of the compromise: by the place of that word, and by its time.
    func compromised(seen: [OutsideHead] = []) -> [KeyID: Int] {
        var disownedFrom: [KeyID: Int] = [:]
        for word in compromises {
            let covered = seen.filter { $0.head.size <= word.index && $0.time <= word.time }.map(\.head.size)
                .max()
            let from = max(word.since, covered ?? 0)
            disownedFrom[word.keyID] = min(from, disownedFrom[word.keyID] ?? from)
        }
        return disownedFrom
    }

    /// The indexes of the words that a key is compromised against which a head of this history counts for
    /// nothing by their time alone: they come after all that it covers, and are dated before it was seen. The
    /// party may have dated them back.
    func wordsDated(before seen: OutsideHead) -> [Int] {
        compromises.filter {
            seen.head.size <= $0.index && $0.since < seen.head.size && $0.time < seen.time
        }.map(\.index)
    }

    // MARK: Rules

    private mutating func open(_ opening: Opening, signedBy signers: Set<KeyID>) throws(Violation) {
        let valid = signers.count
        try require(
            valid >= opening.threshold, .keyThreshold,
            "signatures by at least \(opening.threshold) of its keys", "\(valid)")
        try require(
            !opening.keys.contains { $0.keyID.digest == opening.next }, .keyEnrolledTwice,
            "a reserve key that is none of the keys in force", opening.next?.hex ?? "none")
        for key in opening.keys { members[key.keyID] = Member(key: key.publicKey, enrolledAt: 0) }
        validCount = opening.keys.count
        threshold = opening.threshold
        next = opening.next
    }

    private func checkThreshold(_ signers: Set<KeyID>) throws(Violation) {
        let counted = signers.count { members[$0].map { $0.retiredAt == nil } ?? false }
        try require(
            counted >= threshold, .keyThreshold, "signatures by \(threshold) keys in force", "\(counted)")
    }

    private func checkReserve(_ event: LedgerEvent, _ signers: Set<KeyID>) throws(Violation) {
        guard let next else {
            let speaksOfReserve = event.recovery.next != nil || event.recovery.reveals != nil
            return try require(
                !speaksOfReserve, .keyNextUnexpected, "neither next nor reveals: no reserve key is in force",
                "one of them")
        }
        let reserve = KeyID(digest: next)
        let isBrought = event.broughtKey?.keyID == reserve
        try require(
            isBrought || event.recovery.reveals?.keyID == reserve, .keyNextMissing,
            "the reserve key \(reserve), brought or in reveals",
            event.recovery.reveals.map { "\($0.keyID)" } ?? "none")
        try require(
            !isBrought || event.recovery.reveals == nil, .keyNextUnexpected,
            "no reveals where the event brings the reserve key", "both")
        try require(
            signers.contains(reserve), .keyNextMissing, "a signature by the reserve key \(reserve)", "none")
        try checkUnspent(event.recovery.next)
        try require(
            event.recovery.next == nil || event.recovery.next != event.broughtKey?.keyID.digest,
            .keyEnrolledTwice,
            "a reserve key that is not the key brought", "the same key")
        try require(
            event.recovery.next != next, .keyEnrolledTwice, "another reserve key after this one was used",
            "the same again")
    }

    /// A reserve key that was already shown or enrolled protects nothing.
    private func checkUnspent(_ digest: SHA256Digest?) throws(Violation) {
        guard let digest else { return }
        let keyID = KeyID(digest: digest)
        try require(
            members[keyID] == nil && !spentReserves.contains(keyID), .keyEnrolledTwice,
            "a reserve key never seen before",
            "\(keyID)")
    }

    private mutating func enrol(
        _ key: EnrolledKey, _ signers: Set<KeyID>, at index: Int
    ) throws(Violation) {
        try require(
            members[key.keyID] == nil && !spentReserves.contains(key.keyID), .keyEnrolledTwice,
            "a key that this ledger has not seen", "\(key.keyID)")
        try require(
            signers.contains(key.keyID), .keyPossession, "a signature by the new key \(key.keyID)", "none")
        try require(
            members.count < Limits.keysMax, .keyLimit, "at most \(Limits.keysMax) keys", "\(members.count + 1)")
        members[key.keyID] = Member(key: key.publicKey, enrolledAt: index)
        validCount += 1
    }

    private func requireInForce(_ keyID: KeyID) throws(Violation) {
        guard case .valid = standing(of: keyID) else {
            throw Violation(code: .keyNotInForce, expected: "a key that may sign here", found: "\(keyID)")
        }
    }

    private mutating func retire(_ keyID: KeyID, at index: Int) {
        members[keyID]?.retiredAt = index
        validCount -= 1
    }

    private func require(
        _ holds: Bool, _ code: FindingCode, _ expected: @autoclosure () -> String,
        _ found: @autoclosure () -> String
    ) throws(Violation) {
        if !holds { throw Violation(code: code, expected: expected(), found: found()) }
    }
}
