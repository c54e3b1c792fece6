"""Skin, fat, muscles, glands, vessels, the airway and a mass; lengths in mm at rest."""

from __future__ import annotations

import torch

from ..abdomen.fields import grain
from .canvas import Canvas, smooth_min

_PLANES, _THIN = 15.0, 0.22
"""Size of muscles in mm, and how far around zero of the grain the fat between them reaches."""


def outline(canvas: Canvas) -> torch.Tensor:
    """Return how far outside of the skin pixels lie: head, jaw, neck and nose, grown together."""
    head = canvas.ellipsoid((0, -2, 40), (78, 97, 84))
    jaw = canvas.ellipsoid((0, -34, -24), (62, 52, 40))
    wide = 60 + 0.25 * (-70 - canvas.z).clamp(min=0)
    u, v = canvas.x / wide, (canvas.y - 10) / 58
    radius = torch.sqrt(u * u + v * v)
    neck = torch.maximum((radius - 1) * 58, canvas.z - 20)
    nose = canvas.ellipsoid((0, -98, 12), (13, 16, 16))
    return smooth_min(smooth_min(smooth_min(head, neck, 12.0), jaw, 12.0), nose, 6.0)


def draw_body(canvas: Canvas, z: torch.Tensor, axis: torch.Tensor) -> None:
    """Draw skin, the fat under it, and muscles with fat between them."""
    neck, skin = canvas.neck, outline(canvas)
    tissue = neck.tissues
    fat = neck.fat * (0.35 + 0.65 * ((10 - canvas.z) / 40).clamp(0, 1))
    canvas.over(30.0, skin, "")
    canvas.over(tissue.fat, skin + 1.6, "Fat")
    canvas.over(tissue.muscle, skin + 1.6 + fat, "Muscle")
    folds = torch.cat([grain(at[None], axis, axis, _PLANES * neck.size, neck.seed % 977, 2.5) for at in z])
    between = (_THIN - folds.abs()) * _PLANES
    canvas.over(tissue.fat, torch.maximum(-between, skin + 3 + fat), "Fat", opacity=0.8)


def draw_glands(canvas: Canvas) -> None:
    """Draw the parotids, the glands below the jaw, the tongue, and the vessels in their fat."""
    tissue = canvas.neck.tissues
    canvas.over(tissue.muscle, canvas.ellipsoid((0, -40, -20), (27, 32, 17)), "Muscle")
    for side in (-1, 1):
        canvas.over(tissue.gland, canvas.ellipsoid((side * 55, 4, -14), (11, 19, 23)), "Parotids")
        canvas.over(45.0, canvas.ellipsoid((side * 29, -22, -48), (9, 14, 10)), "")
        course = ((side * 27, 2, -100, 11), (side * 28, 2, -10, 9))
        canvas.over(tissue.fat, canvas.tube(course), "Fat")
        canvas.over(tissue.blood, canvas.tube(((side * 24, 0, -100, 3.5), (side * 25, 0, -8, 3))), "")
        canvas.over(tissue.blood - 5, canvas.tube(((side * 31, 5, -100, 6), (side * 31, 7, -8, 4))), "")


def draw_mass(canvas: Canvas) -> None:
    """Draw the mass, where there is one; its boundary has lobes in the slice."""
    mass = canvas.neck.mass
    if mass is None:
        return
    turn = torch.atan2(canvas.y - mass.middle[1], canvas.x - mass.middle[0])
    far = canvas.ellipsoid(mass.middle, mass.half)
    for number, (height, phase) in enumerate(mass.lobes, 2):
        far = far + height * torch.sin(number * turn + phase)
    inside = outline(canvas) + 4
    canvas.over(canvas.neck.tissues.muscle + mass.contrast, torch.maximum(far, inside), "Mass")


def draw_airway(canvas: Canvas) -> None:
    """Draw the air from the nose down to the windpipe, with the cartilage of the larynx around it."""
    wide = canvas.neck.airway
    larynx = canvas.tube(((0, -22, -76, 13), (0, -20, -60, 14)))
    shell = torch.maximum(larynx.abs() - 1.6, canvas.y + 8)
    canvas.over(canvas.neck.tissues.cartilage, torch.maximum(shell, (canvas.z + 68).abs() - 9), "")
    course = (
        (0.0, -30.0, 12.0, 8.5 * wide),
        (0.0, -20.0, -6.0, 6.5 * wide),
        (0.0, -14.0, -30.0, 6.5 * wide),
        (0.0, -13.0, -50.0, 6.0 * wide),
        (0.0, -20.0, -66.0, 6.0),
        (0.0, -21.0, -110.0, 8.5),
    )
    canvas.over(-1000.0, canvas.tube(course, wide=1.35), "Airway")


def draw_texture(canvas: Canvas, z: torch.Tensor, axis: torch.Tensor) -> None:
    """Add grain of 2 to 8 mm to what is no air: as drawn in soft tissue, more in bone."""
    neck = canvas.neck
    for length, share in ((2.0, 0.75), (6.0, 0.65)):
        there = torch.cat([grain(at[None], axis, axis, length, neck.seed % 997) for at in z])
        strength = neck.tissues.texture * (1 + 3 * (canvas.hu > 200))
        canvas.hu += share * strength * there * ((canvas.hu + 250) / 300).clamp(0, 1)
