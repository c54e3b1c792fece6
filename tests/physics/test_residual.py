"""The structure leak of residuals whose content is known."""

from __future__ import annotations

import pytest
import torch

from ldct_studio.core.dose import Apodization
from ldct_studio.core.errors import GeometryError
from ldct_studio.core.projections import ScanGeometry
from ldct_studio.physics.attenuation import HU_PER_MU
from ldct_studio.physics.fbp import fbp
from ldct_studio.physics.residual import detail_noise, leak, structure

SIZE, PIXEL = 192, 1.0
HANN = Apodization("hann")
Y, X = torch.meshgrid(torch.arange(SIZE) - 95.5, torch.arange(SIZE) - 95.5, indexing="ij")


@pytest.fixture(scope="module")
def anatomy() -> torch.Tensor:
    """Return a body of 50 HU with an organ, a spine and two faint lesions."""
    y, x = torch.meshgrid(torch.arange(SIZE) - 95.5, torch.arange(SIZE) - 95.5, indexing="ij")
    picture = torch.where((x / 85) ** 2 + (y / 65) ** 2 < 1, 50.0, -1000.0)
    picture[(x + 35) ** 2 + y**2 < 30**2] = 110.0
    picture[x**2 + (y - 40) ** 2 < 11**2] = 700.0
    picture[lesion(25)] = 20.0
    picture[lesion(50)] = 20.0
    return picture


def lesion(place: float) -> torch.Tensor:
    y, x = torch.meshgrid(torch.arange(SIZE) - 95.5, torch.arange(SIZE) - 95.5, indexing="ij")
    return (x - place) ** 2 + (y + 20) ** 2 < 8**2


def noise(seed: int, sd: float = 25.0) -> torch.Tensor:
    """Return noise of FBP of this SD in HU."""
    rays = ScanGeometry.covering(SIZE, PIXEL, 240)
    sino = torch.randn(1, 240, rays.bins, generator=torch.Generator().manual_seed(seed))
    made = fbp(sino, rays, SIZE, PIXEL, HANN)[0] * HU_PER_MU
    return made * (sd / float(made.std()))


def smooth(picture: torch.Tensor) -> torch.Tensor:
    return torch.nn.functional.avg_pool2d(picture[None], 7, 1, 3, count_include_pad=False)[0]


def test_noise_alone_has_no_leak_and_its_chance_is_the_spread_over_seeds(anatomy):
    of = structure(anatomy, anatomy > -500, PIXEL)
    found = [leak(noise(seed), of) for seed in range(40)]
    shares = torch.tensor([one.share for one in found])
    chance = sum(one.chance for one in found) / len(found)
    assert abs(float(shares.mean())) < 3 * chance / 40**0.5
    assert float(shares.std()) == pytest.approx(chance, rel=0.35)
    assert chance < 0.01


def test_what_takes_all_details_leaks_all_and_a_share_of_them_that_share(anatomy):
    of = structure(anatomy, anatomy > -500, PIXEL)
    assert leak(anatomy, of).share == pytest.approx(1, abs=1e-9)
    assert leak(-0.2 * anatomy, of).share == pytest.approx(-0.2, abs=1e-9), "made stronger"
    one = leak(0.1 * anatomy + noise(3), of)
    assert one.share == pytest.approx(0.1, abs=4 * one.chance)


def test_blur_leaks_and_an_erased_lesion_raises_the_leak(anatomy):
    of = structure(anatomy, anatomy > -500, PIXEL)
    low = anatomy + noise(5, 12.0)
    blurred = leak(low - smooth(low), of)
    assert blurred.share > 0.2
    assert blurred.share > 10 * blurred.chance
    kept = leak(low - anatomy, of)
    erased = torch.where(lesion(25) | lesion(50), 50.0, anatomy)
    lost = leak(low - erased, of)
    assert abs(kept.share) < 3 * kept.chance
    assert lost.share > kept.share + 2 * kept.chance


def test_the_noise_of_the_reference_is_no_structure(anatomy):
    own = 8.0
    reference = anatomy + noise(7, own)
    expected = detail_noise(own, HANN, PIXEL)
    clean = structure(torch.full_like(anatomy, 50.0) + noise(7, own), anatomy > -2000, PIXEL, 0.0)
    assert float(clean.details[40:-40, 40:-40].std()) == pytest.approx(expected, rel=0.05)
    of = structure(reference, anatomy > -500, PIXEL, expected)
    ideal = leak(reference + noise(8) - anatomy, of)
    assert abs(ideal.share) < 3 * ideal.chance, "all noise was taken away, that of the reference too"


def test_the_noise_of_the_reference_alone_has_the_share_that_is_stated(anatomy):
    own, near = 12.0, torch.Generator().manual_seed(1)
    faint = torch.where(anatomy > -500, 50.0, -1000.0)
    for x, y, tall in (torch.rand(120, 3, generator=near) - 0.5).tolist():
        faint += (20 + 10 * tall) * ((X - 110 * x) ** 2 + (Y - 90 * y) ** 2 < 3**2)
    found = []
    for seed in range(8):
        loaded = noise(50 + seed, own)
        of = structure(faint + loaded, anatomy > -500, PIXEL, detail_noise(own, HANN, PIXEL))
        found.append(leak(loaded + noise(90 + seed), of))
    mean, stated, chance = (
        sum(getattr(one, name) for one in found) / len(found) for name in ("share", "own", "chance")
    )
    assert mean > 4 * chance / len(found) ** 0.5, "it is not 0"
    assert mean == pytest.approx(stated, abs=3 * chance / len(found) ** 0.5)
    assert structure(faint, anatomy > -500, PIXEL).own == 0


def test_refusals_say_why(anatomy):
    body = anatomy > -500
    with pytest.raises(GeometryError, match="only air"):
        structure(anatomy, body & False, PIXEL)
    with pytest.raises(GeometryError, match="stands out of the rest"):
        structure(torch.zeros_like(anatomy), body, PIXEL)
    with pytest.raises(GeometryError, match="changed nothing"):
        leak(torch.zeros_like(anatomy), structure(anatomy, body, PIXEL))
