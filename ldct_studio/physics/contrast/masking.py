"""Masking: where the brain is in an MR scan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import torch
from scipy import ndimage

from ...core.errors import GeometryError
from ...core.grid import Grid
from ...core.volume import Volume
from ..itk import coarse, image
from .boxes import box_around
from .brains import draw_brain
from .descent import descend
from .likeness import Floats
from .scans import Condition
from .scans import image as shown
from .signal import Sequence

if TYPE_CHECKING:
    import SimpleITK

_LEAST = 1e-4
"""How much of the carried brain a voxel has to hold: whatever is brain is to be in it."""
_ATLAS_SEED, _ATLAS_SHAPE, _ATLAS_MM = 1, (88, 108, 92), 2.0
_LEVELS_MM = (8.0, 4.0)
"""Voxels that the synthetic head, which is no picture of this one, is laid by."""
_BRIGHT = 0.25
"""Of the 95 % quantile: what is brighter is no air."""
_AROUND_MM = 15.0
"""So much air around the head is compared as well."""
_HEIGHT_MM = 140.0
"""So far down from the crown a head is as wide as its brain; below come jaw and neck."""
_BRAIN_ML = (500.0, 2500.0)
"""What brains with their fluid measure, 600 to 2200 mL, and some room, as the mask is wide."""
_WHOLE_MM = 120.0
"""A scan this high shows the whole brain."""
_EMPTY = 0.3
"""Share of voxels that are exactly 0 around a brain without its skull, at least."""
_SHELL_MM, _DEPTHS_MM = 2.0, (0.0, 2.0, 4.0, 6.0, 8.0, 10.0, 12.0, 14.0)
FEWEST = 4
"""Slices that a scan has to have: fewer are interpolated by no cubic B-spline, and say nothing of a head."""
_ROWS = 8
"""Slices that are looked at, about."""
_DARK = 0.6
"""Bone is darker than this times the scalp outside of it; a brain gets brighter to the inside."""

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Masked:
    """The brain in a scan, (z, y, x), bool; how it was found; one sentence where it is doubtful."""

    brain: torch.Tensor
    how: str
    warning: str = ""


def brain_mask(pre: Volume) -> Masked:
    """Return where the brain is in a scan before contrast.

    A scan without its skull is its nonzero part. Onto another one the synthetic head is laid by an affine
    registration (Mattes' mutual information), and its brain is carried over, as Pinetz et al. do with an
    atlas. Raises ``GeometryError`` where nothing or nothing like a brain is found.
    """
    if float(pre.data.max()) <= 0:
        raise GeometryError("The scan before contrast is empty; choose another one.")
    head = stripped_head(pre)
    brain = _from_atlas(pre) if head is None else head
    milliliters = float(brain.sum()) * float(np.prod(pre.grid.spacing)) / 1000
    warning = _doubt(milliliters, pre.grid.shape[0] * pre.grid.spacing[0] >= _WHOLE_MM)
    return Masked(torch.from_numpy(brain), "synthetic head" if head is None else "nonzero voxels", warning)


def _doubt(milliliters: float, whole: bool) -> str:
    """Return a sentence about a brain of this volume; raise ``GeometryError`` where it is none."""
    least, most = _BRAIN_ML
    if milliliters == 0:
        raise GeometryError("No brain was found in the scan before contrast; give a brain mask.")
    if milliliters > most or (whole and milliliters < least):
        raise GeometryError(
            f"What was found as the brain measures {milliliters:.0f} mL, and brains measure {least:.0f} to "
            f"{most:.0f} mL; give a brain mask."
        )
    if milliliters < least:
        return f"The scan shows a part of the brain only ({milliliters:.0f} mL)."
    return ""


def _largest(mask: Bools) -> Bools | None:
    """Return the largest connected part with its holes filled."""
    if not mask.any():
        return None
    box = box_around(torch.from_numpy(mask))
    parts, _ = ndimage.label(mask[box])
    largest = np.zeros_like(mask)
    part = parts == 1 + int(np.argmax(np.bincount(parts.ravel())[1:]))
    largest[box] = ndimage.binary_fill_holes(part)
    return largest


def stripped_head(scan: Volume) -> Bools | None:
    """Return what a scan shows, (z, y, x), where its skull was taken away; None for a whole head.

    Empty around, as large as a brain, and no bright scalp around dark bone. Depth is measured within the
    slices, as thick slices have none.
    """
    values, spacing = scan.data.numpy(), scan.grid.spacing
    if float((values == 0).mean()) < _EMPTY:
        return None
    head = _largest(values != 0)
    if head is None or head.sum() * np.prod(spacing) / 1000 > _BRAIN_ML[1]:
        return None
    areas = head.sum((1, 2))
    rows = np.flatnonzero(areas > 0.5 * areas.max())
    rows = rows[:: max(len(rows) // _ROWS, 1)]
    depth = np.stack([ndimage.distance_transform_edt(head[row], spacing[1:]) for row in rows])
    shells = [values[rows][(depth > mm) & (depth <= mm + _SHELL_MM)] for mm in _DEPTHS_MM]
    course = [float(np.median(shell)) for shell in shells if shell.size]
    return None if min(course[2:], default=np.inf) < _DARK * max(course[:2]) else head


def _from_atlas(pre: Volume) -> Bools:
    """Return the brain of the synthetic head, laid onto a scan."""
    import SimpleITK

    rows = pre.grid.shape[0]
    if rows < FEWEST:
        raise GeometryError(
            f"The scan before contrast has too few slices ({rows}) to find a brain in; choose one with at "
            f"least {FEWEST}."
        )
    atlas, brain = _atlas()
    place = _affine(pre, atlas)
    onto = image(pre, np.zeros(pre.grid.shape, np.uint8))
    carried = SimpleITK.Resample(image(atlas, brain), onto, place, SimpleITK.sitkLinear, 0.0)
    return np.asarray(SimpleITK.GetArrayFromImage(carried) > _LEAST)


def _affine(pre: Volume, atlas: Volume) -> SimpleITK.AffineTransform:
    """Return the affine way from places in a scan to those in the atlas."""
    import SimpleITK

    small, pattern = (coarse(one, _LEVELS_MM[0]) for one in (pre, atlas))
    height = min(_HEIGHT_MM, *(one.grid.shape[0] * one.grid.spacing[0] for one in (small, pattern)))
    (here, size), (there, other) = (_crown(one, height) for one in (small, pattern))
    place = SimpleITK.AffineTransform(3)
    place.SetCenter(here.tolist())
    place.SetTranslation((there - here).tolist())
    place.SetMatrix(np.diag(other / size).ravel().tolist())
    for mm in _LEVELS_MM:
        fixed, moving = coarse(pre, mm), coarse(atlas, mm)
        around = ndimage.distance_transform_edt(~_head(fixed), fixed.grid.spacing) < _AROUND_MM
        try:
            descend(place, fixed, moving, around, mm / 2)
        except RuntimeError as error:
            raise GeometryError(
                "No head was found in the scan before contrast; give a brain mask."
            ) from error
    return place


def _head(volume: Volume) -> Bools:
    """Return the head: what is bright, with what it encloses."""
    values = volume.data.numpy()
    bright = values > _BRIGHT * np.quantile(values, 0.95)
    closed = ndimage.binary_closing(np.pad(bright, 2), iterations=2)[2:-2, 2:-2, 2:-2]
    head = _largest(np.asarray(closed | bright))
    if head is None:
        raise GeometryError("The scan before contrast is empty; choose another one.")
    return head


def _crown(volume: Volume, height: float) -> tuple[Floats, Floats]:
    """Return middle and size (x, y, z) in mm of the head so far down from the crown."""
    grid = volume.grid
    steps = np.stack(np.nonzero(_head(volume)))[::-1] * np.asarray(grid.spacing[::-1])[:, None]
    points = (grid.matrix @ steps).T + np.asarray(grid.origin)
    points = points[points[:, 2] >= points[:, 2].max() - height]
    low, high = np.quantile(points, 0.005, axis=0), np.quantile(points, 0.995, axis=0)
    return (low + high) / 2, high - low


def _atlas() -> tuple[Volume, npt.NDArray[np.float32]]:
    """Return the synthetic head without contrast, and how much of every voxel is brain."""
    head = draw_brain(_ATLAS_SEED, _ATLAS_SHAPE, _ATLAS_MM)
    z, y, x = (-(size - 1) / 2 * _ATLAS_MM for size in _ATLAS_SHAPE)
    data = shown(head, 0.0, Condition(1.0), Sequence())
    grid = Grid(_ATLAS_SHAPE, (_ATLAS_MM,) * 3, (x, y, z))
    return Volume(data / data.max(), grid, "MR"), head.mask.float().numpy()
