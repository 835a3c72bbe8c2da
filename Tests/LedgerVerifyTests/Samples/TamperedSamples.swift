/// The folder `ledger-samples/tampered`: ledgers with one thing wrong each.
enum TamperedSamples {
    static func all() throws -> [Sample] {
        var list = try SampleList()
        try OrderSamples.add(to: &list)
        try AttributeSamples.add(to: &list)
        try SignatureSamples.add(to: &list)
        try KeySamples.add(to: &list)
        try FormSamples.add(to: &list)
        let good = list.samples.filter { $0.file == "good.jsonl" }
        return good + list.samples.filter { $0.file != "good.jsonl" }.sorted { $0.file < $1.file }
    }
}
