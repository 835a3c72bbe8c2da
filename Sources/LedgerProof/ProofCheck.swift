internal import LedgerCrypto
internal import LedgerFormat
public import LedgerVerify
internal import MerkleTree
public import TransparencyLog

/// Checks a proof file offline: bytes in, a conclusion out.
public struct ProofCheck: Sendable {
    /// What the auditor brings from outside the file.
    public var trust: Trust
    /// The vocabulary by which what is proven is judged.
    public var rules: (any ContentRules)?

    /// The witnesses a quorum of whom must have cosigned every checkpoint in the file; nil where none is asked
    /// for. A head that an entry signs is no checkpoint, and nobody cosigns it.
    public var policy: WitnessPolicy?

    public init(trust: Trust, rules: (any ContentRules)?, policy: WitnessPolicy? = nil) {
        self.trust = trust
        self.rules = rules
        self.policy = policy
    }

    public func check(_ bytes: [UInt8]) -> ProofConclusion {
        do throws(ProofError) { return check(try ProofFile(bytes)) } catch {
            return ProofConclusion(
                unreadable: Finding(.proofForm, expected: "a proof file", found: "\(error)"))
        }
    }

    public func check(_ file: ProofFile) -> ProofConclusion {
        let hasher: SHA256
        do { hasher = try SHA256() } catch {
            return ProofConclusion(
                unreadable: Finding(.proofForm, expected: "a digest from OpenSSL", found: "\(error)"))
        }
        var run = ProofRun(check: self, hasher: hasher)
        return run.conclude(file)
    }
}

/// One check under way.
private struct ProofRun: ~Copyable {
    let check: ProofCheck
    var hasher: SHA256
    var findings: [Finding] = []
    var anchor = AnchorMatch.none
    var proven: [ProofConclusion.Claim] = []
    var notProven: [ProofConclusion.Limit] = []
    var seen: [OutsideHead?] = []

    init(check: ProofCheck, hasher: consuming SHA256) {
        self.check = check
        self.hasher = hasher
    }

    mutating func conclude(_ file: ProofFile) -> ProofConclusion {
        var trees: [TreeCheck]
        switch file {
        case .events(let tree), .consistency(_, let tree): trees = [TreeCheck(tree)]
        case .equivocation(_, let one, let other):
            trees = [TreeCheck(one.tree, parting: one.hash), TreeCheck(other.tree, parting: other.hash)]
        }
        do throws(Finding) {
            for position in trees.indices { try trees[position].run(&hasher) }
            try checkRelation(file, trees)
        } catch {
            findings.append(error)
        }
        matchAnchor(trees)
        if findings.isEmpty { judgeWitnesses(trees) }
        if findings.isEmpty, case .events = file { judgeContent(trees) }
        if verdict.leavesChainWhole { claim(file, trees) }
        let opening = trees.first?.history.opening
        return ProofConclusion(
            kind: file.kind, verdict: verdict, findings: findings, opening: opening,
            fingerprint: trees.first?.history.fingerprint, anchor: anchor,
            heads: verdict.leavesChainWhole ? trees.map(\.signedBy) : [],
            entries: verdict.leavesChainWhole && file.kind != .equivocation ? trees.flatMap(\.shown) : [],
            proven: proven, notProven: notProven, seen: seen.compactMap(\.self))
    }

    private var verdict: Verdict { findings.map(\.code.verdict).min() ?? .intact }

    // MARK: What the file says of its heads

    private mutating func checkRelation(_ file: ProofFile, _ trees: [TreeCheck]) throws(Finding) {
        switch file {
        case .events: break
        case .consistency(let from, let tree):
            guard from.proof.holds(from: from.old, to: tree.head, with: &hasher) else {
                throw Finding(
                    .consistencyMismatch, expected: "a path from \(from.old) to \(tree.head)",
                    found: "one that does not lead there")
            }
            if let old = from.oldCheckpoint, let history = trees.first?.history, let opening = history.opening {
                _ = try old.signers(of: opening.origin, inForce: history.keys(inForceAt: from.old.size))
            }
        case .equivocation(let index, let one, let other): try checkHistories(index, [one, other], trees)
        }
    }

