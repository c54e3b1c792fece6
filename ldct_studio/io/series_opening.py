"""Series opening: a DICOM series to a study, its pictures decoded in the reader processes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import psutil
import torch

from ..core.device import cores
from ..core.dose import Exposure, Scan
from ..core.errors import LoadError
from ..core.progress import Progress
from ..core.study import Facts, Study
from ..core.volume import Modality, Volume
from .found import DicomHeader, Head, Slab
from .orient import Placement
from .reader import Outcome, Reader, Readers, Stopped
from .series import Group, Picture, Remarks, Stack, count, stack
from .straighten import straighten

AIR = -1024.0
_HU = ("", "US", "HU", "HU_MOD", "[HNSF'U]")
"""What files of CT in HU record as their unit; US is "unspecified"."""
_UNITS = {"BQML": "Bq/ml", "GML": "g/ml", "CNTS": "counts", "PROPCNTS": "proportional to counts",
          "PROPCPS": "proportional to counts per second", "CPS": "counts per second"}  # fmt: skip
_MOST_LISTED = 20
_LUNG, _LEAST = -500.0, 0.002
"""Numbers are taken as HU where so large a share of them lies between air and this."""
Picture2D = npt.NDArray[np.float32]
"""One axial row ``(y, x)``."""


@dataclass(frozen=True)
class _Job:
    picture: Picture
    place: int


def open_series(
    readers: Readers,
    candidate: Group,
    on_progress: Callable[[Progress], None],
    before: int,
    upright: bool = False,
) -> Study:
    """Decode a group of pictures into a volume.

    ``before`` pieces of progress are already done. ``upright`` moves the slices of a tilted gantry onto a
    grid at right angles. Raises LoadError where not one picture could be read.
    """
    ordered = stack(candidate)
    volume = empty(ordered.placement.grid.shape)
    decoding = _Decoding(ordered, volume)
    decoding.run(readers, on_progress, before)
    remarks = ordered.remarks
    if upright and ordered.tilt is not None:
        ordered.tilt.say_straightened(remarks)
        ordered, volume = straighten(ordered, volume, decoding.fill, empty)
    decoding.say(remarks)
    return _study(candidate, ordered, volume, remarks)


def head_of(reader: Reader, path: Path, stopped: Stopped) -> Head:
    """Ask what a file is."""
    answer = reader.ask({"do": "head", "path": str(path)}, stopped)
    try:
        return Head.model_validate(answer)
    except ValueError:  # pydantic's: the reader said something that it may not say
        raise LoadError("is broken: its header does not make sense") from None


def first_look(reader: Reader, path: Path, header: DicomHeader, stopped: Stopped) -> Picture2D | None:
    """Decode the first picture of a file for a preview; None where it is no axial slice or no good one."""
    try:
        slab, placement = one_slice(reader, Picture(path, header, header.slices[0]), stopped)
    except LoadError:
        return None  # the series asks again, and lists it
    row: Picture2D = slab[0]
    return None if header.localizer or not placement.axial else row


def one_slice(
    reader: Reader, picture: Picture, stopped: Stopped
) -> tuple[npt.NDArray[np.float32], Placement]:
    """Decode one picture into voxels (z, y, x) of a single slice, and say how it lies."""
    placement = stack(Group([picture])).placement
    volume = np.empty(placement.grid.shape, np.float32)
    _picture(reader, _Job(picture, 0), placement.in_file_order(volume)[0], stopped)
    return volume, placement


def empty(shape: tuple[int, int, int], kind: npt.DTypeLike = np.float32) -> npt.NDArray[Any]:
    """Allocate a volume, or raise LoadError where the memory is not there."""
    need = int(np.prod(shape, dtype=np.int64)) * np.dtype(kind).itemsize
    free = psutil.virtual_memory().available
    if need > free:
        raise LoadError(
            f"This volume needs {need / 1e9:.1f} GB of memory and {free / 1e9:.1f} GB are free; "
            "close other programs or open a part of it."
        )
    return np.empty(shape, kind)


@dataclass
class _Decoding:
    """What happens to the pictures of one stack on their way into a volume."""

    ordered: Stack
    volume: npt.NDArray[np.float32]
    padded: int = 0
    unreal: int = 0
    lost: list[str] = field(default_factory=list)
    shown: bool = False

    def __post_init__(self) -> None:
        self.into = self.ordered.placement.in_file_order(self.volume)
        first = self.ordered.pictures[0]
        self.fill = AIR if first.header.modality == "CT" and first.slice.slope is not None else 0.0

    def run(self, readers: Readers, on_progress: Callable[[Progress], None], before: int) -> None:
        """Decode from the middle outwards; raises LoadError where not one picture could be read."""
        places = self.ordered.places
        for place in set(range(places[-1] + 1)) - set(places):
            self.into[place] = self.fill
        jobs = [_Job(p, place) for p, place in zip(self.ordered.pictures, places, strict=True)]
        jobs.sort(key=lambda job: abs(job.place - places[-1] // 2))
        for done, outcome in enumerate(readers.each(jobs, self._work, _processes(jobs)), 1):
            self._take(outcome)
            text = f"Reading slice {done} of {len(jobs)}"
            on_progress(Progress(before + done, before + len(jobs), text, self._preview(outcome)))
        if len(self.lost) == len(jobs):
            raise LoadError(self.lost[0] + ".")

    def say(self, remarks: Remarks) -> None:
        """Say what was lost or changed."""
        for sentence in self.lost[:_MOST_LISTED]:
            remarks.say(f"{sentence}; its slice is shown empty.")
        if len(self.lost) > _MOST_LISTED:
            remarks.say(f"{len(self.lost) - _MOST_LISTED} more slices could not be read and are shown empty.")
        if self.lost:
            remarks.say("", count(len(self.lost), "slice empty", "slices empty"))
        if self.padded:
            remarks.say("Pixels outside the field of view are shown as air (-1024 HU).")
        if self.unreal:
            remarks.say(
                f"{self.unreal:,} pixels were not numbers and are shown as background.",
                "pixels that are no numbers",
            )

    def _work(self, reader: Reader, job: _Job, stopped: Stopped) -> Slab:
        return _picture(reader, job, self.into[job.place], stopped)

    def _take(self, outcome: Outcome[_Job, Slab]) -> None:
        if outcome.result is None:
            self.into[outcome.job.place] = self.fill
            self.lost.append(f"“{outcome.job.picture.path.name}” {outcome.error}")
            return
        self.padded += outcome.result.padded
        self.unreal += outcome.result.unreal

    def _preview(self, outcome: Outcome[_Job, Slab]) -> tuple[int, npt.NDArray[np.float32]] | None:
        """Return the first good slice as an axial row, where the slices are axial."""
        if self.shown or outcome.result is None or not self.ordered.placement.axial:
            return None
        self.shown = True
        row = self.ordered.placement.row(outcome.job.place)
        return row, self.volume[row].copy()


def _processes(jobs: Sequence[_Job]) -> int:
    """Return how many processes are worth their start (0.4 s each)."""
    per_process = 12 if jobs[0].picture.header.compressed else 150
    return min(cores(), 4, 1 + len(jobs) // per_process)


def _picture(reader: Reader, job: _Job, into: npt.NDArray[np.float32], stopped: Stopped) -> Slab:
    """Decode one picture and copy it to its place."""
    header, piece = job.picture.header, job.picture.slice
    question = {"do": "decode", "path": str(job.picture.path), "frame": piece.frame, "syntax": header.syntax}
    question |= {"slope": piece.slope, "intercept": piece.intercept}
    if header.plain is not None:
        question["plain"] = header.plain.model_dump(mode="json", exclude_defaults=True)
    slab = Slab.model_validate(reader.ask(question, stopped))
    if slab.shape != into.shape:
        raise LoadError("is broken: its picture has another size than its header says")
    np.copyto(into, reader.array((into.shape[0], into.shape[1])))
    return slab


def _study(candidate: Group, ordered: Stack, data: npt.NDArray[np.float32], remarks: Remarks) -> Study:
    header = candidate.header
    modality = _modality(candidate, data, remarks)
    volume = Volume(torch.from_numpy(data), ordered.placement.grid, modality)
    name = header.description or f"{header.modality or 'Series'}, {len(ordered.pictures)} slices"
    facts = Facts(
        description=header.description,
        patient=header.patient,
        body_part=header.body_part,
        scanner=header.scanner,
        slice_thickness=ordered.pictures[0].slice.thickness,
        frame_of_reference=header.frame_of_reference,
        windows=header.windows,
        warnings=remarks.sentences,
        marks=remarks.marks,
        unit=_unit(header),
        slanted=ordered.tilt is not None,
        files=_files(ordered),
        magnet=candidate.magnet,
    )
    return Study(name, {name: volume}, scan=Scan(exposure=_exposure(ordered)), facts=facts)


def _files(ordered: Stack) -> tuple[str, ...]:
    """Return the file of every axial row; the middle one alone where the slices are not axial."""
    paths = [str(picture.path) for picture in ordered.pictures]
    if not ordered.placement.axial:
        return (paths[len(paths) // 2],)
    files = [""] * ordered.placement.grid.shape[0]
    for place, path in zip(ordered.places, paths, strict=True):
        files[ordered.placement.row(place)] = path
    return tuple(files)


def _unit(header: DicomHeader) -> str:
    """Return the unit that the files record where it is another one than HU."""
    return "" if header.unit.upper() in _HU else _UNITS.get(header.unit, header.unit)


def _modality(candidate: Group, data: npt.NDArray[np.float32], remarks: Remarks) -> Modality:
    """Return the modality, which decides on the unit, and say where a CT is not in HU, or may not be."""
    header = candidate.header
    if header.modality != "CT":
        return "MR" if header.modality == "MR" else "other"
    if header.localizer:
        remarks.say("A localizer is a projection, so its numbers are not HU.", "not HU")
        return "other"
    if header.mapped or _unit(header):
        unit = f" ({_unit(header)})" if _unit(header) else ""
        remarks.say(f"These are computed values{unit}, so the numbers are not HU.", "not HU")
        return "other"
    if not candidate.pictures[0].slice.rescaled:
        if float(((data > AIR) & (data < _LUNG)).mean()) < _LEAST:
            remarks.say("The rescale values are missing, so the numbers are not HU.", "not HU")
            return "other"
        remarks.say(
            "The rescale values are missing; the numbers look like HU and were taken as HU.", "HU assumed"
        )
    return "MVCT" if header.kvp is not None and header.kvp >= 1000 else "CT"


def _exposure(ordered: Stack) -> Exposure:
    """Collect what the headers say of the exposure; means over the slices where they differ."""
    headers = [picture.header for picture in ordered.pictures]
    first = headers[0]
    mas = [h.mas for h in headers if h.mas is not None]
    ctdi = [h.ctdi_vol for h in headers if h.ctdi_vol is not None]
    return Exposure(
        kvp=first.kvp,
        mas=float(np.mean(mas)) if mas else None,
        mas_as_recorded=any(h.mas_as_recorded for h in headers),
        ctdi_vol=float(np.mean(ctdi)) if ctdi else None,
        ctdi_phantom_cm=first.ctdi_phantom_cm,
        kernel=first.kernel or None,
        slice_ma=_slice_ma(ordered),
    )


def _slice_ma(ordered: Stack) -> tuple[float, ...]:
    """Return the tube current per axial row, where every slice records one; empty slices take the nearest."""
    found = [picture.slice.ma for picture in ordered.pictures]
    if not ordered.placement.axial or any(ma is None for ma in found):
        return ()
    rows = range(ordered.places[-1] + 1)
    values = np.interp(rows, ordered.places, np.array(found, dtype=np.float64))
    return tuple(float(v) for v in (values[::-1] if ordered.placement.flipped[0] else values))
