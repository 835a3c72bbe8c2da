# The rows of replay, and of memory. ratios.sh sources this.

replay() {
    local round
    wanted replay || return 0
    for round in $rounds; do
        say "replay, round $round"
        "$BENCHMARKS" replay register.jsonl >replayed
        sample replay "$(value_of sha256_seconds replayed)" "$(value_of replay_seconds replayed)"
    done
}

memory() {
    local name state half_entries
    wanted memory-verify memory-cases memory-events || return 0
    register half.jsonl "$((CASES / 2))" "$((EVENTS / 2))"
    register sparse.jsonl "$CASES" "$((EVENTS / 2))"
    declare -A of
    for name in register half sparse; do
        say "memory of $name"
        watched "$GOODFAITH" verify --self-declared $(afresh verify) "$name.jsonl"
        of[$name]=$kib
        watched "$GOODFAITH" state --self-declared $(afresh state) "$name.jsonl"
        of[$name-state]=$(calc "($kib - ${of[$name]}) / 1024")
    done
    half_entries=$((EVENTS - EVENTS / 2))
    sample memory-verify 16 "$(calc "(${of[register]} - ${of[half]}) * 1024 / $half_entries")"
    sample memory-cases "$(calc "2 * ${of[half-state]}")" "${of[register-state]}"
    sample memory-events "${of[sparse-state]}" "${of[register-state]}"
    rm -f half.jsonl sparse.jsonl
}
