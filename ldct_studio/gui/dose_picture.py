"""What the dose axis shows, and where."""

from __future__ import annotations

import math
from dataclasses import dataclass

from . import dose_scale
from .dose_marks import DoseMark
from .expected_noise import Expected
from .icons import State
from .language import tr

Curve = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Line:
    """What was measured in one pane at visited doses, by rising dose."""

    letter: str
    name: str
    """What it is in the sentence at the handle."""
    curve: Curve

    def at(self, fraction: float) -> float | None:
        """Return the value at a dose, if that was visited."""
        return value_at(self.curve, fraction)


@dataclass(frozen=True)
class DosePicture:
    """What the axis shows: doses are fractions, noise is in the unit of the volume."""

    fraction: float
    shown: float | None = None
    """The dose that the panes show."""
    state: State = "full"
    noise: Expected | None = None
    """The noise to be expected at any dose; None where it is not known."""
    measured: Curve = ()
    """Measured SD at visited doses, by rising dose."""
    scan: str = tr("Scan")
    hint: str = ""
    scale: dose_scale.DoseScale = dose_scale.RADIATION
    unit: str = "HU"
    lines: tuple[Line, ...] = ()
    """CNR of a lesion instead of noise, where the dose is that of a contrast agent."""
    marks: tuple[DoseMark, ...] = ()
    """Doses that were suggested for the slice on show."""

    def expected(self, fraction: float) -> float | None:
        """Return the expected SD in HU at a dose; None where it is not known."""
        return None if self.noise is None else self.noise.at(fraction)

    @property
    def measured_now(self) -> float | None:
        """The SD measured at the dose of the handle, if it was visited."""
        return value_at(self.measured, self.fraction)


def value_at(curve: Curve, fraction: float) -> float | None:
    """Return the value of a curve at a dose, if that was visited."""
    return next((value for dose, value in curve if math.isclose(dose, fraction, rel_tol=1e-6)), None)


@dataclass(frozen=True)
class Places:
    """Where things lie in a widget of a given size, in px."""

    left: float
    right: float
    strip_top: float
    strip_bottom: float
    track: float
    labels: float
    hint: float
    marks: float
    unit: float
    """px per px at 100 %."""
    width: float
    compact: bool

    @classmethod
    def of(cls, width: int, height: int, scale: float, compact: bool) -> Places:
        """Lay out a widget; the strip is 38 px high, the track below it."""
        top = (10 if compact else 11) * scale
        track = (48 if compact else 60) * scale
        hint = height - 9 * scale
        return cls(
            10 * scale,
            width - 34 * scale,
            top,
            top + (30 if compact else 36) * scale,
            track,
            (69 if compact else 81) * scale,
            hint,
            track - 11 * scale if compact else hint,
            scale,
            width,
            compact,
        )

    def x(self, fraction: float) -> float:
        """Return where a dose lies."""
        return self.left + dose_scale.position(fraction) * (self.right - self.left)

    def fraction(self, x: float) -> float:
        """Return the dose at a place."""
        return dose_scale.fraction_at((x - self.left) / (self.right - self.left))
