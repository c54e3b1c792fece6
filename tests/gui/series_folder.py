"""A folder with three DICOM series of one exam: soft tissue, lung, and a scout."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from pydicom import dcmread

from ldct_studio.core.grid import Grid
from ldct_studio.core.volume import Volume
from ldct_studio.io.save import save_dicom
from tests.gui.session_case import volume

FRAME = "1.2.826.0.1.3680043.8.498.1"


def write_folder(folder: Path) -> Path:
    """Write the exam of 2026-05-03, all series in one frame of reference, and return its folder."""
    folder.mkdir(parents=True)
    body = volume().data[:1].repeat(8, 1, 1)[:, :40, :48].contiguous()
    grid = Grid((8, 40, 48), (2.5, 1.5, 1.5), (-37.0, 21.0, -110.0))
    shapes = (
        ("Soft tissue", Volume(body, grid), (400, 40)),
        ("Lung", Volume(body[:5], Grid((5, 40, 48), (5.0, 1.5, 1.5), (-37.0, 21.0, -110.0))), (1500, -600)),
        ("Scout", Volume(body[:1], Grid((1, 40, 48), (5.0, 1.5, 1.5), (-37.0, 21.0, -110.0))), (400, 40)),
    )
    for name, series, window in shapes:
        save_dicom(series, folder / name)
        for file in (folder / name).iterdir():
            data = dcmread(file)
            data.SeriesDescription, data.StudyDate, data.FrameOfReferenceUID = name, "20260503", FRAME
            data.WindowWidth, data.WindowCenter = map(str, window)
            data.SliceThickness = str(np.round(series.grid.spacing[0], 3))
            if name == "Scout":
                data.ImageType = ["ORIGINAL", "PRIMARY", "LOCALIZER"]
            data.save_as(file)
    return folder
