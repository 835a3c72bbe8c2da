internal import LedgerCrypto
internal import LedgerFormat

/// Who signed an event, and whether it may: what a verification of a whole ledger and the history of its keys
/// have in common.
extension Roster {
    /// Why one of the ledger's own events has no effect.
    enum Refusal: Error {
        case signature(Finding)
        /// Too few signatures count, and some are of a kind that this OpenSSL cannot check.
        case unsupported
        case rule(Violation)
    }

    static func checkCount(of signatureCount: Int, signedBy signerCount: Int) throws(Violation) {
        guard signatureCount == signerCount else {
            throw Violation(
                code: .signatureCount, expected: "\(signerCount) signatures", found: "\(signatureCount)")
        }
    }

    /// The keys of an event's signers, in their order.
    ///
    /// - Parameters:
    ///   - index: the index that the event says it has.
    ///   - ledgerEvent: what the event does, where it is one of the ledger's own.
    ///   - place: the place of a statement among key events that are all known; without one, after them all.
    func signingKeys(
        _ signers: [KeyID], of index: Int, doing ledgerEvent: LedgerEvent?, at place: Int = .max
    ) throws(Violation) -> [PublicKey] {
        var keys: [PublicKey] = []
        for signer in signers {
            switch ledgerEvent.map({ key(signer, signing: $0) }) ?? standing(of: signer, at: place) {
            case .valid(let key): keys.append(key)
            case .retired(let last):
                throw Violation(
                    code: .signerRetired, expected: "a key that may sign at index \(index)",
                    found: "\(signer), out of force after index \(last)", signer: signer)
            case .unknown:
                throw Violation(
                    code: .signerUnknown, expected: "a key that the ledger enrolled before",
                    found: signer.description, signer: signer)
            }
        }
        return keys
    }

    /// Checks the signatures of one of the ledger's own events and takes its effect.
    ///
    /// - Returns: the keys whose signatures count.
    mutating func admit(
        _ ledgerEvent: LedgerEvent, of event: Event, _ check: EntryCheck
    ) throws(Refusal) -> Set<KeyID> {
        if let finding = check.checkSignatures(SignatureVerifiers()) { throw .signature(finding) }
        let signers = Set(check.countedSigners)
        do throws(Violation) {
            try apply(
                ledgerEvent, at: event.index, recorded: event.time, signedBy: signers)
        } catch  where error.code.isOfTooFewSignatures && check.keys.contains(where: { !$0.isSupported }) {
            throw .unsupported
        } catch {
            throw .rule(error)
        }
        return signers
    }
}
