"""The lesions of a study before and after contrast: where they are, how large, and what they take up."""

from __future__ import annotations

from dataclasses import dataclass, replace

import torch

from ..core.cancel import check
from ..core.errors import GeometryError
from ..core.grid import Point
from ..core.study import Study
from ..core.volume import LabelMap, Volume
from ..methods.contrast_study import FINDINGS, LESIONS
from ..physics.contrast.lesions import LEAST_ML, SIGMAS, Enhancing, Parts, connected, described, means
from . import figures
from .contrast_measures import predicts, standard
from .language import tr
from .measuring import slice_of
from .pane_numbers import Cell, Metric, PaneNumbers, separated
from .scene import Scene

VOLUME = Metric("Volume", "mL", "Volume of the voxels of the lesion.", places=2)
DIAMETER = Metric("⌀", "mm", "Diameter of a ball of the same volume.")
UPTAKEN = Metric(
    "CE",
    "a.u.",
    "Mean over the volume of the scan after contrast − before, at the standard dose if there is one.",
    places=2,
)
RATIO = Metric(
    "Ratio", "% full", "Mean CE of the predicted volume in % of that of the measured standard dose.", places=0
)
_SIDES = (("R", "L"), ("A", "P"))
FROM_LABELS = "Of the label map “Lesions” of the study. CE is the mean over all of its voxels."
FROM_MAP = (
    f"Connected voxels {SIGMAS:g} σ above the median of the brain, down to half of their uptake, from "
    f"{LEAST_ML:g} mL on; σ is the local noise, or the robust SD of the brain if that is larger. Vessels, "
    "choroid plexus and dura enhance as well and cannot be told apart."
)
FROM_FINDINGS = (
    "The label map “Findings” holds what one side alone shows; surface, midline and what both sides show are "
    "not looked at there. A research aid, no detector."
)
NONE = (
    f"Nothing of {LEAST_ML:g} mL or more enhances: no voxels lie {SIGMAS:g} σ above the median of the brain."
)


@dataclass(frozen=True)
class Lesion:
    """A row: its number, what the study calls it, and what was measured."""

    number: int
    name: str
    found: Enhancing


@dataclass(frozen=True, eq=False)
class Lesions:
    """The lesions of a study, and where they are."""

    study: Study
    listed: tuple[Lesion, ...]
    parts: Parts
    labeled: bool
    """Whether the study knows them, rather than the map of contrast."""


Ratios = dict[int, float | str]
"""CE over that of the standard dose, in %, by the number of the lesion, or why there is none."""


def find_lesions(study: Study) -> Lesions:
    """Return the labeled lesions of a study, else all that enhances; it takes a second, for a thread.

    Findings are no lesions: they leave out what is near to the surface or the midline, or on both sides.

    Raises ``GeometryError`` where the study has no scan before contrast.
    """
    if study.partner is None:
        raise GeometryError("This study has no scan before contrast; open a pair.")
    partner, grid = study.full or study.partner, study.partner.pre.grid
    ce = _uptake(study, study.volumes[standard(study) or partner.pair.after])
    labels = _labels(study)
    if labels is not None:
        parts = labels.data.int().numpy()
        names = {label.value: label.name for label in labels.labels}
    else:
        noise = torch.where(partner.brain, partner.local_sd, 0)
        parts, names = connected(torch.where(partner.brain, ce, 0), noise, grid), {}
    check()
    found = described(parts, ce, grid)
    rows = tuple(Lesion(number, names.get(number, ""), one) for number, one in sorted(found.items()))
    return Lesions(study, rows, parts, labels is not None)


def ratios(lesions: Lesions, volume: str) -> Ratios:
    """Return the CE of every lesion in a predicted volume in % of that of the measured standard dose."""
    study, numbers = lesions.study, [lesion.number for lesion in lesions.listed]
    name = standard(study)
    if not name:
        return dict.fromkeys(numbers, "No scan at the standard dose was measured.")
    made, full = (means(lesions.parts, _uptake(study, study.volumes[one]), numbers) for one in (volume, name))
    return {
        number: 100 * here / there if there > 0 else "The standard dose does not enhance here."
        for number, here, there in zip(numbers, made, full, strict=True)
    }


