"""The whole window by mouse and keys alone: open, look, measure, undo, redo, save, close, reopen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QWheelEvent,
    QWindow,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from ldct_studio import methods  # noqa: F401
from ldct_studio.core.lane import Lane
from ldct_studio.gui.app import Studio
from ldct_studio.gui.application import application
from ldct_studio.gui.canvas import Canvas
from ldct_studio.gui.pane import FBP, INSERT
from ldct_studio.gui.scene import Scene
from ldct_studio.gui.slice_pane import SlicePane
from tests.gui.four_panes import four_panes
from tests.gui.session_case import GRID, write_scan

PATIENCE = 60_000
KEY, MOUSE = Qt.Key, Qt.MouseButton
NONE, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
LOOKED_AT = {"tool", "active", "roi", "mark", "label", "crosshair", "workspace"}
"""What undo leaves alone: where the user looks, and what is in the hand."""


class User:
    """Somebody at a window, who has eyes, a mouse and a keyboard and nothing else."""

    def __init__(self, studio: Studio, qtbot: QtBot) -> None:
        self.studio, self.qtbot = studio, qtbot

    @property
    def scene(self) -> Scene:
        return self.studio.state.scene

    @property
    def handle(self) -> QWindow:
        handle = self.studio.window.windowHandle()
        assert handle is not None
        return handle

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.handle, key, keys)

    def click(self, widget: QWidget, place: QPoint | None = None) -> None:
        QTest.mouseClick(self.handle, MOUSE.LeftButton, NONE, self._at(widget, place))

    def double_click(self, widget: QWidget, place: QPoint) -> None:
        QTest.mouseDClick(self.handle, MOUSE.LeftButton, NONE, self._at(widget, place))

    def drag(self, widget: QWidget, start: QPoint, end: QPoint) -> None:
        """Press the left button at a place of a widget, move in five steps, and let go."""
        QTest.mousePress(self.handle, MOUSE.LeftButton, NONE, self._at(widget, start))
        for part in (0.2, 0.4, 0.6, 0.8, 1.0):
            place = QPointF(start) + (QPointF(end) - QPointF(start)) * part
            QTest.mouseMove(self.handle, self._at(widget, place.toPoint()))
        QTest.mouseRelease(self.handle, MOUSE.LeftButton, NONE, self._at(widget, end))

    def wheel(self, widget: QWidget, notches: int, keys: Qt.KeyboardModifier = NONE) -> None:
        """Turn the wheel over a widget, and rest so long that the gesture ends."""
        place = QPointF(self._at(widget, None))
        turned = QPoint(0, 120 * notches)
        where = QPointF(self.handle.mapToGlobal(place.toPoint()))
        phase = Qt.ScrollPhase.NoScrollPhase
        event = QWheelEvent(place, where, QPoint(), turned, MOUSE.NoButton, keys, phase, False)
        QCoreApplication.sendEvent(self.handle, event)
        QTest.qWait(450)

    def drop(self, path: Path) -> None:
        """Let go of a file over the window."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        place, action = QPoint(300, 300), Qt.DropAction.CopyAction
        enter = QDragEnterEvent(place, action, data, MOUSE.LeftButton, NONE)
        QCoreApplication.sendEvent(self.studio.window, enter)
        assert enter.isAccepted()
        QCoreApplication.sendEvent(
            self.studio.window, QDropEvent(QPointF(place), action, data, MOUSE.LeftButton, NONE)
        )

    def answer_with(self, path: Path, key: Qt.Key) -> None:
        """Press the key that opens a file dialog, paste a path there, and press Enter."""
        taken: list[bool] = []

        def answer() -> None:
            dialog = QApplication.activeModalWidget()
            field = dialog.findChild(QLineEdit, "fileNameEdit") if dialog is not None else None
            if not isinstance(dialog, QFileDialog) or not isinstance(field, QLineEdit):
                return
            clock.stop()
            QGuiApplication.clipboard().setText(str(path))
            field.selectAll()
            QTest.keyClick(field, KEY.Key_V, CTRL)
            QTest.keyClick(field, KEY.Key_Return)
            taken.append(not dialog.isVisible())
            if dialog.isVisible():  # it would wait for ever
                dialog.reject()

        clock = QTimer()
        clock.timeout.connect(answer)
        clock.start(20)
        self.key(key, CTRL)
        assert taken == [True], "the dialog has not taken the path"
        self.studio.window.activateWindow()  # as every window system does when a dialog closes
        self.qtbot.waitUntil(self.studio.window.isActiveWindow, timeout=PATIENCE)

    def see(self) -> list[QImage]:
        """Return the pictures on the stage, once every pane shows what the scene asks for."""
        self.qtbot.waitUntil(self._settled, timeout=PATIENCE)
        return [pane.canvas.grab().toImage() for pane in self._panes]

    def see_again(self, before: list[QImage]) -> None:
        """Wait until the stage shows the same to the last pixel."""
        self.qtbot.waitUntil(lambda: self.see() == before, timeout=PATIENCE)

    def pictures(self) -> list[npt.NDArray[np.float32]]:
        """Return the values behind the pictures on the stage."""
        frames = [pane.frame for pane in self._panes]
        return [frame.image.copy() for frame in frames if frame is not None and frame.image is not None]

    def numbers(self) -> str:
        """Return the numbers of the region in every pane, by the button that copies the table."""
        dock = self.studio.numbers_dock
        button = dock.findChild(QWidget, "numbers-dock-copy")
        assert button is not None
        self.click(button)
        return QGuiApplication.clipboard().text()

    def list_of_numbers(self) -> str:
        """Return every measurement in every pane, from the tab of the list."""
        tabs = self.studio.numbers_dock.findChild(QTabBar, "numbers-tabs")
        assert tabs is not None
        self.click(tabs, tabs.tabRect(tabs.count() - 1).center())
        found = self.numbers()
        self.click(tabs, tabs.tabRect(0).center())
        return found

    @property
    def _panes(self) -> list[SlicePane]:
        return [pane for pane in self.studio.stage.panes if pane.canvas.isVisible()]

    def _settled(self) -> bool:
        request = self.scene.request
        frames = [pane.frame for pane in self._panes]
        current = (f is not None and f.request == request and f.state == "full" for f in frames)
        return bool(frames) and all(current)

    def _at(self, widget: QWidget, place: QPoint | None) -> QPoint:
        """Return a place of a widget in the window; nothing may lie over it there."""
        window = self.studio.window
        found = widget.mapTo(window, widget.rect().center() if place is None else place)
        there = window.childAt(found)
        assert there is not None, widget.objectName()
        assert there is widget or widget.isAncestorOf(there), (widget.objectName(), there.objectName())
        return found


