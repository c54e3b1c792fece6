"""Policies: how many photons per ray a case gets, before it is scanned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

import torch

Path = Literal["max", "views", "quantile"]
"""Which path through a patient counts: the densest ray, the mean over views of each view's densest, or the
95 % quantile of all rays."""
_QUANTILE = 0.95
_HALF = 0.5
"""The exponent that is best for a centered object (Gies et al. 1999); 1 makes all counts alike."""


class Policy(Protocol):
    """Photons per ray of cases."""

    def photons(self, p: torch.Tensor, prior: torch.Tensor) -> torch.Tensor:
        """Return (n, 1, 1), or (n, views, 1) where the tube current follows the angle.

        ``p`` are the line integrals (n, views, bins) of the cases, ``prior`` what is known before the scan.
        """


@dataclass(frozen=True)
class Fixed:
    """The same for every case."""

    scale: float
    """Photons per ray."""

    def photons(self, p: torch.Tensor, prior: torch.Tensor) -> torch.Tensor:
        """Return the same for every case."""
        return torch.full((len(p), 1, 1), self.scale, device=p.device)


@dataclass(frozen=True)
class Attenuation:
    """Tube current modulation: n0 = K·exp(p_ref), so that as many photons arrive behind every patient."""

    scale: float
    """K, the photons that arrive."""
    path: Path = "max"

    def photons(self, p: torch.Tensor, prior: torch.Tensor) -> torch.Tensor:
        """Return n0 of every case."""
        return self.scale * densest(p, self.path).exp().view(-1, 1, 1)


@dataclass(frozen=True)
class Angular:
    """Angular tube current modulation: n0(θ) = K·exp(a·p_max(θ))."""

    scale: float
    exponent: float = _HALF

    def photons(self, p: torch.Tensor, prior: torch.Tensor) -> torch.Tensor:
        """Return n0 of every view of every case."""
        return self.scale * (self.exponent * p.amax(-1, keepdim=True)).exp()


@dataclass(frozen=True)
class Learned:
    """End2end-ALARA: n0 = e^d of the dose module, times a scale."""

    module: Callable[[torch.Tensor], torch.Tensor]
    """A dose module: priors to ln n0."""
    scale: float = 1.0

    def photons(self, p: torch.Tensor, prior: torch.Tensor) -> torch.Tensor:
        """Return n0 of every case."""
        photons: torch.Tensor = self.module(prior).exp().view(-1, 1, 1)
        return self.scale * photons


def densest(p: torch.Tensor, path: Path = "max") -> torch.Tensor:
    """Return p_ref of every case (n,), dimensionless, of line integrals (n, views, bins)."""
    if path == "max":
        return p.amax((1, 2))
    if path == "views":
        return p.amax(2).mean(1)
    return p.flatten(1).quantile(_QUANTILE, 1)
