internal import LedgerFormat

/// A closed list of codes: the only words that a field of that kind may hold.
///
/// A list has an id and a version, which is raised with the vocabulary's. There is no "other, with text":
/// what no code covers stays in the sealed object. It never changes; that it is a class makes handing it on
/// cheap.
public final class CodeList: Sendable {
    /// One code and what it means in plain words.
    public struct Code: Hashable, Sendable {
        public let code: String
        public let label: String
    }

    /// Lower case with hyphens, unique among the lists.
    public let id: String
    public let version: Int
    /// What the list says, as a heading.
    public let title: String
    /// Where the codes come from.
    public let standard: Standard
    /// The codes in the order in which people read them.
    public let codes: [Code]
    private let words: WordTable
    /// The positions in ``codes`` of the words, which stand in an order of their own.
    private let order: [Int]

    convenience init(
        _ id: String, _ title: String, version: Int = 1, standard: Standard = .own,
        _ codes: KeyValuePairs<String, String>
    ) {
        self.init(
            id, title, version: version, standard: standard,
            codes: codes.map { Code(code: $0.key, label: $0.value) })
    }

    init(_ id: String, _ title: String, version: Int = 1, standard: Standard = .own, codes: [Code]) {
        self.id = id
        self.title = title
        self.version = version
        self.standard = standard
        self.codes = codes
        var words = WordTable()
        _ = words.append(codes.map(\.code))
        self.words = words
        order = WordTable.sorted(codes.indices) { codes[$0].code }
    }

    /// Whether `code` is in the list, in exactly this spelling.
    public func contains(_ code: String) -> Bool { words.contains(code, among: 0..<codes.count) }

    /// The position of a code in ``codes``, counted from 1; 0 where the value is none of them.
    func number(at place: JSONPlace, in document: CanonicalJSON) -> UInt8 {
        guard let key = document.textKey(at: place),
            let word = words.position(of: key, in: document, among: 0..<codes.count)
        else { return 0 }
        return UInt8(clamping: order[word] + 1)
    }

    /// The plain words for a code; nil where the list has no such code.
    public func label(of code: String) -> String? { codes.first { $0.code == code }?.label }
}
