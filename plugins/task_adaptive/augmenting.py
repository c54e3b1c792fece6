"""The noise augmentation of nnU-Net, so that a segmenter learns from pictures that no scanner made."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from .examples import Pool

SHARE = 0.15
"""Of the pictures."""
_PERCENTILES = 0.005, 0.995


def augmented(hu: torch.Tensor, most: float, chance: torch.Generator) -> torch.Tensor:
    """Return pictures (n, 1, y, x) in HU, to 15 % of which white noise was added.

    Its SD is drawn from 0 to ``most`` HU for each of them. What nnU-Net (Isensee 2021) calls the variance of
    this noise is used as its SD there, and so it is here.
    """
    chosen = torch.rand(len(hu), generator=chance) < SHARE
    sigma = most * torch.rand(len(hu), generator=chance) * chosen
    noise = torch.randn(hu.shape, generator=chance)
    return hu + (sigma.view(-1, 1, 1, 1) * noise).to(hu.device)


def labeled_sd(pools: Sequence[Pool]) -> float:
    """Return the SD in HU of all labeled voxels, between their percentiles 0.5 and 99.5.

    This is the unit of intensity of nnU-Net, which divides by it. 0 where nothing is labeled.
    """
    hu = torch.cat([pool.hu[pool.labels > 0] for pool in pools])
    if len(hu) < 2:
        return 0.0
    ordered = hu.sort().values
    low, high = (ordered[round(share * (len(ordered) - 1))] for share in _PERCENTILES)
    return float(hu.clamp(low, high).std())
