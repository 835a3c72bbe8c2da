/// The Dead Simple Signing Envelope's pre-authentication encoding: the bytes that a signature covers.
public enum DSSE {
    /// The payload type of an event.
    public static let payloadType = "application/vnd.goodfaith.event.v1+json"

    /// `"DSSEv1" SP length(type) SP type SP length(body) SP body`, lengths in bytes and decimal (DSSE v1, PAE).
    public static func preAuthenticationEncoding(of event: some Collection<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        preAuthenticationEncoding(of: Array(event)[...], into: &bytes)
        return bytes
    }

    /// The same into a buffer that is used again and again.
    public static func preAuthenticationEncoding(of event: ArraySlice<UInt8>, into bytes: inout [UInt8]) {
        bytes.removeAll(keepingCapacity: true)
        bytes.append(contentsOf: prefix)
        bytes.append(contentsOf: String(event.count).utf8)
        bytes.append(UInt8(ascii: " "))
        bytes.append(contentsOf: event)
    }

    private static let prefix = Array("DSSEv1 \(payloadType.utf8.count) \(payloadType) ".utf8)
}
