"""The import report in the window: to read and to copy without names, marks on the picture, straightening."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
import torch
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from ldct_studio.core.grid import Grid
from ldct_studio.core.origin import Origin
from ldct_studio.core.study import Facts, Series, Study
from ldct_studio.core.volume import Volume
from ldct_studio.gui import language, pane_paint, privacy
from ldct_studio.gui.import_report import ImportReportDialog
from ldct_studio.gui.pane import View
from ldct_studio.gui.scene import Scene
from ldct_studio.gui.transform import Placement

FACTS = Facts(
    patient="DOE^JANE",
    warnings=("The slices of DOE are sheared.", "“jane_doe.dcm” is empty."),
    left_out=("“jane_doe.dcm” is empty.",),
    marks=("tilt 16.5°", "not HU"),
    slanted=True,
)


@pytest.fixture
def study() -> Iterator[Study]:
    privacy.keep_secret(FACTS.patient)
    grid = Grid((4, 8, 8), (2, 1, 1))
    yield Study("CT", {"CT": Volume(torch.zeros(grid.shape), grid)}, facts=FACTS, origin=Origin(("a",)))
    privacy.forget()


def test_it_is_copied_without_names(qtbot: QtBot, study: Study) -> None:
    dialog = ImportReportDialog(study)
    qtbot.addWidget(dialog)
    dialog.findChild(QPushButton, "import-report-copy").click()
    copied = QGuiApplication.clipboard().text()
    assert copied == dialog.findChild(QPlainTextEdit).toPlainText()
    assert copied.endswith("Left out\n- A file is empty.")
    assert "Opened\n- CT, 4 slices" in copied
    assert "doe" not in copied.lower()


def test_a_tilted_case_can_be_straightened(qtbot: QtBot, study: Study) -> None:
    dialog = ImportReportDialog(study)
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.upright_wanted):
        dialog.findChild(QPushButton, "import-report-straighten").click()
    upright = ImportReportDialog(replace(study, facts=replace(FACTS, slanted=False)))
    qtbot.addWidget(upright)
    assert upright.findChild(QPushButton, "import-report-straighten") is None


def test_marks_stay_on_the_picture(study: Study) -> None:
    scene = Scene().opened(study)
    place = Placement.of(study.first.grid, 0, View(), 400, 400)
    said = pane_paint.corners(scene, None, View(), place)
    assert said.warning == ("Tilt 16.5°", "Not HU")


def test_the_report_is_in_the_language_of_the_window(qtbot: QtBot) -> None:
    others = (
        Series("1", "", "CT", 5, (512, 256), True),
        Series("2", "x", "CT", 1, (64, 32), False, "localizer"),
    )
    left_out = ("“a.dcm” is empty.", "“b.dcm” is empty.")
    sheared = "The slices are sheared by 12.0° (gantry tilt 12.0° recorded): positions are right, but planes "
    facts = Facts(
        warnings=(f"{sheared}across the slices look slanted.", *left_out), left_out=left_out, series=others
    )
    volume = Volume(torch.zeros(2, 3, 4), Grid((2, 3, 4), (5, 0.7, 0.8)))
    language.begin("de")
    try:
        dialog = ImportReportDialog(Study("Case", {"CT": volume}, facts=facts))
    finally:
        language.begin("en")
    qtbot.addWidget(dialog)
    field = dialog.findChild(QPlainTextEdit, "import-report-text")
    assert field is not None
    assert field.toPlainText().splitlines() == [
        "Geöffnet",
        "- CT, 2 Schichten mit 4 × 3 Pixeln, 0.8 × 0.7 × 5 mm, in HU.",
        "",
        "Angenommen oder geändert",
        "- Die Schichten sind um 12.0° geschert (Gantryneigung 12.0° aufgezeichnet): Lagen stimmen, aber "
        "Ebenen quer zu den Schichten erscheinen schräg.",
        "",
        "Ausgelassen",
        "- Eine Datei ist leer. (2 ×)",
        "",
        "Auch hier",
        "- CT, 1 Bild mit 32 × 64 Pixeln, Übersichtsaufnahme.",
    ]
