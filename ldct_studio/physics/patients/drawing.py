"""A patient's slices: the anatomy at rest, bent, colored, and given texture, lesions and a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F  # noqa: N812  (the name everyone knows)

from ..abdomen.fields import smooth_max
from .atlas import GAP, PITCH, Atlas, atlas
from .coloring import AIR, colored, texture
from .lesion_drawing import draw_lesions
from .values import Patient
from .warp import at_rest

_FINE = 3.0
"""Pixels larger than this many mm are drawn in parts and averaged."""


@dataclass(frozen=True, eq=False)
class Drawn:
    """Slices of one patient, each (n, size, size)."""

    hu: torch.Tensor
    """HU without noise, float32."""
    organs: torch.Tensor
    """Values of ``LABELS``, uint8."""
    lesions: torch.Tensor
    """1 in a lesion of the liver, 2 in a nodule of the lung, uint8."""
    z: tuple[float, ...]
    """Where the slices lie, in mm."""
    pixel_mm: float


def draw(
    patient: Patient, size: int, slices: Sequence[float] | int, field_of_view_mm: float = 400.0
) -> Drawn:
    """Draw slices of ``size``² pixels, at heights z in mm or so many spread over the patient's ``reach``.

    Every pixel depends on the patient and its place alone.
    """
    heights = _heights(patient, slices) if isinstance(slices, int) else tuple(slices)
    pixel = field_of_view_mm / size
    rows = [_slice(patient, size, pixel, z) for z in heights]
    hu, organs, lesions = (torch.stack(part) for part in zip(*rows, strict=True))
    return Drawn(hu, organs, lesions, heights, pixel)


def _heights(patient: Patient, count: int) -> tuple[float, ...]:
    low, high = patient.reach
    return tuple(low + (high - low) * (i + 0.5) / count for i in range(count))


def _slice(
    patient: Patient, size: int, pixel: float, z: float
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    parts = max(round(pixel / _FINE), 1)
    axis = (torch.arange(size * parts) - (size * parts - 1) / 2) * (pixel / parts)
    rest = atlas(patient.region)
    place, padding = at_rest(patient.shape, rest, z, axis, axis)
    organs = _labels(rest, place).masked_fill_(padding > 0.5, 0)
    hu = colored(rest, place, padding, organs, patient.tissue)
    hu += texture(patient, hu, organs, axis, z)
    seen = draw_lesions(hu, organs, place, patient.lesions, patient.tissue)
    _draw_table(hu, axis, patient)
    lesion = 1 if patient.region == "abdomen" else 2
    if parts > 1:
        hu, seen, padding = F.avg_pool2d(torch.stack((hu, seen, padding))[None], parts)[0]
        organs = _labels(rest, F.avg_pool2d(place[None], parts)[0]).masked_fill_(padding > 0.5, 0)
    return hu.clamp_(AIR, 3071), organs, (seen >= 0.5).to(torch.uint8) * lesion


def _labels(rest: Atlas, place: torch.Tensor) -> torch.Tensor:
    """Return the labels at the nearest voxels, (y, x), uint8."""
    steps = (PITCH, PITCH, GAP)
    count = rest.organs.shape[::-1]
    middle = ((count[0] - 1) / 2, (count[1] - 1) / 2, -rest.low / GAP)
    x, y, z = (
        (p / step + m).round_().clamp_(0, n - 1).long()
        for p, step, m, n in zip(place, steps, middle, count, strict=True)
    )
    return rest.organs[z, y, x]


def _draw_table(hu: torch.Tensor, axis: torch.Tensor, patient: Patient) -> None:
    """Draw the table below the back, where there is air: a thin shell around foam."""
    if patient.table is None:
        return
    half, radius = patient.table
    shape = patient.shape
    back = shape.shift[1] + 113 * shape.size / shape.aspect**0.5 + 0.2 * shape.fat + 12
    y, x = axis[:, None] - back, axis
    pixel = float(axis[1] - axis[0])
    bend = x**2 / (2 * radius)
    shell = smooth_max(smooth_max(-bend - y, y + 1.4 * bend - 28, 6.0), x.abs() - half, 10.0)
    air = (hu < -300).float()
    for gap, value in ((shell, 200.0), (shell + 2.0, -950.0)):
        cover = (0.5 - gap / pixel).clamp_(0, 1)
        hu.lerp_(torch.tensor(value), cover * air)
