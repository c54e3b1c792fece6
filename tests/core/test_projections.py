from __future__ import annotations

import math

import pytest
import torch

from ldct_studio.core.errors import GeometryError
from ldct_studio.core.projections import FanGeometry, ScanGeometry


def test_parallel_rays():
    angle, s = ScanGeometry(4, 5, 2.0, start=0.1, offset=0.5).rays()
    assert angle[:, 0].tolist() == pytest.approx([0.1 + k * math.pi / 4 for k in range(4)])
    assert s.tolist() == pytest.approx([-4.5, -2.5, -0.5, 1.5, 3.5])


@pytest.mark.parametrize("arc", [2 * math.pi, -2 * math.pi, 4.0])
@pytest.mark.parametrize("kind", ["arc", "flat"])
def test_fan_rays_lead_from_the_source_to_the_channels(kind, arc):
    """Source and channels placed by hand: distance and direction of every line through both."""
    radius, pitch, offset = 500.0, 0.004 if kind == "arc" else 2.0, 0.25
    fan = FanGeometry(7, 40, pitch, radius, kind, start=0.3, arc=arc, offset=offset)
    angle, s = fan.rays()
    for view, channel in ((0, 0), (3, 39), (6, 20), (2, 19)):
        beta = 0.3 + view * arc / 7
        source = torch.tensor([-math.sin(beta), math.cos(beta)], dtype=torch.float64) * radius
        place = (channel - 19.5 - offset) * pitch
        aside = radius * math.tan(place) if kind == "arc" else place
        crossing = torch.tensor([math.cos(beta), math.sin(beta)], dtype=torch.float64) * aside
        t = angle[view, channel]
        normal = torch.stack((t.cos(), t.sin()))
        assert float(source @ normal) == pytest.approx(float(s[channel]), abs=1e-9)
        assert float(crossing @ normal) == pytest.approx(float(s[channel]), abs=1e-9)
    assert torch.allclose(fan.channels(s), torch.arange(40, dtype=torch.float64))
    assert fan.half_fan == pytest.approx(float(fan.fan_angles().abs().max()))
    assert fan.spacing == 2.0


@pytest.mark.parametrize("offset", [0.25, -0.25])
def test_opposite_channels_of_a_quarter_offset_interleave(offset):
    gamma = FanGeometry(8, 6, 0.01, 500.0, offset=offset).fan_angles()
    both = torch.cat((gamma, -gamma)).sort().values
    assert torch.allclose(both.diff(), torch.full((11,), 0.005, dtype=torch.float64))


def test_views_of_a_fan_go_round_at_most_once():
    """84 views 12/1000 of a turn apart are a subset of a full turn; one view more would come round again."""
    apart = 12 / 1000 * 2 * math.pi
    assert FanGeometry(84, 76, 0.001, 500.0, arc=-84 * apart).full is False
    for views in (85, 100):
        with pytest.raises(GeometryError, match="one turn"):
            FanGeometry(views, 76, 0.001, 500.0, arc=views * apart)
    with pytest.raises(GeometryError, match="one turn"):
        FanGeometry(60, 76, 0.001, 500.0, arc=60 / 59 * 2 * math.pi)


def test_scans_that_cannot_be():
    with pytest.raises(GeometryError, match="needs views"):
        ScanGeometry(0, 5, 1.0)
    with pytest.raises(GeometryError, match="one turn"):
        FanGeometry(60, 76, 0.001, 500.0, arc=7.0)
    with pytest.raises(GeometryError, match="look away"):
        FanGeometry(60, 76, 0.1, 500.0)
    with pytest.raises(GeometryError, match="positive"):
        FanGeometry(60, 76, 0.01, 0.0)
