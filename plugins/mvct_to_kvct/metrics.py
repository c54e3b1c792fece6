"""What is measured: NSelfSSIM, DIG, edges that agree, and the structure that a translation took away."""

from __future__ import annotations

import math

import torch

from ldct_studio.api import ssim

from .losses import HALF, blurred, scaled

SIGMA, SEEDS = 20.0, 5
"""SD in HU of the noise of NSelfSSIM where it is not calibrated, and how many fixed noises are averaged."""
PUBLISHED = 0.7263
"""NSelfSSIM of planning CT in the publication; σ is calibrated to it."""
_RANGE = 2.0
_LIMITS = 1.0, 400.0
_ROUNDS = 20
_SURE = 4.0
"""Noise of the scale that was read passes so many times it in one of 3000 pixels: exp(-4²/2)."""
_SMOOTH = 1.0
_FLAT = 0.4
"""Of the body, the part with the smallest slopes of what was made, which shows noise and no structure."""
_QUARTER = 0.25
_RAYLEIGH = math.sqrt(-2 * math.log(1 - _QUARTER))
"""Lower quartile of the length of a gradient whose two parts are normal noise of SD 1."""


def nselfssim(hu: torch.Tensor, sigma: float = SIGMA) -> float:
    """Return SSIM of slices (n, y, x) in HU with themselves under Gaussian noise of an SD in HU.

    The mean of five fixed noises, on the clip of the networks, data range 2. It is higher for noisier
    pictures: what is wanted is the value of planning CT, not 1 (Ozaki 2023).
    """
    picture = scaled(hu)
    found = []
    for seed in range(SEEDS):
        noise = torch.randn(picture.shape, generator=torch.Generator().manual_seed(seed))
        found.append(ssim(picture + sigma / HALF * noise, picture, _RANGE))
    return sum(found) / SEEDS


def calibrated(hu: torch.Tensor, wanted: float = PUBLISHED) -> float:
    """Return the σ in HU with which NSelfSSIM of slices (n, y, x) is a wanted value, within its limits."""
    low, high = _LIMITS
    for _ in range(_ROUNDS):
        middle = math.sqrt(low * high)
        low, high = (middle, high) if nselfssim(hu, middle) > wanted else (low, middle)
    return math.sqrt(low * high)


def dig(given: torch.Tensor, made: torch.Tensor) -> float:
    """Return the mean over pixels of the squared forward differences of given - made, in HU² (Ozaki 2023).

    0 for the identity and for a constant added; 4σ² where white noise of SD σ was removed, and nothing else.
    It ranks methods of like NSelfSSIM only.
    """
    change = given - made
    return float(change.diff(dim=-1).square().mean() + change.diff(dim=-2).square().mean())


def rmse(made: torch.Tensor, truth: torch.Tensor) -> float:
    """Return the root mean squared error in HU."""
    return float((made - truth).square().mean().sqrt())


def edge_agreement(made: torch.Tensor, truth: torch.Tensor, inside: torch.Tensor) -> float:
    """Return how far the gradients of two pictures (n, y, x) agree: Σ∇a·∇b / √(Σ|∇a|² Σ|∇b|²).

    Smoothed by a pixel, over a mask; 1 for equal pictures, 0 for edges that have nothing in common.
    """
    a, b = (_slopes(picture)[:, inside] for picture in (made, truth))
    return float((a * b).sum() / (a.square().sum() * b.square().sum()).sqrt().clamp(min=1e-12))


def leak_map(given: torch.Tensor, made: torch.Tensor, inside: torch.Tensor) -> torch.Tensor:
    """Return where given - made (y, x) has edges that noise cannot explain: their slope over that of noise.

    0 where the slope of the residual, smoothed by a pixel, is below four times that of its noise, which is
    read from the lower quartile of slopes where the body is flat in what was made. Where the conversion
    itself has edges, as at bone, it shows these as well.
    """
    length, own = (_slopes(picture[None])[:, 0].square().sum(0).sqrt() for picture in (given - made, made))
    if not bool(inside.any()):
        return torch.zeros_like(length)
    flat = inside & (own <= own[inside].quantile(_FLAT))
    times = length / (length[flat].quantile(_QUARTER) / _RAYLEIGH).clamp(min=1e-3)
    return torch.where(inside & (times > _SURE), times, 0.0)


def leaked(given: torch.Tensor, made: torch.Tensor, inside: torch.Tensor) -> float:
    """Return the share of the body's pixels with a structure leak, over slices (n, y, x)."""
    maps = torch.stack([leak_map(*rows) for rows in zip(given, made, inside, strict=True)])
    return float((maps > 0)[inside].float().mean()) if bool(inside.any()) else 0.0


def _slopes(pictures: torch.Tensor) -> torch.Tensor:
    """Return central differences of smoothed pictures (n, y, x), (2, n, y, x) in HU per pixel."""
    smooth = blurred(pictures[:, None], _SMOOTH)[:, 0]
    down, right = torch.gradient(smooth, dim=(-2, -1))
    return torch.stack((down, right))
