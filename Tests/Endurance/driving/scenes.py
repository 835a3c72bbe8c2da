"""What is disturbed: commands that write, each on a stage of its own."""

from dataclasses import dataclass, field
from pathlib import Path

from office import CONTACT, TIME, contacts, identifier, open_offices, prepare

STATED = ["--time", TIME, "--id"]


def record(number, ledger="a", *keys):
    """Words that record a contact."""
    keys = keys or [f"{ledger}.key"]
    return ["record", f"{ledger}.jsonl", *CONTACT, *STATED, identifier(number),
            *[word for key in keys for word in ("--key", key)]]


@dataclass
class Scene:
    """A command line, and what it changes."""
    name: str
    words: list
    # Makes the stage, in a folder with two offices.
    stage: callable = lambda folder: None
    # The ledger that the command appends to, and the key whose memory of it counts.
    ledger: str | None = "a.jsonl"
    key: str = "a.key"
    # Keys that sign besides, and must remember it as well once all is recovered.
    others: tuple = ()
    # Files that must be, each by itself, as before or as after. NAME* stands for the one file of such a name.
    watched: list = field(default_factory=list)
    # Of what follows, the exit codes of a run that nobody disturbs, and of one after a fault.
    statuses: tuple = (0,)
    again: tuple = (0,)
    # Commands of which one must go on from the ledger, whatever state it is in; none where the command ends it.
    next: list = field(default_factory=lambda: [record(900)])
    # After how many bytes more a file takes no more; none where it takes all.
    room: int | None = None

    def make(self, folder):
        open_offices(folder)
        self.stage(folder)


def _batch(count, first=100):
    return lambda folder: contacts(Path(folder) / "batch.jsonl", first, count)


def _grown(count):
    """A ledger that is longer than what is going to be written, so that there is room for that beside it."""
    def stage(folder):
        contacts(Path(folder) / "earlier.jsonl", 500, count)
        prepare(folder, "record", "a.jsonl", "--from", "earlier.jsonl", "--sign-each", "--key", "a.key")
    return stage


def _both(*stages):
    def stage(folder):
        for one in stages:
            one(folder)
    return stage


def _keyed(folder):
    prepare(folder, "key", "new", "second.key", "--no-passphrase")


def _added(folder):
    _keyed(folder)
    prepare(folder, "key", "add", "a.jsonl", "second.key", "--key", "a.key", *STATED, identifier(300))


def _received(folder):
    prepare(folder, "receive", "a.jsonl", "--into", "held")
    prepare(folder, *record(310))


def _withheld(folder):
    _received(folder)
    prepare(folder, "withhold", "a.jsonl", "--entry", "1", "--output", "w.jsonl")


def _torn(count):
    """A ledger of which the last write broke off, with the key's memory of it."""
    def stage(folder):
        folder = Path(folder)
        before = (folder / "a.jsonl").read_bytes()
        prepare(folder, *record(100))
        (folder / "a.jsonl").write_bytes((folder / "a.jsonl").read_bytes()[:len(before) + count])
    return stage


BATCH = ["record", "a.jsonl", "--from", "batch.jsonl", "--key", "a.key"]
HELD = ["held/a-office.*.jsonl", "held/a-office.*.heads"]

RECORDS = [
    Scene("record", record(100)),
    Scene("record, several keys", record(100, "a", "a.key", "second.key"), stage=_added, others=("second.key",),
          next=[record(900, "a", "a.key", "second.key")]),
    Scene("record, batch", BATCH, stage=_batch(5)),
    Scene("record, long batch", BATCH, stage=_both(_grown(60), _batch(50))),
    Scene("record, each signed", [*BATCH, "--sign-each"], stage=_batch(4)),
    Scene("record, torn tail", record(100), stage=_torn(400)),
    Scene("record, line feed missing", record(100), stage=_torn(735)),
    Scene("record, nothing arrived", record(100), stage=_torn(0)),
]

SHORT = [
    Scene(f"record, {room} bytes fit", record(100), room=room) for room in (0, 1, 300, 735)
] + [
    Scene(f"batch, {room} bytes fit", BATCH, stage=_both(_grown(6), _batch(5)), room=room)
    for room in (10, 600, 1300, 3000)
] + [
    Scene(f"each signed, {room} bytes fit", [*BATCH, "--sign-each"], stage=_both(_grown(6), _batch(4)), room=room)
    for room in (10, 800, 1600)
]

KEYS = [
    Scene("key add", ["key", "add", "a.jsonl", "second.key", "--key", "a.key", *STATED, identifier(100)],
          stage=_keyed, again=(0, 64)),
    Scene("key rotate", ["key", "rotate", "a.jsonl", "second.key", "--from", "a.key.pub", "--key", "a.key",
                         *STATED, identifier(100)],
          stage=_keyed, again=(0, 1, 64), next=[record(900, "a", key) for key in ("second.key", "a.key", "second.key")]),
    Scene("key retire", ["key", "retire", "a.jsonl", "second.key.pub", "--key", "a.key", *STATED, identifier(100)],
          stage=_added, again=(0, 64)),
    Scene("close", ["close", "a.jsonl", "--key", "a.key", *STATED, identifier(100)], again=(0, 64), next=[]),
]

OTHERS = [
    Scene("init", ["init", "c.jsonl", "--party", "c-office", "--name", "Office c", "--class", "ngo", "--role",
                   "principal", "--origin", "c-office.example/channel", "--audience", "a-office", "--key", "c.key",
                   *STATED, identifier(100)],
          stage=lambda folder: prepare(folder, "key", "new", "c.key", "--no-passphrase"),
          ledger=None, watched=["c.jsonl"], again=(0, 2), next=[]),
    Scene("key new", ["key", "new", "d.key", "--no-passphrase"], ledger=None, watched=[], again=(0, 2), next=[]),
    Scene("receive, new", ["receive", "a.jsonl", "--into", "held"], ledger=None, watched=HELD, next=[]),
    Scene("receive, ahead", ["receive", "a.jsonl", "--into", "held"], stage=_received, ledger=None, watched=HELD,
          next=[]),
    Scene("receive, put together", ["receive", "w.jsonl", "--into", "held"], stage=_withheld, ledger=None,
          watched=HELD, next=[]),
    Scene("checkpoint", ["checkpoint", "a.jsonl", "--key", "a.key", "--output", "a.checkpoint"], ledger=None,
          watched=["a.jsonl.checkpoint", "a.key.heads/*.checkpoint", "a.checkpoint"], again=(0, 2), next=[]),
    Scene("export", ["export", "a.jsonl", "--output", "copy.jsonl"], ledger=None, watched=["copy.jsonl"],
          again=(0, 2), next=[]),
    Scene("prove", ["prove", "a.jsonl", "1", "--output", "a.proof"], ledger=None, watched=["a.proof"],
          again=(0, 2), next=[]),
]

ALL = RECORDS + SHORT + KEYS + OTHERS
