#!/usr/bin/env bash
# The budget, measured: everything that it holds against something else, side by side in one run on one
# machine, as Markdown.
#
#   bash Tests/Benchmarks/ratios.sh [--full] [--without-peers] [--only PATTERN]
#
#   --full           the sizes of docs/performance.md: a register of a million entries, an hour or so
#   --without-peers  leaves out git, SQLite, PostgreSQL and Python
#   --only PATTERN   the rows alone whose key in budget.tsv fits the shell's pattern, such as 'record*'
#
# Sizes may also be set one by one:
#   EVENTS   entries of the register in batches          100000   (full: 1000000)
#   ROUNDS   rounds, of which the median counts               3   (5)
#   WORK     seconds that verifying takes of entries that
#            are signed each, for each algorithm              1   (5)
#   SPEED    seconds of each run of openssl speed              1   (3)
#   BATCH    statements of one batch                      20000   (65536)
#   BATCHES  statements of several batches               140000   (200000)
#   LEDGERS  sizes of the ledgers that one entry is       "1000 10000 100000"   ("1000 100000 1000000")
#            recorded in
#   PEER     entries that the peers take                   5000   (50000)
#
# In every round the reference comes directly before what is held against it, so that whatever else the
# machine does weighs on both. Files are in the page cache. budget.tsv says which ratio is enough.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/measuring.bash"

only='*' peers=yes full=
while [ $# -gt 0 ]; do
    case $1 in
    --full) full=yes ;;
    --without-peers) peers= ;;
    --only) shift; only=${1:?--only needs a pattern} ;;
    *) stop "unknown argument $1; see the head of this file" ;;
    esac
    shift
done
size() { if [ -n "$full" ]; then echo "$2"; else echo "$1"; fi; }
EVENTS=${EVENTS:-$(size 100000 1000000)}
ROUNDS=${ROUNDS:-$(size 3 5)}
WORK=${WORK:-$(size 1 5)}
SPEED=${SPEED:-$(size 1 3)}
BATCH=${BATCH:-$(size 20000 65536)}
BATCHES=${BATCHES:-$(size 140000 200000)}
LEDGERS=${LEDGERS:-$(size "1000 10000 100000" "1000 100000 1000000")}
PEER=${PEER:-$(size 5000 50000)}
CASES=$((EVENTS / 20))
rounds=$(seq "$ROUNDS")
cd "$work"

# MARK: What is kept

# wanted KEY...: whether any of these rows is asked for.
wanted() {
    local key
    # shellcheck disable=SC2053  # a pattern is what is meant
    for key; do [[ $key == $only ]] && return 0; done
    return 1
}
# sample KEY REFERENCE MEASURED: what one round found.
sample() { if wanted "$1"; then printf '%s\t%s\t%s\n' "$1" "$2" "$3" >>samples; fi; }
# unmeasured KEY REASON: why there is nothing.
unmeasured() { printf '%s\t%s\n' "$1" "$2" >>reasons; }
touch samples reasons references

# MARK: References

# One EVP pass of SHA-256 on one core into $pass, in seconds.
sha256() {
    "$BENCHMARKS" sha256 "$1" >pass
    pass=$(value_of sha256_seconds pass)
}

# Signatures a second on all cores into $signs and $verifies; fails where OpenSSL lacks the algorithm.
speed() {
    local found
    found=$(openssl speed -elapsed -seconds "$SPEED" -multi "$cores" "$1" 2>/dev/null | tail -n 1)
    read -r signs verifies <<<"$(awk 'NF > 2 { print $(NF - 1), $NF }' <<<"$found")" || return 1
    awk -v s="$signs" -v v="$verifies" 'BEGIN { exit !(s + 0 > 0 && v + 0 > 0) }'
}
# OpenSSL's name of an algorithm for its measurement.
speed_name() {
    case $1 in
    ecdsa-p256) echo ecdsap256 ;;
    ecdsa-p384) echo ecdsap384 ;;
    ml-dsa-65) echo ML-DSA-65 ;;
    *) echo "$1" ;;
    esac
}

# MARK: Ledgers and statements

