"""LoDoPaB-CT: reference pictures and simulated observations in HDF5 files (Leuschner et al. 2021)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt
import torch

from ..core.errors import LoadError
from ..core.projections import Projections, ScanGeometry
from ..physics.attenuation import MU_MAX, mu_to_hu
from .sources import Slices, known

SIDE_MM = 260.0
"""Nominal side of a picture; the true pixel size of the scans is not recorded."""
PER_FILE = 128
"""Slices in every file but the last."""
_LARGEST = 4096


@dataclass(frozen=True)
class Lodopab:
    """One part of LoDoPaB-CT; its parts share no patient.

    ``patient_ids_rand_PART.csv`` says which patient each slice is of. Without that table the files stand in
    for patients, although each mixes many: then split no further.
    """

    folder: Path
    part: Literal["train", "validation", "test"]

    def patients(self) -> tuple[str, ...]:
        """Return the numbers of patients, or of files where there is no table."""
        return tuple(sorted(self._places, key=lambda name: (len(name), name)))

    def slices(self, patient: str) -> Slices:
        """Read the reference pictures of one patient, upright."""
        stored = self._read("ground_truth", patient)
        mu = torch.from_numpy(stored).mT.contiguous() * MU_MAX
        return Slices(mu_to_hu(mu), SIDE_MM / stored.shape[-1])

    def observations(self, patient: str) -> Projections:
        """Read the noisy line integrals of one patient; stored divided by μ_max, returned physical.

        The rays are those of ODL's parallel geometry, over the diagonal of the picture. Its second axis
        points down in the upright picture, hence views that turn clockwise.
        """
        stored = self._read("observation", patient)
        count, views, bins = stored.shape
        geometry = ScanGeometry(views, bins, SIDE_MM * math.sqrt(2) / bins, -math.pi / views / 2, -math.pi)
        return Projections(torch.from_numpy(stored) * MU_MAX, geometry, tuple(range(count)))

    @property
    def table(self) -> Path:
        """The file that says which patient each slice is of; it may be missing."""
        return self.folder / f"patient_ids_rand_{self.part}.csv"

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """Numbers of slices in the part, by patient."""
        if self.table.is_file():
            return _listed(self.table)
        files = sorted(self.folder.rglob(f"ground_truth_{self.part}_*.hdf5"))
        starts = [int(path.stem.rsplit("_", 1)[1]) for path in files]
        return {f"file {k:03d}": list(range(PER_FILE * k, PER_FILE * (k + 1))) for k in starts}

    def _read(self, kind: str, patient: str) -> npt.NDArray[np.float32]:
        known(patient, self.patients())
        parts = []
        for number, places in groupby(self._places[patient], lambda place: place // PER_FILE):
            name = f"{kind}_{self.part}_{number:03d}.hdf5"
            path = next(iter(sorted(self.folder.rglob(name))), None)
            if path is None:
                raise LoadError(f"“{name}” is missing; unpack the whole part of LoDoPaB-CT.")
            parts.append(_rows(path, [place % PER_FILE for place in places]))
        return np.concatenate(parts)


def _listed(table: Path) -> dict[str, list[int]]:
    """Return the numbers of slices by patient from a table with one number per line."""
    lines = table.read_text("ascii", "replace").split()
    if not lines or not all(line.isdigit() for line in lines):
        raise LoadError(f"“{table.name}” is no list of patient numbers; fetch it again.")
    out: dict[str, list[int]] = {}
    for place, line in enumerate(lines):
        out.setdefault(str(int(line)), []).append(place)
    return out


def _rows(path: Path, places: Sequence[int]) -> npt.NDArray[np.float32]:
    """Return some rows of the dataset "data"; in the last file those that are there."""
    import h5py

    try:
        with h5py.File(path, "r") as file:
            own = isinstance(file.get("data", getlink=True), h5py.HardLink)
            data = file["data"] if own else None
            if not isinstance(data, h5py.Dataset) or data.external or data.is_virtual:
                raise LoadError(f"“{path.name}” has no dataset “data” of its own; fetch it again.")
            if data.ndim != 3 or max(data.shape[1:]) > _LARGEST or data.dtype.kind != "f":
                raise LoadError(f"“{path.name}” holds no stack of pictures; fetch it again.")
            there = [place for place in places if place < len(data)]
            rows = np.asarray(data[there], dtype=np.float32)
    except (OSError, RuntimeError, ValueError, KeyError) as error:
        raise LoadError(f"“{path.name}” is broken or truncated; fetch it again.") from error
    if not np.isfinite(rows).all():
        raise LoadError(f"“{path.name}” holds values that are not numbers; fetch it again.")
    return rows
