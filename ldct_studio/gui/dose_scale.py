"""The dose axis: logarithmic from 1 to 100 %, with a notch at every just noticeable step of noise."""

from __future__ import annotations

import math

from .scene import NOTCH

LOWEST = 0.01
"""The left end of the axis."""
NOTCHES = tuple(NOTCH**n for n in range(11))
"""The notches from 100 % down to 1.2 %."""
DEFAULT = NOTCHES[4]
"""The dose that a double click goes back to: 17 %."""


def position(fraction: float) -> float:
    """Return where a dose lies on the axis, 0 at 1 % and 1 at 100 %."""
    return 1 - math.log(fraction) / math.log(LOWEST)


def fraction_at(position: float) -> float:
    """Return the dose at a place on the axis, held between 1 and 100 %."""
    return float(LOWEST ** (1 - min(max(position, 0.0), 1.0)))


def nearest(fraction: float) -> float:
    """Return the notch nearest on the axis."""
    return min(NOTCHES, key=lambda notch: abs(math.log(notch / fraction)))


def notch_number(fraction: float) -> int:
    """Return which notch is nearest, 1 for 100 % to 11 for 1.2 %."""
    return 1 + NOTCHES.index(nearest(fraction))


def on_notch(fraction: float) -> bool:
    """Say whether a dose is a notch."""
    return math.isclose(fraction, nearest(fraction), rel_tol=1e-6)


def stepped(fraction: float, count: int) -> float:
    """Return the dose ``count`` notches up (negative: down), from between two notches to the next one."""
    place = math.log(fraction) / math.log(NOTCH)
    notch = math.ceil(place - count - 1e-6) if count > 0 else math.floor(place - count + 1e-6)
    return NOTCHES[min(max(notch, 0), len(NOTCHES) - 1)]
