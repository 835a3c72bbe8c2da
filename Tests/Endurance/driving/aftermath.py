"""What a disturbed command leaves, and whether anything was lost: nothing acknowledged may be missing, nothing half
may count, nobody may be made to sign two histories, and the next command must go on."""

import hashlib
import re
import shutil
from collections import Counter
from pathlib import Path

from office import goodfaith, head, holds, identifier, verdict
from strace import calls


def fingerprint_of_state(folder):
    """Two folders with the same names and bytes have the same one."""
    digest = hashlib.sha256()
    for path in sorted(Path(folder).rglob("*")):
        if path.is_file():
            held = _whatever_the_file(path) if path.suffix == ".receipt" else path.read_bytes()
            digest.update(f"{path.relative_to(folder)}\0{path.stat().st_size}\0".encode() + held)
    return digest.hexdigest()


def _whatever_the_file(receipt):
    """The bytes of a receipt without the inode and the times by which it knows the ledger's file again, which are
    others in every copy of a folder, and without the digest over them."""
    held = bytearray(receipt.read_bytes())
    device = held.find(receipt.stat().st_dev.to_bytes(8, "little"))
    if device < 0:
        return held
    times = device + 16
    while held[times] & 0x80:  # the size, a varint, lies between
        times += 1
    held[device:device + 16], held[times + 1:times + 17] = bytes(16), bytes(16)
    return held[:-32]


def copy(source, target):
    """A fresh copy of a stage."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target, symlinks=True)
    return target


class Base:
    """A scene as it stands before the command, and after a run that nobody disturbs."""

    def __init__(self, scene, folder):
        self.scene = scene
        self.start = f"{folder}/start"
        scene.make(self.start)
        self.room = None
        if scene.ledger:
            before = Path(self.start, scene.ledger).read_bytes()
            self.room = None if scene.room is None else len(before) + scene.room
            self.torn = before
            # The last line may be torn: what was acknowledged ends with the line before it.
            self.before = before[:before.rfind(b"\n") + 1]
        done = self.stage(f"{folder}/done")
        run = goodfaith(done, *scene.words)
        if run.status not in scene.statuses:
            raise RuntimeError(f"{scene.name}: exit {run.status}: {run.error}")
        self.done_folder = done
        self.names = {str(path.relative_to(done)) for path in Path(done).rglob("*")}
        self.new = self.watched(done)
        self.old = self.watched(self.start)
        if scene.ledger:
            self.done = Path(done, scene.ledger).read_bytes()
            self.head_before = memory(self.start, scene.key)
            self.head_done = head(self.done)
        self.counted = self.stage(f"{folder}/counted")
        _, self.calls = calls(self.counted, scene.words, self.room)

    def stage(self, folder):
        """A copy of the stage; where the command remembers what it verified, it verifies the copy."""
        copy(self.start, folder)
        if Path(self.start, ".state").exists():
            goodfaith(folder, "verify", "--self-declared", self.scene.ledger or "a.jsonl")
        return folder

    @property
    def entries(self):
        """How many entries the command appends."""
        return self.done[len(self.before):].count(b"\n")

    def beginning(self, count):
        """The ledger with so many of the command's entries."""
        lines = self.done[len(self.before):].splitlines(keepends=True)
        return self.before + b"".join(lines[:count])

    def signed(self, kept):
        """The ledger up to the head that a key remembers, where the command signed it; otherwise none of it."""
        size = int(kept.split(":")[0]) if kept else 0
        if self.before.count(b"\n") < size <= self.done.count(b"\n") and head(self.done, size) == kept:
            return self.beginning(size - self.before.count(b"\n"))
        return b""

    def watched(self, folder):
        """What is to be either as before or as after."""
        found = {}
        for pattern in self.scene.watched:
            for path in Path(folder).glob(pattern):
                found[str(path.relative_to(folder))] = path.read_bytes()
        return found


def memory(folder, key):
    """The head that a key signed last, as it is kept beside the key; None where none is."""
    for path in sorted(Path(folder, key + ".heads").glob("*")):
        if "." not in path.name:
            line = path.read_bytes().split(b"\n")[0].decode()
            return line
    return None


def after(base, folder, run):
    """Checks what a disturbed run left, and recovers from it; gives what is wrong, a sentence each."""
    try:
        if base.scene.ledger:
            return _after_append(base, folder, run)
        return _after_writing(base, folder, run)
    except (OSError, RuntimeError) as error:
        return [f"{type(error).__name__}: {error}"]


def after_next(base, folder):
    """The same after a disturbed command that was to go on from what another left."""
    try:
        kept = memory(folder, base.scene.key)
        raw = Path(folder, base.scene.ledger).read_bytes()
        return _go_on(base, folder, raw, {one for one in (base.head_before, kept) if one}, base.before)
    except (OSError, RuntimeError) as error:
        return [f"{type(error).__name__}: {error}"]