# office LEDGER KEY: a new ledger of one entry, and a key for it.
office() {
    [ -e "$2" ] || "$GOODFAITH" key new "$2" --algorithm "${3:-ed25519}" --no-passphrase >/dev/null
    "$GOODFAITH" init "$1" --party office --name Office --class ombudsman --role case_agency \
        --origin office.example/measured --audience partner --key "$2" >/dev/null
}
# So many statements for --from, openings of new cases.
statements() {
    awk -v n="$1" 'BEGIN {
        for (i = 0; i < n; i++)
            printf "{\"type\":\"case.opened\",\"words\":[\"case=new\",\"care_status=separated\",\"country=UA\",\"occurred=2025-08-%02d\"]}\n", 1 + i % 28
    }'
}
# register LEDGER CASES EVENTS: a ledger of cases in batches.
register() { "$BENCHMARKS" register "$1" --cases "$2" --events "$3"; }
head_of() { "$GOODFAITH" verify --self-declared --level heads $(afresh verify) "$1" | awk '$1 == "head" { print $2 }'; }
verify() { timed "$GOODFAITH" verify --self-declared "$@"; }

# MARK: Rows: each entry signed

verifying_and_signing() {
    local algorithm round count
    for algorithm in ed25519 ecdsa-p256 ecdsa-p384 ml-dsa-65; do
        wanted "verify-$algorithm" "record-$algorithm" || continue
        say "$algorithm"
        if ! speed "$(speed_name "$algorithm")" ||
            ! "$GOODFAITH" key new "$algorithm.key" --algorithm "$algorithm" --no-passphrase >/dev/null 2>&1; then
            unmeasured "verify-$algorithm" "OpenSSL $(openssl version | cut -d' ' -f2) lacks it"
            unmeasured "record-$algorithm" "OpenSSL $(openssl version | cut -d' ' -f2) lacks it"
            continue
        fi
        count=$(calc "int($verifies * $WORK) + 100")
        statements "$count" >"$algorithm.statements"
        for round in $rounds; do
            rm -rf "$algorithm.jsonl" "$algorithm.key.heads"
            office "$algorithm.jsonl" "$algorithm.key"
            speed "$(speed_name "$algorithm")"
            timed "$GOODFAITH" record "$algorithm.jsonl" --from "$algorithm.statements" --sign-each \
                $(afresh record) --key "$algorithm.key"
            sample "record-$algorithm" "$signs" "$(calc "$count / $seconds")"
            speed "$(speed_name "$algorithm")"
            verify $(afresh verify) "$algorithm.jsonl"
            sample "verify-$algorithm" "$verifies" "$(calc "($count + 1) / $seconds")"
            printf '%s\t%s\t%s\n' "$algorithm" "$signs" "$verifies" >>speeds
        done
    done
}

# The ledger of which each entry is signed: the one of the round before, or a new one.
signed_ledger() {
    [ -e ed25519.jsonl ] && return
    office ed25519.jsonl ed25519.key
    statements "$((EVENTS / 5))" >ed25519.statements
    timed "$GOODFAITH" record ed25519.jsonl --from ed25519.statements --sign-each --key ed25519.key
}

levels_of_signed() {
    local round
    wanted signed-heads || return 0
    signed_ledger
    say "each entry signed, level heads"
    for round in $rounds; do
        sha256 ed25519.jsonl
        verify --level heads $(afresh verify) ed25519.jsonl
        sample signed-heads "$pass" "$seconds"
    done
}

# MARK: Rows: batches

batches() {
    local round head one
    wanted batches-full batches-heads batches-chain cores || return 0
    head=$(head_of register.jsonl)
    for round in $rounds; do
        say "batches, round $round"
        sha256 register.jsonl
        verify $(afresh verify) register.jsonl
        sample batches-full "$pass" "$seconds"
        sha256 register.jsonl
        verify --level heads $(afresh verify) register.jsonl
        sample batches-heads "$pass" "$seconds"
        sha256 register.jsonl
        verify --level chain --against "$head" $(afresh verify) register.jsonl
        sample batches-chain "$pass" "$seconds"
        [ "$cores" -gt 1 ] || { [ "$round" -gt 1 ] || unmeasured cores "one core"; continue; }
        timed taskset -c 0 "$GOODFAITH" verify --self-declared --level heads $(afresh verify) register.jsonl
        one=$seconds
        verify --level heads $(afresh verify) register.jsonl
        sample cores "$one" "$seconds"
    done
}

# MARK: Rows: verifying again

again() {
    local round lines
    wanted first again again-appended || return 0
    for round in $rounds; do
        say "verifying again, round $round"
        forget
        sha256 register.jsonl
        verify register.jsonl
        sample first "$pass" "$seconds"
        sha256 register.jsonl
        verify register.jsonl
        sample again "$pass" "$seconds"
    done
    wanted again-appended || return 0
    signed_ledger
    lines=$(wc -l <ed25519.jsonl)
    head -n "$((lines - lines / 10))" ed25519.jsonl >prefix.jsonl
    for round in $rounds; do
        forget
        verify prefix.jsonl
        sha256 prefix.jsonl
        speed ed25519
        verify ed25519.jsonl
        sample again-appended "$(calc "$pass + int($lines / 10) / $verifies")" "$seconds"
    done
}

