"""Distance fields on a coarse mesh: the shapes that the phantom is drawn from.

A shape is a field of approximate signed distances in mm, negative inside. Fields live on a mesh of 2 mm
in the slice and are exact along z, so a slab of a few slices costs little; ``Section.refine`` brings them
to the pixels, where a clamp over one pixel gives partial volume at the boundary.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
import torch

STEP = 2.0
"""Mesh step in mm."""
X_NODES = torch.arange(-92, 93, dtype=torch.float32) * STEP
"""Mesh positions in mm along x; 0 is the center of the body."""
Y_NODES = torch.arange(-64, 65, dtype=torch.float32) * STEP
"""Mesh positions in mm along y."""
FAR = 60.0
"""Distance in mm that stands for "not near"."""
_LATTICE = 64
_RUN = 96
_LARGE = 3000
TUBE_REACH = 6.0
"""Beyond this distance in mm tubes are just far."""


@dataclass(frozen=True)
class Box:
    """A rectangle of mesh nodes: half-open ranges along y and x."""

    y0: int
    y1: int
    x0: int
    x1: int

    @property
    def y(self) -> slice:
        """Node range along y."""
        return slice(self.y0, self.y1)

    @property
    def x(self) -> slice:
        """Node range along x."""
        return slice(self.x0, self.x1)

    @classmethod
    def around(cls, low: tuple[float, float], high: tuple[float, float], margin: float = 10.0) -> Box:
        """Return the nodes within ``margin`` mm of the rectangle (x, y) ``low`` to ``high``."""
        x0, x1 = (_node(v, X_NODES) for v in (low[0] - margin, high[0] + margin))
        y0, y1 = (_node(v, Y_NODES) for v in (low[1] - margin, high[1] + margin))
        return cls(y0, y1 + 1 - (y1 - y0) % 2, x0, x1 + 1 - (x1 - x0) % 2)


def _node(position: float, nodes: torch.Tensor) -> int:
    return min(max(round(position / STEP) + len(nodes) // 2, 0), len(nodes) - 1)


WHOLE = Box(0, len(Y_NODES), 0, len(X_NODES))
"""The whole mesh."""


@dataclass(frozen=True)
class Field:
    """Distances in mm (slices, h, w) on the nodes of a box."""

    values: torch.Tensor
    box: Box

    def within(self, box: Box) -> torch.Tensor:
        """Return the values on a smaller box."""
        own = self.box
        return self.values[:, box.y0 - own.y0 : box.y1 - own.y0, box.x0 - own.x0 : box.x1 - own.x0]


def _catmull(positions: torch.Tensor, nodes: torch.Tensor) -> torch.Tensor:
    """Return the weights (positions, nodes) of cubic interpolation between mesh nodes."""
    at = (positions - nodes[0]) / STEP
    base = at.floor().clamp(1, len(nodes) - 3)
    t = (at - base).clamp(0, 1)
    taps = (
        ((2 - t) * t - 1) * t / 2,
        ((3 * t - 5) * t * t + 2) / 2,
        ((4 - 3 * t) * t + 1) * t / 2,
        (t - 1) * t * t / 2,
    )
    weights = torch.zeros(len(positions), len(nodes))
    for offset, tap in enumerate(taps):
        weights.scatter_(1, (base.long() + offset - 1)[:, None], tap[:, None])
    return weights


class Section:
    """Slices at ``z``, ``gap`` apart, with pixels at ``y`` and ``x``: mm from the middle of the body."""

    def __init__(self, z: torch.Tensor, y: torch.Tensor, x: torch.Tensor, gap: float) -> None:
        self.z, self.y, self.x, self.gap = z, y, x, gap
        self.pixel = float(x[1] - x[0])
        self._wy, self._wx = _catmull(y, Y_NODES), _catmull(x, X_NODES)
        self.low, self.high = float(z[0]), float(z[-1])

    def pixels(self, box: Box) -> tuple[slice, slice]:
        """Return the pixels (y, x) that a box of nodes determines."""
        return _inside(self.y, Y_NODES, box.y0, box.y1), _inside(self.x, X_NODES, box.x0, box.x1)

    def refine(self, field: Field) -> tuple[torch.Tensor, tuple[slice, slice]]:
        """Return a field at the pixels that its box determines, and those pixels."""
        box, values = field.box, field.values
        ys, xs = self.pixels(box)
        wide = torch.empty(len(values), values.shape[1], xs.stop - xs.start)
        for pixels, nodes in self._blocks(self.x, X_NODES, xs):
            part = values[:, :, nodes.start - box.x0 : nodes.stop - box.x0]
            wide[:, :, pixels.start - xs.start : pixels.stop - xs.start] = part @ self._wx[pixels, nodes].T
        out = torch.empty(len(values), ys.stop - ys.start, wide.shape[2])
        for pixels, nodes in self._blocks(self.y, Y_NODES, ys):
            part = wide[:, nodes.start - box.y0 : nodes.stop - box.y0]
            torch.matmul(
                self._wy[pixels, nodes], part, out=out[:, pixels.start - ys.start : pixels.stop - ys.start]
            )
        return out, (ys, xs)

    @staticmethod
    def _blocks(positions: torch.Tensor, nodes: torch.Tensor, span: slice) -> list[tuple[slice, slice]]:
        """Split pixels into runs with the nodes that they need, so that products stay small."""
        out = []
        for first in range(span.start, span.stop, _RUN):
            last = min(first + _RUN, span.stop)
            low = int((float(positions[first]) - float(nodes[0])) // STEP) - 1
            high = int((float(positions[last - 1]) - float(nodes[0])) // STEP) + 3
            out.append((slice(first, last), slice(max(low, 0), min(high, len(nodes)))))
        return out


def _inside(positions: torch.Tensor, nodes: torch.Tensor, first: int, last: int) -> slice:
    low, high = nodes[first + 1], nodes[last - 2]
    edges = torch.searchsorted(positions, torch.stack((low, high)))
    return slice(int(edges[0]), int(edges[1]))


def spline(points: Sequence[Sequence[float]], spacing: float, closed: bool) -> torch.Tensor:
    """Return samples about ``spacing`` mm apart on the Catmull-Rom curve through the points (n, dims)."""
    knots = torch.tensor(points, dtype=torch.float32)
    ends = (knots[-1:], knots[:2]) if closed else (2 * knots[:1] - knots[1:2], 2 * knots[-1:] - knots[-2:-1])
    row = torch.cat((ends[0], knots, ends[1]))
    pieces = []
    for p0, p1, p2, p3 in zip(row[:-3], row[1:-2], row[2:-1], row[3:], strict=True):
        count = max(int(torch.linalg.vector_norm(p2[:3] - p1[:3]) / spacing), 1)
        t = (torch.arange(count) / count)[:, None]
        bend = t * (p2 - p0) + t**2 * (2 * p0 - 5 * p1 + 4 * p2 - p3) + t**3 * (3 * p1 - p0 - 3 * p2 + p3)
        pieces.append(p1 + bend / 2)
    if not closed:
        pieces.append(knots[-1:])
    return torch.cat(pieces)


def _mesh(box: Box, every: int = 1) -> torch.Tensor:
    """Return the positions (x, y) of every so-manyth node of a box, (h·w, 2)."""
    y, x = torch.meshgrid(Y_NODES[box.y][::every], X_NODES[box.x][::every], indexing="ij")
    return torch.stack((x.ravel(), y.ravel()), 1)


def _closed_distance(curve: torch.Tensor, box: Box) -> torch.Tensor:
    """Signed distance (h, w) to a closed curve of dense samples, its sign from the nearest normal.

    In a large box it is computed at every second node and interpolated by a cubic.
    """
    tangent = curve.roll(-1, 0) - curve.roll(1, 0)
    area = (curve[:, 0] * curve.roll(-1, 0)[:, 1] - curve.roll(-1, 0)[:, 0] * curve[:, 1]).sum()
    normal = torch.stack((tangent[:, 1], -tangent[:, 0]), 1) * area.sign()
    size = (box.y1 - box.y0, box.x1 - box.x0)
    every = 2 if size[0] * size[1] > _LARGE else 1
    points = _mesh(box, every)
    distance, nearest = torch.cdist(points, curve).min(1)
    side = ((points - curve[nearest]) * normal[nearest]).sum(1).sign()
    values = (distance * side).view(-(-size[0] // every), -(-size[1] // every))
    if every == 1:
        return values
    return torch.nn.functional.interpolate(values[None, None], size, mode="bicubic", align_corners=True)[0, 0]


class Outline:
    """A shape given by closed curves, or by open strokes of some thickness, at a few heights.

    ``keys`` maps heights z in mm to points (x, y) in mm. Between the heights the distance fields are
    blended by a cubic, which morphs one curve into the next; beyond the ends the shape closes like a cap.
    ``thickness`` makes the curves open strokes of that width.
    """

    def __init__(
        self, keys: dict[float, list[tuple[float, float]]], thickness: float = 0.0, margin: float = 12.0
    ) -> None:
        self.heights = sorted(keys)
        every = [p for points in keys.values() for p in points]
        low = (min(p[0] for p in every), min(p[1] for p in every))
        high = (max(p[0] for p in every), max(p[1] for p in every))
        self.box = Box.around(low, high, margin)
        shape = (self.box.y1 - self.box.y0, self.box.x1 - self.box.x0)
        fields = []
        for height in self.heights:
            curve = spline(keys[height], 1.5, closed=not thickness)
            if thickness:
                gap = torch.cdist(_mesh(self.box), curve).min(1).values
                fields.append(gap.view(shape) - thickness / 2)
            else:
                fields.append(_closed_distance(curve, self.box))
        self.stack = torch.stack(fields)
        self.caps = (-float(self.stack[0].min()), -float(self.stack[-1].min()))

    def touches(self, section: Section) -> bool:
        """Whether any slice of the section meets the shape."""
        return (
            section.high > self.heights[0] - self.caps[0] - 2
            and section.low < self.heights[-1] + self.caps[1] + 2
        )

    def field(self, z: torch.Tensor) -> Field:
        """Return the distances in the slices at ``z``."""
        inside = z.clamp(self.heights[0], self.heights[-1])
        values = (_hermite(inside, self.heights) @ self.stack.flatten(1)).view(-1, *self.stack.shape[1:])
        below, above = (self.heights[0] - z).clamp_min(0), (z - self.heights[-1]).clamp_min(0)
        growth = below**2 / self.caps[0] + above**2 / self.caps[1]
        return Field(values + growth[:, None, None], self.box)


def _hermite(z: torch.Tensor, heights: list[float]) -> torch.Tensor:
    """Return the weights (slices, heights) of a cubic Hermite curve through values at the heights."""
    weights = torch.zeros(len(z), len(heights))
    if len(heights) == 1:
        return weights + 1
    for row, height in enumerate(z.tolist()):
        i = min(max(int(np.searchsorted(heights, height, "right")) - 1, 0), len(heights) - 2)
        span = heights[i + 1] - heights[i]
        t = (height - heights[i]) / span
        weights[row, i] += (1 + 2 * t) * (1 - t) ** 2
        weights[row, i + 1] += t * t * (3 - 2 * t)
        for knot, slope in ((i, t * (1 - t) ** 2 * span), (i + 1, t * t * (t - 1) * span)):
            before, after = max(knot - 1, 0), min(knot + 1, len(heights) - 1)
            weights[row, after] += slope / (heights[after] - heights[before])
            weights[row, before] -= slope / (heights[after] - heights[before])
    return weights


def smooth_min(a: torch.Tensor, b: torch.Tensor, width: float) -> torch.Tensor:
    """Return the union of two fields with a fillet of about ``width`` mm (polynomial smooth minimum)."""
    h = ((width - (a - b).abs()) / width).clamp_min(0)
    return torch.minimum(a, b) - h * h * width / 4


Triple = tuple[float, float, float]
"""Three lengths in mm; each use says in which order."""


def smooth_max(a: torch.Tensor, b: torch.Tensor, width: float) -> torch.Tensor:
    """Return the intersection of two fields with a rounded edge of about ``width`` mm."""
    return -smooth_min(-a, -b, width)


Segment = tuple[float, float, float, float, float, float, float, float]
"""A piece of a tube: x, y, z and radius at both ends, in mm."""


def tube(points: Sequence[Sequence[float]], spacing: float = 3.0) -> list[Segment]:
    """Return the segments of a smooth tube through points (x, y, z, radius) in mm."""
    curve = spline(points, spacing, closed=False).tolist()
    return [(*a, *b) for a, b in pairwise(curve)]


def carve(target: torch.Tensor, start: Triple, step: Triple, segment: Segment) -> None:
    """Lower distances (z, y, x) on a uniform mesh to those of one tube segment, near it only.

    ``start`` is the position of the first node and ``step`` the spacing, both (z, y, x) in mm.
    """
    ax, ay, az, ra, bx, by, bz, rb = segment
    reach = max(ra, rb) + 2.5 * step[2]
    ends = ((az, bz), (ay, by), (ax, bx))
    spans = []
    for (a, b), first, stride, count in zip(ends, start, step, target.shape, strict=True):
        low = max(math.ceil((min(a, b) - reach - first) / stride), 0)
        high = min(math.floor((max(a, b) + reach - first) / stride) + 1, count)
        if low >= high:
            return
        spans.append((low, high))
    (z0, z1), (y0, y1), (x0, x1) = spans
    dx, dy, dz = bx - ax, by - ay, bz - az
    pz = torch.arange(z0, z1).mul(step[0]).add(start[0] - az).view(-1, 1, 1)
    py = torch.arange(y0, y1).mul(step[1]).add(start[1] - ay).view(1, -1, 1)
    px = torch.arange(x0, x1).mul(step[2]).add(start[2] - ax).view(1, 1, -1)
    scale = 1 / (dx * dx + dy * dy + dz * dz + 1e-9)
    t = ((pz * (dz * scale) + py * (dy * scale)) + px * (dx * scale)).clamp_(0, 1)
    gap = (px - t * dx).square_().add_((py - t * dy).square_()).add_((pz - t * dz).square_()).sqrt_()
    window = target[z0:z1, y0:y1, x0:x1]
    torch.minimum(window, gap.sub_(t, alpha=rb - ra).sub_(ra), out=window)


def near(segments: Sequence[Segment], section: Section) -> list[Segment]:
    """Return the segments that may meet the slices."""
    low, high = section.low - 6, section.high + 6
    return [
        s
        for s in segments
        if (s[2] - s[3] < high or s[6] - s[7] < high) and (s[2] + s[3] > low or s[6] + s[7] > low)
    ]


def tubes_field(segments: Sequence[Segment], section: Section, margin: float = 10.0) -> Field | None:
    """Return the distances to those segments that meet the slices, on the mesh; None where none does."""
    close = near(segments, section)
    if not close:
        return None
    array = np.array(close)
    radius = float(array[:, [3, 7]].max())
    box = Box.around(
        (array[:, [0, 4]].min() - radius, array[:, [1, 5]].min() - radius),
        (array[:, [0, 4]].max() + radius, array[:, [1, 5]].max() + radius),
        margin,
    )
    values = torch.full((len(section.z), box.y1 - box.y0, box.x1 - box.x0), TUBE_REACH)
    start = (section.low, float(Y_NODES[box.y0]), float(X_NODES[box.x0]))
    for segment in close:
        carve(values, start, (section.gap, STEP, STEP), segment)
    return Field(values, box)


@cache
def _lattice() -> torch.Tensor:
    numbers = np.random.default_rng(20_26).standard_normal((_LATTICE,) * 3, dtype=np.float32)
    return torch.from_numpy(numbers)


def _bspline(positions: torch.Tensor, length: float, offset: float) -> tuple[torch.Tensor, torch.Tensor]:
    """Return weights (positions, knots) of a periodic cubic B-spline and the lattice places of its knots.

    Knots are ``length`` mm apart; only those that the positions need are kept.
    """
    at = positions / length + offset
    base = at.floor()
    t = at - base
    taps = (
        (1 - t) ** 3 / 6,
        (3 * t**3 - 6 * t**2 + 4) / 6,
        (-3 * t**3 + 3 * t**2 + 3 * t + 1) / 6,
        t**3 / 6,
    )
    first = int(base[0])
    count = min(int(base[-1]) - first + 4, _LATTICE)
    start = (base.long() - first)[:, None]
    weights = torch.zeros(len(positions), count)
    for k, tap in enumerate(taps):
        weights.scatter_(1, (start + k) % count, tap[:, None])
    return weights, (torch.arange(count) + first) % _LATTICE


def grain(
    z: torch.Tensor, y: torch.Tensor, x: torch.Tensor, length: float, seed: int, stretch: float = 1.0
) -> torch.Tensor:
    """Return smooth random values (z, y, x) of mean 0 and SD 1 that vary over about ``length`` mm.

    The same position always has the same value; ``stretch`` makes the grain longer along z.
    """
    wz, kz = _bspline(z, length * stretch, seed * 17.37)
    wy, ky = _bspline(y, length, seed * 7.71)
    wx, kx = _bspline(x, length, seed * 11.13)
    knots = _lattice()[kz][:, ky][:, :, kx]
    plane = (wz @ knots.flatten(1)).view(-1, len(ky), len(kx))
    return wy @ (plane @ wx.T) * 3.02