def _after_writing(base, folder, run):
    wrong = []
    left = base.watched(folder)
    names = set(base.old) | set(base.new)
    for name in names:
        if left.get(name) not in (base.old.get(name), base.new.get(name)):
            wrong.append(f"{name} is neither as before nor as after")
    if run.status == 0 and left != base.new:
        wrong.append("exit 0, but not all is written")
    again = goodfaith(folder, *base.scene.words)
    if again.status not in base.scene.again:
        wrong.append(f"again: exit {again.status}: {again.error.strip()}")
    if base.watched(folder) != base.new:
        wrong.append("not as after, once it was run again")
    return wrong + _leftovers(base, folder)


def _leftovers(base, folder):
    found = {str(path.relative_to(folder)) for path in Path(folder).rglob("*")} - base.names
    found = {name for name in found if not name.startswith((".state", ".cache")) and ".set-aside-" not in name}
    # What a key was about to remember; written over when it signs the next time.
    found = {name for name in found if not (".heads/" in name and name.endswith(".new"))}
    return [f"leaves {name}" for name in sorted(found)]


def _after_append(base, folder, run):
    scene, wrong = base.scene, []
    raw = Path(folder, scene.ledger).read_bytes()
    # As a reader would find it now.
    reader, words = verdict(raw)
    if not (base.done.startswith(raw) or raw == base.torn) or not raw.startswith(base.before):
        wrong.append("the file holds other bytes than those before and the command's own")
    if reader not in (0, 2):
        wrong.append(f"a reader is told exit {reader}: {words}")
    if reader == 0 and not raw.endswith(b"\n"):
        wrong.append("half an entry is accepted")
    acknowledged = base.beginning(base.entries if run.status == 0 else run.output.count("  sha256:"))
    if not raw.startswith(acknowledged):
        wrong.append("acknowledged, but not in the file")
    kept = memory(folder, scene.key)
    seen = {kept} if kept else set()
    if reader == 0:
        seen |= {head(raw)}
    if base.head_before:
        seen |= {base.head_before}
    must_stand = max(acknowledged, base.signed(kept), base.done if raw == base.done else b"", key=len)
    other = copy(folder, folder + ".next") if scene.next else None
    wrong += _run_again(base, folder, raw, seen)
    if other:
        wrong += _go_on(base, other, raw, seen, must_stand)
    return wrong


def _run_again(base, folder, raw, seen):
    """The same command once more: then the ledger is as if nothing had happened."""
    scene, wrong = base.scene, []
    again = goodfaith(folder, *scene.words)
    if again.status not in scene.again:
        wrong.append(f"again: exit {again.status}: {again.error.strip()}")
    final = Path(folder, scene.ledger).read_bytes()
    if final != base.done:
        wrong.append("run again, the ledger is not what it would have been")
    wrong += _nothing_thrown_away(folder, scene.ledger, raw, final)
    for key in (scene.key, *scene.others):
        if memory(folder, key) != base.head_done:
            wrong.append(f"{key} does not remember what it signed, and might sign another history")
    broken = holds(final, seen | {base.head_done})
    return wrong + ([f"run again: {broken}"] if broken else []) + _leftovers(base, folder)


def _go_on(base, folder, raw, seen, must_stand):
    """Another statement instead, and only then the same command again."""
    scene, wrong = base.scene, []
    runs = []
    for words in scene.next:
        runs.append(goodfaith(folder, *words))
        if runs[-1].status == 0:
            break
    if runs[-1].status != 0:
        return [f"nothing can be recorded: exit {runs[-1].status}: {runs[-1].error.strip()}"]
    found = Path(folder, scene.ledger).read_bytes()
    wrong += _nothing_thrown_away(folder, scene.ledger, raw, found)
    if not found.startswith(base.before):
        wrong.append("what was acknowledged before is gone")
    if not found.startswith(must_stand):
        wrong.append("what was signed or acknowledged is gone, and something else stands in its place")
    # All that stands but the last, which is the other statement.
    stands = found[:found.rfind(b"\n", 0, -1) + 1]
    if not any(stands == base.beginning(part) for part in (0, *scene.parts, base.entries)):
        wrong.append("neither all of the command's entries stand nor none")
    broken = holds(found, seen)
    again = goodfaith(folder, *scene.words)
    if again.status not in scene.again:
        wrong.append(f"once it has gone on: exit {again.status}: {again.error.strip()}")
    final = Path(folder, scene.ledger).read_bytes()
    if not final.startswith(found):
        wrong.append("going on changed what stood")
    counts = Counter(re.findall(rb'"id":"([0-9a-f-]{36})"', final))
    for one in {identifier(900).encode(), *re.findall(rb'"id":"([0-9a-f-]{36})"', base.done)}:
        if counts[one] != 1:
            wrong.append(f"{one.decode()} stands {counts[one]} times")
    broken = broken or holds(final, seen)
    return wrong + ([f"going on: {broken}"] if broken else [])


def _nothing_thrown_away(folder, ledger, raw, final):
    if final.startswith(raw):
        return []
    for path in Path(folder).glob(ledger + ".set-aside-*"):
        aside = path.read_bytes()
        if aside and raw.endswith(aside) and final.startswith(raw[:-len(aside)]):
            return []
    return ["bytes of an unfinished write are neither in the file nor set aside"]
