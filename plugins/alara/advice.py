"""The advice for a case: the dose module's, calibrated, beside rules with the same promise."""

from __future__ import annotations

import math
from functools import lru_cache
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from ldct_studio.api import (
    Advice,
    Advisor,
    Ask,
    Askable,
    GeometryError,
    PluginError,
    Scan,
    Volume,
    finished_sets,
    geometry_of,
    pixel_of,
    square,
)

from .calibration import CALIBRATION, read_calibration
from .cases import HIGH_HU, LOW_HU, Cases, Pool, prior_of, rays_of
from .conformal import factor, fewest
from .everything import ADVISED, ALARA, SetCard, pixel_of_preset, read_set
from .measuring import curves, doses_about
from .members import Member
from .policies import densest

TITLES = {ADVISED[1]: "Fixed dose", ADVISED[2]: "Tube current modulation"}
COARSEST = 2.5
"""mm of a pixel above which a network sees too little of a picture to propose the dose of a scan."""
_TRAIN = "train “Dose policies” (alara:all) with the preset Desk, or Clinical on a GPU."
_USUAL, _AROUND = 0.95, (0.05, 0.95)
_TRIED = 9
"""Doses that are simulated on a slice, in less than half a second."""
_AIR, _BODY = -1000.0, -500.0
_CAUTION = (
    "It is this network's own picture (preset {0}, pixels of {1} mm) that reaches the target. Calibrated on "
    "synthetic patients: the promise holds as far as this patient is like them."
)
_UNLIKE = (
    "Simulated, this slice needs more than is promised for cases as were learned from; the dose is what the "
    "simulation needs."
)
_DENSE = "Its densest path is longer than all that were learned from, which end at {0}."
_DARK = "This scan has more electronic noise than was learned."


class AlaraAdvice(Advisor, name="alara", title="End2end-ALARA"):
    """Propose the dose at which a case reaches an image quality with a stated probability.

    No less than what a simulation of the slice itself needs: a patient may be unlike all those learned from.
    """

    def askable(self) -> Askable:
        """Return the range of the PSNR that the calibration holds."""
        known = _Known.newest()
        low, high = known.reach
        return Askable("PSNR", "dB", low, high, min(known.card.target, high))

    def advise(self, volume: Volume, row: int, scan: Scan, ask: Ask) -> Advice:
        """Return the dose for a slice, as a fraction of its scan."""
        known = _Known.newest()
        hu, seen = case_of(known.config, volume, row)
        p = rays_of(known.config, hu)
        _refuse(ask.confidence, known.cases)
        equal = per_ray(known.config, volume)
        full = scan.photons_at(row) / equal
        doses = {name: known.doses(name, p, hu, ask) for name in (ALARA, *TITLES)}
        promised, low, high = (dose / full for dose in doses[ALARA])
        electronic = scan.electronic / math.sqrt(equal)
        needed = known.searched(hu, ask.target, electronic) / full
        proposed = max(promised, needed)
        if not math.isfinite(promised):
            raise GeometryError(
                f"With this network no dose reaches {ask.target:.1f} dB in {ask.confidence:.0%} of cases; "
                "ask for less."
            )
        if not math.isfinite(needed):
            raise GeometryError(f"No dose reaches {ask.target:.1f} dB on this slice; ask for less.")
        others = ((TITLES[name], doses[name][0] / full) for name in TITLES)
        because = (
            _said(known.config, ask),
            f"Densest path {float(densest(p)):.1f}: one photon in {math.exp(float(densest(p))):,.0f} arrives",
            f"{seen:.0f} cm² of tissue in the slice",
            f"Simulated on this slice, {100 * needed:.2g} % of the dose reaches the target",
        )
        cautions = (
            _UNLIKE if needed > promised else "",
            _DENSE.format(f"{known.densest:.1f}") if float(densest(p)) > known.densest else "",
            _DARK if electronic > known.config.electronic else "",
            _CAUTION.format(known.card.preset, f"{known.config.pixel_mm:.3g}"),
        )
        return Advice(
            proposed,
            min(low, needed),
            max(high, needed),
            tuple(pair for pair in others if math.isfinite(pair[1])),
            because,
            " ".join(filter(None, cautions)),
        )


