#!/bin/sh
# Verifies a Goodfaith ledger with stock tools alone: sh, awk, openssl, sha256sum and the usual small ones.
# docs/verify-by-hand.md says in plain words what each step does, and what this script does not check.
#
#     sh verify-by-hand.sh [--allow-withheld] LEDGER [sha256:FINGERPRINT]
#
# Exit codes: 0  everything in its scope holds
#             1  something does not hold
#             2  it could not be checked: no such file, wrong arguments, a tool is missing, the last write is
#                unfinished, entries are withheld and that was not allowed, or a later format
set -u
LC_ALL=C
export LC_ALL
unset CDPATH OPENSSL_CONF POSIXLY_CORRECT

usage='usage: sh verify-by-hand.sh [--allow-withheld] LEDGER [sha256:FINGERPRINT]'
payload_type='application/vnd.goodfaith.event.v1+json'

cannot() { # REASON: gives up
    printf 'could not check: %s\n' "$1"
    exit 2
}

# ---- arguments, tools, a folder for temporary files --------------------------------------------------------

allow_withheld=no
if [ "${1-}" = --allow-withheld ]; then
    allow_withheld=yes
    shift
fi
[ $# -eq 1 ] || [ $# -eq 2 ] || cannot "$usage"
case ${1-} in
'' | --*) cannot "$usage" ;;
esac
fingerprint=${2-}
if [ $# -eq 2 ] && ! printf '%s\n' "$fingerprint" | awk '
    length($0) != 71 || substr($0, 1, 7) != "sha256:" || substr($0, 8) ~ /[^0-9a-f]/ { wrong = 1 }
    END { exit wrong || NR != 1 }'; then
    cannot 'a fingerprint is sha256: and 64 digits of 0-9 and a-f, all of them'
fi

for tool in awk base64 cat cmp cut head mkdir mktemp mv od openssl rm sed sha256sum sort tail tr wc xargs; do
    command -v "$tool" >/dev/null || cannot "this machine has no $tool"
done
work=$(mktemp -d) || cannot 'no folder for temporary files could be made'
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
# All that follows is about this copy, whatever happens to the file meanwhile.
cat <"$1" >"$work/ledger" || cannot "the ledger $1 could not be read"
cd "$work" || cannot 'the folder for temporary files is gone'
mkdir event leaf node key || cannot 'the folder for temporary files cannot be written'

# ---- what is said, and what it amounts to ------------------------------------------------------------------

worst=0
first_line=0
first_reason=''

lines_in() { awk 'END { print NR }' "$1"; }

holds() { printf '%-12s ok     %s\n' "$1" "$2"; }

# GROUP LINE REASON [EXIT CODE]: one group of checks does not hold; LINE 0 is the file as a whole. The
# conclusion names the first line among the gravest: 1 is graver than 2.
fails() {
    code=${4:-1}
    where=''
    [ "$2" -eq 0 ] || where="line $2 (entry $(($2 - 1))): "
    printf '%-12s FAILS  %s%s\n' "$1" "$where" "$3"
    if [ "$worst" -ne 0 ]; then
        [ "$code" -le "$worst" ] || return 0
        [ "$code" -lt "$worst" ] || { [ "$2" -gt 0 ] && [ "$2" -lt "$first_line" ]; } || return 0
    fi
    worst=$code
    first_line=$2
    first_reason=$where$3
}

conclude() {
    case $worst in
    0) printf 'result: everything in the scope of this script holds\n' ;;
    1) printf 'result: DOES NOT HOLD: %s\n' "$first_reason" ;;
    2) printf 'result: COULD NOT CHECK: %s\n' "$first_reason" ;;
    esac
    exit "$worst"
}

first_of() { # FILE of lines "ENTRY REASON": the one of the lowest entry, as the words LINE and REASON
    sort -n "$1" | awk 'NR == 1 { line = $1 + 1; sub(/^[0-9]+ /, ""); print line, $0 }'
}

judge() { # GROUP FILE SENTENCE: the group holds if FILE, of lines "ENTRY REASON", is empty
    if [ -s "$2" ]; then
        found=$(first_of "$2")
        fails "$1" "${found%% *}" "${found#* }"
    else
        holds "$1" "$3"
    fi
}

# A tool that always says yes, or computes something else, must not decide anything here.
[ "$(printf 'abc' | sha256sum | cut -c 1-64)" = \
    ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad ] ||
    cannot 'sha256sum gives a wrong answer'

# ---- 1. bytes: whole lines of text without control characters ----------------------------------------------

[ -s ledger ] || cannot 'the file is empty'
if [ "$(tail -c 1 ledger | od -An -tx1 | tr -d ' \n')" != 0a ]; then
    mv ledger torn
    sed '$d' torn >ledger || cannot 'the folder for temporary files cannot be written'
    fails bytes "$(lines_in torn)" \
        'no line feed at its end: the last write is unfinished, or the file was cut' 2
    [ -s ledger ] || conclude
fi
# Every control character but the line feed becomes the one character 001, so that awk can be asked for it.
tr '\000-\011\013-\037\177' '[\001*]' <ledger | awk '
    /\001/ { print NR, "a control character (such as a carriage return or a tab)"; exit }
    length($0) == 0 { print NR, "an empty line"; exit }
    length($0) + 1 > 131072 { print NR, "longer than 131,072 bytes"; exit }
    END { print "end" }' >bytes
