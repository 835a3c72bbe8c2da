# The fixtures: small groups of ledgers, each for one question that a claim or an audit must answer. build.sh reads this
# file in the folder of the ledgers, with its functions at hand. Every case and every step here is invented; no child has
# these references. Ids and commitments are digests of the statement's name, so that they need no table.
# shellcheck shell=sh disable=SC2034,SC2154

# digest WORD: 64 hex digits that only the word decides.
digest() { printf %s "goodfaith fixture $1" | sha256sum | cut -c 1-64; }

# identify WORD: a UUID in the form of version 4 that only the word decides.
identify() { digest "$1" | sed 's/^\(.\{8\}\)\(.\{4\}\).\(.\{3\}\).\(.\{3\}\)\(.\{12\}\).*/\1-\2-4\3-8\4-\5/'; }

# fixture NAME PARTY...: a folder with the empty ledgers of these parties, who know each other's fingerprints.
fixture() {
    fixture=$1
    shift
    members=$*
    mkdir -p "$fixtures/$fixture"
    cd "$fixtures/$fixture"
    : >"$places"
    echo "# Trust anchors of this fixture." >trust.txt
    for one in $members; do
        describe "$one"
        set -- "$one.jsonl" --party "$one" --name "$called" --class "$class" --origin "$one.example/$fixture"
        for role in $(echo "$roles" | tr , ' '); do set -- "$@" --role "$role"; done
        for other in $members; do [ "$other" = "$one" ] || set -- "$@" --audience "$other"; done
        [ "$members" != "$one" ] || set -- "$@" --audience "public"
        "$goodfaith" init "$@" --id "$(identify "$fixture/$one/opened")" --time 2025-09-01T08:00:00Z \
            --key "$scratch/$one.key" </dev/null >"$scratch/said"
        sed -n '/^ledger /p' "$scratch/said" >>trust.txt
        echo "$one/opened $one 0" >>"$places"
    done
    for one in $members; do
        for other in $members; do [ "$other" = "$one" ] || know "$one" "$other"; done
    done
}

# know PARTY OTHER: PARTY notes OTHER's ledger, or where OTHER keeps none its name alone.
know() {
    describe "$2"
    fingerprint=$(sed -n "s|^ledger $2\.example/$fixture ||p" trust.txt)
    say "$1" "$1/noted/$2" 2025-09-01T08:30:00Z counterpart.noted id="$2" name="$called" class="$class" \
        roles="$roles" ${fingerprint:+fingerprint="$fingerprint"}
}

# say PARTY NAME TIME TYPE WORD...: PARTY states it. Words as in state; besides seal=LABEL.
say() {
    party=$1 name=$2 time=$3 type=$4
    shift 4
    for word; do
        shift
        case $word in
        seal=*) word="sealed:=[{\"commitment\":\"sha256:$(digest "$fixture/$name/seal")\",\"custodian\":\"$party\",\"label\":\"${word#seal=}\",\"scheme\":\"goodfaith/sealed/1\"}]" ;;
        *=@*) value=$(place "$party" "${word#*=@}") word=${word%%=@*}=$value ;;
        esac
        set -- "$@" "$word"
    done
    index=$(wc -l <"$party.jsonl" | tr -d ' ')
    "$goodfaith" record "$party.jsonl" "$type" "$@" --id "$(identify "$fixture/$name")" --time "$time" \
        --key "$scratch/${signer:-$party}.key" </dev/null >"$scratch/said"
    echo "$name $party $index" >>"$places"
}

# all WHO STEP TIME TYPE WORD...: WHO states it for each line of $cases, all of one author as one batch. WHO is child or
# family: the commissioner on that side. Words may hold FROM, TO, CHILD, FAMILY, CIRCUMSTANCE and @child/STEP.
all() {
    who=$1 step=$2 time=$3 type=$4
    shift 4
    for author in ru-commissioner ua-commissioner; do
        index=$(wc -l <"$author.jsonl" | tr -d ' ')
        : >"$scratch/batch"
        while read -r case child family from to circumstance; do
            case $who in child) by=$child ;; *) by=$family ;; esac
            [ "$by" = "$author" ] || continue
            name=$case/$who/$step
            line "$@" >>"$scratch/batch"
            echo "$name $author $index" >>"$places"
            index=$((index + 1))
        done <"$scratch/cases"
        [ -s "$scratch/batch" ] || continue
        [ "$author" = ua-commissioner ] && beside=ru-commissioner || beside=ua-commissioner
        "$goodfaith" record "$author.jsonl" --from "$scratch/batch" --with "$beside.jsonl" --key "$scratch/$author.key" </dev/null >"$scratch/said"
    done
}

