#!/bin/sh
# Builds every reader of others' bytes with libFuzzer, and gives each what libFuzzer makes up; see
# docs/reliability.md.
#
#   sh Tests/Endurance/fuzz.sh [AMOUNT [READER...]]
#
# AMOUNT is a number of inputs for all readers together (10000000), or of seconds for each (600s). Optimised, with
# overflow checks and assertions. LEDGERFUZZ names the executable where it is built already. Ends with exit code 1 where a reader broke:
# the bytes are kept, and LEDGERFUZZ with -minimize_crash=1 makes them small.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build() {
    swift build -c release --package-path "$here" -Xswiftc -sanitize=fuzzer -Xswiftc -use-ld=lld \
        -Xswiftc -assert-config -Xswiftc Debug "$@"
}
if [ -z "${LEDGERFUZZ:-}" ]; then
    # SwiftPM looks for new files of this package only; without its plan it looks in the main one too.
    rm -f "$here/.build/release.yaml"
    build >&2
    LEDGERFUZZ=$(build --show-bin-path)/LedgerFuzz
fi
amount=${1:-10000000}
[ $# -eq 0 ] || shift
exec python3 -B "$here/driving/fuzz.py" "$LEDGERFUZZ" "$amount" "$@"
