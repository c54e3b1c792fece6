"""Vertebrae, discs, ribs and costal cartilage."""

from __future__ import annotations

import math
from functools import cache

import torch

from .canvas import Canvas
from .fields import FAR, WHOLE, Box, Field, Outline, Segment, smooth_min, tubes_field

_CENTERS = {
    "L4": -109.0,
    "L3": -74.0,
    "L2": -39.5,
    "L1": -6.0,
    "T12": 25.5,
    "T11": 54.5,
    "T10": 82.0,
    "T9": 108.0,
}
_HALF = {"L4": 13.6, "L3": 13.5, "L2": 13.2, "L1": 12.8, "T12": 12.0, "T11": 11.2, "T10": 10.5, "T9": 10.2}
_RIB_DROP = 88.0
"""How far a rib falls, in mm per radian around the body."""
_RIB_HEAD = {12: 40.0, 11: 68.5, 10: 96.0, 9: 123.0, 8: 150.0, 7: 177.0, 6: 203.0, 5: 229.0, 4: 255.0}
"""Height in mm that each rib would have at the posterior midline."""
_RIB_END = {12: 0.8, 11: 1.35, 10: 1.85, 9: 1.95, 8: 2.05, 7: 2.12, 6: 2.2, 5: 2.25, 4: 2.3}
"""Angle from the back, in radians, where the bone ends."""
_CANAL = (0.0, 61.0)


def _body_curve(scale: float) -> list[tuple[float, float]]:
    half = [(0, 15), (9, 15.5), (17, 20), (22, 29), (22.5, 39), (18, 47.5), (9, 50.5), (0, 48.5)]
    points = [(x * scale, 33 + (y - 33) * scale) for x, y in half]
    return points + [(-x, y) for x, y in reversed(points) if x > 0]


@cache
def _bodies() -> Outline:
    keys = {}
    for name, center in _CENTERS.items():
        size = 1.0 + 0.06 * (name[0] == "L") - 0.0012 * max(center, 0)
        for offset, scale in ((-_HALF[name], 1.03), (0.0, 0.92), (_HALF[name], 1.03)):
            keys[center + offset] = _body_curve(size * scale)
    return Outline(keys)


@cache
def _arches() -> tuple[list[Segment], list[Segment]]:
    """Return the tubes of the posterior elements: arch and processes, and articular processes."""
    arch: list[Segment] = []
    facets: list[Segment] = []
    for name, c in _CENTERS.items():
        lumbar = name[0] == "L"
        reach, back, lift = (41.0, 70.0, 3.0) if lumbar else (33.0, 78.0, 5.0)
        tip = (98.0, c - 16, 3.6) if lumbar else (97.0, c - 24, 3.0)
        arch.append((0, 77, c - 1, 3.4, 0, 87, c - 6, 2.4))
        arch.append((0, 87, c - 9, 2.6, 0, tip[0], tip[1], tip[2]))
        arch.append((0, 86, c - 15, 2.4, 0, tip[0] - 1, tip[1] - 3, 3.0))
        for s in (-1.0, 1.0):
            arch.append((s * 15.5, 45, c + 5, 3.8, s * 17, 60, c + 5, 3.6))
            arch.append((s * 17, 64, c + 5, 3.6, s * 9, 72, c + 1, 3.0))
            arch.append((s * 9, 72, c + 1, 3.0, 0, 78, c - 3, 3.0))
            arch.append((s * 12, 70.5, c - 5, 2.8, s * 4, 77.5, c - 11, 2.6))
            arch.append((s * 18, 64, c + 4, 3.2, s * reach, back, c + lift, 2.4))
            facets.append((s * 18.5, 67, c + 5, 4.2, s * 18.5, 65.5, c + 15, 4.0))
            facets.append((s * 13.5, 71.5, c - 8, 3.6, s * 14, 72.5, c - 19, 3.6))
    return arch, facets


def draw_spine(canvas: Canvas) -> None:
    """Draw vertebral bodies with marrow, discs, arches, and the canal with the cord."""
    z = canvas.section.z
    body = _bodies().field(z)
    _canal(canvas)
    _draw_bodies(canvas, body)
    arch, facets = _arches()
    for segments, cortex in ((facets, 1.5), (arch, 1.4)):
        field = tubes_field(segments, canvas.section)
        if field is not None:
            rough = field.values + 0.5 * canvas.grain(field.box, 5, 31)
            _bone(canvas, Field(rough, field.box), 0.8, cortex, 560, 230)


