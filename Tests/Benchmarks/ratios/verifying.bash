# The rows of verifying: each entry signed, batches at every level, and verifying again. ratios.sh sources this.

# MARK: Each entry signed

verifying_and_signing() {
    local algorithm round count
    for algorithm in ed25519 ecdsa-p256 ecdsa-p384 ml-dsa-65; do
        wanted "verify-$algorithm" "record-$algorithm" || continue
        say "$algorithm"
        if ! speed "$(speed_name "$algorithm")" ||
            ! "$GOODFAITH" key new "$algorithm.key" --algorithm "$algorithm" --no-passphrase >/dev/null 2>&1; then
            unmeasured "verify-$algorithm" "OpenSSL $(openssl version | cut -d' ' -f2) lacks it"
            unmeasured "record-$algorithm" "OpenSSL $(openssl version | cut -d' ' -f2) lacks it"
            continue
        fi
        count=$(calc "int($verifies * $WORK) + 100")
        statements "$count" >"$algorithm.statements"
        for round in $rounds; do
            rm -rf "$algorithm.jsonl" "$algorithm.key.heads"
            # As the office runs it: with --no-receipt, the second batch verifies the first one anew.
            forget
            office "$algorithm.jsonl" "$algorithm.key"
            speed "$(speed_name "$algorithm")"
            timed "$GOODFAITH" record "$algorithm.jsonl" --from "$algorithm.statements" --sign-each \
                --key "$algorithm.key"
            sample "record-$algorithm" "$signs" "$(calc "$count / $seconds")"
            speed "$(speed_name "$algorithm")"
            verify $(afresh verify) "$algorithm.jsonl"
            sample "verify-$algorithm" "$verifies" "$(calc "($count + 1) / $seconds")"
            printf '%s\t%s\t%s\n' "$algorithm" "$signs" "$verifies" >>speeds
        done
    done
}

# A register of which each entry is signed, half as long as the one in batches.
signed_register() {
    [ -e signed.jsonl ] && return
    say "making a register of $((EVENTS / 2)) entries, signed each"
    "$BENCHMARKS" register signed.jsonl --cases "$((CASES / 2))" --events "$((EVENTS / 2))" --sign-each
}

levels_of_signed() {
    local round
    wanted signed-heads || return 0
    signed_register
    say "each entry signed, level heads"
    for round in $rounds; do
        sha256 signed.jsonl
        verify --level heads $(afresh verify) signed.jsonl
        sample signed-heads "$pass" "$seconds"
    done
}

# MARK: Batches

batches() {
    local round head one
    wanted batches-full batches-heads batches-chain cores || return 0
    head=$(head_of register.jsonl)
    for round in $rounds; do
        say "batches, round $round"
        sha256 register.jsonl
        verify $(afresh verify) register.jsonl
        sample batches-full "$pass" "$seconds"
        sha256 register.jsonl
        verify --level heads $(afresh verify) register.jsonl
        sample batches-heads "$pass" "$seconds"
        sha256 register.jsonl
        verify --level chain --against "$head" $(afresh verify) register.jsonl
        sample batches-chain "$pass" "$seconds"
        [ "$cores" -gt 1 ] || { [ "$round" -gt 1 ] || unmeasured cores "one core"; continue; }
        timed taskset -c 0 "$GOODFAITH" verify --self-declared --level heads $(afresh verify) register.jsonl
        one=$seconds
        verify --level heads $(afresh verify) register.jsonl
        sample cores "$one" "$seconds"
    done
}

# MARK: Verifying again

again() {
    local round lines
    wanted first again again-appended || return 0
    for round in $rounds; do
        say "verifying again, round $round"
        forget
        sha256 register.jsonl
        verify register.jsonl
        sample first "$pass" "$seconds"
        sha256 register.jsonl
        verify register.jsonl
        sample again "$pass" "$seconds"
    done
    wanted again-appended || return 0
    signed_register
    lines=$((EVENTS / 2))
    head -n "$((lines - lines / 10))" signed.jsonl >prefix.jsonl
    for round in $rounds; do
        forget
        verify prefix.jsonl
        sha256 prefix.jsonl
        speed ed25519
        verify signed.jsonl
        sample again-appended "$(calc "$pass + int($lines / 10) / $verifies")" "$seconds"
    done
}
