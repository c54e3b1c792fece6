"""What is read from pictures whose blur and noise are known."""

from __future__ import annotations

import math

import pytest
import torch

from ldct_studio.core.errors import GeometryError
from ldct_studio.physics.detectability import disc_spectrum, frequencies
from ldct_studio.physics.phantom import Ellipse
from ldct_studio.probe.disc import coverage
from ldct_studio.probe.ensemble import Ensemble
from ldct_studio.probe.reading import read
from ldct_studio.probe.site import Site
from ldct_studio.probe.task import Task

SIDE, PIXEL, SIGMA = 64, 0.8, 0.7
TASK = Task((0.0, 0.0, 0.0), 6.0, -20.0, 20)
COVER = coverage(SIDE, TASK.diameter / 2 / PIXEL)
SITE = Site(0, (0.0, 0.0, 0.0), Ellipse(0, 0, 3, 3, 1), (slice(0, SIDE), slice(0, SIDE)), PIXEL, COVER)


def blurred(gain: float = 1.0) -> torch.Tensor:
    """Return the disc of the task behind a Gaussian of SIGMA mm, as pixels sample it."""
    rho = frequencies(SIDE, PIXEL)
    spectrum = disc_spectrum(SIDE, PIXEL, TASK.diameter, TASK.contrast) * gain
    spectrum = spectrum * torch.exp(-2 * (math.pi * SIGMA * rho) ** 2)
    return torch.fft.fftshift(torch.fft.ifft2(spectrum).real) / PIXEL**2


def ensemble(disc: torch.Tensor, rough: float = 0.0, whole: float = 1.0) -> Ensemble:
    chance = torch.Generator().manual_seed(3)
    noise = 12 * torch.randn(40, SIDE, SIDE, generator=chance)
    own = rough * torch.randn(40, SIDE, SIDE, generator=chance)
    return Ensemble(noise, noise + disc.float() + own, whole)


def test_a_disc_without_blur_keeps_all_of_its_contrast() -> None:
    found = read(TASK, SITE, ensemble(COVER * TASK.contrast)).kept
    assert found.value == pytest.approx(1, abs=1e-5)
    assert found.high - found.low < 1e-5


def test_the_transfer_function_is_that_of_the_blur() -> None:
    found = read(TASK, SITE, ensemble(blurred(0.8)))
    expected = torch.exp(-2 * (math.pi * SIGMA * found.transfer.frequency) ** 2)
    assert float((found.transfer.value - expected).abs().max()) < 0.02
    assert found.frequency50 == pytest.approx(math.sqrt(math.log(2) / 2) / (math.pi * SIGMA), rel=0.01)
    assert found.transfer.contrast == -20


def test_differences_that_differ_widen_the_interval_and_hide_the_frequency() -> None:
    few, many = (read(TASK, SITE, ensemble(blurred(), rough)) for rough in (2.0, 40.0))
    assert few.kept.high - few.kept.low > 0.005
    assert isinstance(few.frequency50, float)
    assert isinstance(many.frequency50, str)
    assert "more seeds" in many.frequency50


def test_noise_is_that_of_the_dose() -> None:
    found = read(TASK, SITE, ensemble(blurred(), whole=4.0))
    assert found.noise == pytest.approx(24, rel=0.05)


def test_the_share_of_right_answers_follows_d_prime() -> None:
    found = read(TASK, SITE, ensemble(blurred(0.2)))
    assert 0.5 < found.right < 1
    assert found.right == pytest.approx(0.5 * (1 + math.erf(found.detectability.value / 2)))


def test_what_keeps_nothing_of_the_disc_is_refused() -> None:
    with pytest.raises(GeometryError, match="next to nothing"):
        read(TASK, SITE, ensemble(blurred(0.01)))
