"""What the selected region takes up of a contrast agent in every pane."""

from __future__ import annotations

import numpy as np

from ..core.errors import GeometryError
from ..core.lane import Frame, Lane
from ..core.roi import Region, Statistics
from .contrast_measures import (
    TOLD,
    before,
    is_uptake_map,
    loaded_noise,
    loaded_uptake,
    measurable,
    noise,
    standard,
    uptake,
)
from .lane_words import in_percent
from .language import tr
from .measuring import drawn_in, in_region, selected
from .pane_numbers import Found, Metric, Numbers
from .scene import Scene

_FEW = 10
"""Fewer pixels than these make a mean uncertain."""
_DARK = 0.05
"""Of the 95 % quantile before contrast, below which a share of it says nothing."""

CE = Metric(
    "CE",
    "a.u.",
    "CE: mean in the region of the picture − scan before contrast, in units of the 95 % quantile of that "
    "scan in the brain. In a map of uptake its mean.",
    places=2,
)
SHARE = Metric("CE", "%", "CE in % of the mean signal before contrast in the region.")
CNR = Metric(
    "CNR",
    "lesion",
    "CNR: CE / σ. σ is the SD (n − 1) of picture − scan before contrast over the brain of this slice that is "
    "below 2.5 local σ in the loaded scan and in no labeled lesion or finding, and at least that of the "
    "loaded scan: a prediction is the scan before contrast there and seems to have no noise.",
)
RATIO = Metric("Ratio", "% full", "CE in % of that of the measured scan at the standard dose.", places=0)
METRICS = (CE, SHARE, CNR, RATIO)


class ContrastNumbers(Numbers[Region]):
    """CE, its share of the signal, its CNR and its ratio to the standard dose."""

    metrics = METRICS
    any_cut = True
    empty = "Press E and draw an ellipse on the scan after contrast to measure what every pane takes up."

    def subject(self, scene: Scene) -> Region | None:
        """Return the selected region where the volume on show is one after contrast."""
        pair = scene.study is not None and scene.study.partner_of(scene.volume) is not None
        return selected(scene, None) if pair else None

    def fits(self, lane: Lane) -> bool:
        """Say whether a picture can say something of uptake."""
        return measurable(lane)

    def values(self, frame: Frame, subject: Region) -> dict[Metric, Found]:
        """Measure one picture; what cannot be measured is a sentence with the reason."""
        try:
            drawn_in(frame, subject.plane)
            plain = in_region(before(frame), subject, frame.cuts)
        except GeometryError as error:
            return dict.fromkeys(self.metrics, str(error))
        found = _mean(frame, subject)
        return {
            CE: found,
            SHARE: _share(frame, subject, found, plain),
            CNR: _cnr(frame, found),
            RATIO: _ratio(frame, subject, found),
        }

    def doubt(self, metric: Metric, value: float, frame: Frame, subject: Region) -> str:
        """Return why a number is doubtful, or ''."""
        unsure = super().doubt(metric, value, frame, subject)
        if not unsure and metric is CNR and value < TOLD:
            return f"CNR below {TOLD:g}: below what can be told from noise."
        if not unsure and metric is CE and _count(frame, subject) < _FEW:
            return f"Fewer than {_FEW} pixels: the mean is uncertain."
        return unsure

    def footnote(self, scene: Scene) -> str:
        """Say what the ratio is of."""
        known = scene.study is not None and standard(scene.study)
        return "" if known else tr("No scan at the standard dose was measured, so there is no ratio to it.")


def mean_uptake(frame: Frame, roi: Region) -> float:
    """Return the CE of a picture in a region, in a.u.; raise ``GeometryError`` where there is none."""
    drawn_in(frame, roi.plane)
    return in_region(uptake(frame), roi, frame.cuts).mean


def standard_uptake(frame: Frame, roi: Region) -> float | str:
    """Return the CE of the measured scan at the standard dose at a pane's cut, or why there is none.

    What is less than the noise of one pixel may be a shift of the scans or of their gain, however many
    pixels agree.
    """
    name = standard(frame.request.study)
    if not name:
        return "No scan at the standard dose was measured."
    try:
        found = in_region(loaded_uptake(frame, name), roi, frame.cuts)
    except GeometryError as error:
        return str(error)
    if found.mean <= max(2 * found.sd / np.sqrt(found.count), _pixel_noise(frame, name)):
        return "The scan at the standard dose does not enhance here, so a ratio to it says nothing."
    return found.mean


def _pixel_noise(frame: Frame, volume: str) -> float:
    try:
        return loaded_noise(frame, volume)
    except GeometryError:
        return 0.0  # the CNR says why it is not known


def is_standard(frame: Frame) -> bool:
    """Whether a pane shows the measured scan at the standard dose itself."""
    return frame.lane.is_reference and frame.request.volume == standard(frame.request.study)


def _mean(frame: Frame, roi: Region) -> Found:
    try:
        return mean_uptake(frame, roi)
    except GeometryError as error:
        return str(error)


def _share(frame: Frame, roi: Region, found: Found, plain: Statistics) -> Found:
    if in_percent(frame.lane) and frame.image is not None:
        return in_region(frame.image, roi, frame.cuts).mean
    if isinstance(found, str):
        return found
    if plain.mean < _DARK:
        return "There is next to no signal before contrast here, so a share of it says nothing."
    return 100 * found / plain.mean


def _cnr(frame: Frame, found: Found) -> Found:
    if isinstance(found, str):
        return found
    if is_uptake_map(frame.lane) and frame.lane.minus is None:
        return "Noise was taken out of the map, so it has no CNR; that of its picture counts."
    try:
        sigma = noise(frame)
    except GeometryError as error:
        return str(error)
    return found / sigma if sigma > 0 else "The scans have no noise here, so a CNR has no meaning."


def _ratio(frame: Frame, roi: Region, found: Found) -> Found:
    if isinstance(found, str):
        return found
    if is_standard(frame):
        return "This is the scan at the standard dose itself."
    full = standard_uptake(frame, roi)
    return full if isinstance(full, str) else 100 * found / full


def _count(frame: Frame, roi: Region) -> int:
    return in_region(before(frame), roi, frame.cuts).count
