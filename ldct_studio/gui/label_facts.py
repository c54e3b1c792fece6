"""How large labels are and where they lie."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import torch

from ..core.cancel import interruptible
from ..core.grid import Point
from ..core.volume import LabelMap


@dataclass(frozen=True, eq=False)
class LabelCounts:
    """Voxels per row and label value, (z, value), of one label map."""

    labels: LabelMap
    counts: torch.Tensor

    @cached_property
    def totals(self) -> list[int]:
        """Voxels by label value."""
        found: list[int] = self.counts.sum(0).tolist()
        return found

    def milliliters(self, value: int) -> float:
        """Return the volume of a label in mL."""
        z, y, x = self.labels.grid.spacing
        return self.totals[value] * z * y * x / 1000

    def square_centimeters(self, value: int) -> float:
        """Return the area of a label in cm², added up over the rows."""
        _, y, x = self.labels.grid.spacing
        return self.totals[value] * y * x / 100

    def center(self, value: int) -> Point | None:
        """Return the patient position of the middle of a label, on a row that it touches; None if empty.

        The row is that of the mean voxel, or the row with most voxels where the label has a gap there.
        """
        profile = self.counts[:, value].to(torch.float64)
        if not bool(profile.any()):
            return None
        row = round(float((profile * torch.arange(len(profile))).sum() / profile.sum()))
        if profile[row] == 0:
            row = int(profile.argmax())
        places = torch.nonzero(self.labels.data[row] == value).to(torch.float64).mean(0)
        return self.labels.grid.patient((row, float(places[0]), float(places[1])))


def count(labels: LabelMap) -> LabelCounts:
    """Count the voxels of every named label, row by row; stops where ``stop_when`` says so."""
    size = max((label.value for label in labels.labels), default=0) + 1
    rows = []
    for row in interruptible(range(labels.grid.shape[0])):
        values = labels.data[row].reshape(-1).long().clamp_(0, size)
        rows.append(torch.bincount(values, minlength=size + 1)[:size])
    return LabelCounts(labels, torch.stack(rows))
