"""Acquired: measured projections as they were read, before there is a picture of them."""

from __future__ import annotations

from dataclasses import dataclass

import torch

from .dose import Scan
from .errors import GeometryError
from .projections import FanGeometry, Projections
from .study import Facts


@dataclass(frozen=True, eq=False)
class Views:
    """Views of a detector with several rows, (view, detector row, channel), float32, line integrals.

    ``fan`` holds the rays of one turn in the plane of the source; view k is at its angle k, turn after turn.
    ``places`` are where the source stands along the axis, in mm. Detector rows are ``row_mm`` apart on the
    detector, ``distance`` mm from the source, and ``central`` is the one that looks at right angles to the
    axis. ``axial``: the table stood still during each turn. ``parallel``: rays do not diverge along the axis.
    """

    data: torch.Tensor
    fan: FanGeometry
    places: tuple[float, ...]
    distance: float
    row_mm: float
    central: float
    axial: bool
    parallel: bool = False
    water: float | None = None

    def __post_init__(self) -> None:
        if self.data.ndim != 3 or self.data.shape[2] != self.fan.bins or len(self.data) != len(self.places):
            raise GeometryError("The views of the scan do not fit its rays.")
        if not self.fan.full or len(self.places) < self.fan.views:
            raise GeometryError(
                f"The scan has {len(self.places)} views, and a slice needs one turn, {self.fan.views}."
            )
        if not (self.distance > 0 and self.row_mm > 0):
            raise GeometryError("A detector with rows needs a distance and a row width above 0.")


@dataclass(frozen=True, eq=False)
class Acquired:
    """One measured scan: its rays, what is known of them, and what is not.

    ``centered`` is whether the file says where the rotation center falls, ``sized`` whether it says how wide
    a channel is; where not, the center is to be found, and lengths are in channels.
    """

    name: str
    rays: Projections | Views
    scan: Scan
    facts: Facts
    slice_mm: float = 1.0
    centered: bool = True
    sized: bool = True
    field_mm: float | None = None
    """Side of the picture, where the file names one."""
    pixels: int | None = None
