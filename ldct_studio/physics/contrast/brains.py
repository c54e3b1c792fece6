"""Synthetic heads: shares of tissue in every voxel, drawn from a seed, with lesions that take up contrast."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import torch
import torch.nn.functional as F  # noqa: N812  (the name everyone knows)

from .tissues import BONE, CHOROID, CSF, GRAY, LESION, PITUITARY, SCALP, TISSUES, VESSEL, WHITE

_HEAD = (68.0, 88.0, 72.0)
"""Half axes of the brain's surface in mm: up, front, side."""
_LESIONS = (3, 8)
_DIAMETERS = (1.0, 20.0)
_RING = 8.0
"""Above this diameter in mm every second lesion is a ring around dead tissue."""
_VEINS = 5
_REACH = 220.0
"""mm from the middle that the folds are drawn for."""

Place = tuple[float, float, float]
"""(z, y, x) in mm from the middle of the head."""
Box = tuple[slice, slice, slice]


@dataclass(frozen=True)
class Spot:
    """A lesion: its middle (z, y, x) and diameter in mm, mmol/L at the standard dose, ring or whole."""

    middle: Place
    diameter: float
    uptake: float
    ring: bool


@dataclass(frozen=True, eq=False)
class Brain:
    """A head: (z, y, x) with the feet at z = 0, the face at y = 0 and the patient's right at x = 0."""

    shares: torch.Tensor
    """How much of every voxel each of ``TISSUES`` fills, (tissue, z, y, x), float32; the rest is air."""
    uptake: torch.Tensor
    """mmol/L of gadolinium in each tissue at the standard dose, (tissue, z, y, x) or broadcast to it."""
    spots: tuple[Spot, ...]
    lesions: torch.Tensor
    """0, or 1 + the number of the spot that fills half of the voxel or more, (z, y, x), uint8."""
    voxel_mm: float

    @property
    def mask(self) -> torch.Tensor:
        """What lies within the skull, (z, y, x), bool."""
        inside = self.shares[[CSF, GRAY, WHITE, VESSEL, CHOROID, PITUITARY, LESION]]
        return inside.sum(0) > 0.5


def draw_brain(seed: int, shape: tuple[int, int, int] = (64, 80, 64), voxel_mm: float = 2.5) -> Brain:
    """Draw the head of a seed into voxels of this edge; the same seed is the same head at any of them.

    A brain of folded gray and white matter with ventricles, choroid plexus, pituitary gland, sagittal sinus,
    arteries and veins, within skull and scalp, and 3 to 8 lesions of 1 to 20 mm.
    """
    chance = torch.Generator().manual_seed(seed)
    up, front, side = (half * _between(chance, 0.94, 1.06) for half in _HEAD)
    head = (up, front, side)
    uptake = [_between(chance, *tissue.uptake) for tissue in TISSUES]
    canvas = _Canvas(shape, voxel_mm, chance, head)
    canvas.draw_head()
    canvas.draw_inner()
    canvas.draw_vessels()
    spots = _spots(chance, head)
    lesions, taken = canvas.draw_spots(spots)
    amounts = torch.tensor(uptake)[:, None, None, None].repeat(1, *shape)
    amounts[LESION] = taken
    return Brain(canvas.shares, amounts, spots, lesions, voxel_mm)


