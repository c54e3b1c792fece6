"""Between a picture and the folded wedges of its spectrum on an oversampled grid.

A wedge holds the cells around 0…45° of the frequency plane: rows w (the smaller coordinate) and columns u
(the larger), both from ``-pad`` on, so that the kernel never leaves it. The quarters of the plane above
and below the x axis are put together from wedges; their rows and columns start at ``-pad`` too. Rows of
a picture point down, so row w of the quarter below is row +w of the transform, of the one above row -w.
The sign (-1)^(row + column) that centers the picture on the grid is part of the table of weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch

from .orbits import Fold


@dataclass(frozen=True)
class Plane:
    """Sizes in cells: of the picture, of the grid, of the border, and the last column and row used."""

    size: int
    grid: int
    pad: int
    last: int
    last_row: int

    @property
    def wedge(self) -> tuple[int, int]:
        """Rows and columns of a wedge."""
        return self.pad + 1 + self.last_row, self.pad + 1 + self.last

    @property
    def columns(self) -> int:
        """Columns of the half plane that are not 0."""
        return min(self.last, self.grid // 2) + 1

    @property
    def start(self) -> int:
        """Index of the picture's first pixel on the grid."""
        return self.grid // 2 - self.size // 2


def picture_of(wedges: torch.Tensor, folds: Sequence[Fold], plane: Plane) -> torch.Tensor:
    """Return the picture (n, size, size) of wedges (w, u, fold, n), complex64: the transpose of `wedges_of`.

    Every wedge stands for itself and its conjugate at -k.
    """
    above, below = (_quarter(wedges, folds, side, plane) for side in (False, True))
    _fold_columns(above, below, plane)
    half = _rows(above, below, plane)
    first, last = plane.start, plane.start + plane.size
    rows = torch.fft.ifft(half, dim=1, norm="forward")[:, first:last]
    lines: torch.Tensor = torch.fft.irfft(rows, n=plane.grid, dim=2, norm="forward")
    return lines[:, :, first:last]


def wedges_of(picture: torch.Tensor, folds: Sequence[Fold], plane: Plane) -> torch.Tensor:
    """Return the wedges (w, u, fold, n), complex64, of the spectrum of a picture (n, size, size)."""
    after = plane.grid - plane.start - plane.size
    rows = torch.fft.rfft(torch.nn.functional.pad(picture, (plane.start, after)), dim=2)
    half = rows.new_zeros(len(picture), plane.grid, plane.columns)
    half[:, plane.start : plane.start + plane.size] = rows[:, :, : plane.columns]
    above, below = _quarters(torch.fft.fft(half, dim=1), plane)
    height, width = plane.wedge
    wedges: torch.Tensor = half.new_empty(height, width, len(folds), len(picture))
    for index, fold in enumerate(folds):
        quarter = below if fold.below else above
        part = quarter[:, :, :height].transpose(1, 2) if fold.swapped else quarter[:, :height]
        wedges[:, :, index] = (part.conj() if fold.turned else part).permute(1, 2, 0)
    return wedges


def _quarter(wedges: torch.Tensor, folds: Sequence[Fold], below: bool, plane: Plane) -> torch.Tensor:
    height, width = plane.wedge
    quarter = wedges.new_zeros(wedges.shape[3], width, width)
    for index, fold in enumerate(folds):
        if fold.below == below:
            part = wedges[:, :, index].permute(2, 0, 1)
            part = part.conj() if fold.turned else part
            target = quarter[:, :, :height].transpose(1, 2) if fold.swapped else quarter[:, :height]
            target += part
    return quarter


def _fold_columns(above: torch.Tensor, below: torch.Tensor, plane: Plane) -> None:
    """Add the conjugate of each sample's mirror image at -k; it reaches columns at 0 and at Nyquist."""
    pad, half = plane.pad, plane.grid // 2
    strips = [(slice(0, pad + 1), slice(pad, 2 * pad + 1))]
    if plane.last >= half:
        strips.append(
            (
                slice(pad + half, pad + plane.last + 1),
                slice(pad + plane.grid - plane.last, pad + half + 1),
            )
        )
    for source, target in strips:
        mirrored = above[:, :, source].flip(2).conj(), below[:, :, source].flip(2).conj()
        above[:, :, target] += mirrored[1]
        below[:, :, target] += mirrored[0]


def _rows(above: torch.Tensor, below: torch.Tensor, plane: Plane) -> torch.Tensor:
    """Put the quarters into the rows of the half plane (n, grid, columns), modulo the grid."""
    pad, last, columns = plane.pad, plane.last, slice(plane.pad, plane.pad + plane.columns)
    half = below.new_zeros(len(below), plane.grid, plane.columns)
    half[:, : last + 1] = below[:, pad:, columns]
    half[:, plane.grid - pad :] += below[:, :pad, columns]
    upward = above[:, :, columns].flip(1)
    half[:, plane.grid - last :] += upward[:, :last]
    half[:, : pad + 1] += upward[:, last:]
    return half


def _quarters(half: torch.Tensor, plane: Plane) -> tuple[torch.Tensor, torch.Tensor]:
    """Return the quarters above and below, with borders, of the half plane (n, grid, columns)."""
    pad, last, width = plane.pad, plane.last, plane.wedge[1]
    above, below = half.new_empty(2, len(half), width, width).unbind()
    columns = slice(pad, pad + plane.columns)
    below[:, pad:, columns] = half[:, : last + 1]
    below[:, :pad, columns] = half[:, plane.grid - pad :]
    above[:, : pad + 1, columns] = half[:, : pad + 1].flip(1)
    above[:, pad + 1 :, columns] = half[:, plane.grid - last :].flip(1)
    for quarter, other in ((above, below), (below, above)):
        quarter[:, :, :pad] = other[:, :, pad + 1 : 2 * pad + 1].flip(2).conj()
        if plane.last > plane.grid // 2:
            beyond = other[:, :, pad + plane.grid - last : pad + plane.grid // 2]
            quarter[:, :, pad + plane.grid // 2 + 1 :] = beyond.flip(2).conj()
    return above, below
