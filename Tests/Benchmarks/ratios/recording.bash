# The rows of recording: the writer, --from, and one entry at a time. ratios.sh sources this.

writer() {
    local word reference
    mkdir -p writer
    if wanted append-batch; then
        say "the writer, a batch"
        "$BENCHMARKS" append writer --events "$BATCH" --rounds "$ROUNDS" >appended
        while read -r _ word _ reference _; do sample append-batch "$reference" "$word"; done <appended
    fi
    if wanted append-each; then
        say "the writer, signing each"
        for round in $rounds; do
            speed ed25519
            "$BENCHMARKS" append writer --events "$BATCH" --rounds 1 --sign-each >appended
            read -r _ word _ <appended
            sample append-each "$signs" "$(calc "$BATCH / $word")"
        done
    fi
}

# record_from KEY COUNT: what --from costs, beside hashing what it wrote.
record_from() {
    local round
    wanted "$1" || return 0
    say "--from, $2 statements"
    statements "$2" >from.statements
    for round in $rounds; do
        rm -rf from.jsonl from.key from.key.* written
        forget
        office from.jsonl from.key
        may_fail=yes
        if ! timed "$GOODFAITH" record from.jsonl --from from.statements --key from.key; then
            may_fail=
            unmeasured "$1" "refused: $(grep -m 1 -o 'error: .*' err | cut -c 8-120)"
            return
        fi
        may_fail=
        tail -n +2 from.jsonl >written
        sha256 written
        sample "$1" "$pass" "$seconds"
        printf '%s\n' "$(calc "$2 / $seconds")" >>"$1.rates"
    done
}

# One entry at a time, on ledgers of several sizes in turn.
single() {
    local round count number smallest
    wanted record-calls record-middle record-large || return 0
    forget
    for count in $LEDGERS; do
        say "one entry, on $count"
        # Of one seed they would be copies of one ledger, and share what is remembered of it.
        register "single-$count.jsonl" "$((count / 20))" "$count" --seed "$count"
        verify "single-$count.jsonl"
        # The first one builds what it wants to have.
        record_one "$count"
    done
    for round in $(seq "$((ROUNDS * 3))"); do
        number=0
        for count in $LEDGERS; do
            record_one "$count"
            number=$((number + 1))
            case $number in
            1) smallest=$seconds; printf '%s\n' "$seconds" >>single.seconds ;;
            2) sample record-middle "$smallest" "$seconds" ;;
            *) sample record-large "$smallest" "$seconds" ;;
            esac
        done
    done
    calls "${LEDGERS##* }"
    rm -f single-*.jsonl
}
record_one() {
    timed "$GOODFAITH" record "single-$1.jsonl" case.opened case=new care_status=separated country=UA \
        occurred=2025-09-01 --key "single-$1.jsonl.key"
}
# How often one recording writes the ledger file, and syncs it.
calls() {
    command -v strace >/dev/null || { unmeasured record-calls "strace is missing"; return; }
    strace -f -y -o calls -e trace=write,writev,pwrite64,pwritev,pwritev2,fsync,fdatasync \
        "$GOODFAITH" record "single-$1.jsonl" case.opened case=new care_status=separated country=UA \
        occurred=2025-09-01 --key "single-$1.jsonl.key" >/dev/null
    sample record-calls 2 "$(grep -c "<[^>]*/single-$1.jsonl>" calls || true)"
}