@pytest.fixture
def start(qtbot: QtBot) -> Iterator[Callable[[], User]]:
    """Return what opens a window on methods that need no other process; all are closed at the end."""
    studios: list[Studio] = []

    def begin() -> User:
        studio = Studio(application([]))
        studios.append(studio)
        scene = four_panes().with_lane(2, Lane("Soft", (INSERT, FBP.replace(window="hann", cutoff=0.8))))
        studio.state.update("Panes", panes=scene.panes, segmenter=None)
        studio.window.resize(1600, 900)
        studio.window.show()
        studio.window.activateWindow()
        qtbot.waitUntil(studio.window.isActiveWindow, timeout=PATIENCE)
        return User(studio, qtbot)

    yield begin
    for studio in studios:
        studio.window.close()
        studio.window.deleteLater()


def test_the_whole_window_by_mouse_and_keys_undone_redone_saved_and_reopened(
    start: Callable[[], User], tmp_path: Path, qtbot: QtBot
) -> None:
    user = start()
    matching = user.studio.cases.matching  # photons are estimated right after opening
    with qtbot.waitSignal(matching, timeout=PATIENCE, check_params_cb=lambda on: not on):
        user.answer_with(write_scan(tmp_path / "data"), KEY.Key_O)
    user.studio.window.notices.clear()  # white noise has a coarser grain than FBP leaves
    first, at_first = user.see(), user.scene
    assert len(first) == 4
    assert not user.studio.state.undo_stack.canUndo()
    look(user)
    measure(user)
    compare(user)
    last, at_last, values = user.see(), user.scene, user.pictures()
    numbers, listed = user.numbers(), user.list_of_numbers()
    assert_numbers(user, numbers, values)
    assert "Ruler 1" in listed

    press_until_nothing_is_left(user, "undo", KEY.Key_Z, at_least=14)
    assert apart(user.scene, at_first) == []
    user.see_again(first)
    press_until_nothing_is_left(user, "redo", KEY.Key_Y, at_least=14)
    assert apart(user.scene, at_last) == []
    user.see_again(last)
    assert (user.numbers(), user.list_of_numbers()) == (numbers, listed)

    path = tmp_path / "case.ldct"
    user.answer_with(path, KEY.Key_S)
    qtbot.waitUntil(path.exists, timeout=PATIENCE)
    user.key(KEY.Key_Q, CTRL)
    assert not user.studio.window.isVisible()

    again = start()
    again.drop(path)
    qtbot.waitUntil(lambda: again.scene.study is not None and not again.studio.busy, timeout=PATIENCE)
    again.see_again(last)
    assert apart(again.scene, at_last) == []
    for one, other in zip(values, again.pictures(), strict=True):
        np.testing.assert_array_equal(one, other)
    assert (again.numbers(), again.list_of_numbers()) == (numbers, listed)
    assert not again.studio.state.undo_stack.canUndo()