[ "$(tail -n 1 bytes)" = end ] || cannot 'awk stopped before the end of the file'
if [ "$(wc -l <bytes)" -ne 1 ]; then
    found=$(head -n 1 bytes)
    fails bytes "${found%% *}" "${found#* }; nothing else was checked"
    conclude
fi
[ "$worst" -ne 0 ] || holds bytes "lines: $(lines_in ledger), each ended by a line feed"

# ---- 2. lines: their form, their place, who signs them, and the rules for keys and batches -----------------
#
# One awk program reads every line strictly and stops at the first that breaks a rule. Of the lines before it,
# it leaves lists for the steps after this one, which need openssl and sha256sum.

cat >read.awk <<'AWK'
function stop(group, why, code) {
    print NR, (code ? code : 1), group, why >"problem"
    stopped = 1
    exit
}

# -- canonical JSON (RFC 8785, narrowed): `line` from the byte `at` on. Each value is kept under its path, as
# -- /event/data/keys/0/spki: its kind, its text, where it begins and ends, and an object's member names.

function read_line() {
    split("", kind); split("", text); split("", members)
    split("", count); split("", from); split("", upto)
    at = 1
    read_value("", 1)
    if (at != length(line) + 1) stop("form", "something follows the value")
}

function read_value(path, depth,    c) {
    c = substr(line, at, 1)
    from[path] = at
    if (depth > 16 && (c == "{" || c == "[")) stop("form", "values are nested more than 16 deep")
    if (c == "{") read_object(path, depth)
    else if (c == "[") read_array(path, depth)
    else if (c == "\"") read_string(path)
    else if (match(substr(line, at, 18), /^(0|-?[1-9][0-9]*)/)) read_integer(path, RLENGTH)
    else if (substr(line, at, 4) == "true") { kind[path] = "boolean"; at += 4 }
    else if (substr(line, at, 5) == "false") { kind[path] = "boolean"; at += 5 }
    else stop("form", "no value of canonical JSON stands at byte " at)
    upto[path] = at
}

function read_object(path, depth,    name, last, c) {
    kind[path] = "object"
    members[path] = ""
    if (substr(line, ++at, 1) == "}") { at++; return }
    do {
        # A quote, at most 64 characters, a quote, a colon: 67 at most.
        if (!match(substr(line, at, 67), /^"[a-z][a-z0-9_]*":/))
            stop("form", "no member name stands at byte " at)
        name = substr(line, at + 1, RLENGTH - 3)
        if (last != "" && !((name "") > (last ""))) stop("form", "members out of order, or twice: " name)
        at += RLENGTH
        read_value(path "/" name, depth + 1)
        members[path] = members[path] (last == "" ? "" : " ") name
        last = name
        c = substr(line, at++, 1)
    } while (c == ",")
    if (c != "}") stop("form", "no comma or closing brace stands at byte " (at - 1))
}

function read_array(path, depth,    n, c) {
    kind[path] = "array"
    count[path] = 0
    if (substr(line, ++at, 1) == "]") { at++; return }
    n = 0
    do {
        read_value(path "/" n, depth + 1)
        n++
        c = substr(line, at++, 1)
    } while (c == ",")
    count[path] = n
    if (c != "]") stop("form", "no comma or closing bracket stands at byte " (at - 1))
}

# The text is kept as it stands, with its escapes: no attribute of an event may hold one.
function read_string(path,    s) {
    # Most strings are short, and a short piece of a long line is quicker looked at.
    if (!match(substr(line, at, 512), /^"([^"\\]|\\["\\])*"/) &&
        !match(substr(line, at), /^"([^"\\]|\\["\\])*"/))
        stop("form", "a string is not closed, or holds an escape other than \\\" and \\\\, at byte " at)
    s = substr(line, at + 1, RLENGTH - 2)
    if (s ~ /[\200-\377]/ && (s !~ utf8 || s ~ forbidden))
        stop("form", "not UTF-8, or a control, direction or non-character, in the string at byte " at)
    kind[path] = "string"
    text[path] = s
    at += RLENGTH
}

function read_integer(path, size,    s) {
    s = substr(line, at, size)
    kind[path] = "integer"
    text[path] = s
    at += size
    sub(/^-/, "", s)
    if (length(s) > 16 || (length(s) == 16 && (s "") > "9007199254740991"))
        stop("form", "an integer lies beyond 2^53-1")
}

# -- forms of single values

function is_hex(s) { return length(s) == 64 && s !~ /[^0-9a-f]/ }
function is_hash(s) { return substr(s, 1, 7) == "sha256:" && is_hex(substr(s, 8)) }
function is_party(s) { return length(s) <= 64 && s ~ /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/ }
function is_code(s) { return length(s) <= 64 && s ~ /^[a-z0-9_]+$/ }
function is_count(path, low, high) {
    return kind[path] == "integer" && text[path] + 0 >= low && text[path] + 0 <= high
}

