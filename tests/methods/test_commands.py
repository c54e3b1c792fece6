"""Predictors of others as commands: what they answer, how they fail, and that nothing is left of them."""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
import torch

from ldct_studio import methods  # noqa: F401
from ldct_studio.core.cancel import stop_when
from ldct_studio.core.dose import DoseLevel, Scan
from ldct_studio.core.errors import Cancelled, GeometryError, PluginError, StudioError
from ldct_studio.core.grid import Grid
from ldct_studio.core.lane import Lane, Request
from ldct_studio.core.memo import Memo
from ldct_studio.core.paths import data_dir, log_dir
from ldct_studio.core.step import Step
from ldct_studio.core.study import Study
from ldct_studio.core.volume import LabelMap, Volume
from ldct_studio.gui.export_labels import found_labels
from ldct_studio.io.reader import Readers
from ldct_studio.io.series_opening import head_of
from ldct_studio.methods import command_answer
from ldct_studio.methods.command_run import last_lines
from ldct_studio.nets.predictors import predictor
from ldct_studio.pipeline import frame, segmented
from ldct_studio.plugin import Segmenter, find, make, make_lane_step

TOY = Path(__file__).with_name("toy_predictor.py")
STEP = Step("segmenter", "command", (("model", "toy"),))


def dense(turned: bool = False) -> Volume:
    """Return a small volume with a dense block that no flip maps onto itself; oblique where ``turned``."""
    cosine, sine = (0.8, 0.6) if turned else (1.0, 0.0)
    direction = (cosine, -sine, 0.0, sine, cosine, 0.0, 0.0, 0.0, 1.0)
    grid = Grid((6, 10, 12), (3.0, 0.8, 0.8), (-40.0, 25.5, 310.0), direction)
    data = torch.full(grid.shape, -1000.0)
    data[1:3, 2:5, 1:9] = 700.0
    return Volume(data, grid)


def card(what: str, name: str = "toy", **more: str) -> Path:
    """Write the card of a predictor that does something, and return its path."""
    folder = data_dir() / "predictors"
    folder.mkdir(exist_ok=True)
    words = more.pop("command", f"['{sys.executable}', '-S', '-E', '{TOY}', '{what}', '{{in}}', '{{out}}']")
    lines = {"title": "'Toy'", "command": words, "memory": "4", "classes": "{ 1 = 'Dense' }"} | more
    path = folder / f"{name}.toml"
    path.write_text("".join(f"{key} = {value}\n" for key, value in lines.items()), encoding="utf-8")
    return path


def found(volume: Volume | None = None, step: Step = STEP) -> LabelMap:
    plugin = make(step)
    assert isinstance(plugin, Segmenter)
    return plugin.segment(volume or dense())


def refused(kind: type[StudioError] = PluginError) -> str:
    with pytest.raises(kind) as caught:
        found()
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test a folder for temporary files, in which nothing may be left."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture(autouse=True)
def _nothing_left(temporary: Path, tmp_path: Path) -> Iterator[None]:
    yield
    assert not list(temporary.iterdir())
    for path in (tmp_path / "parent", tmp_path / "child"):
        assert not path.exists() or not psutil.pid_exists(int(path.read_text()))


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Readers]:
    """Start the process that reads answers once for many tests."""
    path = tmp_path_factory.mktemp("reader") / "empty.nii"
    path.touch()
    with Readers(command_answer._LIMITS, command_answer._stopped) as readers:
        head_of(readers.one(), path, lambda: False)
        yield readers


