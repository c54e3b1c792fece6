"""The card that says that the program starts."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ldct_studio import __main__ as program
from ldct_studio.gui.splash import Splash


@pytest.mark.parametrize("words", [["info", "there"], ["--version"], ["--help"], ["missing.nii.gz"]])
def test_a_command_or_a_wrong_path_shows_no_card(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "there").mkdir()
    monkeypatch.chdir(tmp_path)
    assert program._splash(words) is None


def test_qt_is_not_loaded_before_torch_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    assert program._splash([]) is None


def test_the_card_stands_until_the_window_does(qtbot: QtBot) -> None:
    splash, window = Splash(), QWidget()
    qtbot.addWidget(splash)
    qtbot.addWidget(window)
    assert splash.isVisible()
    ink = {
        splash.pixmap().toImage().pixelColor(x, y).name() for x in range(0, 440, 2) for y in range(0, 176, 2)
    }
    assert len(ink) > 20, "an icon and text"
    window.show()
    splash.finish(window)
    assert not splash.isVisible()


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
