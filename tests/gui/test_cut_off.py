"""At 1280 × 800 nothing is cut off, lies over another thing, or hangs out of the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ldct_studio import discovery, methods  # noqa: F401
from ldct_studio.gui.app import Studio
from ldct_studio.gui.application import application
from ldct_studio.gui.dialogs import PluginsDialog
from tests.gui import tour, walk
from tests.pictures.trainings import Trainings

TWIN = """
from ldct_studio.api import Denoiser

class Twin(Denoiser, name="twin"):
    def denoise(self, volume): return volume
"""


@pytest.fixture
def studio(qtbot: QtBot) -> Iterator[Studio]:
    studio = Studio(application([]))
    studio.window.show()
    yield studio
    if not studio.window.close():  # as a training runs
        studio.close()
    studio.window.deleteLater()


def _faults(top: QWidget) -> set[str]:
    return {*walk.cut_off(top), *walk.overlapping(top), *walk.outside(top)}


def test_the_window_is_whole_wherever_one_goes(studio: Studio) -> None:
    seen: dict[str, str] = {}
    for place in tour.window(studio):
        assert (studio.window.width(), studio.window.height()) == tour.SIZE, place
        for fault in _faults(studio.window):
            seen.setdefault(fault, place)
    assert not seen, "\n".join(f"{place}: {fault}" for fault, place in seen.items())


def test_trainings_are_whole(studio: Studio, qtbot: QtBot) -> None:
    made, seen = Trainings(), {}
    studio.window.resize(*tour.SIZE)
    try:
        for place in tour.trainings(studio, made, qtbot.waitUntil):
            for fault in _faults(studio.window):
                seen.setdefault(fault, place)
    finally:
        made.end()
    assert not seen, "\n".join(f"{place}: {fault}" for fault, place in seen.items())


def test_studies_are_whole(studio: Studio, qtbot: QtBot, tmp_path: Path, registry: None) -> None:
    seen: dict[str, str] = {}
    studio.window.resize(*tour.SIZE)
    for place in tour.studies(studio, tmp_path, qtbot.waitUntil):
        for top in (studio.window, *tour.opened_dialogs()):
            for fault in _faults(top):
                seen.setdefault(fault, place)
    assert not seen, "\n".join(f"{place}: {fault}" for fault, place in seen.items())


def test_dialogs_are_whole_and_fit_the_screen(studio: Studio) -> None:
    studio.window.resize(*tour.SIZE)
    seen: dict[str, str] = {}
    for place, dialog in tour.dialogs(studio):
        if dialog.width() > tour.SIZE[0] or dialog.height() > tour.SIZE[1]:
            seen[f"{dialog.width()} × {dialog.height()} px"] = place
        for fault in _faults(dialog):
            seen.setdefault(fault, place)
    assert not seen, "\n".join(f"{place}: {fault}" for fault, place in seen.items())


def test_long_paths_of_plugins_are_whole(studio: Studio, tmp_path: Path, registry: None) -> None:
    folders = [tmp_path / f"a_folder_with_quite_a_name_{k}" / "of_two_plug_ins" for k in range(2)]
    for folder in folders:
        folder.mkdir(parents=True)
        (folder / "twin.py").write_text(TWIN)
        discovery.load_file(folder / "twin.py")
    assert any(str(folders[0]) in broken.reason for broken in discovery.broken())
    dialog = PluginsDialog(lambda path: None, studio.window)
    dialog.show()
    assert not _faults(dialog)
    dialog.close()


def test_the_walk_finds_what_is_wrong(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(300, 100)
    narrow, hanging = QLabel("much too long for so little room", page), QPushButton("Out", page)
    narrow.setGeometry(0, 0, 40, 20)
    hanging.setGeometry(280, 0, 80, 28)
    page.show()
    assert [fault.partition(":")[0] for fault in walk.cut_off(page)] == [walk.name(narrow)]
    assert len(walk.outside(page)) == 1
    box = QWidget()
    qtbot.addWidget(box)
    row = QHBoxLayout(box)
    first, second = QPushButton("First"), QPushButton("Second")
    row.addWidget(first)
    column = QVBoxLayout()
    column.addWidget(second)
    row.addLayout(column)
    box.show()
    assert not walk.overlapping(box)
    second.setGeometry(first.geometry())
    assert len(walk.overlapping(box)) == 1
