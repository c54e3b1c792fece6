"""Label layers: structures that may overlap, on as few integer arrays as keep every voxel of theirs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from ..core.grid import Grid
from ..core.palette import label_colors
from ..core.volume import Label, LabelMap
from .contour_filling import Mask
from .found import Structure
from .series_opening import empty

MOST_LAYERS = 8

View = Callable[[npt.NDArray[Any]], npt.NDArray[Any]]
"""Turns ``data[z, y, x]`` so that its first axis counts the planes of a structure, without copying."""


class Layers:
    """Label maps on one grid, filled structure by structure.

    A structure goes whole to the first map where none of its voxels is taken; where there is none, a new map
    begins.
    """

    def __init__(self, grid: Grid, structures: Sequence[Structure]) -> None:
        self.grid, self._structures = grid, structures
        highest = max((structure.value for structure in structures), default=0)
        self._kind = np.int16 if highest < 2**15 else np.int32
        self._found: list[tuple[npt.NDArray[Any], set[int]]] = []

    def add(self, value: int, planes: Mapping[int, Mask], view: View) -> bool:
        """Give voxels to a structure; False where it would take a ninth map, and nothing was done."""
        free = (layer for layer in self._found if _free(view(layer[0]), planes))
        layer = next(free, None) or self._new()
        if layer is None:
            return False
        turned = view(layer[0])
        for index, mask in planes.items():
            turned[index][mask] = value
        layer[1].add(value)
        return True

    def _new(self) -> tuple[npt.NDArray[Any], set[int]] | None:
        if len(self._found) == MOST_LAYERS:
            return None
        data = empty(self.grid.shape, self._kind)
        data[...] = 0
        self._found.append((data, set()))
        return self._found[-1]

    @property
    def maps(self) -> tuple[LabelMap, ...]:
        """The maps with the names and colors of their structures; those without a name or color get one."""
        labels = tuple(_label(n, structure) for n, structure in enumerate(self._structures))
        return tuple(
            LabelMap(torch.from_numpy(data), self.grid, tuple(one for one in labels if one.value in values))
            for data, values in self._found
        )


def _free(turned: npt.NDArray[Any], planes: Mapping[int, Mask]) -> bool:
    return not any(turned[index][mask].any() for index, mask in planes.items())


def _label(number: int, structure: Structure) -> Label:
    colors = label_colors()
    name = structure.name or f"Label {structure.value}"
    return Label(structure.value, name, structure.color or colors[number % len(colors)])
