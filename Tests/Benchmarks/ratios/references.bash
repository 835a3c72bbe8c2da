# What everything is held against, and the ledgers that it is measured on. ratios.sh and profile.sh source this.

# MARK: References

# One EVP pass of SHA-256 on one core into $pass, in seconds.
sha256() {
    "$BENCHMARKS" sha256 "$1" >pass
    pass=$(value_of sha256_seconds pass)
}

# Signatures a second on all cores into $signs and $verifies; fails where OpenSSL lacks the algorithm.
speed() {
    local found
    found=$(openssl speed -elapsed -seconds "$SPEED" -multi "$cores" "$1" 2>/dev/null | tail -n 1)
    read -r signs verifies <<<"$(awk 'NF > 2 { print $(NF - 1), $NF }' <<<"$found")" || return 1
    awk -v s="$signs" -v v="$verifies" 'BEGIN { exit !(s + 0 > 0 && v + 0 > 0) }'
}
# OpenSSL's name of an algorithm for its measurement.
speed_name() {
    case $1 in
    ecdsa-p256) echo ecdsap256 ;;
    ecdsa-p384) echo ecdsap384 ;;
    ml-dsa-65) echo ML-DSA-65 ;;
    *) echo "$1" ;;
    esac
}

# MARK: Ledgers and statements

# office LEDGER KEY: a new ledger of one entry, and a key for it.
office() {
    [ -e "$2" ] || "$GOODFAITH" key new "$2" --algorithm "${3:-ed25519}" --no-passphrase >/dev/null
    "$GOODFAITH" init "$1" --party office --name Office --class ombudsman --role case_agency \
        --origin office.example/measured --audience partner --key "$2" >/dev/null
}
# So many statements for --from, openings of new cases.
statements() {
    awk -v n="$1" 'BEGIN {
        for (i = 0; i < n; i++)
            printf "{\"type\":\"case.opened\",\"words\":[\"case=new\",\"care_status=separated\",\"country=UA\",\"occurred=2025-08-%02d\"]}\n", 1 + i % 28
    }'
}
# register LEDGER CASES EVENTS [OPTION...]: a ledger of cases in batches.
register() { "$BENCHMARKS" register "$1" --cases "$2" --events "$3" "${@:4}"; }
head_of() { "$GOODFAITH" verify --self-declared --level heads $(afresh verify) "$1" | awk '$1 == "head" { print $2 }'; }
verify() { timed "$GOODFAITH" verify --self-declared "$@"; }
