internal import LedgerFormat

extension PublishedClaim {
    /// Reads a file with the data of a `claim.published` as canonical JSON, with or without a line feed at
    /// its end.
    ///
    /// - Throws: ``ClaimRejection`` for what is no such data, with what is probably meant.
    public init(file bytes: [UInt8]) throws(ClaimRejection) {
        let text = bytes.last == UInt8(ascii: "\n") ? Array(bytes.dropLast()) : bytes
        let root: JSONValue
        do { root = try CanonicalJSON(text).root } catch {
            throw ClaimRejection(
                "This is no canonical JSON: one line, members in order, no spaces.",
                hint: "jq -cS . FILE > claim.json writes it so")
        }
        switch root.kind {
        case .object where root["event"] != nil || root["data"] != nil:
            throw ClaimRejection("This is a whole entry or event; a claim's file holds its data alone.")
        case .object: try self.init(data: root)
        case .array:
            throw ClaimRejection(
                "This is a list of statements alone. Who spoke, when, and what is counted belong to the "
                    + "claim: "
                    + "give an object with definition, language, medium, occurred, speaker and statements.")
        case .string, .integer, .boolean:
            throw ClaimRejection("A claim's file holds an object: the data of a claim.published.")
        }
    }
}
