"""What training reads: patients, and the slices of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

import torch

from ..core.errors import GeometryError, LoadError
from ..physics import patients as phantoms


@dataclass(frozen=True, eq=False)
class Slices:
    """Axial slices of one patient, each tensor (n, y, x)."""

    hu: torch.Tensor
    """HU, float32."""
    pixel_mm: float
    """Side of a pixel; slices of other patients may have another one."""
    organs: torch.Tensor | None = None
    """Values of ``physics.patients.LABELS``, uint8; None where nothing is labeled."""
    lesions: torch.Tensor | None = None
    """1 in a lesion, uint8; None where lesions are not labeled."""
    structures: frozenset[int] | None = None
    """The values that ``organs`` has wherever their structure is seen; None for all."""
    low: torch.Tensor | None = None
    """HU of the same slices at a low dose, where it was measured."""

    def __post_init__(self) -> None:
        if self.hu.ndim != 3 or self.hu.dtype != torch.float32:
            raise GeometryError("Slices to train on are float32 stacks (n, y, x).")
        for other in (self.organs, self.lesions, self.low):
            if other is not None and other.shape != self.hu.shape:
                raise GeometryError("The labels or the low dose of these slices do not fit them.")


class Source(Protocol):
    """A collection of patients; reading the same patient again gives the same slices."""

    def patients(self) -> tuple[str, ...]:
        """Return the names of the patients, sorted; they are the unit of a split."""

    def slices(self, patient: str) -> Slices:
        """Read one patient; raises LoadError or GeometryError with a sentence."""


@dataclass(frozen=True)
class Phantoms:
    """Synthetic patients, numbered from ``first`` on."""

    count: int
    size: int = 256
    """Pixels per side."""
    slices_each: int = 8
    kind: Literal["abdomen", "chest", "mixed", "reproduction"] = "mixed"
    """Reproduction: a liver of 105 HU with one to three tumors of 45 to 70 HU."""
    first: int = 0
    field_of_view_mm: float = 400.0

    def patients(self) -> tuple[str, ...]:
        """Return the numbers as names."""
        return tuple(f"phantom {number:07d}" for number in range(self.first, self.first + self.count))

    def slices(self, patient: str) -> Slices:
        """Draw one patient."""
        known(patient, self.patients())
        seed = int(patient.split()[1])
        drawn = phantoms.draw(self._patient(seed), self.size, self.slices_each, self.field_of_view_mm)
        return Slices(drawn.hu, drawn.pixel_mm, drawn.organs, drawn.lesions)

    def _patient(self, seed: int) -> phantoms.Patient:
        if self.kind == "reproduction":
            return phantoms.reproduction_patient(seed)
        return phantoms.patient(seed, self.kind)


def known(patient: str, patients: tuple[str, ...]) -> None:
    """Raise LoadError where a source does not have the patient."""
    if patient not in patients:
        raise LoadError("There is no such patient in this collection; ask it for its patients.")
