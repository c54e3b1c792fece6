from __future__ import annotations

import math

import pytest
import torch

from ldct_studio.core.errors import GeometryError
from ldct_studio.core.projections import ScanGeometry
from ldct_studio.physics.iterative.rays import Rays

PICTURE = torch.rand(2, 32, 32, generator=torch.Generator().manual_seed(1))


@pytest.mark.parametrize("step", [1, 2, 7, 60])
@pytest.mark.parametrize(
    "geometry",
    [
        ScanGeometry.covering(32, 2.0, 60),
        ScanGeometry(60, 51, 2.0, start=0.3, arc=2 * math.pi, offset=1.2),
    ],
    ids=["half turn", "full turn, offset"],
)
def test_a_subset_holds_every_kth_view(geometry: ScanGeometry, step: int) -> None:
    rays = Rays(geometry, 32, 2.0)
    whole = rays.project(PICTURE)
    parts = [rays.subset(first, step) for first in range(step)]
    for first, part in enumerate(parts):
        torch.testing.assert_close(part.project(PICTURE), whole[:, first::step], rtol=1e-5, atol=1e-5)
    pieces = sum(part.backproject(whole[:, first::step].contiguous()) for first, part in enumerate(parts))
    assert isinstance(pieces, torch.Tensor)
    torch.testing.assert_close(pieces, rays.backproject(whole), rtol=1e-4, atol=1e-6)


def test_more_subsets_than_views_are_refused() -> None:
    with pytest.raises(GeometryError, match="60 views cannot be dealt out to 61 subsets"):
        Rays(ScanGeometry.covering(32, 2.0, 60), 32, 2.0).subset(60, 61)
