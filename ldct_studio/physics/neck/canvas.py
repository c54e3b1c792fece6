"""The slices being drawn: HU and labels, painted shape over shape, and distances to shapes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import torch

from ..patients.values import Wave
from .values import VALUE, Neck, Place

Box = tuple[tuple[float, float], tuple[float, float], tuple[float, float]]
_FAR = 60.0


class Canvas:
    """HU (n, y, x), float32, and labels, uint8, of slices at heights ``z``, pixels at ``axis``, in mm."""

    def __init__(self, neck: Neck, z: torch.Tensor, axis: torch.Tensor) -> None:
        self.neck = neck
        self.x, self.y, self.z = _at_rest(neck, z, axis)
        self._pixel = float(axis[1] - axis[0]) / neck.size
        self.hu = torch.full(self.x.shape, -1000.0)
        self.labels = torch.zeros(self.x.shape, dtype=torch.uint8)

    def over(
        self, hu: float | torch.Tensor, far: torch.Tensor, label: str = "", opacity: float | torch.Tensor = 1
    ) -> None:
        """Paint HU where a distance in mm is below 0, over an edge as wide as a pixel."""
        share = (0.5 - far / self._pixel).clamp(0, 1) * opacity
        self.hu += (torch.as_tensor(hu) - self.hu) * share
        self.labels.masked_fill_(share >= 0.5, VALUE.get(label, 0))

    def ellipsoid(self, middle: Place, half: Place) -> torch.Tensor:
        """Return how far outside of an ellipsoid pixels lie, to first order."""
        axes = (self.x, self.y, self.z)
        parts = [(axis - at) / size for axis, at, size in zip(axes, middle, half, strict=True)]
        radius = torch.sqrt(sum((part * part for part in parts), torch.zeros(())))
        slopes = [part / size for part, size in zip(parts, half, strict=True)]
        slope = torch.sqrt(sum((part * part for part in slopes), torch.zeros(())))
        return (radius - 1) * radius / slope.clamp(min=1e-6)

    def tube(self, points: Sequence[tuple[float, float, float, float]], wide: float = 1.0) -> torch.Tensor:
        """Return how far outside of a tube (x, y, z, radius) pixels lie; ``wide`` is its width over depth."""
        gap = torch.full_like(self.x, _FAR)
        for (*a, first), (*b, last) in pairwise(points):
            stretch = (wide, 1.0, 1.0)
            off = [(p - at) / s for p, at, s in zip((self.x, self.y, self.z), a, stretch, strict=True)]
            way = [(end - at) / s for end, at, s in zip(b, a, stretch, strict=True)]
            along = sum((o * w for o, w in zip(off, way, strict=True)), torch.zeros(()))
            along = (along / sum(w * w for w in way)).clamp(0, 1)
            rest = sum(((o - along * w).square() for o, w in zip(off, way, strict=True)), torch.zeros(()))
            gap = torch.minimum(gap, rest.sqrt() - (first + along * (last - first)))
        return gap

    def arch(self, middle_y: float, half: tuple[float, float]) -> torch.Tensor:
        """Return how far in the slice pixels lie from the front half of an ellipse about x = 0."""
        u, v = self.x / half[0], (self.y - middle_y) / half[1]
        radius = torch.sqrt(u * u + v * v)
        slope = torch.sqrt((u / half[0]).square() + (v / half[1]).square()).clamp(min=1e-6)
        ring = ((radius - 1) * radius / slope).abs()
        ends = torch.hypot(self.x.abs() - half[0], self.y - middle_y)
        return torch.where(self.y < middle_y, ring, ends)


def smooth_min(a: torch.Tensor, b: torch.Tensor, width: float) -> torch.Tensor:
    """Return the smaller of two distances, rounded where they are alike."""
    mixed = (width - (a - b).abs()).clamp(min=0)
    return torch.minimum(a, b) - mixed * mixed / (4 * width)


def _at_rest(
    neck: Neck, z: torch.Tensor, axis: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Return where pixels lie in the anatomy at rest: x, y and z in mm, (n, y, x) each."""
    up, down, right = torch.meshgrid(z, axis, axis, indexing="ij")
    angle, root = math.radians(neck.turn), math.sqrt(neck.aspect)
    dx, dy = right - neck.shift[0], down - neck.shift[1]
    x = (dx * math.cos(angle) + dy * math.sin(angle)) / (neck.size * root)
    y = (dy * math.cos(angle) - dx * math.sin(angle)) / (neck.size / root)
    place = (x, y, up / neck.size)
    moved = [axis.clone() for axis in place]
    for wave in neck.waves:
        swing = _swing(wave, place)
        for axis_moved, push in zip(moved, wave.push, strict=True):
            axis_moved += push * swing
    return moved[0], moved[1], moved[2]


def _swing(wave: Wave, place: tuple[torch.Tensor, torch.Tensor, torch.Tensor]) -> torch.Tensor:
    return torch.sin(
        sum((k * p for k, p in zip(wave.wave, place, strict=True)), torch.zeros(())) + wave.phase
    )
