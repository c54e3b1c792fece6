"""Structures opening: the contours of an RT structure set to label maps on the grid of a volume."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ..core.errors import GeometryError, LoadError
from ..core.grid import Grid
from ..core.volume import LabelMap
from .contour_filling import Mask, filled
from .found import Contours, Structure
from .label_layers import MOST_LAYERS, Layers
from .labels import listed
from .reader import ReaderDiedError, Readers

_FLAT = 0.1
"""Slices that a contour may lean out of its plane, which rounded millimeters do."""
_SAME_MM = 0.05
"""Planes nearer than this are one."""
_WIDEST_MM = 10.0
"""Planes further apart than this have nothing between them; no CT slice is thicker."""

Points = npt.NDArray[np.float64]


@dataclass
class _Told:
    """Names of the structures that something has to be said about."""

    left_out: list[str] = field(default_factory=list)
    """Sentences, one each."""
    points: list[str] = field(default_factory=list)
    nearest: list[str] = field(default_factory=list)
    beyond: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    small: list[str] = field(default_factory=list)
    crowded: list[str] = field(default_factory=list)

    def sentences(self) -> list[str]:
        """Return what is to be said."""
        said = list(self.left_out)
        if self.points:
            said.append(
                f"Points and open contours, which enclose nothing, are left out: {listed(self.points)}."
            )
        if self.nearest:
            names = listed(self.nearest)
            said.append(f"Contours lie off the slices; each slice took the nearest ones: {names}.")
        if self.beyond:
            said.append(f"Parts outside of the volume are left out: {listed(self.beyond)}.")
        if self.elsewhere:
            said.append(f"Structures outside of the volume are left out: {listed(self.elsewhere)}.")
        if self.small:
            said.append(f"Structures that hold no center of a voxel are left out: {listed(self.small)}.")
        if self.crowded:
            names = listed(self.crowded)
            said.append(f"More than {MOST_LAYERS} structures overlap; these are left out: {names}.")
        return said


@dataclass(frozen=True)
class _Drawn:
    """The voxels of a structure in planes across one axis of the grid (z, y, x)."""

    axis: int
    planes: dict[int, Mask]
    exact: bool
    """Whether each contour lies in a slice, and none was taken for another slice."""
    whole: bool
    """Whether nothing of it lies outside of the grid."""


def read_structures(
    readers: Readers, path: Path, structures: tuple[Structure, ...], grid: Grid
) -> tuple[tuple[LabelMap, ...], list[str]]:
    """Return the label maps of a structure set on a grid, and sentences about them.

    Raises GeometryError where all contours lie outside of the volume, or LoadError where none is closed.
    """
    layers, told = Layers(grid, structures), _Told()
    for structure in structures:
        _add(readers, path, structure, layers, told)
    if not layers.maps:
        if told.elsewhere:
            raise GeometryError("The contours do not overlap the volume, so they do not belong to it.")
        raise LoadError(" ".join(["There is no closed contour to show.", *told.sentences()]))
    return layers.maps, told.sentences()


def _add(readers: Readers, path: Path, structure: Structure, layers: Layers, told: _Told) -> None:
    """Read and draw one structure; what is wrong with it costs this one only."""
    name = structure.name or f"Label {structure.value}"
    try:
        rings, others = _rings(readers, path, structure)
        drawn = drawn_on(layers.grid, rings) if rings else None
    except ReaderDiedError:
        raise
    except LoadError as error:
        told.left_out.append(f"“{name}” was left out: it {error}.")
        return
    if others or not rings:
        told.points.append(name)
    if drawn is None:
        return
    axis = drawn.axis
    if not drawn.planes:
        (told.small if drawn.whole else told.elsewhere).append(name)
    elif not layers.add(structure.value, drawn.planes, lambda data: np.moveaxis(data, axis, 0)):
        told.crowded.append(name)
    else:
        told.nearest += [name] * (not drawn.exact)
        told.beyond += [name] * (not drawn.whole)


def _rings(readers: Readers, path: Path, structure: Structure) -> tuple[list[Points], int]:
    """Return the closed contours of a structure (n, 3), LPS mm, and how many others there are."""
    reader = readers.one()
    question = {"do": "contours", "path": str(path), "value": structure.value}
    found = Contours.model_validate(reader.ask(question, readers.cancelled))
    ends = np.cumsum(found.points, dtype=np.int64)
    points = reader.array((int(ends[-1]) if len(ends) else 0, 3)).astype(np.float64)
    if not np.isfinite(points).all():
        raise LoadError("is broken: a point of its contours lies nowhere")
    return np.split(points, ends[:-1]) if len(ends) else [], found.others


def drawn_on(grid: Grid, rings: list[Points]) -> _Drawn:
    """Fill closed contours (n, 3), LPS mm, on a grid, by the even-odd rule within one plane.

    A slice takes the nearest plane of contours that is not further away than half their usual distance,
    or half a slice where there is one plane or that is more than 10 mm. Raises LoadError where the
    contours are oblique to the grid.
    """
    placed = [_indices(grid, ring) for ring in rings]
    lean = np.array([np.ptp(ring, axis=0) for ring in placed])
    axis = int(lean.max(axis=0).argmin())
    if lean[:, axis].max() > _FLAT:
        raise LoadError("has contours that are oblique to the slices of the volume")
    heights = np.array([ring[:, axis].mean() for ring in placed])
    planes, plane_of = _planes(heights, _SAME_MM / grid.spacing[axis])
    slices = _slices(planes, grid.shape[axis], _WIDEST_MM / grid.spacing[axis])
    others = [n for n in range(3) if n != axis]
    shape = (grid.shape[others[0]], grid.shape[others[1]])
    drawn: dict[int, Mask] = {}
    masks: dict[int, Mask] = {}
    for index, plane in slices.items():
        if plane not in masks:
            masks[plane] = filled(_distinct(placed, plane_of, plane, others), shape)
        if masks[plane].any():
            drawn[index] = masks[plane]
    inside = np.flatnonzero((planes > -0.5) & (planes < grid.shape[axis] - 0.5))
    exact = set(slices.values()) >= set(inside.tolist())
    exact &= all(abs(planes[plane] - index) <= _FLAT for index, plane in slices.items())
    return _Drawn(axis, drawn, exact, _within(np.concatenate(placed), grid))


def _indices(grid: Grid, points: Points) -> Points:
    """Return LPS positions (n, 3) as fractional voxel indices (z, y, x)."""
    steps = np.linalg.solve(grid.matrix, (points - np.array(grid.origin)).T).T
    indices: Points = steps[:, ::-1] / np.array(grid.spacing)
    return indices


def _planes(heights: Points, same: float) -> tuple[Points, npt.NDArray[np.int64]]:
    """Return the heights of distinct planes, rising, and the plane of each contour."""
    order = np.argsort(heights, kind="stable")
    numbers = np.concatenate([[0], np.cumsum(np.diff(heights[order]) > same)])
    plane_of = np.empty(len(heights), np.int64)
    plane_of[order] = numbers
    return np.bincount(plane_of, heights) / np.bincount(plane_of), plane_of


def _slices(planes: Points, count: int, widest: float) -> dict[int, int]:
    """Return the plane that each slice takes; slices too far from all planes are missing."""
    gap = float(np.median(np.diff(planes))) if len(planes) > 1 else 1.0
    reach = (gap if gap <= max(widest, 1.0) else 1.0) / 2 + 1e-3
    first, last = max(0, int(np.ceil(planes[0] - reach))), min(count - 1, int(planes[-1] + reach))
    slices = np.arange(first, last + 1)
    nearest = np.searchsorted((planes[1:] + planes[:-1]) / 2 + 1e-3, slices)
    above = slices - planes[nearest]
    taken = (above > 2e-3 - reach) & (above <= reach)  # of two slices as near, the lower plane's
    return {int(index): int(plane) for index, plane in zip(slices[taken], nearest[taken], strict=True)}


def _distinct(
    placed: list[Points], plane_of: npt.NDArray[np.int64], plane: int, others: list[int]
) -> list[Points]:
    """Return the contours of a plane, in its pixels; one that was written twice is one."""
    found = [placed[n][:, others] for n in np.flatnonzero(plane_of == plane)]
    return list({ring.tobytes(): ring for ring in found}.values())


def _within(indices: Points, grid: Grid) -> bool:
    lowest, highest = indices.min(axis=0), indices.max(axis=0)
    return bool((lowest >= -0.5 - _FLAT).all() and (highest <= np.array(grid.shape) - 0.5 + _FLAT).all())
