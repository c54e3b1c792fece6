"""What every method makes of a held-back head, measured against what is true of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Self

import torch
from torch import nn
from torch.nn import functional

from ldct_studio.api import (
    Brain,
    Card,
    Condition,
    GradientEcho,
    Scans,
    Subtraction,
    brain_image,
    load_model,
    predict,
    scan_brain,
    subtract,
)

from . import everything
from .heads import AGENTS, FIELDS, HELD_OUT, SIGMA, draw_head, enhancement, matched, measured
from .table import AGENT, CONDITIONAL, SCALED, SWEEP, TEST, UNCONDITIONAL, VOXEL, WRONG, Row

DOSES = (0.1, 0.2, 0.33)
SIGMA_TESTED = 0.025
FIRST = 1_000_000
"""Number of the first head that is measured; none of a training is as high."""
COARSE = 1.2
"""Of the network's voxels that the heads of a voxel size held out have."""
SWEPT, WRONGED, OTHERS = 2, 10, 12
"""How many of the heads are swept, are told a wrong dose, and are scanned with what was held out."""
SWEEP_DOSE = 0.2
_QUIET = 0.25
"""CE next to which no voxel of the non-enhancing brain lies."""
_SIZES = (0.0, 5.0, 10.0, 100.0)
"""mm."""
Net = tuple[nn.Module, Card]


@dataclass(frozen=True)
class Models:
    """The two networks of a set."""

    conditional: Net
    unconditional: Net

    @classmethod
    def load(cls, models: Path) -> Self:
        """Read both; raises ``PluginError`` where one cannot be had."""
        names = (everything.CONDITIONAL, everything.UNCONDITIONAL)
        return cls(*(load_model(models / name / "model") for name in names))

    @property
    def voxel_mm(self) -> float:
        """The side of their voxels."""
        return self.conditional[1].works_at_mm or 1.0


@dataclass(frozen=True, eq=False)
class Scanned:
    """A low-dose scan, prepared as in the window, and what is true of it."""

    scans: Scans
    pair: Subtraction
    truth: torch.Tensor
    """CE at the standard dose without noise, with the gain that is matched to the scan before contrast."""
    quiet: torch.Tensor
    """The non-enhancing brain, bool."""

    @property
    def condition(self) -> Condition:
        """What the network is told: all is true but the noise, which is measured."""
        return measured(self.scans.condition, self.pair.noise)

    def in_scan_units(self, image: torch.Tensor) -> torch.Tensor:
        """Return a picture of the pair as the scans have it: noise makes the quantile it is over larger."""
        return image * self.pair.quantile

    @property
    def lesions(self) -> torch.Tensor:
        """Where lesions are, bool."""
        return self.scans.brain.lesions > 0


def scanned(brain: Brain, condition: Condition, seed: int) -> Scanned:
    """Scan a head, prepare the pair, and find what is true of it."""
    scans, mask = scan_brain(brain, condition, seed), brain.mask
    pair = subtract(scans.pre, scans.low, mask, (brain.voxel_mm,) * 3)
    near = functional.max_pool3d(scans.truth[None], 3, 1, 1)[0]
    return Scanned(scans, pair, enhancement(scans), mask & (near < _QUIET))


