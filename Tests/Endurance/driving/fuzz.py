"""Gives readers of others' bytes what libFuzzer makes up, starting from the corpus.

usage: fuzz.py LEDGERFUZZ AMOUNT [READER...]

AMOUNT: inputs for all readers together (10000000), of which each gets its share, or seconds for each (60s). Without
a READER all of them.

What libFuzzer finds to reach new code stays in FUZZ_WORK (Tests/Endurance/.build/fuzz), and the next run goes on
from it. Prints a line for each reader: inputs, inputs a second, edges of the code that were reached, and how often
it broke; ends with exit code 1 where one did. The bytes that broke it stay in FUZZ_WORK/broken.
"""

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
CORPUS = HERE / "Corpus"
WORK = Path(os.environ.get("FUZZ_WORK", HERE / ".build" / "fuzz")).absolute()
# Of a thousand inputs, how many each reader gets: about as many as take the same time, and those that take longest
# for one input some times as long, for they have most to read.
SHARES = {"words": 130, "note": 110, "entry": 100, "receipt": 93, "json": 90, "trust": 90, "log": 80, "private-key": 60,
          "public-key": 60, "timestamp": 50, "proof": 50, "policy": 50, "claim": 20, "ledger": 13, "statements": 4}
# Longer inputs find nothing more and take longer; a ledger or a statement needs more than a word does.
BYTES_MAX = {"ledger": 8192, "statements": 8192, "receipt": 4096, "proof": 8192, "claim": 8192, "log": 8300, "words": 128,
             "timestamp": 2048, "json": 1024, "trust": 1024, "entry": 2048}
# So many seconds for one input are a hang, and so many MiB too much memory.
SECONDS_MAX, MEBIBYTES_MAX = 20, 2048


def dictionary(reader):
    """The words of a reader's corpus, for libFuzzer to put together."""
    words = set()
    for file in sorted((CORPUS / reader).iterdir()):
        for word in re.findall(rb'"[^"\\\x00-\x1f\x7f-\xff]{1,40}":?|[A-Za-z0-9_.:/+-]{2,24}', file.read_bytes()):
            words.add(word.decode("ascii"))
    path = WORK / f"{reader}.words"
    chosen = sorted(words, key=lambda word: (len(word), word))[:600]
    path.write_text("".join('"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"\n' for word in chosen))
    return path


def amount(word, reader):
    """What to tell libFuzzer for so many inputs or seconds."""
    if word.endswith("s"):
        return f"-max_total_time={word[:-1]}"
    return f"-runs={int(word) * SHARES[reader] // 1000}"


def fuzz(binary, reader, much):
    """Runs one reader; gives its name and figures."""
    found = WORK / "corpus" / reader
    found.mkdir(parents=True, exist_ok=True)
    broken = WORK / "broken"
    broken.mkdir(exist_ok=True)
    log = WORK / f"{reader}.log"
    words = [binary, amount(much, reader), f"-max_len={BYTES_MAX.get(reader, 4096)}", f"-timeout={SECONDS_MAX}",
             f"-rss_limit_mb={MEBIBYTES_MAX}", f"-dict={dictionary(reader)}", f"-artifact_prefix={broken}/{reader}-",
             "-print_final_stats=1", "-reload=0", str(found), str(CORPUS / reader)]
    environment = os.environ | {"FUZZED": reader, "SWIFT_BACKTRACE": "enable=no"}
    with open(log, "wb") as output:
        status = subprocess.run(words, env=environment, stdout=output, stderr=subprocess.STDOUT).returncode
    text = log.read_text(errors="replace")

    def last(pattern):
        every = re.findall(pattern, text)
        return int(every[-1]) if every else 0

    flaws = re.findall(r"^flaw: .*|^.*Fatal error.*|^.*ERROR: libFuzzer.*", text, re.MULTILINE)
    return {"reader": reader, "inputs": last(r"number_of_executed_units:\s*(\d+)"),
            "a second": last(r"average_exec_per_sec:\s*(\d+)"), "edges": last(r"cov: (\d+)"),
            "memory": last(r"peak_rss_mb:\s*(\d+)"), "kept": len(list(found.iterdir())),
            "broke": 0 if status == 0 else 1, "why": flaws[:2]}


def main():
    binary, much, *readers = sys.argv[1:]
    WORK.mkdir(parents=True, exist_ok=True)
    # Those that take longest first.
    readers = readers or list(reversed(SHARES))
    jobs = int(os.environ.get("JOBS", os.cpu_count() or 1))
    print(f"{'reader':12} {'inputs':>10} {'a second':>9} {'edges':>6} {'kept':>6} {'MiB':>5} {'broke':>6}", flush=True)
    total, broke = 0, []
    with ThreadPoolExecutor(jobs) as pool:
        for one in pool.map(lambda reader: fuzz(binary, reader, much), readers):
            total += one["inputs"]
            broke += [one] if one["broke"] else []
            print(f"{one['reader']:12} {one['inputs']:10} {one['a second']:9} {one['edges']:6} {one['kept']:6} "
                  f"{one['memory']:5} {one['broke']:6}", flush=True)
    print(f"\n{total} inputs, {len(broke)} readers broke")
    for one in broke:
        print(f"  {one['reader']}: {'; '.join(one['why'])}; see {WORK / 'broken'} and {WORK / one['reader']}.log")
    sys.exit(1 if broke else 0)


if __name__ == "__main__":
    main()
