"""The dose axis: logarithmic from 1 to 100 %, with notches that clicks, keys and the wheel go to."""

from __future__ import annotations

import math
from dataclasses import dataclass

from .scene import NOTCH, Scene

LOWEST = 0.01
"""The left end of the axis."""
NOTCHES = tuple(NOTCH**n for n in range(11))
"""The notches from 100 % down to 1.2 %, one at every just noticeable step of noise."""
DEFAULT = NOTCHES[4]
"""The dose that a double click goes back to: 17 %."""


@dataclass(frozen=True)
class DoseScale:
    """The notches of an axis, by falling dose; a single one where the dose cannot be changed."""

    notches: tuple[float, ...] = NOTCHES
    default: float = DEFAULT
    """The dose that a double click goes back to."""
    agent: bool = False
    """Whether the dose is that of a contrast agent, as a fraction of the standard dose."""
    own: float = 1.0
    """The dose of the loaded scan."""

    @property
    def movable(self) -> bool:
        """Whether the dose can be changed."""
        return len(self.notches) > 1

    def held(self, fraction: float) -> float:
        """Return a dose that is wished for, or the only one that there is."""
        return fraction if self.movable else self.default

    def nearest(self, fraction: float) -> float:
        """Return the notch nearest on the axis."""
        return nearest(fraction, self.notches)

    def stepped(self, fraction: float, count: int) -> float:
        """Return the dose ``count`` notches up (negative: down)."""
        return stepped(fraction, count, self.notches)


RADIATION = DoseScale()
AGENT = DoseScale((1.0, 0.75, 0.5, 0.33, 0.25, 0.2, 0.1, 0.05, 0.02, 0.01), 0.1, True)


def of(scene: Scene) -> DoseScale:
    """Return the axis of a scene: that of the contrast agent where a scan before contrast is there.

    A low dose that was measured is the only one: nothing can be simulated from it.
    """
    partner = scene.study.partner if scene.study else None
    if partner is None:
        return RADIATION
    given = partner.pair.injection.fraction
    return DoseScale((given,), given, True, given) if partner.pair.measured else AGENT


def position(fraction: float) -> float:
    """Return where a dose lies on the axis, 0 at 1 % and 1 at 100 %."""
    return 1 - math.log(fraction) / math.log(LOWEST)


def within(fraction: float) -> float:
    """Return the nearest dose that the axis has."""
    return min(max(fraction, LOWEST), 1.0)


def fraction_at(position: float) -> float:
    """Return the dose at a place on the axis, held between 1 and 100 %."""
    return float(LOWEST ** (1 - min(max(position, 0.0), 1.0)))


def nearest(fraction: float, notches: tuple[float, ...] = NOTCHES) -> float:
    """Return the notch nearest on the axis."""
    return min(notches, key=lambda notch: abs(math.log(notch / fraction)))


def notch_number(fraction: float) -> int:
    """Return which notch is nearest, 1 for 100 % to 11 for 1.2 %."""
    return 1 + NOTCHES.index(nearest(fraction))


def on_notch(fraction: float) -> bool:
    """Say whether a dose is a notch."""
    return math.isclose(fraction, nearest(fraction), rel_tol=1e-6)


def stepped(fraction: float, count: int, notches: tuple[float, ...] = NOTCHES) -> float:
    """Return the dose ``count`` notches up (negative: down), from between two notches to the next one."""
    if count > 0:
        above = [notch for notch in reversed(notches) if notch > fraction * (1 + 1e-6)]
        return above[min(count, len(above)) - 1] if above else notches[0]
    below = [notch for notch in notches if notch < fraction * (1 - 1e-6)]
    return below[min(-count, len(below)) - 1] if below else notches[-1]