# MARK: Rows: appending

writer() {
    local word reference
    mkdir -p writer
    if wanted append-batch; then
        say "the writer, a batch"
        "$BENCHMARKS" append writer --events "$BATCH" --rounds "$ROUNDS" >appended
        while read -r _ word _ reference _; do sample append-batch "$reference" "$word"; done <appended
    fi
    if wanted append-each; then
        say "the writer, signing each"
        for round in $rounds; do
            speed ed25519
            "$BENCHMARKS" append writer --events "$BATCH" --rounds 1 --sign-each >appended
            read -r _ word _ <appended
            sample append-each "$signs" "$(calc "$BATCH / $word")"
        done
    fi
}

# record_from KEY COUNT: what --from costs, beside hashing what it wrote.
record_from() {
    local round
    wanted "$1" || return 0
    say "--from, $2 statements"
    statements "$2" >from.statements
    for round in $rounds; do
        rm -rf from.jsonl from.key from.key.* written
        forget
        office from.jsonl from.key
        may_fail=yes
        if ! timed "$GOODFAITH" record from.jsonl --from from.statements --key from.key; then
            may_fail=
            unmeasured "$1" "refused: $(grep -m 1 -o 'error: .*' err | cut -c 8-120)"
            return
        fi
        may_fail=
        tail -n +2 from.jsonl >written
        sha256 written
        sample "$1" "$pass" "$seconds"
        printf '%s\n' "$(calc "$2 / $seconds")" >>"$1.rates"
    done
}

# One entry at a time, on ledgers of several sizes in turn.
single() {
    local round count number smallest
    wanted record-calls record-middle record-large || return 0
    forget
    for count in $LEDGERS; do
        say "one entry, on $count"
        register "single-$count.jsonl" "$((count / 20))" "$count"
        verify "single-$count.jsonl"
        # The first one builds what it wants to have.
        record_one "$count"
    done
    for round in $(seq "$((ROUNDS * 3))"); do
        number=0
        for count in $LEDGERS; do
            record_one "$count"
            number=$((number + 1))
            case $number in
            1) smallest=$seconds; printf '%s\n' "$seconds" >>single.seconds ;;
            2) sample record-middle "$smallest" "$seconds" ;;
            *) sample record-large "$smallest" "$seconds" ;;
            esac
        done
    done
    calls "${LEDGERS##* }"
    rm -f single-*.jsonl
}
record_one() {
    timed "$GOODFAITH" record "single-$1.jsonl" case.opened case=new care_status=separated country=UA \
        occurred=2025-09-01 --key "single-$1.jsonl.key"
}
# How often one recording writes the ledger file, and syncs it.
calls() {
    command -v strace >/dev/null || { unmeasured record-calls "strace is missing"; return; }
    strace -f -y -o calls -e trace=write,writev,pwrite64,pwritev,pwritev2,fsync,fdatasync \
        "$GOODFAITH" record "single-$1.jsonl" case.opened case=new care_status=separated country=UA \
        occurred=2025-09-01 --key "single-$1.jsonl.key" >/dev/null
    sample record-calls 2 "$(grep -c "<[^>]*/single-$1.jsonl>" calls || true)"
}

# MARK: Rows: replay and memory

replay() {
    local round
    wanted replay || return 0
    for round in $rounds; do
        say "replay, round $round"
        "$BENCHMARKS" replay register.jsonl >replayed
        sample replay "$(value_of sha256_seconds replayed)" "$(value_of replay_seconds replayed)"
    done
}

memory() {
    local name state half_entries
    wanted memory-verify memory-cases memory-events || return 0
    register half.jsonl "$((CASES / 2))" "$((EVENTS / 2))"
    register sparse.jsonl "$CASES" "$((EVENTS / 2))"
    declare -A of
    for name in register half sparse; do
        say "memory of $name"
        watched "$GOODFAITH" verify --self-declared $(afresh verify) "$name.jsonl"
        of[$name]=$kib
        watched "$GOODFAITH" state --self-declared $(afresh state) "$name.jsonl"
        of[$name-state]=$(calc "($kib - ${of[$name]}) / 1024")
    done
    half_entries=$((EVENTS - EVENTS / 2))
    sample memory-verify 16 "$(calc "(${of[register]} - ${of[half]}) * 1024 / $half_entries")"
    sample memory-cases "$(calc "2 * ${of[half-state]}")" "${of[register-state]}"
    sample memory-events "${of[sparse-state]}" "${of[register-state]}"
    rm -f half.jsonl sparse.jsonl
}

