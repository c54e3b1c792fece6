"""A slider storm: 200 moves of the mouse on the dose axis in two seconds."""

from __future__ import annotations

import gc
import os
import time
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from pytestqt.qtbot import QtBot

from ldct_studio import methods  # noqa: F401
from ldct_studio.core.lane import Frame, Request
from ldct_studio.gui.app import Studio
from ldct_studio.gui.dose_axis import DoseAxis
from ldct_studio.gui.scene import Scene
from ldct_studio.methods.demo import small_study
from tests.gui.four_panes import four_panes

MOVES, SECONDS = 200, 2.0
MOST = 0.1
"""Seconds that the window may be away from its events."""


@dataclass
class Turns:
    """The longest time between two turns of the event loop (s), and what of it the window itself worked."""

    waited: float = 0.0
    worked: float = 0.0


def opened(studio: Studio, size: int, qtbot: QtBot) -> Studio:
    panes = tuple(pane for pane in four_panes().panes if pane.lane.title != "Total variation")
    studio.state.open(replace(studio.state.scene, panes=panes, segmenter=None).opened(small_study(size, 3)))
    settle(studio, qtbot)
    return studio


def settle(studio: Studio, qtbot: QtBot) -> None:
    """Wait until every pane shows what the scene asks for."""

    def current() -> bool:
        frames = [pane.frame for pane in studio.stage.panes]
        return all(frame is not None and frame.request == studio.state.scene.request for frame in frames)

    qtbot.waitUntil(current, timeout=60_000)


def send(axis: DoseAxis, kind: QEvent.Type, x: float) -> None:
    """Send one event of the left button at a place along the axis."""
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    place = QPointF(x, axis.places().track)
    moved, released = kind == QEvent.Type.MouseMove, kind == QEvent.Type.MouseButtonRelease
    event = QMouseEvent(
        kind,
        place,
        axis.mapToGlobal(place),
        none if moved else left,
        none if released else left,
        Qt.KeyboardModifier.NoModifier,
    )
    QCoreApplication.sendEvent(axis, event)


def storm(studio: Studio) -> Turns:
    """Drag the dose from end to end and back, 200 moves in two seconds; return how long turns took."""
    axis, turns, loop = studio.dose_bar.axis, Turns(), QEventLoop()
    places = axis.places()
    first, last = places.x(0.02), places.x(0.8)
    began, made, before = time.perf_counter(), 0, (time.perf_counter(), time.thread_time())
    send(axis, QEvent.Type.MouseButtonPress, places.x(studio.state.scene.fraction))

    def turn() -> None:
        nonlocal made, before
        now = (time.perf_counter(), time.thread_time())
        turns.waited = max(turns.waited, now[0] - before[0])
        turns.worked = max(turns.worked, now[1] - before[1])
        before = now
        if made < min((now[0] - began) / SECONDS * MOVES, MOVES):
            made += 1
            share = 1 - abs(1 - 2 * made / MOVES)
            send(axis, QEvent.Type.MouseMove, first + (last - first) * share)
        elif made == MOVES:
            loop.quit()

    clock = QTimer(interval=1)
    clock.timeout.connect(turn)
    clock.start()
    loop.exec()
    clock.stop()
    send(axis, QEvent.Type.MouseMove, places.x(0.4))
    send(axis, QEvent.Type.MouseButtonRelease, places.x(0.4))
    return turns


def held() -> int:
    """Return how many pictures, requests and scenes anybody holds."""
    gc.collect()
    return sum(type(thing) in (Frame, Request, Scene) for thing in gc.get_objects())


def test_slider_storm_ends_on_the_last_value_in_one_undo_step(studio: Studio, qtbot: QtBot) -> None:
    opened(studio, 96, qtbot)
    before = studio.state.scene
    turns = storm(studio)
    assert studio.state.scene.fraction == pytest.approx(0.4, rel=0.02)
    settle(studio, qtbot)
    for pane in studio.stage.panes:
        assert pane.frame is not None
        assert pane.frame.request.dose.fraction == studio.state.scene.fraction
        assert pane.canvas.image is pane.frame.image
    assert turns.worked < MOST
    assert studio.state.undo_stack.count() == 1
    studio.state.undo_stack.undo()
    assert studio.state.scene == before


def test_slider_storm_leaves_memory_flat(studio: Studio, qtbot: QtBot) -> None:
    opened(studio, 96, qtbot)
    counts = []
    for _ in range(2):
        storm(studio)
        settle(studio, qtbot)
        counts.append(held())
    assert abs(counts[1] - counts[0]) < 20, counts


@pytest.mark.slow
def test_slider_storm_never_keeps_the_window_from_its_events_for_100_ms(studio: Studio, qtbot: QtBot) -> None:
    if os.getloadavg()[0] > (os.cpu_count() or 1):
        pytest.skip("other programs keep this machine busy")
    opened(studio, 256, qtbot)
    waits = []
    for _ in range(7):
        waits.append(storm(studio).waited)
        settle(studio, qtbot)
    assert min(waits) < MOST, waits  # other programs only make it longer
