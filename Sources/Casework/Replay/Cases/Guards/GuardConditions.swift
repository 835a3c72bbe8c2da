internal import LedgerCrypto
internal import LedgerFormat

/// What each condition of a guard asks.
extension GuardCheck {
    /// Why a condition does not hold at the moment of a step; nil where it holds, or is not certain not to.
    func failure(of condition: CaseGuard.Condition, at step: PlacedStep) -> Failure? {
        switch condition {
        case .each(let kinds):
            let missing = kinds.filter { first($0, before: step) == nil }
            return missing.isEmpty ? nil : lacking(missing)
        case .one(let kinds): return lacksAll(kinds, step)
        case .given(let kind, let kinds): return first(kind, before: step) == nil ? nil : lacksAll(kinds, step)
        case .since(let kind, let others): return isOnlyBefore(kind, others, step)
        case .clearances: return lacksClearance(step)
        case .consentOfCaregiver: return lacksConsentOfCaregiver(step)
        case .consentOfAdult: return lacksConsentOfAdult(step)
        case .noWithdrawal: return withdrawal(step)
        case .noBlockingDispute: return dispute(step)
        case .notBeforeRelease: return laterRelease(step)
        case .notAgain: return earlierReunification(step)
        case .byDifferentParties: return isByOneParty(step)
        case .inOneCustody: return otherCustody(step)
        case .notClosed: return closing(step)
        case .notDead: return certain(.died, before: step).map { Failure(against: [$0]) }
        case .notAhead: return isAhead(step) ? Failure() : nil
        }
    }

    private func lacking(_ kinds: [CaseStep]) -> Failure {
        Failure(missing: kinds.map { MissingStep(step: $0, country: nil) })
    }

    /// Where any of several would do, the first of them is what is named as missing.
    private func lacksAll(_ kinds: [CaseStep], _ step: PlacedStep) -> Failure? {
        if kinds.contains(where: { first($0, before: step) != nil }) { return nil }
        return lacking(Array(kinds.prefix(1)))
    }

    private func isOnlyBefore(_ kind: CaseStep, _ others: [CaseStep], _ step: PlacedStep) -> Failure? {
        guard let some = first(kind, before: step) else { return lacking([kind]) }
        let since = others.compactMap { first($0, before: step) }
        if since.isEmpty { return nil }
        let late = first(kind, before: step) { one in since.contains { !$0.isLater(than: one) } }
        return late == nil ? Failure(against: [some]) : nil
    }

    private func lacksClearance(_ step: PlacedStep) -> Failure? {
        guard let way = step.recorded.direction else { return nil }
        let missing = (way.from == way.to ? [way.from] : [way.from, way.to]).filter { country in
            first(.cleared, before: step) { $0.recorded.country == country } == nil
        }
        if missing.isEmpty { return nil }
        return Failure(missing: missing.map { MissingStep(step: .cleared, country: $0) })
    }

    // MARK: Consent

    private static let caregivers = Set(
        ["parent", "guardian", "customary_caregiver"].map { CodeList.decider.number(of: $0) })
    private static let adult = CodeList.decider.number(of: "adult_subject")

    private func lacksConsentOfCaregiver(_ step: PlacedStep) -> Failure? {
        if first(.cameOfAge, before: step) != nil { return nil }
        let consent = first(.consentGiven, before: step) { GuardCheck.caregivers.contains($0.recorded.codes.0) }
        return consent == nil ? lacking([.consentGiven]) : nil
    }

    private func lacksConsentOfAdult(_ step: PlacedStep) -> Failure? {
        guard let cameOfAge = certain(.cameOfAge, before: step) else { return nil }
        let consent = first(.consentGiven, before: step) { $0.recorded.codes.0 == GuardCheck.adult }
        if consent != nil { return nil }
        return Failure(missing: [MissingStep(step: .consentGiven, country: nil)], against: [cameOfAge])
    }

    /// Whose word no longer counts, since the person decides, holds nothing up.
    private func withdrawal(_ step: PlacedStep) -> Failure? {
        let mayBeOfAge = first(.cameOfAge, before: step) != nil
        for kind in [CaseStep.consentRefused, .consentWithdrawn] {
            let withdrawal = certain(kind, before: step) { withdrawal in
                if mayBeOfAge, withdrawal.recorded.codes.0 != GuardCheck.adult { return false }
                return !steps.compared(.consentGiven).contains { consent in
                    Undoing.concerns(withdrawal, consent) && !withdrawal.isLater(than: consent)
                        && !consent.isLater(than: step)
                }
            }
            if let withdrawal { return Failure(against: [withdrawal]) }
        }
        return nil
    }

    private func dispute(_ step: PlacedStep) -> Failure? {
        let open = disputes.filter { dispute in
            step.placement.isLater(than: dispute.raised)
                && dispute.settlements.allSatisfy { $0.isLater(than: step.placement) }
        }
        return open.isEmpty ? nil : Failure(disputes: open.map(\.raised.reference))
    }

