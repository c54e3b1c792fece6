"""Save, change everything, reopen: the same pictures. Killed at random: seconds are lost, and no file."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ldct_studio import methods  # noqa: F401
from ldct_studio.core import recent
from ldct_studio.core import settings as stored
from ldct_studio.core.lane import Lane
from ldct_studio.core.settings import Settings
from ldct_studio.gui import dialogs, session_autosave
from ldct_studio.gui.app import Studio
from ldct_studio.gui.application import application
from ldct_studio.gui.pane import FBP, RESCAN, Pane
from ldct_studio.gui.scene import Scene
from ldct_studio.gui.session_file import read
from ldct_studio.gui.session_opening import reopen
from ldct_studio.gui.session_place import folder, last_file, left_behind
from ldct_studio.gui.session_scene import scene_json
from tests.conftest import ROOT
from tests.gui.four_panes import four_panes
from tests.gui.session_case import full_scene, same, write_scan

PATIENCE = 120_000
MOST_LOST = 5.0
"""Seconds of changes that may be lost; two are meant to be, the rest is for a busy machine."""


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    return write_scan(tmp_path / "data")


@pytest.fixture
def start(qtbot: QtBot) -> Iterator[Callable[[], Studio]]:
    """Return what opens a window; all are closed at the end."""
    studios: list[Studio] = []

    def begin() -> Studio:
        studio = Studio(application([]))
        studio.window.resize(1280, 800)
        studio.window.show()
        studios.append(studio)
        return studio

    yield begin
    for studio in studios:
        studio.window.close()
        studio.window.deleteLater()


def _opened(studio: Studio, scan: Path, qtbot: QtBot) -> Studio:
    """Open the scan on panes without networks."""
    studio.state.update("Panes", panes=four_panes().panes[:2], rows=1, columns=2, segmenter=None)
    studio.open([scan])
    qtbot.waitUntil(lambda: studio.state.scene.study is not None and not studio.busy, timeout=PATIENCE)
    return studio


def _settled(studio: Studio) -> bool:
    request = studio.state.scene.request
    frames = [pane.frame for pane in studio.stage.panes[: len(studio.state.scene.visible)]]
    return all(f is not None and f.request == request and f.state == "full" for f in frames)


def _pictures(studio: Studio, qtbot: QtBot) -> list[npt.NDArray[np.float32]]:
    studio.bridge.update_now()
    qtbot.waitUntil(lambda: _settled(studio), timeout=PATIENCE)
    count = len(studio.state.scene.visible)
    frames = [pane.frame for pane in studio.stage.panes[:count] if pane.frame is not None]
    return [frame.image.copy() for frame in frames if frame.image is not None]


def _press(area: QWidget, name: str) -> None:
    next(b for b in area.findChildren(QPushButton, name) if not b.isHidden()).click()


def _sentence(studio: Studio) -> str:
    current = studio.window.notices.current
    return "" if current is None else current.text


def _crashed(studio: Studio, qtbot: QtBot) -> Scene:
    """Let the window's file be one whose process is gone, as far as the next window can see."""
    autosave = studio.sessions.autosave
    state = studio.state  # late news of the scan can still change its scene while this waits
    with qtbot.waitSignal(
        autosave.saved, timeout=PATIENCE, check_params_cb=lambda saved: saved is state.scene
    ):
        autosave.obey()
    place, autosave._place = autosave._place, None
    assert place is not None
    place.release()
    return state.scene


