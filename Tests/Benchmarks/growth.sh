#!/usr/bin/env bash
# How cost grows with the ledger: from a thousand entries up, time and memory of each thing that one does with
# it, as one Markdown table.
#
#   bash Tests/Benchmarks/growth.sh [SIZE]
#
# SIZE is the largest ledger, in entries: 10000 where nothing is said, 10000000 for docs/performance.md, which
# needs 8 GB in $TMPDIR and an hour or so. The sizes are 1000 and ten times the one before, up to SIZE.
#
# Each cell is the seconds of one run and the most MiB that were resident in it. The registers are in batches,
# with twenty entries a case; files are in the page cache.
#
#   make           the register, by the generator
#   heads, full    a first verification at these levels, nothing remembered
#   again          verifying again what was verified before
#   state          the state, nothing remembered; and again
#   prove          a proof of one entry, the index made; and with the index there
#   record         one entry, nothing remembered; and the next one
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/measuring.bash"
largest=${1:-10000}
[[ $largest =~ ^[1-9][0-9]{3,8}$ ]] || stop "the largest size is a number, at least 1000"
cd "$work"

# cell COMMAND...: runs a command, and prints its seconds and MiB as the next cell of the row.
cell() {
    watched "$@"
    printf ' %.3f s, %.0f MiB |' "$seconds" "$(calc "$kib / 1024")"
}

row() {
    local ledger=register.jsonl proven=$(($1 / 2))
    local recording=("$GOODFAITH" record "$ledger" case.opened case=new care_status=separated country=UA
        occurred=2025-09-01 --key "$ledger.key")
    say "$1 entries"
    printf '| %s |' "$1"
    cell "$BENCHMARKS" register "$ledger" --cases "$(($1 / 20))" --events "$1"
    printf ' %.1f |' "$(calc "$(stat -c %s "$ledger") / 1e6")"
    cat "$ledger" >/dev/null
    "$BENCHMARKS" sha256 "$ledger" >pass
    printf ' %.3f s |' "$(value_of sha256_seconds pass)"
    forget
    cell "$GOODFAITH" verify --self-declared --level heads $(afresh verify) "$ledger"
    cell "$GOODFAITH" verify --self-declared $(afresh verify) "$ledger"
    "$GOODFAITH" verify --self-declared "$ledger" >/dev/null
    cell "$GOODFAITH" verify --self-declared "$ledger"
    cell "$GOODFAITH" state --self-declared $(afresh state) "$ledger"
    "$GOODFAITH" state --self-declared "$ledger" >/dev/null
    cell "$GOODFAITH" state --self-declared "$ledger"
    cell "$GOODFAITH" prove "$ledger" "$proven" --head "$(($1 - 1))" --output first.proof
    cell "$GOODFAITH" prove "$ledger" "$proven" --head "$(($1 - 1))" --output second.proof
    cmp -s first.proof second.proof || stop "two proofs of one entry differ"
    forget
    cell "${recording[@]}"
    cell "${recording[@]}"
    printf '\n'
    [[ $("$GOODFAITH" verify --self-declared "$ledger") == *": intact"* ]] || stop "$ledger is not intact"
    rm -rf "$ledger"* ./*.proof
}

machine
echo
echo "| entries | make | MB | one SHA-256 pass | heads | full | again | state | state again | prove | prove again | record | record again |"
echo "|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
entries=1000
while [ "$entries" -le "$largest" ]; do
    row "$entries"
    entries=$((entries * 10))
done
