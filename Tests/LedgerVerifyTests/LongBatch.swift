import LedgerCrypto
import LedgerFormat
import MerkleTree

extension LedgerBuilder {
    /// The bytes of this ledger of one entry, so many members of a batch, and a signed entry that closes it.
    /// The texts are put together by hand: sixty thousand entries through
    /// ``append(_:schema:data:subject:by:_:)`` take too long.
    func closingBatch(ofMembers count: Int, by key: TestKey) throws -> [UInt8] {
        var bytes = ledger.bytes
        var hasher = try SHA256()
        var tree = MerkleFrontier()
        var previous = hashes[0]
        tree.append(previous, with: &hasher)
        for index in 1...count + 1 {
            let isClosing = index == count + 1
            let root =
                isClosing
                ? ",\"root\":\"\(tree.root(with: &hasher).prefixed)\",\"roster\":0,\"signers\":\"\(try key.keyID)\""
                : ""
            let digits = String(index, radix: 16)
            let id = "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
            let event = Array(
                """
                {"data":{},"dataschema":"urn:goodfaith:vocabulary:1","id":"\(id)","index":\(index),\
                "previous":"\(previous.prefixed)"\(root),"source":"\(party)","specversion":"1.0",\
                "time":"2025-10-10T09:30:00Z","type":"goodfaith.contact.held"}
                """.utf8)
            bytes += SampleLedger.line(event, isClosing ? [try key.signature(of: event)] : [])
            previous = EventHash.of(event, in: event.indices, with: &hasher)
            tree.append(previous, with: &hasher)
        }
        return bytes
    }
}
