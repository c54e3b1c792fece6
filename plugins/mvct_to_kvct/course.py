"""What was measured in the course of a training, and whether it still moves."""

from __future__ import annotations

from ldct_studio.api import Looks

LAST = 0.25
"""The part of a training over which it should have come to rest."""
STILL = 0.03
"""By how much a figure may move over that part, of its mean."""


class Course(Looks):
    """Figures by step."""

    def moved(self, name: str, total: int) -> float | None:
        """Return by how much a figure moved over the last quarter of so many steps, of its mean there.

        It is the difference of the means over both halves, which chance from look to look moves little. None
        where it was measured less than twice.
        """
        late = self.since((1 - LAST) * total - 1, name)
        if len(late) < 2 or sum(late) == 0:
            return None
        middle, whole = len(late) // 2, sum(late) / len(late)
        early, end = sum(late[:middle]) / middle, sum(late[middle:]) / (len(late) - middle)
        return abs(end - early) / whole
