"""How both scans after contrast were laid and brought to the scale of the one before."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ldct_studio.core.contrast import Laid
from ldct_studio.core.rigid import Rigid
from ldct_studio.gui.registration_dock import RegistrationDock, texts
from ldct_studio.gui.state import AppState
from tests.gui.uptake_case import scene, study

N = "\u00a0"


def test_scale_correlation_and_overlap_are_told() -> None:
    partner = study().partner
    assert partner is not None
    pair = replace(partner.pair, gain=1.068, laid=Laid(Rigid(), 0.4, 1.2, 2.5, 0.934, 0.978))
    said = texts(pair)
    assert (said["gain"], said["likeness"], said["overlap"]) == (f"×{N}1.07", "0.93", f"98{N}%")
    same = texts(replace(pair, laid=Laid()))
    assert (same["gain"], same["likeness"], same["overlap"]) == (f"×{N}1.07", "–", "–")


def test_a_second_scan_after_contrast_has_a_table_of_its_own(qtbot: QtBot) -> None:
    of = study(0.2, "Full")
    assert of.full is not None
    laid = Laid(Rigid((0, 0, 0), (0, 3, 4)), 0.3, 1.1, 5.0, 0.5, 0.9, "The scans do not look alike.")
    of = replace(of, full=replace(of.full, pair=replace(of.full.pair, gain=0.91, laid=laid)))
    state = AppState(scene(of))
    dock = RegistrationDock(state)
    qtbot.addWidget(dock)
    dock.show()

    def label(name: str) -> QLabel:
        found = dock.findChild(QLabel, name)
        assert isinstance(found, QLabel)
        return found

    assert label("registration-title").text() == "Scan after contrast"
    assert label("registration-gain").text() == f"×{N}1.00"
    assert label("registration-full-gain").text() == f"×{N}0.91"
    assert label("registration-full-shift").text() == f"5.0{N}mm"
    assert label("registration-full-doubt").isVisible()
    assert not label("registration-doubt").isVisible()
    state.open(scene(study()))
    assert not label("registration-full-gain").isVisible()
    assert not label("registration-title").isVisible()
    assert label("registration-gain").isVisible()
