/// What a document shows of the output of a command.
enum Picture {
    /// The first piece of the picture that the output does not hold in its place; nil where it holds all.
    ///
    /// What stands between two lines that leave something out (`…`) is printed in one piece, and in that order.
    static func missing(_ picture: ArraySlice<String>, in output: [String]) -> String? {
        var rest = output[...]
        for piece in picture.split(separator: "…") {
            guard let found = rest.indices.first(where: { rest[$0...].starts(with: piece) }) else {
                return piece.joined(separator: "\n")
            }
            rest = rest[(found + piece.count)...]
        }
        return nil
    }
}
