"""Volume and LabelMap: voxels with a place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, Self

import torch

from .errors import GeometryError
from .grid import Grid
from .step import Step

Modality = Literal["CT", "MVCT", "MR", "attenuation", "other"]
"""CT and MVCT are in HU, attenuation is in 1/cm; MR and other are in arbitrary units (a.u.)."""


@dataclass(frozen=True, eq=False)
class Volume:
    """Voxels ``(z, y, x)``, float32, on a grid; compared by identity, never changed."""

    data: torch.Tensor
    grid: Grid
    modality: Modality = "CT"
    history: tuple[Step, ...] = ()
    own_unit: str = ""
    """The unit of what methods made of a scan where it is not that of its modality, such as "SD of noise"."""

    def __post_init__(self) -> None:
        if tuple(self.data.shape) != self.grid.shape:
            raise GeometryError(f"Voxels {tuple(self.data.shape)} do not fit the grid {self.grid.shape}.")
        if self.data.dtype != torch.float32:
            raise GeometryError(f"A volume holds float32 voxels, not {self.data.dtype}.")

    @property
    def unit(self) -> str:
        """The unit of a voxel value."""
        if self.own_unit:
            return self.own_unit
        if self.modality == "attenuation":
            return "1/cm"
        return "HU" if self.modality in ("CT", "MVCT") else "a.u."

    def rows(self, start: int, count: int = 1) -> Self:
        """Return ``count`` axial rows from ``start`` on, sharing memory."""
        return replace(self, data=self.data[start : start + count], grid=self.grid.rows(start, count))

    def thicker(self, count: int) -> Self:
        """Return the volume in slices ``count`` times as thick: means of neighboring rows."""
        if not 1 <= count <= self.grid.shape[0]:
            raise GeometryError(f"There are no {count} slices to merge; the volume has {self.grid.shape[0]}.")
        grid = self.grid.thicker(count)
        rows = self.data[: grid.shape[0] * count].reshape(-1, count, *grid.shape[1:])
        return replace(self, data=rows.mean(1), grid=grid)

    def made(self, data: torch.Tensor, step: Step | None = None) -> Self:
        """Return new voxels on the same grid that remember one more step."""
        return replace(self, data=data, history=self.history + ((step,) if step else ()))


@dataclass(frozen=True)
class Label:
    """One structure of a label map: its voxel value, name and color (``#RRGGBB``)."""

    value: int
    name: str
    color: str


@dataclass(frozen=True, eq=False)
class LabelMap:
    """Integer voxels ``(z, y, x)`` on a grid, with the structures they name."""

    data: torch.Tensor
    grid: Grid
    labels: tuple[Label, ...]

    def __post_init__(self) -> None:
        if tuple(self.data.shape) != self.grid.shape:
            raise GeometryError(f"Labels {tuple(self.data.shape)} do not fit the grid {self.grid.shape}.")
        if self.data.is_floating_point():
            raise GeometryError(f"A label map holds integers, not {self.data.dtype}.")
