import LedgerCrypto
import MerkleTree
import Testing

@testable import TransparencyLog

struct WitnessMessageTests {
    private static func request(_ old: Int, _ new: Int) throws -> AddCheckpointRequest {
        let log = try TestLog()
        return try AddCheckpointRequest(
            oldSize: old, path: old == 0 ? [] : log.consistency(old, new), checkpoint: log.checkpoint(new))
    }

    @Test("a request is read as it was written", arguments: [0, 3, 6, 8])
    func roundTrip(old: Int) throws {
        let request = try Self.request(old, 8)
        #expect(try AddCheckpointRequest(request.bytes) == request)
    }

    private static let text = """
        old 1
        \(Vectors.sigsumRoot)

        log.example/a
        2
        \(Vectors.sigsumRoot)

        — log.example/a AAAAAAE=

        """

    @Test(
        "what is no request is refused",
        arguments: [
            ("old 1", "old", .header), ("old 1", "old ", .header), ("old 1", "old 01", .header),
            ("old 1", "old -1", .header), ("old 1", "old  1", .header), ("old 1", "Old 1", .header),
            ("old 1", "old 1\r", .header), ("old 1", "old 9223372036854775808", .header),
            ("old 1", "", .header),
            ("old 1\n", "old 1\n\n", .number), ("\n\nlog.", "\nlog.", .hash),
            ("\n\nlog.", "\n\n\nlog.", .checkpoint),
            ("old 1\nHA5HAAAAAA", "old 1\nHA5HAAAA", .hash), ("AAE=\n", "AAE=", .lineFeedMissing),
            ("old 1\n\(Vectors.sigsumRoot)", "old 1\nHA5HAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB=", .hash),
            ("— log.example/a AAAAAAE=\n", "", .noSignatures),
        ] as [(String, String, LogTextError.Code)])
    func refused(part: String, replacement: String, code: LogTextError.Code) throws {
        #expect(refusal { () throws(LogTextError) in try AddCheckpointRequest(Self.text.bytes) } == nil)
        let altered = Self.text.replacing(part, with: replacement, maxReplacements: 1)
        #expect(altered != Self.text)
        #expect(refusal { () throws(LogTextError) in try AddCheckpointRequest(altered.bytes) } == code)
    }

