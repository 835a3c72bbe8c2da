import Foundation
import LedgerCrypto
import LedgerFormat
import LedgerStore
import LedgerVerify
import MerkleTree
import Testing

@testable import Exchange

/// Parts, disclosures, withheld entries and checkpoints.
@Suite struct PartsTests {
    @Test func `A part joins the copy held, and the two are the whole ledger`() throws {
        let office = try TestOffice()
        try office.append(2)
        try office.receive(office.ledger)
        let head = try office.head()
        try office.append(3)
        let part = try office.part(since: head, "part")
        let joined = try office.receive(part)
        #expect(joined.kind == .part && joined.comparison == .ahead(by: 3))
        #expect(try office.bytes(office.held) == office.bytes(office.ledger))
        #expect(try office.receive(part).comparison == .same)
    }

    @Test func `A part that begins later, or of which nothing is held, is refused`() throws {
        let office = try TestOffice()
        try office.append(1)
        let early = try office.head()
        let older = try office.copy("older.jsonl")
        try office.append(1)
        let head = try office.head()
        try office.append(1)
        let part = try office.part(since: head, "part")
        guard case .nothingHeld = try office.refusal(part) else { throw Missing() }
        try office.receive(older)
        guard case .partBeginsLater(_, from: 3, held: 2) = try office.refusal(part) else { throw Missing() }
        try office.receive(try office.part(since: early, "earlier"))
        #expect(try office.receive(part).comparison == .same)
    }

    @Test func `A part of another history is kept aside`() throws {
        let office = try TestOffice()
        try office.append(1)
        let other = try office.fork("other.jsonl", appending: 2)
        try office.append(2)
        try office.receive(office.ledger)
        let otherHead = try #require(office.report(other).head)
        let heading = Heading.part(fingerprint: office.fingerprint, from: otherHead).bytes
        try office.write(
            "part", Data(heading) + Data(try office.lines("office.jsonl")[3].utf8) + Data("\n".utf8))
        var refusal: ExchangeError?
        do throws(ExchangeError) { try office.receive(office.path("part")) } catch { refusal = error }
        guard case .partOfOtherHistory(_, _, let aside) = refusal else { throw Missing() }
        #expect(try office.bytes(aside) == office.bytes(office.path("part")))
        #expect(refusal?.exitCode == 1)
        #expect(try office.bytes(office.held) == office.bytes(office.ledger))
    }

    @Test func `What is shown stays shown, unless the recipient agrees to the erasure`() throws {
        let office = try TestOffice()
        try office.append(4)
        try office.receive(office.ledger)
        let whole = try office.bytes(office.held)
        let copy = try office.withheld([2, 3], "withheld.jsonl")
        let kept = try office.receive(copy)
        #expect(kept.comparison == .same && kept.keptCount == 2 && kept.withheld.count == 2)
        #expect(try office.bytes(office.held) == whole)
        // Where the copy also goes on, the two are put together.
        try office.append(1)
        let longer = try office.receive(try office.withheld([2], "longer.jsonl"))
        #expect(longer.comparison == .ahead(by: 1) && longer.keptCount == 1)
        #expect(try office.bytes(office.held) == office.bytes(office.ledger))
        let adopted = try office.receive(copy) { $0.adoptsWithheld = true }
        #expect(adopted.result == .behind(by: 1) && adopted.adoptedCount == 2)
        #expect(office.report(office.held).withheld.count == 2)
        #expect(office.report(office.held).head == (try office.head()))
    }

    @Test func `A copy that shows what was withheld puts it in place, be it shorter`() throws {
        let office = try TestOffice()
        try office.append(3)
        let older = try office.copy("older.jsonl")
        try office.append(1)
        try office.receive(try office.withheld([1, 2], "withheld.jsonl"))
        let shown = try office.receive(older)
        #expect(shown.result == .behind(by: 1) && shown.shownCount == 2 && shown.held == .replaced)
        #expect(try office.bytes(office.held) == office.bytes(office.ledger))
    }

