"""Cards of enhancers: what they have to say, and that no other model says it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch

from ldct_studio.core.errors import PluginError
from ldct_studio.core.paths import data_dir
from ldct_studio.nets import catalog, onnx_card
from ldct_studio.nets.architecture import Architecture, ConditionalBody, SubtractionHead, UNetBody
from ldct_studio.nets.model import CARD, Card, TrainedFor, load_model, read_card, save_model

BODY = {"name": "conditional", "width": 4, "attention": False}
TRAINED = {
    "fractions": [0.05, 0.5],
    "fields": [1.5, 3],
    "agents": ["gadobutrol"],
    "relaxivity": [3.4, 4.6],
    "sigma": [0.005, 0.04],
}


def saved(folder: Path) -> torch.nn.Module:
    network = Architecture(body=ConditionalBody(width=4, attention=False), head=SubtractionHead())
    net = network.build().eval()
    trained = TrainedFor.model_validate(TRAINED)
    card = Card(title="A", kind="enhancer", architecture=network, works_at_mm=2.5, trained_for=trained)
    save_model(folder, net, card)
    return net


def test_an_enhancer_comes_back_as_it_was_and_is_offered_as_such() -> None:
    net = saved(data_dir() / "models" / "mine")
    again, card = catalog.network("mine", "enhancer")
    x, told = torch.randn(1, 3, 8, 8, 8), torch.randn(1, 4)
    assert torch.equal(net(x, told), again(x, told))
    assert card.trained_for == TrainedFor.model_validate(TRAINED)
    assert "mine" not in catalog.models("denoiser")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"kind": "denoiser"}, "the body “conditional” and the head “subtraction”, and no other model"),
        ({"architecture": {"body": BODY, "head": {"name": "residual"}}}, "the head “subtraction”"),
        ({"architecture": {"body": {"name": "unet"}, "head": {"name": "subtraction"}}}, "the body “cond"),
        ({"architecture": {}}, "an enhancer has the body"),
        ({"works_at_mm": None}, "says its voxel size"),
        ({"trained_for": None}, "what it was trained for"),
        ({"trained_for": TRAINED | {"sigma": [0.2, 0.1]}}, "the smallest value and then the largest"),
        ({"classes": [{"value": 1, "name": "Liver", "color": "#B86728"}]}, "has none"),
        ({"spacing_mm": [2, 1]}, "the smallest and the largest"),
    ],
)
def test_a_card_that_contradicts_itself_is_one_sentence(
    tmp_path: Path, changed: dict[str, Any], sentence: str
) -> None:
    saved(tmp_path / "m")
    card = tmp_path / "m" / CARD
    card.write_text(json.dumps(json.loads(card.read_text()) | changed))
    with pytest.raises(PluginError, match=rf"card of the model m is wrong: .*{sentence}.*\.$"):
        read_card(tmp_path / "m")


def test_bodies_and_heads_of_different_dimensions_are_not_joined() -> None:
    for body, head in ((ConditionalBody(width=4), None), (UNetBody(), SubtractionHead())):
        network = Architecture(body=body) if head is None else Architecture(body=body, head=head)
        with pytest.raises(ValueError, match="adds to a subtraction image"):
            network.build()


def test_an_onnx_model_is_no_enhancer() -> None:
    folder = data_dir() / "models" / "other"
    folder.mkdir(parents=True)
    (folder / CARD).write_text(json.dumps({"format": "onnx", "kind": "enhancer"}))
    assert "other" not in onnx_card.onnx_models("enhancer")


def test_the_shipped_enhancer_is_small_and_whole() -> None:
    folder = catalog.models("enhancer")["gadolinium"]
    assert sum(file.stat().st_size for file in folder.iterdir()) <= 3e6
    card = load_model(folder)[1]
    assert "gadoteridol was held out" in card.data
    assert card.trained_for is not None
    assert "gadoteridol" not in card.trained_for.agents
