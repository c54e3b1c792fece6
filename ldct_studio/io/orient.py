"""Orient: which file axis is z, y and x, and which of them run the wrong way."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from typing import Any

import numpy as np
import numpy.typing as npt

from ..core.grid import Grid

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Placement:
    """How an array in file order becomes ``data[z, y, x]`` on ``grid``.

    Axis n of the result is file axis ``order[n]``, reversed where ``flipped[n]``.
    """

    order: tuple[int, int, int]
    flipped: tuple[bool, bool, bool]
    grid: Grid

    def in_file_order(self, data: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Return a view of ``data[z, y, x]`` that is indexed as the file is."""
        turned = data[tuple(slice(None, None, -1 if flip else 1) for flip in self.flipped)]
        return turned.transpose(np.argsort(self.order))

    @property
    def file_spacing(self) -> tuple[float, float, float]:
        """Distance in mm of neighbors along each axis of the file."""
        along = np.argsort(self.order)
        slices, rows, columns = (float(self.grid.spacing[axis]) for axis in along)
        return slices, rows, columns

    @property
    def axial(self) -> bool:
        """Whether the file's first axis is z, so that each of its slices is an axial row."""
        return self.order[0] == 0

    def row(self, index: int) -> int:
        """Return the axial row of a file slice, where ``axial``."""
        return self.grid.shape[0] - 1 - index if self.flipped[0] else index


def toward_lps(shape: tuple[int, int, int], steps: npt.ArrayLike, origin: npt.ArrayLike) -> Placement:
    """Turn a file's axes as close to the patient's as whole quarter turns and flips allow.

    ``steps`` holds one LPS vector in mm per file axis (3×3, row n for axis n), ``origin`` the LPS
    position of the file's first voxel. What remains oblique stays in the grid's direction. Raises
    GeometryError where the axes do not span space.
    """
    vectors = np.asarray(steps, dtype=np.float64)
    lengths = np.linalg.norm(vectors, axis=1)
    cosines = vectors / np.where(lengths > 0, lengths, 1)[:, None]
    order = max(permutations(range(3)), key=lambda o: sum(abs(cosines[o[n], 2 - n]) for n in range(3)))
    flipped = [bool(cosines[order[n], 2 - n] < 0) for n in range(3)]
    start = np.asarray(origin, dtype=np.float64)
    for axis, flip in zip(order, flipped, strict=True):
        if flip:
            start = start + vectors[axis] * (shape[axis] - 1)
    signs = np.where(flipped, -1.0, 1.0)
    columns = (cosines[list(order)] * signs[:, None])[::-1].T  # x, y, z
    grid = Grid(
        (shape[order[0]], shape[order[1]], shape[order[2]]),
        (float(lengths[order[0]]), float(lengths[order[1]]), float(lengths[order[2]])),
        (float(start[0]), float(start[1]), float(start[2])),
        tuple(float(v) + 0.0 for v in columns.ravel()),
    )
    return Placement((order[0], order[1], order[2]), (flipped[0], flipped[1], flipped[2]), grid)
