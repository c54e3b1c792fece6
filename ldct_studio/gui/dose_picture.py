"""What the dose axis shows, and where."""

from __future__ import annotations

import math
from dataclasses import dataclass

from . import dose_scale
from .icons import State

Curve = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class DosePicture:
    """What the axis shows: doses are fractions, noise is in HU."""

    fraction: float
    shown: float | None = None
    """The dose that the panes show."""
    state: State = "full"
    reference_noise: float | None = None
    """SD of the noise at 100 %; the expected noise follows from it."""
    structure: float = 0.0
    """SD of what the region holds besides noise, such as a vessel; the dose does not change it."""
    measured: Curve = ()
    """Measured SD at visited doses, by rising dose."""
    scan: str = "Scan"
    hint: str = ""
    photon_ratio: float = 1.0
    """Photons of the loaded scan over the photons that 100 % is taken for; 1 unless overridden."""
    rescan: bool = False
    """Whether the whole noise of the dose is added, instead of what is missing from the scan's."""

    def expected(self, fraction: float) -> float | None:
        """Return the expected SD in HU where noise is quantum noise alone, and structure.

        The loaded picture keeps its noise σ_ref. With r = ``photon_ratio``, insertion gives
        σ_ref·sqrt(1 + r·(1 − a)/a), which is σ_ref·a^(-1/2) for r = 1; a rescan σ_ref·sqrt(1 + r/a).
        """
        if self.reference_noise is None:
            return None
        added = self.photon_ratio * ((1 if self.rescan else 1 - fraction) / fraction)
        return math.hypot(self.structure, self.reference_noise * math.sqrt(1 + added))

    @property
    def measured_now(self) -> float | None:
        """The SD measured at the dose of the handle, if it was visited."""
        return next((s for a, s in self.measured if math.isclose(a, self.fraction, rel_tol=1e-6)), None)


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
    unit: float
    """px per px at 100 %."""
    width: float

    @classmethod
    def of(cls, width: int, height: int, scale: float, compact: bool) -> Places:
        """Lay out a widget; the strip is 38 px high, the track below it."""
        top = (10 if compact else 11) * scale
        return cls(
            10 * scale,
            width - 34 * scale,
            top,
            top + (30 if compact else 36) * scale,
            (48 if compact else 60) * scale,
            (69 if compact else 81) * scale,
            height - 9 * scale,
            scale,
            width,
        )

    def x(self, fraction: float) -> float:
        """Return where a dose lies."""
        return self.left + dose_scale.position(fraction) * (self.right - self.left)

    def fraction(self, x: float) -> float:
        """Return the dose at a place."""
        return dose_scale.fraction_at((x - self.left) / (self.right - self.left))
