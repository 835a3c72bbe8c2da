# The functions that build.sh states with. It sets goodfaith, statements, scratch and places, and stands in
# the folder where the ledgers are made.
# shellcheck shell=sh disable=SC2154

# reference NAME COLUMN: the fixed id (2) or commitment (3) of the statement of that name.
reference() {
    awk -v name="$1" -v column="$2" '
        $1 == name && NF >= column { print $column; found = 1 }
        END { exit !found }' "$statements/references.txt" || {
        echo "build.sh: statements/references.txt has no column $2 for $1" >&2
        exit 1
    }
}

# place PARTY NAME: where the statement of that name stands, as PARTY writes it.
place() {
    awk -v party="$1" -v name="$2" '
        $1 == name { print ($2 == party ? $3 : $2 ".jsonl#" $3); found = 1 }
        END { exit !found }' "$places" || {
        echo "build.sh: nothing is called $2 yet" >&2
        exit 1
    }
}

# seal PARTY NAME LABEL: the commitment of that statement to an object that PARTY holds.
seal() {
    commitment=$(reference "$2" 3) || exit 1
    printf '[{"commitment":"%s","custodian":"%s","label":"%s","scheme":"goodfaith/sealed/1"}]' \
        "$commitment" "$1" "$3"
}

# state PARTY NAME TIME TYPE WORD...: PARTY states it in its ledger. Besides the words of the command there
# are rel=@NAME, a reference to the statement of that name in whatever ledger, and seal=LABEL.
state() {
    party=$1 name=$2 time=$3 type=$4
    shift 4
    for word; do
        shift
        case $word in
        seal=*) value=$(seal "$party" "$name" "${word#seal=}") word=sealed:=$value ;;
        *=@*) value=$(place "$party" "${word#*=@}") word=${word%%=@*}=$value ;;
        esac
        set -- "$@" "$word"
    done
    id=$(reference "$name" 2)
    index=$(wc -l <"$party.jsonl" | tr -d ' ')
    "$goodfaith" record "$party.jsonl" "$type" "$@" --id "$id" --time "$time" --key "$scratch/$party.key" \
        </dev/null >"$scratch/said"
    echo "$name $party $index" >>"$places"
}

# each WHO STEP HOUR TYPE WORD...: WHO states it for each of the eight cases. WHO is a party, or the
# commissioner on the side of the child or of the family. The value of a word may be FROM, TO, CHILD, FAMILY
# or CIRCUMSTANCE, which the case fills in, or @WHO/STEP, another step of the same case. Each commissioner has
# a case reference of its own.
each() {
    who=$1 step=$2 hour=$3 type=$4
    shift 4
    while read -r case child family from to circumstance ru_case ua_case; do
        case $case in '' | '#'*) continue ;; esac
        in_case "$@"
    done <"$statements/cases.txt"
}

in_case() {
    for word; do
        shift
        case $word in
        *=FROM) word=${word%FROM}$from ;;
        *=TO) word=${word%TO}$to ;;
        *=CHILD) word=${word%CHILD}$child ;;
        *=FAMILY) word=${word%FAMILY}$family ;;
        *=CIRCUMSTANCE) word=${word%CIRCUMSTANCE}$circumstance ;;
        *=@child/*) word=${word%%@*}@$case/$child/${word#*/} ;;
        *=@family/*) word=${word%%@*}@$case/$family/${word#*/} ;;
        *=@*/*) word=${word%%@*}@$case/${word#*@} ;;
        esac
        set -- "$@" "$word"
    done
    case $who in
    child) author=$child ;;
    family) author=$family ;;
    *) author=$who ;;
    esac
    case $author in
    ru-commissioner) set -- "case=$ru_case" "$@" --with ua-commissioner.jsonl ;;
    ua-commissioner) set -- "case=$ua_case" "$@" --with ru-commissioner.jsonl ;;
    esac
    minute=$((case * 5))
    state "$author" "$case/$author/$step" "$hour:$(printf %02d $minute):00Z" "$type" "$@" audience=parties
}

# same PARTY NAME TIME OTHER OWN: PARTY says that its statement OWN and the other side's OTHER are one matter.
same() {
    state "$1" "$2" "$3" attestation.made capacity=counterpart scope=same_matter knowledge=first_hand \
        corroborates="@$4" corroborates="@$5"
}

# --- Who the parties are ---

parties='us-letter-office us-conveyor ru-office ua-commissioner ru-commissioner neutral-witness'

# describe PARTY: sets what the party is called, its class and its roles.
describe() {
    case $1 in
    us-letter-office)
        called="Office of the letter's author" class=office_of_principal roles=principal,speaker ;;
    us-conveyor)
        called="Office of the letter's conveyor" class=office_of_principal
        roles=endorser,intermediary,principal ;;
    ru-office)
        called="Office of the letter's addressee" class=office_of_principal roles=principal ;;
    ua-commissioner)
        called="Commissioner for human rights, Ukrainian side" class=ombudsman
        roles=case_agency,escort,ombudsman,verifier ;;
    ru-commissioner)
        called="Commissioner for children's rights, Russian side" class=childrens_commissioner
        roles=case_agency,childrens_commissioner,escort,verifier ;;
    neutral-witness)
        called="Neutral witness" class=neutral_state roles=witness ;;
    us-representative)
        called="Representative of the author's office" class=office_of_principal roles=representative ;;
    press-agency)
        called="A press agency" class=ngo roles=speaker ;;
    ru-team)
        called="Team of the addressee's office" class=office_of_principal roles=representative ;;
    esac
}

# open_ledger PARTY: entry 0, for the five others to hold, and its line in the trust file.
open_ledger() {
    describe "$1"
    id=$(reference "$1/opened" 2)
    set -- "$1" --party "$1" --name "$called" --class "$class" --origin "$1.example/sample"
    for role in $(echo "$roles" | tr , ' '); do set -- "$@" --role "$role"; done
    for other in $parties; do [ "$other" = "$1" ] || set -- "$@" --audience "$other"; done
    party=$1
    shift
    "$goodfaith" init "$party.jsonl" "$@" --id "$id" --time 2025-09-08T08:00:00Z --key "$scratch/$party.key" \
        </dev/null >"$scratch/said"
    sed -n '/^ledger /p' "$scratch/said" >>trust.txt
    echo "$party/opened $party 0" >>"$places"
}

# note PARTY OTHER: PARTY names another party, with the fingerprint where that keeps a ledger.
note() {
    describe "$2"
    fingerprint=$(sed -n "s|^ledger $2\.example/sample ||p" trust.txt)
    state "$1" "$1/noted/$2" 2025-09-08T08:30:00Z counterpart.noted id="$2" name="$called" class="$class" \
        roles="$roles" ${fingerprint:+fingerprint="$fingerprint"}
}
