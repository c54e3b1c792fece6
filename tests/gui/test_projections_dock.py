"""The dock of measured projections, and the dose bar beside scans that are not in photons."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from PySide6.QtWidgets import QDoubleSpinBox, QPushButton
from pytestqt.qtbot import QtBot

from ldct_studio.core.acquired import Acquired
from ldct_studio.core.dose import Scan
from ldct_studio.core.errors import GeometryError
from ldct_studio.core.origin import Origin
from ldct_studio.core.projections import Projections, ScanGeometry
from ldct_studio.core.study import Facts, Study
from ldct_studio.gui import dose_facts, recipe, session_opening
from ldct_studio.gui.contrast_lanes import fitting
from ldct_studio.gui.dose_axis import DoseAxis
from ldct_studio.gui.dose_bar import DoseBar
from ldct_studio.gui.projections_dock import ProjectionsDock
from ldct_studio.gui.scene import Scene
from ldct_studio.gui.state import AppState
from ldct_studio.methods.measured import measured_study, recentered
from ldct_studio.methods.networks import NetworkDenoiser
from ldct_studio.physics.projector import project

RAYS = ScanGeometry(60, 61, 1.0, 0.0, math.pi).centered(28.0)


def measured(scan: Scan) -> Study:
    """Return a study of a lopsided disc, reconstructed about the middle of the detector."""
    y, x = torch.meshgrid(*2 * [torch.arange(40) - 19.5], indexing="ij")
    body = 20.0 * (x**2 + y**2 < 150) + 10.0 * ((x - 5) ** 2 + (y + 3) ** 2 < 12)
    lines = project(body[None], RAYS, 1.0)
    rays = Projections(lines, RAYS.centered(30.0), (0,), None)
    return measured_study(Acquired("disc", rays, scan, Facts()))


def test_the_center_can_be_typed_and_found(qtbot: QtBot) -> None:
    state = AppState(Scene().opened(measured(Scan(source="flats", gain=2.0))))
    dock = ProjectionsDock(state)
    qtbot.addWidget(dock)
    dock.show()
    try:
        field = dock.findChild(QDoubleSpinBox, "projections-center")
        find = dock.findChild(QPushButton, "projections-find")
        assert field is not None
        assert find is not None
        assert field.value() == 30.0
        before = state.scene.study
        field.setValue(29.0)
        qtbot.waitUntil(lambda: state.scene.study is not before, timeout=20000)
        assert _center(state) == 29.0
        find.click()
        assert not find.isEnabled()
        qtbot.waitUntil(lambda: abs(_center(state) - 28.0) < 0.3, timeout=20000)
        assert abs(field.value() - 28.0) < 0.3
        assert find.isEnabled()
    finally:
        dock.close_work()


def test_a_center_that_was_set_comes_back_with_the_session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "scan.h5"
    file.touch()
    opened = replace(measured(Scan(source="flats")), origin=Origin((str(file),)), path=str(file))
    scene = fitting(Scene(), opened).opened(opened)
    assert recipe.python(replace(scene, active=1))
    set_ = recentered(opened, "disc", 28.0)
    assert set_.origin is not None
    assert not recipe.python(replace(scene, study=set_, active=1))
    monkeypatch.setattr(session_opening, "open_study", lambda *_: opened)
    again = session_opening._study(set_.origin, lambda progress: None, lambda: False)
    assert again.projections["disc"].geometry.center == 28.0
    assert torch.equal(again.first.data, set_.first.data)


def test_there_is_no_dock_without_projections(qtbot: QtBot) -> None:
    dock = ProjectionsDock(AppState(Scene()))
    qtbot.addWidget(dock)
    dock.setVisible(True)
    assert not dock.isVisible()


def test_the_dose_stays_until_photons_are_typed(qtbot: QtBot) -> None:
    state = AppState(Scene().opened(measured(Scan(source="unknown", note="not in photons"))))
    bar = DoseBar(state)
    qtbot.addWidget(bar)
    axis = bar.findChild(DoseAxis)
    assert axis is not None
    assert not axis.isEnabled()
    assert dose_facts.photons(state.scene).value == dose_facts.figures.UNKNOWN
    assert "not in photons" in dose_facts.origin(state.scene.reference_scan)
    scan = state.scene.reference_scan.overridden(2e5)
    state.update("Photons per ray", scan=scan, scan_volume=state.scene.volume)
    assert axis.isEnabled()
    assert dose_facts.origin(state.scene.reference_scan) == "n0 set by you."


def test_measured_projections_open_in_lanes_without_networks() -> None:
    study = measured(Scan(source="flats", gain=2.0))
    assert study.first.unit == "1/cm"
    scene = fitting(Scene(), study)
    assert [pane.lane.title for pane in scene.panes] == ["Reference", "FBP", "PWLS-TV", "BM3D"]
    assert scene.fraction == Scene().fraction
    assert fitting(Scene(), measured(Scan(source="unknown"))).fraction == 1.0
    calibrated = replace(study, volumes={"disc": replace(study.first, modality="CT")})
    assert fitting(scene, calibrated).panes == Scene().panes


def test_a_network_refuses_what_is_not_in_hu() -> None:
    study = measured(Scan(source="flats"))
    with pytest.raises(GeometryError, match="knows pictures in HU"):
        NetworkDenoiser().denoise(study.first)


def test_flats_and_scanners_are_named() -> None:
    assert "2.00 counts per photon" in dose_facts.origin(Scan(source="flats", gain=2.0))
    assert "recorded by the scanner" in dose_facts.origin(Scan(source="recorded"))


def _center(state: AppState) -> float:
    study = state.scene.study
    assert study is not None
    return study.projections["disc"].geometry.center