function is_uuid(s) {
    return length(s) == 36 && s ~ /^[0-9a-f]+-[0-9a-f]+-4[0-9a-f]+-[89ab][0-9a-f]+-[0-9a-f]+$/ &&
        substr(s, 9, 1) substr(s, 14, 1) substr(s, 19, 1) substr(s, 24, 1) == "----"
}

# The version has at most nine digits.
function is_schema(s) {
    return s ~ /^urn:goodfaith:(ledger|vocabulary):[1-9][0-9]*$/ && length(s) <= (s ~ /:ledger:/ ? 30 : 34)
}

function is_subject(s,    slash) {
    slash = index(s, "/")
    return slash <= 33 && s ~ /^[a-z][a-z0-9_]*\// && is_uuid(substr(s, slash + 1))
}

function is_time(s,    year, month, days) {
    if (length(s) != 20 || s !~ /^[0-9]+-[0-9]+-[0-9]+T[0-9]+:[0-9]+:[0-9]+Z$/) return 0
    if (substr(s, 5, 1) substr(s, 8, 1) substr(s, 11, 1) != "--T") return 0
    if (substr(s, 14, 1) substr(s, 17, 1) != "::") return 0
    year = substr(s, 1, 4) + 0
    month = substr(s, 6, 2) + 0
    days = substr("312831303130313130313031", 2 * month - 1, 2) + 0
    if (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)) days = 29
    if (year < 1 || month < 1 || month > 12 || substr(s, 9, 2) + 0 < 1 || substr(s, 9, 2) + 0 > days) return 0
    return substr(s, 12, 2) + 0 < 24 && substr(s, 15, 2) + 0 < 60 && substr(s, 18, 2) + 0 < 60
}

function is_origin(s) {
    return length(s) <= 255 &&
        s ~ /^[a-z0-9]+(-+[a-z0-9]+)*(\.[a-z0-9]+(-+[a-z0-9]+)*)+(\/[a-z0-9._-]+)+$/
}

# Base64 with its padding, and zero in the bits that the last character has to spare: one spelling alone.
function is_base64(s) {
    return s != "" && length(s) % 4 == 0 && s ~ /^[A-Za-z0-9+\/]*(=|==)?$/ &&
        (s !~ /=$/ || s ~ /[AQgw]==$/ || s ~ /[AEIMQUYcgkosw048]=$/)
}

# The hex digits of the 32 bytes that begin `skip` bytes, a multiple of 3, into base64 text.
function hex32(s, skip,    n, i, hex) {
    for (i = skip / 3 * 4 + 1; length(hex) < 64 && i <= length(s); i += 2) {
        n = digit[substr(s, i, 1)] * 64 + digit[substr(s, i + 1, 1)]
        hex = hex sprintf("%03x", n)
    }
    return substr(hex, 1, 64)
}

# Small order: with such a point a signature can hold for messages that nobody signed, and openssl accepts it.
function is_small_order(hex,    high) {
    # The highest bit of the last byte is a sign, and makes no difference.
    high = index("89abcdef", substr(hex, 63, 1))
    if (high) hex = substr(hex, 1, 62) (high - 1) substr(hex, 64)
    return hex in small_order
}

# y not below 2^255 - 19: a second spelling of a point.
function is_not_reduced(hex) { return hex ~ /^[ef][0-9a-f]f+[7f]f$/ && substr(hex, 1, 2) >= "ed" }

# -- keys: the algorithm follows from the first bytes and the size of the public key

function read_key(path,    spki, keyid) {
    if (kind[path] != "object" || members[path] != "keyid spki" || kind[path "/keyid"] != "string" ||
        kind[path "/spki"] != "string") stop("keys", "a key has the members keyid and spki, both strings")
    keyid = text[path "/keyid"]
    spki = text[path "/spki"]
    if (!is_hex(keyid)) stop("keys", "a keyid is 64 digits of 0-9 and a-f")
    if (!is_base64(spki)) stop("keys", "the public key is not in canonical base64")
    if (length(spki) == 60 && spki ~ /^MCowBQYDK2VwAyEA/ && spki ~ /[^=]=$/) algorithm[keyid] = "ed25519"
    else if (length(spki) == 124 && spki ~ /^MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE/ && spki ~ /[^=]==$/)
        algorithm[keyid] = "sha256"
    else if (length(spki) == 160 && spki ~ /^MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAE/ && spki ~ /[^=]$/)
        algorithm[keyid] = "sha384"
    else if (length(spki) == 2632 && spki ~ /^MIIHsjALBglghkgBZQMEAxIDggehA[A-P]/ && spki ~ /[^=]$/)
        algorithm[keyid] = "ml-dsa-65"
    else stop("keys", "the public key is of no kind that format 1 has")
    if (algorithm[keyid] == "ed25519" && (is_small_order(hex32(spki, 12)) || is_not_reduced(hex32(spki, 12))))
        stop("keys", "the public key is a point of small order or has a second spelling")
    key_lines = key_lines (NR - 1) " " keyid " " algorithm[keyid] " " spki "\n"
    return keyid
}

# -- the attributes of an event

function word(name,    path) {
    path = "/event/" name
    if (kind[path] != "string") stop("form", name " is not a string")
    return text[path]
}

