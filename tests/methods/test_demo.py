"""The demo study: what it holds, its noise, its cache and its files."""

from __future__ import annotations

import csv
import json
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import torch

from ldct_studio.core.errors import Cancelled, StudioError
from ldct_studio.core.grid import Grid
from ldct_studio.core.paths import resource
from ldct_studio.core.progress import Progress
from ldct_studio.core.study import Study
from ldct_studio.methods import demo, demo_cache
from ldct_studio.physics import abdomen

GRID = abdomen.demo_grid(64, 4)


@cache
def small() -> Study:
    return demo.small_study(96, 12)


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch, home: Path) -> Grid:
    """Let the demo be four coarse slices, with a cache of its own."""
    monkeypatch.setattr(demo, "OPENING_ROW", 2)
    monkeypatch.setattr(abdomen, "demo_grid", lambda size=64, slices=4: GRID)
    assert not demo_cache.folder().exists()
    return GRID


def test_the_opening_slice_has_the_noise_of_a_clinical_scan() -> None:
    """Liver noise at full size: 10 to 14 HU where the truth is flat, and no shift of the mean."""
    grid = abdomen.demo_grid()
    voxels = demo.scanned(grid, demo.OPENING_ROW, 1)
    truth, scan = (v[0].float() * demo.STEP for v in (voxels.truth, voxels.scan))
    liver = voxels.organs[0] == 1
    flat = (
        torch.nn.functional.avg_pool2d((liver & ((truth - 108).abs() < 8))[None].float(), 9, 1, 4)[0] > 0.999
    )
    assert int(flat.sum()) > 5000
    noise = (scan - truth)[flat]
    assert 10 < float(noise.std()) < 14
    assert abs(float(noise.mean())) < 1
    assert {1, 2, 3} <= set(voxels.lesions.unique().tolist())


def test_the_study_holds_scan_truth_labels_and_facts() -> None:
    study = small()
    assert list(study.volumes) == ["Demo scan", "Noise-free truth"]
    assert study.name == "Demo abdomen"
    assert study.first is study.volumes[demo.SCAN]
    grids = [v.grid for v in study.volumes.values()] + [m.grid for m in study.labels.values()]
    assert all(g == grids[0] for g in grids)
    assert study.scan.photons == (1e6,)
    assert (study.scan.source, study.scan.electronic) == ("known", 5.0)
    assert study.scan.apodization.name == "hann"
    assert study.scan.note == "simulated scan: 10⁶ photons per ray"
    assert study.scan.exposure.ctdi_phantom_cm == 32
    assert study.facts.windows == ((400.0, 40.0),)
    assert len(study.truth) == len(study.labels["Lesions"].labels) == 8
    assert not study.path


def test_labels_have_the_colors_of_the_design() -> None:
    palette = set(json.loads(resource("tokens.json").read_text(encoding="utf-8"))["labels"])
    for labels in small().labels.values():
        assert {item.color for item in labels.labels} <= palette
        assert set(labels.data.unique().tolist()) <= {0} | {item.value for item in labels.labels}


def test_truth_stands_where_its_labels_are() -> None:
    study = small()
    labels = study.labels["Lesions"]
    for item, label in zip(study.truth, labels.labels, strict=True):
        where = (labels.data == label.value).nonzero().double()
        if len(where) > 3:
            z, y, x = (float(v) for v in where.mean(0))
            assert np.allclose(labels.grid.patient((z, y, x)), item.center, atol=2 * labels.grid.spacing[0])


def test_scan_and_truth_agree_but_for_noise_and_blur() -> None:
    study = small()
    scan, truth = (v.data for v in study.volumes.values())
    assert float((scan - truth).median()) == pytest.approx(0, abs=3)
    assert not torch.equal(scan, truth)
    assert bool((scan / demo.STEP == (scan / demo.STEP).round()).all())


def test_it_is_made_once_and_loaded_the_same(tiny: Grid, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[Progress] = []
    made = demo.demo_study(heard.append)
    assert heard[0].preview is not None
    row, picture = heard[0].preview
    assert row == 2
    assert picture.dtype == np.float32
    assert np.abs(picture - made.first.data[row].numpy()).max() <= demo.STEP, "the rounding of a batch"
    monkeypatch.setattr(demo, "scanned", None)
    loaded = demo.demo_study()
    for name in made.volumes:
        assert torch.equal(made.volumes[name].data, loaded.volumes[name].data)
    for name in made.labels:
        assert torch.equal(made.labels[name].data, loaded.labels[name].data)


def test_a_damaged_cache_is_made_again(tiny: Grid) -> None:
    made = demo.demo_study()
    (demo_cache.folder() / "1.npy").write_bytes(b"not an array")
    assert torch.equal(made.first.data, demo.demo_study().first.data)
    assert demo_cache.load(4, tiny.shape) is not None


def test_it_stops_when_nobody_waits(tiny: Grid) -> None:
    with pytest.raises(Cancelled):
        demo.demo_study(cancelled=lambda: True)
    assert demo_cache.load(4, tiny.shape) is None


def test_files_for_the_command_line(tmp_path: Path) -> None:
    files = demo.demo_files(tmp_path / "out", small())
    assert {f.name for f in files} == {
        "volume.nii.gz",
        "truth.nii.gz",
        "organs.nii.gz",
        "lesions.nii.gz",
        "truth.csv",
    }
    assert all(f.is_file() for f in files)
    with (tmp_path / "out" / "truth.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [float(r["diameter_mm"]) for r in rows] == [item.diameter for item in small().truth]
    assert float(rows[0]["z_mm"]) == small().truth[0].center[2]


def test_a_folder_that_is_a_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("here", encoding="utf-8")
    with pytest.raises(StudioError, match="choose another"):
        demo.demo_files(tmp_path / "out", small())
