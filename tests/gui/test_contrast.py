"""The Contrast workspace: opened by demo, by dialog, by what a folder holds; left, kept and made again."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pydicom
import pytest
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from ldct_studio.core import recent
from ldct_studio.core.contrast import Injection, Pair
from ldct_studio.core.grid import Grid
from ldct_studio.core.lane import Lane
from ldct_studio.core.memo import Memo
from ldct_studio.core.origin import Origin, PairOrigin, ScanOrigin
from ldct_studio.core.step import Step
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Label, Volume
from ldct_studio.gui import contrast_lanes, recipe
from ldct_studio.gui.app import Studio
from ldct_studio.gui.beginning import begun
from ldct_studio.gui.contrast_dialog import Candidate, ContrastDialog, Injected
from ldct_studio.gui.pane import RESCAN, is_contrast
from ldct_studio.gui.pane_menu import pane_menu
from ldct_studio.gui.registration_dock import texts
from ldct_studio.gui.scene import Scene
from ldct_studio.gui.session_file import read, session_of, text_of
from ldct_studio.io.save import save_nifti
from ldct_studio.methods import contrast_opening
from ldct_studio.methods.contrast import NETWORK
from ldct_studio.methods.contrast_demo import small_brain
from ldct_studio.methods.contrast_opening import open_pair
from ldct_studio.methods.contrast_study import AFTER, BEFORE
from ldct_studio.methods.demo import small_study
from ldct_studio.pipeline import frame
from tests.gui.toy_enhancer import toy_enhancer

PATIENCE = 60_000


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the demo brain be a coarse one."""
    monkeypatch.setattr(contrast_opening, "brain_study", lambda *_: small_brain())


@pytest.fixture
def opened(studio: Studio, qtbot: QtBot) -> Studio:
    studio.window.actions_["contrast-demo"].trigger()
    qtbot.waitUntil(lambda: studio.state.scene.study is not None and not studio.busy, timeout=PATIENCE)
    return studio


def _shown(studio: Studio) -> bool:
    scene = studio.state.scene
    frames = [pane.frame for pane in studio.stage.panes[: len(scene.visible)]]
    return all(f is not None and f.request == scene.request and f.state == "full" for f in frames)


def test_without_a_pair_the_workspace_says_what_to_do(studio: Studio) -> None:
    studio.window.top_bar._tabs.setCurrentIndex(2)
    assert studio.state.scene.workspace == "contrast"
    page = studio.window.contrast
    assert page.isVisible()
    words = {button.text() for button in page.findChildren(QPushButton)}
    assert words == {"Open scans…", "Open brain demo"}


def test_the_demo_opens_in_six_panes_that_follow_the_dose(opened: Studio, qtbot: QtBot) -> None:
    scene = opened.state.scene
    assert scene.workspace == "contrast"
    assert (scene.rows, scene.columns, scene.fraction) == (2, 3, 0.1)
    assert scene.rois[0].name == "Lesion 3"
    assert not opened.state.undo_stack.canUndo()
    qtbot.waitUntil(lambda: _shown(opened), timeout=PATIENCE)
    before, low, *_ = (pane.frame for pane in opened.stage.panes)
    assert before is not None
    assert low is not None
    assert opened.stage.panes[0].header.said.dose == ""
    assert opened.stage.panes[1].header.said.dose.startswith("10")
    opened.state.update("Dose", fraction=0.5)
    qtbot.waitUntil(lambda: _shown(opened), timeout=PATIENCE)
    other = opened.stage.panes[1].frame
    assert other is not None
    assert float(np.abs(other.image - low.image).max()) > 0.05
    again = opened.stage.panes[0].frame
    assert again is not None
    np.testing.assert_array_equal(again.image, before.image)


def test_ct_brings_its_own_panes_back(opened: Studio, qtbot: QtBot) -> None:
    study = replace(small_study(96, 4), origin=Origin())
    opened.cases._opened(study)
    scene = opened.state.scene
    assert scene.workspace == "physics"
    assert [pane.lane.title for pane in scene.panes][:2] == ["Reference", "FBP"]
    assert not any(is_contrast(pane.lane) for pane in scene.panes)
    assert opened.settings.workspace != "contrast"


