"""Demos of plug-ins: their commands, the panes that they open with, and the ways back to them."""

from __future__ import annotations

import json
import math
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from pytestqt.qtbot import QtBot

from ldct_studio import api, discovery, plugin
from ldct_studio.core.errors import Cancelled, PluginError
from ldct_studio.core.grid import Grid
from ldct_studio.core.lane import Lane
from ldct_studio.core.origin import Origin
from ldct_studio.core.progress import Progress
from ldct_studio.core.rigid import Rigid
from ldct_studio.core.step import Step
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Volume
from ldct_studio.gui import recipe
from ldct_studio.gui.app import Studio
from ldct_studio.gui.application import application
from ldct_studio.gui.beginning import begun, regions_of
from ldct_studio.gui.pane import FBP, INSERT, ORGANS
from ldct_studio.gui.prior import STILL, Prior
from ldct_studio.gui.scene import Scene
from ldct_studio.gui.session_file import DamagedSessionError, session_of, text_of
from ldct_studio.gui.session_opening import reopen
from ldct_studio.methods.demo_opening import open_demo, show_demo
from ldct_studio.plugin import Demo

GRID = Grid((4, 48, 64), (3.0, 2.0, 2.0))
WAIT = 30_000


def _volume(add: float = 0.0) -> Volume:
    generator = torch.Generator().manual_seed(3)
    data = torch.full(GRID.shape, -1000.0)
    data[:, 8:40, 12:52] = 40 + add + 10 * torch.randn((4, 32, 40), generator=generator)
    return Volume(data.round(), GRID)


class Toy(Demo):
    """A case of two volumes, registered for a test only."""

    prior = "Truth"
    row = 1
    map_white = 7.5

    def study(self, report: Callable[[Progress], None]) -> Study:
        for row in api.interruptible(range(4)):
            report(Progress(row + 1, 4, "Drawing."))
        return Study("Toy", {"Scan": _volume(), "Truth": _volume(5.0)}, scan=api.Scan(source="known"))

    def lanes(self) -> tuple[Lane, ...]:
        tv = Lane("TV", (Step("denoiser", "tv"),))
        return (Lane("Reference"), tv, Lane("Truth", prior=True))


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> type[Demo]:
    discovery.discover()  # the shipped ones are registered once: they are not to be forgotten with the toy
    monkeypatch.setattr(plugin, "_registry", dict(plugin._registry))

    class Named(Toy, name="toy", title="Toy → better toy"):
        """The demo by a name."""

    return Named


@pytest.fixture
def studio(toy: type[Demo], home: Path, qtbot: QtBot) -> Iterator[Studio]:
    studio = Studio(application([]))
    studio.window.show()
    yield studio
    studio.window.close()
    studio.window.deleteLater()


@pytest.mark.usefixtures("toy")
def test_it_opens_with_its_lanes_its_prior_and_at_its_slice() -> None:
    nine = Scene(rows=3, columns=3, fraction=0.25, segmenter=ORGANS, second=1, maximized=True)
    shown = show_demo("toy")
    study, scene = shown.study, begun(nine, shown)
    assert [pane.lane.title for pane in scene.panes] == ["Reference", "TV", "Truth"]
    assert (scene.rows, scene.columns, scene.active, scene.row) == (1, 3, 1, 1)
    assert (scene.fraction, scene.segmenter, scene.second, scene.maximized) == (1.0, None, None, False)
    assert scene.prior is not None
    assert (scene.prior.study, scene.prior.volume, scene.prior.place) == (study, "Truth", "position")
    assert regions_of(study) == ()
    assert scene.difference_width == 15.0
    assert scene.closed().difference_width is None, "another case has other noise"
    assert begun(scene, shown).panes == scene.panes, "again from its own panes"


def test_lanes_of_lower_dose_open_lowered_as_the_user_lowers(toy: type[Demo]) -> None:
    class Lowered(toy, name="lowered"):  # type: ignore[misc, valid-type]
        def lanes(self) -> tuple[Lane, ...]:
            return (Lane("FBP", (Step("simulator", "rescan"), FBP)),)

    scene = begun(Scene(), show_demo("lowered"))
    assert scene.fraction == Scene().fraction
    assert scene.panes[0].lane.steps == (INSERT, FBP)
    assert (scene.rows, scene.columns, scene.active) == (1, 1, 0)


