# What ratios.sh and growth.sh share: the programs, a scratch folder, the clock, the highest mark of memory.
# To be sourced by bash, which has a clock that starts no process.
#
# GOODFAITH and BENCHMARKS name the executables where they are built already.

export LC_ALL=C
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cores=$(getconf _NPROCESSORS_ONLN)

stop() {
    echo "${0##*/}: $1" >&2
    exit 2
}

say() { echo "${0##*/}: $1" >&2; }

for needed in openssl taskset; do
    command -v "$needed" >/dev/null || stop "$needed is missing; apt-get install openssl util-linux"
done
[ -x /usr/bin/time ] || stop "GNU time is missing; apt-get install time"

# SwiftPM looks for new files of this package only; without its plan it looks in the main one too.
if [ -z "${GOODFAITH:-}" ]; then
    swift build -c release --package-path "$here/../.." --product goodfaith >&2
    GOODFAITH=$(swift build -c release --package-path "$here/../.." --show-bin-path)/goodfaith
fi
if [ -z "${BENCHMARKS:-}" ]; then
    rm -f "$here/.build/release.yaml"
    swift build -c release --package-path "$here" --product LedgerBenchmarks >&2
    BENCHMARKS=$(swift build -c release --package-path "$here" --show-bin-path)/LedgerBenchmarks
fi
[ -x "$GOODFAITH" ] || stop "there is no program $GOODFAITH; build it, or name another in GOODFAITH"
[ -x "$BENCHMARKS" ] || stop "there is no program $BENCHMARKS; build it, or name another in BENCHMARKS"
GOODFAITH=$(realpath "$GOODFAITH")
BENCHMARKS=$(realpath "$BENCHMARKS")

# Everything that is made, also what the program remembers of ledgers, is in a folder that goes at the end.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_STATE_HOME=$work/xdg-state XDG_CACHE_HOME=$work/xdg-cache
mkdir "$XDG_STATE_HOME" "$XDG_CACHE_HOME"

# Forgets what earlier runs left in the state and cache folders.
forget() { rm -rf "${XDG_STATE_HOME:?}"/* "${XDG_CACHE_HOME:?}"/*; }

# Whether a subcommand has an option; a program that lacks it is measured without.
has_option() { [[ $("$GOODFAITH" "$1" --help) == *"$2"* ]]; }

# --no-receipt where the subcommand has it: measured is then what a first reading costs.
afresh() { if has_option "$1" --no-receipt; then echo --no-receipt; fi; }

# Runs a command to its end, and puts the seconds of the wall clock into $seconds. What it printed is in
# $work/out and $work/err; a command that fails ends the script, but where $may_fail says otherwise.
may_fail=
timed() {
    local began=$EPOCHREALTIME ended status=0
    "$@" >"$work/out" 2>"$work/err" || status=$?
    ended=$EPOCHREALTIME
    seconds=$(awk -v m=$((${ended/./} - ${began/./})) 'BEGIN { printf "%.6f", m / 1e6 }')
    [ "$status" -eq 0 ] && return
    [ -n "$may_fail" ] && return "$status"
    tail -n 5 "$work/err" >&2
    stop "this failed with $status: $*"
}

# Runs a command to its end, and puts the most that was resident into $kib. It is a run of its own, or one
# where a millisecond more does not count.
watched() { timed /usr/bin/time -o "$work/peak" -f %M "$@" && kib=$(tail -n 1 "$work/peak"); }

# A value from lines of a name and a number.
value_of() { awk -v name="$1" '$1 == name { print $2 }' "$2"; }

# Arithmetic with fractions.
calc() { awk "BEGIN { printf \"%.9g\", $1 }"; }

# The machine, by what it says of itself. Its name is not among that.
machine() {
    local model memory
    model=$(awk -F': *' '/^model name/ { print $2; exit }' /proc/cpuinfo)
    memory=$(awk '/^MemTotal/ { printf "%.0f", $2 / 1048576 }' /proc/meminfo)
    echo "| | |"
    echo "|---|---|"
    echo "| processor | ${model:-unknown}, $cores cores$(grep -qw sha_ni /proc/cpuinfo && echo ', SHA instructions') |"
    echo "| memory | $memory GiB |"
    echo "| system | $(uname -srm) |"
    echo "| OpenSSL | $(openssl version | cut -d' ' -f2) |"
    echo "| program | $("$GOODFAITH" --version | cut -d' ' -f1-2) |"
    echo "| date | $(date -u +%Y-%m-%d) |"
    echo "| load at the start | $(cut -d' ' -f1-3 /proc/loadavg) |"
}
