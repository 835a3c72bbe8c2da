#!/usr/bin/env bash
# Where the time goes: the functions that the processor is in, as Markdown tables.
#
#   bash Tests/Benchmarks/profile.sh [EVENTS]
#
# Samples, on a register of so many entries (100000): verifying batches at levels heads and full, verifying
# entries that are signed each, appending a batch, record --from, replay, and the state; each with nothing
# remembered. Takes perf (Debian's linux-perf) and its software clock, which works in a virtual machine too.
# Shares are of all cores' time.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/measuring.bash"
# shellcheck source=/dev/null
source "$here/ratios/references.bash"
events=${1:-100000}
command -v perf >/dev/null || stop "perf is missing; apt-get install linux-perf"
cd "$work"

# profile TITLE COMMAND...: the libraries, the functions with at least one in fifty samples, and those of the
# program with at least one in twelve when what they call is counted to them.
profile() {
    local title=$1
    shift
    say "$title"
    perf record -q -F 1999 -e cpu-clock --call-graph fp -o samples "$@" >/dev/null 2>err ||
        { cat err >&2; stop "perf failed"; }
    printf '\n**%s**: ' "$title"
    shares --no-children --fields overhead,dso |
        awk -F '\t' '$1 + 0 >= 1 { printf "%s%s %.0f %%", (n++ ? ", " : ""), $2, $1 } END { print "" }'
    # libcrypto comes without names: its whole share stands above.
    shares --no-children --fields overhead,dso,symbol | rows 2 | table "| alone | in | function |" "|--:|---|---|"
    # Closures and the like are no stages of their own.
    shares --children --fields overhead_children,dso,symbol |
        awk -F '\t' -v OFS='\t' -v program="$(basename "$1")" '$2 == program { print $1, $3 }' | rows 8 |
        sed -E '/closure|thunk|partial apply|protocol witness|main\(\)|_main`|run\(\)|mapPiecesConcurrently|Result<|Optional\.map/d' |
        table "| with what it calls | function |" "|--:|---|"
}
# table HEADING...: rows under their heading; nothing where there are none.
table() {
    local rows
    rows=$(cat)
    [ -z "$rows" ] || printf '%s\n' "" "$@" "$rows"
}
# rows LEAST: of such lines those with at least so many samples in a hundred, as rows of a table.
rows() {
    swift demangle --simplified | awk -F '\t' -v OFS=' | ' -v least="$1" '
        $1 + 0 < least || $NF ~ /0x[0-9a-f]+$/ { next }
        {
            sub(/^\[[.k]\] +/, "", $NF)
            gsub(/\|/, "\\|", $NF)
            if (length($NF) > 90) $NF = substr($NF, 1, 87) "..."
            $1 = sprintf("| %.1f %%", $1)
            $NF = "`" $NF "` |"
            print
        }'
}
# shares OPTION...: lines of a share and what was asked for, with tabs between.
shares() {
    perf report -i samples --stdio -g none --field-separator='	' "$@" 2>/dev/null |
        sed -n '/^ *[0-9]/ { s/^ *//; s/ *\t */\t/g; s/[ \t-]*$//; p }'
}

"$BENCHMARKS" register batches.jsonl --cases "$((events / 20))" --events "$events"
"$BENCHMARKS" register each.jsonl --cases "$((events / 100))" --events "$((events / 5))" --sign-each
for level in heads full; do
    profile "Verifying batches, level $level" \
        "$GOODFAITH" verify --self-declared --level "$level" $(afresh verify) batches.jsonl
done
profile "Verifying entries that are signed each" \
    "$GOODFAITH" verify --self-declared $(afresh verify) each.jsonl
mkdir writer
batch=$((events / 5 < 65536 ? events / 5 : 65536))
profile "The writer appends batches" "$BENCHMARKS" append writer --events "$batch" --rounds 3
statements "$batch" >from.statements
office from.jsonl from.key
profile "\`record --from\`, one batch" "$GOODFAITH" record from.jsonl --from from.statements --key from.key
profile "Replay of verified entries" "$BENCHMARKS" replay batches.jsonl
profile "The state" "$GOODFAITH" state --self-declared $(afresh state) batches.jsonl
