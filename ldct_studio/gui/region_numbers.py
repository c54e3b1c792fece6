"""What the selected region says in every pane, in words and curves."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from ..core.errors import GeometryError
from ..core.lane import Frame
from ..core.plane import stacked
from ..core.roi import Freehand, Region, Statistics, contrast_kept, contrast_to_noise
from . import figures
from .lanes import is_map, is_plain, shows_patient
from .language import tr
from .measuring import in_frame, in_loaded, region, selected
from .pane_numbers import Cell, Found, Metric, Numbers, unfinished
from .plot_detect import LINEAR
from .probe_survey import Survey
from .region_detect import TASK, beyond_region, detectability, probed
from .regions import FEW_PIXELS
from .scene import Scene

LARGE_BIAS = 3.0
"""A mean that differs by more HU from the loaded picture is marked."""
_AIR = -1000.0
"""In HU; one value alone in a region of a loaded scan, as low as this or lower, is padding."""

NOISE = Metric("σ", "HU", "Noise σ: standard deviation (n − 1) in the region.")
BIAS = Metric("Bias", "HU", "Bias: mean in this pane − mean in the loaded picture.", signed=True)
CNR = Metric("CNR", "", "CNR: |mean of region − mean of background| / σ of background.")
KEPT = Metric(
    "Kept",
    "%",
    "Contrast kept: mean of region − mean of background, in % of the same in the loaded picture.",
)
MEAN = Metric("Mean", "HU", "Mean in the region.")
DETECT = Metric(
    "d′",
    "",
    "d′ of a disc of 5 mm and 15 HU, NPW: d′² = (Σ S² du²)² / Σ S² N du², S the spectrum of the disc behind "
    "the window of FBP, N the noise power of a square of 32 to 64 px around the region (AAPM TG-233). One "
    "square leaves it uncertain by 5 to 10 %. Where the disc was probed there, it is that of CHO. Where ∫NPS "
    "is more than 1.5 σ² of the region d′ is marked: the square reaches beyond the region.",
)
ANOTHER_SCAN = "The prior is another scan: it has no bias and keeps no contrast. Compare mean and CNR."
_FOCAL = {"lesion", "finding", "focus", "läsion", "befund"}
MEASURED = (NOISE, BIAS, CNR, KEPT, MEAN)
METRICS = (NOISE, BIAS, CNR, KEPT, DETECT, MEAN)


@dataclass(frozen=True)
class Regions:
    """The region that is measured, and the background of its contrast where there is one."""

    target: Region
    background: Region | None

    @classmethod
    def of(cls, scene: Scene) -> Regions | None:
        """Return the selected (or first) region with its background; None without a region."""
        target = selected(scene, None)
        return None if target is None else cls.about(target, scene)

    @classmethod
    def about(cls, target: Region, scene: Scene) -> Regions:
        """Return a region and one of its plane that is called background, or else the first other.

        One that is called a lesion is never the background: its spread is not noise.
        """
        others = [roi for roi in scene.rois if roi is not target and roi.plane == target.plane]
        named = [roi for roi in others if "background" in roi.name.lower()]
        plain = [roi for roi in others if not _FOCAL & set(re.findall(r"\w+", roi.name.lower()))]
        return cls(target, next(iter([*named, *plain]), None))


def headline(scene: Scene) -> tuple[str, str]:
    """Return the name of the selected region and its size: extent, area and number of pixels."""
    regions = Regions.of(scene)
    return ("", "") if regions is None else (regions.target.name, size_of(regions.target, scene))


def size_of(roi: Region, scene: Scene, extent: bool = True) -> str:
    """Return the extent, area and number of pixels of a region, or why there are none."""
    if scene.source is None:
        return ""
    round_ = roi.kind in ("ellipse", "circle") and abs(roi.half_x - roi.half_y) < 0.05
    sides = [figures.fixed(2 * half, 0) for half in (roi.half_x, roi.half_y)]
    across = figures.with_unit(sides[0] if round_ else f"{sides[0]} × {sides[1]}", "mm")
    across = across if roi.kind == "rectangle" else f"⌀ {across}"
    across = across if extent and not isinstance(roi, Freehand) else ""
    area = figures.with_unit(figures.fixed(roi.area, 0 if roi.area >= 10 else 1), "mm²")
    try:
        count = int(region(roi, stacked(scene.source.grid, roi.plane))[2].sum())
    except GeometryError as error:
        return str(error)
    return " · ".join(filter(None, (across, area, f"n = {figures.fixed(count, 0)}")))


class RegionNumbers(Numbers[Regions]):
    """Noise, bias, contrast to noise, contrast kept, d′ and mean of the selected region."""

    metrics = METRICS
    any_cut = True
    empty = "Press E and draw an ellipse to measure noise, bias and contrast in every pane."
    survey: Survey | None = None
    """What was probed last, at a place that may lie in the region."""

    def subject(self, scene: Scene) -> Regions | None:
        """Return the regions of a scene."""
        return Regions.of(scene)

    def shown(self, scene: Scene) -> tuple[Metric, ...]:
        """Return all but d′ where the volume is not in HU, as its disc is."""
        return METRICS if _in_hu(scene) else MEASURED

    def values(self, frame: Frame, subject: Regions) -> dict[Metric, Found]:
        """Measure one picture; what cannot be measured is a sentence with the reason."""
        return {**measured(frame, subject), DETECT: _detected(frame, subject.target)}

    def footnote(self, scene: Scene) -> str:
        """Say what the contrast is measured against."""
        regions = Regions.of(scene)
        name = regions.background.name if regions and regions.background else ""
        against = tr("CNR and contrast kept against {0}, σ of {0}").format(tr(name)) if name else ""
        task = tr("d′: {0}; * linear approximation, ° CHO").format(tr(TASK.text)) if _in_hu(scene) else ""
        return "\n".join(filter(None, (against, task)))

    def doubt(self, metric: Metric, value: float, frame: Frame, subject: Regions) -> str:
        """Return why a number is doubtful, or ''."""
        return doubt(metric, value, frame, subject.target)

    def _cell(self, frame: Frame, subject: Regions, metric: Metric, value: Found) -> Cell:
        """Mark d′ of a method that is not linear, or take that of the observer where it was probed."""
        cell = super()._cell(frame, subject, metric, value)
        if metric is not DETECT or isinstance(value, str):
            return cell
        found = probed(self.survey, frame, subject.target)
        if found is not None:
            text = metric.text(found[0])
            return replace(cell, text=text, reason=found[1], doubtful=False, curve=(), mark="°")
        if frame.lane.is_reference or is_plain(frame.lane):
            return cell
        return replace(cell, reason=" ".join(filter(None, (cell.reason, LINEAR))), mark="*")


def _in_hu(scene: Scene) -> bool:
    return scene.source is None or scene.source.unit == "HU"


def _detected(frame: Frame, target: Region) -> Found:
    if frame.request.source.unit != "HU":
        return "The disc is in HU, and this scan is not."
    if not (frame.lane.is_axial and target.plane == "axial"):
        return "d′ is read from axial slices, in an axial region."
    if not shows_patient(frame.lane):
        return "Only pictures of the patient have a d′."
    try:
        return detectability(frame, target)
    except GeometryError as error:
        return str(error)


def measured(frame: Frame, regions: Regions) -> dict[Metric, Found]:
    """Return the numbers of one picture in a region; what cannot be measured is a sentence."""
    try:
        here, loaded = in_frame(frame, regions.target), in_loaded(frame, regions.target)
    except GeometryError as error:
        return dict.fromkeys(MEASURED, str(error))
    bias: Found = here.mean - loaded.mean
    if frame.lane.minus is not None:
        bias = "A difference has no bias of its own; its mean is the bias of what it is made of."
    elif is_map(frame.lane):
        bias = "A map does not show the patient; its mean is the quantity itself."
    elif frame.lane.prior:
        bias = ANOTHER_SCAN
    return {
        NOISE: here.sd,
        BIAS: bias,
        CNR: _against(frame, regions, contrast_to_noise),
        KEPT: ANOTHER_SCAN
        if frame.lane.prior
        else _against(frame, regions, lambda here, there: _kept(frame, regions, here, there)),
        MEAN: here.mean,
    }


def doubt(metric: Metric, value: float, frame: Frame, target: Region) -> str:
    """Return why a number of a region is doubtful, or ''."""
    if frame.state == "preview":
        return unfinished(frame)
    if metric is BIAS and abs(value) > LARGE_BIAS and frame.request.source.unit == "HU":
        limit = figures.with_unit(f"{LARGE_BIAS:g}", "HU")
        return f"The mean differs by more than {limit} from the loaded picture."
    if metric is DETECT:
        return beyond_region(frame, target)
    if metric is not NOISE:
        return ""
    loaded = in_loaded(frame, target)
    if loaded.sd == 0 and loaded.mean <= _AIR:
        one = figures.with_unit(figures.fixed(loaded.mean, 0), "HU")
        return (
            f"The loaded scan holds one value here, {one}, as in padding. Move the region onto the patient."
        )
    if loaded.count < FEW_PIXELS:
        return f"Fewer than {FEW_PIXELS} pixels: the noise is uncertain. Draw the region larger."
    return ""


def _kept(frame: Frame, regions: Regions, here: Statistics, there: Statistics) -> float:
    """Return the contrast kept in %."""
    background = regions.background or regions.target
    loaded = in_loaded(frame, regions.target), in_loaded(frame, background)
    return 100 * contrast_kept(here, there, loaded)


def _against(frame: Frame, regions: Regions, quantity: Callable[[Statistics, Statistics], float]) -> Found:
    """Return a quantity of target and background, or why there is none."""
    if not shows_patient(frame.lane):
        return "Only pictures of the patient have a contrast."
    if regions.background is None:
        return "Draw a second region for the background, or name one of several “background”."
    try:
        return quantity(in_frame(frame, regions.target), in_frame(frame, regions.background))
    except GeometryError as error:
        return str(error)
