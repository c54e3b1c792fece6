"""Slices of a head and neck: bones, organs and air, with texture."""

from __future__ import annotations

from collections.abc import Sequence

import torch
import torch.nn.functional as F  # noqa: N812  (the name everyone knows)

from ..patients.drawing import Drawn
from .bones import draw_face, draw_mandible, draw_skull, draw_spine
from .canvas import Canvas
from .soft import draw_airway, draw_body, draw_glands, draw_mass, draw_texture
from .values import VALUE, Neck

_FINE = 2.0
"""Pixels larger than this many mm are drawn in parts and averaged."""


def draw(neck: Neck, size: int, slices: Sequence[float] | int, field_of_view_mm: float = 256.0) -> Drawn:
    """Draw slices of ``size``² pixels, at heights z in mm or so many spread over the ``reach``.

    ``organs`` of the result has the values of this package's ``LABELS``, ``lesions`` is 1 in the mass. Every
    pixel depends on the patient and its place alone.
    """
    low, high = neck.reach
    heights = (
        tuple(low + (high - low) * (i + 0.5) / slices for i in range(slices))
        if isinstance(slices, int)
        else tuple(slices)
    )
    pixel = field_of_view_mm / size
    parts = max(round(pixel / _FINE), 1)
    axis = (torch.arange(size * parts) - (size * parts - 1) / 2) * (pixel / parts)
    canvas = _drawn(neck, torch.tensor(heights, dtype=torch.float32), axis)
    hu, labels = canvas.hu, canvas.labels
    if parts > 1:
        hu = F.avg_pool2d(hu[:, None], parts)[:, 0]
        labels = labels[:, parts // 2 :: parts, parts // 2 :: parts].contiguous()
    return Drawn(hu.clamp_(-1000, 3071), labels, (labels == VALUE["Mass"]).to(torch.uint8), heights, pixel)


def _drawn(neck: Neck, z: torch.Tensor, axis: torch.Tensor) -> Canvas:
    canvas = Canvas(neck, z, axis)
    draw_body(canvas, z, axis)
    draw_glands(canvas)
    draw_skull(canvas)
    draw_face(canvas)
    draw_spine(canvas)
    draw_mandible(canvas)
    draw_mass(canvas)
    draw_airway(canvas)
    draw_texture(canvas, z, axis)
    return canvas
