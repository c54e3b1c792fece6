"""Projections, ScanGeometry and FanGeometry: line integrals and the rays they belong to."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Literal, Self

import torch

from .errors import GeometryError


@dataclass(frozen=True)
class ScanGeometry:
    """Parallel rays: views at ``start + k·arc/views`` radians, bins ``pitch`` mm apart.

    View angle t measures s = x cos t + y sin t with x to the right and y up in the picture; bin n
    has s = (n - (bins - 1)/2)·pitch - offset, offset being where the rotation center falls, in mm.
    """

    views: int
    bins: int
    pitch: float
    start: float = 0.0
    arc: float = math.pi
    offset: float = 0.0

    def __post_init__(self) -> None:
        if self.views < 1 or self.bins < 2 or not self.pitch > 0:
            raise GeometryError("A scan needs views, at least two bins and a positive bin pitch.")

    @classmethod
    def covering(cls, size: int, pixel: float, views: int = 1000) -> Self:
        """Return the rays that cover a ``size``² picture to its corners, one bin per pixel.

        The number of bins follows LoDoPaB (ODL): 2⌈size/√2⌉ + 1.
        """
        return cls(views, 2 * math.ceil(size / math.sqrt(2)) + 1, pixel, start=math.pi / views / 2)

    @property
    def center(self) -> float:
        """Bin, as a real number, on which the rotation center falls."""
        return (self.bins - 1) / 2 + self.offset / self.pitch

    def centered(self, center: float) -> Self:
        """Return the rays with the rotation center on another bin, a real number."""
        return replace(self, offset=(center - (self.bins - 1) / 2) * self.pitch)

    def rays(self) -> tuple[torch.Tensor, torch.Tensor]:
        """Return view angles t (views, 1) in radians and distances s (bins,) in mm, float64."""
        s = (torch.arange(self.bins, dtype=torch.float64) - (self.bins - 1) / 2) * self.pitch - self.offset
        return _angles(self.start, self.arc, self.views), s


Detector = Literal["arc", "flat"]


@dataclass(frozen=True)
class FanGeometry:
    """Rays from a source ``radius`` mm off the rotation center: views at ``start + k·arc/views`` radians.

    Channel n has (n - (bins - 1)/2 - offset)·pitch: for an "arc" the fan angle γ in radians, for a "flat"
    detector radius·tan γ, in mm on the line through the rotation center. ``offset`` in channels is where the
    rotation center falls; a quarter lets opposite views interleave. The ray (view β, γ) is the parallel ray
    t = β + γ, s = radius·sin γ of `ScanGeometry`; the source stands at radius·(-sin β, cos β). An ``arc``
    below a full turn is a short scan, a negative one turns clockwise. One that is longer by less than a step
    holds views that do not go round evenly, as a subset of those of a full turn does.
    """

    views: int
    bins: int
    pitch: float
    radius: float
    kind: Detector = "arc"
    start: float = 0.0
    arc: float = 2 * math.pi
    offset: float = 0.0

    def __post_init__(self) -> None:
        if self.views < 2 or self.bins < 2 or not self.pitch > 0 or not self.radius > 0:
            raise GeometryError("A fan needs two views, two channels, and a positive pitch and radius.")
        if not 0 < abs(self.arc) * (self.views - 1) < 2 * math.pi * (self.views - 1e-6):
            raise GeometryError(f"A fan turns by more than 0 and at most one turn, not {self.arc} radians.")
        if self.kind == "arc" and self.half_fan >= math.pi / 2:
            raise GeometryError("The outer channels of this fan look away from the rotation center.")

    @property
    def full(self) -> bool:
        """Whether the views go round once, so that every ray is measured from both sides."""
        return abs(abs(self.arc) - 2 * math.pi) < 1e-6

    @property
    def center(self) -> float:
        """Channel, as a real number, on which the rotation center falls."""
        return (self.bins - 1) / 2 + self.offset

    def centered(self, center: float) -> Self:
        """Return the rays with the rotation center on another channel, a real number."""
        return replace(self, offset=center - (self.bins - 1) / 2)

    @property
    def spacing(self) -> float:
        """Distance of neighboring rays at the rotation center, in mm."""
        return self.pitch * self.radius if self.kind == "arc" else self.pitch

    @property
    def half_fan(self) -> float:
        """Largest fan angle, in radians."""
        edge = (self.bins - 1) / 2 * self.pitch + abs(self.offset) * self.pitch
        return edge if self.kind == "arc" else math.atan(edge / self.radius)

    def fan_angles(self) -> torch.Tensor:
        """Return γ of every channel, (bins,), float64, in radians."""
        place = (torch.arange(self.bins, dtype=torch.float64) - self.center) * self.pitch
        return place if self.kind == "arc" else torch.atan(place / self.radius)

    def rays(self) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the rays as parallel ones: t (views, bins) in radians and s (bins,) in mm, float64."""
        gamma = self.fan_angles()
        return _angles(self.start, self.arc, self.views) + gamma, self.radius * torch.sin(gamma)

    def channels(self, distance: torch.Tensor) -> torch.Tensor:
        """Return the channel, as a real number, of rays at a signed distance s in mm; any shape, float64.

        Distances must stay below the radius.
        """
        angle = torch.asin(distance / self.radius)
        place = angle if self.kind == "arc" else self.radius * torch.tan(angle)
        return place / self.pitch + self.center

    @classmethod
    def covering(
        cls, size: int, pixel: float, views: int = 1000, radius: float = 540.0, kind: Detector = "arc"
    ) -> Self:
        """Return a fan that covers a ``size``² picture to its corners, rays a pixel apart at the center.

        ``radius`` is that of XCIST's scanner. Raises ``GeometryError`` where the picture is too large for it.
        """
        corner = (size / 2 + 2) * pixel * math.sqrt(2)
        if corner >= 0.95 * radius:
            raise GeometryError(
                f"A picture of {size * pixel:.0f} mm does not fit into a fan from {radius:.0f} mm; "
                "choose parallel rays."
            )
        angle = math.asin(corner / radius)
        half, pitch = (angle, pixel / radius) if kind == "arc" else (radius * math.tan(angle), pixel)
        return cls(views, 2 * math.ceil(half / pitch) + 1, pitch, radius, kind)


