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
sample() {
    wanted "$1" || return 0
    if awk -v r="$2" 'BEGIN { exit !(r > 0) }'; then
        printf '%s\t%s\t%s\n' "$1" "$2" "$3" >>samples
    else
        unmeasured "$1" "the reference is too small to be measured; take larger sizes"
    fi
}
# unmeasured KEY REASON: why there is nothing.
unmeasured() { printf '%s\t%s\n' "$1" "$2" >>reasons; }
touch samples reasons

for part in references verifying recording replaying tables; do
    # shellcheck source=/dev/null
    source "$here/ratios/$part.bash"
done
# shellcheck source=/dev/null
source "$here/peers/peers.bash"

# MARK: The run

began=$(machine)
if wanted batches-full batches-heads batches-chain cores first again replay memory-verify memory-cases memory-events; then
    say "making a register of $EVENTS entries"
    register register.jsonl "$CASES" "$EVENTS"
fi
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
    peers_table
fi
