"""The wall of the trunk: skin, fat, muscles, and the table it lies on."""

from __future__ import annotations

from functools import cache

import torch

from . import outlines
from .canvas import Canvas, Fill, everywhere
from .fields import FAR, WHOLE, Field, Outline, smooth_max

_MUSCLE = 60.0


@cache
def _outline(name: str) -> Outline:
    return Outline(getattr(outlines, name), margin=34.0)


def whole(canvas: Canvas, name: str, lowest: float = -200.0) -> torch.Tensor:
    """Return the distances of a large outline on the whole mesh; below ``lowest`` mm it goes straight on."""
    field = _outline(name).field(canvas.section.z.clamp_min(lowest))
    out = torch.full((len(canvas.section.z), WHOLE.y1, WHOLE.x1), FAR)
    out[:, field.box.y, field.box.x] = field.values
    return out


def cavity(canvas: Canvas) -> torch.Tensor:
    """Return the distance to the inner surface of the trunk, on the whole mesh."""
    return whole(canvas, "CAVITY") + 0.8 * canvas.grain(WHOLE, 36, 3)


def fat(canvas: Canvas) -> Fill:
    """Return the HU of fat: a soft base with thin strands, more of them in some places."""

    def make() -> torch.Tensor:
        ys, xs = canvas.section.pixels(WHOLE)
        ridge = canvas.grain_at(ys, xs, 12, 11) + 0.35 * canvas.grain_at(ys, xs, 4.5, 12)
        patch = canvas.section.refine(everywhere(canvas.grain(WHOLE, 28, 13).clamp(-0.4, 1.4) + 0.4))[0]
        base = canvas.section.refine(everywhere(-105 + 4 * canvas.grain(WHOLE, 12, 10)))[0]
        return base.addcmul_(patch, (1 - (ridge / 0.09).square_()).clamp_min_(0), value=34)

    return canvas.ink("fat", make)


def muscle(canvas: Canvas) -> Fill:
    """Return the HU of muscle: fibers along the body, with streaks of fat."""

    def make() -> torch.Tensor:
        ys, xs = canvas.section.pixels(WHOLE)
        fibers = canvas.grain_at(ys, xs, 2.8, 30, stretch=5.0)
        fibers.add_(canvas.section.refine(everywhere(0.6 * canvas.grain(WHOLE, 8, 31, stretch=3.0)))[0])
        y, x = canvas.mesh(WHOLE)
        marbled = (70 + 40 * (y > 66)) * torch.ones_like(x)
        streaks = (fibers - 1.2).clamp_min_(0).mul_(canvas.section.refine(everywhere(marbled[None]))[0])
        return _MUSCLE + 3 * fibers - streaks

    return canvas.ink("muscle", make)


def draw_table(canvas: Canvas) -> None:
    """Draw the patient table: a curved shell around a foam core, with a mat below the back."""
    y, x = canvas.section.y[:, None], canvas.section.x
    top, bottom = 137 - x**2 / 1100, 168 - x**2 / 640
    shell = smooth_max(smooth_max(top - y, y - bottom, 6.0), x.abs() - 176, 10.0)
    mat = torch.maximum(torch.maximum(100 - x**2 / 600 - y, y - top + 1), x.abs() - 168)
    for gap, hu in ((mat, -985.0), (shell, 240.0), (shell + 2.0, -950.0)):
        canvas.hu.lerp_(torch.tensor(hu), (0.5 - gap / canvas.section.pixel).clamp(0, 1))


def draw_wall(canvas: Canvas, inner: torch.Tensor) -> None:
    """Draw body, skin, subcutaneous fat and the muscles of the wall around the cavity ``inner``."""
    body = whole(canvas, "BODY") + 2.2 * canvas.grain(WHOLE, 60, 1)
    fascia = whole(canvas, "FASCIA") + 1.2 * canvas.grain(WHOLE, 34, 2)
    canvas.over(everywhere(body), 20)
    canvas.over(everywhere(body + 1.7), 0, fill=fat(canvas))
    canvas.over(everywhere(torch.maximum(fascia, -inner)), 0, fill=fat(canvas))
    _draw_layers(canvas, inner, fascia)
    _draw_bellies(canvas, inner, fascia)
    canvas.over(everywhere(inner), 0, fill=fat(canvas))


