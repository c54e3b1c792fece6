"""Describe: what the command line prints of a study, without the patient."""

from __future__ import annotations

import numpy as np
from pydantic import BaseModel, ConfigDict

from ..core.grid import Grid
from ..core.study import Series, Study


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SeriesLine(_Part):
    """One series that could be opened from the same place."""

    key: str
    description: str
    modality: str
    images: int
    size: tuple[int, int]
    opened: bool
    note: str


class DoseFacts(_Part):
    """What the header says of the exposure; null where it says nothing."""

    kvp: float | None
    mas: float | None
    mas_as_recorded: bool
    ctdi_vol_mgy: float | None
    ctdi_phantom_cm: int | None
    kernel: str | None
    tube_current_ma: tuple[float, float] | None
    """Lowest and highest over the slices."""


class Description(_Part):
    """Facts of a study for ``ldct-studio info``."""

    name: str
    modality: str
    unit: str
    shape: tuple[int, int, int]
    """Voxels along z, y, x."""
    spacing_mm: tuple[float, float, float]
    origin_lps_mm: tuple[float, float, float]
    direction: tuple[float, ...]
    orientation: str
    """Where the x, y and z axes point: L/R, P/A, S/I."""
    range: tuple[float, float]
    """Lowest and highest voxel, in ``unit``."""
    body_part: str
    scanner: str
    slice_thickness_mm: float | None
    windows: tuple[tuple[float, float], ...]
    labels: dict[str, tuple[str, ...]]
    dose: DoseFacts
    series: tuple[SeriesLine, ...]
    recorded_unit: str
    """The unit that the files record, where it is not HU."""
    marks: tuple[str, ...]
    """A few words each for what changes numbers, as they stay on the picture."""
    warnings: tuple[str, ...]
    """What was assumed or changed, then what was left out and why."""
    left_out: tuple[str, ...]


def describe(study: Study) -> Description:
    """Collect what is known of a study; the patient's name is left out."""
    volume, facts = study.first, study.facts
    return Description(
        name=study.name,
        modality=volume.modality,
        unit=volume.unit,
        shape=volume.grid.shape,
        spacing_mm=volume.grid.spacing,
        origin_lps_mm=volume.grid.origin,
        direction=volume.grid.direction,
        orientation=orientation(volume.grid),
        range=(float(volume.data.min()), float(volume.data.max())),
        body_part=facts.body_part,
        scanner=facts.scanner,
        slice_thickness_mm=facts.slice_thickness,
        windows=facts.windows,
        labels={name: tuple(label.name for label in found.labels) for name, found in study.labels.items()},
        dose=_dose(study),
        series=tuple(_line(series) for series in facts.series),
        recorded_unit=facts.unit,
        marks=facts.marks,
        warnings=facts.warnings,
        left_out=facts.left_out,
    )


def _line(series: Series) -> SeriesLine:
    """Return what may be told of a series: not the day of the scan, and no file."""
    return SeriesLine.model_validate({name: getattr(series, name) for name in SeriesLine.model_fields})


def orientation(grid: Grid) -> str:
    """Name where the x, y and z index axes mostly point, such as "LPS"."""
    letters = (("R", "L"), ("A", "P"), ("I", "S"))
    strongest = [int(np.argmax(np.abs(column))) for column in grid.matrix.T]
    return "".join(letters[axis][int(grid.matrix[axis, n] > 0)] for n, axis in enumerate(strongest))


def _dose(study: Study) -> DoseFacts:
    exposure = study.scan.exposure
    currents = exposure.slice_ma
    return DoseFacts(
        kvp=exposure.kvp,
        mas=exposure.mas,
        mas_as_recorded=exposure.mas_as_recorded,
        ctdi_vol_mgy=exposure.ctdi_vol,
        ctdi_phantom_cm=exposure.ctdi_phantom_cm,
        kernel=exposure.kernel,
        tube_current_ma=(min(currents), max(currents)) if currents else None,
    )