def test_what_a_pane_is_offered_fits_the_volume(opened: Studio) -> None:
    titles = {lane.title for lane in contrast_lanes.lanes_of(opened.state.scene)}
    assert {"Before contrast", "After contrast", "Low dose", "Scaled subtraction", "Uptake in %"} <= titles
    assert "FBP" not in titles
    partner = opened.state.scene.study.partner
    measured = replace(partner.pair, injection=Injection(fraction=0.25))
    offered = contrast_lanes.offered(measured)
    assert not any(lane.is_lowered for lane in offered)  # nothing is simulated where it was measured
    assert not any(pane.lane.is_lowered for pane in contrast_lanes.contrast_home(measured))


def test_every_method_of_the_menu_shows_what_it_says(opened: Studio, qtbot: QtBot) -> None:
    """The way that lowers the dose of CT is none of contrast agent."""
    scene = opened.state.scene
    assert scene.with_simulator(RESCAN).panes == scene.panes
    for lane in contrast_lanes.lanes_of(scene):
        menu = pane_menu(opened.window, opened.state, 2, [lane], *3 * [lambda: None])
        menu.actions()[0].menu().actions()[0].trigger()
        assert opened.state.scene.panes[2].lane == lane
        qtbot.waitUntil(lambda: _shown(opened), timeout=PATIENCE)
        shown = opened.stage.panes[2].frame
        assert shown is not None
        assert (shown.lane, shown.error) == (lane, "")


def test_thresholds_change_the_map_and_can_be_undone(opened: Studio) -> None:
    opened.window.actions_["uptake-5"].trigger()
    assert opened.state.scene.uptake_sigma == 5
    opened.state.undo_stack.undo()
    assert opened.state.scene.uptake_sigma == 3
    opened.state.become(replace(opened.state.scene, panes=opened.state.scene.panes[:1], rows=1, columns=1))
    opened.window.actions_["contrast-panes"].trigger()
    assert len(opened.state.scene.panes) == 6


def test_the_registration_is_told_where_there_was_one(opened: Studio) -> None:
    partner = opened.state.scene.study.partner
    assert texts(partner.pair)["shift"] == "–"
    laid = replace(partner.pair.laid, before=0.4, after=1.2, moved_mm=2.5)
    said = texts(replace(partner.pair, laid=laid))
    assert said["information"].replace("\u00a0", " ") == "0.40 → 1.20 bits"


def _dialog(qtbot: QtBot, guess: tuple[int, int, int | None] | None = None) -> ContrastDialog:
    found = [Candidate(name, ScanOrigin((f"/scans/{name}",))) for name in ("t1", "t1c", "t1 full")]
    dialog = ContrastDialog(found, guess)
    qtbot.addWidget(dialog)
    return dialog


def _box(dialog: ContrastDialog, role: str) -> QComboBox:
    box = dialog.findChild(QComboBox, f"contrast-{role}")
    assert box is not None
    return box


def test_the_dialog_asks_for_two_different_scans(qtbot: QtBot) -> None:
    dialog = _dialog(qtbot)
    assert not dialog._compare.isEnabled()
    _box(dialog, "before").setCurrentIndex(1)
    _box(dialog, "after").setCurrentIndex(1)
    assert "cannot be both" in dialog._said.text()
    _box(dialog, "after").setCurrentIndex(2)
    assert dialog._compare.isEnabled()
    _box(dialog, "standard").setCurrentIndex(3)
    assert "less than 100 %" in dialog._said.text()


def test_the_dialog_hands_on_what_was_chosen(qtbot: QtBot) -> None:
    dialog = _dialog(qtbot, (0, 1, None))
    chosen: list[PairOrigin] = []
    dialog.chosen.connect(chosen.append)
    dialog._compare.click()
    assert chosen == [PairOrigin(ScanOrigin(("/scans/t1",)), ScanOrigin(("/scans/t1c",)), None, Injection())]
    assert Injected(percent=25).injection.fraction == 0.25


