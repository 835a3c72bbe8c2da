"""The loss of power: of what a command did up to a call, only what it synced is left.

The model is the least that POSIX promises: bytes are on the disk once their file was synced, names once their folder
was. Whatever else was written is gone.
"""

import os
import re
from pathlib import Path

from aftermath import copy

OF_FILE = re.compile(r"^\d+<([^>]+)>")
# How many bytes were to be written, where (at the end, where nothing is said), and how many were.
WRITTEN = re.compile(r'.*"(?:\.\.\.)?, (\d+)(?:, (\d+))?(?:\) += (\d+)| <)')
CUT = re.compile(r"^\d+<[^>]+>, (\d+)")
NAMES = re.compile(r'"([^"]+)"')


class _File:
    """A file by how much of it is on the disk: as many bytes as it had when it was synced last."""

    def __init__(self, at_start=b"", is_folder=False):
        # What it held before this run; None once the run has changed and synced it.
        self.at_start = at_start
        self.is_folder = is_folder
        self.size = self.synced_size = len(at_start)
        # Whether the bytes that were synced still stand in it.
        self.has_synced_bytes = True

    def write(self, start, end):
        """The bytes from `start` are others now, and end at `end`."""
        self.size = max(self.size, end)
        if start < self.synced_size:
            self.has_synced_bytes = False

    def cut(self, size):
        self.write(min(size, self.size), size)
        self.size = size

    def sync(self):
        if not self.is_synced:
            self.at_start = None
        self.synced_size = self.size
        self.has_synced_bytes = True

    @property
    def is_synced(self):
        return self.has_synced_bytes and self.size == self.synced_size

    def on_disk(self, path):
        """What is on the disk of a file that is seen under a path; None where that cannot be told."""
        if self.has_synced_bytes and path and path.exists():
            return path.read_bytes()[:None if self.is_synced else self.synced_size]
        return self.at_start


class _Names:
    """The names of a folder and all in it, as processes see them and as they are on the disk."""

    def __init__(self, start, root):
        self.root = os.path.realpath(root)
        self.seen = {}
        for path in Path(start).rglob("*"):
            name = str(path.relative_to(start))
            self.seen[name] = _File(is_folder=True) if path.is_dir() else _File(path.read_bytes())
        self.kept = dict(self.seen)

    def name(self, path):
        """A path of the run as a name of the stage; None for what lies elsewhere."""
        path = os.path.normpath(os.path.join(self.root, path))
        return os.path.relpath(path, self.root) if path.startswith(self.root + os.sep) else None

    def take(self, call):
        """Does what one call did."""
        if " = -1 " in call.what:
            return
        opened = OF_FILE.match(call.what)
        named = [self.name(path) for path in NAMES.findall(call.what.split(" = ")[0])]
        if call.name in ("fsync", "fdatasync") and opened:
            self._sync(opened.group(1))
        elif call.name in ("write", "pwrite64", "ftruncate") and opened:
            file = self.seen.get(self.name(opened.group(1)) or "")
            if file:
                _write(file, call)
        elif call.name.startswith("openat") and named and named[0]:
            self.seen.setdefault(named[0], _File())
        elif call.name.startswith("mkdir") and named and named[0]:
            self.seen[named[0]] = _File(is_folder=True)
        elif call.name.startswith(("rename", "link")) and len(named) == 2 and named[0] in self.seen:
            self.seen[named[1]] = self.seen[named[0]]
            if call.name.startswith("rename"):
                del self.seen[named[0]]
        elif call.name.startswith("unlink") and named:
            self.seen.pop(named[0], None)

    def _sync(self, path):
        name = self.name(path)
        if name in self.seen and not self.seen[name].is_folder:
            self.seen[name].sync()
            return
        folder = "" if os.path.realpath(path) == self.root else name
        inside = {one for one in {*self.seen, *self.kept} if os.path.dirname(one) == folder}
        for one in inside:
            if one in self.seen:
                self.kept[one] = self.seen[one]
            else:
                self.kept.pop(one, None)


def _write(file, call):
    """Notes which bytes of a file a call changed."""
    if call.name == "ftruncate":
        file.cut(int(CUT.match(call.what).group(1)))
        return
    wanted, place, written = WRITTEN.match(call.what).groups()
    start = file.size if place is None else int(place)
    file.write(start, start + int(written or wanted))


def without_power(base, work, count, target):
    """A copy of what is on the disk after the first calls of a run that left `work`; None where that cannot
    be told: the run did not get as far, since a call of the same name in another thread came first, or it has replaced
    or overwritten what it synced."""
    names = _Names(base.start, base.counted)
    for call in base.calls[:count]:
        names.take(call)
    now = {id(file): name for name, file in names.seen.items()}
    copy(base.start, target)
    for path in sorted(Path(target).rglob("*"), reverse=True):
        if str(path.relative_to(target)) not in names.kept and path.is_file():
            path.unlink()
    for name, file in sorted(names.kept.items()):
        path = Path(target, name)
        if file.is_folder:
            path.mkdir(mode=0o700, exist_ok=True)
            continue
        left = file.on_disk(Path(work, now[id(file)]) if id(file) in now else None)
        if left is None:
            return None
        if path.parent.exists() and (not path.exists() or path.read_bytes() != left):
            path.write_bytes(left)
    return target