class _Known:
    """A finished set and its calibration, read once."""

    def __init__(self, models: Path) -> None:
        self.card: SetCard = read_set(models)
        self._members = {name: Member(models / name, torch.device("cpu")) for name in (ALARA, *TITLES)}
        self._curves = read_calibration(models, (ALARA, *TITLES))
        self.config: Cases = self._members[ALARA].config

    @staticmethod
    def newest() -> _Known:
        """Return the newest set that is fine enough, or raise ``PluginError`` with what to do."""
        coarse, damaged = list[float](), list[PluginError]()
        for models in finished_sets("alara"):
            if not (models / CALIBRATION).is_file():
                continue
            try:
                pixel = pixel_of_preset(read_set(models).preset)
            except PluginError as error:
                damaged.append(error)
                continue
            if pixel <= COARSEST:
                return _read(models, (models / CALIBRATION).stat().st_mtime_ns)
            coarse.append(pixel)
        if coarse:
            raise PluginError(
                f"The sets that were found work on pixels of {min(coarse):.3g} mm, too coarse for the dose "
                f"of a scan; {_TRAIN}"
            )
        raise damaged[0] if damaged else PluginError(f"Nothing has learned to propose a dose yet; {_TRAIN}")

    @property
    def reach(self) -> tuple[float, float]:
        """The PSNR that nearly all have at the lowest dose, and the largest that can be promised for 95 %."""
        best = self._curves[ALARA].quality
        spare = max(self.cases - math.ceil((self.cases + 1) * _USUAL), 0)
        return float(np.quantile(best[:, 0], 0.05)), float(np.sort(best[:, -1])[spare])

    @property
    def cases(self) -> int:
        """How many cases it is calibrated with."""
        return len(self._curves[ALARA].photons)

    @property
    def densest(self) -> float:
        """The densest path of all cases that it is calibrated with."""
        return float(self._curves[ALARA].densest.max())

    def searched(self, hu: torch.Tensor, target: float, electronic: float) -> float:
        """Return the photons per ray from which on the slice itself (1, N, N) reaches a target, simulated.

        ``electronic`` noise in photons is that of the scan.
        """
        member = self._members[ALARA]
        config = member.config.model_copy(update={"electronic": electronic})
        pool, doses = Pool(hu, prior_of(config, hu)), doses_about(config.photons, _TRIED)
        quality = config.measured(member.device)
        found = curves(config, pool, member.net, member.policy, quality, doses, member.device)
        return float(found.needed(target)[0])

    def doses(self, name: str, p: torch.Tensor, hu: torch.Tensor, ask: Ask) -> tuple[float, float, float]:
        """Return photons per ray: for the promise, and from where to where nine of ten cases need."""
        found, member = self._curves[name], self._members[name]
        with torch.no_grad():
            given = float(member.policy.photons(p, prior_of(member.config, hu)).mean())
        scores = found.needed(ask.target) / found.photons
        low, high = np.quantile(scores, _AROUND, method="higher")
        return given * factor(scores, ask.confidence), given * float(low), given * float(high)


@lru_cache(maxsize=1)
def _read(models: Path, changed: int) -> _Known:
    return _Known(models)


def case_of(config: Cases, volume: Volume, row: int) -> tuple[torch.Tensor, float]:
    """Return a slice as the networks see cases, HU (1, N, N), and the area of patient in it in cm².

    It is averaged over their pixels, so that little of its noise is left, and stands amid air. Raises
    ``GeometryError`` where its pixels are not square or the volume is not in HU.
    """
    if volume.unit != "HU":
        raise GeometryError("A dose is proposed for pictures in HU alone.")
    pixel = pixel_of(volume.grid)
    hu = volume.data[row : row + 1].float().cpu().clamp_min(LOW_HU)
    whole = square(hu - _AIR) + _AIR
    size = max(round(whole.shape[-1] * pixel / config.pixel_mm), 1)
    few = functional.interpolate(whole[:, None], (size, size), mode="area")[:, 0]
    if _cut(few, config.size):
        raise GeometryError("The patient is larger than the pictures that were learned from.")
    more = config.size - size
    left, right = more // 2, more - more // 2
    placed = functional.pad(few, (left, right, left, right), value=_AIR)
    return placed, float((placed > _BODY).sum()) * config.pixel_mm**2 / 100


def _cut(few: torch.Tensor, size: int) -> bool:
    """Say whether tissue lies outside of the middle ``size``² pixels of a slice (1, M, M)."""
    first = (few.shape[-1] - size) // 2
    if first < 0:
        return False
    inner = slice(first, first + size)
    body = few[0] > _BODY
    return int(body.sum()) > int(body[inner, inner].sum())


def _said(config: Cases, ask: Ask) -> str:
    """Say a PSNR as what it is of a picture."""
    rms = float(f"{(HIGH_HU - LOW_HU) * 10 ** (-ask.target / 20):.2g}")
    if config.truth == "scan":
        return f"{ask.target:.1f} dB: {rms:g} HU RMS from the scan without noise"
    return f"{ask.target:.1f} dB: {rms:g} HU RMS from the patient"


def _refuse(confidence: float, cases: int) -> None:
    if fewest(confidence) > cases:
        raise GeometryError(
            f"{cases} cases to calibrate with cannot promise {100 * confidence:g} %; ask for less confidence."
        )


def per_ray(config: Cases, volume: Volume) -> float:
    """Return photons per ray of the volume's scan for each per ray of the networks' scan, at equal dose.

    Equal dose is as many photons per mm of detector in one turn, whatever the number of views and bins. The
    photons of a scan are those of the standard scan of its grid.
    """
    theirs, ours = geometry_of(volume.grid), config.geometry
    return (ours.views / ours.pitch) / (theirs.views / theirs.pitch)
