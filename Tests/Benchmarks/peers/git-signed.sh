#!/bin/sh
# What a user gets from git with commits that are signed by SSH keys: one commit an entry.
#
#   sh Tests/Benchmarks/peers/git-signed.sh LEDGER [COMMITS]
#
# Takes the first lines of a file, each as the statement of one commit. Prints two lines of a name and a
# number: commits signed a second, commits verified a second. git starts ssh-keygen for every signature, which
# is nearly all of the time; it uses one core. Objects are synced, as git does where it is asked to.
set -eu
ledger=$(realpath "$1")
commits=${2:-300}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
ssh-keygen -q -t ed25519 -N '' -f key -C office
printf 'office@example.org %s\n' "$(cat key.pub)" >allowed
export GIT_CONFIG_NOSYSTEM=1 HOME="$work"
git init -q repository
cd repository
git config user.name office
git config user.email office@example.org
git config gpg.format ssh
git config user.signingkey "$work/key.pub"
git config gpg.ssh.allowedSignersFile "$work/allowed"
git config core.fsync committed,loose-object
git config gc.auto 0
head -n "$commits" "$ledger" >"$work/entries"
commits=$(wc -l <"$work/entries")

now() { date +%s.%N; }
began=$(now)
number=0
while IFS= read -r entry; do
    printf '%s\n' "$entry" >statement
    git add statement
    git commit -q -S -m "Statement $number"
    number=$((number + 1))
done <"$work/entries"
signed=$(now)
good=$(git log --format=%G? | grep -c '^G$')
verified=$(now)
[ "$good" -eq "$commits" ]
awk -v n="$commits" -v b="$began" -v s="$signed" -v v="$verified" 'BEGIN {
    printf "append_single_per_second %.1f\nverify_per_second %.1f\n", n / (s - b), n / (v - s)
}'
