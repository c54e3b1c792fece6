"""The task transfer function of discs whose blur is known."""

from __future__ import annotations

import math

import pytest
import torch

from ldct_studio.core.errors import GeometryError
from ldct_studio.physics.transfer import disc_transfer

PIXEL, RADIUS, REACH = 0.5, 12.0, 8.0
FINE = 8


def disc(blur: float, contrast: float, middle: tuple[float, float] = (63.3, 64.8)) -> torch.Tensor:
    """Return a disc (1, 128, 128) whose edge was blurred with a Gaussian of ``blur`` mm."""
    y = torch.arange(128, dtype=torch.float64)[:, None] - middle[0]
    x = torch.arange(128, dtype=torch.float64)[None, :] - middle[1]
    distance = torch.hypot(y, x) * PIXEL
    return (40 + contrast * 0.5 * torch.special.erfc((distance - RADIUS) / (blur * math.sqrt(2))))[None]


@pytest.mark.parametrize("blur", [0.4, 0.7])
@pytest.mark.parametrize("contrast", [15.0, -300.0])
def test_a_gaussian_blur_is_found(blur: float, contrast: float) -> None:
    found = disc_transfer(disc(blur, contrast), (64, 64), RADIUS, PIXEL, REACH)
    assert found.contrast == pytest.approx(contrast, rel=0.01)
    truth = torch.exp(-2 * (math.pi * blur * found.frequency) ** 2)
    assert float((found.value - truth).abs().max()) < 0.01
    f50 = math.sqrt(math.log(2) / 2) / (math.pi * blur)
    if f50 < 0.5 / PIXEL:
        assert found.falls_to(0.5) == pytest.approx(f50, rel=0.01)


def test_noise_of_many_slices_is_averaged() -> None:
    chance = torch.Generator().manual_seed(0)
    noise = 20 * torch.randn(40, 128, 128, generator=chance, dtype=torch.float64)
    found = disc_transfer(disc(0.7, 60) + noise, (64, 64), RADIUS, PIXEL, REACH)
    f50 = math.sqrt(math.log(2) / 2) / (math.pi * 0.7)
    assert found.falls_to(0.5) == pytest.approx(f50, rel=0.05)


def test_a_level_that_is_never_reached_has_no_frequency() -> None:
    found = disc_transfer(disc(0.4, 100), (64, 64), RADIUS, PIXEL, REACH)
    assert found.falls_to(1e-6) is None
    between = (found.frequency[3:4] + found.frequency[4:5]) / 2
    assert float(found.at(between)) == pytest.approx(float(found.value[3:5].mean()))
    assert float(found.at(torch.tensor([5.0]))) == 0


@pytest.mark.parametrize(
    ("center", "contrast", "reach", "words"),
    [
        ((5, 64), 100, REACH, "do not lie in the picture"),
        ((64, 64), 0, REACH, "no contrast"),
        ((64, 64), 100, 2.0, "six pixels"),
    ],
)
def test_what_cannot_be_measured_is_told(
    center: tuple[int, int], contrast: float, reach: float, words: str
) -> None:
    with pytest.raises(GeometryError, match=words):
        disc_transfer(disc(0.4, contrast), center, RADIUS, PIXEL, reach)
