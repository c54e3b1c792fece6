"""End2end-ALARA from end to end: a training, a set, its evaluation, and the dose of an open case."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from ldct_studio.core.advice import Ask
from ldct_studio.core.cancel import stop_when
from ldct_studio.core.dose import Scan
from ldct_studio.core.errors import Cancelled, GeometryError, PluginError
from ldct_studio.core.grid import Grid
from ldct_studio.core.step import Step
from ldct_studio.core.volume import Volume
from ldct_studio.nets.model import load_model
from ldct_studio.plugin import Advisor, make
from tests.plugins.alara_parts import SHORT, loaded, part, training
from tests.plugins.recipe_runs import digests, run_recipe

CPU = torch.device("cpu")


@pytest.fixture(scope="module", autouse=True)
def _plugin() -> Iterator[None]:
    with loaded():
        yield


def run(text: str, folder: Path) -> list[Any]:
    return run_recipe(f"alara.{text}", folder)


def test_a_training_keeps_a_reconstruction_and_a_dose_module_and_resumes(tmp_path: Path) -> None:
    text = "training:" + ",".join(f"{name}={value}" for name, value in SHORT.items())
    run(text, tmp_path / "whole")
    left = iter([False] * 2 + [True])
    with stop_when(lambda: next(left, True)), pytest.raises(Cancelled):
        run(text, tmp_path / "parts")
    run(text, tmp_path / "parts")
    assert digests(tmp_path / "whole") == digests(tmp_path / "parts")
    module, card = load_model(tmp_path / "whole" / "dose")
    assert card.kind == "dose"
    assert card.works_at_mm == 12.5
    assert 100 <= float(module(torch.zeros(1, 1, 32, 32)).exp()) <= 1e7


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("alara") / "set"
    run("all", folder)
    return folder


def test_a_set_holds_every_policy_and_an_evaluation_says_what_each_costs(
    finished: Path, tmp_path: Path
) -> None:
    card = part("everything").read_set(finished / "models")
    names = ["fixed", "tcm", "angular", "alara", "fixed-all", "tcm-all", "angular-all"]
    assert list(card.policies) == names
    assert card.policies["fixed"].trained == 4096
    run(f"evaluation:models={finished / 'models'},patients=20", tmp_path / "found")
    with (tmp_path / "found" / "table.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 7 * 20
    assert {float(row["photons per ray"]) for row in rows if row["policy"] == "fixed"} == {4096.0}
    text = (tmp_path / "found" / "report.txt").read_text(encoding="utf-8")
    assert max(map(len, text.splitlines())) <= 100
    for word in ("unreachable", "geometric", "Correlation", "exchangeable", "HOLD"):
        assert word in text
    again = dict(digests(finished))
    run("all", finished)  # everything is there already
    assert digests(finished) == again


def abdomen(pixel: float = 0.8) -> Volume:
    drawn = part("cases").draw_cases(training(size=512), range(1, 2)).hu
    return Volume(drawn.expand(2, -1, -1).contiguous(), Grid((2, 512, 512), (2.0, pixel, pixel)))


def test_a_dose_is_proposed_for_an_open_case(
    finished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    advice = part("advice")
    monkeypatch.setattr(advice, "finished_sets", lambda study: (finished / "models",))
    with pytest.raises(PluginError, match="too coarse"):
        make(Step("advisor", "alara")).askable()  # type: ignore[attr-defined]
    monkeypatch.setattr(advice, "COARSEST", 20.0)
    damaged = tmp_path / "damaged"
    damaged.mkdir()
    (damaged / "calibration.json").write_text("{}", encoding="utf-8")
    (damaged / "card.json").write_text('{"preset": "of another version"}', encoding="utf-8")
    monkeypatch.setattr(advice, "finished_sets", lambda study: (damaged, finished / "models"))
    asked = make(Step("advisor", "alara"))
    assert isinstance(asked, Advisor)
    able = asked.askable()
    assert able.unit == "dB"
    assert able.low < able.high
    volume, scan = abdomen(), Scan((1e5,))
    middle = (able.low + able.high) / 2
    low, usual = (asked.advise(volume, 1, scan, Ask(target, 0.7)) for target in (middle, middle + 1))
    assert 0 < low.low <= low.fraction < usual.fraction  # more is asked for
    assert usual.low <= usual.fraction <= usual.high
    twice = asked.advise(volume, 1, Scan((2e5,)), Ask(middle, 0.7))
    assert twice.fraction == pytest.approx(low.fraction / 2)
    assert {name for name, _ in low.others} == {"Fixed dose", "Tube current modulation"}
    assert "synthetic patients" in low.caution
    assert "preset small" in low.caution
    with pytest.raises(GeometryError, match="ask for less"):
        asked.advise(volume, 1, scan, Ask(able.high + 20))
    with pytest.raises(GeometryError, match="40 cases to calibrate with cannot promise 99 %"):
        asked.advise(volume, 1, scan, Ask(middle, 0.99))
    assert asked.advise(volume, 1, scan, Ask(able.high)).fraction > 0  # the largest offered is never refused
    dark = asked.advise(volume, 1, replace(scan, electronic=1.0), Ask(middle, 0.7))
    assert "electronic noise" in dark.caution
    assert any("Simulated on this slice" in fact for fact in low.because)
    monkeypatch.setattr(advice._Known, "searched", lambda self, *asked: 1e9)
    unlike = asked.advise(volume, 1, scan, Ask(middle, 0.7))
    assert unlike.fraction == unlike.high > 100 * low.high
    assert "the simulation needs" in unlike.caution
    monkeypatch.setattr(advice._Known, "searched", lambda self, *asked: math.inf)
    with pytest.raises(GeometryError, match="on this slice; ask for less"):
        asked.advise(volume, 1, scan, Ask(middle, 0.7))
    with pytest.raises(GeometryError, match="HU"):
        asked.advise(replace(volume, modality="MR"), 0, scan, Ask(able.usual))


def test_a_case_is_seen_on_the_networks_pixels_and_in_their_place() -> None:
    config = training(size=64)
    hu, area = part("advice").case_of(config, abdomen(400 / 512), 1)
    same = part("cases").draw_cases(training(size=512), range(1, 2)).hu
    torch.testing.assert_close(hu, torch.nn.functional.avg_pool2d(same, 8), atol=0.6, rtol=0)
    smaller, less = part("advice").case_of(config, abdomen(200 / 512), 1)
    assert smaller.shape == hu.shape
    assert less == pytest.approx(area / 4, rel=0.1)
    assert float(smaller[0, 0, 0]) == -1000
    with pytest.raises(GeometryError, match="larger than"):
        part("advice").case_of(config, abdomen(600 / 512), 1)
    volume = abdomen(600 / 512)
    inner = torch.full_like(volume.data, -1000.0)
    inner[:, 200:300, 200:300] = 40.0  # a large field about a small patient
    assert part("advice").case_of(config, replace(volume, data=inner), 1)[0].shape == hu.shape


def test_what_a_slice_needs_is_searched_with_its_own_pictures(finished: Path) -> None:
    """Needing is reaching: at the dose that is found the picture has the quality that was asked for."""
    known = part("advice")._Known(finished / "models")
    hu, _ = part("advice").case_of(known.config, abdomen(), 1)
    member, doses = known._members["alara"], part("measuring").doses_about(4096.0)
    prior = part("cases").prior_of(member.config, hu)
    curve = member.curves(part("cases").Pool(hu, prior), doses)
    target = float(curve.quality[0, -1]) - 0.05
    needed = known.searched(hu, target, 3.0)
    assert 0 < needed <= doses[-1]
    assert curve.at(needed * np.ones(1))[0] == pytest.approx(target, abs=0.5)


def test_a_calibration_from_before_doses_were_kept_is_read(tmp_path: Path) -> None:
    held = {"photons": [1.0], "quality": [[30.0] * 27], "densest": [4.0]}
    (tmp_path / "calibration.json").write_text(json.dumps({"alara": held}), encoding="utf-8")
    found = part("calibration").read_calibration(tmp_path, ["alara"])["alara"]
    np.testing.assert_allclose(found.doses, np.geomspace(50, 1e6, 27))


def test_a_psnr_is_told_as_what_it_is_of_a_picture() -> None:
    said, ask = part("advice")._said, Ask
    assert said(training(truth="scan"), ask(59.0)) == "59.0 dB: 4.6 HU RMS from the scan without noise"
    assert said(training(), ask(30.0)) == "30.0 dB: 130 HU RMS from the patient"


def test_as_many_photons_per_mm_are_the_same_dose() -> None:
    config = training(size=64, views=96)
    factor = part("advice").per_ray(config, abdomen(400 / 512))
    assert factor == pytest.approx(96 / 1000 * (400 / 512) / 6.25)


def test_a_set_that_is_not_finished_says_so(tmp_path: Path) -> None:
    with pytest.raises(PluginError, match="no finished set"):
        part("everything").read_set(tmp_path)


def test_the_paper_preset_holds_the_publication() -> None:
    everything = part("everything")
    chosen = everything.Everything(everything.Everything.Config(preset="paper"))
    config = part("recipes").Training.model_validate(chosen._settings())
    assert (config.target, config.size, config.views, config.dose_width) == (38.57, 362, 1000, 64)
    assert chosen.effort(CPU).seconds > 1e6
