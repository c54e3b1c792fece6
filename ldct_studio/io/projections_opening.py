"""Projections opening: files of measured projections to line integrals, read in the reader processes."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

from ..core.acquired import Acquired, Views
from ..core.device import cores
from ..core.dose import Exposure, Scan
from ..core.errors import LoadError
from ..core.progress import Progress
from ..core.projections import FanGeometry, Geometry, Projections, ScanGeometry
from ..core.study import Facts, Series
from .dicom_projections import flipped
from .found import Counted, RaysHeader, Slab, ViewHeader
from .reader import Outcome, Reader, Readers, Stopped
from .series_opening import empty
from .unpacked import name_of

Report = Callable[[Progress], None]
UNKNOWN = (
    "The projections are not in photons and nothing tells what a photon is worth; type the photons per ray "
    "to lower the dose."
)
_EVEN = 0.1
"""A view may be off its place by so much of a step."""


@dataclass(frozen=True)
class RaysFile:
    """One file of measured projections and what it says of itself."""

    path: Path
    header: RaysHeader

    @property
    def key(self) -> str:
        """What opens this file among others."""
        return name_of(self.path)

    def offer(self, opened: bool) -> Series:
        """Describe the file as one of several that could be opened."""
        size = (self.header.views, self.header.bins)
        return Series(self.key, self.path.stem, "CT", self.header.rows, size, opened, note="projections")


@dataclass(frozen=True)
class ViewFile:
    """One view of a scan, a file of its own."""

    path: Path
    header: ViewHeader


@dataclass(frozen=True)
class ViewGroup:
    """The views of one scan, in the order in which they were measured."""

    views: tuple[ViewFile, ...]

    @property
    def header(self) -> ViewHeader:
        """The header of the first view."""
        return self.views[0].header

    @property
    def key(self) -> str:
        """A name that stays the same from one opening to the next."""
        return f"{self.header.series or 'unnamed'} projections"

    def offer(self, opened: bool) -> Series:
        """Describe the scan as one of several that could be opened."""
        header, count = self.header, len(self.views)
        size = (header.rows, header.bins)
        return Series(self.key, header.description, "CT", count, size, opened, note="projections")


def view_groups(views: Sequence[ViewFile]) -> list[ViewGroup]:
    """Return the scans that views belong to, the largest first."""
    scans: dict[str, list[ViewFile]] = {}
    for view in views:
        scans.setdefault(view.header.series, []).append(view)
    ordered = [
        ViewGroup(tuple(sorted(scan, key=lambda view: (view.header.instance, view.path))))
        for scan in scans.values()
    ]
    return sorted(ordered, key=lambda scan: -len(scan.views))


def open_rays(
    readers: Readers, file: RaysFile, on_progress: Report, before: int, width_mm: float | None
) -> Acquired:
    """Read the sinograms of a file; ``width_mm`` is that of a channel where the file has no word on it."""
    header, reader = file.header, readers.one()
    data, floored = empty((header.rows, header.views, header.bins)), 0
    try:
        counted = Counted.model_validate(
            reader.ask({"do": "rays", "path": str(file.path)}, readers.cancelled)
        )
        for row, into in enumerate(data):
            slab = Slab.model_validate(reader.ask({"do": "sinogram"}, readers.cancelled))
            if slab.shape != into.shape:
                raise LoadError("is broken: its projections have another size than its header says")
            np.copyto(into, reader.array((into.shape[0], into.shape[1])))
            floored += slab.floored
            text = f"Reading sinogram {row + 1} of {header.rows}"
            on_progress(Progress(before + row + 1, before + header.rows, text))
    except LoadError as error:
        raise LoadError(f"“{file.path.name}” {error}.") from error
    sized = header.pitch is not None or width_mm is not None
    geometry = _rays(header, header.pitch or width_mm or 1.0)
    scan = _scan(header, counted)
    return Acquired(
        header.description or file.path.stem,
        Projections(torch.from_numpy(data), geometry, tuple(range(header.rows)), header.water),
        scan,
        Facts(
            description=header.description,
            scanner=header.scanner,
            warnings=(*header.warnings, *_warnings(scan, counted, floored)),
            files=(str(file.path),),
        ),
        slice_mm=header.slice_mm or geometry_width(geometry),
        centered=header.centered,
        sized=sized,
        field_mm=header.side_mm,
        pixels=header.pixels,
    )


def open_views(readers: Readers, scan: ViewGroup, on_progress: Report, before: int) -> Acquired:
    """Decode the views of a clinical scan. Raises LoadError where one cannot be read."""
    header = scan.header
    fan, warnings = turn(scan), []
    data = empty((len(scan.views), header.rows, header.bins))
    index = {view.path: place for place, view in enumerate(scan.views)}

    def work(reader: Reader, view: ViewFile, stopped: Stopped) -> None:
        data[index[view.path]] = _view(reader, view, header, stopped)

    outcomes = readers.each(scan.views, work, min(cores(), 4, 1 + len(scan.views) // 200))
    for done, outcome in enumerate(outcomes, 1):
        _refuse(outcome)
        if done % 16 == 0 or done == len(scan.views):
            text = f"Reading view {done} of {len(scan.views)}"
            on_progress(Progress(before + done, before + len(scan.views), text))
    if header.flying:
        warnings.append(f"The focal spot flies ({header.flying}), which is not accounted for.")
    if header.water is None:
        warnings.append("The attenuation of water is not recorded, so pictures are in 1/cm and not in HU.")
    views = Views(
        torch.from_numpy(data),
        fan,
        tuple(view.header.place for view in scan.views),
        header.distance,
        header.row_mm,
        header.central[1],
        header.axial,
        header.parallel,
        header.water,
    )
    known = _photons(scan)
    facts = Facts(
        description=header.description,
        patient=header.patient,
        body_part=header.body_part,
        scanner=header.scanner,
        warnings=(*warnings, *([] if known.in_photons else [known.note])),
        files=(str(scan.views[len(scan.views) // 2].path),),
    )
    return Acquired(header.description or "Projections", views, known, facts)


def geometry_width(geometry: Geometry) -> float:
    """Return the distance of neighboring rays at the rotation center, in mm."""
    return geometry.spacing if isinstance(geometry, FanGeometry) else geometry.pitch


def _rays(header: RaysHeader, pitch: float) -> Geometry:
    arc = header.step * header.views
    if header.beam == "parallel":
        return ScanGeometry(header.views, header.bins, pitch, header.first, arc)
    if header.radius is None:
        raise LoadError("The projections of a fan do not tell how far its source is from the center.")
    return FanGeometry(header.views, header.bins, pitch, header.radius, header.beam, header.first, arc)


def _scan(header: RaysHeader, counted: Counted) -> Scan:
    exposure = Exposure(kvp=header.kvp)
    if header.photons is not None:
        return Scan((header.photons,), 0.0, source="known", exposure=exposure)
    if counted.photons is None:
        return Scan(electronic=0.0, source="unknown", note=UNKNOWN, exposure=exposure)
    note = (
        f"The projections are not in photons: by the variance of {counted.flats} flat fields a photon is "
        f"{counted.gain:.3g} counts."
    )
    return Scan(
        (counted.photons,),
        counted.electronic,
        source="flats",
        note=note,
        gain=counted.gain,
        exposure=exposure,
    )


def _warnings(scan: Scan, counted: Counted, floored: int) -> list[str]:
    said = [scan.note] * (scan.source in ("flats", "unknown"))
    if counted.dead:
        said.append(f"{counted.dead:,} channels saw no light and take the values of their neighbors.")
    if floored:
        said.append(f"{floored:,} rays had hardly a count and were taken for a transmission of 0.01 %.")
    return said


def _photons(scan: ViewGroup) -> Scan:
    header = scan.header
    exposure = Exposure(kvp=header.kvp)
    found = [view.header.photons for view in scan.views if view.header.photons is not None]
    if not found:
        return Scan(electronic=0.0, source="unknown", note=UNKNOWN, exposure=exposure)
    note = "median of the photons that the scanner recorded for its channels"
    return Scan((float(np.median(found)),), 0.0, source="recorded", note=note, exposure=exposure)


def turn(scan: ViewGroup) -> FanGeometry:
    """Return the rays of one turn; LoadError where the views do not go round evenly."""
    header = scan.header
    same = (
        "rows",
        "bins",
        "radius",
        "distance",
        "channel_mm",
        "row_mm",
        "central",
        "kind",
        "axial",
        "per_turn",
    )
    for view in scan.views:
        if any(getattr(view.header, name) != getattr(header, name) for name in same):
            raise LoadError("The views of the scan are of different detectors; open one scan at a time.")
    angles = np.unwrap([view.header.angle for view in scan.views])
    if len(angles) < header.per_turn:
        raise LoadError(f"The scan has {len(angles)} views, and a slice needs one turn, {header.per_turn}.")
    step = math.copysign(2 * math.pi / header.per_turn, float(angles[-1] - angles[0]))
    off = angles - angles[0] - step * np.arange(len(angles))
    if np.abs(off - np.median(off)).max() > _EVEN * abs(step):
        raise LoadError("Views are missing from the scan, or do not go round evenly; fetch all of it.")
    pitch = (
        header.channel_mm / header.distance
        if header.kind == "arc"
        else header.channel_mm * (header.radius / header.distance)
    )
    return FanGeometry(
        header.per_turn,
        header.bins,
        pitch,
        header.radius,
        header.kind,
        float(angles[0] + np.median(off)),
        step * header.per_turn,
    ).centered(header.central[0])


def _view(reader: Reader, view: ViewFile, first: ViewHeader, stopped: Stopped) -> npt.NDArray[np.float32]:
    """Decode one view as (row, channel)."""
    header = view.header
    question = {"do": "decode", "path": str(view.path), "frame": 0, "syntax": header.syntax}
    slab = Slab.model_validate(
        reader.ask(question | {"slope": header.slope, "intercept": header.intercept}, stopped)
    )
    stored = (header.bins, header.rows) if header.transposed else (header.rows, header.bins)
    if slab.shape != stored or slab.unreal:
        raise LoadError("is broken: its view has another size than its header says, or no numbers")
    picture: npt.NDArray[np.float32] = flipped(reader.array(stored), header)
    return picture


def _refuse(outcome: Outcome[ViewFile, None]) -> None:
    if outcome.error is not None:
        raise LoadError(f"“{outcome.job.path.name}” {outcome.error}.")
