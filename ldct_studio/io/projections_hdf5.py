"""Measured projections in HDF5, in the reader process: data exchange, and observations of LoDoPaB-CT.

Data exchange (De Carlo et al. 2014, J. Synchrotron Rad. 21, 1224) keeps counts (view, row, channel) in
/exchange/data, flat and dark fields in data_white and data_dark, and angles in degrees in theta. LoDoPaB-CT
(Leuschner et al. 2021) keeps line integrals divided by μ_max in /data.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ..core.errors import LoadError
from .dicom_header import clean
from .found import Counted, Head, RaysHeader
from .projections_source import Floats, beyond, check_size, even_views, own

LARGEST = 32 << 30
FLOOR = 1e-4
"""Least transmission that a ray is given: a line integral of 9.2."""
_DEFLATE_RATIO = 1032
_MOST_FIELDS = 64
_LEAST_FLATS = 5
_LODOPAB = (1000, 513)
_MU_MAX, _MU_WATER = 81.35858, 20.0
_SIDE_MM, _PIXELS, _PHOTONS = 260.0, 362, 4096.0
_LENGTHS = {"m": 1e3, "mm": 1.0, "um": 1e-3, "µm": 1e-3, "micron": 1e-3, "microns": 1e-3}


def read_hdf5(path: Path) -> Exchange | Lodopab:
    """Return who reads the file; raises LoadError with a sentence for any other HDF5 file."""
    import h5py

    try:
        file = h5py.File(path, "r")
    except OSError as error:
        raise LoadError("is broken or no HDF5 file") from error
    if (data := _dataset(file, "exchange/data")) is not None:
        return Exchange(file, data)
    data = _dataset(file, "data")
    if data is not None and data.ndim == 3 and tuple(data.shape[1:]) == _LODOPAB:
        return Lodopab(data)
    raise LoadError("holds no projections: neither /exchange/data nor observations of LoDoPaB-CT")


@dataclass(frozen=True, eq=False)
class Exchange:
    """Counts of a synchrotron or laboratory scan."""

    file: Any
    data: Any

    def head(self) -> Head:
        """Say what the file holds; parallel rays."""
        views, rows, bins = self.data.shape
        warnings = []
        theta = _dataset(self.file, "exchange/theta")
        if theta is None or theta.shape != (views,):
            degrees = np.arange(views) * 180 / views
            warnings.append("The file does not tell the angles of its views; half a turn was assumed.")
        else:
            degrees = np.degrees(theta[()]) if _unit(theta).startswith("rad") else theta[()]
        if self._white is None:
            warnings.append("There is no flat field; the brightest count of every row stands in for it.")
        if self._dark is None:
            warnings.append("There is no dark field; 0 stands in for it.")
        count, first, step = even_views(degrees, 180)
        warnings += beyond(views, count)
        check_size(views, bins)
        width = self._length("x_pixel_size") or self._length("pixel_size")
        return Head(
            kind="rays",
            rays=RaysHeader(
                rows=rows,
                views=count,
                bins=bins,
                first=first,
                step=step,
                pitch=width,
                slice_mm=self._length("y_pixel_size") or width,
                centered=False,
                description=_text(self.file, "measurement/sample/name") or _text(self.file, "exchange/title"),
                scanner=_text(self.file, "measurement/instrument/name"),
                warnings=tuple(warnings),
            ),
        )

    def counted(self) -> Counted:
        """Estimate counts per photon: variance over mean of the flat fields, each made equally bright."""
        if self._white is None:
            return Counted()
        dark = 0.0 if self._dark is None else self._dark.mean(0)
        light = self._white - dark
        lit = light.mean(0) > 0
        dead = int((~lit).sum())
        if len(light) < _LEAST_FLATS or not lit.any():
            return Counted(flats=len(light), dead=dead)
        light = light[:, lit]
        light *= light.mean() / light.mean(1, keepdims=True)
        own = 0.0
        if self._dark is not None and len(self._dark) >= _LEAST_FLATS:
            own = float(self._dark[:, lit].var(0, ddof=1).mean())
        mean, spread = float(light.mean()), float(light.var(0, ddof=1).mean()) - own
        if spread <= 0:
            return Counted(flats=len(light), dead=dead)
        gain = spread / mean
        return Counted(
            gain=gain, photons=mean / gain, electronic=math.sqrt(own) / gain, flats=len(light), dead=dead
        )

    def sinograms(self) -> Iterator[tuple[Floats, int]]:
        """Yield -ln((data - dark)/(white - dark)) of one row after the other, and how many were floored."""
        views, rows, _ = self.data.shape
        header = self.head().rays
        count = views if header is None else header.views
        for row in range(rows):
            counts = np.asarray(self.data[:count, row], dtype=np.float64)
            dark = 0.0 if self._dark is None else self._dark[:, row].mean(0)
            white = counts.max() if self._white is None else self._white[:, row].mean(0)
            yield _line_integrals(counts - dark, white - dark + np.zeros(counts.shape[1]))

    def _length(self, name: str) -> float | None:
        """Return a length of the detector in mm; None where it is not recorded."""
        found = _dataset(self.file, f"measurement/instrument/detector/{name}")
        if found is None or found.size != 1:
            return None
        value = float(np.asarray(found[()]).item()) * _LENGTHS.get(_unit(found) or "m", math.nan)
        return value if 1e-6 < value < 1e3 else None

    @cached_property
    def _white(self) -> npt.NDArray[np.float64] | None:
        return self._fields("data_white")

    @cached_property
    def _dark(self) -> npt.NDArray[np.float64] | None:
        return self._fields("data_dark")

    def _fields(self, name: str) -> npt.NDArray[np.float64] | None:
        found = _dataset(self.file, f"exchange/{name}")
        if found is None or found.ndim != 3 or found.shape[1:] != self.data.shape[1:] or not len(found):
            return None
        count = min(len(found), _MOST_FIELDS)
        if count * math.prod(found.shape[1:]) > _MOST_FIELDS << 20:
            raise LoadError("has flat fields that are larger than this version opens")
        fields: npt.NDArray[np.float64] = np.asarray(found[:count], dtype=np.float64)
        wrong = ~np.isfinite(fields)
        if wrong.any():  # the other fields know better than a zero
            fields[wrong] = 0.0
            means = fields.sum(0) / np.maximum((~wrong).sum(0), 1)
            fields = np.where(wrong, means, fields)
        return fields


@dataclass(frozen=True, eq=False)
class Lodopab:
    """Simulated observations of slices of the lung, with 4096 photons per ray."""

    data: Any

    def head(self) -> Head:
        """Say what the file holds: the rays of ODL's parallel geometry, seen in upright pictures."""
        rows, views, bins = self.data.shape
        step = -math.pi / views
        return Head(
            kind="rays",
            rays=RaysHeader(
                rows=rows,
                views=views,
                bins=bins,
                first=step / 2,
                step=step,
                pitch=_SIDE_MM * math.sqrt(2) / bins,
                water=_MU_WATER,
                photons=_PHOTONS,
                side_mm=_SIDE_MM,
                pixels=_PIXELS,
                description="LoDoPaB-CT",
                warnings=("The true pixel size is not recorded; a picture is taken for 26 cm wide.",),
            ),
        )

    def counted(self) -> Counted:
        """Return nothing: there are no flat fields."""
        return Counted()

    def sinograms(self) -> Iterator[tuple[Floats, int]]:
        """Yield physical line integrals, which are stored divided by μ_max."""
        for row in range(len(self.data)):
            yield np.asarray(self.data[row], dtype=np.float32) * np.float32(_MU_MAX), 0


