"""The channelized Hotelling observer on pairs of pictures that share their noise."""

from __future__ import annotations

from dataclasses import dataclass

import torch

from ..core.errors import GeometryError
from ..physics.hotelling import Detectability, covariance, dog_channels, hotelling, outputs
from .ensemble import Ensemble
from .task import CHANNELS

_SURE = 1e-5
"""Least spread of the mean difference, relative to d'² above 1: none at all would make the non-centrality
infinite, and this adds 0.3 % to the uncertainty of d'."""


@dataclass(frozen=True, eq=False)
class Seen:
    """What the channels see: (n, p) without the disc and with it, float64, and ``whole`` of the ensemble."""

    absent: torch.Tensor
    present: torch.Tensor
    whole: float = 1.0


def seen(ensemble: Ensemble) -> Seen:
    """Return what the channels see of an ensemble."""
    channels = dog_channels(ensemble.absent.shape[-1], CHANNELS)
    return Seen(outputs(ensemble.absent, channels), outputs(ensemble.present, channels), ensemble.whole)


def detectability(view: Seen) -> Detectability:
    """Return d' with its 95 % interval.

    A pair shares its noise, so the mean difference of n pairs is known far better than means of 2n pictures
    would let it: exactly, for a linear method. The covariance is the mean of both classes', with n - 1
    degrees of freedom, because the two are nearly the same; the interval is then exact for a linear method
    and Gaussian noise. ``spread`` is what is left in the difference, in units of that covariance: the larger
    one of along the observer's template and of the mean over all directions. Raises ``GeometryError`` where
    the noise is no noise.
    """
    differences = view.present - view.absent
    mean, pooled, degrees = differences.mean(0), _pooled(view), len(differences) - 1
    if not bool((pooled.diagonal() > 0).all()):
        raise GeometryError("Every seed gave the same picture, so there is no noise to see the disc in.")
    rest = covariance(differences)[0] / len(differences)
    template = _solved(pooled, mean)
    along = float(template @ rest @ template) / max(float(template @ pooled @ template), 1e-300)
    everywhere = float(_solved(pooled, rest).trace()) / len(mean)
    least = _SURE * max(float(template @ mean), 1.0)
    return hotelling(mean, pooled, degrees, max(along, everywhere, least))


def _pooled(view: Seen) -> torch.Tensor:
    """Return the covariance (p, p) of one picture at the dose."""
    both: torch.Tensor = covariance(view.absent)[0] + covariance(view.present)[0]
    return 0.5 * view.whole * both


def distances(view: Seen, counts: torch.Tensor) -> torch.Tensor:
    """Return d' of bootstrap draws, (m,), without interval.

    ``counts`` (m, n), float64, say how often each seed is drawn. The bias of the inverse covariance is left
    in: it is the same factor for all that share a draw. Raises ``GeometryError`` where a draw has no inverse.
    """
    drawn = counts.sum(1, keepdim=True)
    mean = counts @ (view.present - view.absent) / drawn
    scatter = _scatter(view.absent, counts, drawn) + _scatter(view.present, counts, drawn)
    pooled = 0.5 * view.whole * scatter / (drawn[:, :, None] - 1)
    squares: torch.Tensor = (mean * _solved(pooled, mean)).sum(1)
    return squares.clamp_min(0).sqrt()


def _solved(pooled: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
    """Return the inverse covariance times ``right``, or raise ``GeometryError`` where there is no inverse."""
    found: torch.Tensor
    found, failed = torch.linalg.solve_ex(pooled, right)
    if bool(failed.any()):
        raise GeometryError(
            "The noise leaves channels that say the same, so d′ is unknown; take more seeds or another place."
        )
    return found


def _scatter(group: torch.Tensor, counts: torch.Tensor, drawn: torch.Tensor) -> torch.Tensor:
    """Return the scatter (m, p, p) of outputs (n, p) about the mean of each draw."""
    x = group - group.mean(0)
    squares = counts @ (x[:, :, None] * x[:, None, :]).flatten(1)
    mean = counts @ x / drawn
    return (
        squares.view(len(counts), *mean.shape[1:], -1) - drawn[:, :, None] * mean[:, :, None] * mean[:, None]
    )