function check_form(    names, size, wanted) {
    if (kind["/event"] != "object") stop("form", "the event is not an object")
    size = upto["/event"] - from["/event"]
    if (size > 65535) stop("form", "the event is longer than 65,535 bytes")
    names = members["/event"]
    wanted = NR == 1 ? opening_attributes : names ~ / signers / ? signed_attributes : unsigned_attributes
    if (names !~ wanted)
        stop("form", "the event has not the attributes that it must have: " names)
    if (word("specversion") != "1.0") stop("form", "specversion is not 1.0")
    if (!is_uuid(word("id"))) stop("form", "id is not a random UUID in lower case")
    if (!is_party(word("source"))) stop("form", "source is not the id of a party")
    if (word("type") !~ /^goodfaith(\.[a-z_]+)(\.[a-z_]+)+$/ || length(word("type")) > 64)
        stop("form", "type is not goodfaith. and a name")
    if (!is_schema(word("dataschema")))
        stop("form", "dataschema is not that of a ledger event or a vocabulary")
    if (is_ledger_schema() != (word("type") ~ /^goodfaith\.(ledger|key)\./))
        stop("form", "dataschema and type do not fit each other")
    if (names ~ / subject / && !is_subject(word("subject")))
        stop("form", "subject is not a kind, a slash and a UUID")
    if (!is_time(word("time"))) stop("form", "time is not a real date as YYYY-MM-DDThh:mm:ssZ")
    if (!is_count("/event/index", 0, 2147483647)) stop("form", "index is not a whole number")
    if (kind["/event/data"] != "object") stop("form", "data is not an object")
    if (NR > 1 && !is_hash(word("previous"))) stop("form", "previous is not sha256: and 64 hex digits")
    if (names ~ / root / && !is_hash(word("root"))) stop("form", "root is not sha256: and 64 hex digits")
    if (names ~ / roster / && !is_count("/event/roster", 0, 2147483647))
        stop("form", "roster is not a whole number")
}

function is_ledger_schema() { return word("dataschema") ~ /^urn:goodfaith:ledger:/ }

# The signers into signer[1] to signer[signers], each with its signature.
function read_signers(    s, i) {
    signers = 0
    if (kind["/signatures"] != "array") stop("form", "signatures is not a list")
    s = ("/event/signers" in kind) ? word("signers") : ""
    while (s != "") {
        signer[++signers] = substr(s, 1, 64)
        if (!is_hex(signer[signers]) || signers > 16) stop("form", "signers is not 1 to 16 keyids")
        if (signers > 1 && !((signer[signers] "") > (signer[signers - 1] "")))
            stop("form", "the signers are not ascending, or one stands twice")
        if (length(s) > 64 && (substr(s, 65, 1) != " " || length(s) == 65))
            stop("form", "signers is not keyids with one space between")
        s = substr(s, 66)
    }
    if (("/event/signers" in kind) && !signers) stop("form", "signers is empty")
    if (count["/signatures"] != signers)
        stop("signatures", signers " signers, but " count["/signatures"] " signatures")
    for (i = 1; i <= signers; i++) {
        if (kind["/signatures/" (i - 1)] != "string" || !is_base64(text["/signatures/" (i - 1)]))
            stop("signatures", "signature " i " is not canonical base64")
    }
}

function check_place(    id) {
    id = word("id")
    if (closed) stop("place", "an entry follows the one that closed the ledger")
    if (NR == 1 && word("type") != "goodfaith.ledger.opened") stop("place", "the first entry opens no ledger")
    if (NR > 1 && word("type") == "goodfaith.ledger.opened")
        stop("place", "a ledger is opened inside a ledger")
    if (id in ids) stop("place", "the id of another entry once more: " id)
    ids[id] = 1
    if (NR > 1 && word("source") != party) stop("place", "source is not the party that opened the ledger")
    if ((text["/event/index"] "") != (NR - 1 ""))
        stop("place", "index is " text["/event/index"] ", not " NR - 1)
    if (("/event/roster" in kind) && (text["/event/roster"] "") != (roster ""))
        stop("place", "roster is " text["/event/roster"] ", but the last key event shown is entry " roster)
    if (is_ledger_schema() && NR > 1 && (!signers || batch))
        stop("place", "an event of the ledger or its keys is part of a batch")
    if (!signers && batch == 65535) stop("place", "more than 65,535 unsigned entries in a row")
}

# -- the ledger's own events (format, rules 9 to 11)

function data_string(name) {
    if (kind["/event/data/" name] != "string") stop("keys", name " is not a string")
    return text["/event/data/" name]
}

function check_ascending(name, form,    path, i, s, last) {
    path = "/event/data/" name
    if (kind[path] != "array" || !count[path]) stop("keys", name " is not a list of at least one")
    for (i = 0; i < count[path]; i++) {
        s = text[path "/" i]
        if (kind[path "/" i] != "string" || !(form == "party" ? is_party(s) : is_code(s)) ||
            (i && !((s "") > (last ""))))
                stop("keys", name " is not ascending, or one of it is not well formed")
        last = s
    }
}

