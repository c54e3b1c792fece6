"""The chest above the diaphragm: lung bases and the lower part of the heart."""

from __future__ import annotations

import torch

from .canvas import Canvas, everywhere
from .fields import WHOLE, smooth_min
from .trunk import whole

_SULCUS = 10.0
"""How far down the lungs reach, in mm."""


def domes(canvas: Canvas) -> torch.Tensor:
    """Return the distance to the abdomen below the diaphragm, on the whole mesh."""
    both = smooth_min(whole(canvas, "DOME_RIGHT", 16.0), whole(canvas, "DOME_LEFT", 16.0), 8.0)
    return both + 1.2 * canvas.grain(WHOLE, 26, 46)


def draw(canvas: Canvas, inner: torch.Tensor) -> torch.Tensor:
    """Draw diaphragm, lung bases and heart; return the distance to where organs of the abdomen may be.

    ``inner`` is the distance to the inner surface of the trunk; both (slices, h, w) on the whole mesh.
    """
    limit = inner + 0.3
    if canvas.section.high < _SULCUS:
        return limit
    dome = domes(canvas)
    heart = canvas.rough(everywhere(whole(canvas, "HEART")), (1.5, 20, 47)).values
    middle = torch.minimum(whole(canvas, "MEDIASTINUM"), heart - 5)
    above = (_SULCUS - canvas.section.z)[:, None, None]
    lung = torch.maximum(torch.maximum(inner + 1.5, 2.0 - smooth_min(dome, middle, 14.0)), above)
    sheet = torch.minimum(lung - 2.4, torch.maximum((dome - 0.8).abs() - 1.2, heart - 8))
    canvas.over(everywhere(torch.maximum(sheet, inner)), 58)
    canvas.over(everywhere(lung), 0, fill=lambda ys, xs: _parenchyma(canvas, ys, xs))
    _draw_heart(canvas, heart, dome)
    below = (76 - canvas.section.z).clamp_min(0)[:, None, None]
    return torch.maximum(torch.maximum(limit, 2.2 - lung), 6.0 - heart - below)


def _parenchyma(canvas: Canvas, ys: slice, xs: slice) -> torch.Tensor:
    return -845 + 18 * canvas.grain_at(ys, xs, 4, 48) + 25 * canvas.grain_at(ys, xs, 30, 49)


def _draw_heart(canvas: Canvas, heart: torch.Tensor, dome: torch.Tensor) -> None:
    if canvas.section.high < 60:
        return
    shape = torch.maximum(heart, 4 - dome)
    canvas.over(everywhere(shape), 108 + 3 * canvas.grain(WHOLE, 8, 50))
    y, x = canvas.mesh(WHOLE)
    septum = 0.7 * (y + 60) + 4 * canvas.grain(WHOLE, 14, 53)
    for place, wall in ((30.0, 13.0), (-12.0, 9.0)):
        side = (x - 12 + septum) * (1.0 if place > 12 else -1.0)
        chamber = torch.maximum(shape + wall, 4 - side)
        canvas.over(everywhere(chamber), 158, softness=3)
    fat_line = torch.maximum((heart - 2.0).abs() - 2.2, 1.5 - dome)
    canvas.over(everywhere(fat_line), -95, softness=2)