class _Canvas:
    """Tissue painted over tissue; edges are as soft as a voxel, so that shares are partial volumes."""

    def __init__(
        self, shape: tuple[int, int, int], voxel_mm: float, chance: torch.Generator, head: Place
    ) -> None:
        self._voxel, self._head, self._chance = voxel_mm, head, chance
        self._axes = [(torch.arange(count) - (count - 1) / 2) * voxel_mm for count in shape]
        self.shares = torch.zeros(len(TISSUES), *shape)

    def draw_head(self) -> None:
        """Draw scalp, skull, fluid, cortex and white matter, from outside to inside.

        Sulci lie where smooth noise passes through 0, which are folded sheets; the cortex follows them.
        """
        depth = _ellipsoid(torch.meshgrid(*self._axes, indexing="ij"), (0, 0, 0), self._head)
        folds = self._bumps(12.0).abs()
        sulci, gyri = ((1 - folds / width).clamp(min=0) for width in (0.14, 0.36))
        self._over(SCALP, depth - 13)
        self._over(BONE, depth - 8)
        self._over(CSF, depth - 3)
        self._over(GRAY, depth + 1.0 + 14 * sulci)
        self._over(WHITE, depth + 4.0 + 20 * gyri)

    def draw_inner(self) -> None:
        """Draw ventricles with choroid plexus, deep gray matter, and the pituitary gland below."""
        wide = _between(self._chance, 0.8, 1.4)
        for side in (-1, 1):
            self._draw(GRAY, (-4, 2, side * 18), (12, 18, 8))
            self._draw(CSF, (12, 0, side * 9), (7 * wide, 30, 5 * wide))
            self._draw(CHOROID, (10, 8, side * 10), (2.5, 12, 2.0))
        self._draw(CSF, (-2, 2, 0), (10, 12, 1.8 * wide))
        self._draw(PITUITARY, (-44, -22, 0), (3.5, 5.0, 6.0))

    def draw_vessels(self) -> None:
        """Draw the superior sagittal sinus, the large arteries of the base, and some cortical veins."""
        up, front, _ = self._head
        turns = torch.linspace(-0.15 * math.pi, 0.95 * math.pi, 40).tolist()
        self._tube([(up * math.sin(turn), front * math.cos(turn), 0.0) for turn in turns], 3.2)
        for way in (-1, 1):
            self._tube([(-62, -4, way * 11), (-42, -16, way * 11), (-34, -20, way * 14)], 2.2)
            self._tube([(-34, -20, way * 14), (-26, -14, way * 34), (-16, 0, way * 46)], 1.4)
        self._tube([(-64, 10, 0), (-40, -2, 0)], 1.8)
        for _ in range(_VEINS):
            around, height = _between(self._chance, 0, 2 * math.pi), _between(self._chance, 0.1, 0.7)
            self._tube([self._surface(around, height + 0.12 * step) for step in range(5)], 1.1)

    def draw_spots(self, spots: tuple[Spot, ...]) -> tuple[torch.Tensor, torch.Tensor]:
        """Paint the lesions; return which one fills each voxel, and the mmol/L in it."""
        seen = torch.zeros(self.shares.shape[1:], dtype=torch.uint8)
        taken = torch.zeros(self.shares.shape[1:])
        for number, spot in enumerate(spots, 1):
            half = spot.diameter / 2
            box, far = self._far(spot.middle, (half, half, half))
            self._over(LESION, far, box)
            share = self._soft(far)
            taken[box] = torch.where(share > 0, spot.uptake, taken[box])
            if spot.ring:
                self._over(CSF, far + 0.3 * half, box)  # dead tissue: long T1, and nothing is taken up
                share = share - self._soft(far + 0.3 * half)
            seen[box] = torch.where(share >= 0.5, number, seen[box])
        return seen, taken

    def _draw(self, tissue: int, middle: Place, half: Place) -> None:
        box, far = self._far(middle, half)
        self._over(tissue, far, box)

    def _far(self, middle: Place, half: Place) -> tuple[Box, torch.Tensor]:
        """Return the voxels around an ellipsoid, and how far outside of it each lies, in mm."""
        low, high = (
            [at + way * (size + 2 * self._voxel) for at, size in zip(middle, half, strict=True)]
            for way in (-1, 1)
        )
        box, places = self._around(low, high)
        return box, _ellipsoid(places, middle, half)

    def _around(self, low: list[float], high: list[float]) -> tuple[Box, tuple[torch.Tensor, ...]]:
        """Return the voxels between two corners in mm, and the places of their middles."""
        starts = [int((axis < at).sum()) for axis, at in zip(self._axes, low, strict=True)]
        stops = [int((axis <= at).sum()) for axis, at in zip(self._axes, high, strict=True)]
        z, y, x = (slice(start, stop) for start, stop in zip(starts, stops, strict=True))
        places = [axis[part] for axis, part in zip(self._axes, (z, y, x), strict=True)]
        return (z, y, x), torch.meshgrid(*places, indexing="ij")

    def _over(self, tissue: int, far: torch.Tensor, box: Box = (slice(None),) * 3) -> None:
        share = self._soft(far)
        part = self.shares[(slice(None), *box)]
        part *= 1 - share
        part[tissue] += share

    def _soft(self, far: torch.Tensor) -> torch.Tensor:
        """Return the share of voxels that lies within a surface, from the distance to it in mm."""
        return (0.5 - far / self._voxel).clamp(0, 1)

    def _tube(self, points: list[Place], radius: float) -> None:
        reach = radius + 2 * self._voxel
        for a, b in pairwise(points):
            box, places = self._around(
                [min(ends) - reach for ends in zip(a, b, strict=True)],
                [max(ends) + reach for ends in zip(a, b, strict=True)],
            )
            start, end = (torch.tensor(place, dtype=torch.float32) for place in (a, b))
            off = torch.stack(places, -1) - start
            along = (off @ (end - start) / (end - start).square().sum()).clamp(0, 1)
            self._over(VESSEL, (off - along[..., None] * (end - start)).norm(dim=-1) - radius, box)

    def _surface(self, around: float, height: float) -> Place:
        """Return a place on the brain's surface; ``height`` is 0 at the equator and 1 at the top."""
        up, front, side = self._head
        level, flat = math.sin(height * math.pi / 2), math.cos(height * math.pi / 2)
        return up * level, front * flat * math.cos(around), side * flat * math.sin(around)

    def _bumps(self, wave_mm: float) -> torch.Tensor:
        """Return smooth noise of about this wavelength, SD about ½, that does not depend on the voxels."""
        count = math.ceil(2 * _REACH / wave_mm)
        coarse = torch.randn(1, 1, count, count, count, generator=self._chance)
        z, y, x = torch.meshgrid(*self._axes, indexing="ij")
        places = torch.stack((x, y, z), -1)[None] / _REACH
        bumps: torch.Tensor = F.grid_sample(coarse, places, align_corners=True)[0, 0]
        return bumps


