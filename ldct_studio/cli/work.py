"""What the commands do: open, match, simulate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from math import isfinite
from pathlib import Path
from typing import cast, get_args

from ..core.dose import Apodization, DoseLevel, Scan, Source, WindowName
from ..core.errors import StudioError
from ..core.projections import Projections
from ..core.step import Step
from ..core.study import Study
from ..core.volume import Volume
from ..io.opening import SpacingNeededError
from ..io.target import is_nifti
from ..methods import loaders
from ..methods.scans import scan_of
from ..pipeline import run
from ..plugin import make_lane_step, shows_map
from .meter import Meter

_ORDER = ("simulator", "reconstructor", "denoiser")


SOURCES: dict[Source, str] = {
    "default": "assumed",
    "estimated": "estimated",
    "known": "known",
    "user": "as given",
    "study": "as given by the study",
    "flats": "estimated from flat fields",
    "recorded": "recorded by the scanner",
    "unknown": "a guess, as the projections are not in photons",
}
"""Where the photons of a scan come from, in words."""


def open_study(
    path: Path, series: str | None, spacing: str | None, meter: Meter, upright: bool = False
) -> Study:
    """Open what a path holds, or raise ``StudioError`` with a sentence."""
    if not path.exists():
        raise StudioError(f"There is no file or folder {path}.")
    try:
        return loaders.open_study(
            [path], meter.progress, series=series, spacing=_spacing(spacing), upright=upright
        )
    except SpacingNeededError as error:
        raise StudioError(f"{str(error).rstrip('.')}; add --spacing Z,Y,X.") from None


def _spacing(text: str | None) -> tuple[float, float, float] | None:
    if text is None:
        return None
    try:
        z, y, x = (float(part) for part in text.split(","))
    except ValueError:
        raise StudioError(f"“{text}” is not a spacing; write three numbers in mm, as in 2,0.7,0.7.") from None
    return z, y, x


def volume_name(study: Study, wanted: str | None) -> str:
    """Return the name of a volume of a study, of the one that opens where none is wanted."""
    if wanted is None:
        return next(iter(study.volumes))
    if wanted not in study.volumes:
        names = ", ".join(f"“{name}”" for name in study.volumes)
        raise StudioError(f"There is no volume “{wanted}”; this study has {names}.")
    return wanted


def matched(
    study: Study,
    n0: str,
    meter: Meter,
    volume: str | None = None,
    electronic: float | None = None,
    window: str | None = None,
    ask_models: bool = True,
) -> Scan:
    """Return what 100 % of a volume was: known, estimated from its noise, or as given.

    One number for ``n0`` keeps the course over the slices; where electronic noise and window are given too,
    nothing is estimated and there is no course. ``ask_models`` lets a scanner model say it where one fits.
    """
    name = volume_name(study, volume)
    photons = () if n0 == "auto" else _photons(n0)
    apodization = None if window is None else _apodization(window)
    _check(photons, electronic, study.volumes[name].grid.shape[0])
    scan = study.scan_of(name)
    if photons and electronic is not None and apodization is not None:
        return replace(_given(scan, photons), electronic=electronic, apodization=apodization)
    if scan.source == "default":
        meter.say("Estimating the photons of the scan")
        scan = scan_of(study.volumes[name], scan.exposure, study.facts, ask_models=ask_models)
    if len(photons) > 1:
        scan = _given(scan, photons)
    elif photons:
        scan = scan.overridden(photons[0])
    if electronic is not None:
        scan = replace(scan, electronic=electronic)
    return scan if apodization is None else replace(scan, apodization=apodization)


def _check(photons: tuple[float, ...], electronic: float | None, slices: int) -> None:
    if len(photons) not in (0, 1, slices):
        raise StudioError(
            f"There are {len(photons)} numbers of photons for {slices} slices; write one, or one per slice."
        )
    if electronic is not None and not 0 <= electronic < float("inf"):
        raise StudioError(f"“{electronic:g}” is no electronic noise; write photons (SD), 0 or more.")


def _given(scan: Scan, photons: tuple[float, ...]) -> Scan:
    told = replace(scan, photons=photons, source="user", note="as given", scanner="")
    return replace(told, uncertainty=None, coarser=0.0)


def _photons(text: str) -> tuple[float, ...]:
    try:
        photons = tuple(float(part) for part in text.split(","))
    except ValueError:
        photons = (0.0,)
    if not all(0 < value < float("inf") for value in photons):
        raise StudioError(f"“{text}” is not a number of photons; write auto or a number such as 1e5.")
    return photons


def _apodization(text: str) -> Apodization:
    name, *numbers = text.split(",")
    try:
        cutoff, boost, *more = [*map(float, numbers), *(1.0, 0.0)[len(numbers) :]]
    except ValueError:
        cutoff, boost, more = 0.0, 0.0, []
    if name not in get_args(WindowName) or more or not 0 < cutoff < float("inf") or not isfinite(boost):
        raise StudioError(
            f"“{text}” is not a window; write {', '.join(get_args(WindowName))}, as in hann or hann,0.9,0.2."
        )
    return Apodization(cast(WindowName, name), cutoff, boost)


def lane_steps(mode: str, texts: Sequence[str]) -> tuple[Step, ...]:
    """Return the checked steps of a lane: simulator, reconstructor (FBP unless given), what follows.

    A simulator among ``texts`` takes the place of ``mode``. Raises ``PluginError``.
    """
    given = [make_lane_step(Step.parse(text)).step for text in texts]
    kinds = {step.kind for step in given}
    if "segmenter" in kinds:
        raise StudioError("A segmenter makes labels, and this command writes a volume; leave it out.")
    if "simulator" not in kinds:
        given.insert(0, Step("simulator", mode))
    if "reconstructor" not in kinds:
        given.append(Step("reconstructor", "fbp"))
    return tuple(sorted(given, key=lambda step: _ORDER.index(step.kind)))


def refuse_map(steps: tuple[Step, ...], out: Path) -> None:
    """Raise ``StudioError`` where a map would become a DICOM series, before it is computed."""
    if shows_map(steps) and not is_nifti(out):
        raise StudioError(
            "These steps make a map and no CT picture; end --out in .nii.gz, which keeps its values."
        )


def simulate(
    volume: Volume,
    dose: DoseLevel,
    steps: tuple[Step, ...],
    seed: int,
    meter: Meter,
    measured: Projections | None = None,
) -> Volume:
    """Return a volume at a dose; ``measured`` is what it was reconstructed from."""
    text = f"Simulating {dose.fraction:.3g} of the dose"
    told = partial(meter.say, text)
    return run(volume, dose, steps, seed, told, measured=measured)
