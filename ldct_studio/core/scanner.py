"""Scanner models: the photons, electronic noise and window of a scanner, validated on a phantom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal, Self

from pydantic import Field

from .config import Config
from .dose import Apodization, Exposure, Scan, WindowName

_SAME_KVP = 1.0
"""Tube voltages closer than this in kV are the same."""


class Measured(Config):
    """What one scan of the phantom was compared with: the real dose, and simulated over real SD by region."""

    fraction: float = Field(gt=0, le=1)
    """Of the dose of the reference."""
    ratios: dict[str, float]


class Setting(Config):
    """The noise of a scanner for one kernel and tube voltage, in the scan that was the reference.

    ``photons`` is n0 of the standard geometry (1000 views, one bin per pixel) with pixels of ``pixel_mm``,
    slices of ``slice_mm`` and ``mas``; it is proportional to all three.
    """

    kernel: str = Field(default="", max_length=64)
    kvp: float | None = Field(default=None, gt=0, lt=1000)
    mas: float | None = Field(default=None, gt=0)
    photons: float = Field(gt=0)
    uncertainty: float | None = Field(default=None, ge=0)
    """Relative, one SD."""
    electronic: float = Field(ge=0)
    """Photons (SD) of one ray of the reference; grows as the root of the readings that it is the sum of."""
    slice_mm: float = Field(gt=0)
    pixel_mm: float = Field(gt=0)
    window: WindowName = "hann"
    cutoff_per_mm: float = Field(gt=0)
    """Where the window ends."""
    boost: float = 0.0
    mode: Literal["insert", "rescan"] = "insert"
    bowtie: bool = False
    mark: float = Field(gt=0)
    """How far from 1 the ratios could be, as a share."""
    passed: bool
    fitted: bool
    """Whether photons and electronic noise were fitted to the same scans."""
    measured: tuple[Measured, ...] = ()

    @property
    def title(self) -> str:
        """Kernel and tube voltage in words."""
        parts = [self.kernel or "any kernel", *([] if self.kvp is None else [f"{self.kvp:g} kV"])]
        return ", ".join(parts)

    def fits(self, exposure: Exposure) -> bool:
        """Say whether a scan was made like this one, and its photons follow from its mAs."""
        if not self.kernel or not exposure.kernel or self.kvp is None or exposure.kvp is None:
            return False
        known = self.mas is not None and exposure.mas is not None
        same = _plain(self.kernel) == _plain(exposure.kernel)
        return known and same and abs(self.kvp - exposure.kvp) <= _SAME_KVP

    def same_place(self, other: Setting) -> bool:
        """Say whether two are for the same kernel and tube voltage, so that one replaces the other."""
        return (_plain(self.kernel), self.kvp) == (_plain(other.kernel), other.kvp)

    def applied(self, scan: Scan, rows: int, slice_mm: float, pixel_mm: float) -> Scan:
        """Return a scan of other mAs, slices and pixels with these photons; unknown mAs count as the same.

        Of a recorded tube current per slice the course is kept, its mean has the scan's mAs.
        """
        readings = slice_mm / self.slice_mm * pixel_mm / self.pixel_mm
        mas = scan.exposure.mas
        load = mas / self.mas if mas is not None and self.mas is not None else 1.0
        photons = self.photons * load * readings
        current = scan.exposure.slice_ma
        course: tuple[float, ...] = (1.0,)
        if len(current) == rows and min(current, default=0) > 0:
            mean = sum(current) / rows
            course = tuple(ma / mean for ma in current)
        window = Apodization(self.window, self.cutoff_per_mm * 2 * pixel_mm, self.boost)
        return replace(
            scan,
            photons=tuple(photons * part for part in course),
            electronic=self.electronic * readings**0.5,
            apodization=window,
            source="known",
            uncertainty=self.uncertainty,
            coarser=0.0,
            patches=0,
        )


class ScannerModel(Config):
    """One scanner by its name; holds nothing of a patient."""

    version: Literal[1] = 1
    name: str = Field(min_length=1, max_length=64)
    scanner: str = Field(default="", max_length=128)
    """Manufacturer and model as the files say them."""
    day: str = Field(max_length=10)
    """When it was saved, ISO."""
    phantom: str = Field(default="", max_length=200)
    settings: tuple[Setting, ...]

    def with_setting(self, setting: Setting) -> Self:
        """Return the model with one more setting; that of the same kernel and tube voltage is replaced."""
        others = tuple(one for one in self.settings if not one.same_place(setting))
        return self.model_copy(update={"settings": (*others, setting)})

    def fitting(self, scanner: str, exposure: Exposure) -> Setting | None:
        """Return the setting for a scan; None where the scanner is another or the scan was made otherwise."""
        if not self.scanner or _plain(self.scanner) != _plain(scanner):
            return None
        return next((one for one in self.settings if one.fits(exposure)), None)

    def apply(self, setting: Setting, scan: Scan, rows: int, slice_mm: float, pixel_mm: float) -> Scan:
        """Return a scan with the photons of a setting, which says that they are of this model."""
        made = setting.applied(scan, rows, slice_mm, pixel_mm)
        return replace(made, scanner=self.name, note=self._note(setting, made, scan))

    def _note(self, setting: Setting, made: Scan, scan: Scan) -> str:
        if scan.source != "estimated":
            return f"by the scanner model “{self.name}” ({setting.title})"
        ratio = (sum(made.photons) / len(made.photons)) / (sum(scan.photons) / len(scan.photons))
        return (
            f"by the scanner model “{self.name}” ({setting.title}); {ratio:.2f} times what the noise of "
            "this scan says"
        )


def choose(
    models: Iterable[ScannerModel], scanner: str, exposure: Exposure
) -> tuple[ScannerModel, Setting] | None:
    """Return the newest model that fits a scan, with its setting; never one that did not pass."""
    for model in sorted(models, key=lambda one: one.day, reverse=True):
        setting = model.fitting(scanner, exposure)
        if setting is not None and setting.passed:
            return model, setting
    return None


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