Geometry = ScanGeometry | FanGeometry
"""The rays of a scan."""


def _angles(start: float, arc: float, views: int) -> torch.Tensor:
    return (start + torch.arange(views, dtype=torch.float64) * arc / views)[:, None]


@dataclass(frozen=True, eq=False)
class Projections:
    """Physical line integrals ``(row, view, bin)``, float32, dimensionless (never divided by μ_max).

    ``rows`` are the slice numbers of the scan, so that noise is a function of (seed, slice, ray). ``water``
    is the attenuation in 1/m that is 0 HU in their pictures; None where nobody calibrated it, and pictures
    are in 1/cm.
    """

    data: torch.Tensor
    geometry: Geometry
    rows: tuple[int, ...]
    water: float | None = 20.0

    def __post_init__(self) -> None:
        expected = (len(self.rows), self.geometry.views, self.geometry.bins)
        if tuple(self.data.shape) != expected:
            raise GeometryError(f"Projections {tuple(self.data.shape)} do not fit the rays {expected}.")

    def made(self, data: torch.Tensor) -> Self:
        """Return other line integrals along the same rays."""
        return replace(self, data=data)

    def part(self, rows: tuple[int, ...]) -> Self:
        """Return the line integrals of neighboring rows of this stack, sharing memory."""
        first = self.rows.index(rows[0])
        return replace(self, data=self.data[first : first + len(rows)], rows=rows)

    def sinogram(self, row: int) -> torch.Tensor:
        """Return the sinogram ``(view, bin)`` of one row of this stack."""
        return self.data[row]
