"""Synthetic patients as files, and the plan of a study of them."""

from __future__ import annotations

import json
import os
from pathlib import Path

import torch

from ldct_studio.api import (
    Config,
    Field,
    Grid,
    Label,
    LabelMap,
    PluginError,
    Recipe,
    Run,
    Volume,
    draw_patient,
    network,
    patient,
    save_labels_nifti,
    save_nifti,
    write_text,
)

FIELD_OF_VIEW = 400.0
FIRST = 20_000
"""The number of the first patient; the models that ship learned from others."""
CASES, PLAN = "cases", "study.toml"
_CLASSES = (
    (Label(1, "Liver", "#B86728"), (1,)),
    (Label(2, "Liver lesion", "#FDE425"), ()),
    (Label(3, "Spleen", "#42B0EA"), (2,)),
    (Label(4, "Kidneys", "#49E4FD"), (7, 8)),
    (Label(5, "Bone", "#E8DFC8"), (13,)),
    (Label(6, "Lung", "#9AB8C8"), (14,)),
)
"""Structures of the models that ship, and the values of a synthetic patient that they unite."""


class Phantoms(Recipe, name="dose_robustness.phantoms", title="Dose robustness, synthetic patients"):
    """Draw patients with their true labels as NIfTI, and write the plan of a study of them."""

    class Config(Config):
        """How many, and who else."""

        patients: int = Field(20, ge=1, le=10_000, title="Patients")
        first: int = Field(FIRST, ge=0, title="First patient", description="The number of the first one.")
        size: int = Field(256, ge=64, le=1024, title="Matrix", json_schema_extra={"unit": "px"})
        slice_mm: float = Field(
            8.0, ge=1, le=20, title="Distance of slices", json_schema_extra={"unit": "mm"}
        )
        scans: str = Field(
            "",
            title="Real scans",
            description=f"Files and folders that the plan has as well, with “{os.pathsep}” between them.",
        )
        rows: int = Field(
            0, ge=0, title="Slices of a scan", description="The middle ones at most; 0 for all."
        )
        photons: float = Field(
            1e5,
            ge=100,
            le=1e9,
            title="Photons per ray at full dose",
            description="Of all scans of the plan, the real ones too.",
        )

    config: Config

    def train(self, run: Run) -> None:
        """Draw one patient after the other into ``cases``, then write ``study.toml``."""
        config, folder = self.config, run.folder / CASES
        numbers = range(config.first, config.first + config.patients)
        for i in run.steps(len(numbers), {}):
            place = folder / f"patient-{numbers[i]}"
            if not (place / "labels.nii.gz").exists():
                place.mkdir(parents=True, exist_ok=True)
                volume, labels = self._drawn(numbers[i])
                save_nifti(volume, place / "ct.nii.gz")
                save_labels_nifti(labels, place / "labels.nii.gz")
        real = [str(Path(part).expanduser().resolve()) for part in config.scans.split(os.pathsep) if part]
        cases = [f"{CASES}/patient-{number}" for number in numbers]
        run.once(lambda: write_text(run.folder / PLAN, plan([*cases, *real], config.photons, config.rows)))
        run.message(f"The plan is {run.folder / PLAN}; ldct-studio study run runs it.")

    def _drawn(self, number: int) -> tuple[Volume, LabelMap]:
        config, chosen = self.config, patient(number, "abdomen")
        low, high = chosen.reach
        count = int((high - low) // config.slice_mm) + 1
        heights = [low + i * config.slice_mm for i in range(count)]
        drawn = draw_patient(chosen, config.size, heights, FIELD_OF_VIEW)
        pixel = FIELD_OF_VIEW / config.size
        middle = -FIELD_OF_VIEW / 2 + pixel / 2
        grid = Grid(
            (count, config.size, config.size),
            (config.slice_mm, pixel, pixel),
            (middle, middle, low),
        )
        labels = torch.zeros(grid.shape, dtype=torch.uint8)
        for label, values in _CLASSES:
            for value in values:
                labels[drawn.organs == value] = label.value
        labels[drawn.lesions == 1] = 2
        volume = Volume(drawn.hu.round(), grid)
        return volume, LabelMap(labels, grid, tuple(label for label, _ in _CLASSES))


def plan(cases: list[str], photons: float, rows: int) -> str:
    """Return the text of a plan: 5 doses, 3 options, and those of the families that are there."""
    quoted = ",\n  ".join(json.dumps(case, ensure_ascii=False) for case in cases)
    names = (f"family-{family}-{size}" for size in ("small", "base") for family in FAMILIES)
    models = [name for name in names if _is_there(name)]
    return f"""# Dose robustness of segmentation: cells are scans × options × doses × models.
recipe = "dose_robustness.cell"

[settings]
photons = {photons}  # of real scans, too; "scan" takes those of each, which synthetic patients do not have
rows = {rows}

[axes]
case = [
  {quoted},
]
option = ["none", "iterative", "cnn"]
dose = [100.0, 80.0, 60.0, 40.0, 20.0]
model = [{", ".join(f'"{model}"' for model in models)}]
"""


def _is_there(model: str) -> bool:
    try:
        network(model, "segmenter")
    except PluginError:
        return False
    return True


FAMILIES = ("plain", "augmented", "lowdose")
"""How the models that ship learned: from full dose, with noise augmentation, with low doses."""
