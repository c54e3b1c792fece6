"""Rows of any shape as the squares that the projector works on."""

from __future__ import annotations

import torch
import torch.nn.functional as F  # noqa: N812  (the name everyone knows)

from ..core.errors import GeometryError
from ..core.grid import Grid
from ..core.projections import ScanGeometry

VIEWS = 1000
"""Views of the standard scan, as in LoDoPaB."""


def size_of(grid: Grid) -> int:
    """Return the side in pixels of the square that holds a row."""
    return max(grid.shape[1:])


def pixel_of(grid: Grid) -> float:
    """Return the pixel side in mm; raise ``GeometryError`` where pixels are not square."""
    _, dy, dx = grid.spacing
    if abs(dy - dx) > 0.01 * dx:
        raise GeometryError(
            f"The dose can be changed on square pixels only, and these are {dx:.3g} × {dy:.3g} mm. "
            "Resample the volume first."
        )
    return dx


def geometry_of(grid: Grid) -> ScanGeometry:
    """Return the standard scan of a volume: parallel rays, one bin per pixel, to the corners."""
    return ScanGeometry.covering(size_of(grid), pixel_of(grid), VIEWS)


def square(image: torch.Tensor) -> torch.Tensor:
    """Return rows (n, y, x) of attenuation in the middle of squares (n, N, N), vacuum around."""
    height, width = image.shape[-2:]
    if height == width:
        return image
    size = max(height, width)
    top, left = (size - height) // 2, (size - width) // 2
    return F.pad(image, (left, size - width - left, top, size - height - top))


def unsquare(image: torch.Tensor, grid: Grid) -> torch.Tensor:
    """Return the part of squares (n, N, N) that belongs to the grid: the inverse of ``square``."""
    _, height, width = grid.shape
    size = image.shape[-1]
    top, left = (size - height) // 2, (size - width) // 2
    return image[..., top : top + height, left : left + width]
