"""Sums over each part of a stack, so that rows of a volume never mix."""

from __future__ import annotations

import torch


def sums(stack: torch.Tensor) -> torch.Tensor:
    """Return the sum of each part of a stack (n, y, x), (n, 1, 1); a part alone gives the same to the bit."""
    return torch.stack([part.sum() for part in stack])[:, None, None]


def inner(one: torch.Tensor, other: torch.Tensor) -> torch.Tensor:
    """Return the inner products of the parts of two stacks (n, y, x), (n, 1, 1)."""
    return sums(one * other)


def ratio(part: torch.Tensor, whole: torch.Tensor) -> torch.Tensor:
    """Return part/whole, and 0 where nothing is left to divide by: the end has been reached."""
    return torch.where(whole > 0, part / whole, 0.0)
