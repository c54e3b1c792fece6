"""Measured projections as a study: where their center is found, and the pictures that they open with."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import torch

from ..core.acquired import Acquired, Views
from ..core.cancel import interruptible, stop_when
from ..core.device import device
from ..core.dose import Apodization
from ..core.errors import GeometryError
from ..core.grid import Grid
from ..core.progress import Progress
from ..core.projections import FanGeometry, Geometry, Projections
from ..core.study import Study
from ..core.volume import Modality, Volume
from ..physics.attenuation import value_of
from ..physics.beams import fbp, limited
from ..physics.fan import in_rays
from ..physics.rotation_center import can_be_found, rotation_center
from ..physics.single_slice import rebinned

Report = Callable[[Progress], None]
Asked = Callable[[], bool]

_LARGEST, _SMALLEST = 1024, 16
"""Pixels along a side."""


def measured_study(
    acquired: Acquired,
    on_progress: Report = lambda progress: None,
    cancelled: Asked = lambda: False,
) -> Study:
    """Return the study of measured projections: one volume, their FBP, and the projections behind it.

    The volume is in HU where the attenuation of water is known, else in 1/cm, and in arbitrary units where
    not even the width of a channel is. Raises ``GeometryError`` where the rays make no picture, ``Cancelled``
    where nobody waits.
    """
    with stop_when(cancelled), torch.inference_mode():
        projections, first_mm, slice_mm, warnings = _sinograms(acquired, on_progress)
        if not acquired.centered:
            projections, said = _centered(projections, on_progress)
            warnings = (*warnings, said)
        grid = _grid(acquired, projections, first_mm, slice_mm)
        doubts = _doubts(acquired, projections.geometry)
        apodization = acquired.scan.apodization
        data = torch.empty(grid.shape)
        for row in interruptible(range(len(data))):
            data[row] = pictured(projections.part(projections.rows[row : row + 1]), grid, apodization)[
                0
            ].cpu()
            preview = (row, data[row].numpy()) if row == 0 else None
            on_progress(
                Progress(row + 1, len(data), f"Reconstructing slice {row + 1} of {len(data)}", preview)
            )
    modality: Modality = "other" if not acquired.sized else "attenuation"
    volume = Volume(data, grid, "CT" if projections.water is not None else modality)
    facts = replace(
        acquired.facts,
        slice_thickness=slice_mm,
        warnings=(*warnings, *(sentence for sentence, _ in doubts), *acquired.facts.warnings),
        marks=(*(mark for _, mark in doubts if mark), *acquired.facts.marks),
    )
    name = acquired.name
    return Study(name, {name: volume}, projections={name: projections}, scan=acquired.scan, facts=facts)


def recentered(study: Study, name: str, center: float) -> Study:
    """Return the study with the rotation center of a measured volume on another bin, reconstructed again."""
    projections, volume = study.projections[name], study.volumes[name]
    moved = replace(projections, geometry=projections.geometry.centered(center))
    data = torch.empty_like(volume.data)
    with torch.inference_mode():
        for row in interruptible(range(len(data))):
            part = moved.part(moved.rows[row : row + 1])
            data[row] = pictured(part, volume.grid, study.scan_of(name).apodization)[0].cpu()
    return replace(
        study,
        volumes={**study.volumes, name: volume.made(data)},
        projections={**study.projections, name: moved},
        origin=study.origin and replace(study.origin, center=center),
    )


def pictured(projections: Projections, grid: Grid, apodization: Apodization) -> torch.Tensor:
    """Return the FBP of line integrals in the unit of their pictures, (n, y, x), on the device."""
    geometry, size, pixel = projections.geometry, grid.shape[1], grid.spacing[1]
    window = in_rays(apodization, geometry, pixel) if isinstance(geometry, FanGeometry) else apodization
    mu = fbp(projections.data.to(device()), geometry, size, pixel, window)
    return value_of(mu, projections.water)


def found_center(projections: Projections) -> float:
    """Return the bin on which the rotation center falls, by the middle row, which has most to tell."""
    geometry = projections.geometry
    if isinstance(geometry, FanGeometry):
        raise GeometryError(
            "The rotation center can be found in parallel scans over half a turn; type it for others."
        )
    return rotation_center(projections.sinogram(len(projections.rows) // 2), geometry)


def _sinograms(acquired: Acquired, on_progress: Report) -> tuple[Projections, float, float, tuple[str, ...]]:
    """Return sinograms of slices, where the first one lies, how far apart they are, and what is doubtful."""
    if not isinstance(acquired.rays, Views):
        return acquired.rays, 0.0, acquired.slice_mm, ()
    on_progress(Progress(0, 1, "Sorting the rays by slices."))
    found = rebinned(acquired.rays)
    said: tuple[str, ...] = ()
    if found.beyond > 1e-4:
        said = (
            f"{100 * found.beyond:.1f} % of the rays lie beyond the detector, as the table moved fast; the "
            "nearest ones stand in.",
        )
    return found.projections, found.places[0], found.spacing, said


def _centered(projections: Projections, on_progress: Report) -> tuple[Projections, str]:
    """Return projections about the rotation center that was found, and a sentence about it."""
    geometry = projections.geometry
    if not can_be_found(geometry):
        return projections, (
            "The file does not tell where the rotation center falls; the middle of the detector was taken."
        )
    on_progress(Progress(0, 1, "Looking for the rotation center."))
    center = found_center(projections)
    said = f"The rotation center was found on channel {center:.2f}; correct it where edges look doubled."
    return replace(projections, geometry=geometry.centered(center)), said


def _grid(acquired: Acquired, projections: Projections, first_mm: float, slice_mm: float) -> Grid:
    """Return square pictures of the circle that every view sees, as fine as the rays are."""
    geometry = projections.geometry
    width = geometry.spacing if isinstance(geometry, FanGeometry) else geometry.pitch
    reach = min(geometry.center, geometry.bins - 1 - geometry.center) * width
    if isinstance(geometry, FanGeometry):
        reach = geometry.radius * math.sin(geometry.half_fan)
    side = acquired.field_mm or 2 * reach
    size = acquired.pixels or min(2 * round(side / width / 2), _LARGEST)
    if size < _SMALLEST:
        raise GeometryError("The rotation center falls too near to the edge of the detector for a picture.")
    pixel = side / size
    corner = -(size - 1) / 2 * pixel
    return Grid((len(projections.rows), size, size), (slice_mm, pixel, pixel), (corner, corner, first_mm))


def _doubts(acquired: Acquired, geometry: Geometry) -> tuple[tuple[str, str], ...]:
    """Say what is doubtful about pictures of these rays, and in a few words for the picture, '' for none."""
    said = []
    if limited(geometry):
        swept = math.degrees(abs(geometry.arc) * (geometry.views - 1) / geometry.views)
        sentence = (
            f"Limited angle: the views cover {swept:.0f}° only, so edges along other directions are missing."
        )
        said.append((sentence, f"limited angle, {swept:.0f}°"))
    if not acquired.sized:
        sentence = "The width of a channel is not recorded; it was taken for 1 mm, so values are in a.u."
        said.append((sentence, "lengths unknown"))
    elif acquired.rays.water is None:
        said.append(("Nothing calibrates the attenuation of water, so values are in 1/cm and not in HU.", ""))
    return tuple(said)