function check_opening(    d, i, keyid, last, name) {
    d = "/event/data"
    if (members[d] !~ /^audience format keys( next)? origin party( predecessor)? threshold$/ ||
        kind[d "/format"] != "integer") stop("keys", "ledger.opened has not the members that it must have")
    check_ascending("audience", "party")
    if (kind[d "/keys"] != "array" || !count[d "/keys"] || count[d "/keys"] > 4096)
        stop("keys", "keys is not a list of 1 to 4,096")
    for (i = 0; i < count[d "/keys"]; i++) {
        keyid = read_key(d "/keys/" i)
        if (i && !((keyid "") > (last ""))) stop("keys", "the keys are not ascending by keyid")
        in_force[keyid] = 1
        enrolled++
        last = keyid
    }
    valid = enrolled
    if (!is_origin(data_string("origin"))) stop("keys", "origin is not a host with a dot and a path")
    if (kind[d "/party"] != "object" || members[d "/party"] != "class id name roles")
        stop("keys", "party has not the members class, id, name, roles")
    name = data_string("party/name")
    gsub(/\\\\|\\"/, "x", name)
    if (!is_code(data_string("party/class")) || !is_party(data_string("party/id")) ||
        name == "" || length(name) > 200) stop("keys", "class, id or name of the party is not well formed")
    check_ascending("party/roles", "code")
    party = data_string("party/id")
    if (word("source") != party) stop("place", "source is not the party that opens the ledger")
    if ((d "/predecessor") in kind) check_predecessor(d "/predecessor")
    if (!is_count(d "/threshold", 1, enrolled < 14 ? enrolled : 14))
        stop("keys", "threshold is not 1 to the keys")
    threshold = text[d "/threshold"] + 0
    reserve = read_next()
    if (reserve in in_force) stop("keys", "the reserve key is one of the keys in force")
    roster = 0
}

function check_predecessor(path) {
    if (kind[path] != "object" || members[path] != "fingerprint root size" ||
        !is_hash(data_string("predecessor/fingerprint")) || !is_hash(data_string("predecessor/root")) ||
        !is_count(path "/size", 1, 2147483647)) stop("keys", "predecessor is not well formed")
}

# The keyid in `next`; empty where there is none.
function read_next() {
    if (!("/event/data/next" in kind)) return ""
    if (!is_hash(data_string("next"))) stop("keys", "next is not sha256: and 64 hex digits")
    return substr(data_string("next"), 8)
}

function require_in_force(keyid) { if (!(keyid in in_force)) stop("keys", "not a key in force: " keyid) }
function seen(keyid) { return (keyid in in_force) || (keyid in retired) || (keyid in spent) }

# Reads the data of a key event or of ledger.closed; its effects wait for apply_ledger_event.
function read_ledger_event(    d, names) {
    d = "/event/data"
    action = substr(word("type"), 11)
    if (!(action in data_members)) stop("keys", "an event that format 1 does not know: " action, 2)
    names = members[d] == "" ? "" : " " members[d]
    if (names !~ ("^" data_members[action] "$"))
        stop("keys", action " has not the members that it must have:" names)
    about = brought = reveals = ""
    if (action == "key.added" || action == "key.rotated") brought = read_key(d "/key")
    if (action == "key.rotated") about = data_string("from")
    if (action == "key.retired" || action == "key.compromised") about = data_string("keyid")
    if (about != "" && !is_hex(about)) stop("keys", "a keyid is 64 digits of 0-9 and a-f")
    if ((d "/reveals") in kind) reveals = read_key(d "/reveals")
    if ((d "/successor") in kind && !is_hash(data_string("successor")))
        stop("keys", "successor is not a fingerprint")
    if (action == "key.compromised" && !is_count(d "/since", 0, NR - 2))
        stop("keys", "since is not an earlier entry")
    if (action == "key.threshold_set" && !is_count(d "/threshold", 1, 14))
        stop("keys", "threshold is not 1 to 14")
    following = read_next()
}

# Who may sign: the keys in force; in an event that brings or reveals a key, that key too.
function check_signers(    i, k, counted) {
    counted = voices = unchecked = 0
    split("", has_signed)
    for (i = 1; i <= signers; i++) {
        k = signer[i]
        if (k in retired) stop("signatures", "signed by a key that was retired: " k)
        if (!(k in in_force) && !(is_ledger_schema() && NR > 1 && (k == brought || k == reveals)))
            stop("signatures", "signed by a key that the ledger does not have here: " k)
        if (algorithm[k] == "ml-dsa-65") { unchecked++; continue }
        if (algorithm[k] == "ed25519" && is_small_order(hex32(text["/signatures/" (i - 1)], 0)))
            stop("signatures", "signature " i " has an R of small order")
        counted++
        has_signed[k] = 1
        if (k in in_force) voices++
    }
    if (signers && !counted) stop("signatures", "signed with ML-DSA alone, which this script cannot check", 2)
}

# What a signature that cannot be checked might have made good is not called wrong.
function fall_short(why) {
    if (unchecked) stop("keys", why "; ML-DSA signatures, which this script cannot check, are not counted", 2)
    stop("keys", why)
}

function apply_ledger_event() {
    if (voices < threshold) fall_short("signed by " voices " keys in force, not by " threshold)
    if (NR == 1) return
    if (reserve == "" && (following != "" || reveals != ""))
        stop("keys", "next or reveals, but no reserve key is in force")
    if (reserve != "") {
        if (brought != reserve && reveals != reserve)
            stop("keys", "the reserve key is neither brought nor revealed")
        if (brought == reserve && reveals != "") stop("keys", "the reserve key is both brought and revealed")
        if (!(reserve in has_signed)) fall_short("the reserve key has not signed")
        if (following != "" && (following == reserve || following == brought || seen(following)))
            stop("keys", "the next reserve key is not new")
    }
    if (about != "" && action != "key.compromised") require_in_force(about)
    if (brought != "") {
        if (seen(brought)) stop("keys", "a key enters the ledger a second time: " brought)
        if (!(brought in has_signed)) fall_short("the new key has not signed: " brought)
        if (++enrolled > 4096) stop("keys", "more than 4,096 keys")
        in_force[brought] = 1
        valid++
    }
    if (action == "key.rotated" || action == "key.retired") {
        delete in_force[about]
        retired[about] = 1
        if (--valid < threshold) stop("keys", "fewer keys than the threshold would be left")
    }
    if (action == "key.compromised" && !(about in in_force) && !(about in retired))
        stop("keys", "not a key of this ledger: " about)
    if (action == "key.threshold_set") {
        threshold = text["/event/data/threshold"] + 0
        if (threshold > valid) stop("keys", "a threshold above the number of keys in force")
    }
    if (reveals != "") spent[reveals] = 1
    reserve = following
    if (action == "ledger.closed") closed = 1
    else roster = NR - 1
}

# What the later steps need of a line, once it broke no rule.
function leave_lists(    file, i, parts) {
    file = "event/" (NR - 1)
    printf "%s", substr(line, from["/event"], upto["/event"] - from["/event"]) >file
    if (close(file)) stop("form", "the folder for temporary files is full", 2)
    printf "%s", key_lines >"keys"
    keys_left += split(key_lines, parts, "\n") - (key_lines != "")
    if (NR > 1) { print NR - 1, substr(word("previous"), 8) >"previous"; previous_left++ }
    if ("/event/root" in kind) { print NR - 1, substr(word("root"), 8) >"roots"; roots_left++ }
    for (i = 1; i <= signers; i++)
        print NR - 1, i, signer[i], algorithm[signer[i]], text["/signatures/" (i - 1)] >"signatures"
    signatures_left += signers
}

function take_event() {
    check_form()
    read_signers()
    check_place()
    if (word("dataschema") ~ /^urn:goodfaith:ledger:/ && word("dataschema") != "urn:goodfaith:ledger:1")
        stop("keys", "a later kind of ledger event: " word("dataschema"), 2)
    if (NR == 1) check_opening()
    else if (is_ledger_schema()) read_ledger_event()
    check_signers()
    if (is_ledger_schema()) apply_ledger_event()
    leave_lists()
    loose = signers ? 0 : loose + 1
    batch = signers ? 0 : batch + 1
}

function take_withheld() {
    if (kind["/withheld"] != "string" || !is_hash(text["/withheld"]))
        stop("form", "withheld is not sha256: and 64 hex digits")
    if (NR == 1) stop("place", "the entry that opens the ledger is withheld")
    if (closed) stop("place", "an entry follows the one that closed the ledger")
    print NR - 1, substr(text["/withheld"], 8) >"withheld"
    loose++
    batch = 0
    has_withheld = 1
}

BEGIN {
    common = " source specversion( subject)? time type$"
    opening_attributes = "^data dataschema id index signers" common
    signed_attributes = "^data dataschema id index previous root roster signers" common
    unsigned_attributes = "^data dataschema id index previous" common
    data_members["key.added"] = " key( next)?( reveals)?"
    data_members["key.rotated"] = " from key( next)?( reveals)?"
    data_members["key.retired"] = " keyid( next)?( reveals)?"
    data_members["key.compromised"] = " keyid( next)?( reveals)? since"
    data_members["key.threshold_set"] = "( next)?( reveals)? threshold"
    data_members["ledger.closed"] = "( reveals)?( successor)?"
    t = "[\200-\277]"
    utf8 = "^([ -~]|[\302-\337]" t "|\340[\240-\277]" t "|[\341-\354\356\357]" t t \
        "|\355[\200-\237]" t "|\360[\220-\277]" t t "|[\361-\363]" t t t "|\364[\200-\217]" t t ")*$"
    forbidden = "\302[\200-\237]|\330\234|\342\200[\216\217\252-\256]|\342\201[\246-\251]" \
        "|\357\267[\220-\257]|\357\277[\276\277]|[\360-\364][\217\237\257\277]\277[\276\277]"
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    for (i = 1; i <= 64; i++) digit[substr(alphabet, i, 1)] = i - 1
    for (i = 1; i <= 60; i++) { zeros = zeros "0"; effs = effs "f" }
    small_order[zeros "0000"]; small_order["01" zeros "00"]
    small_order["ec" effs "7f"]; small_order["ed" effs "7f"]; small_order["ee" effs "7f"]
    small_order["26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"]
    small_order["c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"]
}

{
    line = $0
    key_lines = ""
    if (NR == 1 && substr(line, 1, 32) !~ /"(event|withheld)"/)
        stop("form", "the file does not begin like a ledger", 2)
    read_line()
    if (NR == 1 && kind["/event/data/format"] == "integer" && text["/event/data/format"] != "1")
        stop("form", "the ledger is of a later format: " text["/event/data/format"], 2)
    if (members[""] == "event signatures") take_event()
    else if (members[""] == "withheld") take_withheld()
    else stop("form", "the line is neither an event with signatures nor a withheld entry")
    done = NR
}

END {
    print done + 0, stopped + 0 >"read_to"
    print keys_left + 0, previous_left + 0, roots_left + 0, signatures_left + 0 >"left"
    if (!stopped && loose)
        print done - loose + 1, 2, "place", "the last entries are unsigned" \
            (has_withheld ? " or withheld" : "") ", and nothing signed vouches for them" >"problem"
}
AWK

for list in problem keys previous roots signatures withheld; do : >"$list"; done
awk -f read.awk ledger || cannot 'awk stopped with an error'
read -r entries stopped <read_to || cannot 'awk left nothing'
[ "$stopped" = 1 ] || [ "$entries" -eq "$(lines_in ledger)" ] ||
    cannot 'awk stopped before the end of the file'
[ "$(cat left)" = "$(lines_in keys) $(lines_in previous) $(lines_in roots) $(lines_in signatures)" ] ||
    cannot 'no room to write'
extent="lines: $entries"
[ "$stopped" = 0 ] || extent="lines: $entries, those before line $((entries + 1))"
read -r problem_line problem_code problem_group problem_reason <problem || problem_group=none
for group in form place keys; do
    if [ "$group" = "$problem_group" ]; then
        fails "$group" "$problem_line" "$problem_reason" "$problem_code"
        continue
    fi
    [ "$entries" -gt 0 ] || continue
    case $group in
    form) holds form "$extent; canonical JSON, and exactly the members of an entry" ;;
    place) holds place "$extent; index, id, source, roster, batches, end of the ledger" ;;
    keys) holds keys "$extent; who may sign, and the rules for changing that" ;;
    esac