    @Test func `A disclosed entry is put back where its hash fits, and nowhere else`() throws {
        let office = try TestOffice()
        try office.append(4)
        try office.receive(try office.withheld([1, 3], "withheld.jsonl"))
        try LedgerExport.disclose([3], of: office.ledger, verifiedAs: office.report(), to: office.path("one"))
        let disclosed = try office.receive(office.path("one"))
        #expect(disclosed.kind == .disclosure && disclosed.shownCount == 1 && disclosed.comparison == .same)
        #expect(office.report(office.held).withheld.count == 1)
        let other = try office.fork("other.jsonl", appending: 1)
        let lines = try office.lines("other.jsonl")
        #expect(!lines.isEmpty && !other.isEmpty)
        let heading = Data(Heading.disclosure(fingerprint: office.fingerprint).bytes)
        try office.write("beyond", heading + Data((lines[5] + "\n").utf8))
        guard case .disclosureDoesNotFit(_, index: 5) = try office.refusal(office.path("beyond")) else {
            throw Missing()
        }
        try office.write("descending", heading + Data((lines[3] + "\n" + lines[1] + "\n").utf8))
        guard case .malformed = try office.refusal(office.path("descending")) else { throw Missing() }
        try office.write(
            "unsigned", heading + Data((lines[1].replacing(/\["[^"]*"\]/, with: "[]") + "\n").utf8))
        #expect(try office.refusal(office.path("unsigned"))?.exitCode == 1)
    }

    @Test func `An end that is withheld needs the head that vouches for it`() throws {
        let office = try TestOffice()
        try office.append(2)
        let copy = try office.withheld([2], "withheld.jsonl")
        #expect(try office.refusal(copy)?.exitCode == 2)
        let head = try office.head()
        #expect(try office.receive(copy) { $0.against = head }.comparison == .new)
        #expect(try office.receive(copy).comparison == .same)
    }

    @Test func `A copy that withholds a key event that is held is refused`() throws {
        let office = try TestOffice()
        let other = SigningKey(try PrivateKey.generate(.ed25519), path: office.path("other.key"))
        var writer = try LedgerWriter.open(office.ledger, signingWith: [office.key], rules: AnyContent())
        _ = try writer.append(
            .keyAdded(.init(other.key.publicKey), recovery: .init()), signedAlsoBy: [other],
            id: try #require(.init(try RandomUUID().description)),
            time: try #require(.init("2025-10-10T15:00:00Z")))
        try office.receive(office.ledger)
        var lines = try office.lines("office.jsonl")
        let hash = try #require(office.report().head)
        #expect(hash.size == 2)
        let event = try #require(lines[1].dropFirst(9).components(separatedBy: ",\"signatures\"").first)
        lines[1] = "{\"withheld\":\"sha256:\(try SHA256.digest(of: [0] + Array(event.utf8)).hex)\"}"
        try office.write("hiding.jsonl", lines.joined(separator: "\n") + "\n")
        guard case .hidesLedgerEvent(_, index: 1) = try office.refusal(office.path("hiding.jsonl")) else {
            throw Missing()
        }
    }

    // MARK: Checkpoints

    @Test func `A checkpoint beyond the copy held is kept, and a shorter copy is behind it from then on`()
        throws
    {
        let office = try TestOffice()
        try office.append(1)
        try office.receive(office.ledger)
        try office.append(1)
        let middle = try office.copy("middle.jsonl")
        try office.append(2)
        let noted = try office.receive(try office.checkpoint(try office.head(), "checkpoint"))
        #expect(noted.kind == .checkpoint && noted.comparison == .ahead(by: 3) && noted.exitCode == 0)
        let short = try office.receive(middle)
        #expect(short.comparison == .ahead(by: 1) && short.result == .behind(by: 2) && short.held == .replaced)
        #expect(try office.receive(office.ledger).result == .ahead(by: 2))
    }

    @Test func `A checkpoint of another history is evidence, before and behind the end of the copy held`()
        throws
    {
        let office = try TestOffice()
        try office.append(1)
        try office.receive(office.ledger)
        let other = try office.fork("other.jsonl", appending: 2)
        let otherHead = try #require(office.report(other).head)
        try office.append(2)
        let forked = try office.checkpoint(otherHead, "forked")
        try office.receive(try office.checkpoint(try office.head(), "honest"))
        #expect(try office.receive(forked).comparison == .forkedBelow(size: 4))
        try office.receive(office.ledger)
        let again = try office.receive(forked)
        #expect(again.comparison == .forkedBelow(size: 4) && again.exitCode == 1)
        #expect(try office.bytes(try #require(again.keptAside)) == office.bytes(forked))
        #expect(try office.receive(other).comparison == .forked(at: 2))
    }

    @Test func `A checkpoint is kept as it was signed, so that it is evidence later`() throws {
        let office = try TestOffice()
        try office.receive(office.ledger)
        let other = try office.fork("other.jsonl", appending: 2)
        let noted = try office.checkpoint(try #require(office.report(other).head), "noted")
        try office.receive(noted)
        let kept = try office.holdings().filter { $0.key.contains("checkpoints/") }
        let bytes = try office.bytes(noted)
        #expect(kept.count == 1 && kept.values.first == bytes)
        try office.receive(noted)
        #expect(try office.holdings().count { $0.key.contains("checkpoints/") } == 1)
    }

    @Test func `A head of a size that no ledger has is refused, and blocks nothing`() throws {
        let office = try TestOffice()
        try office.receive(office.ledger)
        for size in [0, 1 << 62] {
            let head = Head(size: size, root: try office.head().root)
            guard case .malformed = try office.refusal(try office.checkpoint(head, "odd-\(size)")) else {
                throw Missing()
            }
        }
        try office.append(1)
        #expect(try office.receive(office.ledger).result == .ahead(by: 1))
    }

    @Test func `A checkpoint by a key that is not in force says nothing`() throws {
        let office = try TestOffice()
        let stranger = SigningKey(try PrivateKey.generate(.ed25519), path: office.path("stranger.key"))
        let head = try office.head()
        let before = try office.checkpoint(head, by: stranger, "before")
        guard case .nothingHeld = try office.refusal(before) else { throw Missing() }
        try office.receive(office.ledger)
        #expect(try office.refusal(before)?.exitCode == 1)
        let beyond = try office.checkpoint(Head(size: 9, root: head.root), by: stranger, "beyond")
        #expect(try office.refusal(beyond)?.exitCode == 2)
    }
}
