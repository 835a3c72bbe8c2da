"""What came of disturbing one command."""


class Tally:
    """Counts, and a sentence for everything that was lost or wrong."""

    def __init__(self, name):
        self.name = name
        self.calls = self.kills = self.recovery_kills = self.power = self.states = 0
        self.wrong = []

    def note(self, when, sentences):
        self.wrong += [f"{self.name}, {when}: {sentence}" for sentence in sentences]