done
# A problem with the number of signatures or with a signer is told with the signatures, at the end.
if [ "$entries" -eq 0 ]; then
    [ "$problem_group" != signatures ] || fails signatures "$problem_line" "$problem_reason" "$problem_code"
    conclude
fi
if [ -s withheld ]; then
    count=$(lines_in withheld)
    if [ "$allow_withheld" = yes ]; then
        holds withheld "entries not shown: $count; nothing is known of what they say"
    else
        fails withheld 0 "entries not shown: $count (to accept that: --allow-withheld)" 2
    fi
fi

# ---- 3. public keys: one encoding, and the name that follows from it ---------------------------------------

takes_key() { # KEYID: openssl reads the file key/der, finds it valid, and would write the same bytes again
    openssl pkey -pubin -inform DER -in key/der -noout -pubcheck >key/check 2>/dev/null &&
        [ "$(cat key/check)" = 'Key is valid' ] &&
        openssl pkey -pubin -inform DER -in key/der -outform DER -out key/again 2>/dev/null &&
        cmp -s key/der key/again &&
        openssl pkey -pubin -inform DER -in key/der -out "key/$1" 2>/dev/null
}

: >wrong
while read -r entry keyid algorithm spki; do
    printf '%s' "$spki" | base64 -d >key/der 2>/dev/null
    [ "$(sha256sum <key/der | cut -c 1-64)" = "$keyid" ] ||
        echo "$entry the keyid $keyid is not the SHA-256 of its key" >>wrong
    [ "$algorithm" = ml-dsa-65 ] || takes_key "$keyid" ||
        echo "$entry the key $keyid is no public key that openssl accepts" >>wrong
