"""Which rows of real scans are compared, and what frees them from the phantom's structure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import torch

from ..core.dose import Scan
from ..core.errors import GeometryError
from ..core.volume import Volume
from ..physics.region_noise import Blocks
from ..physics.rows import pixel_of

_BLOCK = 8
"""Neighboring slices that are freed from their mean together: a phantom changes slowly along z."""
_SHARED = 0.1
"""Correlation of the noise of neighboring slices above which it is said."""


@dataclass(frozen=True, eq=False)
class Stack:
    """Rows of one scan, or of repeats of it, as one volume, and the blocks that show the same structure."""

    volume: Volume
    blocks: Blocks
    rows: tuple[int, ...]
    """The row of its own scan that each row was."""
    how: str
    """What frees the noise from structure, in words."""

    @property
    def mean(self) -> torch.Tensor:
        """The mean picture (y, x) in HU: the phantom with little noise."""
        return self.volume.data.double().mean(0)

    def scan(self, scan: Scan) -> Scan:
        """Return the scan of these rows: photons of the row that each one was."""
        if len(scan.photons) == 1:
            return scan
        return replace(scan, photons=tuple(scan.photons_at(row) for row in self.rows))

    def averaged(self) -> Volume:
        """Return the volume with every row replaced by its block's mean, which holds less noise."""
        if any(len(block) < 2 for block in self.blocks):
            raise GeometryError(
                "Rescan takes the noise of a single slice for the phantom; give several slices or repeats of "
                "the reference, or use Insert."
            )
        data = self.volume.data.clone()
        for block in self.blocks:
            data[list(block)] = self.volume.data[list(block)].mean(0)
        return replace(self.volume, data=data)

    def shared_noise(self, mask: torch.Tensor) -> float:
        """Return the correlation of the noise of neighboring rows of a block in a mask (y, x); 0 if unknown.

        Rows less the mean of m rows have a correlation of -1/(m - 1) where their noise is independent.
        """
        over, under = 0.0, 0.0
        for block in self.blocks:
            if len(block) < 3:
                continue
            rows = self.volume.data[list(block)][:, mask].double()
            rows = rows - rows.mean(0)
            power = float(rows.square().mean())
            over += float((rows[1:] * rows[:-1]).mean()) + power / (len(block) - 1)
            under += power
        return over / under if under > 0 else 0.0


def stacked(volumes: Sequence[Volume], most: int, apart: int = 1) -> Stack:
    """Return up to ``most`` rows around the middle, every ``apart``-th, of a scan or of repeats of it.

    Repeats free one another from structure, slice by slice; else neighboring slices do, up to eight
    together; a single slice is freed from a polynomial. Raises ``GeometryError`` where repeats differ in
    their grid, or a scan is no CT with square pixels.
    """
    first = volumes[0]
    for volume in volumes:
        if volume.unit != "HU":
            raise GeometryError("Scans are compared in HU, and one of these is not CT.")
        pixel_of(volume.grid)
    check_alike(first, volumes[1:])
    total = min(volume.grid.shape[0] for volume in volumes)
    count = min(max(1, most // len(volumes)), math.ceil(total / apart))
    start = (total - (count - 1) * apart - 1) // 2
    rows = [start + apart * k for k in range(count)]
    data = torch.cat([volume.data[rows] for volume in volumes])
    if len(volumes) > 1:
        blocks = [[r * count + i for r in range(len(volumes))] for i in range(count)]
        how = f"{len(volumes)} repeats, each less their mean, slice by slice"
    elif count > 1:
        blocks = [part.tolist() for part in torch.arange(count).tensor_split(math.ceil(count / _BLOCK))]
        how = f"{count} slices, each less the mean of {len(blocks[0])} neighbors, itself among them"
    else:
        blocks, how = [[0]], "one slice, less a second-order polynomial per region"
    grid = replace(first.grid.rows(rows[0], 1), shape=(len(data), *first.grid.shape[1:]))
    return Stack(Volume(data, grid, first.modality, first.history), blocks, tuple(rows * len(volumes)), how)


def check_alike(reference: Volume, others: Sequence[Volume]) -> None:
    """Raise ``GeometryError`` where scans have other pixels than the reference: their noise is another."""
    for other in others:
        same = all(
            abs(a - b) <= 0.01 * a
            for a, b in zip(reference.grid.spacing[1:], other.grid.spacing[1:], strict=True)
        )
        if reference.grid.shape[1:] != other.grid.shape[1:] or not same:
            raise GeometryError(
                "The scans have pixels of different size or number; reconstruct them with the same field of "
                "view, matrix and kernel."
            )


def shared_noise_sentence(stack: Stack, masks: torch.Tensor, title: str) -> str:
    """Return a sentence where neighboring slices share noise, else ''."""
    shared = max(stack.shared_noise(mask) for mask in masks)
    if shared <= _SHARED:
        return ""
    return (
        f"Neighboring slices of {title} share noise (correlation {shared:.2f}), so their difference shows "
        "too little of it; take slices further apart."
    )
