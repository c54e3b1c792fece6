"""Validate my scanner: scans and their mAs, the comparison, and the model that is kept and used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from ldct_studio import methods  # noqa: F401
from ldct_studio.core.dose import Exposure, Scan
from ldct_studio.core.study import Facts, Study
from ldct_studio.gui.command_table import table
from ldct_studio.gui.dose_facts import origin
from ldct_studio.gui.dose_photons import PhotonsPopover
from ldct_studio.gui.dose_readouts import DoseReadouts
from ldct_studio.gui.scanner_dialog import ScannerDialog
from ldct_studio.gui.scanner_picture import spectra_chart
from ldct_studio.gui.scanner_scans import Entry, Sorted, sorted_scans
from ldct_studio.gui.scanner_table import COLUMNS
from ldct_studio.gui.state import AppState
from ldct_studio.io import scanners
from tests.gui.four_panes import four_panes
from tests.probe.test_validation import WINDOW, scanned

EXPOSURE = Exposure(kvp=120.0, mas=200.0, kernel="B30f")
FACTS = Facts(scanner="SIEMENS Definition", slice_thickness=5.0)


def _study(photons: float, seed: int, mas: float) -> Study:
    scan = Scan((photons,), 5.0, WINDOW, "known", exposure=replace(EXPOSURE, mas=mas))
    return Study("water", {"CT": scanned(photons, seed).rows(0, 8)}, scan=scan, facts=FACTS)


@pytest.fixture
def state(qapp: object) -> AppState:
    return AppState(four_panes().opened(_study(2e4, 1, 200.0)))


@pytest.fixture
def dialog(qtbot: QtBot, state: AppState) -> Iterator[ScannerDialog]:
    made = ScannerDialog(state)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.end()


def part(dialog: ScannerDialog, kind: type, name: str) -> Any:
    found = dialog.findChild(kind, name)
    assert found is not None, name
    return found


def _compare(dialog: ScannerDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog._work.done, timeout=30_000):
        part(dialog, QPushButton, "scanner-start").click()


def test_the_command_stands_in_the_menu_dose() -> None:
    (command,) = (one for one in table() if one.name == "validate-scanner")
    assert command.menu == "Dose"


def test_mas_say_which_scan_is_the_reference() -> None:
    high, low = _study(2e4, 1, 200.0), _study(6e3, 2, 60.0)
    entries = [Entry("low", low, 60.0), Entry("high", high, 200.0), Entry("again", high, 200.1)]
    found = sorted_scans(entries)
    assert isinstance(found, Sorted)
    assert [one.title for one in found.reference] == ["high", "again"]
    assert [(one.title, round(one.fraction, 3)) for one in found.lows] == [("low", 0.3)]
    assert "two scans" in str(sorted_scans(entries[:1]))
    assert "mAs of every scan" in str(sorted_scans([*entries, Entry("new", low, None)]))
    assert "same mAs" in str(sorted_scans(entries[1:]))


def test_scans_are_compared_and_the_model_is_kept_and_used(
    dialog: ScannerDialog, state: AppState, qtbot: QtBot, home: Path
) -> None:
    start, kept = part(dialog, QPushButton, "scanner-start"), part(dialog, QPushButton, "scanner-save")
    dialog.scans.add_shown()
    assert not start.isEnabled()
    assert "two scans" in part(dialog, QLabel, "scanner-missing").text()
    dialog.scans._take([Entry("low", _study(6e3, 2, 60.0), 60.0)])
    part(dialog, QLineEdit, "form-mark").setText("12")
    assert start.isEnabled()
    assert not kept.isEnabled()
    _compare(dialog, qtbot)
    assert dialog.found is not None
    assert dialog.found.plan.mark == 12
    shown = part(dialog, QTableWidget, "scanner-table")
    assert shown.rowCount() == 5
    assert all(shown.item(0, column).text().strip() for column in range(len(COLUMNS)))
    assert shown.item(0, 7).text().strip() == "Pass"
    which = part(dialog, QComboBox, "scanner-which")
    assert [which.itemText(k) for k in range(which.count())] == ["As estimated", "Fitted"]
    assert part(dialog, QLabel, "scanner-said").text().startswith("It passes")
    chart = spectra_chart(dialog.found.rows[0])
    assert chart is not None
    assert [curve.letter for curve in chart.curves] == ["real", "simulated"]
    assert part(dialog, QLineEdit, "scanner-name").text() == "SIEMENS Definition"
    assert "SIEMENS Definition with B30f at 120 kV" in part(dialog, QLabel, "scanner-use").text()
    kept.click()
    assert "is saved" in part(dialog, QLabel, "scanner-said").text()
    (model,) = scanners.models()
    assert model.settings[0].mas == 200.0
    _chosen_in_the_popover(state, qtbot)


def _chosen_in_the_popover(state: AppState, qtbot: QtBot) -> None:
    readouts = DoseReadouts(state)
    qtbot.addWidget(readouts)
    readouts.edit_photons()
    box = readouts.findChild(QComboBox, "dose-n0-scanner")
    assert box is not None
    assert [box.itemText(k) for k in range(box.count())] == [
        "No scanner model",
        "SIEMENS Definition: B30f, 120 kV",
    ]
    box.activated.emit(1)
    scan = state.scene.reference_scan
    assert (scan.source, scan.scanner) == ("known", "SIEMENS Definition")
    assert origin(scan).startswith("n0 from the scanner model “SIEMENS Definition”")
    popover = readouts.findChild(PhotonsPopover)
    assert popover is not None
    popover.show_scan(scan, 0)
    assert box.currentIndex() == 1
    readouts._use_estimate()
    assert state.scene.reference_scan.scanner == ""
    popover.hide()


def test_what_cannot_be_compared_is_said(dialog: ScannerDialog, qtbot: QtBot) -> None:
    other = _study(6e3, 2, 60.0)
    volume = other.first
    wide = replace(volume, grid=replace(volume.grid, spacing=(5.0, 3.0, 3.0)))
    dialog.scans.add_shown()
    dialog.scans._take([Entry("low", replace(other, volumes={"CT": wide}), 60.0)])
    with qtbot.waitSignal(dialog._work.failed, timeout=30_000):
        part(dialog, QPushButton, "scanner-start").click()
    assert "same field of view" in part(dialog, QLabel, "scanner-said").text()
    assert part(dialog, QPushButton, "scanner-start").isVisible()


def test_files_are_opened_mas_edited_and_scans_removed(
    dialog: ScannerDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    import nibabel

    path = tmp_path / "low.nii.gz"
    nibabel.save(nibabel.Nifti1Image(np.zeros((16, 16, 2), np.float32), np.diag([2.0, 2, 5, 1])), path)
    with qtbot.waitSignal(dialog.scans.changed, timeout=30_000):
        dialog.scans.add([path])
    rows = part(dialog, QTableWidget, "scanner-scans")
    assert rows.item(0, 0).text() == "low"
    assert dialog.scans.entries[0].mas is None
    rows.item(0, 1).setText("50")
    assert dialog.scans.entries[0].mas == 50.0
    assert rows.item(0, 2).text() == "100"
    rows.item(0, 1).setText("many")
    assert dialog.scans.entries[0].mas is None
    rows.setCurrentCell(0, 0)
    part(dialog, QPushButton, "scanner-remove").click()
    assert rows.rowCount() == 0


def test_the_table_is_written(
    dialog: ScannerDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog.scans.add_shown()
    dialog.scans._take([Entry("low", _study(6e3, 2, 60.0), 60.0)])
    _compare(dialog, qtbot)
    target = tmp_path / "scanner.csv"
    monkeypatch.setattr("ldct_studio.gui.scanner_dialog.ask_target", lambda *_: target)
    part(dialog, QPushButton, "scanner-dialog-export-csv").click()
    assert "scan,fraction,region" in target.read_text(encoding="utf-8")
