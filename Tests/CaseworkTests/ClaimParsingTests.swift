import Testing

@testable import Casework

/// A claim that exists was read in full; everything else is refused with the place and the reason.
@Suite struct ClaimParsingTests {
    @Test func `the report's figures are read, with the statements that a relation names inside it`() throws {
        var draft = ClaimDraft()
        draft.statements = ClaimDraft.report
        let claim = try draft.claim()
        #expect(
            claim.statements.map(\.kind) == [
                "count", "count", "count", "count", "count", "subset", "sum", "sum", "subset",
            ])
        guard case .sum(let parts, let whole)? = claim.statements.first(where: { $0.kind == "sum" })?.form
        else {
            Issue.record("no sum was read")
            return
        }
        #expect(parts.map(\.number) == [7, 1])
        #expect(whole.number == 8)
        #expect(whole.selection.window == claim.window, "a count of persons takes the claim's window")
    }

    @Test(arguments: [
        ("{\"id\":\"C1\",\"kind\":\"guess\"}", "guess"),
        ("{\"id\":\"C1\",\"kind\":\"attribution\",\"text\":\"a\"}", "text"),
        ("{\"id\":\"C1\",\"inner\":\"C2\",\"kind\":\"subset\",\"outer\":\"C1\"}", "C2"),
        (ClaimDraft.sum("C1", ["C1"], "C1"), "adds"),
        ("{\"id\":\"C1\",\"kind\":\"parties\",\"of\":\"C1\",\"parties\":[\"ua-office\"]}", "means no events"),
        (
            ClaimDraft.exists("C1", "contact.held", "{\"refers\":{\"rel\":\"during\",\"statement\":\"C1\"}}"),
            "break the circle"
        ),
    ]) func `what cannot be read is refused by name`(statement: String, word: String) throws {
        let draft = ClaimDraft(statement)
        let rejection = #expect(throws: ClaimRejection.self) { try draft.claim() }
        #expect(rejection?.sentence.contains(word) == true, "\(rejection?.sentence ?? "")")
    }

    @Test func `a sum takes counts alone`() throws {
        let draft = ClaimDraft(
            ClaimDraft.count("C1", 1), ClaimDraft.exists("C2", "contact.held"),
            ClaimDraft.sum("R1", ["C2"], "C1"))
        let rejection = #expect(throws: ClaimRejection.self) { try draft.claim() }
        #expect(rejection?.sentence.contains("R1 adds C2, which is no count") == true)
    }

    @Test(arguments: [
        ("[{\"id\":\"C1\",\"kind\":\"attribution\"}]", "list of statements alone"),
        ("{\"event\":{},\"signatures\":[]}", "whole entry"), ("{ }", "canonical"), ("7", "object"),
    ]) func `a file that holds something else says what was probably meant`(text: String, word: String) {
        let rejection = #expect(throws: ClaimRejection.self) { try PublishedClaim(file: Array(text.utf8)) }
        #expect(rejection?.sentence.contains(word) == true, "\(rejection?.sentence ?? "")")
    }
}
