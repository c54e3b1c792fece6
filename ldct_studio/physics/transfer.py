"""The task transfer function: how much of each frequency the edge of a disc keeps (AAPM TG-233)."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch

from ..core.errors import GeometryError

_BINS = 5
"""Bins of the edge profile per pixel."""
_FEWEST = 3
"""Pixels of each plateau, in radius, without which the contrast is not known."""


@dataclass(frozen=True, eq=False)
class Transfer:
    """A task transfer function: ``value`` (n,) at ``frequency`` (n,) in 1/mm, 1 at zero.

    ``contrast`` in HU is the step that it was measured on: methods that are not linear keep more of a high
    step than of a low one.
    """

    frequency: torch.Tensor
    value: torch.Tensor
    contrast: float

    def falls_to(self, level: float) -> float | None:
        """Return the frequency in 1/mm where the function first falls to ``level``: f50 at 0.5, f10 at 0.1.

        None where it stays above up to the highest frequency.
        """
        below = (self.value <= level).nonzero()[:, 0]
        if not len(below) or int(below[0]) == 0:
            return None
        i = int(below[0])
        (f0, f1), (v0, v1) = self.frequency[i - 1 : i + 1].tolist(), self.value[i - 1 : i + 1].tolist()
        return float(f0 + (v0 - level) / (v0 - v1) * (f1 - f0))

    def at(self, frequency: torch.Tensor) -> torch.Tensor:
        """Return the function at other frequencies in 1/mm, interpolated; 0 above the highest."""
        known = self.frequency
        place = torch.searchsorted(known, frequency.to(known)).clamp(1, len(known) - 1)
        share = (frequency.to(known) - known[place - 1]) / (known[place] - known[place - 1])
        between = self.value[place - 1] + share * (self.value[place] - self.value[place - 1])
        return torch.where(frequency.to(known) <= known[-1], between, torch.zeros_like(between))


def disc_transfer(
    images: torch.Tensor, center: tuple[float, float], radius_mm: float, pixel_mm: float, reach_mm: float
) -> Transfer:
    """Return the TTF from the edge of a disc in pictures (n, y, x) in HU, which are averaged.

    ``center`` (row, column) in pixels is where the disc is about; its centroid within ``reach_mm`` of the
    edge is taken. The edge profile over the distance from it is differentiated and transformed (Richard et
    al. 2012), tapered from half of ``reach_mm`` on to either side, and freed from the blur of its own bins.
    The radius has to be several times the blur: the edge is taken as straight. Raises ``GeometryError``
    where the disc with its surroundings does not lie in the picture or has no contrast.
    """
    mean = images.to(torch.float64).mean(0)
    outer = radius_mm + reach_mm
    if reach_mm < 2 * _FEWEST * pixel_mm or reach_mm > radius_mm:
        raise GeometryError("The edge needs six pixels of its surroundings, and no more than its radius.")
    center = _centroid(mean, center, radius_mm, outer, pixel_mm)
    distance = _distance(mean, center) * pixel_mm
    step = pixel_mm / _BINS
    bins = 2 * round(reach_mm / step)
    place = ((distance - radius_mm) / step + bins / 2).floor().long()
    chosen = (place >= 0) & (place < bins)
    count = torch.bincount(place[chosen], minlength=bins).to(torch.float64)
    total = torch.bincount(place[chosen], mean[chosen], minlength=bins)
    edge = _filled(total / count, count > 0)
    plateau = _FEWEST * _BINS
    contrast = float(edge[:plateau].mean() - edge[-plateau:].mean())
    spread = torch.diff(edge)
    length = 8 * bins
    spectrum = torch.fft.rfft(spread * _tapered(len(spread)), n=length).abs()
    if contrast == 0 or float(spectrum[0]) == 0:
        raise GeometryError("The disc has no contrast to its surroundings.")
    frequency = torch.arange(len(spectrum), dtype=torch.float64) / (length * step)
    value = spectrum / spectrum[0] / torch.sinc(frequency * step) ** 2  # bins, and their differences
    kept = frequency <= 0.5 / pixel_mm * (1 + 1e-9)
    return Transfer(frequency[kept], value[kept], contrast)


def _centroid(
    mean: torch.Tensor, center: tuple[float, float], radius_mm: float, outer: float, pixel_mm: float
) -> tuple[float, float]:
    """Return the centroid (row, column) of what stands out of the surroundings; twice, as it moves."""
    rows, columns = mean.shape
    for _ in range(2):
        margin = outer / pixel_mm
        if min(center) < margin or center[0] > rows - 1 - margin or center[1] > columns - 1 - margin:
            raise GeometryError("The disc and its surroundings do not lie in the picture.")
        distance = _distance(mean, center) * pixel_mm
        around = mean[(distance > (radius_mm + outer) / 2) & (distance <= outer)].mean()
        weight = torch.where(distance <= (radius_mm + outer) / 2, mean - around, torch.zeros_like(mean))
        total = float(weight.sum())
        if total == 0 or not math.isfinite(total):
            raise GeometryError("The disc has no contrast to its surroundings.")
        y, x = torch.arange(rows, dtype=torch.float64), torch.arange(columns, dtype=torch.float64)
        center = float((weight.sum(1) * y).sum()) / total, float((weight.sum(0) * x).sum()) / total
    return center


def _tapered(length: int) -> torch.Tensor:
    """Return a window that is 1 in its inner half, and falls to 0 along a cosine outside."""
    place = torch.linspace(-1, 1, length + 2, dtype=torch.float64)[1:-1].abs()
    return 0.5 * (1 + torch.cos(math.pi * (2 * place - 1).clamp_min(0)))


def _distance(picture: torch.Tensor, center: tuple[float, float]) -> torch.Tensor:
    y = torch.arange(picture.shape[0], dtype=torch.float64)[:, None] - center[0]
    x = torch.arange(picture.shape[1], dtype=torch.float64)[None, :] - center[1]
    return torch.hypot(y, x)


def _filled(values: torch.Tensor, known: torch.Tensor) -> torch.Tensor:
    """Return a profile whose empty bins are interpolated between their neighbors."""
    at = known.nonzero()[:, 0].to(torch.float64)
    wanted = torch.arange(len(values), dtype=torch.float64)
    place = torch.searchsorted(at, wanted).clamp(1, len(at) - 1)
    share = ((wanted - at[place - 1]) / (at[place] - at[place - 1])).clamp(0, 1)
    held = values[known]
    return held[place - 1] + share * (held[place] - held[place - 1])
