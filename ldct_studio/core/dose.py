"""Scan and DoseLevel: what 100 % was, and what a fraction of it means."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal, Self

from .errors import GeometryError

WindowName = Literal["ram-lak", "shepp-logan", "cosine", "hamming", "hann"]
Source = Literal["default", "estimated", "known", "user", "study", "flats", "recorded", "unknown"]
"""Who says what ``photons`` are: "study" is the plan of a study of cells, "flats" are pictures without the
object, "recorded" is the scanner's word, and "unknown" that a measured scan is not in photons, so that its
dose cannot be lowered."""


@dataclass(frozen=True)
class Apodization:
    """The window on the ramp filter; ``cutoff`` is a fraction of the detector's Nyquist frequency.

    ``boost`` multiplies the window by 1 + boost·sin²(πf/cutoff) for the edge-enhancing kernels of real
    scanners; 0 for the textbook windows.
    """

    name: WindowName = "ram-lak"
    cutoff: float = 1.0
    boost: float = 0.0


@dataclass(frozen=True)
class Exposure:
    """What the header says of the exposure; None where it says nothing. Facts, never trusted for noise."""

    kvp: float | None = None
    mas: float | None = None
    """Effective mAs, or mAs as recorded where the vendor's meaning is unsure."""
    mas_as_recorded: bool = True
    ctdi_vol: float | None = None
    """CTDIvol in mGy."""
    ctdi_phantom_cm: int | None = None
    """16 (head) or 32 (body); None where the header does not say."""
    kernel: str | None = None
    slice_ma: tuple[float, ...] = ()
    """Tube current per slice in mA, where every slice records one."""


@dataclass(frozen=True)
class Scan:
    """The reference scan of a study: what 100 % dose means.

    ``photons`` is n0 per ray without the patient, one value for every slice or one for all.
    """

    photons: tuple[float, ...] = (1e5,)
    electronic: float = 5.0
    """Electronic noise in photons (SD)."""
    apodization: Apodization = Apodization("hann")
    source: Source = "default"
    uncertainty: float | None = None
    """Relative uncertainty of ``photons`` (one SD); None where nothing was estimated."""
    patches: int = 0
    """Independent flat patches behind an estimate."""
    noise: float | None = None
    """SD in HU measured in flat soft tissue; None where there is too little of it."""
    coarser: float = 0.0
    """ln of the variance of the noise over what its fine part speaks for, as iterative reconstruction leaves
    it; 0 where it is that of filtered back-projection."""
    note: str = ""
    """One sentence about where the numbers come from, for the dose dock."""
    exposure: Exposure = field(default_factory=Exposure)
    scanner: str = ""
    """The scanner model that the photons are of; empty where there is none."""
    gain: float | None = None
    """Counts per photon of a detector whose counts were measured; None where none were."""

    @property
    def in_photons(self) -> bool:
        """Whether photons are known, guessed at least: without them no dose can be lowered."""
        return self.source != "unknown"

    def __post_init__(self) -> None:
        if not self.photons or min(self.photons) <= 0 or self.electronic < 0:
            raise GeometryError("A scan needs a positive number of photons per ray.")

    def photons_at(self, row: int) -> float:
        """Return n0 at 100 % for one slice."""
        return self.photons[min(max(row, 0), len(self.photons) - 1)]

    def rows(self, first: int, count: int) -> Self:
        """Return the scan of ``count`` slices from ``first`` on."""
        if len(self.photons) == 1:
            return self
        return replace(self, photons=tuple(self.photons_at(first + row) for row in range(count)))

    def overridden(self, photons: float) -> Self:
        """Return the scan with the user's n0 (mean over slices), keeping its course along z."""
        mean = sum(self.photons) / len(self.photons)
        return replace(
            self,
            photons=tuple(p * photons / mean for p in self.photons),
            source="user",
            uncertainty=None,
            coarser=0.0,
            note="set by the user",
            scanner="",
        )

    def thicker(self, count: int) -> Self:
        """Return the scan of slices that are each the mean of ``count`` rows, at the same exposure.

        The variance of the mean of line integrals is Σ(1/n)/count², as one ray of count²/Σ(1/n) photons has
        it; the electronic noise of as many readings adds up in squares.
        """
        rows = self.photons * count if len(self.photons) == 1 else self.photons
        groups = [rows[i : i + count] for i in range(0, len(rows) - count + 1, count)] or [rows]
        return replace(
            self,
            photons=tuple(count * len(group) / sum(1 / n for n in group) for group in groups),
            electronic=self.electronic * count**0.5,
            noise=None if self.noise is None else self.noise / count**0.5,
        )

    def lowered(self, fraction: float) -> Self:
        """Return what 100 % is for a volume made at a fraction of this scan; its noise was not measured."""
        ctdi, mas, exposure = self.exposure.ctdi_vol, self.exposure.mas, self.exposure
        return replace(
            self,
            photons=tuple(n * fraction for n in self.photons),
            noise=None,
            exposure=replace(
                exposure,
                mas=None if mas is None else mas * fraction,
                ctdi_vol=None if ctdi is None else ctdi * fraction,
                slice_ma=tuple(ma * fraction for ma in exposure.slice_ma),
            ),
        )


@dataclass(frozen=True)
class DoseLevel:
    """A fraction of a reference scan, and the photons, noise and exposure that follow."""

    fraction: float
    scan: Scan = field(default_factory=Scan)

    def __post_init__(self) -> None:
        if not 0 < self.fraction <= 1:
            raise GeometryError(f"A dose is above 0 and at most 1 of the scan, not {self.fraction}.")

    def photons_at(self, row: int) -> float:
        """Return n0 per ray at this dose for one slice."""
        return self.fraction * self.scan.photons_at(row)

    @property
    def electronic(self) -> float:
        """Electronic noise in photons (SD); does not fall with the dose."""
        return self.scan.electronic

    @property
    def mas(self) -> float | None:
        """Effective mAs at this dose."""
        mas = self.scan.exposure.mas
        return None if mas is None else mas * self.fraction

    @property
    def ctdi_vol(self) -> float | None:
        """CTDIvol in mGy at this dose."""
        ctdi = self.scan.exposure.ctdi_vol
        return None if ctdi is None else ctdi * self.fraction