def _files(folder: Path) -> PairOrigin:
    """Write the coarse demo head as two files, the second one moved; return where they lie."""
    study = small_brain()
    names = {BEFORE: "t1", AFTER: "t1c"}
    for volume, name in names.items():
        data, grid = study.volumes[volume].data, study.volumes[volume].grid
        if name == "t1c":
            grid = Grid(grid.shape, grid.spacing, (grid.origin[0] + 3, grid.origin[1] - 2, grid.origin[2]))
        save_nifti(Volume((1000 * data).round(), grid, "MR"), folder / f"{name}.nii.gz")
    before, after = (ScanOrigin((str(folder / f"{name}.nii.gz"),)) for name in names.values())
    return PairOrigin(before, after, None, Injection("gadoterate", 1.5))


def test_files_are_registered_and_a_session_opens_them_again(tmp_path: Path) -> None:
    origin = _files(tmp_path)
    study = open_pair(origin)
    assert study.partner is not None
    laid = study.partner.pair.laid
    assert abs(laid.rigid.shift[0] - 3) < 0.3
    assert abs(laid.rigid.shift[1] + 2) < 0.3
    assert study.partner.pair.injection == Injection("gadoterate", 1.5)
    scene = contrast_lanes.fitting(Scene(), study).opened(study)
    file = tmp_path / "case.ldct"
    file.write_text(text_of(session_of(scene, ""), tmp_path))
    assert str(tmp_path) not in json.loads(file.read_text())["origin"]["pair"]["before"]["paths"][0]
    kept = read(file)
    assert kept.origin.pair == origin
    assert kept.scene.panes == scene.panes


def _lanes(pair: Pair, model: str) -> list[Lane]:
    """Return all that a pane of a pair can show, with a network, and a difference of two of them."""

    def told(steps: tuple[Step, ...]) -> tuple[Step, ...]:
        return tuple(step.replace(model=model) if step.name == NETWORK else step for step in steps)

    lanes = [replace(lane, steps=told(lane.steps)) for lane in contrast_lanes.offered(pair)]
    titled = {lane.title: lane for lane in lanes}
    predicted, scaled = titled["Predicted full dose"], titled["Scaled subtraction"]
    return [*lanes, Lane("Predicted less scaled", predicted.steps, scaled.steps)]


def _compare_script(scene: Scene, lane: Lane, memo: Memo) -> None:
    """Run the script of a lane, and compare all that it makes with the pictures in the window."""
    shown = replace(scene.with_lane(0, lane), active=0)
    script = recipe.python(shown)
    if not lane.steps:
        assert script == "", "the loaded scan is in a file, and nothing is computed that could be compared"
        return
    there: dict[str, object] = {}
    exec(script, there)
    made, request = there["result"], shown.request
    assert isinstance(made, Volume)
    assert request is not None
    for row, values in enumerate(made.data):
        seen = frame(replace(request, row=row), lane, memo)
        assert seen.image is not None, seen.error
        np.testing.assert_array_equal(values.numpy(), seen.image, f"{lane.title}, slice {row + 1}")


def _injected(study: Study, injection: Injection) -> Study:
    """Return a pair of which another injection is told, which changes no voxel."""
    assert study.partner is not None
    assert study.origin is not None
    assert study.origin.pair is not None
    pair = replace(study.partner.pair, injection=injection)
    origin = replace(study.origin, pair=replace(study.origin.pair, injection=injection))
    return replace(study, partner=replace(study.partner, pair=pair), origin=origin)


