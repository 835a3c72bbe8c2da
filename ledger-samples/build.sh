#!/bin/sh
# Builds the sample ledgers: the news report in README.md as six parties would state it.
#
# Keys, ids, times and commitments are fixed, so every build gives the same bytes. The goodfaith on PATH does
# the work, or the one that GOODFAITH names. What was built is listed: LEDGER#INDEX and its name in here.
set -eu

if [ $# -ne 1 ]; then
    echo "usage: build.sh OUTPUT_DIR   (a folder that has no such ledgers yet)" >&2
    exit 64
fi
here=$(cd "$(dirname "$0")" && pwd)
statements=$here/statements
goodfaith=${GOODFAITH:-goodfaith}
case $goodfaith in
/*) ;;
*/*) goodfaith=$PWD/$goodfaith ;;
esac
mkdir -p "$1"
cd "$1"

# The command keeps the heads that it signed beside a key, so it works with copies.
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
(umask 077 && cp "$here"/keys/*.key "$scratch")
places=$scratch/places
: >"$places"

# shellcheck source=statements/functions.sh
. "$statements/functions.sh"

# --- The ledgers ---

for party in $parties; do
    if [ -e "$party.jsonl" ]; then
        echo "build.sh: $1 has a $party.jsonl; name a folder without one" >&2
        exit 64
    fi
done
cat >trust.txt <<'END'
# Trust anchors of the sample ledgers. In earnest, each office tells its fingerprint by a way that the others
# trust, and nobody takes it from beside the file.
END
for one in $parties; do open_ledger "$one"; done
for one in $parties; do
    for other in $parties; do [ "$other" = "$one" ] || note "$one" "$other"; done
done
for one in us-letter-office ru-office; do
    note "$one" us-representative
    note "$one" ru-team
done

# --- The letter. Numbers are those of the report's phrases in README.md ---

# 5, 7: both who took part state the summit.
state us-conveyor us/summit 2025-09-08T09:00:00Z contact.held mode=summit level=principal country=US \
    participants=ru-office:principal,us-conveyor:principal outcome=none_announced occurred=2025-08-15
state ru-office ru/summit 2025-09-08T09:10:00Z contact.held mode=summit level=principal country=US \
    participants=ru-office:principal,us-conveyor:principal outcome=none_announced occurred=2025-08-15
same ru-office same/summit 2025-09-08T09:15:00Z us/summit ru/summit
# 6: author, conveyor and addressee each state their part.
state us-letter-office letter 2025-09-08T09:20:00Z correspondence.issued author=us-letter-office \
    addressees=ru-office form=personal_letter language=en matter=child_welfare occurred=2025-08-15 seal=letter
state us-conveyor letter/conveyed 2025-09-08T09:30:00Z correspondence.conveyed conveyor=us-conveyor \
    recipient=ru-office method=by_hand country=US occurred=2025-08-15 conveys=@letter during=@us/summit
# 8: the addressee's own word, and the author's, who can only have been told. The report gives the month.
state ru-office letter/received 2025-09-08T09:40:00Z correspondence.received recipient=ru-office \
    occurred=2025-08 acknowledges=@letter acknowledges=@letter/conveyed
state us-letter-office letter/received/reported 2025-09-08T09:50:00Z correspondence.received \
    recipient=ru-office knowledge=reported occurred=2025-08 acknowledges=@letter

# --- The reply ---

# 9
state ru-office reply 2025-09-08T10:00:00Z correspondence.issued author=ru-office \
    addressees=us-letter-office form=personal_letter language=ru matter=child_welfare occurred=2025-09-03 \
    seal=letter replies_to=@letter replies_to=@letter/received
state us-letter-office reply/received 2025-09-08T10:10:00Z correspondence.received \
    recipient=us-letter-office condition=intact occurred=2025-09-05 acknowledges=@reply
# 10: the addressee's own word, and what the author reads in the reply.
state ru-office willing/engage 2025-09-08T10:20:00Z undertaking.stated by=ru-office toward=us-letter-office \
    modality=willingness matter=direct_engagement occurred=2025-09-03 rests_on=@reply
state us-letter-office willing/engage/read 2025-09-08T10:30:00Z undertaking.stated by=ru-office \
    toward=us-letter-office modality=willingness matter=direct_engagement knowledge=document \
    occurred=2025-09-03 rests_on=@reply
same ru-office same/willing 2025-09-08T10:35:00Z willing/engage/read willing/engage
# 11: whether the details were of single children is not known; the sample says that they were numbers.
state ru-office details 2025-09-08T10:40:00Z information.shared sender=ru-office recipients=us-letter-office \
    kind=report categories=aggregate purpose=identification harm_checked=true basis=public_interest \
    occurred=2025-09-03 seal=report concerns=@reply
state us-letter-office details/received 2025-09-08T10:50:00Z information.received recipient=us-letter-office \
    integrity=matches occurred=2025-09-05 acknowledges=@details
# 12: only the author says so.
state us-letter-office agreed/help 2025-09-08T11:00:00Z undertaking.stated by=ru-office \
    toward=us-letter-office modality=commitment matter=family_reunification knowledge=reported \
    occurred=2025-08-15/2025-09-08 rests_on=@letter/received/reported
# 29
state ru-office willing/share 2025-09-08T11:10:00Z undertaking.stated by=ru-office toward=us-letter-office \
    modality=willingness matter=information_exchange occurred=2025-09-03 rests_on=@reply

# --- The channel ---

# 2, 13, 14, 19: both sides state the back channel and the open channel, with the scope.
for side in us ru; do
    office=$([ $side = us ] && echo us-letter-office || echo ru-office)
    for kind in back_channel open; do
        state "$office" $side/$kind 2025-09-08T12:00:00Z channel.opened parties=ru-office,us-letter-office \
            kind=$kind scope=child_welfare,family_reunification \
            points_of_contact=ru-team,us-representative occurred=2025-09-08 \
            rests_on=@letter/received rests_on=@reply
    done
done
same ru-office same/back_channel 2025-09-08T12:10:00Z us/back_channel ru/back_channel
same ru-office same/open 2025-09-08T12:20:00Z us/open ru/open
# 15, 16: both principals give a mandate.
state us-letter-office us/mandate 2025-09-09T09:00:00Z mandate.given principal=us-letter-office \
    representative=us-representative scope=family_reunification,information_exchange valid_from=2025-09-09 \
    concerns=@us-letter-office/opened concerns=@us-letter-office/noted/us-representative
state ru-office ru/mandate 2025-09-09T09:00:00Z mandate.given principal=ru-office representative=ru-team \
    scope=family_reunification,information_exchange valid_from=2025-09-09 \
    concerns=@ru-office/opened concerns=@ru-office/noted/ru-team

# contact NAME MODE DAY: both sides state that their representatives met or spoke.
contact() {
    for side in us ru; do
        office=$([ $side = us ] && echo us-letter-office || echo ru-office)
        state "$office" "$side/$1" "$3T18:00:00Z" contact.held mode="$2" level=representative \
            participants=ru-office,ru-team:representative,us-letter-office,us-representative:representative \
            outcome=continued occurred="$3" rests_on=@$side/back_channel rests_on=@$side/mandate
    done
    same ru-office "same/$1" "$3T19:00:00Z" "us/$1" "ru/$1"
}
# 4, 15, 17: several meetings and calls in more than four weeks.
contact call/1 phone 2025-09-10
contact meeting/1 in_person 2025-09-19
contact call/2 phone 2025-09-26
contact meeting/2 in_person 2025-10-03

# --- The eight cases, step by step; statements/cases.txt has their directions and circumstances ---

each family requested 2025-09-11T08 tracing.requested inquirer=family occurred=2025-09-11
# 24: that a child is separated from its parents, or from others, is in the sealed relation alone.
each family opened 2025-09-11T09 case.opened care_status=separated occurred=2025-09-11 \
    rests_on=@family/requested seal=relation
each child opened 2025-09-12T08 case.opened care_status=separated country=FROM occurred=2025-09-12 \
    rests_on=@family/requested
# 23: sex and age are on the sealed card, of the one as of the others.
each child documented 2025-09-15T08 child.documented interviewer=case_agency occurred=2025-09-15 \
    basis=beneficiary_interest rests_on=@child/opened seal=card
# 30: for each child, also for the one whose family is on the Russian side.
each ru-commissioner dossier 2025-09-16T08 information.shared sender=ru-commissioner \
    recipients=ua-commissioner,us-letter-office kind=dossier purpose=identification \
    categories=biography,photograph,services_overview harm_checked=true basis=beneficiary_interest \
    occurred=2025-09-16 concerns=@ru-commissioner/opened seal=dossier
each ua-commissioner dossier/received 2025-09-17T08 information.received recipient=ua-commissioner \
    integrity=matches occurred=2025-09-17 acknowledges=@ru-commissioner/dossier
each us-letter-office dossier/received 2025-10-04T10 information.received recipient=us-letter-office \
    integrity=matches occurred=2025-09-17 acknowledges=@ru-commissioner/dossier
# 25, 26, 35: each side states the cause; since when the child is separated is sealed.
each child cause 2025-09-18T08 cause.asserted circumstance=CIRCUMSTANCE configuration=across_border \
    characterisation=none_stated rests_on=@child/opened seal=personal_date
each family cause 2025-09-18T09 cause.asserted circumstance=CIRCUMSTANCE configuration=across_border \
    characterisation=none_stated rests_on=@family/opened seal=personal_date
each family matched 2025-09-19T08 match.proposed match_basis=records band=likely occurred=2025-09-19 \
    rests_on=@child/opened rests_on=@family/requested
each family contacted 2025-09-20T08 family.contacted mode=phone occurred=2025-09-20 rests_on=@family/matched
each family consent 2025-09-22T08 consent.recorded decider=guardian \
    purposes=family_contact,reunification,verification outcome=given occurred=2025-09-22 \
    rests_on=@family/opened seal=consent_form
each child consent 2025-09-22T09 consent.recorded decider=child_assent \
    purposes=family_contact,reunification,verification outcome=given occurred=2025-09-22 \
    rests_on=@child/opened seal=consent_form
each family verified 2025-09-24T08 relationship.verified side=adult methods=documents,interview \
    outcome=verified occurred=2025-09-24 rests_on=@family/matched seal=evidence
each child verified 2025-09-24T09 relationship.verified side=child methods=documents,interview \
    outcome=verified occurred=2025-09-24 rests_on=@child/opened rests_on=@family/matched seal=evidence
each child heard 2025-09-25T08 child.heard heard_by=case_agency means=in_person occurred=2025-09-25 \
    rests_on=@child/opened seal=views
each family agreed 2025-09-26T08 family.agreed side=adult occurred=2025-09-26 \
    rests_on=@child/verified rests_on=@family/verified rests_on=@child/heard
each child agreed 2025-09-26T09 family.agreed side=child occurred=2025-09-26 \
    rests_on=@child/verified rests_on=@family/verified rests_on=@child/heard
each child interests 2025-09-29T08 interests.assessed outcome=favourable occurred=2025-09-29 \
    rests_on=@child/verified rests_on=@family/verified rests_on=@child/heard seal=reasoning
each family interests 2025-09-30T08 interests.determined outcome=favourable body=panel occurred=2025-09-30 \
    rests_on=@child/verified rests_on=@family/verified rests_on=@child/heard seal=reasoning

# From the fuller remarks: the report on identities that both commissioners drew up, and its endorsement.
for side in ru ua; do
    set --
    for case in 1 2 3 4 5 6 7 8; do set -- "$@" "concerns=@$case/$side-commissioner/opened"; done
    state $side-commissioner $side/report 2025-10-06T12:00:00Z report.issued \
        authors=ru-commissioner,ua-commissioner kind=identity_verification cases=8 occurred=2025-10-06 \
        without_prejudice=true seal=report "$@"
done
same ru-commissioner same/report 2025-10-06T13:00:00Z ua/report ru/report
state us-conveyor report/endorsed 2025-10-07T12:00:00Z attestation.made capacity=endorser scope=content \
    knowledge=document reservations=no_recognition corroborates=@ru/report corroborates=@ua/report

# 19, 22, 23: clearances of both States, the plan, and the handover in two statements of two parties. Of the
# journey's hours the report says only that they lie in the 24 before the announcement, so these are two days.
journey=2025-10-09/2025-10-10
each child cleared 2025-10-07T08 clearance.granted kind=exit authority=border_service country=FROM \
    occurred=2025-10-07 rests_on=@child/interests seal=clearance_paper
each family cleared 2025-10-07T09 clearance.granted kind=entry authority=border_service country=TO \
    occurred=2025-10-07 rests_on=@family/interests seal=clearance_paper
each child planned 2025-10-08T08 movement.planned from=FROM to=TO route=direct escort=escort window=$journey \
    rests_on=@child/cleared rests_on=@family/cleared seal=travel_detail
each child released 2025-10-10T04 custody.released by=CHILD recipient=FAMILY from=FROM to=TO country=FROM \
    occurred=$journey without_prejudice=true rests_on=@child/planned seal=condition_note
each family accepted 2025-10-10T05 custody.accepted by=FAMILY giver=CHILD from=FROM to=TO country=TO \
    occurred=$journey without_prejudice=true acknowledges=@child/released seal=condition_note
each family crossed 2025-10-10T06 border.crossed from=FROM to=TO occurred=$journey \
    rests_on=@child/released rests_on=@family/accepted
# 20, 21: only the side that hands the child to the family can state it; the other side was told.
each family reunified 2025-10-10T07 child.reunified country=TO occurred=$journey rests_on=@child/verified \
    rests_on=@family/verified rests_on=@family/interests rests_on=@family/accepted seal=caregiver_receipt
each child reunified/attested 2025-10-10T08 attestation.made capacity=counterpart scope=occurrence \
    knowledge=reported corroborates=@family/reunified
each neutral-witness handover/attested 2025-10-10T09 attestation.made capacity=witness scope=direction \
    knowledge=first_hand occurred=$journey reservations=characterisation_not_accepted,identity_not_examined \
    corroborates=@child/released corroborates=@family/accepted corroborates=@family/crossed
each neutral-witness reunified/attested 2025-10-10T10 attestation.made capacity=witness scope=occurrence \
    knowledge=first_hand occurred=$journey reservations=characterisation_not_accepted,identity_not_examined \
    corroborates=@family/reunified

# --- What was said in public ---

# statements_in FILE: one statement a line, as canonical JSON; lines with # are comments.
statements_in() {
    printf '[%s]' "$(sed '/^#/d' "$statements/$1" | paste -s -d , -)"
}

# 1, 3, and every phrase with a number, a date or an order.
value=$(statements_in claim.txt)
state us-letter-office claim 2025-10-10T20:00:00Z claim.published speaker=us-letter-office medium=spoken \
    language=en country=US definition=child.reunified counted_by=us-letter-office occurred=2025-10-10 \
    published=2025-10-10 window:='{"anchor":"calendar_day","ends":"closed_open","from":"-PT24H","to":"PT24H"}' \
    concerns=@us/open statements:="$value"
# From the fuller remarks: the speech says more than the report.
value=$(statements_in fuller-remarks.txt)
state us-letter-office claim/fuller 2025-10-10T20:10:00Z claim.published speaker=us-letter-office \
    medium=spoken language=en country=US definition=child.reunified \
    occurred=2025-10-10 concerns=@claim concerns=@ru/report statements:="$value"
# 31
state us-letter-office more 2025-10-10T20:20:00Z undertaking.stated by=us-letter-office \
    toward=ru-office,ua-commissioner modality=intention matter=family_reunification occurred=2025-10-10 \
    rests_on=@claim
# 27, 28: and the other side's position. Both stand.
state ru-office position/evacuation 2025-10-10T20:30:00Z position.stated by=ru-office on=cause \
    characterisation=protective_evacuation circumstance=evacuation from=UA to=RU \
    removal_places=family_home,residential_institution
state ua-commissioner position/deportation 2025-10-10T20:40:00Z position.stated by=ua-commissioner on=cause \
    characterisation=deportation from=UA to=RU replies_to=@position/evacuation
# 18 (good faith) and 32 (shared purpose, lasting impact) have no event, since they are values, and 34 (the
# vow about the war) has none, since it is another matter. 33 (to their homes) has none of its own: a home is
# not a family. In the claim, 18, 32 and 33 are statements that nothing decides; 34 is not in it.

awk '{ print $2 ".jsonl#" $3, $1 }' "$places"

# --- Heads and proofs, in a folder of their own ---

exchange=$PWD/exchange
# shellcheck source=statements/exchange.sh
. "$statements/exchange.sh"

# --- The fixtures, in a folder of their own ---

fixtures=$PWD/fixtures
# shellcheck source=statements/fixtures.sh
. "$statements/fixtures.sh"