def origin_of(lesions: Lesions) -> tuple[str, ...]:
    """Return where the rows of the table come from, in sentences, and what they may have missed."""
    if lesions.labeled:
        return (FROM_LABELS,)
    return (FROM_MAP, FROM_FINDINGS) if FINDINGS in lesions.study.labels else (FROM_MAP,)


def predicted_volumes(study: Study | None) -> tuple[str, ...]:
    """Return the computed volumes of a study that are predictions of the standard dose, the newest first."""
    if study is None or study.partner is None:
        return ()
    grid = study.partner.pre.grid
    return tuple(
        name
        for name, volume in reversed(list(study.volumes.items()))
        if predicts(volume.history) and volume.grid.same_place(grid)
    )


def lesion_rows(lesions: Lesions, found: Ratios) -> tuple[PaneNumbers, ...]:
    """Return the rows of the table, with ratios where there are some."""
    return tuple(_row(lesion, found) for lesion in lesions.listed)


def lesions_csv(lesions: Lesions, found: Ratios, volume: str, separator: str = ",") -> str:
    """Return the lesions as CSV; positions are LPS mm, ratios those of the predicted ``volume``."""
    partner = lesions.study.partner
    at = f" at {100 * partner.pair.injection.fraction:g} % of the standard dose" if partner else ""
    head = ["Number", "Name", "x (mm)", "y (mm)", "z (mm)", "Volume (mL)", "Diameter (mm)", f"CE{at} (a.u.)"]
    head += ["Ratio (% of full dose)", "Of volume"] * bool(found)
    lines = []
    for lesion in lesions.listed:
        one = lesion.found
        values = (*one.center, one.volume_ml, one.diameter_mm, one.mean)
        line = [str(lesion.number), lesion.name, *(f"{value:.6g}" for value in values)]
        if found:
            ratio = found[lesion.number]
            line += ["" if isinstance(ratio, str) else f"{ratio:.6g}", volume]
        lines.append(line)
    return separated([head, *lines], separator) + "\n"


def gone_to(scene: Scene, place: Point) -> Scene:
    """Return the scene with the crosshair at a place and every pane along the axes cut through it."""
    scene = replace(scene.at_point(place), crosshair=place)
    for index, pane in enumerate(scene.panes):
        if pane.own is not None and pane.lane.tilt is None and scene.source is not None:
            scene = scene.with_row(index, slice_of(place, pane.lane.plane, scene.source.grid))
    return scene


def place_text(place: Point) -> str:
    """Print a place in words of the patient: R 41 A 39 S −62 mm; S keeps its sign, as everywhere."""
    x, y, z = place
    across, deep = (
        f"{sides[value > 0]}{figures.NBSP}{figures.fixed(abs(value), 0)}"
        for value, sides in zip((x, y), _SIDES, strict=True)
    )
    return f"{across}  {deep}  S{figures.NBSP}{figures.with_unit(figures.fixed(z, 0), 'mm')}"


def _row(lesion: Lesion, found: Ratios) -> PaneNumbers:
    one = lesion.found
    cells = [
        Cell(metric.text(value))
        for metric, value in ((VOLUME, one.volume_ml), (DIAMETER, one.diameter_mm), (UPTAKEN, one.mean))
    ]
    if found:
        ratio = found[lesion.number]
        cells.append(Cell(figures.UNKNOWN, ratio) if isinstance(ratio, str) else Cell(RATIO.text(ratio)))
    title = lesion.name or tr("Focus {0}").format(lesion.number)
    return PaneNumbers(str(lesion.number), title, place_text(one.center), "", tuple(cells))


def _uptake(study: Study, volume: Volume) -> torch.Tensor:
    if study.partner is None:
        raise GeometryError("This study has no scan before contrast; open a pair.")
    return volume.data - study.partner.pre.data


def _labels(study: Study) -> LabelMap | None:
    labels = study.labels.get(LESIONS)
    fits = labels is not None and study.partner is not None and labels.grid.same_place(study.partner.pre.grid)
    return labels if fits else None
