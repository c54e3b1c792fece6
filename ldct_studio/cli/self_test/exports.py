"""What is written and opened again."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import torch

from ...core.dose import DoseLevel, Scan
from ...core.step import Step
from ...core.volume import Label, LabelMap, Volume
from ...io.save import save_labels_dicom
from ...io.target import save
from ...methods.loaders import open_study
from ...pipeline import run
from .check import Check, demand
from .codecs import truth

_HALF = 0.501
"""HU to which a DICOM file keeps what is no whole number."""


def _lowered() -> Volume:
    steps = (Step("simulator", "insert"), Step("reconstructor", "fbp"))
    return run(truth(), DoseLevel(0.25, Scan()), steps)


def _read_back(name: str, folder: Path) -> str:
    volume, path = _lowered(), folder / name
    save(volume, path)
    found = open_study([path]).first
    worst = float((found.data - volume.data).abs().max())
    demand(worst <= _HALF, f"What was opened again differs by {worst:.3g} HU.")
    return f"read back within {worst:.2g} HU"


def _segmentation(folder: Path) -> str:
    volume, place = truth(), folder / "labels"
    values = (volume.data > 100).to(torch.uint8)
    labels = LabelMap(values, volume.grid, (Label(1, "Bone", "#E8DFC8"),))
    save_labels_dicom(labels, volume, place)
    files = list(place.iterdir())
    return f"{len(files)} files, {sum(file.stat().st_size for file in files)} bytes"


CHECKS = (
    Check("export NIfTI", partial(_read_back, "lowered.nii.gz")),
    Check("export DICOM", partial(_read_back, "lowered")),
    Check("export segmentation", _segmentation),
)
