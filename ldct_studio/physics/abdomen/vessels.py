"""Vessels: the great ones, the trees in the liver, and the small ones in the fat."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import torch

from ...core.study import Lesion
from .bowel import loops
from .canvas import Canvas, everywhere
from .fields import WHOLE, Field, Segment, spline, tube, tubes_field
from .lesions import LESIONS
from .outlines import BODY

Course = tuple[tuple[float, float, float, float], ...]
_Vector = npt.NDArray[np.float64]

_AORTA: Course = ((3, 3, -110, 8.6), (5, 1, -50, 9.2), (8, 0, 0, 10.2), (10, -1, 50, 11.2), (15, 1, 110, 12))
_CAVA: Course = (
    (-25, 12, -110, 10),
    (-24, 8, -45, 10.8),
    (-23, 4, 0, 10.2),
    (-26, 4, 40, 11),
    (-27, 3, 66, 11),
    (-22, -6, 86, 11),
    (-16, -20, 104, 12),
)
_PORTAL: Course = ((-4, -22, -20, 6.0), (-14, -24, -8, 6.4), (-27, -27, 3, 6.6), (-42, -24, 10, 6.4))
_SPLENIC: Course = (
    (98, 18, 22, 2.6),
    (76, 14, 18, 3.4),
    (52, 1, 10, 3.8),
    (28, -12, 3, 4.2),
    (10, -20, -8, 4.6),
    (-4, -22, -20, 5),
)
_MESENTERIC_VEIN: Course = (
    (-4, -22, -20, 5.0),
    (-8, -27, -42, 4.8),
    (-8, -34, -70, 4.6),
    (-4, -38, -110, 4.0),
)
_MESENTERIC_ARTERY: Course = (
    (8, -9, -10, 3.4),
    (6, -19, -20, 3.4),
    (5, -26, -42, 3.2),
    (6, -34, -70, 3.0),
    (8, -38, -110, 2.6),
)
_RENAL: tuple[Course, ...] = (
    ((10, -2, -12, 2.6), (24, 14, -11, 2.3), (40, 36, -12, 2.2), (54, 46, -14, 1.7)),
    ((2, 2, -14, 2.6), (-18, 19, -22, 2.3), (-38, 38, -32, 2.2), (-52, 48, -40, 1.7)),
)
_RENAL_VEINS: tuple[Course, ...] = (
    (
        (-18, 0, -22, 3.4),
        (4, -12, -20, 2.8),
        (20, -4, -19, 3.2),
        (30, 14, -16, 3.2),
        (44, 36, -15, 3.0),
        (56, 47, -16, 2.2),
    ),
    ((-26, 10, -34, 3.6), (-40, 32, -37, 3.4), (-53, 47, -40, 2.4)),
)
_CELIAC: Course = ((8, -8, 9, 3.4), (8, -18, 11, 3.4), (6, -25, 10, 3.0))
_CELIAC_BRANCHES: tuple[Course, ...] = (
    ((6, -25, 10, 2.8), (-8, -30, 8, 2.4), (-24, -36, 6, 2.2), (-36, -34, 10, 1.8)),
    (
        (6, -25, 10, 3.0),
        (26, -14, 12, 2.6),
        (44, -4, 8, 2.6),
        (62, 6, 20, 2.4),
        (84, 14, 15, 2.2),
        (98, 20, 20, 1.8),
    ),
    ((6, -25, 10, 1.8), (14, -30, 26, 1.6), (28, -36, 34, 1.4), (32, -48, 24, 1.2)),
)
_PORTAL_TRUNKS: tuple[Course, ...] = (
    ((-42, -24, 10, 6.0), (-60, -18, 13, 5.4), (-74, -14, 14, 4.8)),
    ((-74, -14, 14, 4.2), (-80, 0, -8, 3.6), (-90, 24, -34, 2.6)),
    ((-74, -14, 14, 4.0), (-80, -38, 2, 3.4), (-86, -56, -28, 2.2)),
    ((-60, -18, 13, 3.4), (-62, -36, 6, 2.8), (-52, -76, -6, 2.0)),
    ((-42, -24, 10, 4.6), (-32, -38, 20, 4.4), (-14, -50, 26, 4.0), (4, -62, 26, 3.4)),
)
_HEPATIC_TRUNKS: tuple[Course, ...] = (
    ((-28, 2, 62, 5.0), (-52, 10, 54, 4.6), (-84, 20, 34, 3.6), (-108, 26, 4, 2.6), (-116, 24, -26, 1.6)),
    ((-26, -4, 64, 4.8), (-38, -26, 52, 4.2), (-54, -48, 26, 3.2), (-66, -62, -6, 2.0)),
    ((-24, -6, 66, 4.2), (-4, -34, 54, 3.6), (20, -58, 38, 2.6), (34, -76, 18, 1.6)),
)


def draw_great(canvas: Canvas) -> None:
    """Draw aorta and vena cava; other organs make way for them."""
    for course, hu, name in ((_CAVA, 138.0, "Vena cava"), (_AORTA, 152.0, "Aorta")):
        raw = tubes_field(tube(course), canvas.section)
        if raw is None:
            continue
        values = raw.values
        if name == "Vena cava":
            values = values + 1.0 * canvas.grain(raw.box, 14, 120)
        field = Field(values, raw.box)
        canvas.over(field, hu + 2 * canvas.grain(raw.box, 6, 121), name)
        canvas.occupy(field)
        if name == "Aorta":
            plaque = torch.maximum((values + 0.6).abs() - 0.9, 4.2 - 2.4 * canvas.grain(raw.box, 7, 122))
            canvas.over(Field(plaque, raw.box), 520)


def draw_liver_vessels(canvas: Canvas, inside: torch.Tensor | None) -> None:
    """Draw portal and hepatic veins where there is liver; they keep away from the lesions."""
    if inside is None:
        return
    canvas.tubes(_cleared(_HEPATIC_TRUNKS, 5), 150, within=inside)
    canvas.tubes(_cleared(_PORTAL_TRUNKS, 6), 166, within=inside)


def draw_small(canvas: Canvas, inner: torch.Tensor) -> None:
    """Draw the vessels outside the liver; ``inner`` is the distance to the wall, on the whole mesh."""
    gap = canvas.section.refine(everywhere(torch.minimum(canvas.taken, -2.0 - inner)))[0]
    free = torch.zeros_like(canvas.hu)
    ys, xs = canvas.section.pixels(WHOLE)
    free[:, ys, xs] = (gap / 0.8).clamp_(0, 1)
    arteries, veins = _mesentery()
    canvas.tubes(arteries, 142, within=free)
    canvas.tubes(veins, 150, within=free)
    canvas.tubes(_wandering(), 120, within=free)
    canvas.tubes(_joined(_RENAL_VEINS), 148)
    canvas.tubes(_joined(_RENAL), 152)
    canvas.tubes(_joined((_CELIAC, _MESENTERIC_ARTERY, *_CELIAC_BRANCHES)), 152)
    canvas.tubes(_joined((_SPLENIC, _MESENTERIC_VEIN, _PORTAL)), 166, "Portal vein")
    canvas.tubes(_hilum(), 155, within=free)
    canvas.tubes(_skin_veins(), 35, within=(canvas.hu > -200).float())


def draw_lung_vessels(canvas: Canvas) -> None:
    """Draw the vessels of the lung bases."""
    if canvas.section.high > 14:
        canvas.tubes(_lung(), 50, within=(canvas.hu < -500).float())


@cache
def _joined(courses: tuple[Course, ...]) -> list[Segment]:
    return [s for course in courses for s in tube(course)]


def _unit(v: _Vector) -> _Vector:
    return np.asarray(v / np.linalg.norm(v))


def grow(
    rng: np.random.Generator, at: _Vector, way: _Vector, radius: float, length: float, depth: int
) -> list[Segment]:
    """Return a branch that bends a little and forks ``depth`` times."""
    out: list[Segment] = []
    for _ in range(3):
        way = _unit(way + rng.normal(0, 0.22, 3))
        end = at + way * length / 3
        thinner = radius * 0.93
        out.append((at[0], at[1], at[2], radius, end[0], end[1], end[2], thinner))
        at, radius = end, thinner
    if depth == 0 or radius < 0.75:
        return out
    side = _unit(np.cross(way, rng.normal(0, 1, 3)))
    for sign, share in ((1.0, 0.84), (-1.0, 0.68)):
        turn = _unit(way + sign * side * rng.uniform(0.4, 0.9))
        out += grow(rng, at, turn, radius * share, length * rng.uniform(0.75, 0.95), depth - 1)
    return out


@cache
def _tree(trunks: tuple[Course, ...], seed: int) -> list[Segment]:
    """Return trunks with side branches that leave them every 9 mm."""
    rng = np.random.default_rng(seed)
    out: list[Segment] = []
    for trunk in trunks:
        curve = spline(trunk, 9.0, closed=False).numpy().astype(np.float64)
        out += tube(trunk)
        for a, b in pairwise(curve):
            along = _unit(b[:3] - a[:3])
            away = _unit(np.cross(along, rng.normal(0, 1, 3)))
            out += grow(rng, a[:3], _unit(0.7 * along + away), 0.55 * a[3], rng.uniform(16, 26), 3)
        tip = _unit(curve[-1, :3] - curve[-2, :3])
        out += grow(rng, curve[-1, :3], tip, 0.9 * curve[-1, 3], 24, 4)
    return [s for s in out if s[3] > 0.65]


@cache
def _cleared(trunks: tuple[Course, ...], seed: int) -> list[Segment]:
    """Return a tree without the pieces that come near a lesion."""
    return [s for s in _tree(trunks, seed) if not any(_near(s, lesion) for lesion in LESIONS)]


def _near(segment: Segment, lesion: Lesion) -> bool:
    ends = np.array(segment).reshape(2, 4)
    gaps = np.linalg.norm(ends[:, :3] - np.array(lesion.center), axis=1) - ends[:, 3]
    return bool(gaps.min() < lesion.diameter / 2 + 7)


@cache
def _mesentery() -> tuple[list[Segment], list[Segment]]:
    """Return arteries and veins that fan out from the mesenteric root to the loops of the small bowel."""
    rng = np.random.default_rng(21)
    arteries: list[Segment] = []
    veins: list[Segment] = []
    for x, y, z, _ in loops():
        high = min(z + rng.uniform(18, 55), rng.uniform(-62, -26))
        bend = (0.55 * x + rng.normal(0, 5), 0.6 * y - 16 + rng.normal(0, 5), 0.5 * z + 0.5 * high)
        root = (5 + rng.normal(0, 1), -31 + 0.08 * (high + 60), high)
        arteries += tube(((*root, 1.4), (*bend, 1.1), (0.93 * x, 0.95 * y, z, 0.8)))
        shift = (bend[0] + 3.5, bend[1] + 2.5, bend[2] + 1.5)
        veins += tube(
            ((root[0] - 10, root[1] - 1, high, 1.9), (*shift, 1.4), (0.93 * x + 2, 0.95 * y + 2, z, 1.0))
        )
    return arteries, veins


@cache
def _wandering() -> list[Segment]:
    """Return small vessels of omentum and stomach."""
    rng = np.random.default_rng(22)
    out: list[Segment] = []
    for _ in range(70):
        at = np.array([rng.uniform(-70, 112), rng.uniform(-80, -8), rng.uniform(-96, 70)])
        way = _unit(rng.normal(0, 1, 3) * np.array([1.0, 0.35, 1.0]))
        out += grow(rng, at, way, rng.uniform(0.9, 1.6), 26, 1)
    for _ in range(36):
        at = np.array([rng.uniform(-30, 60), rng.uniform(-58, -14), rng.uniform(-25, 60)])
        out += grow(rng, at, _unit(rng.normal(0, 1, 3)), rng.uniform(0.9, 1.5), 20, 1)
    return out


@cache
def _hilum() -> list[Segment]:
    """Return the veins that gather at the hilum of the spleen."""
    rng = np.random.default_rng(23)
    out: list[Segment] = []
    for z in (6.0, 14.0, 22.0, 30.0, 40.0, 50.0):
        goal = (96 - 0.25 * z + rng.normal(0, 3), 20 + rng.normal(0, 4), z, 1.8)
        out += tube(((78, 14, 17, 2.4), (84, 12 + rng.normal(0, 4), 0.5 * (17 + z), 2.2), goal))
    return out


@cache
def _skin_veins() -> list[Segment]:
    """Return veins in the fat under the skin, running up and down."""
    rng = np.random.default_rng(24)
    ring = BODY[0]
    out: list[Segment] = []
    for _ in range(26):
        x, y = ring[rng.integers(len(ring))]
        share = rng.uniform(0.93, 0.955)
        z = rng.uniform(-90, 90)
        out += grow(
            rng,
            np.array([x * share, y * share, z]),
            _unit(rng.normal(0, 0.3, 3) + np.array([0, 0, 1.0])),
            1.0,
            60,
            1,
        )
    return out


@cache
def _lung() -> list[Segment]:
    """Return vessels that run down into the lung bases."""
    rng = np.random.default_rng(25)
    out: list[Segment] = []
    for side in (-1.0, 1.0):
        for _ in range(16):
            at = np.array([side * rng.uniform(35, 80), rng.uniform(10, 60), 118.0])
            way = _unit(np.array([side * rng.uniform(0.1, 0.9), rng.uniform(-0.6, 0.6), -1.0]))
            out += grow(rng, at, way, rng.uniform(1.6, 2.8), 26, 4)
    return out
