"""Contrast enhancement: what of a subtraction image is signal, and how it is told."""

from __future__ import annotations

import math

import torch

from .subtraction import Subtraction

_LOW, _HIGH = (1.0, 0.01), (4.0, 0.99)
SLOPE = (math.log(_HIGH[1] / (1 - _HIGH[1])) - math.log(_LOW[1] / (1 - _LOW[1]))) / (_HIGH[0] - _LOW[0])
OFFSET = math.log(_LOW[1] / (1 - _LOW[1])) - SLOPE * _LOW[0]


def weight(normalized: torch.Tensor) -> torch.Tensor:
    """Return how sure a normalized difference is signal, 0 to 1, like it.

    A logistic function that is 0.01 at 1 and 0.99 at 4 local SDs, so ½ at 2.5 (Pinetz et al. 2024).
    """
    return torch.sigmoid(SLOPE * normalized + OFFSET)


def enhancement(pair: Subtraction) -> torch.Tensor:
    """Return the CE map, (z, y, x), at least 0: the difference times the weight that it is signal.

    In units of the pre-contrast scan's 95 % quantile; 0 outside of the brain. Weak enhancement is biased
    low: 2 σ keep 49 % of their signal, 3 σ 77 %, 4 σ 94 %.
    """
    return torch.where(pair.mask, weight(pair.normalized) * pair.difference.clamp(min=0), 0)


def percent(pair: Subtraction) -> torch.Tensor:
    """Return the enhancement in percent of the signal before contrast, (z, y, x); NaN where there is none."""
    signal = torch.where(pair.mask & (pair.pre > 0.05), pair.pre, torch.nan)
    return 100 * pair.difference / signal


def scaled_subtraction(pair: Subtraction, fraction: float) -> torch.Tensor:
    """Return the difference scaled to the standard dose, z̃·d_SD/d_LD: the baseline without learning."""
    return pair.difference / fraction
