# What goes from hand to hand: heads of three of the ledgers, and proofs of single entries. build.sh reads this file in the
# folder of the ledgers. Everything is made of copies, so that no memory of what a key signed lies beside the samples.
# shellcheck shell=sh disable=SC2154

# hand WORD...: runs the command, and shows what it said where it refuses.
hand() {
    "$goodfaith" "$@" </dev/null >"$scratch/said" 2>&1 || {
        cat "$scratch/said" >&2
        exit 1
    }
}

# at NAME: the index of the entry that was stated under that name.
at() { awk -v name="$1" '$1 == name { print $3 }' "$places"; }

export XDG_CACHE_HOME="$scratch/cache"
mkdir -p "$exchange"
for one in us-letter-office ua-commissioner; do
    cp "$one.jsonl" "$scratch/$one.jsonl"
    hand checkpoint "$scratch/$one.jsonl" --key "$scratch/$one.key" --output "$exchange/$one.checkpoint"
done
mine=$scratch/us-letter-office.jsonl
hand prove "$mine" "$(at letter)" --output "$exchange/letter.proof"
hand prove "$mine" "$(at letter)" --format tlog-proof --output "$exchange/letter.tlog-proof"
hand export "$mine" --entry "$(at letter)" --format dsse --output "$exchange/letter.dsse.json"
# The head of an earlier day: the root that the claim was signed over.
earlier=$(at claim)
root=$(sed -n "$((earlier + 1))s/.*\"root\":\"\(sha256:[0-9a-f]*\)\".*/\1/p" "$mine")
hand prove "$mine" --consistency "$earlier:$root" --output "$exchange/goes-on.proof"
case=$(sed -n 's/.*"subject":"\(case\/[^"]*\)".*/\1/p' "$scratch/ua-commissioner.jsonl" | head -n 1)
hand prove "$scratch/ua-commissioner.jsonl" --subject "$case" --output "$exchange/case.proof"

# Two histories: the same key on another machine, with an old copy and without the memory of what it signed. The party is
# the one of the sample that is invented as a whole.
cp neutral-witness.jsonl "$scratch/neutral-witness.jsonl"
hand checkpoint "$scratch/neutral-witness.jsonl" --key "$scratch/neutral-witness.key" \
    --output "$exchange/neutral-witness.checkpoint"
mkdir -p "$scratch/second"
cp "$scratch/neutral-witness.key" "$scratch/second/key"
sed '$d' neutral-witness.jsonl >"$scratch/second/neutral-witness.jsonl"
hand record "$scratch/second/neutral-witness.jsonl" counterpart.noted id=other-observer name="Other observer" \
    class=ngo roles=witness --id 3f5f1d0e-7f43-4c7e-9a63-0f2a5d1f6b11 --time 2025-10-10T20:00:00Z \
    --key "$scratch/second/key"
hand checkpoint "$scratch/second/neutral-witness.jsonl" --key "$scratch/second/key" --output "$scratch/second/checkpoint"
"$goodfaith" compare "$scratch/neutral-witness.jsonl" "$scratch/second/neutral-witness.jsonl" --trust trust.txt \
    --checkpoint "$exchange/neutral-witness.checkpoint" --checkpoint "$scratch/second/checkpoint" \
    --evidence "$exchange/two-histories.proof" >"$scratch/said" 2>&1 </dev/null || [ $? -eq 1 ]
