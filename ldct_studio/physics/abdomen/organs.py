"""Solid organs and the stomach: liver, gallbladder, spleen, kidneys, adrenals, pancreas."""

from __future__ import annotations

from functools import cache

import torch

from . import outlines
from .canvas import Canvas
from .fields import Field, Outline, Segment, Triple, smooth_min, tube, tubes_field
from .lesions import calm
from .trunk import stroke

LIVER = 108.0
"""HU of the liver around the lesions."""
_KIDNEYS: tuple[tuple[str, str, Triple], ...] = (
    ("Right kidney", "KIDNEY_RIGHT", (-53.0, 51.0, -39.0)),
    ("Left kidney", "KIDNEY_LEFT", (58.0, 50.0, -19.0)),
)
"""Label, outline and center of the sinus (x, y, z) in mm."""
_GAS_LEVEL = -61.0
"""Where the fluid in the stomach ends and its gas begins: y in mm, patient supine."""


@cache
def _outline(name: str) -> Outline:
    return Outline(getattr(outlines, name))


def _clipped(canvas: Canvas, field: Field, limit: torch.Tensor) -> Field:
    """Return the shape cut at the wall of the abdomen."""
    return Field(torch.maximum(field.values, limit[:, field.box.y, field.box.x]), field.box)


def draw_gallbladder(canvas: Canvas, limit: torch.Tensor) -> None:
    """Draw the gallbladder with its thin wall."""
    outline = _outline("GALLBLADDER")
    if outline.touches(canvas.section):
        field = canvas.rough(_clipped(canvas, outline.field(canvas.section.z), limit), (0.5, 10, 70))
        canvas.over(field, 75, "Gallbladder")
        canvas.over(Field(field.values + 1.6, field.box), 9, softness=1.5)
        canvas.occupy(field)


def draw_liver(canvas: Canvas, limit: torch.Tensor) -> torch.Tensor | None:
    """Draw the liver; return its coverage of all pixels (slices, rows, columns), eroded, for the vessels."""
    outline = _outline("LIVER")
    if not outline.touches(canvas.section):
        return None
    rough = canvas.rough(outline.field(canvas.section.z), (1.8, 22, 71), (0.6, 8, 72))
    field = canvas.yielding(_clipped(canvas, rough, limit), -0.7)
    field = Field(torch.maximum(field.values, _clefts(canvas, field)), field.box)
    canvas.over(field, LIVER, "Liver", fill=lambda ys, xs: _parenchyma(canvas, ys, xs))
    canvas.occupy(field)
    inside = torch.zeros_like(canvas.hu)
    cover, (ys, xs) = canvas.coverage(Field(field.values + 2.5, field.box), 3.0)
    inside[:, ys, xs] = cover
    return inside


def _parenchyma(canvas: Canvas, ys: slice, xs: slice) -> torch.Tensor:
    fine = 1.6 * canvas.grain_at(ys, xs, 2.6, 73) + 1.2 * canvas.grain_at(ys, xs, 12, 74)
    section = canvas.section
    return LIVER + fine * calm(section.z, section.y[ys], section.x[xs])


def _clefts(canvas: Canvas, liver: Field) -> torch.Tensor:
    """Return the fat-filled clefts that cut into the liver: round ligament and venous ligament."""
    y, x = canvas.mesh(liver.box)
    z = canvas.section.z[:, None, None]
    wave = 2.0 * canvas.grain(liver.box, 16, 75)
    opening = (-(y + 62) / 26).clamp(-0.2, 1.2) * (0.5 + 0.05 * (18 - z)).clamp(-2, 2)
    round_ligament = (x - 8 + 0.25 * (y + 70) + wave).abs() - 1.8 * opening
    venous = torch.maximum((y + 38 - 0.45 * x + wave).abs() - 1.2, (x + 8).abs() - 15)
    venous = torch.maximum(venous, (z - 30).abs() - 26)
    return -smooth_min(round_ligament, venous, 2.0)


def draw_spleen(canvas: Canvas, limit: torch.Tensor) -> None:
    """Draw the spleen."""
    outline = _outline("SPLEEN")
    if outline.touches(canvas.section):
        rough = canvas.rough(outline.field(canvas.section.z), (1.6, 18, 76), (0.7, 8, 77))
        field = canvas.yielding(_clipped(canvas, rough, limit), 1.2)
        canvas.over(field, 116 + 1.5 * canvas.grain(field.box, 5, 78), "Spleen")
        canvas.occupy(field)


def draw_kidneys(canvas: Canvas) -> None:
    """Draw both kidneys: cortex, pyramids, sinus fat and pelvis, with the fascia around them."""
    for name, key, center in _KIDNEYS:
        outline = _outline(key)
        if not outline.touches(canvas.section):
            continue
        raw = outline.field(canvas.section.z)
        fascia = Field((raw.values - 8.5 + 1.5 * canvas.grain(raw.box, 20, 79)).abs() - 0.55, raw.box)
        canvas.over(fascia, 10, opacity=0.45)
        field = canvas.rough(raw, (1.3, 13, 80), (0.5, 6, 81))
        canvas.over(field, 186, name)
        sinus = _sinus(canvas, field, center)
        canvas.over(_pyramids(canvas, field, sinus, center), 148, softness=2.5)
        _draw_sinus(canvas, field, sinus, center)
        canvas.occupy(field)


