import Foundation
import LedgerCrypto
import LedgerFormat

/// The fixed keys of `Keys/`, which sign samples and nothing else.
enum TestKey: String, CaseIterable, Sendable {
    case dailyA = "daily-a"
    case dailyB = "daily-b"
    case dailyC = "daily-c"
    case dailyD = "daily-d"
    case reserve1 = "reserve-1"
    case reserve2 = "reserve-2"
    case reserve3 = "reserve-3"
    case foreign, p256, p384

    private static let keys: [TestKey: PrivateKey] = {
        var keys: [TestKey: PrivateKey] = [:]
        for key in allCases {
            let file = Folders.testKeys.appending(component: "\(key.rawValue).pem")
            keys[key] = try? PrivateKey(
                pem: String(decoding: Data(contentsOf: file), as: UTF8.self), passphrase: nil)
        }
        return keys
    }()

    struct Missing: Error { let key: TestKey }

    var privateKey: PrivateKey {
        get throws {
            guard let key = TestKey.keys[self] else { throw Missing(key: self) }
            return key
        }
    }

    var publicKey: PublicKey { get throws { try privateKey.publicKey } }
    var keyID: KeyID { get throws { try publicKey.keyID } }
    var enrolled: EnrolledKey { get throws { EnrolledKey(try publicKey) } }
    /// What `next` says of this key.
    var digest: SHA256Digest { get throws { try keyID.digest } }

    /// The signature of an event, in base64.
    func signature(of event: [UInt8]) throws -> String {
        Base64.encode(try privateKey.sign(DSSE.preAuthenticationEncoding(of: event)))
    }
}

/// Where the files lie that tests read, found from this file upwards.
enum Folders {
    private static let tests = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()

    static let testKeys = tests.appending(component: "Keys")
    /// `ledger-samples` of the repository.
    static let samples = tests.deletingLastPathComponent().deletingLastPathComponent().appending(
        component: "ledger-samples")
}