def test_the_script_makes_what_the_window_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    origin, model = _files(tmp_path), toy_enhancer(works_at_mm=4.0)
    study, again = open_pair(origin), cache(open_pair)  # the scripts open the files themselves, but only once

    def opened(asked: PairOrigin) -> Study:
        return _injected(again(replace(asked, injection=origin.injection)), asked.injection)

    monkeypatch.setattr(contrast_opening, "open_pair", opened)
    for share in (1.0, 0.25):  # a dose that is simulated, and one that was measured
        case = _injected(study, replace(origin.injection, fraction=share))
        assert case.partner is not None
        scene = contrast_lanes.fitting(Scene(), case).opened(case)
        if share == 1:
            scene = replace(scene, fraction=0.2)
        memo = Memo()
        for lane in _lanes(case.partner.pair, model):
            _compare_script(scene, lane, memo)


def test_the_recipe_of_a_pair_says_how_its_dose_was_lowered(opened: Studio) -> None:
    scene = replace(opened.state.scene, active=1)
    assert [fact.name for fact in recipe.facts(scene)] == ["Agent", "Unit", "Dose", "Sequence", "Steps"]
    assert recipe.command_line(scene) == ""


def test_two_scans_of_a_folder_are_offered_as_a_pair(studio: Studio, qtbot: QtBot, tmp_path: Path) -> None:
    _files(tmp_path)
    with qtbot.waitSignal(studio.cases.opened, timeout=PATIENCE):
        studio.open([tmp_path])
    notice = studio.window.notices.current
    assert notice is not None
    assert "look like scans before and after contrast" in notice.text
    assert [answer.text for answer in notice.answers] == ["Not now", "Compare…"]


def test_a_recent_pair_opens_as_a_pair(studio: Studio, qtbot: QtBot, tmp_path: Path) -> None:
    origin = _files(tmp_path)
    for _ in range(2):
        with qtbot.waitSignal(studio.cases.opened, timeout=PATIENCE):
            studio.contrast.open(origin)
    with qtbot.waitSignal(studio.cases.opened, timeout=PATIENCE):
        studio.open([Path(origin.before.paths[0])])
    _, entry = recent.read()
    assert (entry.path, entry.pair) == (str(tmp_path), origin)
    with qtbot.waitSignal(studio.cases.opened, timeout=PATIENCE):
        studio.window.recent_wanted.emit(entry)
    study = studio.state.scene.study
    assert study is not None
    assert study.origin.pair == origin


def test_an_exported_map_has_no_window_of_a_scan(opened: Studio, qtbot: QtBot, tmp_path: Path) -> None:
    scene = opened.state.scene
    lane = Lane("Uptake in %", (Step("denoiser", "enhancement").replace(percent=True),))
    opened.state.become(replace(scene, panes=(replace(scene.panes[0], lane=lane),), rows=1, columns=1))
    with qtbot.waitSignal(opened.cases.said, timeout=PATIENCE):
        opened.cases.export(tmp_path / "out")
    data = pydicom.dcmread(tmp_path / "out" / "00020.dcm")
    assert data.WindowWidth > 50, "percent, and no shares of a signal"


def test_what_was_found_in_a_ct_scan_is_not_listed_for_a_pair(opened: Studio) -> None:
    dock = opened.layers_dock
    dock._names = (Label(1, "Liver", "#B86728"),)
    dock._show(opened.state.scene)
    assert "Liver" not in {layer.name for layer in dock._model.layers}


def test_a_volume_that_is_no_ct_is_looked_at_in_three_planes_and_ct_brings_its_panes_back() -> None:
    brain = replace(small_brain((14, 18, 14), 12.0), partner=None, path="/scans/t1")
    looked = begun(Scene(), brain)
    assert [(pane.lane.steps, pane.lane.plane) for pane in looked.panes] == [
        ((), "axial"), ((), "coronal"), ((), "sagittal"),
    ]  # fmt: skip
    assert looked.request is not None
    assert looked.request.segmenter is None
    ct = begun(looked, replace(small_study(64, 2), path="/scans/ct"))
    assert [pane.lane.title for pane in ct.panes] == [pane.lane.title for pane in Scene().panes]
    assert (ct.rows, ct.columns) == (2, 2)