def _ellipsoid(places: tuple[torch.Tensor, ...], middle: Place, half: Place) -> torch.Tensor:
    """Return how far outside of an ellipsoid places lie, in mm: exactly at its surface, to first order."""
    parts = [(axis - at) / size for axis, at, size in zip(places, middle, half, strict=True)]
    radius = torch.stack(parts).norm(dim=0)
    slope = torch.stack([part / size for part, size in zip(parts, half, strict=True)]).norm(dim=0)
    far: torch.Tensor = (radius - 1) * radius / slope.clamp(min=1e-6)
    return far


def _spots(chance: torch.Generator, head: Place) -> tuple[Spot, ...]:
    """Return lesions within the brain that do not touch each other; small ones are the most."""
    count = int(torch.randint(_LESIONS[0], _LESIONS[1] + 1, (), generator=chance))
    low, high = (math.log(diameter) for diameter in _DIAMETERS)
    spots: list[Spot] = []
    while len(spots) < count:
        diameter = math.exp(_between(chance, low, high))
        way = torch.randn(3, generator=chance, dtype=torch.float64)
        way /= way.norm()
        radius = _between(chance, 0.3, 1.0) ** (1 / 3) * 0.85
        z, y, x = (float(part) * radius * half for part, half in zip(way, head, strict=True))
        uptake = _between(chance, *TISSUES[LESION].uptake)
        ring = diameter > _RING and _between(chance, 0, 1) < 0.5
        spot = Spot((z, y, x), diameter, uptake, ring)
        if all(math.dist(spot.middle, o.middle) > (diameter + o.diameter) / 2 + 3 for o in spots):
            spots.append(spot)
    return tuple(spots)


def _between(chance: torch.Generator, low: float, high: float) -> float:
    return low + (high - low) * float(torch.rand((), generator=chance, dtype=torch.float64))
