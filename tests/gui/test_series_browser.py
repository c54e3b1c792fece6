"""The series of a folder: seen with thumbnails, opened by a double click or Page down, dates kept private."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QListView, QWidget
from pytestqt.qtbot import QtBot

import ldct_studio.methods  # noqa: F401  (registers the steps of the panes)
from ldct_studio.core.settings import Settings
from ldct_studio.core.study import Study
from ldct_studio.gui import key_images, theme
from ldct_studio.gui.actions import Actions
from ldct_studio.gui.cases import Cases
from ldct_studio.gui.cine import Cine
from ldct_studio.gui.notice import Answer
from ldct_studio.gui.series_browser import SeriesBrowser
from ldct_studio.gui.state import AppState
from ldct_studio.gui.study_dock import StudyDock
from ldct_studio.gui.study_list import ROLE, Item
from tests.gui.four_panes import four_panes
from tests.gui.series_folder import write_folder

PATIENCE = 60_000


class Window:
    """What the browser knows of its window."""

    def __init__(self, dock: StudyDock) -> None:
        self.told: list[str] = []
        self.answers: tuple[Answer, ...] = ()
        self.notices = SimpleNamespace(tell=self._tell)
        self.taken: list[Callable[[Settings], None]] = []
        self.settings_changed = SimpleNamespace(connect=self.taken.append)

    def _tell(self, kind: str, text: str, *answers: Answer) -> None:
        self.told.append(text)
        self.answers = answers


class Desk:
    """State, cases, dock and browser of a window."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.state = AppState(four_panes())
        self.cases, self.dock = Cases(self.state), StudyDock(self.state)
        self.browser = SeriesBrowser(self.state, self.cases, self.dock, Settings())
        self.window = Window(self.dock)
        self.browser.attach(self.window)  # type: ignore[arg-type]
        qtbot.addWidget(self.dock)
        self.dock.resize(264, 500)
        self.dock.show()

    def open(self, path: Path) -> Study:
        self.cases.open([path])
        return self.arrived()

    def arrived(self) -> Study:
        """Wait for what is being opened."""
        with self.qtbot.waitSignal(self.cases.ended, timeout=PATIENCE):
            pass
        assert self.state.scene.study is not None
        return self.state.scene.study

    def rows(self, kind: str) -> list[Item]:
        model = self.dock.findChild(QListView, "study-list").model()
        every: list[Item] = [model.index(row, 0).data(ROLE) for row in range(model.rowCount())]
        return [item for item in every if item.kind == kind]

    def close(self) -> None:
        self.dock.close_work()
        self.cases.close()


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(qtbot)
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "exam")


