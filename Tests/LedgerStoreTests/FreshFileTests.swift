import Foundation
import Testing

@testable import LedgerStore

/// Files that appear whole or not at all.
@Suite struct FreshFileTests {
    private func names(_ office: TestOffice) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: office.folder.path).sorted()
    }

    private func write(_ text: String, to path: String) throws {
        var file = try FreshFile.new(at: path)
        try file.append(Array(text.utf8))
        try file.place(new: path)
    }

    @Test
    func `Nothing stands in the place before the whole file does, and nothing is left where it never does`()
        throws
    {
        let office = try TestOffice()
        let path = office.folder.appendingPathComponent("copy").path
        do {
            var file = try FreshFile.new(at: path)
            try file.append([1, 2, 3])
            #expect(try names(office) == [".copy.unfinished"])
        }
        #expect(try names(office).isEmpty)
        try write("whole", to: path)
        #expect(try names(office) == ["copy"])
    }

    @Test func `What stands there is never replaced, and two cannot make one file at once`() throws {
        let office = try TestOffice()
        let path = office.folder.appendingPathComponent("copy").path
        let file = try FreshFile.new(at: path)
        #expect(throws: FileFailure.self) { try write("other", to: path) }
        try file.place(new: path)
        #expect(throws: FileFailure.self) { try write("other", to: path) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)).isEmpty)
        #expect(try names(office) == ["copy"])
    }

    @Test func `A second name that a killed run left is no file to write over`() throws {
        let office = try TestOffice()
        let path = office.folder.appendingPathComponent("copy").path
        let rest = office.folder.appendingPathComponent(".copy.unfinished").path
        try write("whole", to: path)
        #expect(link(path, rest) == 0)
        #expect(throws: FileFailure.self) { try write("other", to: path) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data("whole".utf8))
        #expect(try names(office) == ["copy"])
    }

    @Test func `What is there under the temporary name is emptied, and a link is refused`() throws {
        let office = try TestOffice()
        let path = office.folder.appendingPathComponent("copy").path
        let rest = office.folder.appendingPathComponent(".copy.unfinished").path
        try Data("a longer rest of an earlier run".utf8).write(to: URL(fileURLWithPath: rest))
        try write("whole", to: path)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data("whole".utf8))
        try FileManager.default.removeItem(atPath: path)
        let outside = office.folder.appendingPathComponent("outside").path
        try Data("outside".utf8).write(to: URL(fileURLWithPath: outside))
        #expect(symlink(outside, rest) == 0)
        #expect(throws: FileFailure.self) { try write("whole", to: path) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: outside)) == Data("outside".utf8))
    }
}