@pytest.fixture
def one_reader(reader: Readers, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test ask the process that others ask as well."""
    monkeypatch.setattr(command_answer, "Readers", lambda limits, stopped: nullcontext(reader))


@pytest.mark.parametrize(("what", "turned"), [("threshold", False), ("flipped", True)])
def test_a_command_finds_labels_in_the_places_of_the_volume(what: str, turned: bool) -> None:
    card(what)
    volume = dense(turned)
    before = volume.data.clone()
    labels = found(volume)
    assert torch.equal(labels.data, (volume.data > 300).to(labels.data.dtype))
    assert labels.grid == volume.grid
    assert [(label.value, label.name) for label in labels.labels] == [(1, "Dense")]
    assert torch.equal(volume.data, before)


@pytest.mark.usefixtures("one_reader")
def test_an_empty_mask_is_an_answer() -> None:
    card("empty")
    labels = found()
    assert not labels.data.any()
    assert [label.name for label in labels.labels] == ["Dense"]


@pytest.mark.usefixtures("one_reader")
def test_a_tool_may_write_into_a_folder_under_a_name_of_its_own() -> None:
    card("folder", input="'case_0000.nii.gz'", output="'*.nii.gz'", classes="[{ value = 1, name = 'Dense' }]")
    assert found().data.sum() == 2 * 3 * 8


@pytest.mark.usefixtures("one_reader")
def test_a_tool_that_prints_much_fills_nothing() -> None:
    card("loud")
    assert found().data.any()


@pytest.mark.usefixtures("one_reader")
def test_it_gets_what_it_needs_and_no_secrets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HF_TOKEN", "secret")
    card("environment", environment=f"{{ TOY_PLACE = '{tmp_path}' }}")
    found()
    given = (tmp_path / "environment").read_text().split()
    assert {"HOME", "PATH", "TMPDIR", "TOY_PLACE"} <= set(given)
    assert not {"HF_TOKEN", "LDCT_STUDIO_HOME", "PYTHONPATH"} & set(given)


def test_a_crash_is_told_with_its_last_words() -> None:
    card("crash")
    said = refused()
    assert said.startswith("Toy failed (exit code 1); check its installation and its card. It said: “")
    assert said.endswith("ValueError: the weights are damaged”")
    assert "loading weights" in (log_dir() / "predictor-toy.log").read_text()


@pytest.mark.parametrize(
    ("what", "kind", "said"),
    [
        ("shape", GeometryError, "answered with 12 × 10 × 5 voxels, and the volume has 12 × 10 × 6; "),
        ("spacing", GeometryError, "labels that lie elsewhere than the volume; "),
        ("mirrored", GeometryError, "labels that lie elsewhere than the volume; "),
        ("nan", PluginError, "no label map. “out.nii.gz” is no label map: its voxels are not whole numbers"),
        ("fractional", PluginError, "its voxels are not whole numbers from 0 up."),
        ("unknown", PluginError, "answered with the value 7, which its card does not name; "),
        ("garbage", PluginError, "gave an answer that is no label map. “out.nii.gz” "),
        (
            "nothing",
            PluginError,
            "without its answer, “out.nii.gz”; check its command in the card. It said: ",
        ),
    ],
)
@pytest.mark.usefixtures("one_reader")
def test_an_answer_is_not_believed(what: str, kind: type[StudioError], said: str) -> None:
    card(what)
    assert said in refused(kind)


@pytest.mark.usefixtures("one_reader")
def test_values_without_a_name_may_be_background() -> None:
    card("unknown", others="'background'")
    assert not found().data.any()


@pytest.mark.parametrize("what", ["hang", "deaf"])
def test_what_takes_too_long_is_ended(what: str, tmp_path: Path) -> None:
    card(what, timeout="1", environment=f"{{ TOY_PLACE = '{tmp_path}' }}")
    assert "Toy was not done after 1 s and was ended; allow it more time in its card" in refused()


def test_what_takes_too_much_memory_is_ended() -> None:
    card("memory", memory="0.25")
    assert "Toy took more than 0.25 GiB of memory and was ended; " in refused()


@pytest.mark.usefixtures("one_reader")
def test_children_that_are_left_behind_are_ended(tmp_path: Path) -> None:
    card("child", environment=f"{{ TOY_PLACE = '{tmp_path}' }}")
    assert found().data.any()
    assert (tmp_path / "child").exists()


@pytest.mark.parametrize("wish", [Cancelled, KeyboardInterrupt])
def test_cancel_ends_it(wish: type[BaseException], tmp_path: Path) -> None:
    card("hang", environment=f"{{ TOY_PLACE = '{tmp_path}' }}")

    def nobody_waits() -> bool:
        if (tmp_path / "parent").exists() and wish is KeyboardInterrupt:
            raise KeyboardInterrupt
        return (tmp_path / "parent").exists()

    with stop_when(nobody_waits), pytest.raises(wish):
        found()
    assert (tmp_path / "parent").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_it_ends_with_whoever_waits_for_it(tmp_path: Path, temporary: Path) -> None:
    """A process that is killed while its command runs leaves neither the command nor the patient's voxels."""
    card("hang", environment=f"{{ TOY_PLACE = '{tmp_path}' }}")
    code = "from tests.methods.test_commands import found; found()"
    waiting = psutil.Popen([sys.executable, "-c", code], env=os.environ | {"TMPDIR": str(temporary)})
    pause, until = threading.Event(), time.monotonic() + 30
    while not ((tmp_path / "parent").exists() and (tmp_path / "parent").read_text()):
        assert time.monotonic() < until
        pause.wait(0.05)
    assert list(temporary.iterdir())
    waiting.kill()
    waiting.wait()
    hanging = int((tmp_path / "parent").read_text())
    while psutil.pid_exists(hanging) or list(temporary.iterdir()):
        assert time.monotonic() < until
        pause.wait(0.05)


def test_unknown_predictors_are_one_sentence() -> None:
    card("threshold", "mine")
    assert refused() == (
        "There is no predictor “toy” on this computer; set it up in the folder “predictors”. Known are: mine."
    )
    with pytest.raises(PluginError, match=r"^No predictor is chosen; known are: mine\.$"):
        found(step=Step("segmenter", "command"))
    with pytest.raises(PluginError, match="is not a setting here"):
        make(STEP.replace(command="rm"))


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (
            {"command": "['nothing-like-this', '{in}', '{out}']"},
            "needs the program “nothing-like-this”, which",
        ),
        ({"command": "['./here', '{in}', '{out}']"}, "needs the program “./here”, which is not there; "),
        ({"command": "['python', '{in}']"}, "its command has to name {in} and {out}, or {folder}."),
        ({"command": "['python', '{in}', '{out}', '{home}']"}, "nothing else in braces."),
        ({"input": "'../in.nii.gz'"}, "“input” is '../in.nii.gz': "),
        ({"output": "'out.nrrd'"}, "“input” and “output” end in .nii or .nii.gz."),
        ({"classes": "{ 0 = 'Air' }"}, "“classes.0.value” is '0': "),
        ({"classes": "[{ value = 1, name = 'A' }, { value = 1, name = 'B' }]"}, "have the same value."),
        ({"spacing_mm": "[2, 1]"}, "“spacing_mm” is the smallest and the largest side of a voxel."),
        ({"shell": "true"}, "“shell” is not a setting here."),
        ({"title": "Toy"}, "The card of the predictor toy is no TOML: "),
    ],
)
def test_mistakes_of_a_card_are_said(more: dict[str, str], said: str) -> None:
    card("threshold", **more)
    assert said in refused()