def look(user: User) -> None:
    """Scroll, change the window by drag and key, zoom, and lower the dose by key and drag."""
    canvas, scene = user.studio.stage.panes[1].canvas, user.scene
    user.wheel(canvas, 1)
    assert user.scene.row == scene.row + 1
    user.drag(canvas, QPoint(40, 60), QPoint(115, 40))
    assert user.scene.view.width == pytest.approx(scene.view.width * 2**0.5, abs=1)
    assert user.scene.view.level < scene.view.level
    user.key(KEY.Key_4)
    assert (user.scene.view.width, user.scene.view.level) == (1800, 400)
    user.key(KEY.Key_1)
    assert (user.scene.view.width, user.scene.view.level) == (400, 40)
    user.wheel(canvas, 2, CTRL)
    assert user.scene.view.zoom == pytest.approx(1.1**2 * scene.view.zoom)
    assert len({user.scene.view_of(pane) for pane in user.scene.panes}) == 1
    user.key(KEY.Key_BracketLeft)
    assert user.scene.fraction == pytest.approx(scene.fraction * 0.64)
    axis = user.studio.dose_bar.axis
    places = axis.places()
    here, there = (QPoint(round(places.x(f)), round(places.track)) for f in (user.scene.fraction, 0.3))
    user.drag(axis, here, there)
    assert user.scene.fraction == pytest.approx(0.3, rel=0.03)


def measure(user: User) -> None:
    """Draw an ellipse in B, and a ruler beside it."""
    canvas = user.studio.stage.panes[1].canvas
    middle = canvas.rect().center()
    user.key(KEY.Key_E)
    user.drag(canvas, middle - QPoint(40, 30), middle + QPoint(40, 30))
    (region,) = user.scene.rois
    assert canvas.placement is not None
    assert region.half_x == pytest.approx(40 / canvas.placement.scale, rel=0.01)
    user.key(KEY.Key_D)
    user.drag(canvas, middle + QPoint(-90, 50), middle + QPoint(90, 50))
    (ruler,) = user.scene.marks
    length = np.linalg.norm(np.subtract(ruler.points[1], ruler.points[0]))
    assert length == pytest.approx(180 / canvas.placement.scale, rel=0.01)
    user.key(KEY.Key_W)


