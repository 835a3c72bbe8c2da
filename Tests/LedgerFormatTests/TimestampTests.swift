import LedgerFormat
import Testing

struct TimestampTests {
    static let instants: [(text: String, seconds: Int)] = [
        ("1970-01-01T00:00:00Z", 0), ("1969-12-31T23:59:59Z", -1), ("2000-02-29T12:00:00Z", 951_825_600),
        ("2000-03-01T00:00:00Z", 951_868_800), ("1900-03-01T00:00:00Z", -2_203_891_200),
        ("2038-01-19T03:14:08Z", 2_147_483_648), ("2025-10-10T09:30:00Z", 1_760_088_600),
        ("0001-01-01T00:00:00Z", -62_135_596_800), ("9999-12-31T23:59:59Z", 253_402_300_799),
    ]

    @Test("is the number of seconds since 1970, and is written again as it was", arguments: instants)
    func seconds(text: String, seconds: Int) throws {
        let time = try #require(Timestamp(text))
        #expect(time.secondsSinceEpoch == seconds)
        #expect(time.description == text)
        #expect(Timestamp(secondsSinceEpoch: seconds) == time)
    }

    static let refused: [String] = [
        "", "2025-10-10", "2025-10-10T09:30:00", "2025-10-10T09:30:00z", "2025-10-10t09:30:00Z",
        "2025-10-10 09:30:00Z",
        "2025-10-10T09:30Z", "2025-10-10T09:30:00.0Z", "2025-10-10T09:30:00+00:00", "2025-10-10T24:00:00Z",
        "2025-10-10T23:60:00Z", "2016-12-31T23:59:60Z", "2025-00-10T09:30:00Z", "2025-13-10T09:30:00Z",
        "2025-10-00T09:30:00Z", "2025-10-32T09:30:00Z", "2025-02-29T00:00:00Z", "1900-02-29T00:00:00Z",
        "2100-02-29T00:00:00Z", "2025-04-31T00:00:00Z", "0000-01-01T00:00:00Z", "2025/10/10T09:30:00Z",
        "2025-10-10T09-30-00Z", " 025-10-10T09:30:00Z", "+025-10-10T09:30:00Z", "2025-1O-10T09:30:00Z",
        "2025-10-10T09:30:00ZZ", "２025-10-10T09:30Z",
    ]

    @Test("refuses every other form, and dates and hours that do not exist", arguments: refused)
    func refuses(text: String) { #expect(Timestamp(text) == nil) }

    @Test("knows every day of four centuries and of the years around their ends")
    func everyDay() throws {
        var seconds = try #require(Timestamp("1899-12-31T00:00:00Z")).secondsSinceEpoch
        for year in 1900...2301 {
            let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
            for (month, days) in [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].enumerated() {
                for day in 1...days {
                    seconds += 86_400
                    let text = "\(year)-\(padded(month + 1))-\(padded(day))T00:00:00Z"
                    #expect(Timestamp(text)?.secondsSinceEpoch == seconds)
                    #expect(Timestamp(secondsSinceEpoch: seconds)?.description == text)
                }
                #expect(Timestamp("\(year)-\(padded(month + 1))-\(padded(days + 1))T00:00:00Z") == nil)
            }
        }
    }

    @Test("writes and reads every second of a day, before 1970 too")
    func everySecond() throws {
        for base in [0, -86_400] {
            for second in stride(from: 0, to: 86_400, by: 7) {
                let time = try #require(Timestamp(secondsSinceEpoch: base + second))
                #expect(Timestamp(time.description) == time)
            }
        }
    }

    @Test("ends with the years that four digits can write")
    func limits() {
        #expect(Timestamp(secondsSinceEpoch: -62_135_596_801) == nil)
        #expect(Timestamp(secondsSinceEpoch: 253_402_300_800) == nil)
        #expect(Timestamp(secondsSinceEpoch: .max) == nil)
        #expect(Timestamp(secondsSinceEpoch: .min) == nil)
    }

    @Test("orders by time")
    func order() throws {
        let times = try ["1969-12-31T23:59:59Z", "1970-01-01T00:00:00Z", "2025-10-10T09:30:00Z"].map {
            try #require(Timestamp($0))
        }
        #expect(times.sorted() == times)
    }

    private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
