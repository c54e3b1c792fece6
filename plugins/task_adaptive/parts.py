"""A part of a run: one network of the set, with a folder, a seed and a clock of its own."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from ldct_studio.api import Kept, PartOfRun, Run


class Clock:
    """Wall time that is kept with the checkpoints; what a crash made to be done again counts once."""

    def __init__(self) -> None:
        self.seconds = 0.0
        """Up to the newest checkpoint."""
        self._since = time.monotonic()

    def state_dict(self) -> dict[str, object]:
        """Return the seconds so far."""
        now = time.monotonic()
        self.seconds, self._since = self.seconds + now - self._since, now
        return {"seconds": self.seconds}

    def load_state_dict(self, state_dict: dict[str, object]) -> None:
        """Go on from seconds that were kept."""
        seconds = state_dict["seconds"]
        assert isinstance(seconds, float)
        self.seconds, self._since = seconds, time.monotonic()


class Part(PartOfRun):
    """A part of a run with a folder, a seed and a clock of its own, named after seed and network."""

    def __init__(self, run: Run, folder: Path, seed: int) -> None:
        super().__init__(run, folder, f"{folder.parent.name}/{folder.name}", seed)
        self.clock = Clock()

    def steps(self, total: int, kept: Mapping[str, Kept]) -> Iterator[int]:
        """Yield the steps of a stage of the whole run; the clock is kept with them."""
        self.message(f"{total} steps.")
        return super().steps(total, {**kept, "clock": self.clock})
