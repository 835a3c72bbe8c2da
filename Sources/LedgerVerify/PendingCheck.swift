internal import LedgerCrypto
internal import LedgerFormat

/// What is left to check of a statement once it went through the chain, and needs no neighbour: its signatures,
/// and what it says. It takes nearly all of the time and runs on all cores; so it is numbers alone, which cost
/// neither memory nor the counting of references that the cores would fight over.
struct PendingCheck: Sendable {
    /// Which piece of the window, and which of its lines.
    let piece: Int32
    let line: Int32
    /// Which of ``ChainCheck/Outcome/groups`` signs; nil where no signature is to be checked here.
    let group: Int32?
}

extension ChainCheck.Outcome {
    /// The first thing that is wrong with a statement of the window.
    ///
    /// - Parameters:
    ///   - window: the lines that this is the outcome of.
    ///   - verifiers: one context a key, kept by the calling thread.
    ///   - rules: where the content is to be judged.
    func finding(
        _ check: PendingCheck, in window: [ParsedLines], _ verifiers: SignatureVerifiers,
        _ rules: (any ContentRules)?
    ) -> Finding? {
        let (piece, line) = (Int(check.piece), Int(check.line))
        if let group = check.group,
            let finding = window[piece].checkSignatures(of: line, by: groups[Int(group)].keys, verifiers)
        {
            return finding
        }
        guard let rules, let party else { return nil }
        return window[piece].checkContent(of: line, rules, party)
    }
}

extension ParsedLines {
    fileprivate func checkSignatures(
        of number: Int, by keys: [PublicKey], _ verifiers: SignatureVerifiers
    ) -> Finding? {
        guard case .entry(.event(let event, _)) = lines[number].content else { return nil }
        let range = lines[number].range
        verifiers.prepare(buffer[self.range(of: event, in: lines[number])])
        let list = EntryForm.signatures(of: event, in: range)
        let bytes = buffer.span.extracting(list)
        var place = 0
        for key in keys {
            // The chain has counted them; one that were missing all the same is refused as an empty one is.
            let signature = EntryForm.nextSignature(in: bytes, after: &place) ?? 0..<0
            if let refusal = verifiers.refusal(of: bytes.extracting(signature), by: key) {
                let start = list.lowerBound + signature.lowerBound
                return Finding(
                    refusal, buffer[start..<start + signature.count], by: key, position: lines[number].position,
                    byteOffset: lines[number].byteOffset + start - range.lowerBound)
            }
        }
        return nil
    }

    fileprivate func checkContent(of number: Int, _ rules: any ContentRules, _ party: Party) -> Finding? {
        guard let event = kept(lines[number])?.event, case .vocabulary(let version) = event.schema,
            rules.knows(vocabularyVersion: version),
            let violation = rules.violation(in: event, statedBy: party)
        else { return nil }
        return Finding(violation, position: lines[number].position, byteOffset: lines[number].byteOffset)
    }
}
