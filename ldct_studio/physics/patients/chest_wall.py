"""The wall of the chest at rest: skin, fat, muscles, ribs, breastbone, shoulder blades and spine."""

from __future__ import annotations

import math
from functools import cache

import torch

from ..abdomen.canvas import Canvas, everywhere
from ..abdomen.fields import WHOLE, Field, Outline, Segment, smooth_max, tubes_field
from ..abdomen.trunk import fat, muscle

_STEP = 26.0
"""Distance of vertebrae and of ribs along z, in mm."""
_DROP = 80.0
"""How far a rib falls, in mm per radian around the body."""
_RIB_END = 2.35
"""Angle from the back in radians where cartilage begins."""
Points = list[tuple[float, float]]


def _oval(half: float, front: float, back: float, power: float = 2.4) -> Points:
    """Return a superellipse (x, y) that is flatter in front than behind or the other way round."""
    out = []
    for k in range(40):
        c, s = math.cos(k * math.pi / 20), math.sin(k * math.pi / 20)
        depth = back if s > 0 else front
        x, y = (math.copysign(abs(v) ** (2 / power), v) for v in (c, s))
        out.append((half * x, depth * y))
    return out


@cache
def _outlines() -> tuple[Outline, Outline]:
    """Return skin and inner surface of the chest."""
    skin = {0.0: _oval(163, 108, 108), 64.0: _oval(162, 106, 110), 130.0: _oval(158, 96, 108)}
    inner = {0.0: _oval(134, 84, 80, 2.2), 64.0: _oval(124, 76, 80, 2.2), 130.0: _oval(98, 58, 74, 2.1)}
    return Outline(skin, margin=34.0), Outline(inner, margin=34.0)


def _whole(canvas: Canvas, outline: Outline) -> torch.Tensor:
    out = torch.full((len(canvas.section.z), WHOLE.y1, WHOLE.x1), 60.0)
    field = outline.field(canvas.section.z)
    out[:, field.box.y, field.box.x] = field.values
    return out


def cavity(canvas: Canvas) -> torch.Tensor:
    """Return the distance to the inner surface of the chest, around the spine, on the whole mesh."""
    y, x = canvas.mesh(WHOLE)
    spine = smooth_max(x.abs() - 24, 22 - y, 16.0)
    return smooth_max(_whole(canvas, _outlines()[1]) + canvas.grain(WHOLE, 40, 201), -spine[None], 18.0)


def draw_wall(canvas: Canvas, inner: torch.Tensor) -> None:
    """Draw everything around the cavity ``inner``, and fat in it."""
    skin = _whole(canvas, _outlines()[0]) + 2.0 * canvas.grain(WHOLE, 60, 202)
    canvas.over(everywhere(skin), 20)
    canvas.over(everywhere(skin + 1.7), 0, fill=fat(canvas))
    _draw_muscles(canvas, inner, skin)
    canvas.over(everywhere((inner - 5.5).abs() - 4.5), 0, fill=muscle(canvas))
    _draw_blades(canvas, inner)
    _draw_ribs(canvas, inner)
    _draw_spine(canvas)
    canvas.over(everywhere(inner), 0, fill=fat(canvas))


def _draw_muscles(canvas: Canvas, inner: torch.Tensor, skin: torch.Tensor) -> None:
    """Draw the muscles outside the ribs: of the breast, the flank, and along the spine."""
    y, x = canvas.mesh(WHOLE)
    z = canvas.section.z[:, None, None]
    turn = torch.atan2(x.abs(), y) + 0.05 * canvas.grain(WHOLE, 30, 203)
    high = (z / 130).clamp(0, 1)
    for middle, half, start, thick in ((2.25, 0.65, 13.0, 2 + 11 * high), (1.15, 0.55, 12.5, 5 + 8 * high)):
        edge = (((turn - middle).abs() - half) * 60).clamp_min(-20)
        taper = thick * (1 - ((turn - middle) / half).square()).clamp_min(0).sqrt() / 2
        layer = (inner - start - taper).abs() - taper + 0.6 * canvas.grain(WHOLE, 18, 204)
        canvas.over(
            everywhere(smooth_max(smooth_max(layer, edge, 3.0), skin + 4, 2.0)), 0, fill=muscle(canvas)
        )
    across, back = (x.abs() - 27) / 25, (y - 84) / 16
    erector = (torch.hypot(across, back) - 1) * 16 + 1.2 * canvas.grain(WHOLE, 14, 205)
    canvas.over(everywhere(torch.maximum(erector, skin + 5)), 0, fill=muscle(canvas))
    hood = torch.maximum((skin + 9).abs() - 2.0 - 2 * high, torch.maximum(x.abs() - 40 - 45 * high, 60 - y))
    canvas.over(everywhere(smooth_max(hood, skin + 6, 3.0)), 0, fill=muscle(canvas))


