"""The chest above the diaphragm: lung bases and the lower part of the heart."""

from __future__ import annotations

import torch

from .canvas import Canvas, everywhere
from .fields import WHOLE, smooth_min
from .trunk import whole


def domes(canvas: Canvas) -> torch.Tensor:
    """Return the distance to the abdomen below the diaphragm, on the whole mesh."""
    both = smooth_min(whole(canvas, "DOME_RIGHT", 16.0), whole(canvas, "DOME_LEFT", 16.0), 8.0)
    return both + 1.2 * canvas.grain(WHOLE, 26, 46)


def draw(canvas: Canvas, inner: torch.Tensor, dome: torch.Tensor) -> None:
    """Draw lung bases above the diaphragm, with the heart between them."""
    if canvas.section.high < 14:
        return
    middle = whole(canvas, "MEDIASTINUM")
    heart = canvas.rough(everywhere(whole(canvas, "HEART")), (1.5, 20, 47)).values
    belly = smooth_min(dome, torch.minimum(middle, heart - 5), 14.0)
    above = (10 - canvas.section.z)[:, None, None]
    lung = torch.maximum(torch.maximum(inner + 1.5, 2.0 - belly), above)
    canvas.over(everywhere(torch.maximum((dome - 0.8).abs() - 1.2, inner)), 58)
    canvas.over(everywhere(lung), 0, fill=lambda ys, xs: _parenchyma(canvas, ys, xs))
    _draw_heart(canvas, heart, dome)


def _parenchyma(canvas: Canvas, ys: slice, xs: slice) -> torch.Tensor:
    return -845 + 18 * canvas.grain_at(ys, xs, 4, 48) + 25 * canvas.grain_at(ys, xs, 30, 49)


def _draw_heart(canvas: Canvas, heart: torch.Tensor, dome: torch.Tensor) -> None:
    if canvas.section.high < 60:
        return
    shape = torch.maximum(heart, 4 - dome)
    canvas.over(everywhere(shape), 108 + 3 * canvas.grain(WHOLE, 8, 50))
    _, x = canvas.mesh(WHOLE)
    for place, wall in ((30.0, 13.0), (-12.0, 9.0)):
        side = (x - 12) * (1.0 if place > 12 else -1.0)
        chamber = torch.maximum(shape + wall, 4 - side)
        canvas.over(everywhere(chamber), 158, softness=3)
    fat_line = torch.maximum((heart - 2.0).abs() - 2.2, 1.5 - dome)
    canvas.over(everywhere(fat_line), -95, softness=2)
