"""Where the noise level lies among windows, some of which hold anatomy, and how it runs along z."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import torch

_KEPT = 1.5
"""Patches up to this many SDs of pure noise above the noise level count; more may be anatomy."""
_SHAPES = torch.logspace(-0.3, 2.3, 500, dtype=torch.float64)
_FEWEST_PER_ROW = 6
_FEWEST_ROWS = 5
_BETTER = 0.5
"""A course along z is believed where it leaves at most this share of the variance around a constant,"""
_NOTABLE = 0.08
"""and where it varies by at least this much (SD of ln n0)."""


@dataclass(frozen=True, eq=False)
class Course:
    """How ln n0 runs over the rows looked at, its mean being 0, and how rows scatter around it."""

    log: torch.Tensor
    """(n,), float64."""
    scatter: float
    """SD of one row's ln n0 around the course; NaN where too few rows have windows."""
    rows: int
    """Rows with windows enough to say something, 0 where they are too few for a scatter."""

    @property
    def is_flat(self) -> bool:
        """Whether n0 is the same for all rows."""
        return not bool(self.log.any())


def location(log_ratio: torch.Tensor, shape: float) -> float:
    """Return the ln of the noise level among ln(measured/expected variances) (m,).

    Variances of pure noise follow a Gamma law, and anatomy only adds to them: the mean of the windows
    below 1.25 times the level, set right for the cut, is a fixed point that ignores the long right tail.
    It is entered from the mode. ``shape`` is that of pure noise in a law that holds; the scatter below
    the cut says how much broader the law is here.
    """
    ratio = log_ratio.exp()
    kept = 1 + _KEPT / math.sqrt(shape)
    level = math.exp(_mode(log_ratio, shape))
    for _ in range(60):
        below = ratio[ratio <= kept * level]
        if len(below) < 2:
            break
        mean = float(below.mean())
        level = mean / _cut_mean(float(below.std()) / mean, shape, kept)
    return math.log(level)


def _cut_mean(scatter: float, shape: float, kept: float) -> float:
    """Return the mean below the cut, over the level, of the Gamma law with that relative SD below the cut."""
    means, scatters = _cut_moments(kept)
    a = torch.searchsorted(-scatters, torch.tensor(-scatter, dtype=torch.float64)).clamp(max=len(means) - 1)
    highest = torch.searchsorted(_SHAPES, torch.tensor(shape * 1.2, dtype=torch.float64)).clamp(
        max=len(means) - 1
    )
    return float(means[torch.minimum(a, highest)])


@lru_cache(maxsize=64)
def _cut_moments(kept: float) -> tuple[torch.Tensor, torch.Tensor]:
    """Return mean and relative SD below the cut of Gamma laws of mean 1, for every shape."""
    cut = kept * _SHAPES
    held = torch.special.gammainc(_SHAPES, cut)
    first = torch.special.gammainc(_SHAPES + 1, cut) / held
    second = torch.special.gammainc(_SHAPES + 2, cut) / held * (1 + 1 / _SHAPES)
    return first, (second / first.square() - 1).sqrt()


def _mode(log_ratio: torch.Tensor, shape: float) -> float:
    """Return the highest point of a kernel density of the values."""
    values = log_ratio[:: max(1, len(log_ratio) // 2000)]
    grid = torch.linspace(float(values.quantile(0.02)), float(values.quantile(0.9)), 200, dtype=values.dtype)
    width = 0.5 / math.sqrt(shape) + 1 / math.sqrt(len(values))
    density = torch.exp(-((grid[:, None] - values) / width).square() / 2).sum(1)
    return float(grid[density.argmax()])


def course_along(excess: torch.Tensor, row: torch.Tensor, rows: int, shape: float) -> Course:
    """Return the course of ln n0 over ``rows`` rows from windows' ln(measured/expected) and their row (m,).

    A row whose noise is high has few photons. The course is smooth where that predicts left-out rows
    clearly better than a constant.
    """
    held = [r for r in range(rows) if int((row == r).sum()) >= _FEWEST_PER_ROW]
    flat = torch.zeros(rows, dtype=torch.float64)
    if len(held) < _FEWEST_ROWS:
        return Course(flat, math.nan, 0)
    at = torch.tensor(held, dtype=torch.float64)
    level = torch.tensor([-location(excess[row == r], shape) for r in held], dtype=torch.float64)
    weight = torch.tensor([float((row == r).sum()) for r in held], dtype=torch.float64)
    constant = _spread(level - _smooth(at, level, weight, at, math.inf, leave_out=True), weight)
    smooth = _spread(level - _smooth(at, level, weight, at, 2.0, leave_out=True), weight)
    if len(held) < 2 * _FEWEST_ROWS or smooth > math.sqrt(_BETTER) * constant:
        return Course(flat, constant, len(held))
    log = _smooth(torch.arange(rows, dtype=torch.float64), level, weight, at, 2.0)
    if float(log.std()) < _NOTABLE:
        return Course(flat, constant, len(held))
    return Course(log - log.mean(), smooth, len(held))


def _smooth(
    where: torch.Tensor,
    level: torch.Tensor,
    weight: torch.Tensor,
    at: torch.Tensor,
    width: float,
    *,
    leave_out: bool = False,
) -> torch.Tensor:
    """Return the Gaussian-weighted mean of levels at positions; with ``leave_out`` without the row itself."""
    near = torch.exp(-((where[:, None] - at) / width).square() / 2) * weight
    if leave_out:
        near = near * (where[:, None] != at)
    return (near @ level) / near.sum(1).clamp_min(1e-300)


def _spread(difference: torch.Tensor, weight: torch.Tensor) -> float:
    return math.sqrt(float((difference.square() * weight).sum() / weight.sum()))