def rows_of(models: Models, head: int) -> Iterator[Row]:
    """Yield what every method makes of a head: at three doses, told wrong, and with what was held out."""
    number, net = FIRST + head, models.conditional
    brain = draw_head(number, models.voxel_mm)
    usual = Condition(DOSES[0], FIELDS[head % 2], AGENTS[head // 2 % 2], SIGMA_TESTED)
    for dose in DOSES:
        one = scanned(brain, replace(usual, fraction=dose), number)
        yield measure(TEST, head, CONDITIONAL, one, _predicted(net, one))
        yield measure(TEST, head, UNCONDITIONAL, one, _predicted(models.unconditional, one))
        yield measure(TEST, head, SCALED, one, one.in_scan_units(one.pair.difference) / dose)
        if head < WRONGED and dose != SWEEP_DOSE:
            other = DOSES[-1] if dose == DOSES[0] else DOSES[0]
            made = _predicted(net, one, fraction=other)
            yield measure(WRONG, head, CONDITIONAL, one, made, f"{other:.0%}")
        if head < SWEPT and dose == SWEEP_DOSE:
            yield from _sweeps(net, head, one)
    if head < OTHERS:
        one = scanned(brain, replace(usual, fraction=SWEEP_DOSE, agent=HELD_OUT), number)
        yield measure(AGENT, head, CONDITIONAL, one, _predicted(net, one))
        coarse = draw_head(number, models.voxel_mm * COARSE)
        one = scanned(coarse, replace(usual, fraction=SWEEP_DOSE), number)
        yield measure(VOXEL, head, CONDITIONAL, one, _predicted(net, one))


def measure(case: str, head: int, method: str, one: Scanned, made: torch.Tensor, told: str = "") -> Row:
    """Return the row of what a method made of a scan, (z, y, x) in the unit of the scans."""
    lesions, brain = one.lesions, one.scans.brain
    off, some = (made - one.truth)[lesions], bool(lesions.any())
    sizes = [_ratio_by_size(brain, made, one.truth, low, high) for low, high in _bins()]
    contrast = expected = None
    if case == TEST and method == CONDITIONAL and some:
        contrast, expected = _contrasts(one, made)
    return Row(
        case,
        head,
        one.scans.condition.fraction,
        method,
        told,
        float(off.square().mean().sqrt()) if some else None,
        float(off.abs().mean()) if some else None,
        float(made[lesions].mean()) if some else None,
        float(one.truth[lesions].mean()) if some else None,
        *sizes,
        float(made[one.quiet].std()),
        contrast,
        expected,
    )


def _sweeps(net: Net, head: int, one: Scanned) -> Iterator[Row]:
    """Yield what a network makes of one scan as it is told one thing after the other otherwise."""
    for name, values in (
        ("fraction", (0.05, 0.1, 0.2, 0.33, 0.5)),
        ("field", FIELDS),
        ("agent", (*AGENTS, HELD_OUT)),
        ("sigma", SIGMA),
    ):
        for value in values:
            made = _predicted(net, one, **{name: value})
            yield measure(f"{SWEEP} {name}", head, CONDITIONAL, one, made, str(value))


def _predicted(net: Net, one: Scanned, **told: object) -> torch.Tensor:
    condition = replace(one.condition, **told)  # type: ignore[arg-type]
    pair, spacing = one.pair, (one.scans.brain.voxel_mm,) * 3
    return one.in_scan_units(predict(*net, pair.pre, pair.post, pair.mask, condition, spacing))


def _ratio_by_size(
    brain: Brain, made: torch.Tensor, truth: torch.Tensor, low: float, high: float
) -> float | None:
    numbers = [number for number, spot in enumerate(brain.spots, 1) if low <= spot.diameter < high]
    inside = torch.isin(brain.lesions, torch.tensor(numbers, dtype=brain.lesions.dtype))
    if not numbers or not bool(inside.any()):
        return None
    return float(made[inside].mean() / truth[inside].mean())


def _bins() -> Iterator[tuple[float, float]]:
    return pairwise(_SIZES)


def _contrasts(one: Scanned, made: torch.Tensor) -> tuple[float, float]:
    """Return the contrast of x_LD + ŷ over that of the standard dose: as made, and by the signal equation."""
    scans, condition = one.scans, one.scans.condition
    none, some = (
        brain_image(scans.brain, fraction, condition, GradientEcho())
        for fraction in (0.0, condition.fraction)
    )
    clean = torch.where(none > 0, scans.before * some / none.clamp(min=1e-9), scans.before)
    low = matched(scans.before, clean, scans.brain.mask)
    standard = _contrast(one, scans.before + one.truth)
    found = _contrast(one, one.in_scan_units(one.pair.post) + made)
    return found / standard, _contrast(one, low + one.truth) / standard


def _contrast(one: Scanned, image: torch.Tensor) -> float:
    return float(image[one.lesions].mean() - image[one.quiet].mean())
