"""However a scan lies in its files, panes show the same anatomy with the same letters around it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import permutations, product
from pathlib import Path
from typing import Any

import nibabel as nib
import numpy as np
import numpy.typing as npt
import pydicom
import pytest
import torch
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from ldct_studio import methods  # noqa: F401
from ldct_studio.core.grid import Grid
from ldct_studio.core.lane import Frame, Lane
from ldct_studio.core.plane import PLANES, Plane, cut
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Volume
from ldct_studio.gui.canvas import Canvas
from ldct_studio.gui.pane import Pane, View
from ldct_studio.gui.scene import Scene
from ldct_studio.gui.stage import Stage
from ldct_studio.gui.state import AppState
from ldct_studio.io.arrays_opening import ArrayFile, open_volume
from ldct_studio.io.nifti import read_nifti
from ldct_studio.io.opening import open_paths
from ldct_studio.io.reader import Limits, Readers
from ldct_studio.io.target import save

GRID = Grid((10, 24, 30), (4.0, 2.0, 1.5), (-21.0, -30.0, 50.0))
LESION = (7, 5, 4)
"""Voxel (z, y, x) of a bright block of 2 × 3 × 3 voxels: high up, in front, on the patient's right."""
SIDES: dict[Plane, tuple[str, str, str, str]] = {
    "axial": ("R", "L", "A", "P"),
    "coronal": ("R", "L", "S", "I"),
    "sagittal": ("A", "P", "S", "I"),
}
"""What lies left, right, top and bottom: the patient seen from the feet, the front and the left."""
POSITIONS = {"HFS": (1, 1, 1), "HFP": (-1, -1, 1), "FFS": (-1, 1, -1), "FFP": (1, -1, -1)}
"""Which way columns, rows and slices of a scanner's pictures run in the patient, as signs along L, P, S.

Head first supine is the way it is looked at. Prone turns the patient about the long axis; feet first turns
him about the vertical one.
"""

Array = npt.NDArray[Any]
Shown = tuple[dict[Plane, QImage], dict[Plane, tuple[str, str, str, str]]]


def voxels() -> Array:
    """Return whole HU ``(z, y, x)`` without any symmetry: a body that is wide on one side, and a lesion."""
    z, y, x = np.meshgrid(*map(np.arange, GRID.shape), indexing="ij")
    body = ((x - 14) / (13 - 0.4 * z)) ** 2 + ((y - 12) / (10 - 0.2 * x)) ** 2 < 1
    hu = np.where(body, 20 + 6 * z + 2 * y + x, -1000)
    hu[LESION[0] : LESION[0] + 2, LESION[1] : LESION[1] + 3, LESION[2] : LESION[2] + 3] = 900
    return hu.astype(np.int16)


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Callable[[Study], Shown]]:
    """Return what shows a study in three panes and says what can be seen in them."""
    panes = tuple(Pane(Lane("Reference", plane=plane)) for plane in PLANES)
    state = AppState(Scene(panes=panes, rows=1, columns=3, active=0, segmenter=None))
    stage = Stage(state)
    qtbot.addWidget(stage)
    stage.resize(1200, 420)
    stage.show()

    def look(study: Study) -> Shown:
        state.open(state.scene.opened(study).at_point(GRID.patient(LESION)))
        state.update("Window", view=View(600.0, 100.0))
        request = state.scene.request
        assert request is not None
        pictures, letters = {}, {}
        for pane, plane in zip(stage.panes, PLANES, strict=True):
            image = cut(study.first.data, plane, state.scene.row_in(plane)).contiguous().numpy()
            pane.show_frame(Frame(request, state.scene.panes[pane.index].lane, image))
            assert_lesion(pane.canvas)
            placement = pane.canvas.placement
            assert placement is not None
            pictures[plane], letters[plane] = pane.canvas.grab().toImage(), placement.letters
        return pictures, letters

    yield look
    stage.close_work()