    // MARK: Custody and reunification

    private func laterRelease(_ step: PlacedStep) -> Failure? {
        let named = acknowledged[step.reference.event] ?? []
        var releases = steps.compared(.released).filter { named.contains($0.reference.event) }
        if releases.isEmpty {
            releases = steps.compared(.released).filter {
                $0.recorded.direction == step.recorded.direction && !isSameParty($0.reference, step.reference)
            }
        }
        guard let release = releases.first, releases.allSatisfy({ $0.isLater(than: step) }) else { return nil }
        return Failure(against: [release])
    }

    private func earlierReunification(_ step: PlacedStep) -> Failure? {
        let earlier = certain(.reunified, before: step) { other in
            // Under another reference of the same child the one reunification may have been recorded again.
            let mayBeTheSame =
                other.member != step.member
                && other.recorded.time.latest >= step.recorded.time.earliest
            return !mayBeTheSame
                && !steps.compared(.ended).contains { !other.isLater(than: $0) && !$0.isLater(than: step) }
        }
        return earlier.map { Failure(against: [$0]) }
    }

    /// Each side has its own where the child's was verified by one party and the adult's by another.
    private func isByOneParty(_ step: PlacedStep) -> Failure? {
        guard step.recorded.knowledge == .firstHand, sidesDiffer else { return nil }
        let child = steps.compared(.verifiedChildSide).filter { $0.recorded.knowledge == .firstHand }
        let adult = steps.compared(.verifiedAdultSide).filter { $0.recorded.knowledge == .firstHand }
        let hasBoth = child.contains { one in
            adult.contains { !isSameParty(one.reference, $0.reference) }
        }
        if hasBoth { return nil }
        let other = (child + adult).first { $0.step != step.step && !$0.isLater(than: step) }
        return other.map { Failure(against: [$0]) }
    }

    /// Whether child and family are certainly not on one side: the journey crosses a border, a party says
    /// that they are apart, or two parties have a case of the child.
    private var sidesDiffer: Bool {
        let apart = Set(
            ["across_front_line", "across_border", "third_country"].map {
                CodeList.configuration.number(of: $0)
            })
        let crossings: [CaseStep] = [.planned, .released, .takenOver, .received, .crossed]
        if crossings.contains(where: { kind in
            steps.compared(kind).contains { $0.recorded.direction.map { $0.from != $0.to } ?? false }
        }) {
            return true
        }
        if steps.compared(.causeAsserted).contains(where: { apart.contains($0.recorded.codes.1) }) {
            return true
        }
        guard let opened = steps.compared(.opened).first(where: { _ in true }) else { return false }
        return steps.compared(.opened).contains { !isSameParty($0.reference, opened.reference) }
    }

    private func otherCustody(_ step: PlacedStep) -> Failure? {
        guard claimsCustody(step) else { return nil }
        for kind in [CaseStep.takenOver, .received] {
            let other = steps.compared(kind).first { other in
                !isSameParty(other.reference, step.reference) && claimsCustody(other)
                    && (step.isLater(than: other)
                        || (!other.isLater(than: step) && other.reference < step.reference))
                    // Taken over from the very party that says it has the child: its handover may only be
                    // recorded later.
                    && step.giver != other.reference.party
                    && other.giver != step.reference.party
            }
            if let other { return Failure(against: [other]) }
        }
        return nil
    }

    /// Whether a party says of itself that it took the child over, and nothing at hand may have ended that.
    private func claimsCustody(_ step: PlacedStep) -> Bool {
        guard step.recorded.knowledge == .firstHand, !step.marks.contains(.disowned) else { return false }
        let mayEnd = { (kind: CaseStep, holds: (PlacedStep) -> Bool) in
            steps.compared(kind).contains { !step.isLater(than: $0) && holds($0) }
        }
        return !mayEnd(.released) { isSameParty($0.reference, step.reference) }
            && !mayEnd(.reunified) { _ in true } && !mayEnd(.failed) { _ in true }
    }

    // MARK: Always

    private func closing(_ step: PlacedStep) -> Failure? {
        let closing = certain(.closed, before: step) { closing in
            closing.member == step.member
                && !steps.compared(.reopened).contains {
                    $0.member == step.member && !closing.isLater(than: $0) && !$0.isLater(than: step)
                }
        }
        return closing.map { Failure(against: [$0]) }
    }

    /// A day or a month begins up to 14 hours earlier in the east than in UTC.
    private func isAhead(_ step: PlacedStep) -> Bool {
        guard let occurred = step.recorded.time.occurred else { return false }
        let slack = occurred.precision == .instant ? 0 : 14 * 3600
        return occurred.earliest.secondsSinceEpoch - slack > step.recorded.time.recorded.secondsSinceEpoch
    }
}
