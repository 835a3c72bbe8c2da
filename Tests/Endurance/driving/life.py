"""An office that goes on for a long time in one folder while its commands are killed again and again at random."""

import random
import re
import shutil
import tempfile
from pathlib import Path

from aftermath import memory
from tally import Tally
from office import CONTACT, TIME, contacts, goodfaith, holds, identifier, open_offices
from strace import Call, killing

# What the commands of this office call, and about how often each.
CALLS = [("pwrite64", 4), ("fdatasync", 4), ("fsync", 4), ("rename", 3), ("write", 2), ("link", 1), ("unlink", 2),
         ("ftruncate", 2), ("mkdir", 3)]


class Office:
    """The office, and what it knows of its ledger."""

    def __init__(self, folder, seed):
        self.folder = folder
        self.random = random.Random(seed)
        self.next_number = 1000
        self.acknowledged = set()
        self.heads = set()
        open_offices(folder)
        self.standing = self.bytes()

    def bytes(self):
        return Path(self.folder, "a.jsonl").read_bytes()

    def numbers(self, count):
        self.next_number += count
        return list(range(self.next_number - count, self.next_number))

    def draw(self):
        """The next command, and the ids that it acknowledges."""
        kind = self.random.choices(["record", "batch", "each", "checkpoint", "receive"], [5, 3, 2, 1, 1])[0]
        if kind == "record":
            [number] = self.numbers(1)
            return ["record", "a.jsonl", *CONTACT, "--time", TIME, "--id", identifier(number), "--key",
                    "a.key"], [number]
        if kind in ("batch", "each"):
            numbers = self.numbers(self.random.randint(2, 6))
            contacts(Path(self.folder, "batch.jsonl"), numbers[0], len(numbers))
            each = ["--sign-each"] if kind == "each" else []
            return ["record", "a.jsonl", "--from", "batch.jsonl", "--key", "a.key", *each], numbers
        if kind == "checkpoint":
            return ["checkpoint", "a.jsonl", "--key", "a.key"], []
        return ["receive", "a.jsonl", "--into", "held"], []

    def step(self):
        """Runs one command, mostly to its death; gives whether it was killed, and what is wrong."""
        words, numbers = self.draw()
        name, often = self.random.choice(CALLS)
        under = killing(Call(name, self.random.randint(1, often), "")) if self.random.random() < 0.9 else []
        room = None
        if self.random.random() < 0.25:
            room = max(len(self.bytes()), 4096) + self.random.randint(0, 2000)
        run = goodfaith(self.folder, *words, under=under, bytes_max=room)
        wrong = []
        raw = self.bytes()
        if not raw.startswith(self.standing):
            wrong.append(f"after {words[0]}: what was acknowledged is gone")
        if numbers and run.status == 0 or "sha256:" in run.output and words[0] == "record":
            self.acknowledged |= set(numbers)
            self.standing = raw
        kept = memory(self.folder, "a.key")
        self.heads |= {kept} if kept else set()
        if run.status == 1:
            wrong.append(f"after {words[0]}: exit 1: {run.error.strip()}")
        return run.is_killed, wrong

    def check(self):
        """Nothing that was acknowledged or signed is missing."""
        goodfaith(self.folder, "record", "a.jsonl", *CONTACT, "--time", TIME, "--id",
                  identifier(self.numbers(1)[0]), "--key", "a.key")
        wrong = []
        raw = self.bytes().decode()
        stand = re.findall(r'"id":"([0-9a-f-]{36})"', raw)
        if len(stand) != len(set(stand)):
            wrong.append("a statement stands twice")
        missing = {identifier(number) for number in self.acknowledged} - set(stand)
        if missing:
            wrong.append(f"{len(missing)} acknowledged statements are missing")
        broken = holds(self.bytes(), self.heads)
        return wrong + ([broken] if broken else [])


def live(kills, seed):
    """Goes on until so many kills have happened."""
    folder = tempfile.mkdtemp(prefix="goodfaith-life-")
    tally = Tally("a long life")
    try:
        office = Office(f"{folder}/office", seed)
        steps = 0
        while tally.kills < kills and not tally.wrong:
            steps += 1
            is_killed, wrong = office.step()
            tally.kills += is_killed
            tally.note(f"step {steps}", wrong)
            if steps % 20 == 0:
                tally.note(f"step {steps}", office.check())
        tally.note("the end", office.check())
        tally.calls = steps
        tally.states = set(office.heads)
    except (OSError, RuntimeError) as error:
        tally.note("life", [str(error)])
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return tally
