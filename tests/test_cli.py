"""The command line: right files, right words, and one sentence where something is wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import nibabel
import numpy as np
import pytest
import torch

from ldct_studio import api, methods  # noqa: F401  (registers the built-in methods)
from ldct_studio.cli import commands, main
from ldct_studio.core.dose import DoseLevel, Scan
from ldct_studio.core.grid import Grid
from ldct_studio.core.paths import user_plugins
from ldct_studio.core.step import Step
from ldct_studio.core.volume import Volume
from ldct_studio.io.save import save_dicom, save_nifti
from ldct_studio.methods.demo import small_study
from ldct_studio.pipeline import run

ROOT = Path(__file__).resolve().parent.parent
GRID = Grid((3, 80, 96), (2.0, 3.0, 3.0), (-140.0, -120.0, 50.0))


def _volume() -> Volume:
    y, x = torch.meshgrid(torch.linspace(-120, 120, 80), torch.linspace(-144, 144, 96), indexing="ij")
    data = torch.full(GRID.shape, -1000.0)
    data[:, (x / 120).square() + (y / 90).square() < 1] = 40.0
    return Volume(data + 0.25, GRID)


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "scan.nii.gz"
    save_nifti(_volume(), path)
    return path


def _no_window(paths: list[Path], demo: bool) -> int:
    raise AssertionError("a command opened the window")


def _run(*words: object) -> int:
    return main([str(word) for word in words], _no_window)


def _voxels(path: Path) -> np.ndarray:
    return np.asarray(nibabel.load(path).dataobj)


@pytest.mark.parametrize(
    ("words", "paths", "demo"),
    [
        ([], [], False),
        (["--demo"], [], True),
        (["."], [Path()], False),
        (["window", ".", ".."], [Path(), Path("..")], False),
    ],
)
def test_what_is_no_command_opens_the_window(words: list[str], paths: list[Path], demo: bool) -> None:
    opened: list[tuple[list[Path], bool]] = []

    def window(paths: list[Path], demo: bool) -> int:
        opened.append((paths, demo))
        return 5

    assert main(words, window) == 5
    assert opened == [(paths, demo)]


@pytest.mark.parametrize(
    "words",
    [
        ["nowhere"],
        ["--nothing"],
        ["info"],
        ["info", "nowhere"],
        ["info", "{text}"],
        ["simulate", "{scan}", "--out", "{new}"],
        ["simulate", "{scan}", "--dose", "1.5", "--out", "{new}"],
        ["simulate", "{scan}", "--dose", "0", "--out", "{new}"],
        ["simulate", "{scan}", "--dose", "nan", "--out", "{new}"],
        ["simulate", "{scan}", "--dose", "half", "--out", "{new}"],
        ["simulate", "{scan}", "--dose", "0.5", "--out", "{scan}"],
        ["simulate", "{scan}", "--dose", "0.5", "--out", "{folder}/picture.png"],
        ["simulate", "{scan}", "--dose", "0.5", "--out", "{folder}"],
        ["demo"],
        ["demo", "--out", "{folder}"],
        ["simulate", "{scan}", "--dose", "0.5", "--out", "{folder}/no/such/folder"],
        ["simulate", "{scan}", "--dose", "0.5", "--out", "{new}", "--mode", "guess"],
        ["simulate", "{scan}", "--dose", "0.5", "--out", "{new}", "--n0", "-3"],
        ["simulate", "{scan}", "--dose", "0.5", "--out", "{new}", "--n0", "many"],
        ["simulate", "{scan}", "--dose", "0.5", "--out", "{new}", "--step", "fbp"],
        ["simulate", "{scan}", "--dose", "0.5", "--out", "{new}", "--step", "denoiser:magic"],
        ["simulate", "{scan}", "--dose", "0.5", "--out", "{new}", "--step", "denoiser:nlm:strength=9"],
        ["simulate", "{scan}", "--dose", "0.5", "--out", "{new}", "--step", "metric:rmse"],
        ["simulate", "{array}", "--dose", "0.5", "--out", "{new}"],
        ["simulate", "{array}", "--dose", "0.5", "--out", "{new}", "--spacing", "1,2"],
    ],
    ids=" ".join,
)
def test_an_error_is_exit_code_2_and_one_sentence(
    words: list[str], scan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "text.txt").write_text("hello")
    np.save(tmp_path / "array.npy", np.zeros((2, 16, 16), np.float32))
    places = {"scan": scan, "new": tmp_path / "new.nii.gz", "folder": tmp_path}
    places |= {"text": tmp_path / "text.txt", "array": tmp_path / "array.npy"}
    assert _run(*(word.format(**places) for word in words)) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    assert told.err.endswith(".\n")
    assert "Traceback" not in told.err
    assert "Error" not in told.err
    assert not places["new"].exists()


def test_the_program_says_so_in_a_process_of_its_own(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "ldct_studio", "info", str(tmp_path / "nowhere")]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"There is no file or folder {tmp_path / 'nowhere'}.\n"


def test_info_is_json_without_the_patient(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save_dicom(_volume(), tmp_path / "series", patient="Canary^Yellow")
    assert _run("info", tmp_path / "series") == 0
    text = capsys.readouterr().out
    told = json.loads(text)
    assert told["shape"] == list(GRID.shape)
    assert told["spacing_mm"] == list(GRID.spacing)
    assert told["orientation"] == "LPS"
    assert told["noise_model"]["n0"] > 0
    assert told["middle_slice"]["water_equivalent_diameter_mm"] == pytest.approx(210, abs=10)
    assert "canary" not in text.lower()


def test_simulate_writes_what_the_engine_makes(scan: Path, tmp_path: Path) -> None:
    out = tmp_path / "low.nii.gz"
    words = ("simulate", scan, "--dose", 0.25, "--n0", 2e5, "--seed", 11, "--out", out)
    assert _run(*words) == 0
    steps = (Step("simulator", "insert"), Step("reconstructor", "fbp"))
    expected = run(_volume(), DoseLevel(0.25, Scan(photons=(2e5,))), steps, 11)
    assert np.array_equal(_voxels(out).transpose(2, 1, 0), expected.data.numpy())
    assert b"simulated dose a=0.25, seed 11, not for diagnosis" in bytes(nibabel.load(out).header["descrip"])
    assert np.allclose(nibabel.load(out).affine, nibabel.load(scan).affine)
    assert _run(*words) == 2
    assert _run(*words, "--seed", 12, "--force") == 0
    assert not np.array_equal(_voxels(out).transpose(2, 1, 0), expected.data.numpy())


def test_full_dose_is_the_loaded_scan(scan: Path, tmp_path: Path) -> None:
    assert _run("simulate", scan, "--dose", 1, "--out", tmp_path / "same.nii") == 0
    assert np.abs(_voxels(tmp_path / "same.nii") - _voxels(scan)).max() == 0


def test_steps_are_taken_and_dicom_is_written(
    scan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = (
        "--mode",
        "rescan",
        "--step",
        "denoiser:nlm:strength=0.8",
        "--step",
        "reconstructor:fbp:window=hann",
    )
    assert _run("simulate", scan, "--dose", 0.5, "--n0", 1e5, *words, "--out", tmp_path / "series") == 0
    assert len(list((tmp_path / "series").iterdir())) == GRID.shape[0]
    assert capsys.readouterr().out.splitlines() == [
        f"Wrote {tmp_path / 'series'}",
        "50 % of the dose; 100 % is 1e+05 photons per ray (as given); seed 7",
    ]
    assert _run("info", tmp_path / "series") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["origin_lps_mm"] == pytest.approx(list(GRID.origin))
    written = next((tmp_path / "series").iterdir()).read_bytes()
    for step in (b"simulator:rescan", b"reconstructor:fbp:window=hann", b"denoiser:nlm"):
        assert step in written


@pytest.mark.usefixtures("registry")
def test_a_map_tells_its_unit_in_nifti_and_becomes_no_dicom(
    scan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    class Times(api.Denoiser, name="times-in-tests", title="Times", live=True):
        maps = True
        unit = "SD of noise"  # type: ignore[assignment]

        def denoise(self, volume: api.Volume) -> api.Volume:
            return volume.made(volume.data.abs() / 300)

    words = ("simulate", scan, "--dose", 0.5, "--n0", 1e5, "--step", "denoiser:times-in-tests", "--out")
    assert _run(*words, tmp_path / "map.nii.gz") == 0
    written = nibabel.load(tmp_path / "map.nii.gz")
    assert bytes(written.header["descrip"]).startswith(b"SD of noise; simulated dose")
    assert written.get_data_dtype() == np.float32
    capsys.readouterr()
    for step in ("denoiser:times-in-tests", "reconstructor:noise-map"):
        assert _run(*words[:-2], step, "--out", tmp_path / "series") == 2
        assert "These steps make a map and no CT picture; end --out in .nii.gz" in capsys.readouterr().err
    assert not (tmp_path / "series").exists()


def test_an_array_takes_its_spacing_from_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    np.save(tmp_path / "array.npy", np.full((2, 16, 24), 40, np.float32))
    assert _run("info", tmp_path / "array.npy", "--spacing", "2,1.5,1.5") == 0
    assert json.loads(capsys.readouterr().out)["spacing_mm"] == [2.0, 1.5, 1.5]


@pytest.mark.usefixtures("registry")
def test_plugins_are_listed_with_what_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    (user_plugins() / "new.py").write_text("")
    assert _run("plugins") == 0
    lines = capsys.readouterr().out.splitlines()
    (sirt,) = [line.split() for line in lines if " sirt " in line]
    assert sirt == ["reconstructor", "sirt", "SIRT", "shipped", "available"]
    assert any("new.py" in line and "asks" in line for line in lines)


def test_the_demo_is_written_with_its_truth(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(commands, "demo_study", lambda report: small_study(32, 4))
    out = tmp_path / "demo"
    assert _run("demo", "--out", out) == 0
    files = {Path(line) for line in capsys.readouterr().out.splitlines()}
    assert {"volume.nii.gz", "truth.nii.gz", "organs.nii.gz", "lesions.nii.gz", "truth.csv"} == {
        file.name for file in files
    }
    assert all(file.exists() for file in files)
    assert _run("demo", "--out", out) == 2
    assert _run("demo", "--out", out, "--force") == 0


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("--version") == 0
    assert capsys.readouterr().out.startswith("ldct-studio ")
    assert _run("--help") == 0
    assert "not for diagnosis" in " ".join(capsys.readouterr().out.split())
