"""The networks: sizes, weights as published, heads, and a place to stop."""

from __future__ import annotations

import pytest
import torch

from ldct_studio.core.cancel import stop_when
from ldct_studio.core.errors import Cancelled
from ldct_studio.nets.architecture import Architecture, LogitsHead, RedCnnBody, SigmoidHead, UNetBody
from ldct_studio.nets.redcnn import RedCnn
from ldct_studio.nets.unet import UNet


def count(net: torch.nn.Module) -> int:
    return sum(p.numel() for p in net.parameters())


def test_networks_have_the_weights_of_the_publications() -> None:
    assert count(UNet(width=64)) == pytest.approx(31.04e6, rel=1e-3)
    assert count(RedCnn(96)) == pytest.approx(1.85e6, rel=2e-3)


@pytest.mark.parametrize("shape", [(64, 64), (65, 70), (33, 49)])
def test_every_size_comes_back(shape: tuple[int, int]) -> None:
    picture = torch.randn(2, 1, *shape)
    assert UNet(width=4, depth=3)(picture).shape == (2, 1, *shape)
    assert RedCnn(4)(picture).shape == (2, 1, *shape)


@pytest.mark.parametrize("body", [UNetBody(width=4, depth=2), RedCnnBody(width=4)])
def test_a_residual_network_begins_as_the_identity(body: UNetBody | RedCnnBody) -> None:
    hu = torch.randn(1, 1, 32, 32) * 500
    assert torch.equal(Architecture(body=body).build().eval()(hu), hu)


def test_red_cnn_makes_the_picture_or_what_is_added_to_it() -> None:
    whole, added = RedCnn(4), RedCnn(4, whole=False)
    added.load_state_dict(whole.state_dict())
    picture = torch.randn(1, 1, 32, 32)
    torch.testing.assert_close(whole(picture), picture + added(picture))


def test_a_sigmoid_stays_in_its_window() -> None:
    head = SigmoidHead(low=-200, high=300)
    net = Architecture(body=UNetBody(width=4, depth=2), head=head).build().requires_grad_(False)
    hu = net(torch.randn(1, 1, 32, 32) * 1e4)
    assert float(hu.amin()) >= -200
    assert float(hu.amax()) <= 300


def test_a_segmenter_has_its_classes() -> None:
    net = Architecture(body=UNetBody(width=4, depth=2), head=LogitsHead(classes=5)).build()
    assert net(torch.zeros(1, 1, 40, 40)).shape == (1, 5, 40, 40)


def test_red_cnn_makes_no_classes() -> None:
    with pytest.raises(ValueError, match="one picture"):
        Architecture(body=RedCnnBody(), head=LogitsHead()).build()


@pytest.mark.parametrize("net", [UNet(width=2, depth=2), RedCnn(4)])
def test_a_network_stops_when_nobody_waits(net: torch.nn.Module) -> None:
    looks = iter([False, True])
    with stop_when(lambda: next(looks)), pytest.raises(Cancelled):
        net(torch.zeros(1, 1, 32, 32))


def test_the_border_of_an_odd_size_is_like_the_middle() -> None:
    """A picture of one value has one value everywhere, also where the border was repeated outwards."""
    net = UNet(width=4, depth=1).eval()  # it sees 10 pixels far
    with torch.no_grad():
        made = net(torch.full((1, 1, 61, 61), 0.7))
    assert made[0, 0, 20:41:2, 20:41:2].std() < 1e-4
