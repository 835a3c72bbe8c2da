"""Offices with keys and ledgers in a folder, and goodfaith run on them as a user runs it."""

import functools
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

GOODFAITH = os.path.abspath(os.environ.get("GOODFAITH", "goodfaith")) if "/" in os.environ.get(
    "GOODFAITH", "goodfaith") else shutil.which(os.environ.get("GOODFAITH", "goodfaith"))

TIME = "2025-10-10T15:00:00Z"
CONTACT = ["contact.held", "mode=summit", "level=principal",
           "participants=a-office:principal,b-office:principal", "occurred=2025-08-15"]


def require_tools(*tools):
    """Ends the program where something that it needs is not there."""
    if not GOODFAITH or not os.access(GOODFAITH, os.X_OK):
        sys.exit("no goodfaith to run: GOODFAITH=PATH names it")
    for tool in tools:
        if not shutil.which(tool):
            sys.exit(f"{tool} is missing")


def identifier(number):
    """The id of a statement, so that the same run gives the same bytes."""
    return f"9b2d9f0e-6d4f-4f0a-8a55-{number:012x}"


@dataclass
class Run:
    """What a command did."""
    status: int
    output: str
    error: str

    @property
    def is_killed(self):
        return self.status == -signal.SIGKILL


def environment(folder):
    """The variables of a user whose home is the folder."""
    folder = os.path.abspath(folder)
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LD_LIBRARY_PATH") if name in os.environ}
    return kept | {"HOME": folder, "XDG_STATE_HOME": f"{folder}/.state", "XDG_CACHE_HOME": f"{folder}/.cache",
                   "SWIFT_BACKTRACE": "enable=no"}


def _take_no_signal():
    """Lets a write beyond the limit fail, as it does on a full disk, instead of ending the process."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def goodfaith(folder, *words, under=(), bytes_max=None):
    """Runs the command in a folder.

    under: words before it, such as strace and its options.
    bytes_max: how long any file may become; a write that goes beyond takes what fits.
    """
    # What sets the limit comes after strace, whose own notes are not to be limited.
    limit = [] if bytes_max is None else ["prlimit", f"--fsize={bytes_max}:{bytes_max}"]
    done = subprocess.run(
        [*under, *limit, GOODFAITH, *words], cwd=folder, env=environment(folder), stdin=subprocess.DEVNULL,
        capture_output=True, preexec_fn=_take_no_signal, restore_signals=False, timeout=600)
    return Run(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))


def prepare(folder, *words):
    """Runs what must succeed for the stage to stand."""
    run = goodfaith(folder, *words)
    if run.status != 0:
        raise RuntimeError(f"goodfaith {' '.join(words)}: exit {run.status}: {run.error}")
    return run


def open_offices(folder):
    """Two offices, a and b, each with a key and a ledger, of which each has noted the other."""
    folder = Path(folder)
    folder.mkdir(parents=True)
    (folder / "held").mkdir()
    anchors = []
    for number, (office, other) in enumerate([("a", "b"), ("b", "a")]):
        prepare(folder, "key", "new", f"{office}.key", "--no-passphrase")
        opened = prepare(
            folder, "init", f"{office}.jsonl", "--party", f"{office}-office", "--name", f"Office {office}",
            "--class", "ngo", "--role", "principal", "--origin", f"{office}-office.example/channel",
            "--audience", "a-office", "b-office", "--key", f"{office}.key", "--time", TIME,
            "--id", identifier(number))
        anchors.append(opened.output.strip().splitlines()[-1])
        prepare(
            folder, "record", f"{office}.jsonl", "counterpart.noted", f"id={other}-office", "name=Office",
            "class=ngo", "roles=principal", "--key", f"{office}.key", "--time", TIME,
            "--id", identifier(16 + number))
    (folder / "held" / "trust.txt").write_text("\n".join(anchors) + "\n")


def contacts(path, first, count):
    """Writes a file for `record --from`."""
    participants = '"participants=a-office:principal,b-office:principal"'
    with open(path, "w") as file:
        for number in range(first, first + count):
            file.write(
                f'{{"id":"{identifier(number)}","time":"{TIME}","type":"contact.held","words":['
                f'"mode=summit","level=principal",{participants},"occurred=2025-08-15"]}}\n')


def events(ledger):
    """The bytes of each event of a ledger, without the signatures."""
    return [line[len(b'{"event":'):line.rindex(b',"signatures":')] for line in ledger.splitlines()]


def root(leaves):
    """The RFC 6962 root over leaf hashes: computed here, so that the program does not judge itself."""
    if len(leaves) == 1:
        return leaves[0]
    left = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(b"\1" + root(leaves[:left]) + root(leaves[left:])).digest()


def head(ledger, size=None):
    """The head of a ledger's bytes, or of its first entries."""
    leaves = [hashlib.sha256(b"\0" + event).digest() for event in events(ledger)[:size]]
    return f"{len(leaves)}:sha256:{root(leaves).hex()}"


@functools.lru_cache(maxsize=4096)
def verdict(ledger):
    """Exit code and first words of `verify` on these bytes, which are always the same for the same bytes."""
    with tempfile.TemporaryDirectory(prefix="goodfaith-verdict-") as folder:
        Path(folder, "copy.jsonl").write_bytes(ledger)
        run = goodfaith(folder, "verify", "--self-declared", "copy.jsonl")
    return run.status, " ".join(run.output.splitlines()[:1])


def holds(ledger, heads):
    """What is wrong with a ledger that must verify and go on from those heads; None where nothing is."""
    status, words = verdict(ledger)
    if status != 0:
        return f"verify: exit {status}: {words}"
    for known in heads:
        if head(ledger, int(known.split(":")[0])) != known:
            return f"it does not go on from {known}"
    return None
