"""Lesions by lot: in the liver and in the lungs."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache

import numpy as np
import numpy.typing as npt
import torch

from ..abdomen import outlines
from ..abdomen.fields import FAR, X_NODES, Y_NODES, Outline
from .chest import lung_depth
from .values import Lesion

_MOST = 4
"""Lesions that meet in one slice at most."""
_TRIES = 40
_Depth = Callable[[int], npt.NDArray[np.float32]]


def liver_lesions(rng: np.random.Generator) -> tuple[Lesion, ...]:
    """Return lesions of 4 to 40 mm and ±10 to ±60 HU, at most four in a slice; in five of six patients."""
    out: list[Lesion] = []
    if rng.random() < 1 / 6:
        return ()
    usual = float(rng.choice([-1.0, -1.0, -1.0, 1.0]))
    for _ in range(min(1 + int(rng.geometric(0.09)), 30)):
        diameter = math.exp(rng.uniform(math.log(4), math.log(40)))
        contrast = usual * float(rng.uniform(10, 60)) * (1 if rng.random() < 0.9 else -1)
        ring = rng.random() < 0.2 and diameter > 10
        core = max(contrast - float(rng.uniform(20, 45)), -60.0) if ring else contrast
        _add(out, rng, "Liver", _liver_depth, diameter, (contrast, core), float(rng.uniform(-80, 85)))
    return tuple(out)


def tumors(rng: np.random.Generator, height: float, size: float) -> tuple[Lesion, ...]:
    """Return one to three tumors of 18 to 50 mm near a height in mm, 35 to 60 HU below the liver.

    ``size`` is the scale of the patient: diameters are those in the patient.
    """
    out: list[Lesion] = []
    for _ in range(int(rng.integers(1, 4))):
        diameter, contrast = float(rng.uniform(18, 50)) / size, float(rng.uniform(-60, -35))
        z = height + float(rng.uniform(-3, 3))
        _add(out, rng, "Liver", _liver_depth, diameter, (contrast, contrast), z)
    return tuple(out)


def lung_nodules(rng: np.random.Generator) -> tuple[Lesion, ...]:
    """Return solid and ground-glass nodules of the lungs of 3 to 25 mm, in two of three patients."""
    out: list[Lesion] = []
    if rng.random() < 1 / 3:
        return ()
    for _ in range(min(int(rng.geometric(0.12)), 24)):
        diameter = math.exp(rng.uniform(math.log(3), math.log(25)))
        contrast = float(rng.uniform(820, 920) if rng.random() < 0.75 else rng.uniform(150, 400))
        _add(out, rng, "Lung", lung_depth, diameter, (contrast, contrast), float(rng.uniform(4, 122)))
    return tuple(out)


def _add(
    out: list[Lesion],
    rng: np.random.Generator,
    organ: str,
    depth: _Depth,
    diameter: float,
    contrasts: tuple[float, float],
    z: float,
) -> None:
    """Append a lesion at height ``z`` where it finds room in its organ among those that are there."""
    near = sum(abs(other.center[2] - z) < other.radii[2] + 0.6 * diameter for other in out)
    inside = np.argwhere(depth(2 * round(z / 2)) > min(0.5 * diameter, 9.0))
    if near >= _MOST or not len(inside):
        return
    rx, ry, rz = (float(r) for r in diameter / 2 * np.exp(rng.normal(0, 0.12, 3)))
    lobes = tuple((float(rng.normal(0, 0.09 / k)), float(rng.uniform(0, 2 * math.pi))) for k in range(1, 5))
    edge = float(rng.uniform(0.8, min(5.0, 1 + diameter / 6)))
    for _ in range(_TRIES):
        row, column = inside[rng.integers(len(inside))]
        jitter = rng.uniform(-1, 1, 2)
        center = (float(X_NODES[column] + jitter[0]), float(Y_NODES[row] + jitter[1]), z)
        gaps = (math.dist(center, other.center) - max(other.radii) for other in out)
        if min(gaps, default=100.0) > diameter / 2 + 3:
            out.append(Lesion(organ, center, (rx, ry, rz), *contrasts, edge, lobes))
            return


@cache
def _liver() -> tuple[Outline, ...]:
    """Return the outlines that hold the liver: its own, the wall of the trunk, and the diaphragm."""
    curves = (outlines.LIVER, outlines.CAVITY, outlines.DOME_RIGHT)
    return tuple(Outline(keys, margin=34.0) for keys in curves)


@cache
def _liver_depth(z: int) -> npt.NDArray[np.float32]:
    """Return how deep in the liver at rest the nodes of the mesh lie at a height, in mm, (y, x)."""
    depth = np.full((len(Y_NODES), len(X_NODES)), FAR, dtype=np.float32)
    for outline, lowest in zip(_liver(), (z, z, 16), strict=True):
        field = outline.field(torch.tensor([float(max(z, lowest))]))
        own = np.full_like(depth, -FAR)
        own[field.box.y, field.box.x] = -field.values[0].numpy()
        depth = np.minimum(depth, own)
    return depth