    @Test("63 hashes are read, and no request is made of more")
    func limits() throws {
        let many = Self.text.replacing(
            "old 1\n", with: "old 1\n\(String(repeating: "\(Vectors.sigsumRoot)\n", count: 62))")
        let request = try AddCheckpointRequest(many.bytes)
        #expect(request.path.count == 63)
        let more = many.replacing("old 1\n", with: "old 1\n\(Vectors.sigsumRoot)\n")
        #expect(refusal { () throws(LogTextError) in try AddCheckpointRequest(more.bytes) } == .proofLength)
        #expect(
            refusal { () throws(LogTextError) in
                try AddCheckpointRequest(
                    oldSize: 1, path: request.path + request.path, checkpoint: request.checkpoint)
            } == .proofLength)
        let long = Array(repeating: UInt8(ascii: "a"), count: AddCheckpointRequest.bytesMax + 1)
        #expect(refusal { () throws(LogTextError) in try AddCheckpointRequest(long) } == .tooLong)
    }

    // MARK: What the witness says

    private static func judge(
        _ request: AddCheckpointRequest, latest: Head?, logKeys: [NoteVerifierKey]? = nil
    ) throws -> WitnessRefusal? {
        var hasher = try SHA256()
        let logKeys = try logKeys ?? [TestLog().logKey]
        do { try request.judge(logKeys: logKeys, latest: latest, with: &hasher) } catch { return error }
        return nil
    }

    @Test("every step forward of every small tree is cosigned")
    func steps() throws {
        let log = try TestLog()
        for new in 0...8 {
            #expect(try Self.judge(Self.request(0, new), latest: nil) == nil)
            for old in 1...8 where old <= new {
                #expect(try Self.judge(Self.request(old, new), latest: log.head(old)) == nil)
            }
        }
        // A witness that cosigned the empty tree is where one is that cosigned nothing.
        #expect(try Self.judge(Self.request(0, 5), latest: log.head(0)) == nil)
    }

    @Test("404: an origin that is not known")
    func unknownOrigin() throws {
        let request = try Self.request(0, 5)
        #expect(try Self.judge(request, latest: nil, logKeys: [])?.status == 404)
        let other = try TestLog(1, origin: "log.example/b").logKey
        #expect(
            try Self.judge(request, latest: nil, logKeys: [other])
                == .unknownOrigin(request.checkpoint.checkpoint.origin))
        // A witness's key under the origin's name is no log's.
        let witness = try TestWitness(1, "log.example/a").verifierKey
        #expect(try Self.judge(request, latest: nil, logKeys: [witness])?.status == 404)
    }

    @Test("403: no signature by a known key, or one that is not valid")
    func notSigned() throws {
        let request = try Self.request(0, 5)
        #expect(try Self.judge(request, latest: nil, logKeys: [TestLog(2).logKey])?.status == 403)
        let log = try TestLog()
        let moved = try log.checkpoint(6).note.text + "\n".bytes + log.checkpoint(5).note.signatures[0].line
        let forged = try AddCheckpointRequest(oldSize: 0, path: [], checkpoint: SignedCheckpoint(moved))
        #expect(try Self.judge(forged, latest: nil)?.status == 403)
        // One that is valid beside one that is not does not help.
        var mixed = try log.checkpoint(5)
        try mixed.add(try log.checkpoint(6).note.signatures[0])
        #expect(
            try Self.judge(AddCheckpointRequest(oldSize: 0, path: [], checkpoint: mixed), latest: nil)?.status
                == 403)
    }

    @Test("400: an old size that is larger than the new")
    func sizesOutOfOrder() throws {
        let log = try TestLog()
        let back = try AddCheckpointRequest(oldSize: 6, path: [], checkpoint: log.checkpoint(5))
        #expect(try Self.judge(back, latest: log.head(6)) == .sizesOutOfOrder(old: 6, new: 5))
        #expect(try Self.judge(back, latest: log.head(6))?.status == 400)
    }

    @Test("409: a witness that is elsewhere says where")
    func conflict() throws {
        let log = try TestLog()
        #expect(try Self.judge(Self.request(3, 5), latest: log.head(4)) == .conflict(latest: 4, old: 3))
        #expect(try Self.judge(Self.request(0, 5), latest: log.head(4)) == .conflict(latest: 4, old: 0))
        #expect(try Self.judge(Self.request(3, 5), latest: nil) == .conflict(latest: 0, old: 3))
        #expect(try Self.judge(Self.request(3, 5), latest: nil)?.status == 409)
        // It has gone on in the meantime: it never goes back.
        #expect(try Self.judge(Self.request(3, 5), latest: log.head(8)) == .conflict(latest: 8, old: 3))
    }

    @Test(
        "422: a proof that does not hold, hashes where there is nothing to prove, another root of the same size"
    )
    func inconsistent() throws {
        let (log, forked) = (try TestLog(), try TestLog(entries: [[9]] + Vectors.entries.dropFirst()))
        let path = try log.consistency(3, 5)
        let cases: [(AddCheckpointRequest, Head?)] = [
            (try AddCheckpointRequest(oldSize: 0, path: path, checkpoint: log.checkpoint(5)), nil),
            (try AddCheckpointRequest(oldSize: 0, path: path, checkpoint: log.checkpoint(5)), try log.head(0)),
            (try AddCheckpointRequest(oldSize: 3, path: [], checkpoint: log.checkpoint(5)), try log.head(3)),
            (
                try AddCheckpointRequest(oldSize: 3, path: path + path, checkpoint: log.checkpoint(5)),
                try log.head(3)
            ),
            (
                try AddCheckpointRequest(oldSize: 3, path: path.reversed(), checkpoint: log.checkpoint(5)),
                try log.head(3)
            ),
            (
                try AddCheckpointRequest(oldSize: 3, path: path, checkpoint: forked.checkpoint(5)),
                try log.head(3)
            ),
            (try AddCheckpointRequest(oldSize: 5, path: [], checkpoint: forked.checkpoint(5)), try log.head(5)),
            (try AddCheckpointRequest(oldSize: 5, path: path, checkpoint: log.checkpoint(5)), try log.head(5)),
        ]
        for (request, latest) in cases { #expect(try Self.judge(request, latest: latest)?.status == 422) }
        let empty = Checkpoint(origin: log.origin, head: Head(size: 0, root: try log.head(1).root))
        let signed = try SignedCheckpoint.sign(empty, with: log.key)
        let request = try AddCheckpointRequest(oldSize: 0, path: [], checkpoint: signed)
        #expect(try Self.judge(request, latest: nil)?.status == 422)
    }

    @Test("no request with one changed bit is cosigned")
    func bits() throws {
        let log = try TestLog()
        let latest = try log.head(3)
        for flip in try Self.request(3, 7).bytes.flips {
            guard let read = try? AddCheckpointRequest(flip) else { continue }
            #expect(try Self.judge(read, latest: latest) != nil)
        }
    }

    // MARK: Responses

    @Test("the cosignatures of known witnesses are added, those of others are left out")
    func response() throws {
        let log = try TestLog()
        let (known, unknown) = (try TestWitness(2, "w.example/2"), try TestWitness(3, "w.example/3"))
        var checkpoint = try log.checkpoint()
        let lines = try known.cosign(checkpoint, at: 77).line + unknown.cosign(checkpoint).line
        let response = try AddCheckpointResponse(lines)
        #expect(response.bytes == lines)
        let added = try checkpoint.add(response, from: [known.verifierKey])
        #expect(added.map(\.time) == [77])
        #expect(checkpoint.note.signatures.count == 2)
        #expect(try checkpoint.add(response, from: [known.verifierKey]).count == 1)
        #expect(checkpoint.note.signatures.count == 2)
    }

    @Test("a response whose cosignature is of another checkpoint adds nothing")
    func otherResponse() throws {
        let (log, witness) = (try TestLog(), try TestWitness(2, "w.example/2"))
        var checkpoint = try log.checkpoint(7)
        let before = checkpoint
        let keys = [try witness.verifierKey, try log.logKey]
        let response = try AddCheckpointResponse(witness.cosign(log.checkpoint(8)).line)
        #expect(
            refusal { () throws(LogTextError) in try checkpoint.add(response, from: keys) } == .signatureInvalid
        )
        // A log's own line in a response is no cosignature.
        let own = try AddCheckpointResponse(try log.checkpoint(8).note.signatures[0].line)
        #expect(try checkpoint.add(own, from: keys).isEmpty)
        #expect(checkpoint == before)
    }

    @Test(
        "what is no response is refused",
        arguments: [
            ("", .noSignatures), ("\n", .signatureLine), ("200 OK\n", .signatureLine), ("9\n", .signatureLine),
            ("\(Vectors.cosignature.dropLast())", .lineFeedMissing),
            ("\(Vectors.cosignature)\n", .signatureLine),
        ] as [(String, LogTextError.Code)])
    func refusedResponse(text: String, code: LogTextError.Code) {
        #expect(refusal { () throws(LogTextError) in try AddCheckpointResponse(text.bytes) } == code)
    }

    @Test("a response of a thousand signatures is refused")
    func manySignatures() {
        let text = String(repeating: Vectors.cosignature, count: 1000)
        #expect(
            refusal { () throws(LogTextError) in try AddCheckpointResponse(text.bytes) } == .tooManySignatures)
        #expect(AddCheckpointResponse([] as [NoteSignature]) == nil)
    }

    @Test("a conflict is a number and a line feed")
    func conflictBody() throws {
        #expect(try AddCheckpointConflict("20852014\n".bytes).latestSize == 20_852_014)
        #expect(AddCheckpointConflict(latestSize: 0).bytes == "0\n".bytes)
        for text in ["", "\n", "1", "01\n", "1\n\n", "-1\n", " 1\n", "1\r\n", "x\n"] {
            #expect(refusal { () throws(LogTextError) in try AddCheckpointConflict(text.bytes) } == .number)
        }
    }
}
