"""What came of disturbing one command."""


class Tally:
    """Counts, and a sentence for everything that was lost or wrong."""

    def __init__(self, name):
        self.name = name
        self.calls = self.kills = self.recovery_kills = self.power = 0
        # What was left, each once.
        self.states = set()
        self.wrong = []

    def note(self, when, sentences):
        self.wrong += [f"{self.name}, {when}: {sentence}" for sentence in sentences]


def together(tallies):
    """The tally of what was shared out."""
    whole = Tally(tallies[0].name)
    for tally in tallies:
        whole.calls = tally.calls
        whole.kills += tally.kills
        whole.recovery_kills += tally.recovery_kills
        whole.power += tally.power
        whole.states |= tally.states
        whole.wrong += tally.wrong
    return whole