def _draw_blades(canvas: Canvas, inner: torch.Tensor) -> None:
    """Draw the shoulder blades between the muscles of the upper back."""
    y, x = canvas.mesh(WHOLE)
    z = canvas.section.z[:, None, None]
    turn = torch.atan2(x.abs(), y)
    reach = 0.42 * ((z - 20) / 110).clamp(0, 1)
    plate = torch.maximum((inner - 19 - 14 * (turn - 0.85)).abs() - 2.2, ((turn - 0.95).abs() - reach) * 90)
    bone = plate + 0.4 * canvas.grain(WHOLE, 8, 206)
    _draw_bone(canvas, Field(bone, WHOLE), 1.2)


def _draw_ribs(canvas: Canvas, inner: torch.Tensor) -> None:
    """Draw ribs, their cartilage and the breastbone."""
    y, x = canvas.mesh(WHOLE)
    z = canvas.section.z[:, None, None]
    turn = torch.atan2(x.abs(), y - 22)
    lift = z + _DROP * turn.clamp_max(_RIB_END) - 60 * (turn - _RIB_END).clamp_min(0)
    rise = (lift + 1.5 * torch.sin(2 * turn)) % _STEP - _STEP / 2
    bar = (torch.sqrt(((inner - 6.3) / 3.7) ** 2 + (rise * 0.9 / 7.0) ** 2 + 1e-6) - 1) * 3.7
    soft = torch.maximum(bar, torch.maximum((_RIB_END - turn) * 100, 14 - x.abs()))
    canvas.over(Field(soft, WHOLE), 105)
    _draw_bone(canvas, Field(torch.maximum(bar, (turn - _RIB_END) * 100), WHOLE), 1.0)
    plate = (torch.hypot(x / 19, (inner - 8) / 5.5) - 1) * 5.5
    _draw_bone(canvas, Field(torch.maximum(plate, y + 20), WHOLE), 1.1)


def _draw_bone(canvas: Canvas, field: Field, cortex: float) -> None:
    canvas.over(field, 700)
    marrow = 190 + 20 * canvas.grain(field.box, 4, 207)
    canvas.over(Field(field.values + cortex + 0.4, field.box), marrow, softness=1.3)


@cache
def _arches() -> list[Segment]:
    """Return the tubes of arches and processes behind the vertebral bodies."""
    out: list[Segment] = []
    for k in range(-2, 8):
        c = _STEP * (k + 0.5)
        out.append((0, 76, c - 4, 3.2, 0, 98, c - 24, 2.8))
        for s in (-1.0, 1.0):
            out.append((s * 14, 45, c + 4, 3.6, s * 15.5, 60, c + 4, 3.4))
            out.append((s * 15.5, 62, c + 3, 3.4, 0, 76, c - 3, 3.0))
            out.append((s * 17, 63, c + 3, 3.4, s * 34, 76, c + 5, 2.8))
            out.append((s * 12, 67, c - 5, 3.0, s * 13, 69, c - 16, 3.0))
    return out


def _draw_spine(canvas: Canvas) -> None:
    """Draw vertebral bodies, discs, arches, and the canal with the cord."""
    z = canvas.section.z[:, None, None]
    y, x = canvas.mesh(WHOLE)
    body = ((torch.hypot(x / 17, (y - 33) / 16) - 1) * 16).expand(len(z), -1, -1)
    gap = ((z % _STEP) - _STEP / 2).abs() - 10.6
    canvas.over(everywhere(body), 84)
    bone = torch.maximum(body, gap) + 0.35 * canvas.grain(WHOLE, 5, 208)
    _draw_bone(canvas, Field(bone, WHOLE), 1.3)
    around = torch.hypot(x / 1.15, y - 60).expand(len(z), -1, -1)
    for radius, hu, name in ((8.5, -45.0, ""), (7.0, 22.0, ""), (4.4, 44.0, "Spinal cord")):
        canvas.over(everywhere(around - radius), hu, name)
    field = tubes_field(_arches(), canvas.section)
    if field is not None:
        _draw_bone(canvas, Field(field.values + 0.5 * canvas.grain(field.box, 5, 209), field.box), 1.3)
