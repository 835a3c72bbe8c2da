"""What a user gets from SQLite with a hash chain: each row holds the hash of the row before.

    python3 Tests/Benchmarks/peers/sqlite-chain.py [ROWS]

Prints lines of a name and a number: rows appended a second in one transaction, rows appended a second with a
transaction each, rows verified a second. No row is signed: whoever can write the file can write a whole new
chain, and nobody can tell. The standard library alone is used, on one core.
"""

import hashlib
import os
import sqlite3
import sys
import tempfile
import time


def row(number):
    return b'{"case":"case/%032x","number":%d,"text":"%s"}' % (number, number, b"x" * 600)


def append(database, start, count, each):
    last = database.execute("SELECT hash FROM chain ORDER BY number DESC LIMIT 1").fetchone()
    previous = last[0] if last else b"\0" * 32
    for number in range(start, start + count):
        body = row(number)
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
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    singles = 200
    with tempfile.TemporaryDirectory() as folder:
        database = sqlite3.connect(os.path.join(folder, "chain.db"), isolation_level="DEFERRED")
        database.execute("PRAGMA synchronous=FULL")
        database.execute("CREATE TABLE chain (number INTEGER PRIMARY KEY, body BLOB, hash BLOB)")
        began = time.monotonic()
        append(database, 0, rows, each=False)
        batch = time.monotonic()
        append(database, rows, singles, each=True)
        single = time.monotonic()
        if verify(database) != rows + singles:
            raise SystemExit("rows are missing")
        verified = time.monotonic()
        print(f"append_batch_per_second {rows / (batch - began):.0f}")
        print(f"append_single_per_second {singles / (single - batch):.0f}")
        print(f"verify_per_second {(rows + singles) / (verified - single):.0f}")


main()