def assert_lesion(canvas: Canvas) -> None:
    """See that the lesion is bright where the patient has it, and that it is nowhere else."""
    picture, placement = canvas.grab().toImage(), canvas.placement
    assert placement is not None
    middle = tuple(first + (count - 1) / 2 for first, count in zip(LESION, (2, 3, 3), strict=True))
    spot = placement.locate(GRID.patient((middle[0], middle[1], middle[2])))
    assert gray(picture, spot) == 255
    box = placement.bounds.center()
    for mirrored in (QPointF(2 * box.x() - spot.x(), spot.y()), QPointF(spot.x(), 2 * box.y() - spot.y())):
        assert gray(picture, mirrored) < 230


def gray(picture: QImage, place: QPointF) -> int:
    color: QColor = picture.pixelColor((place * picture.devicePixelRatio()).toPoint())
    return color.lightness()


def test_the_pane_shows_the_patient_from_the_feet_the_front_and_the_left(
    show: Callable[[Study], Shown],
) -> None:
    _, letters = show(Study("Case", {"CT": Volume(torch.from_numpy(voxels()).float(), GRID)}))
    assert letters == SIDES


def test_all_48_nifti_orientations_show_the_same_anatomy_and_letters(
    tmp_path: Path, show: Callable[[Study], Shown]
) -> None:
    hu = voxels()
    expected = show(Study("Case", {"CT": Volume(torch.from_numpy(hu).float(), GRID)}))
    straight = np.diag([-GRID.spacing[2], -GRID.spacing[1], GRID.spacing[0], 1.0])
    straight[:3, 3] = np.multiply(GRID.origin, (-1, -1, 1))  # LPS to RAS
    data, count = hu.transpose(2, 1, 0), 0
    with Readers(Limits(), lambda: False) as readers:
        for order, flips in product(permutations(range(3)), product((1, -1), repeat=3)):
            turned, affine = (
                data.transpose(order)[tuple(slice(None, None, f) for f in flips)],
                straight.copy(),
            )
            for axis, (source, flip) in enumerate(zip(order, flips, strict=True)):
                affine[:3, axis] = straight[:3, source] * flip
                if flip < 0:
                    affine[:3, 3] += straight[:3, source] * (data.shape[source] - 1)
            path = tmp_path / f"{count}.nii"
            nib.save(nib.Nifti1Image(np.ascontiguousarray(turned), affine), path)  # type: ignore[attr-defined]
            study = open_volume(readers, ArrayFile(path, read_nifti(path)[0]), lambda _: None, 0, None)
            assert show(study) == expected, (order, flips)
            count += 1
    assert count == 48


@pytest.mark.parametrize("position", POSITIONS)
def test_the_4_dicom_patient_positions_show_the_same_anatomy_and_letters(
    tmp_path: Path, show: Callable[[Study], Shown], position: str
) -> None:
    volume = Volume(torch.from_numpy(voxels()).float(), GRID)
    save(volume, tmp_path / "scan")
    for file in (tmp_path / "scan").iterdir():
        lay(file, position)
    assert show(open_paths([tmp_path / "scan"])) == show(Study("Case", {"CT": volume}))


def lay(path: Path, position: str) -> None:
    """Rewrite a slice as a scanner writes it of a patient who lies in another position."""
    data, (x, y, z) = pydicom.dcmread(path), POSITIONS[position]
    corner = np.array(data.ImagePositionPatient, float)
    spacing = data.PixelSpacing
    corner[0] += spacing[1] * (data.Columns - 1) if x < 0 else 0.0
    corner[1] += spacing[0] * (data.Rows - 1) if y < 0 else 0.0
    data.PixelData = np.ascontiguousarray(data.pixel_array[::y, ::x]).tobytes()
    data.ImagePositionPatient = [round(float(part), 6) for part in corner]
    data.ImageOrientationPatient = [x, 0, 0, 0, y, 0]
    data.PatientPosition = position
    data.InstanceNumber = data.InstanceNumber if z > 0 else 1000 - data.InstanceNumber
    data.save_as(path)
