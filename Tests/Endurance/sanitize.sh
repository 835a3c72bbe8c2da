#!/bin/sh
# Runs the tests under the address sanitizer, with its search for leaks, and under the thread sanitizer; see
# docs/reliability.md.
#
#   sh Tests/Endurance/sanitize.sh [OPTION OF swift test]...     (such as --filter LedgerVerifyTests)
#
# Each sanitizer has a folder of its own in SANITIZE_WORK (.build/sanitize); SANITIZERS=address runs the one alone.
# What a sanitizer finds, in the tests or in a program that they start, ends that process, leaves a report there,
# and makes the exit code 1. PACKAGE is the package to test, where it is not the one that this file is in.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
package=${PACKAGE:-$(cd "$here/../.." && pwd)}
work=${SANITIZE_WORK:-$package/.build/sanitize}
mkdir -p "$work"
work=$(cd "$work" && pwd)
export SWIFT_BACKTRACE=enable=no
# What a sanitizer finds is ours to mend. leaks.supp says what the search for leaks passes over, and why.
export LSAN_OPTIONS="suppressions=$here/leaks.supp:print_suppressions=0"

# From here on a report is a file REPORTS.PROCESS, for the process that writes it may be one whose output nobody reads.
report_to() {
    reports=$1
    rm -f "$reports".*
    export ASAN_OPTIONS="detect_leaks=1:detect_stack_use_after_return=1:strict_string_checks=1:log_path=$reports"
    export TSAN_OPTIONS="halt_on_error=1:second_deadlock_stack=1:log_path=$reports"
}

count_reports() { find "$(dirname "$reports")" -name "$(basename "$reports").*" | wc -l; }

# One that finds nothing proves nothing unless it finds what was planted, and passes over what is sound.
tells_planted() {
    program=$work/$1/planted
    clang -O1 -fsanitize="$1" -c "$here/contended_mutex.c" -o "$work/$1/contended_mutex.o" || return 1
    swiftc -g -Onone -swift-version 6 -sanitize="$1" -I "$package/Sources/COpenSSL" "$here/Planted/main.swift" \
        "$work/$1/contended_mutex.o" -o "$program" -lcrypto >"$program.log" 2>&1 || return 1
    for flaw in $2; do
        report_to "$program-$flaw"
        if "$program" "$flaw" >"$program.log" 2>&1; then found=none; else found=$flaw; fi
        case $flaw-$found-$(count_reports) in
        sound-none-0) ;;
        sound-* | *-none-* | *-0) return 1 ;;
        esac
    done
}

failed=0
for sanitizer in ${SANITIZERS:-address thread}; do
    mkdir -p "$work/$sanitizer"
    case $sanitizer in
    address) planted="sound leak reuse" ;;
    *) planted="sound race" ;;
    esac
    if ! tells_planted "$sanitizer" "$planted"; then
        echo "sanitize.sh: the $sanitizer sanitizer does not tell what is planted; see $work/$sanitizer" >&2
        exit 1
    fi
    log=$work/$sanitizer.log
    report_to "$work/$sanitizer/report"
    ended=passed
    swift test --package-path "$package" --scratch-path "$work/$sanitizer" --sanitize="$sanitizer" \
        -Xlinker "$work/$sanitizer/contended_mutex.o" "$@" >"$log" 2>&1 || ended=failed
    found=$(count_reports)
    tests=$(grep -ao 'Test run with [0-9]* tests' "$log" | tail -1)
    printf '%-8s %-7s %s reports  %s  (%s)\n' "$sanitizer" "$ended" "$found" "${tests:-no test ran}" "$log"
    [ $ended = passed ] && [ "$found" -eq 0 ] || failed=1
    case $tests in
    '' | 'Test run with 0 tests') failed=1 ;;
    esac
done
exit $failed
