"""The program's windows in the whole window: opened by commands, kept in the settings, closed with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ldct_studio import methods  # noqa: F401
from ldct_studio.core import settings as stored
from ldct_studio.gui.app import Studio
from ldct_studio.gui.application import application
from ldct_studio.gui.shortcut_editor import ShortcutEditor
from ldct_studio.methods.demo import small_study
from tests.gui.four_panes import live_panes


@pytest.fixture
def studio(qtbot: QtBot) -> Iterator[Studio]:
    studio = Studio(application([]))
    studio.window.resize(1280, 800)
    studio.window.show()
    plain = replace(studio.state.scene, panes=live_panes(), segmenter=None)
    studio.state.open(plain.opened(small_study(64, 6)))
    yield studio
    studio.window.close()
    studio.window.deleteLater()


def trigger(studio: Studio, name: str) -> None:
    studio.window.actions_[name].trigger()


def test_every_window_opens_by_its_command_and_goes_with_the_main_window(studio: Studio) -> None:
    for command, name in (
        ("tags", "tags"),
        ("help", "help"),
        ("compute", "compute-page"),
        ("about", "about"),
    ):
        trigger(studio, command)
        window = studio.window.findChild(QWidget, name)
        assert window.isVisible(), command
        window.close()
    trigger(studio, "tags")
    said = studio.window.findChild(QLabel, "tags-empty").text()
    assert said == "The demo is synthetic, so there is no file behind it. Open a DICOM or NIfTI file."


def test_keys_that_were_chosen_act_and_are_kept(studio: Studio) -> None:
    trigger(studio, "shortcut-editor")
    editor = studio.window.findChild(ShortcutEditor)
    editor.keys = {**editor.keys, "invert": ("Alt+I",)}
    editor.accept()
    assert [key.toString() for key in studio.window.actions_["invert"].shortcuts()] == ["Alt+I"]
    assert stored.read().settings.shortcuts == {"invert": ("Alt+I",)}
    assert studio.window.settings.shortcuts == {"invert": ("Alt+I",)}


def test_cine_waits_for_the_live_pictures_and_says_that_it_runs(studio: Studio, qtbot: QtBot) -> None:
    rows = []
    studio.state.changed.connect(lambda scene, old: rows.append((old.row, scene.row)))
    shown = studio.stage.panes[studio.state.scene.active]
    qtbot.waitUntil(lambda: shown.frame is not None, timeout=60_000)
    trigger(studio, "cine")
    assert studio.window.actions_["cine"].isChecked()
    qtbot.waitUntil(lambda: len(rows) >= 2, timeout=60_000)
    trigger(studio, "cine-faster")
    assert stored.read().settings.cine_rate == 15
    trigger(studio, "cine")
    assert not studio.window.actions_["cine"].isChecked()
    assert not studio.program.cine.running
    trigger(studio, "auto")
    trigger(studio, "cine")
    assert not studio.program.cine.running, "without pictures that follow there is nothing to see"


def test_a_key_image_is_listed_and_the_menu_goes_there(studio: Studio) -> None:
    trigger(studio, "key-image")
    assert studio.window.actions_["key-image"].isChecked()
    menu = studio.window.menus["View/Key images"]
    assert menu.actions()[0].text().startswith("Axial 4 · FBP · 17")
    row = studio.state.scene.row
    studio.state.update("Scroll", row=0)
    menu.actions()[0].trigger()
    assert studio.state.scene.row == row
