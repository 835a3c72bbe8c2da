import LedgerCrypto
import LedgerFormat
import Testing

struct EntryTests {
    private let event: String

    init() throws {
        event = String(decoding: try JSON.object(Fixture.signed).canonicalBytes(), as: UTF8.self)
    }

    @Test("reads an event with its signatures, and names it by the hash of its bytes")
    func readsEvent() throws {
        let entry = try Fixture.line("{\"event\":\(event),\"signatures\":[\"QUJD\"]}")
        var hasher = try SHA256()
        let bytes = Array(event.utf8)
        #expect(entry.hash == EventHash.of(bytes, in: 0..<bytes.count, with: &hasher))
        guard case .event(let read, let signatures) = entry else {
            Issue.record("not an event")
            return
        }
        #expect(Array(read.bytes) == bytes)
        #expect(signatures.elements.map(\.string) == ["QUJD"])
        #expect(
            Entry.line(event: bytes, signatures: [Array("ABC".utf8)])
                == Array("{\"event\":\(event),\"signatures\":[\"QUJD\"]}\n".utf8))
    }

    @Test("reads a withheld entry, and writes the same line")
    func readsWithheld() throws {
        let entry = try Fixture.line("{\"withheld\":\"\(Fixture.hash)\"}")
        #expect(entry.event == nil)
        #expect(entry.hash.prefixed == Fixture.hash)
        #expect(Entry.withheldLine(entry.hash) == Array("{\"withheld\":\"\(Fixture.hash)\"}\n".utf8))
    }

    @Test("refuses lines with other members, and tells what is wrong")
    func refuses() throws {
        let cases: [(String, FormatError.Code)] = [
            ("{}", .entryMembers), ("[]", .entryMembers), ("{\"event\":\(event)}", .entryMembers),
            ("{\"signatures\":[]}", .entryMembers),
            ("{\"event\":\(event),\"note\":1,\"signatures\":[]}", .entryMembers),
            ("{\"event\":\(event),\"signatures\":[],\"withheld\":\"\(Fixture.hash)\"}", .entryMembers),
            ("{\"withheld\":\"\(Fixture.hash)\",\"x\":1}", .entryMembers),
            ("{\"event\":1,\"signatures\":[]}", .entryMembers),
            ("{\"withheld\":1}", .withheldInvalid), ("{\"withheld\":\"sha256:1\"}", .withheldInvalid),
            ("{\"event\":\(event),\"signatures\":{}}", .signaturesInvalid),
            ("{\"event\":\(event),\"signatures\":\"QUJD\"}", .signaturesInvalid),
            ("{\"event\":\(event),\"signatures\":[1]}", .signaturesInvalid),
            ("{\"event\":\(event),\"signatures\":[[\"QUJD\"]]}", .signaturesInvalid),
            ("{\"event\":\(event),\"signatures\":[]} ", .json(.whiteSpace)), ("", .json(.syntax)),
        ]
        for (line, code) in cases {
            do {
                _ = try Fixture.line(line)
                Issue.record("\(line) was taken")
            } catch let error as FormatError {
                #expect(error.code == code)
            }
        }
    }

    @Test("takes sixteen signatures and refuses seventeen")
    func signatureCount() throws {
        func line(_ count: Int) -> String {
            "{\"event\":\(event),\"signatures\":[\(Array(repeating: "\"QQ==\"", count: count).joined(separator: ","))]}"
        }
        #expect(throws: Never.self) { try Fixture.line(line(16)) }
        #expect(throws: FormatError.self) { try Fixture.line(line(17)) }
    }

    @Test("counts the place of a defect from the start of the line, wherever the line lies in the buffer")
    func offsets() throws {
        let bad = event.replacing("2025-10-10T09", with: "2025-13-10T09")
        let line = "{\"event\":\(bad),\"signatures\":[]}"
        let place = try #require(line.firstRange(of: "2025-13")).lowerBound
        let expected = line.utf8.distance(from: line.startIndex, to: place)
        let buffer = Array("another line\n\(line)\n".utf8)
        var hasher = try SHA256()
        do {
            _ = try Entry(buffer, in: 13..<13 + line.utf8.count, hasher: &hasher)
            Issue.record("a thirteenth month was taken")
        } catch {
            #expect(error.code == .attribute(.time))
            #expect(error.offset == expected)
        }
    }

    @Test("gives every code a name of its own")
    func codeNames() {
        let codes: [FormatError.Code] =
            JSONRejection.Reason.allCases.map { .json($0) } + Attribute.allCases.map { .attribute($0) } + [
                .entryMembers, .withheldInvalid, .signaturesInvalid, .eventTooLong, .eventAttributes,
                .ledgerEventInvalid,
                .keyEncoding, .keyIDMismatch, .formatUnsupported, .ledgerEventUnsupported,
            ]
        #expect(Set(codes.map(\.name)).count == codes.count)
        #expect(codes.allSatisfy { $0.name.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" } })
    }
}