def _sinus(canvas: Canvas, kidney: Field, center: Triple) -> torch.Tensor:
    """Distance to the renal sinus: a flat hollow with a door toward the spine and front."""
    y, x = canvas.mesh(kidney.box)
    z = canvas.section.z[:, None, None] - center[2]
    out = (x - center[0]) * _side(center) + z**2 / 90
    up = y - center[1]
    hollow = torch.sqrt((out / 10) ** 2 + (up / 7) ** 2 + (z / 23) ** 2 + 1e-6)
    door = torch.sqrt(((out + 13) / 12) ** 2 + ((up + 4) / 5) ** 2 + (z / 13) ** 2 + 1e-6)
    shape = smooth_min((hollow - 1) * 8, (door - 1) * 5, 4.0)
    return shape + 2.4 * canvas.grain(kidney.box, 5, 82)


def _side(center: Triple) -> float:
    return 1.0 if center[0] > 0 else -1.0


def _pyramids(canvas: Canvas, kidney: Field, sinus: torch.Tensor, center: Triple) -> Field:
    """Return the medulla: wedges between cortex and sinus, also one behind the other along z."""
    y, x = canvas.mesh(kidney.box)
    z = canvas.section.z[:, None, None] - center[2]
    turn = torch.atan2(y - center[1], x - center[0])
    fan = torch.cos(5 * turn + 1.5 * torch.sin(z / 8)) * torch.cos(z / 24).clamp_min(0.5)
    edge = 3.5 * (fan + 0.15 + 0.25 * canvas.grain(kidney.box, 7, 83))
    return Field(torch.maximum(torch.maximum(kidney.values + 6.0, 0.8 - sinus), -edge), kidney.box)


def _draw_sinus(canvas: Canvas, kidney: Field, sinus: torch.Tensor, center: Triple) -> None:
    hollow = Field(torch.maximum(sinus, kidney.values + 0.2), kidney.box)
    cover = canvas.over(hollow, -75)
    if cover is not None:
        canvas.unmark(cover, *canvas.section.pixels(hollow.box))
    field = tubes_field(_pelvis(center), canvas.section)
    if field is not None:
        canvas.over(field, 12)


@cache
def _pelvis(center: Triple) -> list[Segment]:
    """Return the pelvis of a kidney and its ureter, which follows the psoas down."""
    x, y, z = center
    side = _side(center)
    return tube(
        (
            (x + side * 3, y + 1, z + 12, 2.4),
            (x - side * 2, y, z, 4.0),
            (x - side * 16, y - 2, z - 6, 4.0),
            (x - side * 22, y - 6, z - 24, 2.4),
            (x - side * 20, 28, z - 50, 2.0),
            (x - side * 18, 20, -110, 2.0),
        )
    )


def draw_adrenals(canvas: Canvas) -> None:
    """Draw the adrenal glands: thin limbs in the fat above the kidneys."""
    for name in ("ADRENAL_LEFT", "ADRENAL_LEFT_LIMB", "ADRENAL_RIGHT", "ADRENAL_RIGHT_LIMB"):
        limb = stroke(name, 4.2)
        if limb.touches(canvas.section):
            field = canvas.rough(limb.field(canvas.section.z), (0.6, 7, 84))
            canvas.over(field, 72)
            canvas.occupy(field)


def draw_pancreas(canvas: Canvas) -> None:
    """Draw the pancreas with its lobules in fat."""
    course = [(90, 16, 18, 7.5), (70, 6, 14, 9.5), (50, -8, 8, 10.5), (28, -22, 2, 9.5), (9, -31, -6, 8.5)]
    course += [(-8, -32, -15, 8.5), (-22, -26, -26, 12), (-27, -18, -40, 13), (-24, -11, -55, 9)]
    raw = tubes_field(tube(course), canvas.section)
    if raw is None:
        return
    field = canvas.yielding(canvas.rough(raw, (1.8, 8, 85), (1.0, 4.5, 86)), 1.2)
    canvas.over(field, 96 - 16 * canvas.grain(field.box, 4, 87).clamp_min(0.4), "Pancreas", softness=1.5)
    canvas.occupy(field)


def draw_stomach(canvas: Canvas, limit: torch.Tensor) -> None:
    """Draw the stomach: wall with folds, a meal, and gas that rises to the front."""
    outline = _outline("STOMACH")
    if not outline.touches(canvas.section):
        return
    rough = canvas.rough(outline.field(canvas.section.z), (2.0, 20, 88), (0.8, 8, 89))
    field = canvas.yielding(_clipped(canvas, rough, limit), 1.6)
    canvas.over(field, 88, "Stomach")
    folds = field.values + 4.2 + 1.3 * canvas.grain(field.box, 6, 90)
    lumen = Field(folds, field.box)
    canvas.over(lumen, 0, fill=lambda ys, xs: _meal(canvas, ys, xs), softness=1.5)
    y, _ = canvas.mesh(field.box)
    gas = torch.maximum(folds + 0.5, y - _GAS_LEVEL + 0.0 * folds)
    canvas.over(Field(gas, field.box), -960)
    canvas.occupy(field)


def _meal(canvas: Canvas, ys: slice, xs: slice) -> torch.Tensor:
    lumps = canvas.grain_at(ys, xs, 5, 91) + 0.6 * canvas.grain_at(ys, xs, 11, 92)
    bubbles = (canvas.grain_at(ys, xs, 2.6, 93) - 2.3).clamp_min(0)
    return 38 + 13 * lumps - 260 * bubbles
