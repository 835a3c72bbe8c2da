"""Faults from outside: strace stops a command at a system call, or makes the call fail."""

import re
from dataclasses import dataclass

from office import goodfaith

# The calls that change what is on the disk, under their names on any machine.
CHANGING = ["write", "writev", "pwrite64", "pwritev", "pwritev2", "rename", "renameat", "renameat2", "link",
            "linkat", "symlink", "symlinkat", "unlink", "unlinkat", "ftruncate", "truncate", "fallocate",
            "fsync", "fdatasync", "sync_file_range", "mkdir", "mkdirat", "rmdir", "chmod", "fchmod", "fchmodat",
            "utimensat", "copy_file_range", "sendfile"]


@dataclass(frozen=True)
class Call:
    """One system call of a run: the n-th of that name in its thread, and what it was about."""
    name: str
    number: int
    what: str

    def __str__(self):
        return f"{self.name} {self.number}"


LINE = re.compile(r"^(\d+)\s+(\w+)\((.*)$")


def calls(folder, words, bytes_max=None):
    """Runs a command undisturbed; gives its run and every call of it that changes something."""
    log = folder + ".calls"
    names = ",".join("?" + name for name in CHANGING + ["openat"])
    run = goodfaith(folder, *words, under=["strace", "-f", "-qq", "-y", "-o", log, "-e", f"trace={names}"],
                    bytes_max=bytes_max)
    counts, found = {}, {}
    with open(log, errors="replace") as lines:
        for line in lines:
            match = LINE.match(line)
            if not match:
                continue
            thread, name, rest = match.groups()
            counts[thread, name] = counts.get((thread, name), 0) + 1
            # An event file wakes a thread; nothing of it is on a disk.
            if name == "openat" and "O_CREAT" not in rest or "anon_inode" in rest.split(",")[0]:
                continue
            call = Call(name, counts[thread, name], rest)
            found.setdefault((call.name, call.number), call)
    return run, list(found.values())


def killing(call):
    """Words that kill a command when it is about to make the call."""
    return ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call.name}",
            "-e", f"inject={call.name}:signal=KILL:when={call.number}"]


def failing(call, error, lasting=False):
    """Words that make the call fail, or every one of that name from it on."""
    return ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call.name}",
            "-e", f"inject={call.name}:error={error}:when={call.number}{'+' if lasting else ''}"]
