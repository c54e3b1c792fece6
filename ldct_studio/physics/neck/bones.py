"""Skull, face, mandible, teeth and spine; lengths in mm at rest."""

from __future__ import annotations

import math

import torch

from .canvas import Canvas

_PITCH = 17.0
"""Of the vertebrae."""
_TEETH = 14
"""In either jaw."""


def draw_skull(canvas: Canvas) -> None:
    """Draw the shell around the brain, thicker below, and the brain in it."""
    tissue, brain = canvas.neck.tissues, cavity(canvas)
    wall = 5.5 + 3.0 * ((20 - canvas.z) / 20).clamp(0, 1)
    canvas.over(tissue.cortex, brain - wall, "Skull")
    canvas.over(tissue.marrow + 150, (brain - 0.5 * wall).abs() - 0.2 * wall, "Skull")
    canvas.over(8.0, brain, "")
    canvas.over(tissue.brain, brain + 1.5, "Brain")
    for side in (-1, 1):  # mastoid cells
        canvas.over(tissue.cortex, canvas.ellipsoid((side * 54, 22, -4), (10, 14, 16)), "Skull")
        canvas.over(-300.0, canvas.ellipsoid((side * 54, 22, -2), (6, 9, 10)), "")


def cavity(canvas: Canvas) -> torch.Tensor:
    """Return how far outside of the cavity of the skull pixels lie; its base rises to the front."""
    shell = canvas.ellipsoid((0, 4, 42), (67, 84, 66))
    base = 6 - torch.where(canvas.y < 0, 0.55, 0.3) * canvas.y - canvas.z
    return torch.maximum(shell, base * 0.87)


def draw_face(canvas: Canvas) -> None:
    """Draw maxilla, cheek bones, orbits with eyes, the sinuses and the nose."""
    tissue, z = canvas.neck.tissues, canvas.z
    jaw = canvas.ellipsoid((0, -56, 6), (36, 28, 20))
    canvas.over(tissue.cortex, jaw, "Skull")
    canvas.over(tissue.muscle, jaw + 3.0, "")
    canvas.over(tissue.cortex, torch.maximum((z - 1).abs() - 3.0, jaw), "Skull")  # the hard palate
    for side in (-1, 1):
        canvas.over(tissue.cortex, canvas.ellipsoid((side * 21, -55, 16), (14, 18, 15)), "Skull")
        canvas.over(-1000.0, canvas.ellipsoid((side * 21, -55, 16), (11.5, 15.5, 12.5)), "Airway")
        arch = canvas.tube(((side * 44, -62, 12, 5), (side * 64, -34, 10, 4), (side * 66, -4, 12, 4)))
        canvas.over(tissue.cortex, arch, "Skull")
        orbit = canvas.ellipsoid((side * 31, -64, 40), (18, 24, 18))
        canvas.over(tissue.cortex, orbit - 2.5, "Skull")
        canvas.over(tissue.fat, orbit, "Fat")
        canvas.over(12.0, canvas.ellipsoid((side * 31, -72, 40), (12, 12, 12)), "")
    canvas.over(-1000.0, canvas.ellipsoid((0, -58, 16), (10, 34, 13)), "Airway")
    septum = torch.maximum(canvas.x.abs() - 1.2, canvas.ellipsoid((0, -62, 16), (10, 30, 13)))
    canvas.over(tissue.cartilage, septum, "")


def draw_mandible(canvas: Canvas) -> None:
    """Draw the arch and the two branches of the lower jaw, and the teeth of both jaws."""
    tissue, scale = canvas.neck.tissues, canvas.neck.jaw
    arch = canvas.arch(-18.0 * scale, (43 * scale, 52 * scale))
    body = torch.maximum(arch - 6.0, (canvas.z + 38).abs() - 12)
    branches = [
        canvas.tube(
            (
                (side * 44 * scale, -16, -40, 7),
                (side * 49 * scale, -10, -20, 6),
                (side * 52 * scale, -8, 4, 5),
            )
        )
        for side in (-1, 1)
    ]
    bone = torch.minimum(body, torch.minimum(*branches))
    canvas.over(tissue.cortex, bone, "Mandible")
    canvas.over(tissue.marrow, bone + 3.2, "Mandible")
    _draw_teeth(canvas, -19.0)
    _draw_teeth(canvas, -6.0)


def _draw_teeth(canvas: Canvas, height: float) -> None:
    """Draw a row of teeth about a height; they become wider to the back."""
    scale = canvas.neck.jaw
    gap = torch.full_like(canvas.x, 60.0)
    for number in range(_TEETH):
        turn = math.pi * (0.06 + 0.88 * (number + 0.5) / _TEETH)
        x, y = 38 * scale * math.cos(turn), -18 * scale - 46 * scale * math.sin(turn)
        wide = 3.2 + 1.8 * abs(math.cos(turn))
        gap = torch.minimum(gap, canvas.ellipsoid((x, y, height), (wide, 3.8, 8.0)))
    canvas.over(canvas.neck.tissues.teeth, gap, "Teeth")


def draw_spine(canvas: Canvas) -> None:
    """Draw vertebrae and discs, the canal and the cord, up to the base of the skull."""
    tissue, z = canvas.neck.tissues, canvas.z
    front = 16 + 0.10 * (-z - 20).clamp(min=0)
    place = torch.remainder(z - canvas.neck.disc, _PITCH)
    disc = (place - _PITCH / 2).abs() - (_PITCH / 2 - 2.5)
    y = canvas.y - front
    top = z + 14
    body = torch.maximum(_ellipse(canvas.x, y, 13, 9.5), top)
    canal = _ellipse(canvas.x, y - 18, 11.5, 8)
    ring = torch.maximum(torch.maximum(canal - 5, top), disc)
    spine = torch.maximum(torch.maximum(canvas.x.abs() - 3.5, (y - 38).abs() - 12), disc + 3)
    wings = torch.maximum(_ellipse(canvas.x, y - 8, 26, 5), disc + 3)
    for part in (wings, spine, ring):
        canvas.over(tissue.cortex * 0.8, torch.maximum(part, top), "Vertebrae")
    canvas.over(95.0, body, "")
    canvas.over(tissue.cortex * 0.75, torch.maximum(body, disc), "Vertebrae")
    canvas.over(tissue.marrow, torch.maximum(body, disc) + 2.0, "Vertebrae")
    inner = torch.maximum(canal, z - 8)
    canvas.over(10.0, inner, "")
    canvas.over(42.0, torch.maximum(_ellipse(canvas.x, y - 18, 7, 5), z - 8), "Spinal cord")


def _ellipse(x: torch.Tensor, y: torch.Tensor, wide: float, deep: float) -> torch.Tensor:
    """Return how far outside of an ellipse about the origin places lie, to first order."""
    u, v = x / wide, y / deep
    radius = torch.sqrt(u * u + v * v)
    slope = torch.sqrt((u / wide).square() + (v / deep).square()).clamp(min=1e-6)
    return (radius - 1) * radius / slope