    private mutating func checkHistories(
        _ index: Int, _ branches: [HistoryBranch], _ trees: [TreeCheck]
    ) throws(Finding) {
        for branch in branches {
            guard let inclusion = branch.inclusion else { continue }
            guard inclusion.holds(leaf: branch.hash, in: branch.tree.head, with: &hasher) else {
                throw Finding(
                    .pathMismatch, index: index, expected: branch.tree.head.root.prefixed,
                    found: inclusion.root(of: branch.hash, with: &hasher).prefixed)
            }
        }
        let fingerprints = trees.compactMap(\.history.fingerprint)
        guard fingerprints.count == 2, fingerprints[0] == fingerprints[1] else {
            throw Finding(
                .historiesForeign, expected: "one ledger twice",
                found: fingerprints.map(\.prefixed).joined(separator: " and "))
        }
        guard branches[0].hash != branches[1].hash else {
            throw Finding(
                .historiesAgree, index: index, expected: "two different entries",
                found: branches[0].hash.prefixed)
        }
        guard commonKey(trees) != nil else {
            let named = trees.map { Set($0.tree.headEvent?.signing?.signers ?? $0.signers) }
            // The file may be right: somebody whose OpenSSL knows that kind of signature can tell.
            if let first = named.first, let last = named.last, !first.isDisjoint(with: last) {
                let unchecked = first.intersection(last).sorted().map(\.description).joined(separator: " ")
                throw Finding(
                    .signatureUnsupported, index: index,
                    expected: "a key that signed both heads in a way that \(OpenSSL.version) can check",
                    found: "none but \(unchecked)")
            }
            throw Finding(
                .signersDiffer, expected: "a key that signed both heads",
                found: trees.map { $0.signers.map(\.description).joined(separator: " ") }.joined(
                    separator: " and "))
        }
    }

    private func commonKey(_ trees: [TreeCheck]) -> KeyID? {
        guard let first = trees.first, let last = trees.last else { return nil }
        return first.signers.first { last.signers.contains($0) }
    }

    // MARK: Trust and content

    private mutating func matchAnchor(_ trees: [TreeCheck]) {
        guard let history = trees.first?.history, history.opening != nil else { return }
        do throws(Finding) { anchor = try history.match(check.trust) } catch { findings.append(error) }
    }

    private mutating func judgeWitnesses(_ trees: [TreeCheck]) {
        guard let policy = check.policy else { return }
        for tree in trees {
            findings += policy.signers(amongWitnesses: tree.history.isKeyOfLedger)
            guard case .checkpoint(let signed) = tree.tree.signer else {
                findings.append(.uncosigned(tree.tree.head.description))
                continue
            }
            do throws(Finding) { seen.append(try policy.seenHead(of: signed)) } catch { findings.append(error) }
        }
    }

    private mutating func judgeContent(_ trees: [TreeCheck]) {
        guard let tree = trees.first, let opening = tree.history.opening else { return }
        guard let rules = check.rules else {
            notProven.append(.contentWithoutVocabulary)
            return
        }
        var unknown: Set<Int> = []
        for shown in tree.shown where shown.role == .proven {
            guard case .vocabulary(let version) = shown.event.schema else { continue }
            if !rules.knows(vocabularyVersion: version) {
                unknown.insert(version)
            } else if let violation = rules.violation(in: shown.event, statedBy: opening.party) {
                findings.append(Finding(violation, index: shown.event.index))
            }
        }
        notProven += unknown.sorted().map { .content(vocabularyVersion: $0) }
    }

    // MARK: What follows

    private mutating func claim(_ file: ProofFile, _ trees: [TreeCheck]) {
        switch anchor {
        case .none, .selfDeclared: notProven.insert(.anchor, at: 0)
        case .key: notProven.insert(.fingerprint, at: 0)
        case .fingerprint: break
        }
        guard let tree = trees.first else { return }
        let size = tree.tree.head.size
        switch file {
        case .events:
            let proven = tree.shown.filter { $0.role == .proven }
            self.proven.append(
                .entries(
                    count: proven.isEmpty ? tree.shown.count : proven.count,
                    of: max(size, tree.rosterKnownTo + 1)))
            let open = tree.shown.filter(\.isVoucherMissing).map(\.event.index)
            if let first = open.first { notProven.append(.voucherNotShown(first: first, count: open.count)) }
            notProven += [.otherEntries, .later(size: max(size, tree.rosterKnownTo + 1)), .truth, .time]
        case .consistency(let from, let signed):
            proven.append(.goesOn(from: from.old, to: signed.head, isOldSigned: from.oldCheckpoint != nil))
            if from.oldCheckpoint == nil { notProven.append(.oldSigner) }
            notProven += [.later(size: size), .truth]
        case .equivocation(let index, _, _):
            if let key = commonKey(trees) { proven.append(.twoHistories(at: index, key: key)) }
            notProven += [.theOtherHistory, .whoHeldTheKey]
        }
        for tree in trees where tree.rosterKnownTo < tree.tree.head.size - 1 {
            let limit = ProofConclusion.Limit.rosterAfter(index: tree.rosterKnownTo, size: tree.tree.head.size)
            if !notProven.contains(limit) { notProven.append(limit) }
        }
        if trees.contains(where: \.hasUncheckedSignatures) { notProven.append(.unsupportedSignatures) }
    }
}

extension ProofConclusion {
    init(unreadable finding: Finding) {
        self.init(
            kind: nil, verdict: finding.code.verdict, findings: [finding], opening: nil, fingerprint: nil,
            anchor: .none, heads: [], entries: [], proven: [], notProven: [], seen: [])
    }
}