# line WORD...: one statement of a batch, as canonical JSON.
line() {
    words=
    for word in "case=$(identify "$fixture/case/$case/$who")" "$@"; do
        case $word in
        *=FROM) word=${word%FROM}$from ;;
        *=TO) word=${word%TO}$to ;;
        *=CHILD) word=${word%CHILD}$child ;;
        *=FAMILY) word=${word%FAMILY}$family ;;
        *=CIRCUMSTANCE) word=${word%CIRCUMSTANCE}$circumstance ;;
        *=@*) value=$(place "$author" "$case/${word#*=@}") word=${word%%=@*}=$value ;;
        seal=*)
            word="sealed:=[{\\\"commitment\\\":\\\"sha256:$(digest "$fixture/$name/seal")\\\",\\\"custodian\\\":\\\"$author\\\",\\\"label\\\":\\\"${word#seal=}\\\",\\\"scheme\\\":\\\"goodfaith/sealed/1\\\"}]"
            ;;
        esac
        words=$words${words:+,}\"$word\"
    done
    printf '{"id":"%s","time":"%s","type":"%s","words":[%s]}\n' "$(identify "$fixture/$name")" "$time" "$type" "$words"
}

# lead LINE...: the casework of the cases given, from the opening to the day of the journey. A line is a number, the side of
# the child and of the family, from, to, and the circumstance.
lead() {
    printf '%s\n' "$@" >"$scratch/cases"
    all family opened 2025-09-11T09:00:00Z case.opened care_status=separated occurred=2025-09-11 seal=relation
    all child opened 2025-09-12T08:00:00Z case.opened care_status=separated country=FROM occurred=2025-09-12
    all child cause 2025-09-18T08:00:00Z cause.asserted circumstance=CIRCUMSTANCE configuration=across_border \
        characterisation=none_stated rests_on=@child/opened
    all family consent 2025-09-22T08:00:00Z consent.recorded decider=guardian purposes=reunification,verification \
        outcome=given occurred=2025-09-22 rests_on=@family/opened seal=consent_form
    all family verified 2025-09-24T08:00:00Z relationship.verified side=adult methods=documents,interview \
        outcome=verified occurred=2025-09-24 rests_on=@family/opened seal=evidence
    all child verified 2025-09-24T09:00:00Z relationship.verified side=child methods=documents,interview \
        outcome=verified occurred=2025-09-24 rests_on=@child/opened seal=evidence
    all child heard 2025-09-25T08:00:00Z child.heard heard_by=case_agency means=in_person occurred=2025-09-25 \
        rests_on=@child/opened seal=views
    all family agreed 2025-09-26T08:00:00Z family.agreed side=adult occurred=2025-09-26 rests_on=@child/verified \
        rests_on=@family/verified rests_on=@child/heard
    all child agreed 2025-09-26T09:00:00Z family.agreed side=child occurred=2025-09-26 rests_on=@child/verified \
        rests_on=@family/verified rests_on=@child/heard
    all child interests 2025-09-29T08:00:00Z interests.determined outcome=favourable body=panel \
        occurred=2025-09-29 rests_on=@child/verified rests_on=@family/verified rests_on=@child/heard seal=reasoning
    all child cleared 2025-10-07T08:00:00Z clearance.granted kind=exit authority=border_service country=FROM \
        occurred=2025-10-07 rests_on=@child/interests seal=clearance_paper
    all family cleared 2025-10-07T09:00:00Z clearance.granted kind=entry authority=border_service country=TO \
        occurred=2025-10-07 rests_on=@child/interests seal=clearance_paper
    all child planned 2025-10-08T08:00:00Z movement.planned from=FROM to=TO route=direct escort=escort \
        window=2025-10-09/2025-10-10 rests_on=@child/cleared rests_on=@family/cleared seal=travel_detail
}

