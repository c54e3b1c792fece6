"""Reconstruction and line integrals for fan beams: full turns, short scans, arc and flat detectors."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import torch

from ..core.dose import Apodization
from ..core.projections import FanGeometry, ScanGeometry
from .fbp import fbp
from .gridding.cache import Place, Tensors, tables
from .interpolation import SMOOTH, TAPS, matrix, taps
from .merging import falls_short, merging
from .projector import backproject, project
from .rebinning import Rebinning, to_fan, to_parallel

_RAM_LAK = Apodization()


def fan_fbp(
    sino: torch.Tensor,
    geometry: FanGeometry,
    size: int,
    pixel_mm: float,
    apodization: Apodization = _RAM_LAK,
    *,
    limited: bool = False,
) -> torch.Tensor:
    """Return attenuation (n, size, size) in 1/m of line integrals of a fan (n, views, bins).

    The rays are rebinned to parallel ones, then filtered and back-projected (`fbp`); the window is in
    fractions of the Nyquist frequency at the rotation center, twice as high where opposite channels
    interleave (a full turn, offset of a quarter channel). Differentiable; float64 in, float64 out. Raises
    ``GeometryError`` where the rays do not fit or a short scan is too short; with ``limited``, rays that one
    lacks are taken for 0 instead.
    """
    rebinning = merging(geometry, limited and falls_short(geometry))
    return fbp(to_parallel(sino, rebinning), rebinning.parallel, size, pixel_mm, apodization)


def in_rays(apodization: Apodization, geometry: FanGeometry, pixel_mm: float) -> Apodization:
    """Return a window for `fan_fbp` whose cut-off was a fraction of the picture's Nyquist frequency.

    Rays may be finer than pixels, and interleaved ones are; pictures of both are then comparable.
    """
    return replace(
        apodization,
        cutoff=apodization.cutoff * merging(geometry, falls_short(geometry)).parallel.pitch / pixel_mm,
    )


def fan_project(image: torch.Tensor, geometry: FanGeometry, pixel_mm: float) -> torch.Tensor:
    """Return line integrals along a fan (n, views, bins), dimensionless, of pictures (n, N, N) in 1/m.

    Thin rays of the picture's band-limited form: `project` at half a pixel, then interpolated; unlike there,
    a coarse detector does not smooth. Differentiable; float64 in, float64 out. Raises ``GeometryError`` where
    the picture is not square.
    """
    rays = _sampled(geometry, image.shape[-1], pixel_mm)
    return to_fan(project(image, rays.parallel, pixel_mm), rays)


def fan_backproject(sino: torch.Tensor, geometry: FanGeometry, size: int, pixel_mm: float) -> torch.Tensor:
    """Return the exact transpose of `fan_project`, (n, size, size) in m, of rays (n, views, bins)."""
    rays = _sampled(geometry, size, pixel_mm)
    return backproject(to_parallel(sino, rays), rays.parallel, size, pixel_mm)


@dataclass(frozen=True)
class Sampled(Rebinning):
    """Fan rays taken from parallel rays dense enough for a ``size``² picture."""

    size: int
    pixel: float

    @cached_property
    def circle(self) -> int:
        """Views enough for the corners of the picture, a multiple of the fan's where that can be."""
        enough = 4.5 * self.size
        whole = self.whole
        if whole is None:
            return 8 * math.ceil(max(enough, 3 * math.pi / self.step) / 8)
        even = whole if whole % 2 == 0 else 2 * whole
        return even * math.ceil(enough / even)

    @cached_property
    def parallel(self) -> ScanGeometry:
        """Rays half a pixel apart as far as the fan or the picture reaches."""
        views, pitch = self.circle // 2, self.pixel / 2
        reach = min(self.fan.radius * math.sin(self.fan.half_fan), self.size * self.pixel / math.sqrt(2))
        bins = 2 * (math.ceil(reach / pitch) + TAPS)
        start, arc = (self.direction * angle for angle in (math.pi / views / 2, math.pi))
        return ScanGeometry(views, bins, pitch, start, arc)

    def weights(self, place: Place) -> None:
        """Return None: every ray counts."""

    def views(self, place: Place) -> Tensors | None:
        """Return the interpolation from the circle, transposed."""
        if self.fan.full and self.circle == self.fan.views:
            return None
        return tables.get(("views", self, place), lambda: self._views(place))

    def channels(self, place: Place) -> Tensors:
        """Return the interpolation from parallel bins to both sides of every channel, transposed."""
        return tables.get(("sampled", self, place), lambda: self._channels(place))

    def _views(self, place: Place) -> Tensors:
        view = torch.arange(self.fan.views)
        near, weight = taps(view * (self.step * self.circle / (2 * math.pi)), SMOOTH)
        shape = (self.circle, self.fan.views)
        return matrix(near % self.circle, view[:, None].expand_as(near), weight, shape, place)

    def _channels(self, place: Place) -> Tensors:
        parallel = self.parallel
        _, s = self.fan.rays()
        near = torch.stack((s, -s), 1) / parallel.pitch + (parallel.bins - 1) / 2
        bins, weight = taps(near.flatten(), SMOOTH)
        inside = (bins >= 0) & (bins < parallel.bins)
        source = torch.arange(len(bins))[:, None].expand_as(bins)
        shape = (parallel.bins, 2 * self.fan.bins)
        return matrix(torch.where(inside, bins, 0), source, torch.where(inside, weight, 0.0), shape, place)


@lru_cache(maxsize=64)
def _sampled(fan: FanGeometry, size: int, pixel: float) -> Sampled:
    return Sampled(fan, size, pixel)
