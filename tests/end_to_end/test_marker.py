"""A marker at a known patient position is at the same place everywhere: pane, read-out, ROI, files."""

from __future__ import annotations

from pathlib import Path

import nibabel as nib
import numpy as np
import pydicom
import pytest
import torch
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from ldct_studio import methods  # noqa: F401
from ldct_studio.core.dose import DoseLevel, Scan
from ldct_studio.core.grid import Grid, Point
from ldct_studio.core.roi import Ellipse, measure
from ldct_studio.core.volume import Volume
from ldct_studio.gui import pane_tags
from ldct_studio.gui.app import Studio
from ldct_studio.gui.hover import Hover
from ldct_studio.gui.pane import FBP, INSERT
from ldct_studio.io.opening import open_paths
from ldct_studio.io.target import save
from ldct_studio.pipeline import run

GRID = Grid((5, 60, 80), (2.5, 1.2, 1.2), (-37.0, 21.0, -110.0))
VOXEL = (3, 14, 55)
"""(z, y, x): no symmetry of the grid maps the marker onto itself."""
PLACE: Point = GRID.patient(VOXEL)


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    data = torch.full(GRID.shape, -1000.0)
    y, x = torch.meshgrid(torch.arange(60.0), torch.arange(80.0), indexing="ij")
    data[:, ((x - 40) / 34) ** 2 + ((y - 30) / 25) ** 2 < 1] = 40.0
    data[VOXEL] = 900.0
    save(Volume(data, GRID), tmp_path / "scan")
    return tmp_path / "scan"


def test_pane_read_out_and_region_agree(
    scan: Path, studio: Studio, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pane_tags, "draw", lambda painter, tags: None)  # they stand over the marker here
    studio.cases.open([scan])
    qtbot.waitUntil(lambda: studio.state.scene.study is not None, timeout=60_000)
    qtbot.waitUntil(lambda: not studio.busy, timeout=60_000)
    state = studio.state
    state.update("test", row=VOXEL[0], fraction=1.0, overlay=False, compare="side")
    qtbot.waitUntil(
        lambda: all(
            p.frame is not None and p.frame.request == state.scene.request for p in studio.stage.panes
        ),
        timeout=60_000,
    )
    heard: list[Hover] = []
    studio.stage.hovered.connect(heard.append)
    for pane in studio.stage.panes[:3]:
        canvas = pane.canvas
        assert canvas.placement is not None
        spot = canvas.placement.locate(PLACE)
        assert canvas.placement.voxel(spot) == VOXEL
        picture = canvas.grab().toImage()
        ratio = picture.devicePixelRatio()
        bright = picture.pixelColor((spot * ratio).toPoint()).lightness()
        beside = spot + QPointF(4 * canvas.placement.scale * GRID.spacing[2], 0)
        assert bright > picture.pixelColor((beside * ratio).toPoint()).lightness() + 20
        canvas.pointed.emit(spot)
        assert heard[-1].voxel == VOXEL
        assert heard[-1].point == pytest.approx(PLACE, abs=0.01)
        assert heard[-1].a == pytest.approx(900, abs=0.5)
    frame = studio.stage.panes[1].frame
    assert frame is not None
    assert frame.image is not None
    small = Ellipse("marker", PLACE, 1.3, 1.3)
    assert small.mask(frame.request.source.grid)[VOXEL[1], VOXEL[2]]
    assert measure(frame.image, small.mask(frame.request.source.grid)).count == 5


def test_exported_files_hold_the_marker_at_its_place(scan: Path, tmp_path: Path) -> None:
    study = open_paths([scan])
    low = run(study.first, DoseLevel(0.9, Scan(photons=(1e8,))), (INSERT, FBP))
    save(low, tmp_path / "low.nii.gz")
    save(low, tmp_path / "low")
    image = nib.load(tmp_path / "low.nii.gz")  # type: ignore[attr-defined]
    index = np.unravel_index(int(np.argmax(image.get_fdata())), image.shape)  # type: ignore[attr-defined]
    x, y, z = nib.affines.apply_affine(image.affine, index)  # type: ignore[attr-defined]
    assert (-x, -y, z) == pytest.approx(PLACE, abs=0.01)  # NIfTI is RAS
    files = [pydicom.dcmread(file) for file in (tmp_path / "low").iterdir()]
    brightest = max(files, key=lambda f: int(f.pixel_array.max()))
    row, column = np.unravel_index(int(brightest.pixel_array.argmax()), brightest.pixel_array.shape)
    left, posterior, _ = brightest.ImagePositionPatient
    spacing = brightest.PixelSpacing
    assert (left + column * spacing[1], posterior + row * spacing[0]) == pytest.approx(PLACE[:2], abs=0.01)
    assert float(brightest.ImagePositionPatient[2]) == pytest.approx(PLACE[2], abs=0.01)
