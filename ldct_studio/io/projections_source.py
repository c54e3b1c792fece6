"""What readers of measured projections have in common, in the reader process."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from ..core.errors import LoadError
from .found import Counted, Head

Floats = npt.NDArray[np.float32]
MOST_RAYS = 16 << 20
"""Rays of one sinogram: 64 MiB of float32, what one answer hands over."""
_EVEN = 0.05
"""A view may be off its place by so much of a step."""


class RaySource(Protocol):
    """A file of measured projections."""

    def head(self) -> Head:
        """Say what the file holds."""

    def counted(self) -> Counted:
        """Say what its pictures without the object tell."""

    def sinograms(self) -> Iterator[tuple[Floats, int]]:
        """Yield line integrals (view, bin) of one row after the other, and how many of them were floored."""


def even_views(degrees: npt.NDArray[Any], turn: float) -> tuple[int, float, float]:
    """Return how many views count, the first one's angle and the step, in radians.

    Views that repeat the first ones are left out: more than whole half turns where ``turn`` is 180, more
    than one turn where it is 360. Raises LoadError where the views do not go round evenly.
    """
    angles = np.asarray(degrees, dtype=np.float64).ravel()
    if len(angles) < 2 or not np.isfinite(angles).all():
        raise LoadError("says nothing sensible of the angles of its views")
    count = len(angles)
    step = float(angles[-1] - angles[0]) / (count - 1)
    if not step or np.abs(angles - angles[0] - step * np.arange(count)).max() > _EVEN * abs(step):
        raise LoadError("has views that do not go round evenly, which this version does not open")
    turns = abs(step) * count / turn
    whole = 1 if turn == 360 else math.floor(turns + 1e-3)
    if turns > whole + 1e-9 and whole:
        count = min(count, round(whole * turn / abs(step)))
        step = math.copysign(whole * turn / count, step)
    return count, math.radians(float(angles[0])), math.radians(step)


def beyond(views: int, count: int) -> tuple[str, ...]:
    """Return what is to be said where more than a repeated view is left out, in sentences."""
    if views - count < 2:
        return ()
    return (f"{views - count} of {views} views lie beyond whole turns of the scan and are left out.",)


def own(place: Any, name: str) -> Any:
    """Return what an HDF5 file or group holds under a name, with “/” between its parts; None where nothing.

    Only the file itself is read: no link is followed, and no dataset taken whose numbers lie elsewhere.
    """
    import h5py

    for part in name.split("/"):
        if not isinstance(place, h5py.Group) or not isinstance(place.get(part, getlink=True), h5py.HardLink):
            return None
        place = place[part]
    elsewhere = isinstance(place, h5py.Dataset) and (place.external or place.is_virtual)
    return None if elsewhere else place


def positive(value: object, what: str) -> float:
    """Return a number above 0; LoadError with a sentence for anything else."""
    try:
        number = float(np.asarray(value).item())
    except (TypeError, ValueError):
        number = math.nan
    if not 0 < number < 1e9:
        raise LoadError(f"says nothing sensible of its {what}")
    return number


def check_size(views: int, bins: int) -> None:
    """Raise LoadError for a sinogram that is larger than an answer may be."""
    if views * bins > MOST_RAYS:
        raise LoadError(f"has sinograms of {views} × {bins} rays; this version opens up to 16 million")
