"""Heads and necks drawn by lot."""

from __future__ import annotations

import math

import numpy as np

from ..patients.values import Wave
from .values import Mass, Neck, Place, Tissues

_SITES: tuple[Place, ...] = (
    (13.0, -20.0, -28.0),
    (38.0, 4.0, -38.0),
    (8.0, -22.0, 2.0),
    (9.0, -18.0, -60.0),
    (18.0, -44.0, -24.0),
)
"""Tonsil, node at the angle of the mandible, nasopharynx, larynx, tongue; of the left side."""
_MASSES = 0.7
"""How many patients have one."""
_BEND = 0.35
"""What the slopes of all waves add up to at most; from 1 on they could fold the body."""


def neck(seed: int) -> Neck:
    """Return the head and neck of a number: the same for the same seed, always."""
    rng = np.random.default_rng((seed, 19))
    size = float(rng.uniform(0.9, 1.08))
    return Neck(
        seed=seed,
        size=size,
        aspect=float(rng.uniform(0.93, 1.07)),
        turn=float(np.clip(rng.normal(0, 3), -8, 8)),
        shift=(float(np.clip(rng.normal(0, 4), -9, 9)), float(np.clip(rng.normal(0, 4), -9, 9))),
        fat=float(rng.uniform(2, 11)),
        jaw=float(rng.uniform(0.92, 1.08)),
        airway=float(rng.uniform(0.7, 1.3)),
        disc=float(rng.uniform(0, 17)),
        tissues=_tissues(rng),
        mass=_mass(rng) if rng.random() < _MASSES else None,
        waves=_waves(rng),
    )


def _tissues(rng: np.random.Generator) -> Tissues:
    enhanced = rng.random() < 0.4
    return Tissues(
        fat=float(rng.uniform(-115, -85)),
        muscle=float(rng.uniform(45, 68)),
        brain=float(rng.uniform(30, 40)),
        gland=float(rng.uniform(-25, 30)),
        blood=float(rng.uniform(120, 220) if enhanced else rng.uniform(36, 50)),
        cortex=float(rng.uniform(950, 1500)),
        marrow=float(rng.uniform(150, 400)),
        teeth=float(rng.uniform(1600, 2600)),
        cartilage=float(rng.uniform(80, 260)),
        texture=float(rng.uniform(2, 7)),
    )


def _mass(rng: np.random.Generator) -> Mass:
    x, y, z = _SITES[int(rng.integers(len(_SITES)))]
    side = 1 if rng.random() < 0.5 else -1
    half = rng.uniform(6, 17) * np.exp(rng.normal(0, 0.15, 3))
    middle = np.array([side * x, y, z]) + rng.normal(0, 2.5, 3)
    lobes = tuple((float(rng.normal(0, 1.2 / k)), float(rng.uniform(0, 2 * math.pi))) for k in range(1, 5))
    return Mass(_triple(middle), _triple(half), float(rng.uniform(-15, 40)), lobes)


def _waves(rng: np.random.Generator) -> tuple[Wave, ...]:
    count = 8
    length = np.exp(rng.uniform(math.log(70), math.log(260), count))
    way = rng.normal(size=(count, 3))
    way *= (2 * math.pi / length / np.linalg.norm(way, axis=1))[:, None]
    push = rng.normal(size=(count, 3)) * (length**0.8)[:, None]
    push *= _BEND / float((np.linalg.norm(push, axis=1) * np.linalg.norm(way, axis=1)).sum())
    phase = rng.uniform(0, 2 * math.pi, count)
    return tuple(Wave(_triple(k), _triple(p), float(f)) for k, p, f in zip(way, push, phase, strict=True))


def _triple(values: np.ndarray) -> Place:
    return float(values[0]), float(values[1]), float(values[2])
