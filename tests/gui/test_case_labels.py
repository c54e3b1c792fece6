"""DICOM labels in the window: beside their series, dropped onto an open case, and back with a session."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from ldct_studio.core.grid import Grid
from ldct_studio.core.study import Study
from ldct_studio.gui.app import Studio
from ldct_studio.gui.label_overlay import LabelOverlay
from ldct_studio.gui.pane import View
from ldct_studio.gui.session_file import session_of, text_of
from ldct_studio.gui.session_opening import reopen
from ldct_studio.gui.transform import Placement
from tests.io.label_files import circle, write_scan, write_segmentation, write_structures

GRID = Grid((6, 40, 37), (2.5, 1.5, 1.5), (-25.0, -30.0, 100.0))
WAIT = 60_000


@pytest.fixture
def case(tmp_path: Path) -> tuple[Path, Path, Path]:
    """Return the folder of a scan, a segmentation whose segments overlap, and a structure set of it."""
    slices = write_scan(tmp_path / "ct", GRID)
    voxels = np.zeros((*GRID.shape, 2), np.uint8)
    voxels[1:4, 8:30, 5:25, 0] = 1
    voxels[2, 12:15, 8:11, 1] = 1
    (tmp_path / "labels").mkdir()
    segmentation = write_segmentation(tmp_path / "labels" / "seg.dcm", slices, voxels)
    frame = str(slices[0].FrameOfReferenceUID)
    ring = circle(0.0, 0.0, 105.0, 12.0)
    return (
        tmp_path / "ct",
        segmentation,
        write_structures(tmp_path / "labels" / "rs.dcm", {"GTV": [ring]}, frame),
    )


def drop(studio: Studio, qtbot: QtBot, *paths: Path) -> Study:
    """Drop files on the window and return the case that is open when they are read."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, button, key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    with qtbot.waitSignal(studio.cases.ended, timeout=WAIT):
        studio.window.dropEvent(QDropEvent(QPointF(10, 10), action, mime, button, key))
    study = studio.state.scene.study
    assert study is not None
    return study


def test_they_are_dropped_onto_the_open_scan_and_come_back(
    studio: Studio, qtbot: QtBot, case: tuple[Path, Path, Path], tmp_path: Path
) -> None:
    scan, segmentation, structures = case
    opened = drop(studio, qtbot, scan)
    assert not opened.labels
    with qtbot.waitSignal(studio.cases.said, timeout=WAIT) as said:
        study = drop(studio, qtbot, segmentation, structures)
    assert study.first is opened.first
    assert list(study.labels) == ["Organs (1 of 2)", "Organs (2 of 2)", "Plan"]
    assert "shown as 2 label maps" in said.args[0]
    assert [one.name for labels in study.labels.values() for one in labels.labels] == [
        "Liver",
        "Lesion 1",
        "GTV",
    ]
    again = drop(studio, qtbot, segmentation)
    assert list(again.labels) == list(study.labels)
    scene = replace(studio.state.scene, opacity=1.0, segmenter=None)
    place = Placement.of(GRID, 2, View(), 370, 400)
    picture = LabelOverlay().picture(scene, place, 1.0)
    assert picture is not None
    middle = picture.pixelColor(place.pixel_transform.map(QPointF(20, 25)).toPoint())
    assert middle.name() in ("#dd8265", "#008005")
    path = tmp_path / "case.ldct"
    path.write_text(text_of(session_of(studio.state.scene)), encoding="utf-8")
    restored = reopen(path, lambda progress: None, lambda: False)
    assert restored.scene.study is not None
    assert sorted(restored.scene.study.labels) == sorted(study.labels)
    assert not restored.notes


def test_of_another_scan_they_are_refused_and_the_case_stays(
    studio: Studio, qtbot: QtBot, case: tuple[Path, Path, Path], tmp_path: Path
) -> None:
    scan, _, _ = case
    before = drop(studio, qtbot, scan)
    foreign = write_structures(tmp_path / "foreign.dcm", {"GTV": [circle(0, 0, 105.0, 9.0)]}, "1.2.3")
    with qtbot.waitSignal(studio.cases.failed, timeout=WAIT) as failed:
        after = drop(studio, qtbot, foreign)
    assert "another frame of reference" in str(failed.args[0])
    assert after.first is before.first
    assert not after.labels
