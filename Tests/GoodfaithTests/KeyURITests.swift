import Foundation
import Testing

@testable import goodfaith

/// `--key` with a URI.
@Suite struct KeyURITests {
    @Test func `A key signs by its URI as by its path, and has one memory under both names`() throws {
        let office = try Workplace()
        try office.openOffice()
        let uri = "file:" + office.file("us.key").path
        let older = try office.bytes("us.jsonl")
        for _ in 0..<2 {
            let recorded = try office.contact(signedBy: uri)
            #expect(recorded.status == 0, "\(recorded.error)")
        }
        #expect(try office.goodfaith("verify", "--self-declared", "us.jsonl").status == 0)
        try older.write(to: office.file("us.jsonl"))
        for key in ["us.key", uri, "file://\(office.file("us.key").path)"] {
            let refused = try office.contact(signedBy: key)
            #expect(refused.status == 1 && refused.error.contains("older copy"), "\(key): \(refused.error)")
        }
    }

    @Test func `A passphrase opens a stored key, and one line of a file may end as in Windows`() throws {
        let office = try Workplace()
        try office.write("phrase", "correct horse battery\r\n")
        try office.write("lone", "correct horse battery\r")
        #expect(try office.goodfaith("key", "new", "k", "--passphrase-file", "phrase").status == 0)
        #expect(try office.goodfaith("key", "new", "l", "--passphrase-file", "lone").status == 64)
        let uri = "file:" + office.file("k").path
        let none = try office.goodfaith("key", "show", uri)
        #expect(none.status == 64 && none.error.contains("--passphrase-file"))
        let shown = try office.goodfaith("key", "show", uri, "--passphrase-file", "phrase", "--json")
        #expect(try shown.output == office.goodfaith("key", "show", "k.pub", "--json").output)
        try office.write("unix", "correct horse battery\n")
        #expect(try office.goodfaith("key", "show", "k", "--passphrase-file", "unix").status == 0)
    }

    @Test func `A URI is never printed with what may be a PIN, and a scheme that nobody knows is explained`()
        throws
    {
        let office = try Workplace()
        for uri in ["nosuch:object=x?pin-value=4711", "file:/absent?pin-value=4711"] {
            let shown = try office.goodfaith("key", "show", uri)
            #expect(shown.status == 64)
            #expect(!(shown.output + shown.error).contains("4711"))
            #expect(shown.error.contains("./NAME"))
        }
    }

    @Test(arguments: [
        ("file:/a/b.key", "/a/b.key"), ("FILE:///a/b.key", "/a/b.key"), ("file://localhost/a", "/a"),
        ("file:a", nil), ("file://host/a", nil), ("file:////a", nil), ("pkcs11:object=/a", nil), ("/a", nil),
    ])
    func `The file of a URI is where OpenSSL looks for it`(uri: String, path: String?) {
        #expect(KeyURI.localPath(uri) == path)
    }

    @Test func `What a key without a file signed is kept in the user's state folder`() throws {
        let homes: [([String: String], String?)] = [
            (["XDG_STATE_HOME": "/s", "HOME": "/h"], "/s/goodfaith"),
            (["XDG_STATE_HOME": "s", "HOME": "/h"], "/h/.local/state/goodfaith"),
            (["HOME": "/h"], "/h/.local/state/goodfaith"), ([:], nil), (["HOME": "h"], nil),
        ]
        for (environment, folder) in homes {
            #expect(BaseFolder.state.path { environment[$0] } == folder)
        }
        #expect(BaseFolder.cache.path { ["HOME": "/h"][$0] } == "/h/.cache/goodfaith")
    }

    @Test func `A word is a URI by its scheme alone`() {
        for word in ["pkcs11:token=x", "file:/x", "org.openssl:x"] { #expect(KeyURI(word)?.text == word) }
        for word in ["us.key", "./a:b", "/a:b", ":x", "1a:x", "a b:x", "-"] { #expect(KeyURI(word) == nil) }
        #expect(KeyURI("pkcs11:object=x?pin-value=1")?.shown == "pkcs11:object=x")
    }
}

extension Workplace {
    fileprivate func contact(signedBy key: String) throws -> Command {
        try Command.run(
            Command.executable,
            ["record", "us.jsonl"] + Workplace.contact + ["occurred=2025-08-15", "--key", key], in: folder,
            input: "")
    }
}
