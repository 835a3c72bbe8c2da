"""A disk that fails: every call that changes something fails once, or from then on; writes that take a part of
the bytes; and file systems that are really full.

usage: disk.py

Prints a line for each command and kind of failure: how many failures there were, how often the command refused
and how often it went on all the same, and how often something was lost, or the error was not told. Ends with exit
code 1 where anything was.
"""

import errno
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from pathlib import Path

import scenes
from aftermath import Base, after
from office import goodfaith, require_tools
from strace import failing

ERRORS = ["ENOSPC", "EIO", "EDQUOT"]
# Where these fail, a command that says that all is well says too much.
VITAL = ("write", "pwrite64", "rename", "link", "ftruncate", "fsync", "fdatasync")


class Failures:
    """What came of one kind of failure of one command."""

    def __init__(self, name, kind):
        self.name, self.kind = name, kind
        self.count = self.refused = self.went_on = 0
        self.wrong = []

    def note(self, when, run, sentences, error=None):
        self.count += 1
        self.refused += run.status != 0
        self.went_on += run.status == 0
        if run.status < 0:
            sentences = sentences + [f"ended by signal {-run.status}"]
        if run.status > 0 and error and os.strerror(getattr(errno, error)) not in run.error:
            sentences = sentences + [f"the error is not told: {run.error.strip()!r}"]
        self.wrong += [f"{self.name}, {when}: {sentence}" for sentence in sentences]


def try_calls(place):
    """Every call of a command fails: with each error once, and with the first of them from then on."""
    scene = scenes.ALL[place]
    folder = tempfile.mkdtemp(prefix="goodfaith-disk-")
    once, lasting = Failures(scene.name, "once"), Failures(scene.name, "from then on")
    try:
        base = Base(scene, folder)
        for call in base.calls:
            for error in ERRORS:
                _try_call(base, folder, call, error, False, once)
            for error in ERRORS[:2]:
                _try_call(base, folder, call, error, True, lasting)
    except (OSError, RuntimeError) as failure:
        once.wrong.append(f"{scene.name}: {failure}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return [once, lasting]


def _try_call(base, folder, call, error, is_lasting, failures):
    work = base.stage(f"{folder}/work")
    run = goodfaith(work, *base.scene.words, under=failing(call, error, is_lasting))
    is_disposable = "pipe:" in call.what or "/.state" in call.what or "/.cache" in call.what
    wrong = []
    if run.status == 0 and call.name in VITAL and not is_disposable:
        wrong.append(f"exit 0, though the call failed: {call.what[:100]}")
    # Where nothing can be written any more, nor can what happened.
    told = None if is_disposable or is_lasting and call.name == "write" else error
    failures.note(f"{call} {error}{'+' if is_lasting else ''}", run, after(base, work, run) + wrong, told)


def try_short(place):
    """Files that take a part of what is written: so many bytes more and no more."""
    scene = scenes.ALL[place]
    folder = tempfile.mkdtemp(prefix="goodfaith-disk-")
    failures = Failures(scene.name, "short write")
    try:
        base = Base(scene, folder)
        own = base.done[len(base.before):]
        ends = {place + more for place, byte in enumerate(own) if byte == 0x0A for more in (-1, 0, 1)}
        step = max(1, len(own) // 20)
        for room in sorted((set(range(0, len(own), step)) | ends) & set(range(len(own)))):
            work = base.stage(f"{folder}/work")
            run = goodfaith(work, *scene.words, bytes_max=len(base.before) + room)
            wrong = after(base, work, run)
            if run.status == 0:
                wrong.append("exit 0, though not all was written")
            failures.note(f"{room} bytes fit", run, wrong)
    except (OSError, RuntimeError) as failure:
        failures.wrong.append(f"{scene.name}: {failure}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return [failures]


# MARK: Full file systems

def _mount(kind, folder):
    """Mounts a small file system; false where that may not be."""
    Path(folder).mkdir()
    if kind == "tmpfs":
        words = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder]
    else:
        image = folder + ".image"
        with open(image, "wb") as file:
            file.truncate(8 << 20)
        made = subprocess.run(["mkfs.ext4", "-q", "-F", image], capture_output=True)
        if made.returncode != 0:
            return False
        words = ["mount", "-o", "loop", image, folder]
    return subprocess.run(words, capture_output=True).returncode == 0


def _fill(folder, blocks):
    """Fills a file system to all but so many blocks."""
    block = os.statvfs(folder).f_frsize
    filler = os.path.join(folder, "filler")
    with open(filler, "wb", buffering=0) as file:
        size = block
        while size >= 1:
            try:
                while file.write(bytes(size)) == size:
                    size = block
            except OSError:
                pass
            size //= 2
        os.fsync(file.fileno())
        file.truncate(max(0, (file.tell() // block - blocks) * block))
        os.fsync(file.fileno())
    return filler


def try_full(kind):
    """A file system with 0 to 9 blocks left: recording one statement, and a batch of several blocks."""
    folder = tempfile.mkdtemp(prefix="goodfaith-disk-")
    found = []
    mounted = False
    try:
        mounted = shutil.which("mount") is not None and _mount(kind, f"{folder}/full")
        if not mounted:
            return [Failures(f"{kind}, may not be mounted here", "full")]
        for name in ("record", "record, long batch", "record, each signed", "checkpoint", "receive, ahead"):
            scene = next(scene for scene in scenes.ALL if scene.name == name)
            failures = Failures(name, f"full {kind}")
            base = Base(scene, f"{folder}/full/stages")
            for blocks in range(10):
                work = base.stage(f"{folder}/full/work")
                filler = _fill(f"{folder}/full", blocks)
                run = goodfaith(work, *scene.words)
                os.remove(filler)
                failures.note(f"{blocks} blocks left", run, after(base, work, run),
                              "ENOSPC" if run.status > 0 else None)
                for left in ("work", "work.next"):
                    shutil.rmtree(f"{folder}/full/{left}", ignore_errors=True)
            shutil.rmtree(f"{folder}/full/stages", ignore_errors=True)
            found.append(failures)
    except (OSError, RuntimeError) as failure:
        found.append(Failures(kind, "full"))
        found[-1].wrong.append(f"{kind}: {failure}")
    finally:
        if mounted:
            subprocess.run(["umount", f"{folder}/full"], capture_output=True)
        shutil.rmtree(folder, ignore_errors=True)
    return found


def main():
    require_tools("strace", "prlimit")
    jobs = int(os.environ.get("JOBS", os.cpu_count() or 1))
    chosen = [place for place, scene in enumerate(scenes.ALL)
              if scene.room is None and not scene.is_long and os.environ.get("SCENE", "") in scene.name]
    short = [place for place in chosen if scenes.ALL[place] in scenes.RECORDS]
    print(f"{'command':34} {'failure':14} {'times':>6} {'refused':>8} {'went on':>8} {'lost':>5}", flush=True)
    total, wrong = 0, []
    with ProcessPoolExecutor(jobs) as pool:
        for found in chain(pool.map(try_calls, chosen), pool.map(try_short, short),
                           pool.map(try_full, [] if "SCENE" in os.environ else ["tmpfs", "ext4"])):
            for failures in found:
                total += failures.count
                wrong += failures.wrong
                print(f"{failures.name:34} {failures.kind:14} {failures.count:6} {failures.refused:8} "
                      f"{failures.went_on:8} {len(failures.wrong):5}", flush=True)
    print(f"\n{total} failures, {len(wrong)} times something was lost, wrong or not told")
    for sentence in wrong[:100]:
        print("  " + sentence)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
