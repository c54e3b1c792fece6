"""Between the rays of a fan and parallel rays, by linear maps with exact transposes.

Ray (β, γ) of a fan is the parallel ray t = β + γ, s = R sin γ. The views are put on a full circle, every
channel is turned by its γ with a Fourier transform along β, which is exact, and the channels are interpolated
to even distances. Rays of opposite directions are one: a half turn of parallel views holds both.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

import torch

from ..core.errors import GeometryError
from ..core.projections import FanGeometry, ScanGeometry
from .gridding.cache import Place, Tensors, tables
from .interpolation import multiplied

CHANNELS = 128
"""Channels whose spectra are made at a time, so that they fit into a cache."""


@dataclass(frozen=True)
class Rebinning(ABC):
    """How the rays of a fan and a half turn of parallel rays correspond; see `Merging` and `Sampled`."""

    fan: FanGeometry

    @property
    @abstractmethod
    def circle(self) -> int:
        """Views on a full circle, from the fan's first view on, that stand between fan and parallel."""

    @property
    @abstractmethod
    def parallel(self) -> ScanGeometry:
        """The half turn of parallel rays."""

    @abstractmethod
    def weights(self, place: Place) -> torch.Tensor | None:
        """Return a factor of every ray of the fan, (views, bins), or None for 1."""

    @abstractmethod
    def views(self, place: Place) -> Tensors | None:
        """Return the matrix (circle, fan views), or None where these are the same."""

    @abstractmethod
    def channels(self, place: Place) -> Tensors:
        """Return the matrix (parallel bins, channels x 2): a channel seen at t, then at t + π."""

    @property
    def direction(self) -> int:
        """1 where the source goes round counterclockwise, else -1."""
        return 1 if self.fan.arc > 0 else -1

    @property
    def step(self) -> float:
        """Distance of two fan views in radians."""
        return abs(self.fan.arc) / self.fan.views

    @property
    def whole(self) -> int | None:
        """Views that would make a full circle, where that is a whole number."""
        count = 2 * math.pi / self.step
        return round(count) if abs(count - round(count)) < 1e-6 * count else None

    def turn(self, place: Place) -> Tensors:
        """Return what turns the spectrum of every channel along β by its γ, and back: (bins, m), complex.

        1/circle included.
        """
        return tables.get(("turn", self, place), lambda: self._turn(place))

    def _turn(self, place: Place) -> Tensors:
        m = torch.arange(self.circle // 2 + 1, dtype=torch.float64)
        angle = self.direction * (self.parallel.start - self.fan.start - self.fan.fan_angles())
        turns = torch.frac(angle[:, None] / (2 * math.pi) * m)
        factor = torch.polar(torch.ones_like(turns) / self.circle, 2 * math.pi * turns)
        there, back = factor, factor.conj().clone()
        if self.circle % 2 == 0 and self.circle < 2 * self.parallel.views:
            # The circle holds its last frequency once, a finer circle twice.
            there[:, -1] /= 2
        kind = place.dtype.to_complex()
        return there.to(kind).to(place.device), back.to(kind).to(place.device)


def to_parallel(rays: torch.Tensor, rebinning: Rebinning) -> torch.Tensor:
    """Return parallel rays (n, views, bins) of fan rays (n, views, bins); differentiable.

    Float64 in, float64 out; everything else is worked on as float32.
    """
    _check(rays, rebinning.fan)
    return _apply(_ToParallel, rays, rebinning)


def to_fan(rays: torch.Tensor, rebinning: Rebinning) -> torch.Tensor:
    """Return fan rays (n, views, bins) of parallel rays (n, views, bins): the transpose of `to_parallel`."""
    _check(rays, rebinning.parallel)
    return _apply(_ToFan, rays, rebinning)


class _ToParallel(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, rays: torch.Tensor, rebinning: Rebinning) -> torch.Tensor:
        ctx.rebinning = rebinning
        return torch.stack([_merged(fan, rebinning) for fan in rays])

    @staticmethod
    def backward(ctx: Any, *gradients: torch.Tensor) -> tuple[torch.Tensor, None]:
        return _apply(_ToFan, gradients[0], ctx.rebinning), None


class _ToFan(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, rays: torch.Tensor, rebinning: Rebinning) -> torch.Tensor:
        ctx.rebinning = rebinning
        return torch.stack([_fanned(parallel, rebinning) for parallel in rays])

    @staticmethod
    def backward(ctx: Any, *gradients: torch.Tensor) -> tuple[torch.Tensor, None]:
        return _apply(_ToParallel, gradients[0], ctx.rebinning), None


def _apply(function: type[torch.autograd.Function], rays: torch.Tensor, rebinning: Rebinning) -> torch.Tensor:
    result: torch.Tensor = function.apply(rays.to(Place.of(rays).dtype), rebinning)  # type: ignore[no-untyped-call]
    return result


def _merged(rays: torch.Tensor, rebinning: Rebinning) -> torch.Tensor:
    """Return parallel rays (views, bins) of fan rays (views, bins)."""
    place, parallel = Place.of(rays), rebinning.parallel
    weights, views = rebinning.weights(place), rebinning.views(place)
    rays = rays if weights is None else rays * weights
    rays = rays if views is None else multiplied(views, rays.contiguous())
    there, _ = rebinning.turn(place)
    turned = rays.new_empty(rays.shape[1], 2 * parallel.views)
    for block in _blocks(len(turned)):
        spectra = torch.fft.rfft(rays[:, block].T.contiguous()).mul_(there[block])
        turned[block] = torch.fft.irfft(spectra, n=2 * parallel.views, norm="forward")
    return multiplied(rebinning.channels(place), turned.view(-1, parallel.views)).T.contiguous()


def _fanned(rays: torch.Tensor, rebinning: Rebinning) -> torch.Tensor:
    """Return fan rays (views, bins) of parallel rays (views, bins)."""
    place, circle, count = Place.of(rays), rebinning.circle, rebinning.circle // 2 + 1
    weights, views = rebinning.weights(place), rebinning.views(place)
    turned = multiplied(rebinning.channels(place), rays.T.contiguous(), transposed=True)
    turned = turned.view(rebinning.fan.bins, 2 * rebinning.parallel.views)
    _, back = rebinning.turn(place)
    fan = rays.new_empty(circle, len(turned))
    for block in _blocks(len(turned)):
        spectra = torch.fft.rfft(turned[block])[:, :count] * back[block]
        fan[:, block] = torch.fft.irfft(spectra, n=circle, norm="forward").T
    fan = fan if views is None else multiplied(views, fan, transposed=True)
    return fan if weights is None else fan * weights


def _blocks(channels: int) -> list[slice]:
    return [slice(first, first + CHANNELS) for first in range(0, channels, CHANNELS)]


def _check(rays: torch.Tensor, geometry: FanGeometry | ScanGeometry) -> None:
    if rays.ndim != 3 or tuple(rays.shape[1:]) != (geometry.views, geometry.bins):
        raise GeometryError(
            f"The rays {tuple(rays.shape)} do not fit (n, {geometry.views}, {geometry.bins})."
        )
