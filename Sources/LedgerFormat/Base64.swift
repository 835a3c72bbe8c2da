internal import FoundationEssentials

/// Padded base64 of RFC 4648, section 4, in its one canonical spelling.
public enum Base64 {
    public static func encode(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

    /// Nil unless encoding the result gives the same text again: unused bits, line breaks and missing padding
    /// are refused.
    public static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
        let encoded = Data(text)
        guard let data = Data(base64Encoded: encoded), data.base64EncodedData() == encoded else { return nil }
        return [UInt8](data)
    }
}
