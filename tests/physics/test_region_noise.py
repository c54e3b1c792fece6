"""The noise of a region: freed from structure, and as sure as is said."""

from __future__ import annotations

import math

import pytest
import torch

from ldct_studio.core.errors import GeometryError
from ldct_studio.core.grid import Grid
from ldct_studio.physics.flat_regions import circle_at, flat_regions
from ldct_studio.physics.region_noise import RegionNoise, region_noise

SIZE, PIXEL = 96, 0.7
GRID = Grid((1, SIZE, SIZE), (1.0, PIXEL, PIXEL))
MASK = torch.from_numpy(circle_at("r", GRID, 0, 0, 15).mask(GRID))


def _noise(count: int, seed: int) -> torch.Tensor:
    """Return ``count`` rows of noise of SD 10 HU with the ramp's spectrum under a smooth kernel."""
    axis = torch.fft.fftfreq(SIZE, dtype=torch.float64)
    radius = torch.hypot(axis[:, None], axis[None])
    power = radius * torch.cos(math.pi * radius).clamp_min(0) ** 4
    amplitude = (power / power.mean()).sqrt() * 10
    white = torch.randn(count, SIZE, SIZE, dtype=torch.float64, generator=torch.Generator().manual_seed(seed))
    return torch.fft.ifft2(torch.fft.fft2(white) * amplitude).real


@pytest.mark.parametrize(("count", "blocks"), [(4, [[0, 1, 2, 3]]), (4, [[0, 1], [2, 3]]), (1, [[0]])])
def test_variance_and_frequency_are_right_and_as_sure_as_said(count: int, blocks: list[list[int]]) -> None:
    y = torch.arange(SIZE, dtype=torch.float64)[:, None]
    structure = 100 + 0.5 * y + 3 * torch.sin(y / 7) * (count > 1)
    found = [region_noise([structure + _noise(count, seed)], MASK, blocks, PIXEL) for seed in range(120)]
    variance = torch.tensor([one.variance for one in found])
    stated = math.sqrt(2 / (sum(one.freedom for one in found) / len(found)))
    assert float(variance.mean()) == pytest.approx(100, rel=0.03)
    assert float(variance.std() / variance.mean()) == pytest.approx(stated, rel=0.25)
    frequency = torch.tensor([one.mean_frequency for one in found])
    stated = sum(one.frequency_error for one in found) / len(found)
    assert float(frequency.std() / frequency.mean()) == pytest.approx(stated, rel=0.25)
    assert found[0].mean == pytest.approx(float(structure.expand(SIZE, SIZE)[MASK].mean()), abs=2)


def test_several_noises_are_surer() -> None:
    one = region_noise([_noise(3, 1)], MASK, [[0, 1, 2]], PIXEL)
    four = region_noise([_noise(3, seed) for seed in range(4)], MASK, [[0, 1, 2]], PIXEL)
    assert four.freedom == pytest.approx(4 * one.freedom, rel=0.1)


def test_white_noise_lies_beyond_nyquist_along_the_diagonals() -> None:
    white = 10 * torch.randn(4, SIZE, SIZE, dtype=torch.float64, generator=torch.Generator().manual_seed(1))
    assert region_noise([white], MASK, [[0, 1, 2, 3]], PIXEL).beyond == pytest.approx(0.2, abs=0.04)


def test_small_regions_and_padding_are_refused() -> None:
    small = torch.zeros(SIZE, SIZE, dtype=torch.bool)
    small[40:45, 40:45] = True
    with pytest.raises(GeometryError, match="25 pixels"):
        region_noise([_noise(2, 1)], small, [[0, 1]], PIXEL)
    padded = _noise(2, 1)
    padded[:, 48, 48] = math.nan
    with pytest.raises(GeometryError, match="padding"):
        region_noise([padded], MASK, [[0, 1]], PIXEL)
    assert RegionNoise(0, 4, 10, None).frequency_error == math.inf


def test_regions_lie_in_flat_water_only() -> None:
    y, x = torch.meshgrid(*(2 * [(torch.arange(SIZE) - (SIZE - 1) / 2) * 2.0]), indexing="ij")
    hu = torch.where(torch.hypot(x, y) < 80, 0.0, -1000.0) + _noise(1, 2)[0].float() / 10
    hu[torch.hypot(x - 50, y) < 14] = 900
    grid = Grid((1, SIZE, SIZE), (1.0, 2.0, 2.0))
    found = flat_regions(hu, grid)
    names = [region.name for region in found]
    assert {"Middle", "Left", "Top", "Bottom"} <= set(names)
    for region in found:
        assert float(hu[torch.from_numpy(region.mask(grid))].abs().max()) < 50, region.name
