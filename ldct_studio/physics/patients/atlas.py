"""Anatomies at rest, from which patients are made: drawn block by block, each once per process."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from threading import Lock

import torch
import torch.nn.functional as F  # noqa: N812  (the name everyone knows)

from .. import abdomen
from ..abdomen.canvas import Canvas
from ..abdomen.fields import Section
from . import chest
from .values import LABELS, VALUE, Region

NATIVE = 60.0
"""HU of soft tissue here without contrast agent: muscle, and organs before they enhance."""
PITCH, GAP = 1.25, 2.0
"""Distances of voxels in the slice and of slices, in mm."""
RAYS = 96
"""Directions in which the radius of the body is known."""
_MOST = 150.0
"""HU that contrast agent adds at most; what is above is calcium."""
_BLOCK = 16
_SHAPE = (216, 288)
"""Rows and columns: 270 × 360 mm about the middle of the body."""


class _Dyed(Canvas):
    """A canvas that keeps contrast agent apart from what holds it: HU = ``hu`` + ``agent``.

    Both are blended by the same coverage, so that a voxel at the edge of an organ enhances by its share.
    """

    def __init__(self, section: Section) -> None:
        super().__init__(section, tuple(label.name for label in LABELS))
        self.agent = torch.zeros_like(self.hu)

    def blend(self, ink: torch.Tensor, cover: torch.Tensor, ys: slice, xs: slice) -> None:
        """Mix HU into the pixels, what is above native tissue as contrast agent."""
        agent = (ink - NATIVE).clamp(0, _MOST)
        super().blend(ink - agent, cover, ys, xs)
        target = self.agent[:, ys, xs]
        target.lerp_(agent.expand_as(target), cover)


@dataclass(frozen=True, eq=False)
class Atlas:
    """One anatomy from ``low`` to ``high`` mm; ``need`` draws what is missing before it is read."""

    low: float
    high: float
    paint: Callable[[Canvas], None]
    voxels: torch.Tensor = field(init=False)
    """Native HU and contrast agent in HU, (2, z, y, x), float32."""
    organs: torch.Tensor = field(init=False)
    """Values of ``LABELS``, (z, y, x), uint8."""
    radius: torch.Tensor = field(init=False)
    """Distance in mm from the middle of the body to its skin, (z, RAYS), at angles atan2(y, x) from -π on."""
    _drawn: set[int] = field(init=False, default_factory=set)
    _lock: Lock = field(init=False, default_factory=Lock)

    def __post_init__(self) -> None:
        count = _BLOCK * math.ceil((self.high - self.low) / GAP / _BLOCK)
        object.__setattr__(self, "voxels", torch.empty(2, count, *_SHAPE))
        object.__setattr__(self, "organs", torch.empty(count, *_SHAPE, dtype=torch.uint8))
        object.__setattr__(self, "radius", torch.empty(count, RAYS))

    def need(self, low: float, high: float) -> None:
        """Draw the slices from ``low`` to ``high`` mm that were not drawn before."""
        last = len(self.organs) - 1
        first, stop = (min(max(round((z - self.low) / GAP), 0), last) // _BLOCK for z in (low, high))
        with self._lock:
            for block in range(first, stop + 1):
                if block not in self._drawn:
                    self._draw(block)
                    self._drawn.add(block)

    def _draw(self, block: int) -> None:
        rows = slice(block * _BLOCK, (block + 1) * _BLOCK)
        z = self.low + GAP * torch.arange(rows.start, rows.stop)
        y, x = ((torch.arange(n) - (n - 1) / 2) * PITCH for n in _SHAPE)
        canvas = _Dyed(Section(z, y, x, GAP))
        self.paint(canvas)
        self.voxels[0, rows], self.voxels[1, rows] = canvas.hu, canvas.agent
        _label_bone_and_lung(canvas)
        self.organs[rows] = canvas.labels
        self.radius[rows] = _radii(canvas.hu)


def _label_bone_and_lung(canvas: _Dyed) -> None:
    """Label what has the HU of bone or lung and no other label, with small holes closed."""
    free = canvas.labels == 0
    bone = free & (canvas.hu + canvas.agent > 172)
    air = free & (canvas.hu > -945) & (canvas.hu < -600)
    bone = _eroded(_grown(bone, 5), 5)
    lung = _eroded(_grown(_grown(_eroded(air, 5), 5), 7), 7)
    canvas.labels.masked_fill_(bone & free, VALUE["Bone"])
    canvas.labels.masked_fill_(lung & free & ~bone, VALUE["Lung"])


def _grown(mask: torch.Tensor, width: int) -> torch.Tensor:
    return F.max_pool2d(mask[:, None].float(), width, 1, width // 2)[:, 0] > 0.5


def _eroded(mask: torch.Tensor, width: int) -> torch.Tensor:
    return ~_grown(~mask, width)


def _radii(hu: torch.Tensor) -> torch.Tensor:
    """Return how far the body reaches in each direction, in mm, (z, RAYS)."""
    angle = (torch.arange(RAYS) / RAYS * 2 - 1) * math.pi
    far = torch.arange(40.0, 190.0, 1.0)
    x, y = (far * angle.cos()[:, None], far * angle.sin()[:, None])
    at = torch.stack((x / (_SHAPE[1] - 1), y / (_SHAPE[0] - 1)), -1) * (2 / PITCH)
    values = F.grid_sample(hu[:, None], at.expand(len(hu), -1, -1, -1), "bilinear", "border", True)[:, 0]
    return torch.where(values > -400, far, 0.0).amax(-1)


@cache
def atlas(region: Region) -> Atlas:
    """Return the anatomy of a region; 30 MB where all of it is drawn."""
    return (
        Atlas(-96.0, 94.0, abdomen.draw_body) if region == "abdomen" else Atlas(0.0, 126.0, chest.draw_body)
    )