def test_saved_changed_and_reopened_it_shows_the_same_pictures(
    start: Callable[[], Studio], scan: Path, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    studio = _opened(start(), scan, qtbot)
    of = studio.state.scene.study
    assert of is not None
    full = full_scene(of)  # but for what the lane worker does: other tests wait for that
    soft = Pane(Lane("Soft", (RESCAN, FBP.replace(window="hann", cutoff=0.8))))
    scene = replace(full, panes=(*full.panes[:2], soft, full.panes[3]), segmenter=None, compare="side")
    studio.state.become(scene, "everything")
    before, pictures = studio.state.scene, _pictures(studio, qtbot)
    assert len(pictures) == 4
    monkeypatch.setattr(dialogs, "ask_target", lambda *_: tmp_path / "case")
    with qtbot.waitSignal(studio.sessions.autosave.kept, timeout=PATIENCE):
        studio.window.actions_["save-session"].trigger()
    assert _sentence(studio) == "The session was saved as case.ldct."
    assert recent.read()[0].title == "case"
    other = replace(Scene().opened(of), seed=1, fraction=1.0, rows=1, columns=1)
    studio.state.become(replace(other, segmenter=None), "else")
    _pictures(studio, qtbot)
    studio.window.actions_["close-case"].trigger()
    with qtbot.waitSignal(studio.cases.restored, timeout=PATIENCE):
        studio.open([tmp_path / "case.ldct"])
    assert same(studio.state.scene, before) == []
    assert not studio.state.undo_stack.canUndo()
    for old, new in zip(pictures, _pictures(studio, qtbot), strict=True):
        np.testing.assert_array_equal(old, new)
    studio.state.update("Dose", fraction=0.5)
    with qtbot.waitSignal(studio.sessions.autosave.kept, timeout=PATIENCE):
        studio.window.actions_["save-session"].trigger()  # without a question: it lies there already
    assert read(tmp_path / "case.ldct").scene.fraction == 0.5


def test_after_a_crash_it_is_offered_and_recovered(
    start: Callable[[], Studio], scan: Path, qtbot: QtBot
) -> None:
    first = _opened(start(), scan, qtbot)
    first.state.update("Dose", fraction=0.4)
    before = _crashed(first, qtbot)
    second = start()
    second.sessions.look_back(ended_early=True)
    welcome = second.window.welcome
    assert welcome.recovery.isVisible()
    third = start()
    third.sessions.look_back(ended_early=False)
    assert not third.window.welcome.recovery.isVisible()
    with qtbot.waitSignal(second.cases.restored, timeout=PATIENCE):
        _press(welcome, "recovery-recover")
    assert same(second.state.scene, before) == []
    second.state.update("Dose", fraction=0.6)
    after = _crashed(second, qtbot)
    assert [read(path).scene.fraction for path in folder().glob("autosave-*.ldct")] == [after.fraction]


def test_what_was_skipped_is_not_offered_again_but_can_be_reopened(
    start: Callable[[], Studio], scan: Path, qtbot: QtBot
) -> None:
    before = _crashed(_opened(start(), scan, qtbot), qtbot)
    second = start()
    second.sessions.look_back(ended_early=True)
    _press(second.window.welcome, "recovery-open-log")
    assert second.window.welcome.recovery.isVisible()
    _press(second.window.welcome, "recovery-skip")
    assert not second.window.welcome.recovery.isVisible()
    third = start()
    third.sessions.look_back(ended_early=False)
    assert not third.window.welcome.recovery.isVisible()
    with qtbot.waitSignal(third.cases.restored, timeout=PATIENCE):
        third.window.actions_["reopen-session"].trigger()
    assert same(third.state.scene, before) == []


def test_a_scan_that_is_gone_keeps_the_offer(start: Callable[[], Studio], scan: Path, qtbot: QtBot) -> None:
    _crashed(_opened(start(), scan, qtbot), qtbot)
    scan.rename(scan.with_name("elsewhere.nii.gz"))
    second = start()
    second.sessions.look_back(ended_early=True)
    with qtbot.waitSignal(second.cases.failed, timeout=PATIENCE):
        _press(second.window.welcome, "recovery-recover")
    assert "not where it was" in _sentence(second)
    assert second.window.welcome.recovery.isVisible()
    second.window.close()
    assert len(list(left_behind())) == 1


def test_a_damaged_autosave_is_said_and_set_aside(start: Callable[[], Studio]) -> None:
    (folder() / "autosave-1.ldct").write_text('{"format": "ldct')
    studio = start()
    studio.sessions.look_back(ended_early=False)
    assert "damaged" in _sentence(studio)
    assert [path.name for path in folder().iterdir()] == ["damaged-1.ldct"]


def test_a_clean_end_leaves_nothing_to_recover_but_the_last_session(
    start: Callable[[], Studio], scan: Path, qtbot: QtBot
) -> None:
    studio = _opened(start(), scan, qtbot)
    studio.state.update("Dose", fraction=0.123)
    studio.window.close()
    assert [path.name for path in folder().iterdir()] == ["last.ldct"]
    assert read(last_file()).scene.fraction == 0.123
    assert not list(left_behind())


def test_privacy_mode_keeps_nothing_by_itself(start: Callable[[], Studio], scan: Path, qtbot: QtBot) -> None:
    studio = _opened(start(), scan, qtbot)
    with qtbot.waitSignal(studio.sessions.autosave.saved, timeout=PATIENCE):
        studio.state.update("Dose", fraction=0.2)
    stored.write(Settings(privacy=True))
    studio.window.apply_settings(Settings(privacy=True))
    studio.state.update("Dose", fraction=0.3)
    studio.window.close()
    assert list(folder().iterdir()) == []


def test_choosing_privacy_drops_all_that_nobody_saved(
    start: Callable[[], Studio], scan: Path, qtbot: QtBot
) -> None:
    _crashed(_opened(start(), scan, qtbot), qtbot)
    studio = start()
    studio.sessions.look_back(ended_early=False)
    assert studio.window.welcome.recovery.isVisible()
    for name in ("autosave-1.ldct", "damaged-2.ldct", "last.ldct"):
        (folder() / name).write_text("{")
    stored.write(Settings(privacy=True))
    studio.window.apply_settings(Settings(privacy=True))
    assert not studio.window.welcome.recovery.isVisible()
    studio.window.close()
    assert list(folder().iterdir()) == []


def test_skip_in_privacy_mode_keeps_nothing(start: Callable[[], Studio], scan: Path, qtbot: QtBot) -> None:
    _crashed(_opened(start(), scan, qtbot), qtbot)
    (folder() / "autosave-1.ldct").write_text("{")
    os.utime(folder() / "autosave-1.ldct", (2e9, 2e9))  # looked at first
    studio = start()
    studio.sessions._private = lambda: True
    studio.sessions.look_back(ended_early=True)
    assert "was deleted" in _sentence(studio)
    _press(studio.window.welcome, "recovery-skip")
    assert list(folder().iterdir()) == []


def test_autosave_on_a_full_disk_says_so_once_and_goes_on_later(
    start: Callable[[], Studio], scan: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, text: str) -> None:
        raise OSError(28, "No space left on device")

    studio = start()
    with monkeypatch.context() as patch:
        patch.setattr(session_autosave, "write_text", full)
        with qtbot.waitSignal(studio.sessions.autosave.failed, timeout=PATIENCE) as told:
            _opened(studio, scan, qtbot)
        assert "No space left on device" in told.args[0]
    with qtbot.waitSignal(studio.sessions.autosave.saved, timeout=PATIENCE):
        studio.state.update("Dose", fraction=0.2)


def test_volumes_that_methods_made_are_made_again(
    start: Callable[[], Studio], scan: Path, qtbot: QtBot
) -> None:
    studio = _opened(start(), scan, qtbot)
    studio.state.update("Dose", fraction=0.25, active=1)
    with qtbot.waitSignal(studio.cases.said, timeout=PATIENCE):
        studio.window.actions_["apply"].trigger()
    name = "FBP at 25 %"
    studio.state.update("Volume", volume=name)
    made = studio.state.scene.study.volumes[name].data.clone()  # type: ignore[union-attr]
    before = _crashed(studio, qtbot)
    second = start()
    second.sessions.look_back(ended_early=True)
    with qtbot.waitSignal(second.cases.restored, timeout=PATIENCE):
        _press(second.window.welcome, "recovery-recover")
    assert same(second.state.scene, before) == ["volume"]
    assert name in _sentence(second)
    with qtbot.waitSignal(second.cases.said, timeout=PATIENCE):
        _press(second.window.notices, "notice-make-again")
    assert same(second.state.scene, before) == []
    assert second.state.scene.study is not None
    np.testing.assert_array_equal(second.state.scene.study.volumes[name].data, made)


def test_a_hostile_session_in_the_window_costs_sentences(
    start: Callable[[], Studio], scan: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    studio = _opened(start(), scan, qtbot)
    studio.window.close()
    data = json.loads(last_file().read_text())
    step = {"is": "Step", "kind": "simulator", "name": "nobody", "config": [["x", "<b>"]]}
    for pane in data["scene"]["panes"][1:]:
        pane["lane"]["steps"][0] = step
    data["scene"] |= {
        "simulator": step,
        "segmenter": step | {"kind": "segmenter"},
        "volume": "<img src=x>",
        "row": 10**9,
        "active": 8,
        "roi": 5,
        "fraction": 1e9,
        "label": "nobody",
        "panes": [*data["scene"]["panes"], data["scene"]["panes"][0]],
    }
    path = tmp_path / "hostile.ldct"
    path.write_text(json.dumps(data))
    second = start()
    with qtbot.waitSignal(second.cases.restored, timeout=PATIENCE):
        second.open([path])
    assert "could not be read" in _sentence(second)
    qtbot.waitUntil(lambda: second.stage.panes[1].shows == "failed", timeout=PATIENCE)
    assert second.stage.panes[0].frame is not None


def _killed(scan: Path, journal: Path, seed: int, after: float) -> tuple[subprocess.Popen[bytes], float]:
    """Start the scripted use; return its process and how long it may go on after its first change."""
    words = [sys.executable, "-m", "tests.end_to_end.scripted_use", str(scan), str(journal), str(seed)]
    return subprocess.Popen(words, cwd=ROOT, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}), after


@pytest.mark.parametrize("kills", [3, pytest.param(20, marks=pytest.mark.slow)])
def test_killed_at_random_it_loses_at_most_five_seconds_and_no_file(
    scan: Path, tmp_path: Path, kills: int
) -> None:
    rng = random.Random(kills)
    for first in range(0, kills, 3):  # several windows at once, each with a file of its own
        uses = {}
        for number in range(first, min(first + 3, kills)):
            journal = tmp_path / f"journal-{number}"
            journal.touch()
            uses[journal] = _killed(scan, journal, number, rng.uniform(1.2, 8.0))
        try:
            ended = {journal: _end(journal, *use) for journal, use in uses.items()}
        finally:
            for process, _ in uses.values():
                process.kill()
                process.wait()
        _check(ended)


def _end(journal: Path, process: subprocess.Popen[bytes], after: float) -> float:
    """Kill the process some time after its first changes; return when (s)."""
    deadline = time.monotonic() + 3 * PATIENCE / 1000  # several windows start at once
    while journal.read_bytes().count(b"\n") < 20:
        assert process.poll() is None, "the window ended by itself"
        assert time.monotonic() < deadline, "the scan was not opened in time"
        time.sleep(0.05)
    time.sleep(after)
    process.kill()
    moment = time.time()
    process.wait()
    return moment


def _check(ended: dict[Path, float]) -> None:
    """See that each window has left a whole file, of a scene at most five seconds before its end."""
    places = list(left_behind())
    assert len(places) == len(ended)
    journals = {journal: _lines(journal) for journal in ended}
    for place in places:
        data = json.loads(place.path.read_text(encoding="utf-8"))
        shown = data["scene"]
        found = [
            (journal, n)
            for journal, lines in journals.items()
            for n, (_, s) in enumerate(lines)
            if s == shown
        ]
        assert found, "the autosave is of no scene that was shown"
        assert min(_lost(journals[journal][n + 1 :], ended[journal]) for journal, n in found) <= MOST_LOST
        restored = reopen(place.path, lambda progress: None, lambda: False)
        assert scene_json(restored.scene) == shown
        assert restored.notes == ()
        place.drop()
    assert list(folder().iterdir()) == []


def _lost(later: list[tuple[float, object]], end: float) -> float:
    """Return how long before the end the first change was made that is not in the file (s)."""
    return end - later[0][0] if later else 0.0


def _lines(journal: Path) -> list[tuple[float, object]]:
    """Return when the scene changed to what; the last line may have been cut short."""
    whole = journal.read_text(encoding="utf-8").split("\n")[:-1]
    return [(line["at"], line["scene"]) for line in map(json.loads, whole)]
