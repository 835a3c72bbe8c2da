#!/bin/sh
# What a user gets from PostgreSQL with a hash chain that the server keeps: each row holds the hash of the row
# before, and a function appends.
#
#   sh Tests/Benchmarks/peers/postgres-chain.sh LEDGER [SINGLES]
#
# Takes the lines of a file as rows, in a server of its own that listens on a socket in a scratch folder and
# ends with the script. Prints lines of a name and a number, as sqlite-chain.py does. No row is signed. A server
# refuses to run as root; then the user of Debian's package runs it.
set -eu
ledger=$(realpath "$1")
singles=${2:-200}
programs=
for found in /usr/lib/postgresql/*/bin; do
    if [ -x "$found/initdb" ]; then programs=$found; fi
done
if [ -z "$programs" ]; then
    echo "postgres-chain.sh: PostgreSQL is missing; apt-get install postgresql" >&2
    exit 3
fi
work=$(mktemp -d)
as=
if [ "$(id -u)" -eq 0 ]; then
    id postgres >/dev/null 2>&1 || { echo "postgres-chain.sh: there is no user postgres to run it" >&2; exit 3; }
    chown postgres "$work"
    as="setpriv --reuid=postgres --regid=postgres --clear-groups"
fi
end() {
    $as "$programs/pg_ctl" -D "$work/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$work"
}
trap end EXIT
cd "$work"
export PGHOST="$work" PGUSER=peer PGDATABASE=postgres
$as "$programs/initdb" -D data -U peer -A trust -E UTF8 --locale=C >/dev/null
$as "$programs/pg_ctl" -D data -w -l "$work/log" -o "-k $work -c listen_addresses=''" start >/dev/null
ask() { "$programs/psql" -X -q -A -t -v ON_ERROR_STOP=1 "$@"; }
now() { date +%s.%N; }

ask <<'SQL'
CREATE TABLE chain (number bigint PRIMARY KEY, body text NOT NULL, hash bytea NOT NULL);
CREATE TABLE arriving (number bigserial PRIMARY KEY, body text NOT NULL);
CREATE FUNCTION append(entry text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE last chain%ROWTYPE;
BEGIN
    LOCK TABLE chain IN EXCLUSIVE MODE;
    SELECT * INTO last FROM chain ORDER BY number DESC LIMIT 1;
    INSERT INTO chain VALUES (coalesce(last.number + 1, 0), entry,
        sha256(coalesce(last.hash, '\x') || convert_to(entry, 'UTF8')));
END $$;
SQL
# The file is no CSV: marks that no entry can hold keep it from being read as one.
began=$(now)
ask -c "COPY arriving (body) FROM STDIN WITH (FORMAT csv, QUOTE e'\\x01', DELIMITER e'\\x02')" <"$ledger"
ask -c "SELECT count(append(body)) FROM (SELECT body FROM arriving ORDER BY number) AS each" >/dev/null
batch=$(now)
head -n "$singles" "$ledger" | sed "s/'/''/g; s/^/SELECT append('/; s/\$/');/" >single.sql
singles=$(wc -l <single.sql)
single=$(now)
ask -f single.sql >/dev/null
appended=$(now)
bad=$(ask -c "SELECT count(*) FROM (SELECT hash, sha256(coalesce(lag(hash) OVER (ORDER BY number), '\\x')
    || convert_to(body, 'UTF8')) AS expected FROM chain) AS each WHERE hash <> expected")
verified=$(now)
rows=$(ask -c "SELECT count(*) FROM chain")
entries=$(wc -l <"$ledger")
[ "$bad" -eq 0 ] && [ "$rows" -eq $((entries + singles)) ]
awk -v n="$entries" -v s="$singles" -v b="$began" -v t="$batch" -v u="$single" -v a="$appended" -v v="$verified" '
    BEGIN {
        printf "append_batch_per_second %.0f\nappend_single_per_second %.0f\nverify_per_second %.0f\n",
            n / (t - b), s / (a - u), (n + s) / (v - a)
    }'
