"""What a picture shows more than the scan before contrast: its uptake (CE), and the noise of that."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import torch

from ..core.errors import GeometryError
from ..core.lane import Frame, Lane
from ..core.plane import merged, neighbors, stack
from ..core.step import Step
from ..core.study import Study
from ..core.volume import Volume
from ..methods.contrast_study import FINDINGS, LESIONS
from .contrast_lanes import BEFORE, PREDICT, SCALED, UPTAKE, is_before
from .lane_words import in_percent
from .lanes import is_map

Picture = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]

_ENHANCES = 2.5
"""Local SDs above which a difference is more likely enhancement than noise: where its weight is one half."""
TOLD = 3.0
"""What is less than so many SDs of the noise cannot be told from it with certainty."""
_FEWEST = 100
"""Pixels of the brain below which their SD says too little."""
PERCENT_MAP = "This map is in percent of the signal before contrast, so it has no uptake in a.u."


def standard(study: Study) -> str:
    """Return the volume at the standard dose, by its name; '' where none was measured."""
    pair = study.partner.pair if study.partner else None
    if pair is None:
        return ""
    return pair.standard or ("" if pair.measured else pair.after)


def predicts(steps: tuple[Step, ...]) -> bool:
    """Whether steps make what the standard dose would show, and not more or less than that.

    Their last one is scaled subtraction, or the network's prediction once, on the scan before contrast; and
    it is the only one of those.
    """
    made = [step for step in steps if step.name in (SCALED.name, PREDICT.name)]
    if len(made) != 1 or steps[-1] is not made[0]:
        return False
    settings = made[0].settings
    return settings.get("onto", "before") == "before" and settings.get("gain", 1.0) == 1.0


def is_uptake_map(lane: Lane) -> bool:
    """Whether a lane shows uptake in a.u. itself: a map, or a picture less the scan before contrast."""
    if lane.minus is not None:
        return lane.minus[-1:] == (BEFORE,)
    return _last(lane, UPTAKE) and not in_percent(lane)


def measurable(lane: Lane) -> bool:
    """Whether a lane can say something of uptake: all but the scan before contrast, errors and priors."""
    other = lane.minus is not None and not is_uptake_map(lane)
    return not (is_before(lane) or lane.prior or other)


def uptake(frame: Frame) -> Picture:
    """Return what a picture shows more than the scan before contrast, (down, right) like it, in a.u.

    A map of uptake is that itself. Raises ``GeometryError`` with the reason where there is none.
    """
    lane = frame.lane
    if frame.image is None:
        raise GeometryError(frame.error)
    if is_uptake_map(lane):
        return frame.image
    if in_percent(lane):
        raise GeometryError(PERCENT_MAP)
    if lane.minus is not None or is_map(lane):
        raise GeometryError("A difference or a map of another quantity has no uptake.")
    if lane.prior:
        raise GeometryError("The prior is another scan, which has no scan before contrast.")
    return frame.image - before(frame)


def before(frame: Frame) -> Picture:
    """Return the scan before contrast at a pane's cut; raise ``GeometryError`` where there is none."""
    partner = frame.request.partner
    if partner is None:
        raise GeometryError("There is no scan before contrast to this volume; show the scan after contrast.")
    return _cut(frame, partner.pre)


def loaded_uptake(frame: Frame, volume: str) -> Picture:
    """Return what a loaded volume of the study shows more than the scan before contrast at a pane's cut."""
    return _cut(frame, frame.request.study.volumes[volume]) - before(frame)


def noise(frame: Frame) -> float:
    """Return the SD of the uptake in the brain of a pane's cut where nothing enhances, in a.u.

    At least that of the loaded scan: what a network predicts is the scan before contrast itself there, and
    so seems to have no noise at all. Raises ``GeometryError`` where it cannot be told.
    """
    return max(_spread(frame, uptake(frame)), scan_noise(frame))


def scan_noise(frame: Frame) -> float:
    """Return the same of the loaded scan at a pane's cut; raise ``GeometryError`` where it cannot be told."""
    return loaded_noise(frame, frame.request.volume)


def loaded_noise(frame: Frame, volume: str) -> float:
    """Return the same of a loaded volume of the study; raise ``GeometryError`` where it cannot be told."""
    return _spread(frame, loaded_uptake(frame, volume))


def _spread(frame: Frame, picture: Picture) -> float:
    quiet = _quiet(frame)
    if int(quiet.sum()) < _FEWEST:
        raise GeometryError(
            f"This slice holds fewer than {_FEWEST} pixels of brain that does not enhance, so its noise is "
            "not known."
        )
    return float(picture[quiet].std(ddof=1))


def _quiet(frame: Frame) -> Mask:
    """Return where the brain does not enhance in the loaded scan, nor is it a lesion or finding."""
    partner = frame.request.partner
    if partner is None:
        raise GeometryError("There is no scan before contrast.")
    scan = loaded_uptake(frame, frame.request.volume)
    brain = _near(frame, partner.brain).all(0).numpy()
    local = _near(frame, partner.local_sd).mean(0).numpy()
    quiet: Mask = brain & (scan < _ENHANCES * local)
    for name in (LESIONS, FINDINGS):
        known = frame.request.study.labels.get(name)
        if known is not None and known.grid.same_place(frame.request.source.grid):
            quiet &= ~(_near(frame, known.data) > 0).any(0).numpy()
    return quiet


def _cut(frame: Frame, volume: Volume) -> Picture:
    slab = frame.lane.slab
    if slab is not None and slab.projection != "mean":
        raise GeometryError("The brightest or darkest voxels of two scans have no difference; show the mean.")
    picture: Picture = merged(_near(frame, volume.data), slab).numpy()
    return picture


def _near(frame: Frame, data: torch.Tensor) -> torch.Tensor:
    """Return the cuts [cut, down, right] of voxels (z, y, x) that a pane's picture is made of."""
    lane = frame.lane
    if lane.tilt is not None:
        raise GeometryError(
            "Uptake is measured in axial, coronal and sagittal pictures; show one of them in this pane."
        )
    return stack(data, lane.plane, neighbors(frame.cuts, frame.row, lane.slab))


def _last(lane: Lane, step: Step) -> bool:
    return lane.steps[-1:] != () and lane.steps[-1].name == step.name
