#!/bin/sh
# Verification of singly signed entries beside OpenSSL's own speed, in one run on one machine.
#
#   swift build -c release && sh Tests/Benchmarks/verify-ratio.sh [ENTRIES [ROUNDS]]
#
# Makes a ledger of so many entries (100000), each signed with Ed25519, and in each round (3) runs
# `openssl speed` on all cores and then `goodfaith verify`, one directly after the other. Prints for each
# round both rates and their ratio, and the most memory that verify held.
set -eu
entries=${1:-100000}
rounds=${2:-3}
here=$(cd "$(dirname "$0")/../.." && pwd)
goodfaith=${GOODFAITH:-$here/.build/release/goodfaith}
cores=$(getconf _NPROCESSORS_ONLN)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

"$goodfaith" key new k --no-passphrase >/dev/null
"$goodfaith" init l.jsonl --party office --name Office --class ngo --role witness \
    --origin office.example/measured --audience partner --key k >/dev/null
"$goodfaith" record l.jsonl counterpart.noted id=partner name=Partner class=ngo roles=witness --key k >/dev/null
awk -v n="$entries" 'BEGIN {
    for (i = 0; i < n; i++)
        printf "{\"type\":\"contact.held\",\"words\":[\"mode=summit\",\"level=principal\",\"participants=office,partner\",\"occurred=2025-08-%02d\"]}\n", 1 + i % 28
}' >statements
"$goodfaith" record l.jsonl --from statements --sign-each --key k >/dev/null
echo "$entries entries, $(wc -c <l.jsonl) bytes, $cores cores"

# The memory is watched in a run of its own, so that watching does not count in the time.
"$goodfaith" verify --self-declared l.jsonl >verdict &
process=$!
memory=0
while kill -0 "$process" 2>/dev/null; do
    seen=$(awk '/^VmHWM/ { print $2 }' "/proc/$process/status" 2>/dev/null || true)
    memory=${seen:-$memory}
    sleep 0.2
done
wait "$process"
echo "memory $((memory / 1024)) MiB"

round=1
while [ "$round" -le "$rounds" ]; do
    speed=$(openssl speed -seconds 3 -multi "$cores" ed25519 2>/dev/null | awk 'END { print $NF }')
    began=$(date +%s.%N)
    "$goodfaith" verify --self-declared l.jsonl >verdict
    ended=$(date +%s.%N)
    grep -q ': intact$' verdict
    awk -v n="$entries" -v b="$began" -v e="$ended" -v s="$speed" 'BEGIN {
        rate = n / (e - b)
        printf "openssl speed %.0f/s   verify %.0f/s   ratio %.2f\n", s, rate, rate / s
    }'
    round=$((round + 1))
done