def _canal(canvas: Canvas) -> None:
    z = canvas.section.z
    box = Box.around((-14, 46), (14, 80), 4)
    y, x = canvas.mesh(box)
    hole = torch.hypot(x / 1.25, (y - _CANAL[1])).expand(len(z), -1, -1) - 9.5
    canvas.over(Field(hole, box), -45)
    sac = torch.hypot(x / 1.2, y - _CANAL[1] + 1).expand(len(z), -1, -1) - 7.6
    canvas.over(Field(sac, box), 22)
    taper = ((z + 22) / 25).clamp(0, 1)[:, None, None]
    cord = torch.hypot(x / 1.25, y - _CANAL[1]) - 4.6 * taper + 3 * (1 - taper)
    canvas.over(Field(cord, box), 44, "Spinal cord")
    for side in (-1.0, 1.0):
        roots = torch.hypot(x - side * 3.4, y - _CANAL[1] - 2.5).expand(len(z), -1, -1) - 1.6 * (1 - taper)
        canvas.over(Field(roots, box), 40)


def _draw_bodies(canvas: Canvas, body: Field) -> None:
    z = canvas.section.z
    centers = torch.tensor(list(_CENTERS.values()))
    halves = torch.tensor(list(_HALF.values()))
    gap = ((z[:, None] - centers).abs() - halves).amin(1)
    y, x = canvas.mesh(body.box)
    bow = 1.6 * (1 - (torch.hypot(x, y - 33) / 20) ** 2).clamp(-0.5, 1)
    height = gap[:, None, None] + bow
    canvas.over(body, 78 + 6 * canvas.grain(body.box, 6, 40))
    nucleus = Field(body.values + 7, body.box)
    canvas.over(nucleus, 92, softness=6)
    bone = Field(torch.maximum(body.values, height), body.box)
    rough = Field(bone.values + 0.35 * canvas.grain(body.box, 5, 41), body.box)
    canvas.over(rough, 560)
    marrow = Field(torch.maximum(body.values + 1.5, height + 1.3), body.box)
    canvas.over(marrow, 0, fill=lambda ys, xs: _trabeculae(canvas, ys, xs), softness=1.6)


def _trabeculae(canvas: Canvas, ys: slice, xs: slice) -> torch.Tensor:
    fine = canvas.grain_at(ys, xs, 1.7, 42, stretch=3.0)
    coarse = canvas.grain_at(ys, xs, 9.0, 43)
    return 185 + 30 * fine + 14 * coarse


def _bone(canvas: Canvas, field: Field, cortex: float, soft: float, hard_hu: float, marrow_hu: float) -> None:
    canvas.over(field, hard_hu)
    canvas.over(Field(field.values + cortex + 0.4, field.box), marrow_hu, softness=soft)


def draw_ribs(canvas: Canvas, cavity: torch.Tensor) -> None:
    """Draw ribs that fall from back to front, and the cartilage that rises again to the breastbone.

    ``cavity`` is the distance (slices, h, w) to the inner surface of the trunk on the whole mesh.
    """
    z = canvas.section.z[:, None, None]
    y, x = canvas.mesh(WHOLE)
    angle = torch.atan2(x.abs(), y - 22)
    depth = (cavity - 6.3) / 3.7
    bone = torch.full_like(cavity, FAR)
    cartilage = torch.full_like(cavity, FAR)
    for rib, head in _RIB_HEAD.items():
        end = _RIB_END[rib]
        wobble = 1.5 * torch.sin(2.0 * angle + rib)
        course = head - _RIB_DROP * angle + wobble
        shaft = _rib_field(depth, z - course, 7.2)
        bone = torch.minimum(bone, torch.maximum(shaft, (angle - end) * 120))
        if rib <= 10:
            turn = head - _RIB_DROP * end + wobble
            rise = turn + 76 * (angle - end).clamp_min(0) ** 1.15
            soft = torch.maximum(_rib_field(depth * 0.95, z - rise, 8.0), (end - 0.012 - angle) * 120)
            cartilage = smooth_min(cartilage, torch.maximum(soft, (angle - 2.98) * 100), 2.0)
    if float(cartilage.min()) < 2:
        canvas.over(Field(cartilage, WHOLE), 105)
        canvas.over(
            Field(torch.maximum(cartilage + 0.5, 3 - 2 * canvas.grain(WHOLE, 6, 52)), WHOLE), 260, softness=3
        )
    rough = bone + 0.3 * canvas.grain(WHOLE, 8, 51)
    _bone(canvas, Field(rough, WHOLE), 0.9, 1.2, 850, 170)


def _rib_field(depth: torch.Tensor, rise: torch.Tensor, half: float) -> torch.Tensor:
    """Distance to an elliptic bar; ``rise`` runs along its height, cut obliquely by the slice."""
    return (torch.sqrt(depth**2 + (rise * math.cos(0.46) / half) ** 2 + 1e-6) - 1) * 3.9
