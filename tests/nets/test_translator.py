"""The generator in halves: any size, a shared latent, a card that says what it is."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from ldct_studio.core.errors import PluginError
from ldct_studio.nets.architecture import Architecture, ClipHead, ResidualHead, TranslatorBody, UNetBody
from ldct_studio.nets.model import Card, Familiar, load_model, save_model
from ldct_studio.nets.translator import Discriminator

BODY = TranslatorBody(width=4, encoder_blocks=2, decoder_blocks=1)
NETWORK = Architecture(body=BODY, head=ClipHead())


def card(**more: object) -> Card:
    known = Familiar(size=32, middles={"area": 1.0}, scales={"area": 0.5}, limit=2.0)
    told = {
        "title": "MVCT to kVCT",
        "kind": "translator",
        "architecture": NETWORK,
        "works_at_mm": 2.0,
        "familiar": known,
    }
    return Card.model_validate({**told, **more})


def test_they_have_as_many_weights_as_the_lineage_says() -> None:
    """2.85 million in the generator, 2.76 million in the discriminator (science.md §2)."""
    with torch.device("meta"):
        net, judge = Architecture(body=TranslatorBody(), head=ClipHead()).build(), Discriminator(64, 3)
    assert sum(p.numel() for p in net.parameters()) == pytest.approx(2.85e6, rel=0.02)
    assert sum(p.numel() for p in judge.parameters()) == pytest.approx(2.76e6, rel=0.02)


def test_any_size_goes_in_and_hu_stay_within_the_clip() -> None:
    net = NETWORK.build()
    for shape in ((1, 1, 32, 32), (2, 1, 37, 50)):
        made = net(5000 * torch.randn(shape)).detach()
        assert made.shape == shape
        assert float(made.min()) >= -1000
        assert float(made.max()) <= 600


def test_halves_of_different_scans_fit_each_other() -> None:
    first, second = BODY.encoder(), BODY.encoder()
    x = torch.randn(1, 1, 32, 32)
    assert first(x).shape == second(x).shape == (1, 16, 8, 8)
    assert BODY.decoder()(second(x)).shape == x.shape


def test_there_is_no_connection_past_the_latent() -> None:
    net = NETWORK.build()
    net.net.encoder.register_forward_hook(lambda module, inputs, made: torch.zeros_like(made))
    with torch.no_grad():
        one, other = net(torch.randn(1, 1, 32, 32)), net(500 * torch.randn(1, 1, 32, 32))
    assert torch.equal(one, other)


def test_a_judge_answers_patch_by_patch() -> None:
    assert Discriminator(4, 2)(torch.randn(2, 1, 64, 64)).shape == (2, 1, 14, 14)


def test_a_body_or_a_head_of_another_kind_is_refused() -> None:
    for body, head in ((BODY, ResidualHead()), (UNetBody(), ClipHead())):
        with pytest.raises(ValueError, match="translator"):
            Architecture(body=body, head=head).build()


def test_a_model_comes_back_and_a_card_that_contradicts_itself_is_refused(tmp_path: Path) -> None:
    net = NETWORK.build().eval()
    save_model(tmp_path / "good", net, card())
    again, told = load_model(tmp_path / "good")
    hu = 300 * torch.randn(1, 1, 32, 32)
    assert torch.equal(net(hu), again(hu))
    assert told.familiar == card().familiar
    empty = Familiar(size=32, middles={"area": 1.0}, scales={}, limit=2.0)
    for wrong in ({"kind": "denoiser"}, {"works_at_mm": None}, {"familiar": None}, {"familiar": empty}):
        save_model(tmp_path / "wrong", net, card(**wrong))
        with pytest.raises(PluginError, match="wrong"):
            load_model(tmp_path / "wrong")
