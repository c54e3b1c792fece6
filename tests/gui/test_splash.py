"""The card that says that the program starts."""

from __future__ import annotations

import gc
import time
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ldct_studio import __main__ as program
from ldct_studio.cli.commands import app
from ldct_studio.core.errors import StudioError
from ldct_studio.gui.splash import Splash


@pytest.mark.parametrize(
    ("words", "opens"),
    [
        ([], True),
        (["--demo"], True),
        (["there"], True),
        (["window", "there"], True),
        (["plugins"], False),
        (["info", "there"], False),
        (["--version"], False),
        (["--help"], False),
        (["missing.nii.gz"], False),
        (["x" * 300], False),
    ],
)
def test_a_card_is_shown_where_a_window_follows(
    words: list[str], opens: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    for name in ("there", "plugins"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("ldct_studio.gui.theme.apply", lambda *_: None)
    splash = program._splash(words)
    assert (splash is not None) is opens
    if splash is not None:
        qtbot.addWidget(splash)


def test_the_commands_are_all_known_before_torch_is_loaded() -> None:
    assert {command.name for command in app.registered_commands} - {"window"} == program.COMMANDS


def test_qt_is_not_loaded_before_torch_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setattr(program, "_spoken", lambda: pytest.fail("Qt"))
    assert program._splash([]) is None


def test_what_is_wrong_is_told_by_what_follows(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> None:
        raise StudioError("The program is incomplete.")

    monkeypatch.setattr(program, "_spoken", fails)
    assert program._splash([]) is None


def test_the_card_stands_at_once(qtbot: QtBot) -> None:
    begun = time.monotonic()
    splash = Splash()
    qtbot.addWidget(splash)
    assert splash.isVisible()
    assert time.monotonic() - begun < 1
    ink = {
        splash.pixmap().toImage().pixelColor(x, y).name() for x in range(0, 440, 2) for y in range(0, 176, 2)
    }
    assert len(ink) > 20, "an icon and text"


@pytest.mark.parametrize("enabled", [True, False])
def test_imports_leave_the_garbage_collector_as_it_was(enabled: bool) -> None:
    before = gc.isenabled()
    (gc.enable if enabled else gc.disable)()
    try:
        with program._importing():
            assert not gc.isenabled()
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if before else gc.disable)()
