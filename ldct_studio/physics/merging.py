"""Every fan ray used for reconstruction: the parallel rays that filtered back-projection wants."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property, lru_cache

import torch

from ..core.errors import GeometryError
from ..core.projections import FanGeometry, ScanGeometry
from .gridding.cache import Place, Tensors, tables
from .interpolation import matrix, taps
from .rebinning import Rebinning

Entries = tuple[torch.Tensor, torch.Tensor, torch.Tensor]
"""Parallel bins, channels x 2 and weights, (m,) each."""


@dataclass(frozen=True)
class Merging(Rebinning):
    """The mean of a ray and its opposite, weighted after Parker (1982) in a short scan.

    Where opposite channels interleave (offset of a quarter channel, full turn) the parallel rays are twice
    as dense instead; where only one side is measured, it counts alone. A ``limited`` scan may be too short:
    rays that it did not measure from any side are 0.
    """

    limited: bool = False

    def __post_init__(self) -> None:
        fan = self.fan
        if not fan.full and abs(fan.arc) > 2 * math.pi:
            raise GeometryError("Filtered back-projection needs the views of a full turn to go round evenly.")
        if falls_short(fan) and not self.limited:
            raise GeometryError(
                f"A short scan must turn by half a turn and the fan angle, {math.pi + 2 * fan.half_fan:.3f} "
                f"radians, not {abs(fan.arc):.3f}."
            )

    @cached_property
    def circle(self) -> int:
        """Views on a full circle; those of the fan itself where they go round evenly."""
        return self.whole or 8 * math.ceil(2 * math.pi / self.step / 8)

    @cached_property
    def parallel(self) -> ScanGeometry:
        """The rays whose views share their weights on the grid, and that reach as far as the fan."""
        views = 4 * math.ceil(self.circle / 8)
        pitch = self.fan.spacing / (2 if self.interleaved else 1)
        reach = self.fan.radius * math.sin(self.fan.half_fan) / pitch
        even = self.interleaved or self.fan.bins % 2 == 0
        bins = 2 * math.floor(reach + 0.5) if even else 2 * math.floor(reach) + 1
        start, arc = (self.direction * angle for angle in (math.pi / views / 2, math.pi))
        return ScanGeometry(views, bins, pitch, start, arc)

    @property
    def interleaved(self) -> bool:
        """Whether opposite channels lie halfway between each other."""
        return self.fan.full and abs((4 * self.fan.center) % 2 - 1) < 1e-6

    def weights(self, place: Place) -> torch.Tensor | None:
        """Return Parker's weights, (views, bins), in a short scan; `shares` in a shorter one."""
        if self.fan.full:
            return None
        weights = shares if self.limited else parker
        return tables.get(("parker", self, place), lambda: (_put(weights(self.fan), place),))[0]

    def views(self, place: Place) -> Tensors | None:
        """Return the interpolation of a short scan to the circle, 0 outside the scan."""
        if self.fan.full:
            return None
        return tables.get(("views", self, place), lambda: self._views(place))

    def channels(self, place: Place) -> Tensors:
        """Return the interpolation of both sides to even distances."""
        return tables.get(("merged", self, place), lambda: self._channels(place))

    def _views(self, place: Place) -> Tensors:
        target = torch.arange(self.circle)
        beta = target * (2 * math.pi / self.circle)
        near = torch.where(beta > (abs(self.fan.arc) + 2 * math.pi) / 2, beta - 2 * math.pi, beta)
        view, weight = taps(near / self.step)
        measured = (view >= 0) & (view < self.fan.views)
        weight = torch.where(measured, weight, 0.0)
        shape = (self.circle, self.fan.views)
        return matrix(target[:, None].expand_as(view), view, weight, shape, place)

    def _channels(self, place: Place) -> Tensors:
        fan, parallel = self.fan, self.parallel
        _, s = parallel.rays()
        away = fan.channels(s) - fan.center
        alternating, complete = self._interleaved(away)
        apart = self._averaged(away)
        use = complete[:, None] if self.interleaved else torch.zeros(len(s), 1, dtype=torch.bool)
        weight = torch.cat((torch.where(use, alternating[1], 0.0), torch.where(use, 0.0, apart[1])), 1)
        source = torch.cat((alternating[0], apart[0]), 1)
        target = torch.arange(len(s))[:, None].expand_as(source)
        return matrix(target, source, weight, (parallel.bins, 2 * fan.bins), place)

    def _averaged(self, away: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Return sources and weights (parallel bins, 16) of each side interpolated on its own."""
        place = torch.stack((self.fan.center + away, self.fan.center - away), 1)
        channel, weight = taps(place)
        measured = (channel >= 0) & (channel < self.fan.bins)
        side = torch.tensor([0, 1])[:, None]
        source = torch.where(measured, 2 * channel + side, 0)
        weight = torch.where(measured, weight, 0.0)
        if self.fan.full:
            seen = measured.all(2).double()
            both = seen.sum(1, keepdim=True)
            weight = weight * torch.where(both > 0, seen / both.clamp_min(1), 0.5)[:, :, None]
        return source.flatten(1), weight.flatten(1)

    def _interleaved(self, away: torch.Tensor) -> tuple[tuple[torch.Tensor, torch.Tensor], torch.Tensor]:
        """Return sources and weights (parallel bins, 8) of both sides together, and which are complete.

        Channels of the near side lie at (n - center), those of the opposite one at (center - n): all half
        channels that are odd quarters.
        """
        half, weight = taps(2 * away - 0.5)
        near, opposite = (half + 0.5) / 2 + self.fan.center, self.fan.center - (half + 0.5) / 2
        ours = (near - near.round()).abs() < 1e-3
        channel = torch.where(ours, near, opposite).round().long()
        measured = (channel >= 0) & (channel < self.fan.bins)
        source = torch.where(measured, 2 * channel + torch.where(ours, 0, 1), 0)
        return (source, weight), measured.all(1)


@lru_cache(maxsize=64)
def merging(fan: FanGeometry, limited: bool = False) -> Merging:
    """Return the merging of a scan; equal scans give the same object."""
    return Merging(fan, limited)


def falls_short(fan: FanGeometry) -> bool:
    """Say whether some rays are measured from no side: less than half a turn and the fan angle."""
    return not fan.full and abs(fan.arc) < math.pi + 2 * fan.half_fan - 1e-6


def parker(fan: FanGeometry) -> torch.Tensor:
    """Return the weights of a short scan, (views, bins), float64; a ray and its opposite have the sum 1.

    Parker (1982, eq. 12) with the fan angle that the arc would suffice for (Silver 2000), views at the
    middle of their steps.
    """
    arc = abs(fan.arc)
    beta = (torch.arange(fan.views, dtype=torch.float64)[:, None] + 0.5) * (arc / fan.views)
    gamma = fan.fan_angles() * math.copysign(1, fan.arc)
    spare = (arc - math.pi) / 2
    rise = torch.sin(math.pi / 4 * beta / (spare - gamma).clamp_min(1e-9)) ** 2
    fall = torch.sin(math.pi / 4 * (arc - beta) / (spare + gamma).clamp_min(1e-9)) ** 2
    weight = torch.where(beta < 2 * (spare - gamma), rise, 1.0)
    return torch.where(beta > math.pi - 2 * gamma, fall, weight)


def shares(fan: FanGeometry) -> torch.Tensor:
    """Return the weights of a scan of any arc, (views, bins), float64; a ray and its opposite have the sum 1.

    c(β)/(c(β) + c(β')) with β' the view that measures the opposite ray (Noo et al. 2002), c rising over a
    tenth of the arc at both ends. A ray that is measured from one side alone has 1.
    """
    arc, way = abs(fan.arc), math.copysign(1, fan.arc)
    beta = (torch.arange(fan.views, dtype=torch.float64)[:, None] + 0.5) * (arc / fan.views)
    apart = math.pi + 2 * way * fan.fan_angles()
    own = _rise(beta, arc)
    other = _rise(torch.remainder(beta + apart, 2 * math.pi), arc)
    back = _rise(torch.remainder(beta - (2 * math.pi - apart), 2 * math.pi), arc)
    return own / (own + torch.maximum(other, back))


def _rise(beta: torch.Tensor, arc: float) -> torch.Tensor:
    """Return c(β): 0 outside 0…arc, 1 well inside."""
    edge = torch.minimum(beta, arc - beta) / (0.1 * arc)
    return torch.sin(math.pi / 2 * edge.clamp(0, 1)) ** 2


def _put(table: torch.Tensor, place: Place) -> torch.Tensor:
    return table.to(place.dtype).to(place.device)