@pytest.mark.usefixtures("toy")
def test_progress_is_told_and_cancel_ends_it() -> None:
    heard: list[Progress] = []
    assert open_demo("toy", heard.append).origin == Origin(demo="toy")
    assert [progress.done for progress in heard] == [1, 2, 3, 4]
    with pytest.raises(Cancelled):
        open_demo("toy", cancelled=lambda: True)


def test_what_a_demo_lacks_is_one_sentence(toy: type[Demo]) -> None:
    class Elsewhere(toy, name="elsewhere", title="Elsewhere"):  # type: ignore[misc, valid-type]
        @classmethod
        def missing(cls) -> str:
            return "there is no trained model; train it first"

    class Bare(toy, name="bare"):  # type: ignore[misc, valid-type]
        def lanes(self) -> tuple[Lane, ...]:
            return ()

    class Alone(toy, name="alone"):  # type: ignore[misc, valid-type]
        prior = ""

    class Broken(toy, name="broken"):  # type: ignore[misc, valid-type]
        def study(self, report: Callable[[Progress], None]) -> Study:
            volume = _volume()
            return Study("Broken", {"Scan": volume, "Truth": volume.made(volume.data * math.nan)})

    class Mixed(toy, name="mixed"):  # type: ignore[misc, valid-type]
        def study(self, report: Callable[[Progress], None]) -> Study:
            return Study("Mixed", {"Scan": _volume(), "Truth": Volume(_volume().data, GRID, "MR")})

    for name, said in (
        ("nobody", "no demo “nobody”"),
        ("elsewhere", "Elsewhere cannot run here: there is no trained model; train it first"),
        ("bare", "nothing that can be shown"),
        ("broken", "values that are not numbers"),
        ("alone", "lacks the volume"),
        ("mixed", r"in HU and a\.u\."),
    ):
        with pytest.raises(PluginError, match=said):
            open_demo(name)


@pytest.mark.usefixtures("toy")
def test_cases_after_it_open_as_if_it_had_not_been() -> None:
    fresh = replace(Scene(), segmenter=ORGANS)
    after = begun(fresh, show_demo("toy"))
    assert (after.segmenter, after.overlay) == (None, False)
    file = Study("File", {"a": _volume()}, path="/scan")
    abdomen = Study("Demo", {"a": _volume()}, origin=Origin())
    for study in (file, abdomen):
        seen, wanted = begun(after, study), begun(fresh, study)
        assert [pane.lane for pane in seen.panes] == [pane.lane for pane in wanted.panes]
        for name in ("segmenter", "overlay", "fraction", "rows", "columns"):
            assert getattr(seen, name) == getattr(wanted, name), name


@pytest.mark.usefixtures("toy")
def test_a_session_of_files_and_a_demo_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "toy.ldct"
    data = json.loads(text_of(session_of(begun(Scene(), show_demo("toy")))))
    data["origin"]["paths"] = ["/scan"]
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(DamagedSessionError):
        reopen(path, lambda progress: None, lambda: False)


@pytest.mark.usefixtures("toy")
def test_a_session_opens_the_demo_again_with_its_prior(tmp_path: Path) -> None:
    path = tmp_path / "toy.ldct"
    scene = begun(Scene(), show_demo("toy"))
    path.write_text(text_of(session_of(scene)), encoding="utf-8")
    restored = reopen(path, lambda progress: None, lambda: False)
    study = restored.scene.study
    assert study is not None
    assert study.origin == Origin(demo="toy")
    assert list(study.volumes) == ["Scan", "Truth"]
    assert restored.scene.panes == scene.panes
    assert (restored.scene.rows, restored.scene.columns) == (1, 3)
    assert restored.scene.prior == Prior(study, "Truth")
    assert restored.notes == ()
    data = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(data | {"origin": data["origin"] | {"demo": "gone"}}), encoding="utf-8")
    with pytest.raises(PluginError, match="no demo “gone”"):
        reopen(path, lambda progress: None, lambda: False)


