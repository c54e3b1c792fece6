"""ROI golden values from files: whatever type, rescale slope and padding a scan was stored with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import nibabel as nib
import numpy as np
import numpy.typing as npt
import pydicom
import pytest
import torch

from ldct_studio import methods  # noqa: F401
from ldct_studio.core.grid import Grid
from ldct_studio.core.lane import Frame
from ldct_studio.core.roi import Circle, Ellipse, Freehand, Rectangle, Region
from ldct_studio.core.volume import Volume
from ldct_studio.gui.figures import number
from ldct_studio.gui.measuring import in_frame
from ldct_studio.gui.pane import REFERENCE, Pane
from ldct_studio.gui.pane_numbers import plain
from ldct_studio.gui.region_numbers import MEAN, METRICS, NOISE, RegionNumbers
from ldct_studio.gui.scene import Scene
from ldct_studio.io.opening import open_paths
from ldct_studio.io.target import save

GRID = Grid((3, 40, 60), (3.0, 0.5, 2.0), (-20.0, 10.0, 5.0))
PADDED = 29
"""Columns below this one are padding in the files that have some."""
ROW = 1
PLACE = GRID.patient((ROW, 20.5, 45.2))
SHAPES: dict[str, tuple[Region, tuple[tuple[float, float], ...]]] = {
    "ellipse": (Ellipse("r", PLACE, 21.0, 5.0), ()),
    "circle": (Circle("r", PLACE, 6.5), ()),
    "rectangle": (Rectangle("r", PLACE, 15.0, 4.0), ()),
    "triangle": (Freehand("r", PLACE, corners := ((-20.0, 6.0), (0.0, -6.0), (20.0, 6.0))), corners),
    "notch": (
        Freehand(
            "r", PLACE, corners := ((-18.0, -5.0), (18.0, -5.0), (18.0, 5.0), (0.0, -1.0), (-18.0, 5.0))
        ),
        corners,
    ),
    "crossed": (
        Freehand("r", PLACE, corners := ((-16.0, -6.0), (16.0, 6.0), (16.0, -6.0), (-16.0, 6.0))),
        corners,
    ),
}
"""Regions that lie beside the padding, and the corners of the freehand ones."""

Array = npt.NDArray[Any]


def stored() -> Array:
    """Return whole numbers (z, y, x), 900 to 1110, without any symmetry."""
    z, y, x = np.mgrid[:3, :40, :60]
    return (37 * y**2 + 11 * x**2 + 5 * y * x + 13 * z) % 211 + 900


def nifti(path: Path, data: Array, slope: float) -> Path:
    """Write data (z, y, x) and the slope that it is stored with; -1024 is added to it."""
    affine = np.diag([-GRID.spacing[2], -GRID.spacing[1], GRID.spacing[0], 1.0])
    affine[:3, 3] = np.multiply(GRID.origin, (-1, -1, 1))
    image = nib.Nifti1Image(np.ascontiguousarray(data.transpose(2, 1, 0)), affine)  # type: ignore[attr-defined]
    nib.save(image, path)  # type: ignore[attr-defined]
    raw = bytearray(path.read_bytes())
    raw[112:120] = np.array([slope, -1024.0], np.float32).tobytes()  # scl_slope, scl_inter
    path.write_bytes(bytes(raw))
    return path


def whole_numbers(folder: Path, slope: float) -> Path:
    return nifti(folder / "ct.nii", stored().astype(np.int16), slope)


def with_nan(folder: Path, slope: float) -> Path:
    data = stored().astype(np.float32)
    data[:, :, :PADDED] = np.nan
    return nifti(folder / "ct.nii", data, slope)


def dicom(folder: Path, slope: float) -> Path:
    """Write a series with a slope, and with a padding value far below all others."""
    save(Volume(torch.zeros(GRID.shape), GRID), folder / "scan")
    files = sorted(
        map(pydicom.dcmread, (folder / "scan").iterdir()), key=lambda file: file.ImagePositionPatient[2]
    )
    for data, pixels in zip(files, stored(), strict=True):
        pixels = pixels.copy()
        pixels[:, :PADDED] = -2000
        data.BitsAllocated, data.BitsStored, data.HighBit, data.PixelRepresentation = 16, 16, 15, 1
        data.RescaleSlope, data.RescaleIntercept = slope, -1024
        data.add_new("PixelPaddingValue", "SS", -2000)
        data.PixelData = pixels.astype(np.int16).tobytes()
        data.save_as(data.filename)
    return folder / "scan"


def golden(shape: str, slope: float) -> tuple[int, float, float]:
    """Return number, mean and SD (HU) of the pixels in a shape, in plain loops over the stored numbers."""
    region, outline = SHAPES[shape]
    inside = []
    for row in range(GRID.shape[1]):
        for column in range(GRID.shape[2]):
            x, y = (column - 45.2) * GRID.spacing[2], (row - 20.5) * GRID.spacing[1]
            if _holds(region, outline, x, y):
                inside.append(float(stored()[ROW, row, column]) * slope - 1024)
    mean = sum(inside) / len(inside)
    return len(inside), mean, (sum((v - mean) ** 2 for v in inside) / (len(inside) - 1)) ** 0.5


def _holds(region: Region, outline: tuple[tuple[float, float], ...], x: float, y: float) -> bool:
    if region.kind == "rectangle":
        return abs(x) <= region.half_x and abs(y) <= region.half_y
    if not outline:
        return (x / region.half_x) ** 2 + (y / region.half_y) ** 2 <= 1
    crossed = False
    for (ax, ay), (bx, by) in zip(outline, (*outline[1:], outline[0]), strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            crossed = not crossed
    return crossed


@pytest.mark.parametrize("slope", [0.25, 1.7])
@pytest.mark.parametrize("write", [whole_numbers, with_nan, dicom])
def test_roi_golden_values_of_6_shapes_come_through_files(
    tmp_path: Path, write: Callable[[Path, float], Path], slope: float
) -> None:
    study = open_paths([write(tmp_path, slope)])
    assert study.first.grid.origin == pytest.approx(GRID.origin, abs=1e-4)
    opened = Scene(panes=(Pane(REFERENCE),), rows=1, columns=1, active=0).opened(study, ROW)
    for shape, (region, _) in SHAPES.items():
        scene = replace(opened, rois=(region,), roi=0)
        request = scene.request
        assert request is not None
        frame = Frame(request, REFERENCE, study.first.data[ROW].numpy())
        count, mean, sd = golden(shape, slope)
        found = in_frame(frame, region)
        assert found.count == count, shape
        assert found.mean == pytest.approx(mean, abs=2e-3), shape
        assert found.sd == pytest.approx(sd, rel=1e-4), shape
        numbers = RegionNumbers()
        numbers.take(frame, scene)
        (row,) = numbers.rows(scene)
        shown = plain(row.cells[METRICS.index(MEAN) - (len(METRICS) - len(row.cells))].text)  # d′ is of CT
        assert float(shown) == pytest.approx(mean, rel=6e-3, abs=0.06), shape
        assert plain(row.cells[METRICS.index(NOISE)].text) == plain(number(sd)), shape
