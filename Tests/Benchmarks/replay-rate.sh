#!/bin/sh
# Replay beside one SHA-256 pass over the same bytes, and what it holds in memory.
#
#   sh Tests/Benchmarks/replay-rate.sh [CASES [EVENTS]]
#
# Makes three registers: of so many cases (50000) and events (1000000), of half as many of both, and of as
# many cases with half as many events. Each is verified and replayed in one process, and in another verified
# alone, which tells what replay adds to the memory. Prints a line for each register:
#
#   events/s   replayed in a second of one core's time
#   ratio      time of the replay : time of one SHA-256 pass over the same bytes; 4 is the budget
#   combine    seconds from the replay to the combined state
#   verify     MiB at most, without replay
#   state      MiB more at most, with replay and the combined state
#   B/case     bytes that replay adds for each case, the combined state not counted
#
# BENCHMARKS names the executable where it is built already.
set -eu
cases=${1:-50000}
events=${2:-1000000}
here=$(cd "$(dirname "$0")" && pwd)
if [ -z "${BENCHMARKS:-}" ]; then
    # SwiftPM looks for new files of this package only; without its plan it looks in the main one too.
    rm -f "$here/.build/release.yaml"
    swift build -c release --package-path "$here" >&2
    BENCHMARKS=$(swift build -c release --package-path "$here" --show-bin-path)/LedgerBenchmarks
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

measure() {
    "$BENCHMARKS" register "$work/register.jsonl" --cases "$1" --events "$2"
    "$BENCHMARKS" replay --without-replay "$work/register.jsonl" | sed 's/^peak_kib/alone_kib/' >"$work/measured"
    "$BENCHMARKS" replay "$work/register.jsonl" >>"$work/measured"
    rm -rf "$work"/register.jsonl*
    awk '{ is[$1] = $2 } END {
        printf "%7d %9d %10.0f %6.2f %7.2f s %7d %7d %7d\n",
            is["cases"], is["events"], is["events"] / is["replay_seconds"],
            is["replay_seconds"] / is["sha256_seconds"], is["combine_seconds"], is["alone_kib"] / 1024,
            (is["peak_combined_kib"] - is["alone_kib"]) / 1024,
            (is["peak_kib"] - is["alone_kib"]) * 1024 / is["cases"]
    }' "$work/measured"
}

printf '%7s %9s %10s %6s %9s %7s %7s %7s\n' cases events events/s ratio combine verify state B/case
measure "$((cases / 2))" "$((events / 2))"
measure "$cases" "$((events / 2))"
measure "$cases" "$events"
