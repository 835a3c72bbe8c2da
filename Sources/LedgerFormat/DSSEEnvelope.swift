internal import LedgerCrypto

/// A Dead Simple Signing Envelope around one signed event, for other people's tools (DSSE v1, "Envelope").
///
/// The signatures are those of the ledger's line: nothing is signed anew. Its member names are DSSE's own and
/// not those of canonical JSON of a ledger.
public struct DSSEEnvelope: Sendable {
    private let payload: [UInt8]
    private let signatures: [(keyID: KeyID, signature: String)]

    /// Nil for a withheld entry, and for a member of a batch, which carries no signature of its own.
    public init?(_ entry: Entry) {
        guard case .event(let event, let signatures) = entry, let signers = event.signing?.signers else {
            return nil
        }
        payload = Array(event.bytes)
        self.signatures = zip(signers, signatures.elements).compactMap { signer, signature in
            signature.string.map { (signer, $0) }
        }
        guard self.signatures.count == signers.count else { return nil }
    }

    /// One line of JSON with its line feed. Nothing in it needs an escape: hex, base64 and a fixed type.
    public var bytes: [UInt8] {
        let signed = signatures.map { #"{"keyid":"\#($0.keyID)","sig":"\#($0.signature)"}"# }
        return Array(
            (#"{"payload":"\#(Base64.encode(payload))","payloadType":"\#(DSSE.payloadType)","#
                + #""signatures":[\#(signed.joined(separator: ","))]}"# + "\n").utf8)
    }
}
