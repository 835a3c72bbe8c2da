#!/usr/bin/env bash
# Where the time goes: the functions that the processor is in, as Markdown tables.
#
#   bash Tests/Benchmarks/profile.sh [EVENTS]
#
# Samples, on a register of so many entries (100000): verifying batches at level heads, verifying entries that
# are signed each, appending a batch, and the state; each with nothing remembered. Takes perf (Debian's
# linux-perf) and its software clock, which works in a virtual machine too. Shares are of all cores' time.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/measuring.bash"
events=${1:-100000}
command -v perf >/dev/null || stop "perf is missing; apt-get install linux-perf"
cd "$work"

# profile TITLE COMMAND...: the functions with at least one in a hundred samples.
profile() {
    local title=$1
    shift
    say "$title"
    perf record -q -F 1999 -e cpu-clock -o samples "$@" >/dev/null 2>err || { cat err >&2; stop "perf failed"; }
    printf '\n**%s**: ' "$title"
    shares dso | awk -F '\t' '$1 + 0 >= 1 { printf "%s%s %.0f %%", (n++ ? ", " : ""), $2, $1 } END { print "\n" }'
    echo "| share | in | function |"
    echo "|--:|---|---|"
    # libcrypto comes without names: its whole share stands above.
    shares dso,symbol | swift demangle --simplified | awk -F '\t' '
        $1 + 0 < 1 || $3 ~ /0x[0-9a-f]+$/ || ++shown > 20 { next }
        {
            sub(/^\[[.k]\] +/, "", $3)
            gsub(/\|/, "\\|", $3)
            if (length($3) > 90) $3 = substr($3, 1, 87) "..."
            printf "| %.1f %% | %s | `%s` |\n", $1, $2, $3
        }'
}
# Lines of a share and what was asked for, with tabs between.
shares() {
    perf report -i samples --stdio --no-children --field-separator='	' --sort "$1" 2>/dev/null |
        sed -n '/^ *[0-9]/ { s/^ *//; s/ *\t */\t/g; s/[ \t-]*$//; p }'
}

"$BENCHMARKS" register batches.jsonl --cases "$((events / 20))" --events "$events"
"$BENCHMARKS" register each.jsonl --cases "$((events / 100))" --events "$((events / 5))" --sign-each
profile "Verifying batches, level heads" \
    "$GOODFAITH" verify --self-declared --level heads $(afresh verify) batches.jsonl
profile "Verifying entries that are signed each" \
    "$GOODFAITH" verify --self-declared $(afresh verify) each.jsonl
mkdir writer
batch=$((events / 5 < 65536 ? events / 5 : 65536))
profile "The writer appends batches" "$BENCHMARKS" append writer --events "$batch" --rounds 3
profile "The state" "$GOODFAITH" state --self-declared $(afresh state) batches.jsonl
