from __future__ import annotations

import math
from dataclasses import replace

import pytest
import torch

from ldct_studio import pipeline
from ldct_studio.core.case import Case
from ldct_studio.core.dose import DoseLevel, Scan
from ldct_studio.core.grid import Grid
from ldct_studio.core.memo import Memo
from ldct_studio.core.step import Step
from ldct_studio.core.volume import Volume
from ldct_studio.methods.denoisers import Bilateral, Bm3d, NonLocalMeans
from ldct_studio.methods.known_noise import noise_in
from ldct_studio.physics import phantom
from ldct_studio.physics.attenuation import mu_to_hu
from ldct_studio.plugin import Denoiser, make, make_lane_step

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


@pytest.mark.parametrize("name", ["nlm", "bilateral"])
def test_the_noise_of_a_simulated_dose_is_known_behind_fbp(name):
    """An oval leaves more noise at its center; the map knows where, and so both places end up alike."""
    case = _lane(_scanned(), "reconstructor:fbp")
    read = _left(_lane(replace(case, noise_known=False), f"denoiser:{name}"))
    known = _left(_lane(case, f"denoiser:{name}"))
    assert known[0] < 0.9 * read[0]
    assert abs(math.log(known[0] / known[1])) < 0.75 * abs(math.log(read[0] / read[1]))


@pytest.mark.parametrize("window", ["hann", "ram-lak"])
def test_the_window_is_that_of_the_fbp_in_the_lane(window):
    case = _lane(_scanned(), f"reconstructor:fbp:window={window}")
    told = _lane(_scanned(), f"reconstructor:noise-map:window={window}").image.data
    found = noise_in(case)
    assert found is not None
    assert torch.equal(found, told)


@pytest.mark.parametrize(
    "steps",
    [
        (),
        ("reconstructor:fbp",),
        ("simulator:insert",),
        ("simulator:insert", "reconstructor:hybrid"),
        ("simulator:insert", "reconstructor:fbp", "denoiser:tv"),
        ("simulator:rescan:rays=fan", "reconstructor:fbp"),
        ("simulator:rescan:model=M4", "reconstructor:fbp"),
        ("simulator:rescan:floor=0.01", "reconstructor:fbp"),
        ("simulator:rescan:zeros=local-mean", "reconstructor:fbp"),
    ],
    ids=" ".join,
)
def test_elsewhere_the_noise_is_read_from_the_picture(steps):
    assert noise_in(_lane(_start(), *steps)) is None


def test_steps_of_the_loaded_volume_are_no_steps_of_the_lane():
    assert noise_in(_lane(_start((Step("reconstructor", "fbp"),)), "simulator:insert")) is None


OVAL = (phantom.Ellipse(0, 0, 150, 110, 20.0),)


def _start(history: tuple[Step, ...] = ()) -> Case:
    clean = mu_to_hu(phantom.picture(OVAL, SIZE, 320 / SIZE, 4))[None]
    volume = Volume(clean, Grid((1, SIZE, SIZE), (3.0, 320 / SIZE, 320 / SIZE)), history=history)
    return pipeline.start(volume, (0,), DoseLevel(0.25, Scan(noise=0.0)), 7, Memo())


def _scanned() -> Case:
    return _lane(_start(), "simulator:insert")


def _lane(case: Case, *steps: str) -> Case:
    for step in steps:
        case = make_lane_step(Step.parse(step)).apply(case)
    return case


def _left(case: Case) -> tuple[float, float]:
    """Return the SD of what is left of the noise at the center of the oval and near its edge."""
    error = (case.image.data - case.reference.data)[0]
    middle, inner, outer = (
        phantom.picture((phantom.Ellipse(0, 0, x, y, 1.0),), SIZE, 320 / SIZE) > 0
        for x, y in ((60, 45), (110, 78), (138, 98))
    )
    return float(error[middle].std()), float(error[outer & ~inner].std())
