"""Patients drawn by lot."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Literal

import numpy as np

from .lesions import liver_lesions, lung_nodules, tumors
from .values import LABELS, Patient, Phase, Region, Shape, Tissue, Wave

Kind = Literal["abdomen", "chest", "mixed"]
"""Which region patients show; mixed: six of ten the abdomen."""

_HALF_WIDTH, _ROOM = 168.0, 192.0
"""Half the width of the body at rest, and what fits into a field of view of 400 mm, in mm."""
_REACH: dict[Region, tuple[float, float]] = {"abdomen": (-92.0, 90.0), "chest": (2.0, 124.0)}
_PHASES: dict[Phase, float] = {"unenhanced": 0.25, "arterial": 0.15, "portal venous": 0.45, "delayed": 0.15}
"""How often each phase is drawn."""
_Range = tuple[float, float]
_HU: dict[str, tuple[_Range, _Range, _Range, _Range]] = {
    "": ((55, 64), (85, 105), (84, 108), (75, 95)),
    "Liver": ((45, 65), (55, 80), (85, 120), (70, 95)),
    "Spleen": ((40, 54), (90, 135), (100, 135), (80, 100)),
    "Stomach": ((55, 62), (80, 100), (80, 100), (75, 90)),
    "Aorta": ((38, 50), (190, 250), (130, 185), (95, 125)),
    "Vena cava": ((36, 48), (60, 130), (115, 165), (90, 120)),
    "Spinal cord": ((44, 44),) * 4,
    "Right kidney": ((30, 40), (120, 190), (150, 200), (120, 170)),
    "Left kidney": ((30, 40), (120, 190), (150, 200), (120, 170)),
    "Pancreas": ((34, 48), (85, 120), (78, 105), (65, 85)),
    "Gallbladder": ((58, 64), (62, 75), (62, 80), (62, 78)),
    "Portal vein": ((36, 48), (60, 130), (140, 195), (95, 125)),
    "Colon": ((55, 62), (72, 90), (72, 92), (68, 85)),
    "Bone": ((0, 0),) * 4,
    "Lung": ((-890, -800),) * 4,
}
"""Lowest and highest HU of each structure, in the order of ``_PHASES``; bone has a factor instead."""


def patient(seed: int, kind: Kind = "mixed") -> Patient:
    """Return the patient of a number: the same for the same seed and kind, always."""
    rng = np.random.default_rng((seed, 7))
    region: Region = ("abdomen" if rng.random() < 0.6 else "chest") if kind == "mixed" else kind
    shape = _shape(rng)
    low, high = _REACH[region]
    lesions = liver_lesions(rng) if region == "abdomen" else lung_nodules(rng)
    table = (float(rng.uniform(185, 240)), float(rng.uniform(350, 900))) if rng.random() < 0.85 else None
    reach = (low * shape.size, high * shape.size)
    return Patient(seed, region, reach, shape, _tissue(rng), lesions, table)


def reproduction_patient(seed: int) -> Patient:
    """Return an abdomen with one to three tumors of 18 to 50 mm and 45 to 70 HU in a liver of 105 HU.

    For pictures of 64² pixels; all slices within ``reach`` show the tumors.
    """
    drawn = patient(seed, "abdomen")
    rng = np.random.default_rng((seed, 8))
    height = float(rng.uniform(-15, 50))
    organs = list(_organs(rng, "portal venous"))
    organs[1] = 105.0
    flat = tuple(replace(wave, push=(*wave.push[:2], 0.0)) for wave in drawn.shape.waves)
    shape = replace(drawn.shape, size=max(drawn.shape.size, 0.8), waves=flat)
    reach = ((height - 3) * shape.size, (height + 3) * shape.size)
    tissue = replace(drawn.tissue, phase="portal venous", organs=tuple(organs), texture=2.0)
    return replace(drawn, reach=reach, shape=shape, tissue=tissue, lesions=tumors(rng, height, shape.size))


def _shape(rng: np.random.Generator) -> Shape:
    size, aspect = float(rng.uniform(0.6, 1.1)), float(rng.uniform(0.88, 1.14))
    width = size * math.sqrt(aspect) * _HALF_WIDTH
    fat = float(rng.choice([rng.uniform(-3, 6), rng.gamma(2.0, 9.0)]))
    room = max(_ROOM - width, 2.0)
    fat = min(fat, 45.0, 0.8 * room)
    slack = max(room - max(fat, 0.0), 0.0)
    wide = 30.0 if rng.random() < 0.15 else 8.0
    shift = tuple(float(np.clip(rng.normal(0, wide), -slack, slack)) for _ in range(2))
    angle = float(np.clip(rng.normal(0, 3.5), -8, 8))
    return Shape(size, aspect, angle, (shift[0], shift[1]), fat, _waves(rng))


def _waves(rng: np.random.Generator) -> tuple[Wave, ...]:
    """Return waves of 60 to 280 mm that never fold the body: their slopes add up to less than 1."""
    count = 14
    length = np.exp(rng.uniform(math.log(60), math.log(280), count))
    way = rng.normal(size=(count, 3))
    way *= (2 * math.pi / length / np.linalg.norm(way, axis=1))[:, None]
    push = rng.normal(size=(count, 3)) * (length**0.8)[:, None]
    steepness = float((np.linalg.norm(push, axis=1) * np.linalg.norm(way, axis=1)).sum())
    push *= rng.uniform(0.45, 0.85) / steepness
    phase = rng.uniform(0, 2 * math.pi, count)
    return tuple(Wave(_triple(k), _triple(p), float(f)) for k, p, f in zip(way, push, phase, strict=True))


def _triple(values: np.ndarray) -> tuple[float, float, float]:
    return float(values[0]), float(values[1]), float(values[2])


def _tissue(rng: np.random.Generator) -> Tissue:
    phase = list(_PHASES)[int(rng.choice(len(_PHASES), p=list(_PHASES.values())))]
    contrast = rng.random() < 0.25
    return Tissue(
        phase,
        _organs(rng, phase),
        fat=float(rng.uniform(-120, -80)),
        muscle=float(rng.uniform(42, 68)),
        bone=float(rng.uniform(0.8, 1.2)),
        texture=float(rng.uniform(2, 8)),
        oral=float(rng.uniform(90, 220) if contrast else rng.uniform(0, 55)),
        gas=(float(rng.uniform(-110, -25)), float(rng.uniform(-110, 25))),
    )


def _organs(rng: np.random.Generator, phase: Phase) -> tuple[float, ...]:
    column = list(_PHASES).index(phase)
    share = rng.uniform(0.0, 1.0)  # a strong injection brightens all organs
    out = []
    for name in ("", *(label.name for label in LABELS)):
        low, high = _HU[name][column]
        out.append(float(low + (high - low) * np.clip(0.6 * share + 0.4 * rng.random(), 0, 1)))
    return tuple(out)