def _draw_layers(canvas: Canvas, inner: torch.Tensor, fascia: torch.Tensor) -> None:
    """Draw the flat muscles: three layers at the flank, one of the chest wall above, rectus in front."""
    y, x = canvas.mesh(WHOLE)
    z = canvas.section.z[:, None, None]
    thick = (inner - fascia).clamp_min(2)
    depth = inner / thick
    turn = torch.atan2(x.abs(), -y)
    taper = torch.minimum((turn - 0.60) * 5.0, (2.22 - turn) * 5.0).clamp(-1, 1)
    wave = 0.035 * canvas.grain(WHOLE, 16, 60)
    layers = [
        thick * ((depth - middle + sign * wave).abs() - half * taper)
        for middle, half, sign in ((0.17, 0.125, 1.0), (0.50, 0.155, -1.0), (0.835, 0.14, 1.0))
    ]
    intercostal = thick * ((depth - 0.34).abs() - 0.28 * taper)
    high = ((z + 5) / 30).clamp(0, 1)
    rectus = _rectus(canvas, thick, depth)
    for flank, chest in zip(layers, (intercostal, rectus, layers[2] + 0.6), strict=True):
        canvas.over(everywhere(torch.lerp(flank, chest, high)), 0, fill=muscle(canvas))
    canvas.over(everywhere(rectus), 0, fill=muscle(canvas))
    canvas.over(everywhere((inner - 0.9).abs() - 0.9), 40, opacity=0.85)


def _rectus(canvas: Canvas, thick: torch.Tensor, depth: torch.Tensor) -> torch.Tensor:
    """Two straps beside the midline of the belly, thinner at their edges."""
    y, x = canvas.mesh(WHOLE)
    across = (x.abs() - 33) / 29
    belly = (1 - across**2).clamp_min(0).sqrt() * 0.42
    return torch.maximum(thick * ((depth - 0.5).abs() - belly), torch.maximum(x.abs() - 62, y + 50))


def _draw_bellies(canvas: Canvas, inner: torch.Tensor, fascia: torch.Tensor) -> None:
    """Draw the muscles of the back."""
    for side in (0, 1):
        for name in ("LATISSIMUS_LEFT", "ERECTOR_LEFT"):
            outline = _pair(name)[side]
            if not outline.touches(canvas.section):
                continue
            field = canvas.rough(outline.field(canvas.section.z), (1.0, 12, 26 + side), (0.5, 5, 28))
            outside = torch.maximum(fascia + 0.8, 1.2 - inner)[:, field.box.y, field.box.x]
            cut = Field(torch.maximum(field.values, outside), field.box)
            canvas.over(cut, 0, fill=muscle(canvas))
            if name == "ERECTOR_LEFT":
                _septum(canvas, cut)


def _septum(canvas: Canvas, belly: Field) -> None:
    """Draw the thin fat planes that divide the erector of the spine."""
    _, x = canvas.mesh(belly.box)
    for place, seed in ((22.0, 33), (43.0, 34)):
        line = (x.abs() - place + 4.5 * canvas.grain(belly.box, 13, seed)).abs() - 0.7
        canvas.over(Field(torch.maximum(line, belly.values + 1), belly.box), -60, opacity=0.6)


@cache
def _pair(name: str) -> tuple[Outline, Outline]:
    """Return a muscle of both sides: right, left."""
    keys = getattr(outlines, name)
    return Outline(outlines.flipped(keys)), Outline(keys)


def draw_deep_muscles(canvas: Canvas) -> None:
    """Draw psoas, quadratus lumborum and the crura of the diaphragm."""
    for side in (0, 1):
        for name in ("PSOAS_LEFT", "QUADRATUS_LEFT"):
            outline = _pair(name)[side]
            if outline.touches(canvas.section):
                field = canvas.rough(outline.field(canvas.section.z), (0.8, 12, 36 + side))
                canvas.over(field, 0, fill=muscle(canvas))
                canvas.occupy(field)
    for name, width in (("CRUS_RIGHT", 6.5), ("CRUS_LEFT", 5.0)):
        crus = stroke(name, width)
        if crus.touches(canvas.section):
            field = canvas.rough(crus.field(canvas.section.z), (0.7, 8, 44))
            canvas.over(field, 62)
            canvas.occupy(field)


@cache
def stroke(name: str, width: float) -> Outline:
    """Return an open outline drawn with some width in mm."""
    return Outline(getattr(outlines, name), thickness=width)
