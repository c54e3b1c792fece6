"""Synthetic patients as files: MVCT, and the planning CT that is hidden from a translation of it."""

from __future__ import annotations

from collections.abc import Callable

import torch

from ldct_studio.api import (
    NECK_LABELS,
    Field,
    Grid,
    LabelMap,
    Recipe,
    Run,
    Volume,
    draw_neck,
    interruptible,
    neck,
    save_labels_nifti,
    save_nifti,
)

from .mvct import Beams, mvct, planning_ct
from .scans import TESTED, chance_of

_AT_ONCE = 4
"""Slices that are drawn together, after which the work may be stopped."""


class Phantoms(Recipe, name="mvct_to_kvct.phantoms", title="MVCT, synthetic patients"):
    """Draw heads and necks as NIfTI: MVCT, planning CT of the same place and day, and labels."""

    class Config(Beams):
        """How many, and on which voxels."""

        patients: int = Field(1, ge=1, le=10_000, title="Patients")
        first: int = Field(TESTED, ge=0, title="First patient", description="The number of the first one.")
        size: int = Field(256, ge=32, le=1024, title="Matrix", json_schema_extra={"unit": "px"})
        field_of_view: float = Field(
            256.0, ge=100, le=700, title="Field of view", json_schema_extra={"unit": "mm"}
        )
        slice_mm: float = Field(
            4.0, ge=0.5, le=20, title="Distance of slices", json_schema_extra={"unit": "mm"}
        )

    config: Config

    def train(self, run: Run) -> None:
        """Draw one patient after the other into a folder of its own."""
        for i in run.steps(self.config.patients, {}):
            number = self.config.first + i
            place = run.folder / f"neck-{number}"
            place.mkdir(exist_ok=True)
            given, planning, labels = self.drawn(number)
            save_nifti(given, place / "mvct.nii.gz")
            save_nifti(planning, place / "planning.nii.gz")
            save_labels_nifti(labels, place / "labels.nii.gz")
        run.message(f"The patients are in {run.folder}.")

    def drawn(
        self, number: int, told: Callable[[int, int], None] = lambda done, total: None
    ) -> tuple[Volume, Volume, LabelMap]:
        """Return MVCT and planning CT of a patient in HU, both with their noise, and the labels.

        ``told`` hears how many slices of how many are drawn.
        """
        config, one = self.config, neck(number)
        low, high = one.reach
        count = int((high - low) // config.slice_mm) + 1
        heights = [low + config.slice_mm * i for i in range(count)]
        drawn = []
        for start in interruptible(range(0, count, _AT_ONCE)):
            part = heights[start : start + _AT_ONCE]
            drawn.append(draw_neck(one, config.size, part, config.field_of_view))
            told(start + len(part), count)
        hu, organs = torch.cat([part.hu for part in drawn]), torch.cat([part.organs for part in drawn])
        pixel, chance = config.field_of_view / config.size, chance_of(f"phantom {number}")
        corner = -(config.size - 1) / 2 * pixel
        grid = Grid((count, config.size, config.size), (config.slice_mm, pixel, pixel), (corner, corner, low))
        given, planning = (scan(hu, pixel, config, chance).round() for scan in (mvct, planning_ct))
        return Volume(given, grid, "MVCT"), Volume(planning, grid), LabelMap(organs, grid, NECK_LABELS)
