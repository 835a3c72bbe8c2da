/// The numbers of the file format, version 1. What is larger is refused, by writer and verifier alike.
public enum Limits {
    /// The longest event, in bytes of canonical JSON. C2SP tiles count entries in 16 bits.
    public static let eventBytesMax = 65_535
    /// The longest line, in bytes, its line feed counted.
    public static let lineBytesMax = 131_072
    /// The deepest nesting of JSON values; the object of the line itself is level 1.
    public static let depthMax = 16
    /// The most signatures that one entry carries.
    public static let signaturesMax = 16
    /// The highest threshold: a key event carries besides the signatures of a new key and of the reserve key.
    public static let thresholdMax = signaturesMax - 2
    /// The most keys that one ledger ever enrols, retired ones counted.
    public static let keysMax = 4_096
    /// The highest index: CloudEvents integers have 32 bits and a sign.
    public static let indexMax = 2_147_483_647
    /// The most entries of one batch, the signed entry that closes it counted.
    public static let batchEntriesMax = 65_536
    /// The largest integer: what a JSON reader with binary64 numbers still keeps exactly.
    public static let integerMax = 9_007_199_254_740_991
    /// The longest member name, in bytes.
    public static let memberNameBytesMax = 64
    /// The longest party id and the longest origin, in bytes.
    public static let partyIDBytesMax = 64
    public static let originBytesMax = 255
    /// The longest name of an organisation, in bytes of UTF-8.
    public static let organisationNameBytesMax = 200
}
