"""What a user gets from SQLite with a hash chain: each row holds the hash of the row before.

    python3 Tests/Benchmarks/peers/sqlite-chain.py LEDGER [SINGLES]

Takes the lines of a file as rows. Prints lines of a name and a number: rows appended a second in one
transaction, rows appended a second with a transaction each, rows verified a second. No row is signed: whoever
can write the file can write a whole new chain, and nobody can tell. The standard library alone is used, on one
core.
"""

import hashlib
import os
import sqlite3
import sys
import tempfile
import time


def append(database, start, bodies, each):
    last = database.execute("SELECT hash FROM chain ORDER BY number DESC LIMIT 1").fetchone()
    previous = last[0] if last else b"\0" * 32
    for number, body in enumerate(bodies, start):
        previous = hashlib.sha256(previous + body).digest()
        database.execute("INSERT INTO chain VALUES (?, ?, ?)", (number, body, previous))
        if each:
            database.commit()
    database.commit()


def verify(database):
    previous = b"\0" * 32
    count = 0
    for number, body, found in database.execute("SELECT number, body, hash FROM chain ORDER BY number"):
        previous = hashlib.sha256(previous + body).digest()
        if number != count or previous != found:
            raise SystemExit(f"row {count} does not fit the chain")
        count += 1
    return count


def main():
    with open(sys.argv[1], "rb") as file:
        bodies = file.read().splitlines()
    singles = bodies[: int(sys.argv[2]) if len(sys.argv) > 2 else 200]
    with tempfile.TemporaryDirectory() as folder:
        database = sqlite3.connect(os.path.join(folder, "chain.db"), isolation_level="DEFERRED")
        database.execute("PRAGMA synchronous=FULL")
        database.execute("CREATE TABLE chain (number INTEGER PRIMARY KEY, body BLOB, hash BLOB)")
        began = time.monotonic()
        append(database, 0, bodies, each=False)
        batch = time.monotonic()
        append(database, len(bodies), singles, each=True)
        single = time.monotonic()
        if verify(database) != len(bodies) + len(singles):
            raise SystemExit("rows are missing")
        verified = time.monotonic()
        print(f"append_batch_per_second {len(bodies) / (batch - began):.0f}")
        print(f"append_single_per_second {len(singles) / (single - batch):.0f}")
        print(f"verify_per_second {(len(bodies) + len(singles)) / (verified - single):.0f}")


main()