# bring [WHEN]: the journey of the cases of the last lead, and the reunification WHEN, by default at an hour.
bring() {
    hand_over
    reunify "$@"
}

hand_over() {
    all child released 2025-10-09T17:00:00Z custody.released by=CHILD recipient=FAMILY from=FROM to=TO country=FROM \
        occurred=2025-10-09T16:00:00Z rests_on=@child/planned seal=condition_note
    all family accepted 2025-10-09T19:00:00Z custody.accepted by=FAMILY giver=CHILD from=FROM to=TO country=TO \
        occurred=2025-10-09T18:00:00Z acknowledges=@child/released seal=condition_note
    all family crossed 2025-10-09T19:30:00Z border.crossed from=FROM to=TO occurred=2025-10-09T17:30:00Z \
        rests_on=@child/released rests_on=@family/accepted
}

reunify() {
    all family reunified 2025-10-10T09:00:00Z child.reunified country=TO occurred="${1:-2025-10-09T21:00:00Z}" \
        rests_on=@child/verified rests_on=@family/verified rests_on=@child/interests rests_on=@family/accepted \
        seal=caregiver_receipt
}

# claim NAME STATEMENT...: the speaker says it at a known hour, of the 24 hours before.
claim() {
    name=$1
    shift
    value=$(printf '%s,' "$@")
    said=${said_at:-2025-10-10T15:00:00Z}
    say "${speaker:-us-letter-office}" "$name" "${said%Z}Z" claim.published speaker="${speaker:-us-letter-office}" medium=spoken \
        language=en definition=child.reunified occurred="$said" \
        window:='{"anchor":"utterance","ends":"closed","from":"-PT24H","to":"PT0S"}' statements:="[${value%,}]"
}

# counted ID N [FILTER]: so many persons.
counted() {
    printf '{%s"id":"%s","kind":"count","n":%s,"op":"eq","unit":"person"}' "${3:+\"filter\":$3,}" "$1" "$2"
}
to_ua='{"from":"RU","to":"UA"}'
to_ru='{"from":"UA","to":"RU"}'
fighting='{"circumstance":"hostilities_displacement"}'
borders='{"circumstance":"conflict","configuration":"across_border"}'

# figures: the figures of the report and their arithmetic.
figures() {
    claim claim "$(counted C15 8)" "$(counted C17 7 "$to_ua")" "$(counted C18 1 "$to_ru")" \
        "$(counted C21 3 "$fighting")" "$(counted C22 5 "$borders")" \
        '{"id":"C23","inner":"C18","kind":"subset","outer":"C22"}' \
        '{"id":"R1","kind":"sum","parts":["C17","C18"],"whole":"C15"}' \
        '{"id":"R2","kind":"sum","parts":["C21","C22"],"whole":"C15"}' \
        '{"id":"R5","inner":"C21","kind":"subset","outer":"C17"}'
}

ru='ru-commissioner ua-commissioner RU UA'
ua='ua-commissioner ru-commissioner UA RU'
sides='ru-commissioner ua-commissioner us-letter-office'

# --- The fixtures ---

# All eight, stated by both sides, inside the 24 hours.
# shellcheck disable=SC2086
fixture 01-both-sides $sides
lead "1 $ru hostilities_displacement" "2 $ru hostilities_displacement" "3 $ru hostilities_displacement" \
    "4 $ru conflict" "5 $ru conflict" "6 $ru conflict" "7 $ru conflict" "8 $ua conflict"
all family cause 2025-10-08T09:00:00Z cause.asserted circumstance=CIRCUMSTANCE configuration=across_border \
    characterisation=none_stated rests_on=@family/opened
bring
figures

# The same, but of one the day alone is known, and the day is longer than the 24 hours.
# shellcheck disable=SC2086
fixture 02-one-by-the-day $sides
lead "1 $ru hostilities_displacement" "2 $ru hostilities_displacement" "3 $ru hostilities_displacement" \
    "4 $ru conflict" "5 $ru conflict" "6 $ru conflict" "7 $ru conflict" "8 $ua conflict"