# MARK: The tables

# The whole of budget.tsv, with medians of what was sampled. The ratio is the median of the rounds' own, of
# which the lowest and the highest stand beside it.
budget_table() {
    awk -F '\t' -v only="$only" '
        function median(list, n,    i, j, kept) {
            for (i = 2; i <= n; i++) {
                kept = list[i]
                for (j = i - 1; j >= 1 && list[j] > kept; j--) list[j + 1] = list[j]
                list[j + 1] = kept
            }
            return n % 2 ? list[(n + 1) / 2] : (list[n / 2] + list[n / 2 + 1]) / 2
        }
        function shown(value, unit) {
            if (unit == "/s") return sprintf("%.0f/s", value)
            if (unit == "s") return sprintf(value < 1 ? "%.4f s" : "%.2f s", value)
            if (unit == "calls") return sprintf("%d", value)
            return sprintf("%.1f %s", value, unit)
        }
        function is_met(ratio, bound, number) {
            if (bound ~ /^>=/) return ratio >= number
            if (bound ~ /^<=/) return ratio <= number
            return ratio < number
        }
        FILENAME == "samples" {
            n[$1]++
            reference[$1, n[$1]] = $2; measured[$1, n[$1]] = $3; ratio[$1, n[$1]] = $3 / $2
            next
        }
        FILENAME == "reasons" { reason[$1] = $2; next }
        /^#/ || NF < 5 { next }
        !header++ {
            print "| what | held against | reference | measured | ratio | rounds | budget | |"
            print "|---|---|--:|--:|--:|--:|--:|---|"
        }
        {
            key = $1
            bound = $2 == "*" ? "" : $2
            if (!(key in n) && only != "*" && !(key in reason)) next
            if (!(key in n)) {
                print "| " $4 " | " $5 " | | | | | " bound " | " (key in reason ? reason[key] : "not measured") " |"
                next
            }
            for (i = 1; i <= n[key]; i++) { a[i] = reference[key, i]; b[i] = measured[key, i]; c[i] = ratio[key, i] }
            quotient = median(c, n[key])
            split(bound, parts, " ")
            verdict = bound == "" ? "" : is_met(quotient, bound, parts[2]) ? "met" : "**not met**"
                        printf "| %s | %s | %s | %s | %.2f | %.2f to %.2f | %s | %s |\n", $4, $5, shown(median(a, n[key]), $3),
                shown(median(b, n[key]), $3), quotient, c[1], c[n[key]], bound, verdict
        }' samples reasons "$here/budget.tsv"
}

references_table() {
    local file
    echo "| reference | on this machine |"
    echo "|---|--:|"
    for file in register.jsonl; do
        [ -e "$file" ] || continue
        sha256 "$file"
        awk -v b="$(value_of bytes pass)" -v s="$pass" \
            'BEGIN { printf "| one EVP SHA-256 pass over %.0f MB, one core | %.4f s, %.2f GB/s |\n", b / 1e6, s, b / s / 1e9 }'
        timed openssl dgst -sha256 "$file"
        [ "$(awk '{ print $NF }' out)" = "$(value_of digest pass)" ] || stop "the two digests differ"
        awk -v s="$seconds" 'BEGIN { printf "| `openssl dgst -sha256` on the same file, process and reading included | %.4f s |\n", s }'
    done
    [ -e speeds ] || return 0
    awk -F '\t' -v cores="$cores" '!($1 in seen) { seen[$1] = 1; order[++n] = $1 }
        { signs[$1] += $2; verifies[$1] += $3; rounds[$1]++ }
        END { for (i = 1; i <= n; i++) { a = order[i]
            printf "| `openssl speed`, %s, %d processes, mean of the rounds | signs %.0f/s, verifies %.0f/s |\n",
                a, cores, signs[a] / rounds[a], verifies[a] / rounds[a] } }' speeds
}

# MARK: The run

if wanted batches-full batches-heads batches-chain cores first again replay memory-verify memory-cases memory-events; then
    say "making a register of $EVENTS entries"
    register register.jsonl "$CASES" "$EVENTS"
fi
began=$(machine)
verifying_and_signing
levels_of_signed
batches
again
writer
record_from record-batch "$BATCH"
record_from record-batches "$BATCHES"
single
replay
memory

echo "$began"
echo
echo "Medians of $ROUNDS rounds; a register of $EVENTS entries in batches."
echo
references_table
echo
budget_table
if [ -n "$peers" ]; then
    echo
    source "$here/peers/peers.bash"
    peers_table
fi
