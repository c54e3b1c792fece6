"""Sinograms of the Helsinki Tomography Challenge 2022 in MATLAB files, in the reader process.

A structure CtDataFull or CtDataLimited holds line integrals (view, channel) and parameters of a fan on a flat
detector (Meaney et al. 2022, doi 10.5281/zenodo.7418878). Files of MATLAB 5 and 7.3 (HDF5) are read.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ..core.errors import LoadError
from .dicom_header import clean
from .found import Counted, Head, RaysHeader
from .projections_source import Floats, beyond, check_size, even_views, own, positive

_NAMES = ("CtDataFull", "CtDataLimited")
_LARGEST_FILE = 1 << 30
_NONE = "holds no projections: there is neither CtDataFull nor CtDataLimited in it"


def read_htc(path: Path) -> Htc:
    """Return who reads the file; raises LoadError with a sentence for any other MATLAB file."""
    if path.stat().st_size > _LARGEST_FILE:
        raise LoadError("is larger than 1 GiB, which this version does not open")
    with path.open("rb") as file:
        start = file.read(520)
    if b"\x89HDF\r\n\x1a\n" in (start[:8], start[512:520]):
        return _from_hdf5(path)
    return _from_matlab5(path)


@dataclass(frozen=True, eq=False)
class Htc:
    """One sinogram (view, channel) and what was said of it."""

    sinogram: npt.NDArray[Any]
    parameters: Mapping[str, Any]

    def head(self) -> Head:
        """Say what the file holds: a fan, all lengths as recorded."""
        if self.sinogram.ndim != 2 or self.sinogram.dtype.kind != "f" or min(self.sinogram.shape) < 2:
            raise LoadError("holds a sinogram that is no matrix of numbers")
        views, bins = self.sinogram.shape
        check_size(views, bins)
        angles = np.asarray(self.parameters.get("angles", ()))
        if angles.shape != (views,) or angles.dtype.kind not in "iuf":
            raise LoadError("does not tell the angle of every view")
        count, first, step = even_views(angles, 360)
        source = positive(self.parameters.get("distanceSourceOrigin"), "distance from source to center")
        detector = positive(self.parameters.get("distanceSourceDetector"), "distance from source to detector")
        width = positive(
            self.parameters.get("pixelSizePost", self.parameters.get("pixelSize")), "channel width"
        )
        return Head(
            kind="rays",
            rays=RaysHeader(
                rows=1,
                views=count,
                bins=bins,
                beam="flat",
                first=first + math.pi,
                step=step,
                pitch=width * source / detector,
                radius=source,
                kvp=self._number("voltage"),
                description=clean(self.parameters.get("projectName", "")).strip("_ "),
                scanner=clean(self.parameters.get("scanner", "")),
                warnings=beyond(views, count),
            ),
        )

    def counted(self) -> Counted:
        """Return nothing: flat fields are not in the file."""
        return Counted()

    def sinograms(self) -> Iterator[tuple[Floats, int]]:
        """Yield the line integrals, channels the other way round: the fan angle grows with the view's here.

        A source at the angle θ stands at (sin θ, -cos θ), and channels go along (cos θ, sin θ), as ASTRA has
        it; opposite views of the challenge agree so, and not in the mirror image.
        """
        header = self.head().rays
        count = len(self.sinogram) if header is None else header.views
        yield np.ascontiguousarray(self.sinogram[:count, ::-1], dtype=np.float32), 0

    def _number(self, name: str) -> float | None:
        try:
            value = float(self.parameters.get(name, math.nan))
        except (TypeError, ValueError):
            return None
        return value if math.isfinite(value) else None


def _from_matlab5(path: Path) -> Htc:
    from scipy.io import loadmat, whosmat

    try:
        name = next((name for name, _, _ in whosmat(path) if name in _NAMES), None)
        found = {} if name is None else loadmat(path, variable_names=[name], simplify_cells=True)
    except (ValueError, TypeError, OSError, NotImplementedError, LookupError) as error:
        raise LoadError("is broken or no MATLAB file") from error
    if name is None:
        raise LoadError(_NONE)
    data = found.get(name)
    if not isinstance(data, dict) or not isinstance(data.get("parameters"), dict):
        raise LoadError(f"holds a “{name}” without parameters")
    return Htc(np.asarray(data.get("sinogram")), data["parameters"])


def _from_hdf5(path: Path) -> Htc:
    import h5py

    try:
        with h5py.File(path, "r") as file:
            name = next((name for name in _NAMES if isinstance(own(file, name), h5py.Group)), None)
            if name is None:
                raise LoadError(_NONE)
            parameters, sinogram = (own(file, f"{name}/{part}") for part in ("parameters", "sinogram"))
            found = isinstance(parameters, h5py.Group) and isinstance(sinogram, h5py.Dataset)
            if not found or sinogram.ndim != 2:
                raise LoadError(f"holds a “{name}” without a sinogram or parameters")
            check_size(*sinogram.shape)
            return Htc(np.asarray(sinogram[()]).T, _values(parameters))
    except (OSError, RuntimeError, ValueError, KeyError) as error:
        raise LoadError("is broken or truncated") from error


def _values(parameters: Any) -> dict[str, Any]:
    """Return numbers, rows of numbers and texts of a structure of MATLAB 7.3, which keeps texts as codes."""
    import h5py

    found: dict[str, Any] = {}
    for name in parameters:
        data = own(parameters, name)
        if not isinstance(data, h5py.Dataset) or data.dtype.kind not in "iuf" or data.size > 1 << 16:
            continue
        values = np.asarray(data[()]).ravel()
        if data.attrs.get("MATLAB_class", b"") in (b"char", "char"):
            found[name] = "".join(map(chr, values[:256]))
        else:
            found[name] = values[0] if values.size == 1 else values
    return found
