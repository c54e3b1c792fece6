"""The shipped networks keep their word: less noise, HU that stay, organs that are found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
import torch

from ldct_studio import methods  # noqa: F401
from ldct_studio.core.dose import DoseLevel
from ldct_studio.core.errors import GeometryError
from ldct_studio.core.grid import Grid
from ldct_studio.core.lane import Lane, Request
from ldct_studio.core.memo import Memo
from ldct_studio.core.paths import resource
from ldct_studio.core.step import Step
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Volume
from ldct_studio.methods.demo import TRUTH, small_study
from ldct_studio.nets.catalog import card_of, models
from ldct_studio.nets.model import CARD, TrainingFile, read_card
from ldct_studio.pipeline import fold, frame, segmented
from ldct_studio.plugin import make_lane_step

LOW = (Step("simulator", "insert"), Step("reconstructor", "fbp"))
UNET = (*LOW, Step("denoiser", "network"))
ROW = 12


@pytest.fixture(scope="module")
def study() -> Study:
    return small_study(256, 24)


def liver(study: Study) -> torch.Tensor:
    return study.labels["Organs"].data[ROW] == 1


def scatter(error: torch.Tensor) -> float:
    """Return the robust SD: vessels, whose edges FBP blurs, are no noise."""
    return 1.4826 * float((error - error.median()).abs().median())


def picture(study: Study, steps: tuple[Step, ...], dose: float) -> torch.Tensor:
    request = Request(study, "Demo scan", ROW, DoseLevel(dose, study.scan), ())
    with torch.inference_mode():
        return fold(request, ROW, steps, Memo(), local=True).image.data[0].clone()


@pytest.mark.parametrize(("dose", "left"), [(0.5, 0.9), (0.1, 0.6), (0.03, 0.6)])
def test_the_unet_takes_noise_out_and_leaves_hu(study: Study, dose: float, left: float) -> None:
    """It aims at the picture of full dose with its noise, so that little may go where little is missing."""
    truth = study.volumes[TRUTH].data[ROW]
    before, after = (picture(study, steps, dose) - truth for steps in (LOW, UNET))
    inside = liver(study)
    assert scatter(after[inside]) < left * scatter(before[inside])
    assert abs(float(after[inside].mean() - before[inside].mean())) < 5


def test_a_picture_without_noise_hardly_changes(study: Study) -> None:
    truth = study.volumes[TRUTH]
    water = Volume(torch.zeros_like(truth.data[:1]), truth.grid.rows(0, 1))
    denoiser = make_lane_step(UNET[-1])
    with torch.inference_mode():
        made = denoiser.denoise(water)  # type: ignore[attr-defined]
    assert float(made.data[0, 40:-40, 40:-40].abs().max()) < 3


def test_the_segmenter_finds_the_liver(study: Study) -> None:
    lane = Lane("Reference")
    request = Request(study, "Demo scan", ROW, DoseLevel(1.0, study.scan), (lane,))
    request = replace(request, segmenter=Step("segmenter", "network"))
    memo = Memo()
    labels = segmented(frame(request, lane, memo), memo).labels
    assert labels is not None
    value = next(label.value for label in labels.labels if label.name == "Liver")
    found, true = labels.data[0] == value, liver(study)
    assert 2 * int((found & true).sum()) / int(found.sum() + true.sum()) > 0.9


@pytest.mark.parametrize("kind", ["denoiser", "segmenter"])
def test_pixels_that_a_network_is_not_made_for_are_refused(kind: Literal["denoiser", "segmenter"]) -> None:
    step = make_lane_step(Step(kind, "network"))
    for pixel, right in ((0.25, False), (0.3, True), (2.0, True), (2.1, False)):
        volume = Volume(torch.zeros(1, 32, 32), Grid((1, 32, 32), (2.0, pixel, pixel)))
        work = step.denoise if kind == "denoiser" else step.segment  # type: ignore[attr-defined]
        with torch.inference_mode():
            if right:
                work(volume)
                continue
            with pytest.raises(GeometryError, match=r"made for pixels of 0.3 to 2 mm, and these have"):
                work(volume)


@pytest.mark.parametrize("kind", ["denoiser", "segmenter"])
def test_a_model_that_learned_from_phantoms_says_so(kind: Literal["denoiser", "segmenter"]) -> None:
    for folder in (resource("models") / name for name in models(kind)):
        if (folder / CARD).is_file():
            assert "synthetic patients" in read_card(folder).note


@pytest.mark.data
def test_no_model_was_trained_on_the_abdomen_that_judges_it(shared_data: Path) -> None:
    import hashlib

    judged = {
        hashlib.sha256(file.read_bytes()).hexdigest()
        for file in (shared_data / "ct_abdomen_dicom").rglob("*")
        if file.is_file()
    }
    for kind in ("denoiser", "segmenter"):
        for name in models(kind):  # type: ignore[arg-type]
            files: tuple[TrainingFile, ...] = card_of(name, kind).files  # type: ignore[arg-type]
            assert not judged & {file.sha256 for file in files}
