"""How like its reference a segmentation is: Dice, change of volume and the 95th percentile of distances.

Where a number has no meaning, such as the Dice coefficient of a structure that neither side holds, the
functions raise ``GeometryError`` with the reason. Masks are boolean, of any number of dimensions.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import torch
from scipy import ndimage

from ..core.errors import GeometryError

ABSENT = "Neither of the two holds this label, so they cannot be compared."


def dice(found: torch.Tensor, reference: torch.Tensor) -> float:
    """Return the Dice coefficient 2·|A∩B| / (|A| + |B|) of two masks; 0 where one of them is empty."""
    total = int(found.sum()) + int(reference.sum())
    if total == 0:
        raise GeometryError(ABSENT)
    return 2 * int((found & reference).sum()) / total


def volume_change(found: torch.Tensor, reference: torch.Tensor) -> float:
    """Return by how much larger a mask is than the reference, as a fraction; -1 where it is empty."""
    before = int(reference.sum())
    if before == 0:
        raise GeometryError("The reference does not hold this label, so no change can be told.")
    return int(found.sum()) / before - 1


def effective_radius(volume: float) -> float:
    """Return the radius of the ball of a volume, (3V/4π)^⅓."""
    return float((3 * volume / (4 * math.pi)) ** (1 / 3))


def hausdorff95(
    found: torch.Tensor, reference: torch.Tensor, spacing: tuple[float, ...], *, pooled: bool = True
) -> float:
    """Return the 95th percentile of the distances between the surfaces of two masks.

    Both directions are pooled: P95 of {d(a, B), d(b, A)}, as medpy's ``hd95`` does; else the larger one of
    the percentiles of the two directions, as MONAI's does. A surface is what an erosion by the nearest
    neighbors takes away, the edge of the picture counting as outside. ``spacing`` is that of the voxels, in
    mm or 1 for distances in voxels.
    """
    a, b = _cropped(found.cpu().numpy(), reference.cpu().numpy())
    if not (a.any() and b.any()):
        raise GeometryError(ABSENT if a.any() == b.any() else "One of the two does not hold this label.")
    surface_a, surface_b = _surface(a), _surface(b)
    to_a = ndimage.distance_transform_edt(~surface_a, sampling=spacing)
    to_b = ndimage.distance_transform_edt(~surface_b, sampling=spacing)
    there, back = to_b[surface_a], to_a[surface_b]
    if not pooled:
        return float(max(np.percentile(there, 95), np.percentile(back, 95)))
    return float(np.percentile(np.concatenate([there, back]), 95))


def _surface(mask: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    return np.asarray(mask & ~ndimage.binary_erosion(mask), dtype=np.bool_)


def _cropped(
    a: npt.NDArray[np.bool_], b: npt.NDArray[np.bool_]
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Return both masks in the box that holds both, where the distances are the same."""
    places = np.nonzero(a | b)
    box = tuple(slice(int(p.min()), int(p.max()) + 1) if p.size else slice(0) for p in places)
    return a[box], b[box]