done <keys
judge keyids wrong "public keys: $(lines_in keys); each has the keyid that it is given"

# ---- 4. chain: the event hash of every entry, and in the next one the same as previous ---------------------

# The event hash is SHA-256 over one zero byte and the event's bytes (RFC 6962, the hash of a leaf).
entry=0
while [ "$entry" -lt "$entries" ]; do
    [ ! -e "event/$entry" ] || { printf '\000' && cat "event/$entry"; } >"leaf/$entry" ||
        cannot 'no room to write'
    entry=$((entry + 1))
done

hash_files() { # FOLDER COUNT: leaves in `hashed` a line "NAME HASH" for each file in it, and empties it
    : >hashed
    [ "$2" -gt 0 ] || return 0
    (cd "$1" && printf '%s\n' * | xargs sha256sum) >sums || cannot 'sha256sum stopped with an error'
    awk '{ print $2, $1 }' sums >hashed
    [ "$(lines_in hashed)" -eq "$2" ] || cannot 'sha256sum did not hash everything'
    rm -rf "$1" && mkdir "$1"
}

hash_files leaf $((entries - $(lines_in withheld)))
sort -n hashed withheld >hashes
awk '$1 != NR - 1 { exit 1 }' hashes || cannot 'an entry has no hash'
awk 'FNR == NR { hash[$1 + 1] = $2 ""; next }
    !($1 in hash) || hash[$1] != ($2 "") {
        print $1, "previous is not the hash of the entry before, sha256:" hash[$1]
    }
    ' hashes previous >wrong
judge chain wrong "event hashes: $entries; each entry names that of the one before it"

