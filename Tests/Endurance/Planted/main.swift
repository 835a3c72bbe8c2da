import COpenSSL
import Foundation
import Synchronization

// Does what a sanitizer must find, or must not: `sanitize.sh` asks for each before it believes that one which
// finds nothing in the tests would have found something.
//
//   sound    what the language keeps for good, what OpenSSL gets back, and threads that want one `Mutex` at once
//   leak     a context of OpenSSL that nobody frees, made where ours are made: within a call of the library
//   reuse    memory that is read after it was given back
//   race     two threads that write one variable

/// As a digest holds its context; frees it or not.
final class Holder: Sendable {
    nonisolated(unsafe) private let context: OpaquePointer?
    private let frees: Bool

    init(frees: Bool) {
        self.frees = frees
        context = [UInt8](repeating: 7, count: 64).withUnsafeBytes { bytes in
            let context = EVP_MD_CTX_new()
            EVP_DigestInit_ex(context, EVP_sha256(), nil)
            EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
            return context
        }
    }

    deinit { if frees { EVP_MD_CTX_free(context) } }
}

/// What is reached by pointers that say in some of their bits which case it is, and so is taken for lost by
/// whoever looks for plain ones.
enum Kept: Sendable {
    case numbers([Int])
    case holder(Holder)

    static let all = (0..<100).map { number in
        number.isMultiple(of: 2) ? Kept.numbers(Array(0..<number)) : .holder(Holder(frees: true))
    }
}

nonisolated(unsafe) var shared = 0

/// Slowly, so that the one thread is not done before the other begins.
@Sendable func writeOften() {
    for _ in 0..<200 {
        shared += 1
        usleep(1_000)
    }
}

let guarded = Mutex<[Int]>([])

/// So often that each thread finds the lock taken.
@Sendable func writeOftenWithinLock() {
    for number in 0..<20_000 { guarded.withLock { $0 = $0.count < 100 ? $0 + [number] : [] } }
}

func onTwoThreads(_ work: @escaping @Sendable () -> Void) {
    let threads = (0..<2).map { _ in Thread { work() } }
    for thread in threads { thread.start() }
    while threads.contains(where: { !$0.isFinished }) { usleep(1_000) }
}

print(Kept.all.count)
for _ in 0..<10 { _ = Holder(frees: true) }
onTwoThreads(writeOftenWithinLock)
switch CommandLine.arguments.last {
case "leak": _ = Holder(frees: false)
case "reuse":
    let memory = UnsafeMutablePointer<Int>.allocate(capacity: 4)
    memory.initialize(repeating: 7, count: 4)
    memory.deallocate()
    print(memory[1])
case "race": onTwoThreads(writeOften)
default: break
}
