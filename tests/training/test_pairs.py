"""Low-dose pairs: the noise that the dose asks for, and nothing else."""

from __future__ import annotations

import math

import pytest
import torch

from ldct_studio.core.dose import Apodization
from ldct_studio.core.errors import GeometryError
from ldct_studio.training.pairs import draw_photons, low_dose, lowered

SIZE, PIXEL = 64, 4.0
HANN = Apodization("hann")


def chance(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def water(count: int) -> torch.Tensor:
    """Return discs of water of 200 mm in air."""
    axis = (torch.arange(SIZE) - (SIZE - 1) / 2) * PIXEL
    disc = torch.sigmoid((100 - torch.hypot(axis[:, None], axis)) / 1.5)
    return (-1000 + 1000 * disc).expand(count, -1, -1).contiguous()


def middle(hu: torch.Tensor) -> torch.Tensor:
    return hu[:, 22:42, 22:42]


def test_noise_falls_with_the_root_of_the_dose_and_leaves_the_mean() -> None:
    photons = torch.tensor([2e4, 8e4, 3.2e5]).repeat_interleave(12)
    made = low_dose(water(36), PIXEL, photons, chance(), views=180)
    clean = low_dose(water(1), PIXEL, torch.tensor([1e12]), chance(), views=180)
    noise = middle(made - clean).view(3, 12, 20, 20)
    low, half, full = (float(part.double().square().mean().sqrt()) for part in noise)
    assert low / half == pytest.approx(2, rel=0.05)
    assert half / full == pytest.approx(2, rel=0.05)
    assert low > 5
    assert float(noise[2].mean().abs()) < 1
    assert float(noise[0].mean().abs()) < 1
    assert float(middle(clean).mean()) == pytest.approx(0, abs=1)


def test_slices_of_a_batch_are_what_they_are_alone() -> None:
    hu = torch.cat((water(1), water(1) + 40, water(1) - 30))
    together = low_dose(hu, PIXEL, torch.full((3,), 1e12), chance(), views=90)
    alone = low_dose(hu[1:2], PIXEL, torch.tensor([1e12]), chance(), views=90)
    assert float((together[1:2] - alone).abs().max()) < 0.1


def test_the_generator_alone_decides() -> None:
    photons = torch.tensor([1e4, 2e4])
    one, same, other = (low_dose(water(2), PIXEL, photons, chance(s), views=90) for s in (1, 1, 2))
    assert torch.equal(one, same)
    assert float((one - other).abs().mean()) > 1
    assert float((one[0] - one[1]).abs().mean()) > 1


def test_electronic_noise_and_window_count() -> None:
    photons = torch.full((4,), 3e3)
    plain, electronic, soft = (
        low_dose(water(4), PIXEL, photons, chance(), views=120, electronic=e, window=w)
        for e, w in ((0.0, HANN), (40.0, HANN), (0.0, Apodization("hann", 0.5)))
    )
    sd = [float(middle(hu).std()) for hu in (plain, electronic, soft)]
    assert sd[1] > 1.3 * sd[0]
    assert sd[2] < 0.7 * sd[0]


def test_a_finer_projection_keeps_values_and_changes_edges() -> None:
    photons = torch.tensor([1e12])
    same, finer = (low_dose(water(1), PIXEL, photons, chance(), views=180, upsample=u) for u in (1, 2))
    assert float(middle(finer - same).mean()) == pytest.approx(0, abs=1)
    assert 2 < float((finer - same).abs().max()) < 200


def test_slices_have_to_be_square() -> None:
    with pytest.raises(GeometryError, match="square"):
        low_dose(torch.zeros(1, 32, 48), 1.0, torch.tensor([1e5]), chance())


def test_photons_are_drawn_log_uniform() -> None:
    drawn = draw_photons(1e3, 1e5, 4000, chance())
    assert float(drawn.min()) >= 1e3
    assert float(drawn.max()) <= 1e5
    assert float(drawn.log().mean()) == pytest.approx(math.log(1e4), abs=0.08)
    assert float((drawn < 1e4).float().mean()) == pytest.approx(0.5, abs=0.03)
    assert torch.equal(drawn, draw_photons(1e3, 1e5, 4000, chance()))


def _noise(hu: torch.Tensor) -> float:
    return float(middle(hu).double().square().mean().sqrt())


@pytest.mark.parametrize("fraction", [0.5, 0.1])
@pytest.mark.parametrize("electronic", [0.0, 60.0])
def test_a_lowered_dose_adds_what_is_missing_to_the_noise_of_full_dose(
    fraction: float, electronic: float
) -> None:
    """As many photons as a scan of that dose has, in all; the noise of full dose stays in it."""
    count = 24
    photons, f = torch.full((count,), 2e5), torch.full((count,), fraction)
    options = {"electronic": electronic, "views": 180}
    low, full = lowered(water(count), PIXEL, photons, f, chance(), scanned=False, **options)
    clean = low_dose(water(1), PIXEL, torch.tensor([1e12]), chance(), views=180)
    direct = low_dose(water(count), PIXEL, photons * fraction, chance(1), **options)
    assert _noise(low - clean) == pytest.approx(_noise(direct - clean), rel=0.05)
    if not electronic:
        assert _noise(low - full) / _noise(full - clean) == pytest.approx((1 / fraction - 1) ** 0.5, rel=0.05)
    own, added = middle(full - clean).flatten(), middle(low - full).flatten()
    assert abs(float(torch.corrcoef(torch.stack((own, added)))[0, 1])) < 0.05


def test_a_scan_stays_the_picture_of_full_dose_and_gets_only_noise() -> None:
    hu = water(24)
    photons, f = torch.full((24,), 2e5), torch.full((24,), 0.2)
    low, full = lowered(hu, PIXEL, photons, f, chance(), scanned=True, views=180)
    drawn, same = lowered(hu, PIXEL, photons, f, chance(), scanned=False, views=180)
    assert torch.equal(full, hu)
    assert _noise(low - full) == pytest.approx(_noise(drawn - same), rel=0.05)
    assert float(middle(low - full).mean().abs()) < 1


def test_at_full_dose_nothing_is_lowered() -> None:
    low, full = lowered(
        water(1), PIXEL, torch.tensor([2e5]), torch.tensor([1.0]), chance(), scanned=True, views=90
    )
    one_percent, _ = lowered(
        water(1), PIXEL, torch.tensor([2e5]), torch.tensor([0.01]), chance(), scanned=True, views=90
    )
    assert _noise(low - full) < 0.01 * _noise(one_percent - full)