def compare(user: User) -> None:
    """Hold Space, maximize and restore, go through the modes of comparison, and leave two panes."""
    a, b = user.studio.stage.panes[:2]
    user.see()
    hold_space(user, lambda: b.canvas.image is a.canvas.image, b.canvas)
    user.double_click(b.canvas, QPoint(30, 30))
    assert user.scene.maximized
    user.double_click(b.canvas, QPoint(30, 30))
    assert not user.scene.maximized
    user.key(KEY.Key_G)
    go_through_modes(user)
    user.key(KEY.Key_P, CTRL | SHIFT)
    for letter in "layout":
        user.key(Qt.Key(ord(letter.upper())))
    user.key(KEY.Key_Down)
    user.key(KEY.Key_Return)
    assert (user.scene.rows, user.scene.columns) == (1, 2)


def go_through_modes(user: User) -> None:
    """Press V until the panes stand side by side again; move the line of the swipe on the way."""
    stage, seen = user.studio.stage, list[str]()
    first, second, picture = stage.panes[0].canvas, stage.panes[1].canvas, stage.compare.canvas
    assert first.image is not None
    assert second.image is not None
    difference = second.image - first.image
    while "side" not in seen:
        user.key(KEY.Key_V)
        seen.append(user.scene.compare)
        assert len(seen) < 9
        if seen[-1] == "swipe":
            user.drag(picture, picture.rect().center(), picture.rect().center() - QPoint(200, 0))
            assert user.scene.swipe < 0.4
            assert picture.image is second.image
            hold_space(user, lambda: picture.alone == 0 and picture.image is first.image, picture)
        if seen[-1] == "difference":
            assert picture.image is not None
            np.testing.assert_array_equal(picture.image, difference)
    assert {"swipe", "difference"} < set(seen)


def hold_space(user: User, shown: Callable[[], bool], canvas: Canvas) -> None:
    """Hold Space as long as it takes to see what it shows, and see what was there before."""
    before = canvas.image
    QTest.keyPress(user.handle, KEY.Key_Space)
    assert shown()
    QTest.keyRelease(user.handle, KEY.Key_Space)
    assert canvas.image is before
    assert not shown()


def press_until_nothing_is_left(user: User, action: str, key: Qt.Key, at_least: int) -> None:
    """Press a key until its action is off; every press takes one step."""
    stack = user.studio.state.undo_stack
    assert stack.count() >= at_least
    for _ in range(stack.count()):
        assert user.studio.window.actions_[action].isEnabled()
        user.key(key, CTRL)
    assert not user.studio.window.actions_[action].isEnabled()


def assert_numbers(user: User, numbers: str, values: list[npt.NDArray[np.float32]]) -> None:
    """See that the table tells noise and mean of the pixels in the ellipse, found here by themselves."""
    (region,) = user.scene.rois
    rows, columns = np.mgrid[: GRID.shape[1], : GRID.shape[2]]
    x = GRID.origin[0] + columns * GRID.spacing[2] - region.center[0]
    y = GRID.origin[1] + rows * GRID.spacing[1] - region.center[1]
    inside = (x / region.half_x) ** 2 + (y / region.half_y) ** 2 <= 1
    head, *lines = (line.split("\t") for line in numbers.splitlines())
    assert len(lines) == len(values) == 2
    for line, image in zip(lines, values, strict=True):
        told = dict(zip(head, line, strict=True))
        noise, mean = image[inside].std(ddof=1, dtype=np.float64), image[inside].mean(dtype=np.float64)
        assert float(told["σ (HU)"]) == pytest.approx(noise, abs=0.06)
        assert float(told["Mean (HU)"]) == pytest.approx(mean, abs=0.06)


def apart(one: Scene, other: Scene) -> list[str]:
    """Return the fields in which two scenes differ, but for the voxels and what undo leaves alone."""
    names = [f.name for f in fields(Scene) if f.name not in {"study", *LOOKED_AT}]
    return [name for name in names if getattr(one, name) != getattr(other, name)]
