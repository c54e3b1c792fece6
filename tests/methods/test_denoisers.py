from __future__ import annotations

import pytest
import torch

from ldct_studio.core.grid import Grid
from ldct_studio.core.step import Step
from ldct_studio.core.volume import Volume
from ldct_studio.methods.denoisers import Bilateral, Bm3d, NonLocalMeans
from ldct_studio.physics import phantom
from ldct_studio.physics.attenuation import mu_to_hu
from ldct_studio.plugin import Denoiser, make

SIZE = 96
DEVIATION = 20.0


def _clean() -> torch.Tensor:
    return mu_to_hu(phantom.picture(phantom.insert_phantom(300), SIZE, 320 / SIZE, supersampling=4))


def _noisy() -> Volume:
    noise = torch.randn(2, SIZE, SIZE, generator=torch.Generator().manual_seed(1))
    return Volume(_clean() + DEVIATION * noise, Grid((2, SIZE, SIZE), (3.0, 3.0, 3.0)))


def _error(volume: Volume) -> float:
    return float((volume.data - _clean()).square().mean().sqrt())


@pytest.mark.parametrize("name", ["tv", "nlm", "bilateral", "bm3d", "bm3d:grain=white"])
def test_noise_falls_by_half_and_rows_do_not_mix(name):
    plugin = make(Step.parse(f"denoiser:{name}"))
    assert isinstance(plugin, Denoiser)
    noisy = _noisy()
    result = plugin.denoise(noisy)
    assert _error(result) < 0.6 * DEVIATION
    alone = plugin.denoise(noisy.rows(1))
    assert torch.allclose(alone.data[0], result.data[1], atol=1e-3)


@pytest.mark.parametrize("cls", [NonLocalMeans, Bilateral])
def test_a_noise_map_that_is_known_is_used(cls):
    noisy = _noisy()
    assert torch.equal(cls().denoise(noisy, torch.zeros_like(noisy.data)).data, noisy.data)
    told = cls().denoise(noisy, torch.full_like(noisy.data, DEVIATION))
    assert _error(told) < 0.6 * DEVIATION


def test_a_spectrum_that_is_known_is_used():
    noisy = _noisy()
    assert torch.equal(Bm3d().denoise(noisy, torch.zeros(16, 16)).data, noisy.data)


def test_an_even_patch_counts_as_the_next_odd_one():
    noisy = _noisy()
    results = [make(Step.parse(f"denoiser:nlm:patch={side}")) for side in (4, 5)]
    first, second = (plugin.denoise(noisy).data for plugin in results if isinstance(plugin, Denoiser))
    assert torch.equal(first, second)
