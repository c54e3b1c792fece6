"""What the methods tell of their work, so that a picture can be watched while it grows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch


@dataclass(frozen=True, eq=False)
class Iteration:
    """The picture after ``number`` of ``total`` iterations, and what the method wants to make small.

    ``image`` (n, y, x) is in 1/m and never changed afterwards. ``objective`` is the sum over the stack of
    what the method's docstring names.
    """

    number: int
    total: int
    image: torch.Tensor
    objective: float


OnIteration = Callable[[Iteration], None]
"""Is called after every iteration, in the thread that works."""


def unwatched(iteration: Iteration) -> None:
    """Take no notice."""
