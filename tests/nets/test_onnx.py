"""ONNX models of others: what they are given, what is made of their answer, and which are refused."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest
import torch

from ldct_studio.core.errors import PluginError
from ldct_studio.nets import catalog
from ldct_studio.nets.onnx import OnnxNet, onnx_net
from ldct_studio.nets.onnx_card import ONNX, onnx_models, onnx_titles
from ldct_studio.nets.scale import logits_at
from tests.nets import toy_onnx as toy

HU = torch.tensor([[-1000.0, -500.0, 0.0, 1000.0, 3000.0]])[None, None]


def net(name: str = "toy", kind: catalog.ModelKind = "denoiser") -> OnnxNet:
    return onnx_net(name, kind)


def test_hu_go_in_and_come_out_in_the_range_of_the_card() -> None:
    toy.keep("toy", toy.halved())
    torch.testing.assert_close(net()(HU)[0, 0, 0], torch.tensor([-1000.0, -750.0, -500.0, 0.0, 1000.0]))
    toy.keep("toy", toy.halved(), low=-1, high=3)  # 0 HU is 1, half of which is -250 HU
    torch.testing.assert_close(net()(HU)[0, 0, 0], torch.tensor([-750.0, -500.0, -250.0, 250.0, 1250.0]))


def test_hu_beyond_the_range_are_cut_off_only_where_the_card_says_so() -> None:
    toy.keep("whole", toy.same(), hu_low=-500, hu_high=500)
    toy.keep("cut", toy.same(), hu_low=-500, hu_high=500, clipped=True)
    torch.testing.assert_close(net("whole")(HU), HU)
    torch.testing.assert_close(net("cut")(HU), HU.clamp(-500, 500))


def test_air_fills_up_to_the_multiple_and_is_cut_off_again() -> None:
    toy.keep("toy", toy.averaged(), multiple=4)
    made = net()(torch.full((1, 1, 3, 5), 1000.0))
    assert made.shape == (1, 1, 3, 5)
    torch.testing.assert_close(made, torch.full((1, 1, 3, 5), -1000 + 2000 * 15 / 32))  # of 4 × 8 pixels
    toy.keep("toy", toy.averaged())
    torch.testing.assert_close(net()(torch.full((1, 1, 3, 5), 1000.0)), torch.full((1, 1, 3, 5), 1000.0))


def test_a_picture_stands_in_the_middle_of_a_fixed_size() -> None:
    toy.keep("toy", toy.numbered(4), size=[4, 4], low=-1000, high=1000)
    made = net()(torch.zeros(1, 1, 2, 2))
    assert made.flatten().tolist() == [5, 6, 9, 10]
    assert net()(torch.zeros(1, 1, 4, 4)).flatten().tolist() == list(range(16))
    with pytest.raises(PluginError, match="takes at most 4 × 4 pixels, and these are 4 × 5"):
        net()(torch.zeros(1, 1, 4, 5))


def test_pictures_are_brought_to_the_pixel_size_of_the_model() -> None:
    toy.keep("toy", toy.same(takes=(1, 1, 16, 16), gives=(1, 1, 16, 16)), size=[16, 16])
    ramp = torch.arange(32.0).expand(1, 1, 32, 32)
    made = logits_at(net(), ramp, 1.0, 2.0)
    assert made.shape == ramp.shape
    torch.testing.assert_close(made[..., 4:-4], ramp[..., 4:-4], atol=1e-3, rtol=0)
    with pytest.raises(PluginError, match="16 × 16"):
        logits_at(net(), ramp, 1.0, None)


def test_a_segmenter_returns_logits_of_all_classes() -> None:
    toy.keep("toy", toy.three_classes(), kind="segmenter", classes=toy.CLASSES)
    hu = torch.tensor([[-900.0, 0.0, 900.0]])[None, None]
    logits = net(kind="segmenter")(hu)
    torch.testing.assert_close(logits[0, :, 0, 1], torch.tensor([0.0, 0.25, 0.0]))
    assert logits.argmax(1).flatten().tolist() == [0, 1, 2]


def test_a_model_is_opened_once_until_its_folder_changes() -> None:
    toy.keep("toy", toy.same())
    first = net()
    assert net() is first
    toy.keep("toy", toy.halved())
    assert net() is not first


NODE = ("Identity", ["x"], ["y"])
NAN = toy.model(("Sub", ["x", "x"], ["zero"]), ("Div", ["zero", "zero"], ["y"]))
POOL = ("MaxPool", ["x"], ["z"], {"kernel_shape": [1, 2]})
SEGMENTER = {"kind": "segmenter", "classes": toy.CLASSES}


@pytest.mark.parametrize(
    ("data", "card", "sentence"),
    [
        (toy.same(), {"sha256": "0" * 64}, "not the one of its card"),
        (toy.same(takes=(1, 1, 8, 8)), {}, r"“x” of the model toy is tensor\(float\) \[1, 1, 8, 8\]"),
        (toy.same(takes=(1, 1, 8, 8)), {"size": [16, 16]}, r"says tensor\(float\) \[1, 1, 16, 16\]"),
        (toy.same(takes=(1, 3, "y", "x")), {}, r"\[1, 3, 'y', 'x'\]"),
        (toy.same(takes=(1, "y", "x"), gives=(1, "y", "x")), {}, r"\[1, 'y', 'x'\]"),
        (toy.model(NODE, dtype="DOUBLE"), {}, r"tensor\(double\)"),
        (toy.same(), SEGMENTER, r"“y” of the model toy is tensor\(float\) \['n', 1, 'y', 'x'\]"),
        (toy.three_classes(), {}, r"\['n', 3, 'y', 'x'\]"),
        (toy.same(), {"input": "picture"}, "has the inputs “x” where one is needed"),
        (toy.model(("Add", ["x", "z"], ["y"]), ends=(["x", "z"], ["y"])), {}, "has the inputs “x, z”"),
        (toy.same(), {"output": "z"}, "has the outputs “y”; name one"),
        (toy.model(NODE, ("Neg", ["x"], ["z"]), ends=(["x"], ["y", "z"])), {}, "has the outputs “y, z”"),
        (toy.model(("Magic", ["x"], ["y"]), domain="com.somebody"), {}, "cannot be opened: .*Magic"),
        (b"no model", {}, "cannot be opened: "),
        (NAN, {}, "made values that are not numbers"),
        (
            toy.model(POOL, ("Neg", ["z"], ["y"])),
            {},
            r"returned \(1, 1, 1, 4\) where its card says \(1, 1, 1, 5\)",
        ),
        (toy.model(POOL, ("Add", ["x", "z"], ["y"])), {}, "failed: "),
    ],
)
def test_a_model_that_is_not_as_its_card_says_is_refused_with_one_sentence(
    data: bytes, card: dict[str, object], sentence: str
) -> None:
    toy.keep("toy", data, **card)
    with pytest.raises(PluginError, match=sentence) as caught:
        net(kind="segmenter" if card is SEGMENTER else "denoiser")(HU)
    said = str(caught.value)
    assert said.endswith(".")
    assert "\n" not in said


def test_names_of_input_and_output_choose() -> None:
    data = toy.model(NODE, ("Neg", ["x"], ["z"]), ends=(["x"], ["y", "z"]))
    toy.keep("toy", data, input="x", output="z", low=-1000, high=1000)
    torch.testing.assert_close(net()(HU), -HU)


@pytest.mark.parametrize("place", ["weights.bin", "../weights.bin", "/tmp/weights.bin"])
def test_weights_in_another_file_are_refused(place: str) -> None:
    whole = toy.onnx.load_from_string(toy.halved())
    (weights,) = whole.graph.initializer
    weights.ClearField("raw_data")
    weights.data_location = toy.onnx.TensorProto.EXTERNAL
    weights.external_data.add(key="location", value=place)
    folder = toy.keep("toy", whole.SerializeToString())
    (folder / "weights.bin").write_bytes(b"\0\0\0\x3f")
    with pytest.raises(PluginError, match="keeps weights in another file; save it as one file"):
        net()


def test_a_file_that_is_gone_or_too_large_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = toy.keep("toy", toy.same())
    monkeypatch.setattr("ldct_studio.nets.onnx_file._LARGEST", 10)
    with pytest.raises(PluginError, match="larger than 1 GB"):
        net()
    (folder / ONNX).unlink()
    with pytest.raises(PluginError, match="cannot be read: No such file"):
        net()


@pytest.mark.parametrize(
    ("card", "sentence"),
    [
        ({"hu_low": "air"}, "“hu_low” is 'air'"),
        ({"hu_low": float("inf")}, "“hu_low” is inf"),
        ({"hu_low": 1000}, "“hu_low” has to be below “hu_high”"),
        ({"sha256": ""}, "“sha256” is ''"),
        ({"clip": True}, "“clip” is not a setting here"),
        ({"classes": toy.CLASSES}, "a denoiser has none"),
        ({"kind": "segmenter"}, "a segmenter names its classes"),
        ({"kind": "segmenter", "classes": toy.CLASSES[:1] * 2}, "have the same value"),
        ({"spacing_mm": [2, 1]}, "“spacing_mm” is the smallest and the largest"),
        ({"size": [0, 4]}, "“size” is the rows and columns"),
    ],
)
def test_a_card_with_a_mistake_is_offered_by_name_and_says_what_is_wrong(
    card: dict[str, object], sentence: str
) -> None:
    toy.keep("toy", toy.same(), **card)
    kind: catalog.ModelKind = "segmenter" if card.get("kind") == "segmenter" else "denoiser"
    assert onnx_titles(kind) == {"toy": "toy"}
    with pytest.raises(PluginError, match=sentence) as caught:
        net(kind=kind)
    assert str(caught.value).startswith("The card of the model toy is wrong: ")


def test_trained_networks_and_onnx_models_are_listed_apart() -> None:
    toy.keep("mine", toy.same(), title=next(iter(catalog.titles("denoiser").values())))
    toy.keep("second", toy.same(), title="Theirs")
    toy.keep("third", toy.same(), title="Theirs")
    organs = toy.keep("organs", toy.three_classes(), **SEGMENTER)
    assert "mine" not in catalog.models("denoiser")
    assert list(onnx_models("denoiser")) == ["mine", "second", "third"]
    assert onnx_models("segmenter") == {"organs": organs}
    titles = onnx_titles("denoiser")
    assert titles["mine"].endswith(" (mine)")
    assert (titles["second"], titles["third"]) == ("Theirs", "Theirs (third)")


def test_a_name_is_never_a_path() -> None:
    toy.keep("toy", toy.same())
    with pytest.raises(PluginError, match=r"There is no ONNX denoiser .*; known are: toy"):
        net("../../etc")
    with pytest.raises(PluginError, match="known are: none"):
        net("toy", "segmenter")


def test_the_card_in_the_manual_is_one() -> None:
    manual = Path(__file__).parents[2] / "docs" / "plugins.md"
    (card,) = re.findall(r"```json\n(.*?)```", manual.read_text(encoding="utf-8"), re.DOTALL)
    toy.keep("toy", toy.same(), **(json.loads(card) | {"sha256": hashlib.sha256(toy.same()).hexdigest()}))
    assert net().card.title == "Smooth"
    assert net()(HU).shape == HU.shape