def test_every_series_of_a_folder_is_seen_with_its_picture(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    desk.open(folder)
    assert desk.window.told == ["3 series are here. Page down shows the next one; the panel Data lists all."]
    (opened,) = desk.rows("volume")
    assert opened.text == "Soft tissue"
    assert opened.meta == "CT · 8 images · 48 × 40"
    assert (opened.more, opened.date) == ("2.5 × 1.50\u00a0mm", "2026-05-03")
    qtbot.waitUntil(lambda: all(item.picture for item in desk.rows("series")), timeout=PATIENCE)
    lung, line = desk.rows("series")
    assert (lung.text, line.text) == ("Lung", "Scout")
    assert line.lines == ("Scout", "CT localizer · 1 image · 48 × 40", "5.0 × 1.50\u00a0mm", "2026-05-03")
    view = desk.dock.findChild(QListView, "study-list")
    rows = [n for n in range(view.model().rowCount()) if view.model().index(n, 0).data(ROLE).kind == "series"]
    assert all(view.sizeHintForRow(row) >= 4 * theme.current().px(17) for row in rows), "room for the date"
    qtbot.waitUntil(lambda: desk.rows("volume")[0].picture is not None)
    pictures = [item.picture for item in (*desk.rows("volume"), lung)]
    assert all(isinstance(picture, QImage) and picture.width() == 128 for picture in pictures)


def test_page_down_goes_through_the_series_and_around(desk: Desk, folder: Path) -> None:
    desk.open(folder)
    seen = []
    for _ in range(3):
        desk.browser.step(1)
        seen.append(desk.arrived().name)
    assert seen == ["Lung", "Scout", "Soft tissue"]
    desk.browser.step(-1)
    assert desk.arrived().name == "Scout"
    assert len(desk.window.told) == 1, "who browses is not told again"


def test_the_keys_act_while_the_stage_has_the_focus(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    desk.open(folder)
    window, stage = QWidget(), QWidget()
    stage.setParent(window)
    stage.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    actions = Actions(desk.state, desk.browser.deeds, window)
    actions.listen(window, stage)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    stage.setFocus()
    qtbot.waitUntil(stage.hasFocus)
    qtbot.keyClick(stage, Qt.Key.Key_PageDown)
    assert desk.arrived().name == "Lung"
    qtbot.keyClick(stage, Qt.Key.Key_PageUp)
    assert desk.arrived().name == "Soft tissue"


def test_page_down_twice_goes_two_series_on(desk: Desk, folder: Path) -> None:
    desk.open(folder)
    desk.browser.step(1)
    desk.browser.step(1)
    assert desk.arrived().name == "Scout"


def test_a_made_volume_comes_before_the_next_series(desk: Desk, folder: Path) -> None:
    study = desk.open(folder)
    scan = study.scan_of(study.name)
    more, name = study.with_thicker(study.name, 2, study.first.thicker(2), scan)
    desk.state.update(study=more)
    desk.browser.step(1)
    assert desk.state.scene.volume == name
    desk.browser.step(-1)
    assert desk.state.scene.volume == "Soft tissue"
    desk.browser.step(1)
    desk.browser.step(1)
    assert desk.arrived().name == "Lung"


@pytest.mark.parametrize("private", [False, True])
def test_what_was_set_on_a_series_is_not_dropped_unasked(desk: Desk, folder: Path, private: bool) -> None:
    desk.open(folder)
    for taken in desk.window.taken:
        taken(Settings(privacy=private))
    desk.state.become(key_images.toggle(desk.state.scene))
    begun: list[object] = []
    desk.cases.progress.connect(begun.append)
    desk.browser.step(1)
    assert not begun
    assert len(desk.state.scene.key_images) == 1
    assert "(key images)" in desk.window.told[-1]
    assert ("Reopen last session" in desk.window.told[-1]) != private
    stay, go = desk.window.answers
    assert stay.do is None
    go.do()
    assert desk.arrived().name == "Lung"
    begun.clear()
    go.do()
    assert not begun, "the question was about another series"


def test_a_series_opens_at_the_same_place_in_the_patient(desk: Desk, folder: Path) -> None:
    desk.open(folder)
    desk.state.update(row=6)
    place = desk.state.scene.source.grid.patient((6, 0, 0))
    desk.browser.step(1)
    desk.arrived()
    scene = desk.state.scene
    assert scene.row == 3
    assert scene.source.grid.patient((scene.row, 0, 0)) == pytest.approx(place)
    assert not desk.state.undo_stack.count()


def test_a_click_chooses_and_a_double_click_opens(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    desk.open(folder)
    view = desk.dock.findChild(QListView, "study-list")
    row = next(
        r for r in range(view.model().rowCount()) if view.model().index(r, 0).data(ROLE).text == "Lung"
    )
    place: QPoint = view.visualRect(view.model().index(row, 0)).center()
    with qtbot.assertNotEmitted(desk.dock.series_requested):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.arrived().name == "Lung"


def test_return_opens_a_series_as_well(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    desk.open(folder)
    view = desk.dock.findChild(QListView, "study-list")
    rows = range(view.model().rowCount())
    index = next(
        view.model().index(r, 0) for r in rows if view.model().index(r, 0).data(ROLE).text == "Scout"
    )
    view.setCurrentIndex(index)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert desk.arrived().name == "Scout"


def test_privacy_mode_leaves_the_day_out(desk: Desk, folder: Path) -> None:
    desk.open(folder)
    for taken in desk.window.taken:
        taken(Settings(privacy=True))
    assert not [item.said for item in (*desk.rows("volume"), *desk.rows("series")) if "2026" in item.said]
    desk.window.taken[0](Settings())
    assert "2026-05-03" in desk.rows("series")[0].said


def test_a_thumbnail_that_cannot_be_made_says_why(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    study = desk.open(folder)
    desk.dock.close_work()
    other = next(series for series in study.facts.series if series.description == "Lung")
    broken = Path(other.sample[0])
    broken.write_bytes(broken.read_bytes()[:900])
    desk.dock._thumbnails._series.clear()
    desk.dock._thumbnails._begin(study)
    qtbot.waitUntil(lambda: bool(desk.rows("series")[0].missing), timeout=PATIENCE)
    tips = [desk.dock._model.item(row).toolTip() for row in range(desk.dock._model.rowCount())]
    assert any("No thumbnail: its middle slice" in tip for tip in tips)


def test_another_folder_drops_the_pictures_of_this_one(
    qtbot: QtBot, desk: Desk, folder: Path, tmp_path: Path
) -> None:
    desk.open(folder)
    made = desk.dock._thumbnails
    qtbot.waitUntil(lambda: len(made._series) == 3, timeout=PATIENCE)
    desk.browser.step(1)
    desk.arrived()
    assert len(made._series) == 3, "those of a folder stay while one browses it"
    desk.state.open(desk.state.scene.closed())
    assert made._series == {}
    assert made._volumes == {}


def test_cine_ends_and_key_images_go_with_the_series(desk: Desk, folder: Path) -> None:
    desk.open(folder)
    cine = Cine(desk.state, lambda: True, 10)
    desk.state.become(key_images.toggle(desk.state.scene))
    assert len(desk.state.scene.key_images) == 1
    cine.start()
    assert cine.running
    desk.browser.step(1)
    desk.window.answers[1].do()
    desk.arrived()
    assert not cine.running
    assert desk.state.scene.key_images == ()
    desk.state.become(key_images.step(1)(desk.state.scene))
    assert desk.state.scene.study.name == "Lung"
