"""The loss of power: of what a command did up to a call, only what it synced is left.

The model is the least that POSIX promises: bytes are on the disk once their file was synced, names once their folder
was. Whatever else was written is gone.
"""

import os
import re
from pathlib import Path

from aftermath import copy

OF_FILE = re.compile(r"^\d+<([^>]+)>")
NAMES = re.compile(r'"([^"]+)"')


class _File:
    """A file by what is on the disk of it."""

    def __init__(self, at_start, is_folder=False):
        self.at_start = at_start
        self.is_synced = True
        self.is_folder = is_folder


class _Names:
    """The names of a folder and all in it, as processes see them and as they are on the disk."""

    def __init__(self, start, root):
        self.root = os.path.realpath(root)
        self.seen = {}
        for path in Path(start).rglob("*"):
            name = str(path.relative_to(start))
            self.seen[name] = _File(None, True) if path.is_dir() else _File(path.read_bytes())
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
                file.is_synced = False
        elif call.name.startswith("openat") and named and named[0]:
            self.seen.setdefault(named[0], _File(b""))
        elif call.name.startswith("mkdir") and named and named[0]:
            self.seen[named[0]] = _File(None, True)
        elif call.name.startswith(("rename", "link")) and len(named) == 2 and named[0] in self.seen:
            self.seen[named[1]] = self.seen[named[0]]
            if call.name.startswith("rename"):
                del self.seen[named[0]]
        elif call.name.startswith("unlink") and named:
            self.seen.pop(named[0], None)

    def _sync(self, path):
        name = self.name(path)
        if name in self.seen and not self.seen[name].is_folder:
            self.seen[name].is_synced = True
            return
        folder = "" if os.path.realpath(path) == self.root else name
        inside = {one for one in {*self.seen, *self.kept} if os.path.dirname(one) == folder}
        for one in inside:
            if one in self.seen:
                self.kept[one] = self.seen[one]
            else:
                self.kept.pop(one, None)


def without_power(base, work, count, target):
    """A copy of what is on the disk after the first calls of a run that left `work`."""
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
        left = file.at_start or b""
        if file.is_synced and Path(work, now.get(id(file), "?")).exists():
            left = Path(work, now[id(file)]).read_bytes()
        if path.parent.exists() and (not path.exists() or path.read_bytes() != left):
            path.write_bytes(left)
    return target
