import LedgerFormat
import Testing

@testable import Casework

/// Windows beside an anchor that may be known to the day alone (domain, section 5.5).
@Suite struct ClaimWindowTests {
    private func containment(
        _ happened: String, uttered: String, ends: String = "closed", anchor: String = "utterance",
        from: String = "-PT24H", to: String = "PT0S"
    ) throws -> Containment {
        let window = "{\"anchor\":\"\(anchor)\",\"ends\":\"\(ends)\",\"from\":\"\(from)\",\"to\":\"\(to)\"}"
        let claim = try ClaimDraft(ClaimDraft.count("C1", 1), uttered: uttered, window: window).claim()
        let span = try #require(Occurred(happened))
        let parsed = try #require(claim.window)
        return parsed.containment(
            of: span.earliest...span.latest, anchoredAt: try #require(parsed.anchorMoments(of: claim)))
    }

    @Test(arguments: [
        ("2025-10-09T16:00:00Z", Containment.inside), ("2025-10-09T14:59:59Z", .outside),
        ("2025-10-10T15:00:01Z", .outside), ("2025-10-09", .possible), ("2025-10-08", .outside),
        ("2025-10-09/2025-10-10", .possible), ("2025-10", .possible), ("2025-09", .outside),
    ]) func `beside an hour that is known, a day that is known lies partly inside`(
        happened: String, containment: Containment
    ) throws {
        #expect(try self.containment(happened, uttered: "2025-10-10T15:00:00Z") == containment)
    }

    @Test(arguments: [
        ("2025-10-09T16:00:00Z", Containment.possible), ("2025-10-09", .possible), ("2025-10-10", .possible),
        ("2025-10-11", .outside), ("2025-10-08", .outside),
    ]) func `beside a day, nothing is in the 24 hours before for sure`(
        happened: String, containment: Containment
    )
        throws
    {
        #expect(try self.containment(happened, uttered: "2025-10-10") == containment)
    }

    @Test(arguments: [
        ("closed", Containment.inside, Containment.inside), ("open", .outside, .outside),
        ("closed_open", .inside, .outside), ("open_closed", .outside, .inside),
    ]) func `an end belongs to the window where it says so`(ends: String, first: Containment, last: Containment)
        throws
    {
        #expect(try containment("2025-10-09T15:00:00Z", uttered: "2025-10-10T15:00:00Z", ends: ends) == first)
        #expect(try containment("2025-10-10T15:00:00Z", uttered: "2025-10-10T15:00:00Z", ends: ends) == last)
    }

    @Test(arguments: [
        ("2025-10-09/2025-10-10", Containment.inside), ("2025-10-08", .outside),
        ("2025-10-11T00:00:00Z", .outside),
        ("2025-10-08/2025-10-10", .possible),
    ]) func `calendar days are met by what is known to the day`(happened: String, containment: Containment)
        throws
    {
        let found = try self.containment(
            happened, uttered: "2025-10-10", ends: "closed_open", anchor: "calendar_day", to: "PT24H")
        #expect(found == containment)
    }

    @Test(arguments: [
        ("2025-03-31T10:00:00Z", "-P1M", "2025-02-28T10:00:00Z"),
        ("2024-02-29T00:00:00Z", "P1Y", "2025-02-28T00:00:00Z"),
        ("2025-10-10T15:00:00Z", "-P3M", "2025-07-10T15:00:00Z"),
        ("2025-12-31T23:59:59Z", "PT1S", "2026-01-01T00:00:00Z"),
        ("0001-01-01T00:00:00Z", "-P1D", "0001-01-01T00:00:00Z"),
        ("9999-12-01T00:00:00Z", "P1M", "9999-12-31T23:59:59Z"),
    ]) func `months and years go by the calendar`(from: String, length: String, to: String) throws {
        let moved = try #require(Timestamp(from)).moved(by: try #require(StatedDuration(length)))
        #expect(moved.description == to)
    }
}
