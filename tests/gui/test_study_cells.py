"""The Study workspace: list, live grid, what can be done with a study, and a click on a cell."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import nibabel
import numpy as np
import pytest
import torch
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton

from ldct_studio import discovery, methods, plugin  # noqa: F401
from ldct_studio.core.cell_view import CellView
from ldct_studio.core.dose import DoseLevel, Exposure, Scan
from ldct_studio.core.grid import Grid
from ldct_studio.core.step import Step
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Volume
from ldct_studio.gui import cells_news, theme
from ldct_studio.gui.app import Studio
from ldct_studio.gui.cells_colors import contrast, filled, ink
from ldct_studio.gui.cells_desk import CellsDesk
from ldct_studio.gui.cells_news import StudyReader
from ldct_studio.gui.cells_opening import CellOpening, lane
from ldct_studio.gui.cells_opening import shown as scene_shown
from ldct_studio.gui.cells_table import axis_words, layout, place, roles
from ldct_studio.gui.cells_words import deeds, line, run_word
from ldct_studio.gui.notice import Notice
from ldct_studio.gui.pane import FBP, INSERT, RESCAN, UNET
from ldct_studio.gui.scene import Scene
from ldct_studio.gui.state import AppState
from ldct_studio.jobs import studying
from ldct_studio.studies.plan import Plan
from tests.gui.cells_case import cells, finish, make, register

N = "\u00a0"


class _Cases(QObject):
    """Stands for the cases of the program: remembers what was opened."""

    opened, failed = Signal(object), Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.paths: list[Path] = []

    def open(self, paths: list[Path]) -> None:
        self.paths += paths


@pytest.fixture(autouse=True)
def _registered(home: Path, request: pytest.FixtureRequest) -> None:
    discovery.discover()  # first, or what it finds would be forgotten with the recipe of the test
    request.getfixturevalue("registry")
    register()


@pytest.fixture
def desk(qtbot) -> Iterator[CellsDesk]:
    made = CellsDesk(AppState(), _Cases())  # type: ignore[arg-type]
    made.page.resize(1280, 738)
    yield made
    made.close()
    made.page.deleteLater()
    theme.apply(QApplication.instance(), "dark")  # type: ignore[arg-type]


def shown(desk: CellsDesk, qtbot, count: int = 1) -> CellsDesk:
    desk.page.show()
    qtbot.waitUntil(lambda: len(desk.watch.views) == count)
    qtbot.waitUntil(lambda: desk.page.studies.study.shown is not None)
    return desk


# The grid


def test_doses_go_across_cases_are_averaged_and_the_rest_goes_down() -> None:
    axes = {"case": ("x/a.nii", "y/a.nii"), "way": ("fbp", "unet"), "dose": (0.05, 0.5)}
    plan = Plan(recipe="look.cell", axes=axes)
    assert roles(plan) == {"case": "mean", "way": "down", "dose": "across"}
    assert axis_words(plan, "dose") == (f"5.0{N}%", f"50{N}%")
    assert axis_words(plan, "case") == ("x/a", "y/a")  # the same name twice
    made = layout(plan, plan.cells(), roles(plan))
    assert (made.rows, made.columns) == (("fbp", "unet"), (f"5.0{N}%", f"50{N}%"))
    assert [len(found) for found in made.cells.values()] == [2] * 4
    alone = layout(plan, plan.cells(), {"case": 1, "way": "down", "dose": "across"})
    assert {cell.place["case"] for found in alone.cells.values() for cell in found} == {"y/a.nii"}
    turned = layout(plan, plan.cells(), {"case": "down", "way": "down", "dose": "mean"})
    assert turned.rows == ("x/a · fbp", "x/a · unet", "y/a · fbp", "y/a · unet")
    assert turned.columns == ("All",)


def test_without_a_dose_the_last_axis_of_several_numbers_goes_across() -> None:
    plan = Plan(recipe="look.cell", axes={"count": (1, 2, 3), "way": ("fbp",)})
    assert roles(plan) == {"count": "across", "way": "down"}


def test_a_place_tells_the_mean_and_what_failed(tmp_path: Path) -> None:
    job = make(tmp_path)
    one, two, *_ = cells(job)
    finish(job, one, 0.8)
    finish(job, two, None, "The liver was not found.")
    reader = StudyReader(job)
    view = reader.look(True)
    assert view.headline == "dice"
    assert (view.finished, len(view.cells), len(view.failed)) == (2, 8, 1)
    both = place((one, two), view.results, frozenset(), "dice")
    assert (both.value, both.done, both.failed, both.mark) == (0.8, 1, 1, "done")
    assert place((two,), view.results, frozenset(), "dice").mark == "failed"
    assert place((two,), {}, frozenset({two.name}), "dice").mark == "running"
    assert place((two,), {}, frozenset(), "dice").mark == "waiting"
    assert reader.look(True) is view  # nothing is new
    finish(job, two, 0.4)
    assert reader.look(True).results[two.name].state == "done"


def test_a_large_study_is_read_bit_by_bit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells_news, "AT_ONCE", 3)
    job = make(tmp_path)
    for cell in cells(job):
        finish(job, cell, 0.5)
    reader = StudyReader(job)
    assert [len(reader.look(True).results) for _ in range(3)] == [3, 6, 8]


def test_a_study_whose_file_is_gone_says_so(tmp_path: Path) -> None:
    job = make(tmp_path)
    (tmp_path / "look.toml").unlink()
    view = StudyReader(job).look(True)
    assert "cannot be read" in line(view)
    assert deeds(view) == frozenset()


@pytest.mark.parametrize("mode", ["dark", "light"])
def test_numbers_on_their_colors_can_be_read(qapp, mode) -> None:
    theme.apply(qapp, mode)
    for value in np.linspace(0, 1, 21):
        assert contrast(ink(filled(value)), filled(value)) >= 4.5
    theme.apply(qapp, "dark")


# The page


def test_the_empty_page_says_what_to_do(desk: CellsDesk, qtbot) -> None:
    desk.page.show()
    empty = desk.page.findChild(QLabel, "cells-empty")
    qtbot.waitUntil(lambda: empty.text() == "No study yet")
    assert desk.page.findChild(QPushButton, "cells-first").isVisible()


def test_the_grid_fills_while_cells_are_computed(desk: CellsDesk, tmp_path: Path, qtbot) -> None:
    job = make(tmp_path)
    study = shown(desk, qtbot).page.studies.study
    model = study.grid.model_
    assert (model.rowCount(), model.columnCount()) == (2, 2)
    assert model.index(0, 0).data() == "Not computed yet"
    first, *_, last = cells(job)
    finish(job, first, 0.75)
    finish(job, last, None, "No liver was found; take a higher dose.")
    qtbot.waitUntil(lambda: model.index(0, 0).data() == "0.75")
    tip = model.index(1, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert "No liver was found" in tip
    assert "No liver was found" in study.aside.why.toPlainText()
    assert not study.aside.why.isHidden()
    study.grid.setCurrentIndex(model.index(1, 1))
    assert "0 of 2 cells done, 1 failed" in study.aside.place.text()
    assert study.grid.text().splitlines()[1] == "fbp\t0.75\tNot computed yet"


def test_an_axis_can_be_turned_or_held_at_one_value(desk: CellsDesk, tmp_path: Path, qtbot) -> None:
    make(tmp_path)
    study = shown(desk, qtbot).page.studies.study
    box = study.axes.boxes["case"]
    box.setCurrentIndex(box.findText("Down"))
    assert study.grid.model_.rowCount() == 4
    box.setCurrentIndex(box.findText("Only b"))
    assert study.grid.model_.rowCount() == 2
    found = study.grid.model_.place_at(study.grid.model_.index(0, 0))
    assert found is not None
    assert [Path(str(cell.place["case"])).name for cell in found.cells] == ["b.npy"]


def test_what_can_be_done_follows_the_state(desk: CellsDesk, tmp_path: Path, qtbot) -> None:
    job = make(tmp_path)
    study = shown(desk, qtbot).page.studies.study
    enabled = {deed for deed, button in study.buttons.items() if button.isEnabled()}
    assert enabled == {"run-study"}
    assert study.buttons["run-study"].text() == "Run study"
    finish(job, cells(job)[0], None, "It failed.")
    qtbot.waitUntil(lambda: study.buttons["again-study"].isEnabled())
    assert study.buttons["report-study"].isEnabled()
    assert study.buttons["run-study"].text() == "Resume"
    view = desk.page.studies.shown
    assert view is not None
    assert run_word(view) == "Resume"


def test_deeds_go_to_the_study_on_show(desk: CellsDesk, tmp_path: Path, qtbot, monkeypatch) -> None:
    make(tmp_path)
    job = make(tmp_path, name="other")
    begun: list[tuple] = []
    monkeypatch.setattr(studying, "begin", lambda *words: begun.append(words))
    shown(desk, qtbot, 2)
    desk.page.studies.list.chosen.emit(str(job.folder))
    qtbot.waitUntil(lambda: desk.page.studies.study.shown.title == "other")
    qtbot.mouseClick(desk.page.studies.study.buttons["run-study"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(begun))
    assert begun == [(tmp_path / "other.toml", "local", 2, False, job.folder)]


def test_a_refusal_is_told_in_a_sentence(desk: CellsDesk, tmp_path: Path, qtbot) -> None:
    told: list[Notice] = []
    desk.told.connect(told.append)
    desk.watch.begin(tmp_path / "nothing.toml")
    qtbot.waitUntil(lambda: bool(told))
    assert "cannot be read" in told[0].text
    assert not desk.watch.busy


def test_no_disk_is_waited_for(desk: CellsDesk, tmp_path: Path, qtbot, monkeypatch) -> None:
    make(tmp_path)
    held = threading.Event()
    monkeypatch.setattr(studying, "known", lambda: (held.wait(5), ())[1])
    desk.page.show()  # returns although the disk does not answer
    qtbot.wait(50)
    assert desk.watch.views == ()
    held.set()


# A click on a cell


def test_a_click_on_an_averaged_place_offers_its_cases(desk: CellsDesk, tmp_path: Path, qtbot) -> None:
    job = make(tmp_path)
    for name in ("a.npy", "b.npy"):
        (tmp_path / name).touch()
    finish(job, cells(job)[0], 0.75)
    study = shown(desk, qtbot).page.studies.study
    qtbot.waitUntil(lambda: study.grid.model_.index(0, 0).data() == "0.75")
    study.grid.setCurrentIndex(study.grid.model_.index(0, 0))
    qtbot.keyClick(study.grid, Qt.Key.Key_Return)
    menu = study.grid.findChild(QMenu, "cells-menu")
    texts = [action.text() for action in menu.actions()]
    assert texts == ["a\t0.75", "b (not computed yet)"]
    menu.actions()[1].trigger()
    menu.close()
    assert desk.opening._cases.paths == [tmp_path / "b.npy"]  # type: ignore[attr-defined]


def test_what_cannot_be_opened_says_why(desk: CellsDesk, tmp_path: Path) -> None:
    told: list[Notice] = []
    desk.told.connect(told.append)
    gone, blind = (cells(make(tmp_path, axes, name))[0] for name, axes in (
        ("gone", 'case = ["gone.npy"]'),
        ("blind", 'way = ["blind"]'),
    ))  # fmt: skip
    desk.opening.open(gone)
    desk.opening.open(blind)
    assert [notice.text for notice in told] == [
        "The case gone.npy is gone; put it back, or leave it out.",
        "Looks does not say what the panes show of a cell.",
    ]


def test_lanes_are_called_by_their_methods() -> None:
    assert lane(()).title == "Reference"
    assert lane((INSERT, FBP)).title == "FBP"
    assert lane((INSERT, FBP, UNET)).title == "U-Net"
    assert lane((INSERT, FBP, Step("denoiser", "nobody"))).title == "nobody"


def test_a_cell_opens_its_case_with_lanes_dose_seed_and_slice(studio: Studio, tmp_path: Path, qtbot) -> None:
    voxels = np.full((24, 24, 4), -1000.0, np.float32)
    voxels[6:18, 6:18] = 40
    nibabel.save(nibabel.Nifti1Image(voxels, np.diag((2.0, 2.0, 3.0, 1.0))), tmp_path / "ct.nii.gz")
    job = make(tmp_path, 'case = ["ct.nii.gz"]\ndose = [0.1, 0.5]')
    studio.state.update(workspace="study")
    studio.studies.opening.open(cells(job)[0])
    qtbot.waitUntil(lambda: studio.state.scene.fraction == 0.1, timeout=20_000)
    scene = studio.state.scene
    assert scene.workspace == "physics"
    assert [pane.lane.title for pane in scene.panes] == ["Reference", "FBP", "Total variation"]
    assert (scene.seed, scene.row, scene.rows * scene.columns) == (11, 1, 3)
    assert scene.scan is None, "nobody set photons: they are the case's own"
    study = scene.study
    studio.studies.opening.open(cells(job)[1])
    assert studio.state.scene.fraction == 0.5  # at once: the case is open already
    assert studio.state.scene.study is study
    studio.state.undo_stack.undo()
    assert studio.state.scene.fraction == 0.1


def test_a_cell_that_says_its_photons_is_shown_with_them(studio: Studio) -> None:
    exposure = Exposure(mas=120.0)
    volume = Volume(torch.zeros(2, 8, 8), Grid((2, 8, 8), (1.0, 1.0, 1.0)))
    study = Study("one", {"one": volume}, scan=Scan(exposure=exposure))
    scene = replace(studio.state.scene, study=study, volume="one", scan=None, scan_volume="")

    def opened(scan: Scan) -> Scene:
        return scene_shown(scene, CellView(Path("one"), DoseLevel(0.5, scan), 1, ((),)))

    given = opened(Scan((3e4,), 0.0))
    assert given.scan == Scan((3e4,), 0.0, source="study", exposure=exposure), "a plug-in's own are taken"
    assert given.reference_scan is given.scan
    recorded = Scan((2e4, 3e4), 7.0, source="estimated", patches=41)
    assert opened(recorded).scan == replace(recorded, exposure=exposure)
    assert (opened(Scan()).scan, opened(Scan()).scan_volume) == (None, ""), "those of the case itself"


def test_a_finished_cell_is_shown_as_it_was_computed(
    desk: CellsDesk, tmp_path: Path, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    look = plugin._registry["recipe", "look.cell"]
    monkeypatch.setattr(look, "finished_view", lambda self, found: asked.append(found))
    monkeypatch.setattr(look, "view", lambda self: asked.append("as it would be computed"))
    job = make(tmp_path, 'case = ["a.npy"]\ndose = [0.1, 0.2, 0.5]')
    first, second, third = cells(job)
    finish(job, first, 0.75)
    finish(job, second, None, "No.")
    shown(desk, qtbot)
    qtbot.waitUntil(lambda: len(desk.page.studies.shown.results) == 2)
    for cell in (first, second, third):
        desk._open_cell(cell)
    assert asked == [{"dice": 0.75}, *["as it would be computed"] * 2]


def test_the_workspace_is_reached_by_key_and_remembered(studio: Studio) -> None:
    studio.window.actions_["show-studies"].trigger()
    assert studio.studies.page.isVisible()
    assert studio.settings.workspace == "study"


def test_other_cases_lower_the_dose_as_was_chosen_after_a_cell(opened: AppState) -> None:
    """A cell may lower it in a way of its own, and so may a pane whose settings the user has changed."""

    class Cases(QObject):
        opened, failed = Signal(object), Signal(object)

    cases, study = Cases(), opened.scene.study
    opening = CellOpening(opened, cast(Any, cases))
    own = opened.scene.panes[1].lane.simulated_by(RESCAN.replace(rays="fan"))
    opened.become(opened.scene.with_lane(1, own))
    cases.opened.emit(study)
    assert opened.scene.panes[1].lane == own, "no cell was shown"
    steps = (RESCAN.replace(model="M4", once=True), FBP)
    opening._show(CellView(Path("one"), DoseLevel(0.5), 1, ((), steps)))
    assert opened.scene.panes[1].lane.steps == steps
    cases.opened.emit(study)
    assert opened.scene.panes[1].lane.steps == (opened.scene.simulator, FBP)
