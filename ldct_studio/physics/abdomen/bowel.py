"""Duodenum, colon and small bowel."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import torch

from .canvas import Canvas
from .fields import Field, Segment, tube, tubes_field

_COLON_GAS = -46.0
"""In front of this y (mm) the colon holds gas, behind it stool."""
_COLON = (
    (-100, 4, -112, 26),
    (-98, 8, -88, 25),
    (-90, 6, -70, 22),
    (-76, -20, -62, 19),
    (-62, -50, -64, 19),
    (-38, -64, -74, 20),
    (-5, -68, -82, 20),
    (30, -68, -72, 19),
    (62, -66, -48, 19),
    (88, -56, -22, 19),
    (106, -36, 2, 17),
    (110, -22, 14, 14),
    (112, -6, 2, 13),
    (110, 8, -20, 14),
    (108, 14, -45, 14),
    (104, 18, -72, 13),
    (100, 18, -112, 13),
)
_DUODENUM = (
    (-20, -60, -31, 9),
    (-38, -48, -27, 11),
    (-49, -28, -33, 12),
    (-48, -10, -52, 12),
    (-40, -2, -72, 12),
    (-16, -9, -84, 11),
    (12, -12, -86, 10),
    (34, -12, -74, 11),
    (44, -22, -56, 11),
)


@cache
def _colon() -> list[Segment]:
    """Return the tube of the colon with its haustra: the width swells and shrinks along the way."""
    smooth = tube(_COLON, 2.5)
    return [(*s[:3], s[3] * _haustra(i), *s[4:7], s[7] * _haustra(i + 1)) for i, s in enumerate(smooth)]


def _haustra(i: int) -> float:
    return 0.9 + 0.13 * math.cos(2 * math.pi * i / 11) + 0.04 * math.cos(2 * math.pi * i / 6.3)


@cache
def loops() -> tuple[tuple[float, float, float, float], ...]:
    """Return the course of the small bowel (x, y, z, radius): a long snake through a jittered lattice."""
    rng = np.random.default_rng(11)
    course = [(40.0, -6.0, -26.0, 11.0), (60.0, -14.0, -14.0, 11.5), (82.0, -6.0, -10.0, 11.5)]
    course += [(86.0, 10.0, -24.0, 11.5), (66.0, 8.0, -34.0, 11.0)]
    for layer, z in enumerate((-34.0, -57.0, -80.0, -104.0)):
        columns = np.arange(-58.0, 92.0, 24.0).tolist()
        for k, x in enumerate(columns if layer % 2 == 0 else columns[::-1]):
            depths = np.arange(-60.0, 14.0, 23.0).tolist()
            for y in depths if k % 2 == 0 else depths[::-1]:
                if _free(x, y, z):
                    jx, jy, jz, jr = rng.normal(0, (3.5, 3.5, 4.0, 1.0))
                    course.append(
                        (float(x + jx), float(y + jy), float(z + jz), float(11.3 + np.clip(jr, -2, 2)))
                    )
    return tuple(course)


def _free(x: float, y: float, z: float) -> bool:
    """Whether the lattice point lies in the part of the belly where small bowel is."""
    spine = abs(x) < 42 and y > -22
    right = x < 30 and z > -70
    root = -20 < x < 34 and y > -45
    return not (spine or right or root)


def _draw_gut(canvas: Canvas, field: Field, wall: float, wall_hu: float, label: str) -> Field:
    canvas.over(field, wall_hu, label)
    canvas.occupy(field)
    return Field(field.values + wall, field.box)


def draw_duodenum(canvas: Canvas) -> None:
    """Draw the duodenum around the head of the pancreas."""
    raw = tubes_field(tube(_DUODENUM), canvas.section)
    if raw is not None:
        field = canvas.yielding(canvas.rough(raw, (1.2, 10, 100)), 0.8)
        lumen = _draw_gut(canvas, field, 2.4, 92, "")
        canvas.over(lumen, 26 + 14 * canvas.grain(field.box, 4, 101), softness=2)


def draw_colon(canvas: Canvas, limit: torch.Tensor) -> None:
    """Draw the colon with haustra, stool and gas."""
    raw = tubes_field(_colon(), canvas.section)
    if raw is None:
        return
    rough = canvas.rough(raw, (1.4, 14, 102), (0.8, 7, 103)).values
    field = canvas.yielding(Field(torch.maximum(rough, limit[:, raw.box.y, raw.box.x]), raw.box), 1.5)
    lumen = _draw_gut(canvas, field, 2.3, 80, "Colon")
    canvas.over(lumen, 0, fill=lambda ys, xs: _stool(canvas, ys, xs), softness=1.3)
    y, _ = canvas.mesh(field.box)
    ragged = y - _COLON_GAS + 3.0 * canvas.grain(field.box, 9, 104)
    gas = torch.maximum(lumen.values + 0.4, ragged)
    canvas.over(Field(gas, field.box), -955)


def _stool(canvas: Canvas, ys: slice, xs: slice) -> torch.Tensor:
    lumps = canvas.grain_at(ys, xs, 4, 105)
    gas = (canvas.grain_at(ys, xs, 2.8, 106) + 0.5 * lumps - 0.9).clamp(0, 1)
    return 45 + 22 * lumps - 420 * gas


def draw_small_bowel(canvas: Canvas, limit: torch.Tensor) -> None:
    """Draw the loops of the small bowel."""
    raw = tubes_field(_small(), canvas.section)
    if raw is None:
        return
    rough = canvas.rough(raw, (1.3, 11, 107), (0.7, 6, 108)).values
    field = canvas.yielding(Field(torch.maximum(rough, limit[:, raw.box.y, raw.box.x]), raw.box), 1.4)
    lumen = _draw_gut(canvas, field, 1.9, 104, "")
    canvas.over(lumen, 0, fill=lambda ys, xs: _chyme(canvas, ys, xs), softness=2)
    bubble = torch.maximum(lumen.values + 1.2, 5.2 - 3.0 * canvas.grain(field.box, 17, 109))
    canvas.over(Field(bubble, field.box), -900, softness=1.3)


@cache
def _small() -> list[Segment]:
    return tube(loops(), 4.0)


def _chyme(canvas: Canvas, ys: slice, xs: slice) -> torch.Tensor:
    folds = canvas.grain_at(ys, xs, 2.6, 110).clamp_min(-0.3)
    return 30 + 26 * folds + 8 * canvas.grain_at(ys, xs, 9, 111)
