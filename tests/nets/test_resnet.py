"""The dose module: ResNet-18 with the number of weights of the published one, and its limits."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
import torch

from ldct_studio.core.errors import PluginError
from ldct_studio.nets.architecture import Architecture, DoseHead, ResidualHead, ResNetBody, UNetBody
from ldct_studio.nets.model import Card, load_model, save_model
from ldct_studio.nets.resnet import ResNet18


def test_it_has_as_many_weights_as_resnet_18() -> None:
    with torch.device("meta"):
        three = ResNet18(inputs=3, outputs=1000)
    assert sum(p.numel() for p in three.parameters()) == 11_689_512  # torchvision's resnet18
    assert sum(isinstance(m, torch.nn.Conv2d) and m.kernel_size != (1, 1) for m in three.modules()) == 17


def test_any_size_goes_in() -> None:
    net = ResNet18(inputs=2, outputs=3, width=4).eval()
    for shape in ((1, 2, 32, 32), (2, 2, 64, 48)):
        assert net(torch.rand(shape)).shape == (shape[0], 3)


def test_a_fresh_dose_module_answers_its_start_within_its_limits() -> None:
    module = Architecture(body=ResNetBody(width=4), head=DoseHead(start=3000.0)).build()
    torch.testing.assert_close(module(torch.rand(2, 1, 64, 64)).exp(), torch.full((2,), 3000.0))
    module.net.last.bias.data.fill_(100.0)
    assert float(module(torch.rand(2, 1, 64, 64)).detach().max()) == pytest.approx(math.log(1e7))


def test_a_body_and_a_head_of_different_kinds_are_refused() -> None:
    for body, head in ((ResNetBody(), ResidualHead()), (UNetBody(), DoseHead())):
        with pytest.raises(ValueError, match="ResNet"):
            Architecture(body=body, head=head).build()


def test_a_card_says_what_a_dose_module_is(tmp_path: Path) -> None:
    network = Architecture(body=ResNetBody(width=4), head=DoseHead())
    good = Card(title="Dose", kind="dose", architecture=network, works_at_mm=6.25)
    save_model(tmp_path / "good", network.build(), good)
    assert load_model(tmp_path / "good")[1].kind == "dose"
    for wrong in (
        good.model_copy(update={"works_at_mm": None}),
        good.model_copy(update={"kind": "denoiser"}),
        good.model_copy(update={"architecture": network.model_copy(update={"head": DoseHead(start=10.0)})}),
    ):
        save_model(tmp_path / "wrong", network.build(), wrong)
        with pytest.raises(PluginError, match="wrong"):
            load_model(tmp_path / "wrong")
