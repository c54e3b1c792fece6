"""What the selected region says in every pane, in words and curves."""

from __future__ import annotations

from dataclasses import dataclass

from ..core.errors import GeometryError
from ..core.lane import Frame
from ..core.roi import Ellipse, contrast_to_noise
from . import figures
from .lanes import is_map, shows_patient
from .measuring import in_region, selected
from .pane_numbers import Found, Metric, Numbers, unfinished
from .scene import Scene

FEW_PIXELS = 100
"""Below this many pixels a noise estimate is marked as doubtful."""
LARGE_BIAS = 3.0
"""A mean that differs by more HU from the loaded picture is marked."""

NOISE = Metric("σ", "HU", "Noise σ: standard deviation (n − 1) in the region, in HU.")
BIAS = Metric("Bias", "HU", "Bias: mean in this pane − mean in the loaded picture, in HU.", signed=True)
CNR = Metric("CNR", "", "CNR: |mean of region − mean of background| / σ of background.")
MEAN = Metric("Mean", "HU", "Mean in the region, in HU.")
METRICS = (NOISE, BIAS, CNR, MEAN)


@dataclass(frozen=True)
class Regions:
    """The region that is measured, and the background of the CNR where there is one."""

    target: Ellipse
    background: Ellipse | None

    @classmethod
    def of(cls, scene: Scene) -> Regions | None:
        """Return the selected (or first) region, and one called background or else the first other."""
        target = selected(scene)
        if target is None:
            return None
        others = [roi for roi in scene.rois if roi is not target]
        named = [roi for roi in others if "background" in roi.name.lower()]
        return cls(target, next(iter([*named, *others]), None))


def headline(scene: Scene) -> tuple[str, str]:
    """Return the name of the region and its size: diameter, area and number of pixels."""
    regions = Regions.of(scene)
    if regions is None or scene.source is None:
        return "", ""
    roi = regions.target
    round_ = abs(roi.half_x - roi.half_y) < 0.05
    sides = [figures.fixed(2 * half, 0) for half in (roi.half_x, roi.half_y)]
    across = figures.with_unit(sides[0] if round_ else f"{sides[0]} × {sides[1]}", "mm")
    area = figures.with_unit(figures.fixed(roi.area, 0), "mm²")
    try:
        count = in_region(scene.source.data[scene.row].numpy(), roi, scene.source.grid).count
    except GeometryError as error:
        return roi.name, str(error)
    return roi.name, f"⌀ {across} · {area} · n = {figures.fixed(count, 0)}"


class RegionNumbers(Numbers[Regions]):
    """Noise, bias, contrast to noise and mean of the selected region."""

    metrics = METRICS
    empty = "Press E and draw an ellipse to measure noise, bias and contrast in every pane."

    def subject(self, scene: Scene) -> Regions | None:
        """Return the regions of a scene."""
        return Regions.of(scene)

    def values(self, frame: Frame, subject: Regions) -> dict[Metric, Found]:
        """Measure one picture; what cannot be measured is a sentence with the reason."""
        if frame.image is None:
            return dict.fromkeys(METRICS, frame.error)
        source = frame.request.source
        try:
            here = in_region(frame.image, subject.target, source.grid)
            loaded = in_region(source.data[frame.row].numpy(), subject.target, source.grid)
        except GeometryError as error:
            return dict.fromkeys(METRICS, str(error))
        bias: Found = here.mean - loaded.mean
        if frame.lane.minus is not None:
            bias = "A difference has no bias of its own; its mean is the bias of what it is made of."
        elif is_map(frame.lane):
            bias = "A map does not show the patient; its mean is the quantity itself."
        return {NOISE: here.sd, BIAS: bias, CNR: _contrast(frame, subject), MEAN: here.mean}

    def footnote(self, scene: Scene) -> str:
        """Say what the contrast is measured against."""
        regions = Regions.of(scene)
        name = regions.background.name if regions and regions.background else ""
        return f"CNR against {name}, σ of {name}" if name else ""

    def doubt(self, metric: Metric, value: float, frame: Frame, subject: Regions) -> str:
        """Return why a number is doubtful, or ''."""
        if frame.state == "preview":
            return unfinished(frame)
        if metric is BIAS and abs(value) > LARGE_BIAS:
            limit = figures.with_unit(f"{LARGE_BIAS:g}", "HU")
            return f"The mean differs by more than {limit} from the loaded picture."
        spacing = frame.request.source.grid.spacing
        if metric is NOISE and subject.target.area / (spacing[1] * spacing[2]) < FEW_PIXELS:
            return f"Fewer than {FEW_PIXELS} pixels: the noise is uncertain. Draw the region larger."
        return ""


def _contrast(frame: Frame, regions: Regions) -> Found:
    if not shows_patient(frame.lane):
        return "Only pictures of the patient have a contrast-to-noise ratio."
    if regions.background is None:
        return "Draw a second ellipse for the background, or name one of several “background”."
    if frame.image is None:
        return frame.error
    grid = frame.request.source.grid
    try:
        return contrast_to_noise(
            in_region(frame.image, regions.target, grid), in_region(frame.image, regions.background, grid)
        )
    except GeometryError as error:
        return str(error)
