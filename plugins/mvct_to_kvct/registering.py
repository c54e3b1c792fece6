"""Whether translation helps what MVCT is for: laying it onto the planning CT, with known shifts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, replace

import torch

from ldct_studio.api import GeometryError, Grid, KeptRows, Rigid, Volume, draw_neck, neck, register

from .losses import HIGH, LOW
from .measuring import Model
from .mvct import mvct, planning_ct
from .recipes import Training
from .scans import TESTED, chance_of
from .table import MVCT

LARGEST = 10.0
"""Length of a shift in mm."""
_LOW, _HIGH, _GAP = -70.0, 50.0, 4.0
_PLACES = tuple((x, y, z) for x in (-50.0, 50.0) for y in (-50.0, 50.0) for z in (-50.0, 40.0))
"""Where the error is taken, in mm: around the anatomy."""
Point = tuple[float, float, float]


@dataclass(frozen=True)
class Registered:
    """One method on one shift."""

    number: int
    method: str
    patient: int
    shift: float
    """Length in mm: the error before registration."""
    error: float | None
    """Mean distance in mm of places from where they belong; None where registration failed."""

    def values(self) -> tuple[object, ...]:
        """Return the values; '' where there is none."""
        return tuple("" if value is None else value for value in astuple(self))


class Registrations(KeptRows[Registered]):
    """Rows, kept with the checkpoints of an evaluation."""

    def __init__(self, rows: Iterable[Registered] = ()) -> None:
        super().__init__(Registered, rows)

    def errors(self, method: str) -> dict[int, float]:
        """Return the errors of a method in mm by the number of the shift, failures left out."""
        return {row.number: row.error for row in self.rows if row.method == method and row.error is not None}

    def failures(self, method: str) -> int:
        """Return how often registration failed."""
        return sum(row.method == method and row.error is None for row in self.rows)

    @property
    def methods(self) -> tuple[str, ...]:
        """The methods in the order in which they came."""
        return tuple(dict.fromkeys(row.method for row in self.rows))


def registered(models: Iterable[Model], config: Training, number: int) -> Iterator[Registered]:
    """Yield the error of registering the MVCT of one random shift, as it is and translated by each model."""
    patient = TESTED + number
    shift = shift_of(number)
    planning, given = volumes(config, patient, shift)
    length = sum(part**2 for part in shift) ** 0.5
    volumes_by_name = {MVCT: given}
    for model in models:
        volumes_by_name[model.kind] = given.made(model.translated(given.data.clamp(LOW, HIGH)))
    for name, volume in volumes_by_name.items():
        yield Registered(number, name, patient, length, _error(volume, planning, shift))


def shift_of(number: int) -> Point:
    """Return a shift (x, y, z) in mm, evenly in a ball of 10 mm."""
    chance = chance_of(f"shift {number}")
    way = torch.randn(3, generator=chance, dtype=torch.float64)
    radius = LARGEST * float(torch.rand((), generator=chance, dtype=torch.float64)) ** (1 / 3)
    x, y, z = (way / way.norm() * radius).tolist()
    return x, y, z


def volumes(config: Training, patient: int, shift: Point) -> tuple[Volume, Volume]:
    """Return the planning CT of a synthetic patient, and the MVCT of the patient shifted by (x, y, z) mm."""
    chance, one = chance_of(f"registration {patient}"), neck(patient)
    count = int((_HIGH - _LOW) / _GAP) + 1
    heights = [_LOW + _GAP * i for i in range(count)]
    x, y, z = shift
    there = replace(one, shift=(one.shift[0] + x, one.shift[1] + y))
    drawn, shifted = (
        draw_neck(who, config.size, [height - dz for height in heights], config.field_of_view).hu
        for who, dz in ((one, 0.0), (there, z))
    )
    pixel = config.pixel_mm
    corner = -(config.size - 1) / 2 * pixel
    grid = Grid((count, config.size, config.size), (_GAP, pixel, pixel), (corner, corner, _LOW))
    planning = planning_ct(drawn, pixel, config, chance).clamp(LOW, HIGH)
    return Volume(planning, grid), Volume(mvct(shifted, pixel, config, chance), grid, "MVCT")


def _error(current: Volume, planning: Volume, shift: Point) -> float | None:
    try:
        rigid = register(current, planning, Rigid()).rigid
    except GeometryError:
        return None
    far = 0.0
    for place in _PLACES:
        found = rigid(place)
        far += sum((f - (p - s)) ** 2 for f, p, s in zip(found, place, shift, strict=True)) ** 0.5
    return far / len(_PLACES)