@pytest.mark.usefixtures("toy")
def test_a_session_keeps_where_the_prior_lies_and_says_what_it_lacks(tmp_path: Path) -> None:
    path = tmp_path / "toy.ldct"
    scene = begun(Scene(), show_demo("toy"))
    study, found = scene.study, Rigid((0.0, 0.0, 2.0), (1.0, 0.0, 0.0))
    assert study is not None
    moved = Prior(study, "Truth", found, "registered", (0.5, 0.9))
    path.write_text(text_of(session_of(replace(scene, prior=moved))), encoding="utf-8")
    again = reopen(path, lambda progress: None, lambda: False).scene.prior
    assert again is not None
    assert (again.rigid, again.place, again.alike) == (found, "registered", (0.5, 0.9))
    data = json.loads(path.read_text(encoding="utf-8"))
    other = {"first": data["first"] | {"voxels": "0" * 64}}
    path.write_text(json.dumps(data | other), encoding="utf-8")
    changed = reopen(path, lambda progress: None, lambda: False)
    prior = changed.scene.prior
    assert prior is not None
    assert (prior.rigid, prior.place, prior.alike) == (STILL, "position", None)
    assert changed.notes[-1] == "The prior lies by patient position again; register it anew."
    assert len(changed.notes) == 2
    far = data["beside"]["rigid"] | {"shift": [1e9, 0, 0]}
    for wrong in ({"volume": "Gone"}, {"volume": 3}, {"place": "by chance"}, {"rigid": far}):
        path.write_text(json.dumps(data | {"beside": data["beside"] | wrong}), encoding="utf-8")
        restored = reopen(path, lambda progress: None, lambda: False)
        assert restored.scene.prior is None, wrong
        assert [pane.lane.title for pane in restored.scene.panes] == ["Reference", "TV"]
        assert restored.notes == (
            "A session keeps no prior, nor its pane and key images; open the prior again to compare.",
        )


@pytest.mark.usefixtures("toy")
def test_the_recipe_has_a_script_and_no_command(tmp_path: Path) -> None:
    scene = begun(Scene(), show_demo("toy"))
    lowered = scene.with_lane(1, Lane("FBP", (INSERT, FBP)))
    assert recipe.command_line(lowered) == recipe.command_line(lowered, "INPUT") == ""
    text = recipe.python(lowered)
    assert "study = open_demo('toy')" in text
    assert text.index("discovery.discover()") < text.index("study =")
    told: dict[str, object] = {}
    exec(text, told)
    assert isinstance(told["result"], Volume)
    assert recipe.python(scene.with_lane(1, Lane("Truth", prior=True))) == ""


def test_the_menu_opens_it_in_the_background(studio: Studio, qtbot: QtBot) -> None:
    menu = studio.window.menus["File/Demos"]
    assert [action.objectName() for action in menu.actions()] == ["demo-mvct_to_kvct", "demo-toy"]
    entries = [action.text() for action in studio.window.menus["File"].actions()]
    assert entries.index("Demos") == entries.index("Open demo") + 1
    with qtbot.waitSignal(studio.cases.opened, timeout=WAIT):
        menu.actions()[1].trigger()
    scene = studio.state.scene
    assert scene.study is not None
    assert (scene.study.name, scene.rows, scene.columns, scene.rois) == ("Toy", 1, 3, ())

    def shown() -> bool:
        frames = [pane.frame for pane in studio.stage.panes[:3]]
        return all(f is not None and f.image is not None and f.request == scene.request for f in frames)

    qtbot.waitUntil(shown, timeout=WAIT)
    prior = studio.stage.panes[2].frame
    assert prior is not None
    assert prior.image is not None
    assert np.abs(prior.image - _volume(5.0).data[1].numpy()).max() < 0.5


def test_the_window_asks_a_demo_nothing(
    studio: Studio, toy: type[Demo], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[threading.Thread] = []

    def lanes(self: Demo) -> tuple[Lane, ...]:
        asked.append(threading.current_thread())
        return (Lane("Reference"), Lane("Truth", prior=True))

    def missing(cls: type[Demo]) -> str:
        asked.append(threading.current_thread())
        return ""

    monkeypatch.setattr(toy, "lanes", lanes)
    monkeypatch.setattr(toy, "missing", classmethod(missing))
    with qtbot.waitSignal(studio.cases.opened, timeout=WAIT):
        studio.window.actions_["demo-toy"].trigger()
    assert len(studio.state.scene.panes) == 2
    assert asked
    assert threading.main_thread() not in asked


def test_what_is_missing_is_said_and_the_case_stays(
    studio: Studio, toy: type[Demo], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(toy, "missing", classmethod(lambda cls: "there is no trained model; train it first"))
    heard: list[object] = []
    studio.cases.failed.connect(heard.append)
    with qtbot.waitSignal(studio.cases.failed, timeout=WAIT):
        studio.window.actions_["demo-toy"].trigger()
    assert heard == ["Toy → better toy cannot run here: there is no trained model; train it first."]
    assert studio.state.scene.study is None
