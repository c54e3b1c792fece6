"""Flat regions of a phantom, found by themselves: the middle, and four between it and the edge."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import torch
from scipy import ndimage

from ..core.errors import GeometryError
from ..core.grid import Grid
from ..core.roi import Circle
from .matching_tissue import find_tissue
from .patient import BODY_HU

_RADIUS, _AWAY = 0.18, 0.62
"""Radius of a region and its distance from the middle, as shares of half the phantom's width."""
_FEWEST = 6.0
"""Least radius of a region in pixels."""
_MOVED = 0.3
"""How far a region may be moved to where it is flat, as a share of half the phantom's width."""
_PLACES = (
    ("Middle", 0.0, 0.0),
    ("Right", _AWAY, 0.0),
    ("Left", -_AWAY, 0.0),
    ("Top", 0.0, -_AWAY),
    ("Bottom", 0.0, _AWAY),
)


def circle_at(name: str, grid: Grid, x_mm: float, y_mm: float, radius_mm: float) -> Circle:
    """Return a circle by its place in mm from the middle of the picture, x to the right and y down."""
    row = (grid.shape[1] - 1) / 2 + y_mm / grid.spacing[1]
    column = (grid.shape[2] - 1) / 2 + x_mm / grid.spacing[2]
    return Circle(name, grid.patient((0.0, row, column)), radius_mm)


def flat_regions(picture: torch.Tensor, grid: Grid) -> tuple[Circle, ...]:
    """Return up to five circles of flat soft tissue or water in a picture (y, x) in HU with little noise.

    Each lies where it is wanted, or at the nearest place where it holds nothing but flat tissue; what finds
    no place is left out. Raises ``GeometryError`` where there is none.
    """
    pixel = grid.spacing[2]
    flat = find_tissue(picture[None].float(), pixel).flat[0].cpu().numpy()
    top, bottom, left, right = _extent(picture.cpu().numpy() > BODY_HU)
    half = min(bottom - top, right - left) / 2
    radius = max(_FEWEST, _RADIUS * half)
    reach = ndimage.distance_transform_edt(np.pad(flat, 1))[1:-1, 1:-1]
    free = np.argwhere(reach >= radius + 1)
    found: list[Circle] = []
    for name, x, y in _PLACES:
        wanted = ((top + bottom) / 2 + y * (bottom - top) / 2, (left + right) / 2 + x * (right - left) / 2)
        place = _nearest(free, wanted, _MOVED * half)
        if place is not None:
            center = grid.patient((0.0, place[0], place[1]))
            if all(math.dist(center, other.center) > 2 * radius * pixel for other in found):
                found.append(Circle(name, center, radius * pixel))
    if not found:
        raise GeometryError("No flat region of water or soft tissue was found; draw regions yourself.")
    return tuple(found)


def _extent(body: npt.NDArray[np.bool_]) -> tuple[float, float, float, float]:
    """Return top, bottom, left and right in pixels of the largest part of a mask."""
    numbered, count = ndimage.label(ndimage.binary_opening(body, iterations=2))
    if not count:
        raise GeometryError("There is no phantom in the picture; choose other slices.")
    largest = int(np.bincount(numbered.ravel())[1:].argmax()) + 1
    rows, columns = np.nonzero(numbered == largest)
    return float(rows.min()), float(rows.max()), float(columns.min()), float(columns.max())


def _nearest(
    places: npt.NDArray[np.int64], wanted: tuple[float, float], most: float
) -> tuple[float, float] | None:
    if not len(places):
        return None
    distance = np.hypot(places[:, 0] - wanted[0], places[:, 1] - wanted[1])
    best = int(distance.argmin())
    return (float(places[best, 0]), float(places[best, 1])) if distance[best] <= most else None