def test_volumes_that_it_is_not_made_for_are_refused() -> None:
    card("threshold", spacing_mm="[0.5, 2.0]")
    assert "made for voxels of 0.5 to 2 mm, and these have 0.8 to 3 mm; " in refused(GeometryError)
    with pytest.raises(GeometryError, match="takes CT in HU, and this volume is none; "):
        found(replace(dense(), modality="MR"))


@pytest.mark.usefixtures("one_reader")
@pytest.mark.skipif(sys.platform == "win32", reason="no shell scripts")
def test_shipped_recipes_are_offered_where_their_programs_are(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find(STEP).missing().startswith("needs TotalSegmentator (pip install TotalSegmentator), nnU-Net (")
    with pytest.raises(PluginError, match="Command cannot run here: needs TotalSegmentator"):
        make(STEP)
    toy = f"exec '{sys.executable}' -S -E '{TOY}'"
    programs = {
        "TotalSegmentator": f"""{toy} threshold "$2" "$4" """,
        "nnUNetv2_predict_from_modelfolder": f"""{toy} folder "$2"/case_0000.nii.gz "$4"/other.nii.gz """,
    }
    for name, script in programs.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n")
        (tmp_path / name).chmod(0o755)
    trained = tmp_path / "results" / "Dataset007_Liver" / "nnUNetTrainer__nnUNetPlans__3d_fullres"
    for fold in ("fold_0", "fold_2"):
        (trained / fold).mkdir(parents=True)
        (trained / fold / "checkpoint_final.pth").touch()
    (trained / "dataset.json").write_text(
        '{"channel_names": {"0": "CT"}, "labels": {"background": 0, "liver": 1, "tumor": 2}, '
        '"file_ending": ".nii.gz", "numTraining": 3}'
    )
    monkeypatch.setenv("nnUNet_results", str(tmp_path / "results"))
    cls, name = find(STEP), "Dataset007_Liver.nnUNetTrainer__nnUNetPlans__3d_fullres"
    assert not cls.missing()
    assert cls.variants() == {
        "TotalSegmentator": {"model": "totalsegmentator"},
        "nnU-Net: Liver, 3d_fullres": {"model": name},
    }
    total = predictor("totalsegmentator")
    assert len(total.classes) == 117
    values = {item.name: item.value for item in total.classes}
    assert (values["Liver"], values["Aorta"], values["Spinal cord"], values["Costal cartilages"]) == (
        5,
        52,
        79,
        117,
    )
    assert make_lane_step(STEP.replace(model=name)).note == "Model output · Trained elsewhere with nnU-Net"
    assert predictor(name).command[5:10] == ("-m", str(trained), "-f", "0", "2")
    for chosen in ("totalsegmentator", name):
        assert found(step=STEP.replace(model=chosen)).data.sum() == 2 * 3 * 8


@pytest.mark.usefixtures("one_reader")
def test_in_the_window_it_says_that_it_needs_the_volume() -> None:
    card("threshold")
    volume = dense()
    dose = DoseLevel(1.0, Scan())
    request = Request(Study("s", {"v": volume}), "v", 2, dose, (Lane("Reference"),), segmenter=STEP)
    made = frame(request, request.lanes[0], Memo())
    with pytest.raises(PluginError, match="needs the whole volume and draws on no single slice; "):
        segmented(made, Memo())
    assert found_labels(volume, STEP, lambda done, total: None).data.any()


def test_last_lines_are_short_and_plain() -> None:
    assert last_lines("a\n\n b \nc\nd\x1b[0m\n") == "b / c / d [0m"
    assert len(last_lines("x" * 5000)) == 301
    assert last_lines("") == ""
