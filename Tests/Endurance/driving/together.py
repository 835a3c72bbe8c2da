"""Writers and readers of one ledger at the same time.

usage: together.py [SECONDS]   (60 where none are given)

Four writers record single statements and batches as fast as they can, and try again where they are told that
another writes; one signs checkpoints, one exports, one receives the ledger into another office's folder; three
read: with `verify`, with `log`, and the bare bytes. Ends with exit code 1 where an entry that anybody saw is
missing at the end or stands elsewhere, where something was acknowledged and does not stand, where entries of two
batches lie among each other, or where a reader is told of anything worse than an end that is still being written.
"""

import hashlib
import json
import shutil
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from office import CONTACT, TIME, contacts, events, goodfaith, head, holds, identifier, open_offices, prepare
from office import require_tools

BUSY = "another process is writing"


def _write(folder, number, until):
    """Records until the time is up; gives the ids that were acknowledged, in the batches in which they were."""
    acknowledged, busy, wrong, count = [], 0, [], 0
    while time.time() < until:
        first = (number + 1) * 10_000_000 + count * 10
        size = 1 if number % 2 else 5
        if size == 1:
            words = ["record", "a.jsonl", *CONTACT, "--time", TIME, "--id", identifier(first), "--key", "a.key"]
        else:
            contacts(Path(folder, f"batch-{number}.jsonl"), first, size)
            words = ["record", "a.jsonl", "--from", f"batch-{number}.jsonl", "--key", "a.key"]
        run = goodfaith(folder, *words)
        if run.status == 0:
            acknowledged.append([identifier(first + place) for place in range(size)])
            count += 1
        elif run.status == 2 and BUSY in run.error:
            busy += 1
        else:
            wrong.append(f"a writer: exit {run.status}: {run.error.strip()}")
    return {"what": "record" if number % 2 else "record --from", "did": count, "busy": busy, "wrong": wrong,
            "acknowledged": acknowledged}


def _repeat(folder, what, until, words, allowed, told=None):
    """Runs a command again and again; gives how often it was told to wait, and what was wrong."""
    did = busy = number = 0
    wrong, seen = [], []
    while time.time() < until:
        number += 1
        run = goodfaith(folder, *[word.format(number) for word in words])
        if run.status == 0:
            did += 1
        elif run.status in allowed:
            busy += 1
        else:
            wrong.append(f"{what}: exit {run.status}: {run.output.splitlines()[:1]} {run.error.strip()}")
        if told:
            seen += told(run)
    return {"what": what, "did": did, "busy": busy, "wrong": wrong, "seen": seen}


def _heads_told(run):
    """The head that `verify` gives."""
    return [line.split()[1] for line in run.output.splitlines() if line.split()[:1] == ["head"] and run.status == 0]


def _entries_told(run):
    """The last entry that `log --json` gives, with its index."""
    lines = run.output.splitlines() if run.status == 0 else []
    told = json.loads(lines[-1]) if lines else {}
    return [(told["index"], told["hash"])] if told else []


def _look(folder, until):
    """Reads the bare bytes; gives how many there were each time, and their hash."""
    seen = set()
    while time.time() < until:
        found = Path(folder, "a.jsonl").read_bytes()
        seen.add((len(found), hashlib.sha256(found).hexdigest()))
        time.sleep(0.005)
    return {"what": "bare bytes", "did": len(seen), "busy": 0, "wrong": [], "snapshots": sorted(seen)}


def _check(folder, results):
    """Holds the ledger, as it is at the end, against all that was told and seen."""
    final = Path(folder, "a.jsonl").read_bytes()
    known = events(final)
    place = {event.split(b'"id":"')[1][:36].decode(): index for index, event in enumerate(known)}
    wrong = [sentence for result in results for sentence in result["wrong"]]
    acknowledged = [batch for result in results for batch in result.get("acknowledged", [])]
    for batch in acknowledged:
        places = [place.get(one) for one in batch]
        if None in places:
            wrong.append(f"acknowledged and missing: {batch}")
        elif places != list(range(places[0], places[0] + len(places))):
            wrong.append(f"a batch lies apart: {places}")
    if len(known) != 2 + sum(len(batch) for batch in acknowledged):
        wrong.append(f"{len(known)} entries, {sum(map(len, acknowledged))} acknowledged after the first two")
    for result in results:
        for size, digest in result.get("snapshots", []):
            if hashlib.sha256(final[:size]).hexdigest() != digest:
                wrong.append(f"{size} bytes that were seen are not those of the end")
    leaves = [hashlib.sha256(b"\0" + event).hexdigest() for event in known]
    for told in (told for result in results for told in result.get("seen", [])):
        if isinstance(told, str) and head(final, int(told.split(":")[0])) != told:
            wrong.append(f"head {told} was told and is not of this ledger")
        if isinstance(told, tuple) and told[1] != "sha256:" + leaves[told[0]]:
            wrong.append(f"entry {told[0]} was another when it was read")
    broken = holds(final, [head(final)])
    return wrong + ([broken] if broken else []), len(known)


def main():
    require_tools()
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60
    folder = tempfile.mkdtemp(prefix="goodfaith-together-")
    work = f"{folder}/work"
    open_offices(work)
    prepare(work, "checkpoint", "a.jsonl", "--key", "a.key", "--output", "first.checkpoint")
    until = time.time() + seconds
    # 2: an end that is still being written, or another that writes.
    with ProcessPoolExecutor(10) as pool:
        running = [pool.submit(_write, work, number, until) for number in range(4)]
        running += [
            pool.submit(_repeat, work, "verify", until, ["verify", "--self-declared", "a.jsonl"], (2,), _heads_told),
            pool.submit(_repeat, work, "log", until, ["log", "--json", "a.jsonl"], (2,), _entries_told),
            pool.submit(_repeat, work, "checkpoint", until, ["checkpoint", "a.jsonl", "--key", "a.key"], (2,)),
            pool.submit(_repeat, work, "export", until, ["export", "a.jsonl", "--output", "copy-{}.jsonl"], (2,)),
            pool.submit(_repeat, work, "receive", until, ["receive", "a.jsonl", "--into", "held"], (2,)),
            pool.submit(_look, work, until),
        ]
        results = [one.result() for one in running]
    wrong, count = _check(work, results)
    print(f"{'what':16} {'done':>7} {'told to wait':>13} {'wrong':>6}")
    for result in results:
        print(f"{result['what']:16} {result['did']:7} {result['busy']:13} {len(result['wrong']):6}")
    print(f"\n{count} entries after {seconds:.0f} seconds, {len(wrong)} times something was lost or wrong")
    for sentence in wrong[:50]:
        print("  " + sentence)
    shutil.rmtree(folder, ignore_errors=True)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
