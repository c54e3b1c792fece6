"""Starved rays, back-projected: against a sum over views, and nothing where nothing is starved."""

from __future__ import annotations

import numpy as np
import torch

from ldct_studio.core.projections import ScanGeometry
from ldct_studio.physics.starvation import starved_share

SIZE, PIXEL = 96, 1.5
RAYS = ScanGeometry.covering(SIZE, PIXEL, 180)


def counts_of(starved: torch.Tensor) -> torch.Tensor:
    return torch.where(starved, 2.0, 500.0)[None]


def summed(starved: torch.Tensor) -> np.ndarray:
    """Return for every pixel the share of views whose nearest ray is starved."""
    angles, distances = RAYS.rays()
    index = np.arange(SIZE) - (SIZE - 1) / 2
    x, y = index[None, :] * PIXEL, -index[:, None] * PIXEL
    share = np.zeros((SIZE, SIZE))
    for view, angle in enumerate(angles[:, 0].numpy()):
        s = x * np.cos(angle) + y * np.sin(angle)
        bins = np.rint((s - float(distances[0])) / RAYS.pitch).astype(int)
        share += starved.numpy()[view][bins]
    return share / RAYS.views


def test_the_share_is_that_of_the_views_through_a_pixel() -> None:
    starved = torch.zeros(RAYS.views, RAYS.bins, dtype=torch.bool)
    starved[70:110, RAYS.bins // 2 - 12 : RAYS.bins // 2 + 13] = True
    starved[:, RAYS.bins // 2 + 20 : RAYS.bins // 2 + 24] = True
    share = starved_share(counts_of(starved), 10, RAYS, SIZE, PIXEL)[0].numpy()
    expected = summed(starved)
    inner = np.hypot(*np.mgrid[-1:1:96j, -1:1:96j]) < 0.95
    assert np.abs(share - expected)[inner].mean() < 0.01
    assert np.quantile(np.abs(share - expected)[inner], 0.99) < 0.06
    assert share.max() <= 1


def test_nothing_is_starved_where_every_ray_has_enough() -> None:
    counts = counts_of(torch.ones(RAYS.views, RAYS.bins, dtype=torch.bool))
    assert not starved_share(counts, 2, RAYS, SIZE, PIXEL).any(), "two photons are not fewer than two"
    assert float(starved_share(counts, 3, RAYS, SIZE, PIXEL).min()) > 0.98
