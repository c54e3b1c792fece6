"""The chest at rest, from the ventricles of the heart to above the arch of the aorta."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
import torch

from ..abdomen.canvas import Canvas, everywhere
from ..abdomen.fields import (
    FAR,
    WHOLE,
    X_NODES,
    Y_NODES,
    Field,
    Outline,
    Section,
    Segment,
    smooth_min,
    tube,
    tubes_field,
)
from ..abdomen.vessels import grow
from .chest_wall import Points, cavity, draw_wall

Course = tuple[tuple[float, float, float, float], ...]

_MEDIASTINUM: dict[float, Points] = {
    0: [
        (-44, -48),
        (-20, -78),
        (30, -80),
        (74, -62),
        (84, -34),
        (62, -4),
        (34, 6),
        (34, 34),
        (-22, 32),
        (-34, 4),
    ],
    34: [
        (-48, -44),
        (-22, -74),
        (24, -76),
        (60, -58),
        (70, -30),
        (52, 0),
        (34, 14),
        (34, 34),
        (-22, 32),
        (-38, 8),
    ],
    66: [(-38, -36), (-16, -66), (18, -68), (46, -46), (46, -16), (38, 6), (34, 34), (-22, 32), (-38, 10)],
    98: [(-34, -30), (-14, -56), (14, -58), (34, -38), (38, -6), (36, 20), (32, 34), (-22, 32), (-28, 6)],
    130: [(-30, -24), (-14, -46), (12, -46), (26, -30), (28, 0), (24, 34), (-22, 32), (-24, 4)],
}
_HEART: dict[float, Points] = {
    0: [(-38, -40), (-18, -68), (28, -72), (68, -56), (78, -34), (56, -8), (20, 0), (-24, -6)],
    34: [(-42, -38), (-18, -66), (24, -68), (56, -52), (64, -30), (46, -2), (10, 8), (-30, 2)],
    56: [(-32, -32), (-10, -56), (20, -58), (38, -40), (38, -16), (26, 4), (-4, 8), (-30, 0)],
}
_CHAMBERS = (
    ((40.0, -34.0, 2.0), (24.0, 15.0, 36.0)),
    ((2.0, -54.0, 10.0), (34.0, 13.0, 36.0)),
    ((-26.0, -28.0, 18.0), (13.0, 22.0, 26.0)),
    ((4.0, -10.0, 44.0), (28.0, 13.0, 19.0)),
)
"""Centers and half axes (x, y, z) in mm of the ventricles and atria: left, right, right, left."""
_AORTA: Course = (
    (2, -32, 30, 13),
    (-8, -38, 62, 14.5),
    (-8, -38, 92, 14),
    (0, -28, 108, 13),
    (12, -6, 112, 12.5),
    (20, 12, 106, 12),
    (23, 22, 88, 11.5),
    (22, 24, 40, 11),
    (16, 20, -30, 10.5),
)
_CAVA: Course = ((-26, -20, 30, 9), (-26, -22, 70, 8.5), (-24, -26, 104, 8), (-22, -30, 140, 7))
_PULMONARY: tuple[Course, ...] = (
    ((16, -56, 46, 13), (20, -42, 72, 13), (14, -24, 82, 12), (-10, -12, 80, 11), (-38, -4, 74, 9)),
    ((20, -38, 76, 12), (32, -14, 88, 10), (40, 6, 82, 8.5), (44, 12, 68, 7)),
)
_BRANCHES: tuple[Course, ...] = (
    ((-6, -34, 108, 6), (-10, -28, 124, 6), (-14, -24, 142, 5.5)),
    ((4, -20, 112, 4), (6, -18, 126, 4), (8, -14, 142, 4)),
    ((14, -4, 112, 5), (18, 0, 126, 5), (20, 4, 142, 5)),
)
_VEINS: tuple[Course, ...] = (((20, -42, 142, 6), (0, -40, 122, 6), (-22, -30, 108, 6)),)
_AIRWAYS: tuple[Course, ...] = (
    (
        (0, 0, 142, 9),
        (0, 6, 88, 9),
        (-4, 8, 84, 7.5),
        (-22, 10, 72, 6.5),
        (-44, 12, 58, 4.5),
        (-62, 24, 40, 2.5),
    ),
    ((0, 6, 88, 9), (6, 8, 83, 7), (26, 14, 74, 6), (46, 18, 62, 4.5), (62, 28, 44, 2.5)),
)
_GULLET: Course = ((2, 18, 142, 6), (4, 18, 90, 6), (4, 14, 40, 6.5), (8, 10, -20, 7))


@cache
def _outline(name: str) -> Outline:
    return Outline({"mediastinum": _MEDIASTINUM, "heart": _HEART}[name], margin=20.0)


def draw_body(canvas: Canvas) -> None:
    """Draw the chest without table and nodules, z from 0 to 128 mm."""
    inner = cavity(canvas)
    draw_wall(canvas, inner)
    _draw_lungs(canvas, inner)
    _draw_heart(canvas)
    _draw_gullet(canvas)
    _draw_vessels(canvas)
    _draw_airways(canvas)


@cache
def lung_depth(z: int) -> npt.NDArray[np.float32]:
    """Return how deep in a lung the nodes of the mesh lie at a height, in mm, (y, x)."""
    canvas = Canvas(Section(torch.tensor([float(z)]), Y_NODES, X_NODES, 2.0), ())
    return -_lung(canvas, cavity(canvas))[0].numpy()


def _near(canvas: Canvas, name: str) -> torch.Tensor:
    """Return the distance to an outline on the whole mesh."""
    field = canvas.rough(_outline(name).field(canvas.section.z), (1.8, 24, 220))
    out = torch.full((len(canvas.section.z), WHOLE.y1, WHOLE.x1), FAR)
    out[:, field.box.y, field.box.x] = field.values
    return out


def _lung(canvas: Canvas, inner: torch.Tensor) -> torch.Tensor:
    return -smooth_min(-inner - 1.5, _near(canvas, "mediastinum") - 1.0, 10.0)


def _draw_lungs(canvas: Canvas, inner: torch.Tensor) -> None:
    lung = _lung(canvas, inner)
    canvas.over(everywhere(lung), 0, "Lung", fill=lambda ys, xs: _parenchyma(canvas, ys, xs))
    within = torch.zeros_like(canvas.hu)
    cover, (ys, xs) = canvas.coverage(everywhere(lung + 1.0))
    within[:, ys, xs] = cover
    canvas.tubes(_trees(), 58, within=within)


def _parenchyma(canvas: Canvas, ys: slice, xs: slice) -> torch.Tensor:
    """Return the HU of lung: denser toward the back, where the blood sinks."""
    back = 0.45 * canvas.section.y[ys][:, None]
    return -855 + back + 14 * canvas.grain_at(ys, xs, 4, 221) + 22 * canvas.grain_at(ys, xs, 26, 222)


@cache
def _trees() -> list[Segment]:
    """Return the vessels of both lungs: from the hila to all sides, and thin ones everywhere."""
    rng = np.random.default_rng(223)
    out: list[Segment] = []
    for side in (-1.0, 1.0):
        for _ in range(44):
            at = np.array([side * rng.uniform(38, 52), rng.uniform(-14, 22), rng.uniform(36, 92)])
            way = np.array([side * rng.uniform(0.2, 1.0), rng.uniform(-0.9, 0.9), rng.uniform(-1.3, 1.1)])
            out += grow(rng, at, way / np.linalg.norm(way), rng.uniform(2.2, 4.2), rng.uniform(26, 42), 6)
    return out


def _draw_heart(canvas: Canvas) -> None:
    if canvas.section.low > 70:
        return
    heart = _near(canvas, "heart")
    canvas.over(everywhere(heart), 108 + 3 * canvas.grain(WHOLE, 8, 224))
    y, x = canvas.mesh(WHOLE)
    z = canvas.section.z[:, None, None]
    for (cx, cy, cz), (a, b, c) in _CHAMBERS:
        turned = (x - cx) * 0.9 + (y - cy) * 0.43, (y - cy) * 0.9 - (x - cx) * 0.43
        far = torch.sqrt((turned[0] / a) ** 2 + (turned[1] / b) ** 2 + ((z - cz) / c) ** 2 + 1e-6)
        chamber = (far - 1) * b + 1.0 * canvas.grain(WHOLE, 12, 225)
        canvas.over(everywhere(torch.maximum(chamber, heart + 4)), 158, softness=2)
    groove = torch.maximum((heart + 1.0).abs() - 2.0, 1.6 - 1.6 * canvas.grain(WHOLE, 22, 226))
    canvas.over(everywhere(groove), -95, softness=2)


def _draw_gullet(canvas: Canvas) -> None:
    field = tubes_field(tube(_GULLET), canvas.section)
    if field is not None:
        canvas.over(canvas.rough(field, (1.0, 9, 227)), 66)
        canvas.over(Field(field.values + 4.5 - canvas.grain(field.box, 14, 228), field.box), -500, softness=2)


def _draw_vessels(canvas: Canvas) -> None:
    veins: tuple[tuple[Sequence[Course], float, str], ...] = (
        (_VEINS, 140.0, ""),
        (_PULMONARY, 158.0, ""),
        ((_CAVA,), 138.0, "Vena cava"),
        (_BRANCHES, 152.0, ""),
        ((_AORTA,), 152.0, "Aorta"),
    )
    for courses, hu, name in veins:
        field = tubes_field([s for course in courses for s in tube(course)], canvas.section)
        if field is not None:
            canvas.over(Field(field.values + 0.8 * canvas.grain(field.box, 14, 229), field.box), hu, name)


def _draw_airways(canvas: Canvas) -> None:
    field = tubes_field([s for course in _AIRWAYS for s in tube(course)], canvas.section)
    if field is not None:
        canvas.over(Field(field.values - 1.4, field.box), 50)
        canvas.over(field, -985)
