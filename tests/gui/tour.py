"""A tour through the whole window: everything that can be on show without long work, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtWidgets import QApplication, QDialog, QTabBar, QTabWidget, QWidget

from ldct_studio.core.lane import Lane
from ldct_studio.core.progress import Progress
from ldct_studio.core.roi import Ellipse
from ldct_studio.core.step import Step
from ldct_studio.gui.app import Studio
from ldct_studio.gui.cells_builder import CellsBuilder
from ldct_studio.gui.notice import Answer
from ldct_studio.gui.top_bar import WORKSPACES
from ldct_studio.jobs import store
from tests.gui.cells_case import cells, evaluation, finish, make, register
from tests.gui.four_panes import live_panes, small_demo
from tests.pictures.trainings import Trainings

Until = Callable[[Callable[[], bool]], object]
"""Waits until something holds."""
SIZE = (1280, 800)
"""The smallest screen that the window is made for."""
DIALOGS = (
    "preferences", "shortcut-editor", "plugins", "about", "help", "open-log", "compute", "tags", "probe",
    "save-picture", "export-movie", "export-labels", "new-training", "new-study", "display-check",
    "validate-scanner",
)  # fmt: skip
"""Commands that open a dialog or a window beside the window."""


def open_case(studio: Studio) -> None:
    """Open a small case with two regions, of which one is selected."""
    plain = replace(studio.state.scene, panes=live_panes(), segmenter=None)
    places = (("Lesion 1", (-20.0, -30.0, 0.0), 20), ("Liver", (-60.0, -40.0, 0.0), 25))
    regions = tuple(Ellipse(name, place, size, size) for name, place, size in places)
    opened = plain.opened(small_demo())
    studio.state.open(replace(opened, rois=regions, roi=0))


def window(studio: Studio) -> Iterator[str]:
    """Yield the name of each place of the window while it is on show."""
    studio.window.resize(*SIZE)
    yield from _shown("welcome")
    studio.window.welcome.show_ended_early()
    yield from _shown("welcome with recovery")
    open_case(studio)
    for name, _, _ in WORKSPACES:
        studio.state.update(workspace=name)
        yield from _shown(name)
        yield from _docks(studio, name)
    studio.state.update(workspace="study")
    studio.studies.page.tabs.setCurrentIndex(1)
    yield from _shown("study, Dose proposal")
    studio.studies.page.tabs.setCurrentIndex(0)
    studio.state.update(workspace="physics")
    yield from _states(studio)
    yield from _overlays(studio)


def trainings(studio: Studio, made: Trainings, until: Until) -> Iterator[str]:
    """Yield the name of each training while it is on show."""
    picture = np.zeros((96, 96), np.uint8)
    made.make([picture, picture, picture])
    for job in ("running", "earlier_done", "earlier_cancelled"):
        studio.state.update(workspace="train", job=job)
        until(lambda job=job: _shows(studio, job))
        yield from _shown(f"train, {job}")


def studies(studio: Studio, folder: Path, until: Until) -> Iterator[str]:
    """Yield the name of each part of the workspace Study while it is on show, with something in it."""
    register()
    job = make(folder)
    first, *_, last = cells(job)
    finish(job, first, 0.75)
    finish(job, last, None, "The segmenter found no liver; take a higher dose.")
    evaluation(store.folder() / "2026-11-20_alara.evaluation")
    studio.state.update(workspace="study")
    page = studio.studies.page
    until(lambda: page.studies.study.shown is not None and len(page.studies.study.shown.results) == 2)
    yield from _shown("study, cells")
    page.studies.study.tabs.setCurrentIndex(1)
    yield from _shown("study, report")
    page.studies.study.tabs.setCurrentIndex(0)
    page.tabs.setCurrentIndex(1)
    until(lambda: page.proposal.news.evaluated is not None)
    yield from _shown("study, evaluation")
    page.tabs.setCurrentIndex(0)
    dialog = CellsBuilder(studio.window)
    dialog.recipe.setCurrentIndex(dialog.recipe.findText("Looks"))
    dialog.open()
    for row in dialog.rows:
        row.several.setChecked(True)
    yield from _shown("study, axes")
    dialog.reject()
    dialog.deleteLater()


def _shows(studio: Studio, job: str) -> bool:
    shown = studio.trainings.page.shown
    return shown is not None and shown.job.name == job


def dialogs(studio: Studio) -> Iterator[tuple[str, QWidget]]:
    """Yield each dialog while it is open, with its name."""
    open_case(studio)
    for command in DIALOGS:
        studio.window.actions_[command].trigger()
        assert opened_dialogs(), command
        for dialog in opened_dialogs():
            yield from ((name, dialog) for name in _shown(command))
            dialog.reject()
            dialog.close()
    studio.stage.settings_requested.emit(2)
    for dialog in opened_dialogs():
        yield from ((name, dialog) for name in _shown("method settings"))
        dialog.reject()


def opened_dialogs() -> list[QDialog]:
    """Return the dialogs that are open."""
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]


def _shown(name: str) -> Iterator[str]:
    """Yield a name once all layouts have taken their places."""
    for _ in range(3):  # a layout that answers another one
        QApplication.processEvents()
    yield name


def _docks(studio: Studio, workspace: str) -> Iterator[str]:
    """Turn every page of the docks that are on show."""
    tabs = studio.window.panels.tabs
    if not tabs.isVisible():
        return
    for index in range(tabs.count()):
        tabs.setCurrentIndex(index)
        title = f"{workspace}, {tabs.tabText(index)}"
        yield from _shown(title)
        page = tabs.currentWidget()
        for bar in page.findChildren(QTabBar) if page is not None else ():
            if bar.isVisible() and not isinstance(bar.parentWidget(), QTabWidget):
                for place in range(bar.count()):
                    bar.setCurrentIndex(place)
                    yield from _shown(f"{title}, {bar.tabText(place)}")
                bar.setCurrentIndex(0)


def _states(studio: Studio) -> Iterator[str]:
    """Go through layouts, ways of comparing, messages and states of pictures."""
    actions, notices, state = studio.window.actions_, studio.window.notices, studio.state
    for name in [c.name for c in actions.commands if c.name.startswith(("layout-", "compare-"))]:
        if actions[name].isEnabled() and not name.endswith(("cycle", "training")):
            actions[name].trigger()
            yield from _shown(name)
    actions["compare-side"].trigger()
    actions["layout-2x2"].trigger()
    text = "The series could not be opened: 3 of 20 images are missing. Choose the complete folder."
    notices.tell("error", text, Answer("Dismiss"), Answer("Details"))
    notices.begin_progress("Total variation on the whole volume")
    notices.progress.show_progress(Progress(3, 10, "Slice 3 of 10"))
    yield from _shown("messages")
    notices.end_progress()
    notices.clear()
    broken = Lane("Lung U-Net", (*state.scene.panes[1].lane.steps, Step("denoiser", "nobody")))
    state.become(state.scene.with_lane(2, broken), "Method")
    actions["auto"].trigger()
    actions["dose-up"].trigger()
    yield from _shown("stale")
    actions["auto"].trigger()


def _overlays(studio: Studio) -> Iterator[str]:
    """Lay the sheet and the palette over the window."""
    for overlay, command in ((studio.window.sheet, "shortcuts"), (studio.window.palette_, "palette")):
        studio.window.actions_[command].trigger()
        yield from _shown(command)
        overlay.leave()
