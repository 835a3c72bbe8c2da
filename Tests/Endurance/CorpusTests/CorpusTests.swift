import Foundation
import Testing

/// Every file that the fuzzer starts from, or that once broke a reader, by the properties that the fuzzer asks for.
@Suite struct CorpusTests {
    @Test(arguments: HostileReader.allCases)
    func `A reader of others' bytes keeps what it promises on every file of its corpus`(
        reader: HostileReader
    ) throws {
        let files = try Corpus.files(of: reader)
        #expect(files.count >= 4, "the corpus of \(reader.rawValue) is missing")
        for file in files {
            let bytes = Array(try Data(contentsOf: file))
            #expect(throws: Never.self, "\(reader.rawValue)/\(file.lastPathComponent)") {
                try reader.read(bytes)
            }
        }
    }

    @Test func `The corpus has a folder for each reader and for nothing else`() throws {
        #expect(try Corpus.folders() == HostileReader.allCases.map(\.rawValue).sorted())
    }
}