def _line_integrals(signal: npt.NDArray[np.float64], light: npt.NDArray[np.float64]) -> tuple[Floats, int]:
    """Return line integrals (view, bin) of counts and of those without the object, and how many were floored.

    A channel without light takes the line integrals between its neighbors.
    """
    lit = light > 0
    if not lit.any():
        raise LoadError("has flat fields that are not brighter than its dark fields")
    with np.errstate(invalid="ignore"):
        share = signal / np.where(lit, light, 1.0)
    low = ~(share >= FLOOR)
    result = -np.log(np.where(low, FLOOR, share))
    if not lit.all():
        places = np.arange(len(light))
        for view in result:
            view[~lit] = np.interp(places[~lit], places[lit], view[lit])
    return result.astype(np.float32), int((low & lit).sum())


def _dataset(file: Any, name: str) -> Any:
    """Return a dataset of numbers of the file's own; None where there is none.

    Raises LoadError where it claims more than the file can hold.
    """
    import h5py

    place = own(file, name)
    if not isinstance(place, h5py.Dataset) or place.dtype.kind not in "iuf":
        return None
    need = math.prod(place.shape) * place.dtype.itemsize
    if need > LARGEST or need > max(place.id.get_storage_size(), 1) * _DEFLATE_RATIO:
        raise LoadError(f"claims {need / 2**30:.1f} GiB of numbers and was not opened")
    if name.endswith("data") and (place.ndim != 3 or min(place.shape) < 1):
        raise LoadError(f"holds an array of shape {place.shape}; projections have three axes")
    return place


def _unit(dataset: Any) -> str:
    unit = dataset.attrs.get("units", "")
    return clean(unit.decode("utf-8", "replace") if isinstance(unit, bytes) else unit).lower()


def _text(file: Any, name: str) -> str:
    import h5py

    try:
        found = own(file, name)
        value = found[()] if isinstance(found, h5py.Dataset) and found.size == 1 else ""
    except (KeyError, OSError):
        return ""
    value = value.item() if isinstance(value, np.ndarray) else value
    return clean(value.decode("utf-8", "replace") if isinstance(value, bytes) else value)