hand_over
sed -n '/^8 /!p' "$scratch/cases" >"$scratch/known" && mv "$scratch/known" "$scratch/cases"
reunify
echo "8 $ua conflict" >"$scratch/cases"
reunify 2025-10-10
figures

# A press version: all eight from Russia to Ukraine. To be held against the ledgers of the first fixture.
speaker=press-agency
fixture 03-press-version press-agency
claim claim "$(counted C15 8)" "$(counted C17 8 "$to_ua")" "$(counted C18 0 "$to_ru")" \
    '{"id":"R1","kind":"sum","parts":["C17","C18"],"whole":"C15"}'

# The one who went to Russia counted beside the five: 3 + 5 + 1 is not 8, and 3 + 4 + 1 does not fit the five.
fixture 04-one-beside-the-five press-agency
claim claim "$(counted C15 8)" "$(counted C18 1 "$to_ru")" "$(counted C21 3 "$fighting")" \
    "$(counted C22 5 "$borders")" '{"id":"R4","kind":"sum","parts":["C21","C22","C18"],"whole":"C15"}'
claim claim/four "$(counted C15 8)" "$(counted C18 1 "$to_ru")" "$(counted C21 3 "$fighting")" \
    "$(counted C22 4 "$borders")" '{"id":"R4","kind":"sum","parts":["C21","C22","C18"],"whole":"C15"}'
speaker=

# Two crossed the border; one of them is not with a caregiver yet.
# shellcheck disable=SC2086
fixture 05-crossed-not-reunified $sides
lead "1 $ru conflict" "2 $ru conflict"
hand_over
echo "1 $ru conflict" >"$scratch/cases"
reunify
claim claim "$(counted C17 2 "$to_ua")" \
    "{\"event\":\"border.crossed\",\"filter\":$to_ua,\"id\":\"C17a\",\"kind\":\"count\",\"n\":2,\"op\":\"eq\",\"unit\":\"person\"}"

# One child under two references: after the merger the two are one person.
# shellcheck disable=SC2086
fixture 06-one-child-twice $sides
lead "1 $ru conflict" "2 $ru conflict"
bring
claim claim "$(counted C15 2)"
for side in child:ru-commissioner family:ua-commissioner; do
    say "${side#*:}" "2/${side%:*}/merged" 2025-10-20T09:00:00Z case.merged \
        case="$(identify "$fixture/case/2/${side%:*}")" ground=registered_twice occurred=2025-10-20 \
        concerns="@1/${side%:*}/opened"
done

# Each side names another cause. Both stand.
# shellcheck disable=SC2086
fixture 07-two-causes $sides
lead "1 $ru evacuation"
say ua-commissioner 1/family/cause 2025-10-08T09:00:00Z cause.asserted case="$(identify "$fixture/case/1/family")" \
    circumstance=conflict configuration=across_border characterisation=deportation rests_on=@1/family/opened
bring
claim claim "$(counted C15 1)" "$(counted C21 1 '{"circumstance":"evacuation"}')"

# One side's file is missing: the first fixture without it. It needs no ledger of its own.
mkdir -p "$fixtures/08-one-side-missing"

# After the claim the key is called compromised that signed the reunification.
# shellcheck disable=SC2086
fixture 09-compromised-key $sides
"$goodfaith" key add ua-commissioner.jsonl "$scratch/ua-commissioner-second.key" --id "$(identify "$fixture/second")" \
    --time 2025-09-02T08:00:00Z --key "$scratch/ua-commissioner.key" </dev/null >"$scratch/said"
lead "1 $ru conflict"
bring
claim claim "$(counted C15 1)"
since=$(awk '$1 == "1/family/reunified" { print $3 }' "$places")
key=$("$goodfaith" key show "$scratch/ua-commissioner.key" </dev/null | sed -n 's/.*\([0-9a-f]\{64\}\).*/\1/p' | head -n 1)
"$goodfaith" key compromised ua-commissioner.jsonl "$key" --since "$since" --id "$(identify "$fixture/compromised")" \
    --time 2025-10-25T08:00:00Z --key "$scratch/ua-commissioner-second.key" </dev/null >"$scratch/said"

