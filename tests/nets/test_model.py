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


def test_shapes_are_compared_before_there_is_memory_for_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(tmp_path / "m")
    card, build, made = tmp_path / "m" / CARD, Architecture.build, list[torch.nn.Module]()
    monkeypatch.setattr(Architecture, "build", lambda wanted: made.append(build(wanted)) or made[-1])
    card.write_text(card.read_text().replace('"width": 4', '"width": 5'))
    with pytest.raises(PluginError, match="do not fit"):
        load_model(tmp_path / "m")
    assert all(weight.is_meta for net in made for weight in net.parameters())


def test_loading_draws_what_fresh_weights_draw(tmp_path: Path) -> None:
    """So a training that loads a model first begins with the weights that it always began with."""
    saved(tmp_path / "m")
    with torch.random.fork_rng():
        torch.manual_seed(3)
        load_model(tmp_path / "m")
        after = torch.rand(1)
        torch.manual_seed(3)
        SMALL.build()
        assert torch.equal(torch.rand(1), after)


LIVER = {"value": 1, "name": "Liver", "color": "#B86728"}


@pytest.mark.parametrize(
    ("changed", "network", "sentence"),
    [
        ({"kind": "segmenter", "classes": [LIVER]}, {}, "the head of a segmenter is “logits”"),
        ({}, {"head": {"name": "logits"}}, "that of a denoiser is not"),
        ({"classes": [LIVER]}, {}, "a denoiser has none"),
        (
            {"kind": "segmenter", "classes": [LIVER]},
            {"head": {"name": "logits", "classes": 3}},
            "3 classes with the background, and it names 1",
        ),
        (
            {"kind": "segmenter", "classes": [LIVER, LIVER]},
            {"head": {"name": "logits", "classes": 3}},
            "two of its classes have the same value",
        ),
        (
            {"kind": "segmenter", "classes": [LIVER]},
            {"head": {"name": "logits"}, "body": {"name": "redcnn"}},
            "the body of a segmenter is “unet”",
        ),
        ({}, {"head": {"name": "sigmoid", "low": 300}}, "“low” of the head has to be below"),
        ({"spacing_mm": [2, 1]}, {}, "“spacing_mm” is the smallest and the largest"),
    ],
)
def test_a_card_that_contradicts_itself_is_one_sentence(
    tmp_path: Path, changed: dict[str, object], network: dict[str, object], sentence: str
) -> None:
    saved(tmp_path / "m")
    card = tmp_path / "m" / CARD
    told = json.loads(card.read_text()) | changed
    told["architecture"] |= network
    card.write_text(json.dumps(told))
    with pytest.raises(PluginError, match=rf"card of the model m is wrong: .*{sentence}.*\.$"):
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


def test_shipped_cards_name_what_was_learned_from_by_way_of_other_models() -> None:
    for name in catalog.models("denoiser"):
        card = catalog.card_of(name, "denoiser")
        kinds: tuple[tuple[str, catalog.ModelKind], ...] = (("start", "denoiser"), ("segmenter", "segmenter"))
        for setting, kind in kinds:
            if setting in card.settings:
                assert set(catalog.card_of(str(card.settings[setting]), kind).files) <= set(card.files)
