"""Turns: in a drag no pane stands still for long, and the first one hardly waits for the others."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable

from ..core.lane import Lane
from ..plugin import shows_map

EVERY = 0.25
"""Seconds without a turn after which a lane may go before a newer request."""
AT_ONCE = 0.03
"""Seconds after which it is stopped, which takes some 20 ms: no drag is felt to stumble."""
_FREE = 4.0
"""Times a turn for which no other follows, so that turns take at most a fifth of a drag."""


class Turns:
    """Which lane may go on although something newer waits: the one that was left out longest.

    Lanes are known by their title, which stays while their settings are dragged.
    """

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._next: dict[str, float] = {}
        self._free_until = 0.0

    def due(self, lanes: Iterable[Lane]) -> Lane | None:
        """Return the lane whose turn it is."""
        now = self._clock()
        if now < self._free_until:
            return None
        waiting = [lane for lane in lanes if self._at(lane) <= now]
        return min(waiting, key=self._at, default=None)

    def finished(self, lane: Lane, seconds: float) -> None:
        """Hear that a lane got as far as it can here, in its turn or because nothing newer waited.

        One that took too long for a turn has none, until it is finished sooner.
        """
        self._next[lane.title] = self._clock() + EVERY if seconds <= AT_ONCE else math.inf

    def holds_up(self, lane: Lane) -> bool:
        """Say whether a lane holds a newer request up: a slow map, whose long transforms nothing stops."""
        return self._at(lane) == math.inf and shows_map(lane.steps)

    def delayed(self, lane: Lane, seconds: float) -> None:
        """Hear for how long something newer may have waited for the turn of a lane."""
        now = self._clock()
        self._free_until = now + _FREE * seconds
        if seconds > AT_ONCE:
            self._next[lane.title] = math.inf

    def _at(self, lane: Lane) -> float:
        return self._next.get(lane.title, float("-inf"))