# ---- 5. tree: the root that every signed entry names, over all entries before it (RFC 6962, section 2.1) ---
#
# Level b of the tree holds the hashes of all complete subtrees of 2^b entries. In round b, the next level is
# made, and every root whose size has bit b takes in one more subtree, from right to left. `state` has lines
# "t I HASH" for subtree I of this level, and "r SIZE HASH" for the root of that size as far as it is made.

cat >round.awk <<'AWK'
BEGIN {
    for (i = 0; i < 256; i++) octal[sprintf("%02x", i)] = sprintf("\\%03o", i)
}
# A shell command that writes the byte 1 and the two hashes into a file of that name.
function node(name, left, right,    both, i, bytes) {
    both = left right
    if (length(both) != 128 || both ~ /[^0-9a-f]/) { exit 1 }
    for (i = 1; i <= 128; i += 2) bytes = bytes octal[substr(both, i, 2)]
    print "printf '\\001" bytes "' >node/" name " || failed=yes" >"commands"
    made++
}
FILENAME == "sizes" { size[$1] = 1; next }
$1 == "t" { subtree[$2] = $3 ""; subtrees++; next }
$1 == "r" { root[$2] = $3 "" }
END {
    for (m in size) {
        if (int(m / power) % 2 == 0) { if (m in root) print "r", m, root[m]; continue }
        i = int(m / power) - 1
        if (m in root) node("r." m, subtree[i], root[m])
        else print "r", m, subtree[i]
    }
    for (i = 0; i + 1 < subtrees; i += 2) node("t." i / 2, subtree[i], subtree[i + 1])
    print made + 0 >"count"
}
AWK

{ cut -d ' ' -f 1 roots; echo "$entries"; } | sort -nu >sizes
sed 's/^/t /' hashes >state
bit=0
while [ $((1 << bit)) -le "$entries" ]; do
    : >commands
    awk -v power=$((1 << bit)) -f round.awk sizes state >carried || cannot 'awk stopped with an error'
    failed=no
    # shellcheck source=/dev/null
    . ./commands
    [ "$failed" = no ] || cannot 'the folder for temporary files is full'
    read -r made <count
    hash_files node "$made"
    sed 's/\./ /' hashed >>carried
    mv carried state
    bit=$((bit + 1))
done
awk '$1 == "r" { root[$2] = $3 ""; next }
    !($1 in root) || root[$1] != ($2 "") {
        print $1, "root is not the one over the entries before, sha256:" root[$1]
    }
    ' state roots >wrong
judge tree wrong "roots: $(lines_in roots), each over all the entries before it"

# ---- 6. signatures: every one, over the DSSE encoding of the event -----------------------------------------

verifies() { # KEYID ALGORITHM: whether the file `signature` is that key's signature of the file `message`
    digest="-digest $2"
    [ "$2" != ed25519 ] || digest='' # It has its own, and openssl wants none named.
    # shellcheck disable=SC2086 # two words, or none
    openssl pkeyutl -verify -pubin -inkey "key/$1" -rawin $digest -in message -sigfile signature \
        >/dev/null 2>&1
}

: >wrong
verified=0 skipped=0
while read -r entry number keyid algorithm base64; do
    if [ "$algorithm" = ml-dsa-65 ]; then
        skipped=$((skipped + 1))
        continue
    fi
    {
        printf 'DSSEv1 %d %s %d ' ${#payload_type} $payload_type "$(wc -c <"event/$entry")" &&
            cat "event/$entry"
    } >message || cannot 'no room to write'
    printf '%s' "$base64" | base64 -d >signature
    if verifies "$keyid" "$algorithm"; then
        verified=$((verified + 1))
    else
        echo "$entry signature $number does not belong to these bytes and the key $keyid" >>wrong
    fi
    if [ "$verified" -eq 1 ]; then
        printf ' ' >>message
        ! verifies "$keyid" "$algorithm" || cannot 'openssl calls a signature of other bytes valid'
        verified=$((verified + 1))
    fi
done <signatures
[ "$verified" -eq 0 ] || verified=$((verified - 1))
if [ "$problem_group" = signatures ]; then
    if [ -s wrong ]; then judge signatures wrong ''; fi
    fails signatures "$problem_line" "$problem_reason" "$problem_code"
else
    sentence="signatures: $verified, each of its event and by its key"
    [ "$skipped" -eq 0 ] || sentence="$sentence; by ML-DSA keys, NOT CHECKED and not counted: $skipped"
    judge signatures wrong "$sentence"
fi

# ---- 7. fingerprint: whether it is the expected ledger -----------------------------------------------------

opening=sha256:$(awk '$1 == 0 { print $2 }' hashes)
if [ -z "$fingerprint" ]; then
    printf '%-12s -      %s\n' fingerprint "$opening, NOT COMPARED with what its party gave out"
elif [ "$opening" = "$fingerprint" ]; then
    holds fingerprint "$opening, as expected"
else
    fails fingerprint 0 "$opening is another ledger than the expected one"
fi
[ "$stopped" = 1 ] || printf '%-12s -      %s\n' head \
    "$entries:sha256:$(awk -v n="$entries" '$1 == "r" && $2 == n { print $3 }' state)"
conclude