# What was sealed for two reunifications is erased; an auditor had examined one of them before.
# shellcheck disable=SC2086
fixture 10-erased $sides neutral-witness
lead "1 $ru conflict" "2 $ru conflict"
bring
claim claim "$(counted C15 2)"
say neutral-witness 1/examined 2025-11-01T09:00:00Z attestation.made capacity=examiner scope=content \
    knowledge=document occurred=2025-11-01 corroborates=@1/family/reunified
say ua-commissioner requested 2025-11-20T09:00:00Z erasure.requested capacity=guardian \
    concerns=@1/family/reunified concerns=@2/family/reunified
say ua-commissioner erased 2025-11-25T09:00:00Z material.erased method=overwritten secrets_destroyed=true \
    copies_remaining=none_known occurred=2025-11-25 concerns=@1/family/reunified concerns=@2/family/reunified \
    rests_on=@requested

# Three groups, claimed one after the other: 8, 7 and 6, the last called the third. No ledger at hand has their cases.
# within ID N FROM TO [FILTER]: so many persons between so long before it was said and so long before.
within() {
    printf '{%s"id":"%s","kind":"count","n":%s,"op":"eq","unit":"person","window":{"anchor":"utterance","ends":"closed_open","from":"%s","to":"%s"}}' \
        "${5:+\"filter\":$5,}" "$1" "$2" "$3" "$4"
}
fixture 11-series us-letter-office
claim claim/first "$(within G1 8 -P1M PT0S)"
said_at=2025-12-04T15:00:00Z
claim claim/second "$(within G1 8 -P3M -P1M)" "$(within G2 7 -P1M PT0S)" "$(within T1 15 -P3M PT0S)" \
    '{"id":"S1","kind":"sum","parts":["G1","G2"],"whole":"T1"}'
said_at=2026-02-12T15:00:00Z
claim claim/third "$(within G1 8 -P5M -P3M)" "$(within G2 7 -P3M -P1M)" "$(within G3 6 -P1M PT0S)" \
    "$(within G3a 5 -P1M PT0S "$to_ua")" "$(within G3b 1 -P1M PT0S "$to_ru")" "$(within T1 21 -P5M PT0S)" \
    '{"id":"S1","kind":"sum","parts":["G3a","G3b"],"whole":"G3"}' \
    '{"id":"S2","kind":"sum","parts":["G1","G2","G3"],"whole":"T1"}' \
    '{"event":"claim.published","id":"S3","kind":"count","n":3,"op":"eq","unit":"event","window":{"anchor":"utterance","ends":"closed","from":"-P5M","to":"PT0S"}}'
said_at=

# Contacts for three months, said when the first contact at hand is five weeks old.
fixture 12-before-the-channel us-letter-office ru-office
say us-letter-office letter 2025-09-01T09:00:00Z correspondence.issued author=us-letter-office addressees=ru-office \
    form=personal_letter language=en matter=child_welfare occurred=2025-08-15 seal=letter
say ru-office letter/received 2025-09-01T10:00:00Z correspondence.received recipient=ru-office occurred=2025-08-15 \
    acknowledges=@letter
say us-letter-office channel 2025-09-01T11:00:00Z channel.opened parties=ru-office,us-letter-office \
    kind=back_channel scope=child_welfare occurred=2025-09-01 rests_on=@letter
say us-letter-office contact 2025-09-05T18:00:00Z contact.held mode=phone level=representative \
    participants=ru-office,us-letter-office occurred=2025-09-05 rests_on=@channel
say ru-office contact/too 2025-09-05T18:30:00Z contact.held mode=phone level=representative \
    participants=ru-office,us-letter-office occurred=2025-09-05 rests_on=@channel
claim claim '{"event":"contact.held","filter":{"level":"representative"},"id":"C12","kind":"exists"}' \
    '{"begin":"C12","id":"R12","kind":"duration","length":"P3M","op":"ge"}' \
    '{"event":"contact.held","id":"C12a","kind":"count","n":1,"op":"ge","unit":"event","window":{"anchor":"utterance","ends":"closed","from":"-P3M","to":"PT0S"}}'

# What the figures give away: those of the first fixture. It needs no ledger of its own.
mkdir -p "$fixtures/13-lint"
