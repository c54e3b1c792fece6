"""Models on disk: what is written is read, and what is not whole is refused with a sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch

from ldct_studio.core.errors import PluginError
from ldct_studio.core.paths import data_dir
from ldct_studio.nets import catalog
from ldct_studio.nets.architecture import Architecture, UNetBody
from ldct_studio.nets.model import CARD, WEIGHTS, Card, load_model, save_model

SMALL = Architecture(body=UNetBody(width=4, depth=2))


def saved(folder: Path, title: str = "Small") -> tuple[torch.nn.Module, Card]:
    net = SMALL.build().eval()
    return net, save_model(folder, net, Card(title=title, kind="denoiser", architecture=SMALL))


def test_a_model_comes_back_as_it_was(tmp_path: Path) -> None:
    net, card = saved(tmp_path / "m")
    again, told = load_model(tmp_path / "m")
    hu = torch.randn(1, 1, 32, 32) * 100
    assert torch.equal(net(hu), again(hu))
    assert told == card
    assert not any(p.requires_grad for p in again.parameters())
    assert not again.training


def test_other_weights_than_the_card_names_are_refused(tmp_path: Path) -> None:
    saved(tmp_path / "m")
    weights = tmp_path / "m" / WEIGHTS
    data = bytearray(weights.read_bytes())
    data[-5] ^= 1  # one bit of one weight
    weights.write_bytes(bytes(data))
    with pytest.raises(PluginError, match="not those of its card"):
        load_model(tmp_path / "m")


def test_a_card_of_another_network_is_refused(tmp_path: Path) -> None:
    saved(tmp_path / "m")
    card = tmp_path / "m" / CARD
    told = json.loads(card.read_text())
    told["architecture"]["body"]["width"] = 8
    card.write_text(json.dumps(told))
    with pytest.raises(PluginError, match="do not fit"):
        load_model(tmp_path / "m")


@pytest.mark.parametrize("damage", ["", "{", '{"title": 1}', "[]"])
def test_a_damaged_card_is_one_sentence(tmp_path: Path, damage: str) -> None:
    saved(tmp_path / "m")
    (tmp_path / "m" / CARD).write_text(damage)
    with pytest.raises(PluginError, match=r"card of the model m is damaged: .*\.$"):
        load_model(tmp_path / "m")


def test_missing_weights_are_one_sentence(tmp_path: Path) -> None:
    saved(tmp_path / "m")
    (tmp_path / "m" / WEIGHTS).unlink()
    with pytest.raises(PluginError, match="cannot be read"):
        load_model(tmp_path / "m")


def test_models_of_the_user_and_of_jobs_are_found() -> None:
    saved(data_dir() / "models" / "mine")
    saved(data_dir() / "jobs" / "trained" / "model", "From a job")
    (data_dir() / "models" / "broken").mkdir()
    (data_dir() / "models" / "broken" / CARD).write_text("{")
    found = catalog.models("denoiser")
    assert {"mine", "trained"} <= set(found)
    assert "broken" not in found
    assert catalog.card_of("trained", "denoiser").title == "From a job"
    with pytest.raises(PluginError, match="no segmenter model “mine”"):
        catalog.network("mine", "segmenter")


def test_a_name_is_never_a_path() -> None:
    with pytest.raises(PluginError, match="There is no denoiser model"):
        catalog.network("../../etc", "denoiser")


def test_shipped_models_are_small_and_whole() -> None:
    """All models together are at most 40 MB, and each is what its card says."""
    folders = [folder for kind in ("denoiser", "segmenter") for folder in catalog.models(kind).values()]
    assert sum((folder / WEIGHTS).stat().st_size for folder in folders) <= 40e6
    for folder in folders:
        load_model(folder)
