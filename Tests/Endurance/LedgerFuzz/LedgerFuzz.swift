import Foundation

/// Hands bytes that libFuzzer makes up to one of our readers: `FUZZED=json LedgerFuzz CORPUS...`, and after that
/// whatever libFuzzer takes.
///
/// A flaw ends the process, upon which libFuzzer keeps the bytes. The one place beside LedgerCrypto and
/// LedgerStore that sees a pointer: libFuzzer is C.
@main struct LedgerFuzz {
    static let reader = getenv("FUZZED").flatMap { HostileReader(rawValue: String(cString: $0)) }

    static func main() {
        guard reader != nil else {
            let names = HostileReader.allCases.map(\.rawValue).joined(separator: " ")
            say("usage: FUZZED=READER LedgerFuzz [OPTION OF LIBFUZZER]... [CORPUS]...\nreaders: \(names)")
            exit(64)
        }
        var (count, arguments) = (CommandLine.argc, CommandLine.unsafeArgv)
        exit(runDriver(&count, &arguments, tryOne))
    }

    static func fail(_ flaw: Flaw) -> Never {
        say("flaw: \(flaw)")
        abort()
    }

    private static func say(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}

/// What libFuzzer calls; its own `main` looks for the name, though ours runs instead.
@_cdecl("LLVMFuzzerTestOneInput")
func tryOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
    do { try LedgerFuzz.reader?.read(bytes) } catch { LedgerFuzz.fail(error) }
    return 0
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ tryOne: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt
