"""ONNX models as lanes: offered by title, run in the lane worker, and said where they cannot be."""

from __future__ import annotations

import queue
from dataclasses import replace

import numpy as np
import pytest
import torch

from ldct_studio import methods  # noqa: F401
from ldct_studio.core.cancel import stop_when
from ldct_studio.core.dose import DoseLevel
from ldct_studio.core.errors import Cancelled, GeometryError, PluginError
from ldct_studio.core.grid import Grid
from ldct_studio.core.lane import Frame, Lane, Request
from ldct_studio.core.memo import Memo
from ldct_studio.core.step import Step
from ldct_studio.core.study import Study
from ldct_studio.core.volume import LabelMap, Volume
from ldct_studio.live import Live
from ldct_studio.methods import onnx
from ldct_studio.pipeline import run, segmented
from ldct_studio.plugin import find, make, make_lane_step
from tests.nets import toy_onnx as toy

LOW = (Step("simulator", "insert"), Step("reconstructor", "fbp"))
DENOISER = Step("denoiser", "onnx", (("model", "toy"),))
SEGMENTER = Step("segmenter", "onnx", (("model", "organs"),))


def discs(pixel: float = 1.0) -> Volume:
    """Return two rows of a disc of water with a denser one in it, in air."""
    grid = Grid((2, 56, 64), (2.0, pixel, pixel))
    y, x = torch.meshgrid(torch.arange(56) - 27.5, torch.arange(64) - 31.5, indexing="ij")
    row = torch.where(x * x + y * y < 25**2, 0.0, -1000.0)
    row[x * x + y * y < 8**2] = 800.0
    return Volume(torch.stack([row, row - 10]), grid)


def made(step: Step, volume: Volume) -> Volume | LabelMap:
    plugin = make_lane_step(step)
    return plugin.denoise(volume) if step.kind == "denoiser" else plugin.segment(volume)  # type: ignore[attr-defined,no-any-return]


@pytest.fixture
def models() -> None:
    toy.keep("toy", toy.halved(), note="Trained on nothing")
    toy.keep("organs", toy.three_classes(), kind="segmenter", classes=toy.CLASSES)


@pytest.mark.usefixtures("models")
def test_a_denoiser_takes_rows_in_hu_and_changes_nothing_in_place() -> None:
    volume = discs()
    before = volume.data.clone()
    after = made(DENOISER, volume)
    torch.testing.assert_close(after.data, -1000 + (before + 1000) / 2)
    assert after.data.dtype == torch.float32
    assert after.grid == volume.grid
    assert torch.equal(volume.data, before)
    assert torch.equal(made(DENOISER, volume).data, after.data)


@pytest.mark.usefixtures("models")
def test_a_segmenter_names_the_likeliest_class_of_every_voxel() -> None:
    found = made(SEGMENTER, discs())
    assert isinstance(found, LabelMap)
    expected = torch.where(discs().data > 500, 7, torch.where(discs().data > -500, 1, 0))
    assert torch.equal(found.data.int(), expected.int())
    assert [(label.value, label.name) for label in found.labels] == [(1, "Middle"), (7, "Dense")]


def test_models_work_at_their_own_pixel_size() -> None:
    fixed = {"takes": (1, 1, 28, 32), "gives": (1, 1, 28, 32)}
    toy.keep("toy", toy.same(**fixed), size=[28, 32], works_at_mm=2.0)
    before, after = discs().data, made(DENOISER, discs()).data
    assert after.shape == before.shape
    assert (after[:, 26:30, 30:34] - before[:, 26:30, 30:34]).abs().max() < 1
    toy.keep("organs", toy.three_classes(), kind="segmenter", classes=toy.CLASSES, works_at_mm=2.0)
    found = made(SEGMENTER, discs()).data
    assert ((found == 7) != (discs().data > 500)).float().mean() < 0.02


def test_pixels_that_a_model_is_not_made_for_are_refused() -> None:
    toy.keep("toy", toy.same(), spacing_mm=[0.5, 1.0])
    made(DENOISER, discs(1.0))
    with pytest.raises(GeometryError, match=r"made for pixels of 0.5 to 1 mm, and these have 1.2 mm; "):
        made(DENOISER, discs(1.2))


@pytest.mark.usefixtures("models")
@pytest.mark.parametrize("step", [DENOISER, SEGMENTER])
def test_it_stops_when_told(step: Step) -> None:
    with stop_when(lambda: True), pytest.raises(Cancelled):
        made(step, discs())


@pytest.mark.usefixtures("models")
def test_every_model_is_offered_with_its_note() -> None:
    assert onnx.OnnxDenoiser.variants() == {"Toy toy": {"model": "toy"}}
    assert onnx.OnnxSegmenter.variants() == {"Toy organs": {"model": "organs"}}
    assert make_lane_step(DENOISER).note == "Model output · Trained on nothing"
    assert make_lane_step(SEGMENTER).note == "Model output"


@pytest.mark.parametrize("kind", ["denoiser", "segmenter"])
def test_what_is_missing_is_said(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    step = Step(kind, "onnx")  # type: ignore[arg-type]
    assert find(step).missing() == f"there is no ONNX {kind}; docs/plugins.md says how to add one"
    monkeypatch.setattr(onnx, "find_spec", lambda name: None)
    with pytest.raises(PluginError) as caught:
        make(step)
    assert str(caught.value) == (
        "ONNX model cannot run here: needs the extra onnx: pip install ldct-studio[onnx]."
    )


@pytest.mark.usefixtures("models")
def test_pictures_labels_and_refusals_come_from_the_lane_worker() -> None:
    """They equal what the same steps make here; a model that is refused costs its pane one sentence."""
    toy.keep("other", toy.halved(), sha256="0" * 64)
    assert not find(DENOISER).live
    assert not find(SEGMENTER).live
    study = Study("discs", {"scan": discs()})
    steps, refused = (*LOW, DENOISER), (*LOW, DENOISER.replace(model="other"))
    lanes = (Lane("Toy", steps), Lane("Refused", refused))
    asked = Request(study, "scan", 0, DoseLevel(0.5, study.scan), lanes, segmenter=SEGMENTER)
    frames: queue.SimpleQueue[Frame] = queue.SimpleQueue()
    live = Live(frames.put)
    live.submit(asked)
    first, *rest = sorted((frames.get(timeout=60) for _ in range(3)), key=lambda f: f.lane.title)
    live.close()
    assert first.error.startswith("The file of the model other is not the one of its card")
    bare, labeled = sorted(rest, key=lambda f: f.labels is not None)
    assert bare.labels is None
    here = run(asked.source, asked.dose, steps, asked.seed).data[0].numpy()
    np.testing.assert_allclose(labeled.image, here, atol=0.01)
    found = segmented(replace(labeled, labels=None), Memo(), local=True).labels
    assert found is not None
    assert labeled.labels is not None
    assert torch.equal(labeled.labels.data.int(), found.data.int())
    assert labeled.labels.labels == found.labels
    assert set(labeled.labels.data.unique().tolist()) == {0, 1}
