"""The synthetic abdomen: a drawn anatomy in three dimensions, by slice, at any grid.

Portal venous phase, supine; no patient data. Everything follows from the numbers in this package, so the
same grid always gives the same voxels.
"""

from __future__ import annotations

from dataclasses import replace

import torch

from ...core.grid import Grid
from ...core.study import Lesion
from ...core.volume import Label
from . import bowel, chest, lesions, organs, spine, trunk, vessels
from .canvas import Canvas
from .fields import Section

ORGANS = (
    Label(1, "Liver", "#B86728"),
    Label(2, "Spleen", "#42B0EA"),
    Label(3, "Stomach", "#FDE425"),
    Label(4, "Aorta", "#EC009D"),
    Label(5, "Vena cava", "#7BF7E1"),
    Label(6, "Spinal cord", "#E989A7"),
    Label(7, "Right kidney", "#D4EC9F"),
    Label(8, "Left kidney", "#49E4FD"),
    Label(9, "Pancreas", "#FF8308"),
    Label(10, "Gallbladder", "#3677EF"),
    Label(11, "Portal vein", "#BD5F6F"),
    Label(12, "Colon", "#E88E7D"),
)
"""The organ labels, in the order of their values."""
_FIELD_OF_VIEW = 400.0
_TALL = 192.0
_TABLE_HEIGHT = -140.0
"""LPS y of the middle of the body, and below it z: where a scanner would have put them, in mm."""
_Z = -310.0


def demo_grid(size: int = 512, slices: int = 192) -> Grid:
    """Return the grid of the demo, 400 × 400 × 192 mm, with ``size``² pixels and so many slices."""
    pixel, gap = _FIELD_OF_VIEW / size, _TALL / slices
    first = -(size - 1) / 2 * pixel
    return Grid(
        (slices, size, size), (gap, pixel, pixel), (first, _TABLE_HEIGHT + first, _Z - slices // 2 * gap)
    )


def truth() -> tuple[Lesion, ...]:
    """Return the lesions with their centers in patient coordinates (LPS mm)."""
    return tuple(
        replace(item, center=(item.center[0], item.center[1] + _TABLE_HEIGHT, item.center[2] + _Z))
        for item in lesions.LESIONS
    )


def draw(grid: Grid, start: int, count: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Draw ``count`` slices from ``start`` on.

    Returns HU float32, organ labels uint8 (values of ``ORGANS``) and lesion labels uint8 (1 for the first
    of ``lesions.LESIONS``), each (count, rows, columns).
    """
    canvas = Canvas(_section(grid, start, count), tuple(label.name for label in ORGANS))
    trunk.draw_table(canvas)
    draw_body(canvas)
    section = canvas.section
    spots = lesions.draw_lesions(canvas.hu, section.z, section.y, section.x)
    return canvas.hu, canvas.labels, spots


def draw_body(canvas: Canvas) -> None:
    """Draw the anatomy without table and lesions."""
    inner = trunk.cavity(canvas)
    trunk.draw_wall(canvas, inner)
    limit = chest.draw(canvas, inner)
    vessels.draw_lung_vessels(canvas)
    trunk.draw_deep_muscles(canvas)
    spine.draw_ribs(canvas, inner)
    spine.draw_spine(canvas)
    vessels.draw_great(canvas)
    organs.draw_kidneys(canvas)
    organs.draw_adrenals(canvas)
    organs.draw_gallbladder(canvas, limit)
    inside = organs.draw_liver(canvas, limit)
    organs.draw_spleen(canvas, limit)
    organs.draw_stomach(canvas, limit)
    organs.draw_pancreas(canvas)
    bowel.draw_duodenum(canvas)
    bowel.draw_colon(canvas, limit)
    bowel.draw_small_bowel(canvas, limit)
    vessels.draw_small(canvas, inner)
    vessels.draw_liver_vessels(canvas, inside)


def _section(grid: Grid, start: int, count: int) -> Section:
    def axis(first: float, step: float, size: int) -> torch.Tensor:
        return first + step * torch.arange(size, dtype=torch.float32)

    dz, dy, dx = grid.spacing
    z = axis(grid.origin[2] - _Z + start * dz, dz, count)
    y = axis(grid.origin[1] - _TABLE_HEIGHT, dy, grid.shape[1])
    return Section(z, y, axis(grid.origin[0], dx, grid.shape[2]), dz)
