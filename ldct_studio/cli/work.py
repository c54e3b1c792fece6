"""What the commands do: open, match, simulate."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..core.dose import DoseLevel, Scan
from ..core.errors import StudioError
from ..core.step import Step
from ..core.study import Study
from ..core.volume import Volume
from ..io.opening import SpacingNeededError
from ..methods import loaders
from ..physics.matching import estimate_scan
from ..pipeline import run
from ..plugin import make_lane_step
from .meter import Meter

_ORDER = ("simulator", "reconstructor", "denoiser")


def open_study(path: Path, series: str | None, spacing: str | None, meter: Meter) -> Study:
    """Open what a path holds, or raise ``StudioError`` with a sentence."""
    if not path.exists():
        raise StudioError(f"There is no file or folder {path}.")
    try:
        return loaders.open_study([path], meter.progress, series=series, spacing=_spacing(spacing))
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


def matched(study: Study, n0: str, meter: Meter) -> Scan:
    """Return what 100 % of a study was: known, estimated from its noise, or with the given n0."""
    photons = None if n0 == "auto" else _photons(n0)
    scan = study.scan
    if scan.source == "default":
        meter.say("Estimating the photons of the scan")
        scan = estimate_scan(study.first, scan.exposure)
    return scan if photons is None else scan.overridden(photons)


def _photons(text: str) -> float:
    try:
        photons = float(text)
    except ValueError:
        photons = 0.0
    if not 0 < photons < float("inf"):
        raise StudioError(f"“{text}” is not a number of photons; write auto or a number such as 1e5.")
    return photons


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


def simulate(study: Study, dose: DoseLevel, steps: tuple[Step, ...], seed: int, meter: Meter) -> Volume:
    """Return the first volume of a study at a dose."""
    text = f"Simulating {dose.fraction:.3g} of the dose"
    return run(study.first, dose, steps, seed, lambda done, total: meter.say(text, done, total))
