# The peers that somebody would otherwise pick, beside goodfaith on the same entries, as one Markdown table.
# ratios.sh sources this, with measuring.bash before it.

peer_row() { printf '| %s | %s | %s | %s | %s |\n' "$@"; }

# peer NAME PROVES COMMAND...: runs a peer that prints lines of a name and a number.
peer() {
    local name=$1 proves=$2
    shift 2
    say "$name"
    if "$@" >peer.numbers 2>peer.err; then
        peer_row "$name" "$(value_of append_single_per_second peer.numbers)" \
            "$(value_of append_batch_per_second peer.numbers)" "$(value_of verify_per_second peer.numbers)" \
            "$proves"
    else
        peer_row "$name" "" "" "" "left out: $(tail -n 1 peer.err | cut -c 1-120)"
    fi
}

# Records COUNT entries one at a time on a ledger; $rate is how many in a second.
one_at_a_time() {
    local count=$1 began=$EPOCHREALTIME ended number
    for number in $(seq "$count"); do
        "$GOODFAITH" record "$2" case.opened case=new care_status=separated country=UA occurred=2025-09-01 \
            --key "$3" >/dev/null
    done
    ended=$EPOCHREALTIME
    rate=$(awk -v n="$count" -v m=$((${ended/./} - ${began/./})) 'BEGIN { printf "%.0f", n / (m / 1e6) }')
}

# own NAME PROVES OPTION...: goodfaith itself; each figure is the median of the rounds.
own() {
    local name=$1 proves=$2 round single
    shift 2
    say "$name"
    rm -f peer.singles peer.batches peer.verified
    for round in $rounds; do
        rm -rf peer.jsonl peer.key peer.key.*
        forget
        office peer.jsonl peer.key
        timed "$GOODFAITH" record peer.jsonl --from peer.statements --key peer.key "$@"
        calc "$PEER / $seconds" >>peer.batches && echo >>peer.batches
        verify $(afresh verify) peer.jsonl
        calc "$PEER / $seconds" >>peer.verified && echo >>peer.verified
        cp peer.jsonl grown.jsonl
        one_at_a_time 10 grown.jsonl peer.key
        echo "$rate" >>peer.singles
        rm -f grown.jsonl
    done
    peer_row "$name" "$(middle peer.singles)" "$(middle peer.batches)" "$(middle peer.verified)" "$proves"
}
# The middle one of a file of numbers, rounded.
middle() { sort -n "$1" | awk '{ v[NR] = $1 } END { printf "%.0f", v[int((NR + 1) / 2)] }'; }

peers_table() {
    statements "$PEER" >peer.statements
    echo "Entries a second, $PEER entries of $((($(wc -c <"$(signed_peer)") + PEER / 2) / PEER)) bytes, $cores cores:"
    echo
    peer_row "" "one at a time, synced" "together" "verified" "what a verification shows"
    peer_row --- --: --: --: ---
    own "goodfaith, batches" "who stated it, in which order, nothing changed" 
    own "goodfaith, each entry signed" "the same, each entry on a signature of its own" --sign-each
    peer "git, commits signed by SSH keys" "who committed it, in which order, nothing changed" \
        sh "$here/peers/git-signed.sh" "$(signed_peer)" "$((PEER < 300 ? PEER : 300))"
    peer "Python, \`cryptography\`, a pool of processes" "signatures and links alone" \
        python3 "$here/peers/python-ledger.py" "$(signed_peer)"
    peer "SQLite with a hash chain" "that the rows fit each other; anybody could have written them all" \
        python3 "$here/peers/sqlite-chain.py" "$(signed_peer)"
    peer "PostgreSQL with a hash chain" "that the rows fit each other; anybody could have written them all" \
        sh "$here/peers/postgres-chain.sh" "$(signed_peer)"
}
# The entries that all peers take: signed each, of a ledger of its own.
signed_peer() {
    if [ ! -e same.jsonl ]; then
        office same.jsonl same.key
        timed "$GOODFAITH" record same.jsonl --from peer.statements --sign-each --key same.key
    fi
    echo same.jsonl
}
