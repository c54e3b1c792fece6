"""Effort: what work in the background will take, as far as that can be told before."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Effort:
    """An estimate, right to a factor of two or so."""

    steps: int
    memory: float
    """Bytes at the most, where it computes."""
    seconds: float
    """From beginning to end, on the machine that was asked."""
