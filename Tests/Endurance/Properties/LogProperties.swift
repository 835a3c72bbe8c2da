import LedgerCrypto
import TransparencyLog

/// The other texts and files of transparency logs: what is accepted writes back to the same bytes.
enum LogProperties {
    static func check(_ bytes: [UInt8]) throws(Flaw) {
        if let read = try? TLogProof(bytes) {
            try hold(read.bytes == bytes, "a tlog-proof is written otherwise than it was read")
            try hold(TLogProof.begins(bytes), "a tlog-proof does not begin as one")
        }
        if let read = try? AddCheckpointRequest(bytes) {
            try hold(read.bytes == bytes, "a request is written otherwise than it was read")
        }
        if let read = try? AddCheckpointResponse(bytes) {
            try hold(read.bytes == bytes, "a response is written otherwise than it was read")
        }
        if let read = try? AddCheckpointConflict(bytes) {
            try hold(read.bytes == bytes, "a conflict is written otherwise than it was read")
        }
        let text = String(decoding: bytes, as: UTF8.self)
        if let read = try? NoteVerifierKey(vkey: text) {
            try hold(
                read.vkey.utf8.elementsEqual(text.utf8), "a verifier key is written otherwise than it was read")
        }
        if let read = try? TilePath(text) {
            try hold(read.description.utf8.elementsEqual(text.utf8), "a tile path has a second spelling")
        }
        if let read = LogOrigin(text) {
            try hold(read.description.utf8.elementsEqual(text.utf8), "an origin has a second spelling")
        }
        try checkTiles(bytes)
    }

    private static func checkTiles(_ bytes: [UInt8]) throws(Flaw) {
        if let tile = try? HashTile(bytes, width: bytes.count / SHA256Digest.byteCount) {
            try hold(tile.bytes == bytes, "a tile is written otherwise than it was read")
        }
        guard let width = bytes.first else { return }
        let rest = Array(bytes.dropFirst())
        if let bundle = try? EntryBundle(rest, width: Int(width)) {
            try hold(bundle.bytes == rest, "a bundle is written otherwise than it was read")
            try hold(bundle.entries.count == Int(width), "a bundle has another width")
        }
    }

    /// A policy of witnesses: what is accepted can be satisfied by all of its witnesses, and by none never where
    /// it asks for a quorum.
    static func checkPolicy(_ bytes: [UInt8]) throws(Flaw) {
        guard let policy = try? WitnessPolicy(bytes) else { return }
        let witnesses = Set(policy.witnesses.map(\.name))
        try hold(policy.isSatisfied(by: witnesses), "all of its witnesses do not satisfy it")
        try hold(!policy.isSatisfied(by: []) || policy.quorum == nil, "nobody satisfies its quorum")
        var defined = witnesses
        for group in policy.groups {
            try hold((1...group.members.count).contains(group.threshold), "a group with a threshold beyond it")
            try hold(group.members.allSatisfy(defined.contains), "a group of what is not defined before it")
            try hold(defined.insert(group.name).inserted, "a name is defined twice")
        }
        try hold(policy.quorum.map(defined.contains) ?? true, "a quorum that is not defined")
        let checkpoint = try without("the honest checkpoint is refused") { () throws(any Error) in
            try SignedCheckpoint(try Corpus.honest("note/honest.checkpoint"))
        }
        _ = try? policy.judge(checkpoint)
    }
}
