#!/bin/sh
# Runs the tests under the address sanitizer and under the thread sanitizer; see docs/reliability.md.
#
#   sh Tests/Endurance/sanitize.sh [OPTION OF swift test]...     (such as --filter LedgerVerifyTests)
#
# Each sanitizer has a build folder of its own in SANITIZE_WORK (.build/sanitize). What a sanitizer finds ends the
# test with a report and this program with exit code 1. PACKAGE is the package to test, where it is not the one
# that this file is in.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
package=${PACKAGE:-$(cd "$here/../.." && pwd)}
work=${SANITIZE_WORK:-$package/.build/sanitize}
mkdir -p "$work"

# Nothing is suppressed: what a sanitizer finds is ours to mend, or to explain in docs/reliability.md.
export ASAN_OPTIONS="detect_leaks=1:detect_stack_use_after_return=1:strict_string_checks=1:halt_on_error=1"
export TSAN_OPTIONS="halt_on_error=1:second_deadlock_stack=1"
export SWIFT_BACKTRACE=enable=no

failed=0
for sanitizer in address thread; do
    log=$work/$sanitizer.log
    if swift test --package-path "$package" --scratch-path "$work/$sanitizer" --sanitize="$sanitizer" "$@" \
        >"$log" 2>&1; then
        ended="passed"
    else
        ended="failed"
        failed=1
    fi
    reports=$(grep -c 'ERROR: AddressSanitizer\|ERROR: LeakSanitizer\|WARNING: ThreadSanitizer' "$log" || true)
    tests=$(grep -o 'Test run with [0-9]* tests' "$log" | tail -1)
    printf '%-8s %-7s %s reports  %s  (%s)\n' "$sanitizer" "$ended" "$reports" "${tests:-no test ran}" "$log"
    case $tests in
    '' | 'Test run with 0 tests') failed=1 ;;
    esac
    [ "$reports" -eq 0 ] || failed=1
done
exit $failed
