"""The copied command and the copied script make the file that the window exports, to the last bit."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import h5py
import nibabel
import numpy as np
import pytest
import torch

import ldct_studio.methods  # noqa: F401  (registers the steps that recipes name)
from ldct_studio.cli import main
from ldct_studio.core.dose import Apodization, Scan
from ldct_studio.core.grid import Grid
from ldct_studio.core.lane import Lane
from ldct_studio.core.origin import Origin
from ldct_studio.core.step import Step
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Volume
from ldct_studio.gui import recipe
from ldct_studio.gui.pane import FBP, INSERT, RESCAN
from ldct_studio.gui.scene import Scene
from ldct_studio.io.save import save_dicom, save_nifti
from ldct_studio.methods.loaders import open_study
from ldct_studio.pipeline import run

ROOT = Path(__file__).resolve().parents[2]
GRID = Grid((3, 80, 96), (2.0, 3.0, 3.0), (-140.0, -120.0, 50.0))
BILATERAL = Step("denoiser", "bilateral")
COURSE = Scan((1.1e5 / 3, 9.9e4, 7e4 / 3), 2 / 3, Apodization("hamming", 0.9, 0.3), "estimated")


def _phantom(inside: float = 40.0) -> Volume:
    y, x = torch.meshgrid(torch.linspace(-120, 120, 80), torch.linspace(-144, 144, 96), indexing="ij")
    data = torch.full(GRID.shape, -1000.0)
    data[:, (x / 120).square() + (y / 90).square() < 1] = inside
    return Volume(data, GRID)


def _scene(study: Study, *steps: Step, volume: str = "") -> Scene:
    name = volume or next(iter(study.volumes))
    scene = replace(Scene().opened(study), volume=name, scan=COURSE, scan_volume=name, seed=3, fraction=1 / 3)
    return scene.with_lane(1, Lane("Wanted", steps))


def _by_command(scene: Scene, out: Path) -> np.ndarray:
    words = shlex.split(recipe.command_line(scene))
    assert words[0] == "ldct-studio"
    words[words.index("--out") + 1] = str(out)
    assert main(words[1:], lambda paths, demo: 9) == 0
    return np.asarray(nibabel.load(out).dataobj).transpose(2, 1, 0)


def _by_window(scene: Scene) -> np.ndarray:
    assert scene.source is not None
    assert scene.dose is not None
    return run(scene.source, scene.dose, scene.panes[1].lane.steps, scene.seed).data.numpy()


def _by_script(scene: Scene) -> np.ndarray:
    names: dict[str, object] = {}
    exec(recipe.python(scene), names)
    result = names["result"]
    assert isinstance(result, Volume)
    return result.data.numpy()


@pytest.mark.parametrize(
    "steps",
    [
        (INSERT, FBP),
        (RESCAN.replace(rays="fan", bowtie=True), FBP, BILATERAL),
        (INSERT, Step("reconstructor", "fbp").replace(cutoff=1 / 3)),
    ],
    ids=lambda steps: steps[0].name + str(len(steps)),
)
def test_photons_per_slice_electronic_noise_and_window_are_told_exactly(
    tmp_path: Path, steps: tuple[Step, ...]
) -> None:
    save_nifti(_phantom(), tmp_path / "scan.nii.gz")
    scene = _scene(open_study([tmp_path / "scan.nii.gz"]), *steps)
    expected = _by_window(scene)
    assert np.array_equal(_by_command(scene, tmp_path / "out.nii.gz"), expected)
    assert np.array_equal(_by_script(scene), expected)


def test_another_series_of_a_folder_is_told(tmp_path: Path) -> None:
    save_dicom(_phantom(), tmp_path / "in" / "a")
    save_dicom(_phantom(90.0), tmp_path / "in" / "b")
    first = open_study([tmp_path / "in"])
    (key,) = [series.key for series in first.facts.series if not series.opened]
    scene = _scene(open_study([tmp_path / "in"], series=key), INSERT, FBP)
    assert scene.source is not None
    assert not torch.equal(scene.source.data, first.first.data)
    expected = _by_window(scene)
    assert np.array_equal(_by_command(scene, tmp_path / "out.nii.gz"), expected)
    assert np.array_equal(_by_script(scene), expected)


def test_the_spacing_of_an_array_is_told(tmp_path: Path) -> None:
    np.save(tmp_path / "scan.npy", _phantom().data.numpy())
    scene = _scene(open_study([tmp_path / "scan.npy"], spacing=(2.0, 10 / 3, 10 / 3)), INSERT, FBP)
    expected = _by_window(scene)
    assert np.array_equal(_by_command(scene, tmp_path / "out.nii.gz"), expected)
    assert np.array_equal(_by_script(scene), expected)


def test_a_difference_is_told_as_a_script(tmp_path: Path) -> None:
    save_nifti(_phantom(), tmp_path / "scan.nii.gz")
    scene = _scene(open_study([tmp_path / "scan.nii.gz"]), INSERT, FBP)
    assert scene.source is not None
    lane = replace(scene.panes[1].lane, minus=())
    expected = _by_window(scene) - scene.source.data.numpy()
    assert recipe.command_line(scene.with_lane(1, lane)) == ""
    assert np.array_equal(_by_script(scene.with_lane(1, lane)), expected)


def _process(*words: str) -> str:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("kind", ["nifti", pytest.param("dicom", marks=pytest.mark.slow)])
def test_window_command_and_script_agree_in_processes_of_their_own(tmp_path: Path, kind: str) -> None:
    if kind == "nifti":
        path, steps = (
            tmp_path / "scan.nii.gz",
            ("simulator:insert", "reconstructor:fbp", "denoiser:bilateral"),
        )
        save_nifti(_phantom(), path)
    else:
        path, steps = tmp_path / "scan", ("simulator:rescan:rays=fan", "reconstructor:fbp")
        save_dicom(_phantom(), path)
    window, command, voxels = (tmp_path / name for name in ("window.nii.gz", "command.nii.gz", "script.npy"))
    told = _process(sys.executable, "-m", "tests.gui.exporting", str(path), "", str(window), *steps)
    line, script, sentence = json.loads(told)
    assert "was written" in sentence
    _process(sys.executable, "-m", "ldct_studio", *shlex.split(line)[1:-1], str(command))
    assert command.read_bytes() == window.read_bytes()
    _process(sys.executable, "-c", f"{script}import numpy\nnumpy.save({str(voxels)!r}, result.data.numpy())")
    written = np.asarray(nibabel.load(window).dataobj).transpose(2, 1, 0)
    assert written.dtype == np.float32
    assert np.array_equal(np.load(voxels), written)


def test_of_measured_projections_both_start_from_the_rays(tmp_path: Path) -> None:
    views, bins = 60, 48
    profile = 1.2 * np.exp(-(((np.arange(bins) - 22) / 8) ** 2))
    lines = np.tile(profile, (views, 2, 1)) * np.linspace(0.9, 1.1, views)[:, None, None]
    with h5py.File(tmp_path / "scan.h5", "w") as file:
        file["exchange/data"] = np.random.default_rng(1).poisson(2e4 * np.exp(-lines)).astype(float)
        file["exchange/data_white"] = np.random.default_rng(2).poisson(2e4, (20, 2, bins)).astype(float)
        file["exchange/theta"] = np.arange(views) * 180 / views
    spacing = (1.0, 1.0, 0.3)
    opened = open_study([tmp_path / "scan.h5"], spacing=spacing)
    assert opened.first.unit == "1/cm"
    study = replace(opened, origin=Origin((str(tmp_path / "scan.h5"),), spacing=spacing))
    scene = replace(Scene().opened(study), volume=study.name, seed=3, fraction=1 / 3)
    scene = scene.with_lane(1, Lane("Wanted", (RESCAN, FBP)))
    assert scene.source is not None
    assert scene.dose is not None
    rays = study.projections[study.name]
    wanted = run(scene.source, scene.dose, (RESCAN, FBP), 3, measured=rays).data.numpy()
    assert np.array_equal(_by_command(scene, tmp_path / "out.nii.gz"), wanted)
    assert np.array_equal(_by_script(scene), wanted)
