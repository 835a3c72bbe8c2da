# What was found, as Markdown. ratios.sh sources this.

# The whole of budget.tsv, with medians of what was sampled. The ratio is the median of the rounds' own, of
# which the lowest and the highest stand beside it.
budget_table() {
    awk -F '\t' -v only="$only" '
        function median(list, n,    i, j, kept) {
            for (i = 2; i <= n; i++) {
                kept = list[i]
                for (j = i - 1; j >= 1 && list[j] > kept; j--) list[j + 1] = list[j]
                list[j + 1] = kept
            }
            return n % 2 ? list[(n + 1) / 2] : (list[n / 2] + list[n / 2 + 1]) / 2
        }
        function shown(value, unit) {
            if (unit == "/s") return sprintf("%.0f/s", value)
            if (unit == "s") return sprintf(value < 1 ? "%.4f s" : "%.2f s", value)
            if (unit == "calls") return sprintf("%d", value)
            return sprintf("%.1f %s", value, unit)
        }
        function is_met(ratio, bound, number) {
            if (bound ~ /^>=/) return ratio >= number
            if (bound ~ /^<=/) return ratio <= number
            return ratio < number
        }
        FILENAME == "samples" {
            n[$1]++
            reference[$1, n[$1]] = $2; measured[$1, n[$1]] = $3; ratio[$1, n[$1]] = $3 / $2
            next
        }
        FILENAME == "reasons" { reason[$1] = $2; next }
        /^#/ || NF < 5 { next }
        !header++ {
            print "| what | held against | reference | measured | ratio | rounds | budget | |"
            print "|---|---|--:|--:|--:|--:|--:|---|"
        }
        {
            key = $1
            bound = $2 == "*" ? "" : $2
            if (!(key in n) && only != "*" && !(key in reason)) next
            if (!(key in n)) {
                print "| " $4 " | " $5 " | | | | | " bound " | " (key in reason ? reason[key] : "not measured") " |"
                next
            }
            for (i = 1; i <= n[key]; i++) { a[i] = reference[key, i]; b[i] = measured[key, i]; c[i] = ratio[key, i] }
            quotient = median(c, n[key])
            split(bound, parts, " ")
            verdict = bound == "" ? "" : is_met(quotient, bound, parts[2]) ? "met" : "**not met**"
                        printf "| %s | %s | %s | %s | %.2f | %.2f to %.2f | %s | %s |\n", $4, $5, shown(median(a, n[key]), $3),
                shown(median(b, n[key]), $3), quotient, c[1], c[n[key]], bound, verdict
        }' samples reasons "$here/budget.tsv"
}

references_table() {
    local file=register.jsonl
    echo "| reference | on this machine |"
    echo "|---|--:|"
    if [ -e "$file" ]; then
        sha256 "$file"
        awk -v b="$(value_of bytes pass)" -v s="$pass" \
            'BEGIN { printf "| one EVP SHA-256 pass over %.0f MB, one core | %.4f s, %.2f GB/s |\n", b / 1e6, s, b / s / 1e9 }'
        timed openssl dgst -sha256 "$file"
        [ "$(awk '{ print $NF }' out)" = "$(value_of digest pass)" ] || stop "the two digests differ"
        awk -v s="$seconds" \
            'BEGIN { printf "| `openssl dgst -sha256` on the same file, process and reading included | %.4f s |\n", s }'
    fi
    [ -e speeds ] || return 0
    awk -F '\t' -v cores="$cores" '!($1 in seen) { seen[$1] = 1; order[++n] = $1 }
        { signs[$1] += $2; verifies[$1] += $3; rounds[$1]++ }
        END { for (i = 1; i <= n; i++) { a = order[i]
            printf "| `openssl speed`, %s, %d processes, mean of the rounds | signs %.0f/s, verifies %.0f/s |\n",
                a, cores, signs[a] / rounds[a], verifies[a] / rounds[a] } }' speeds
}
