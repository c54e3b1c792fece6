"""Sinograms of slices from views of a detector with several rows: single-slice rebinning."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch

from ..core.acquired import Views
from ..core.cancel import interruptible
from ..core.errors import GeometryError
from ..core.projections import Projections


@dataclass(frozen=True, eq=False)
class Rebinned:
    """Sinograms of slices at ``places`` mm along the axis, ``spacing`` apart.

    ``beyond`` is the share of their rays that lie beyond the detector's rows: the nearest row stands in.
    """

    projections: Projections
    places: tuple[float, ...]
    spacing: float
    beyond: float


def rebinned(views: Views) -> Rebinned:
    """Return the sinogram of every slice that a whole turn of the source is centered on.

    Of the rays that leave the source in the direction of a ray within the slice, the one is taken that
    meets the slice closest to the axis, shortened by its tilt (Noo, Defrise and Clackdoyle 1999, Phys. Med.
    Biol. 44, 561). Slices are as far apart as detector rows at the axis. Views go round from the first
    angle on in every slice, so that all have the same rays. Raises ``GeometryError`` where there is no slice.
    """
    fan, spacing = views.fan, views.row_mm * (1.0 if views.parallel else views.fan.radius / views.distance)
    source = torch.tensor(views.places, dtype=torch.float64)
    places = _axial_places(views, source, spacing) if views.axial else _helical_places(views, source, spacing)
    if not places:
        raise GeometryError("The table moved too little for a slice of this helical scan.")
    rows, beyond = [], 0.0
    for place in interruptible(places):
        first = _first_view(views, source, place)
        sino, missed = _slice(views, source[first : first + fan.views] - place, first)
        rows.append(sino)
        beyond += missed / len(places)
    data = torch.stack(rows)
    numbers = tuple(range(len(rows)))
    return Rebinned(Projections(data, fan, numbers, views.water), tuple(places), spacing, beyond)


def _slice(views: Views, height: torch.Tensor, first: int) -> tuple[torch.Tensor, float]:
    """Return the sinogram (views, bins) of a slice ``height`` mm below the source, and the share it lacks."""
    fan, (_, rows, bins) = views.fan, views.data.shape
    part = views.data[first : first + fan.views]
    if views.parallel:
        slope = torch.zeros(fan.views, bins, dtype=torch.float64)
        row = (-height[:, None] / views.row_mm + views.central).expand(-1, bins)
    else:
        near = fan.radius * torch.cos(fan.fan_angles())  # from the source to where the ray passes the axis
        slope = -height[:, None] / near
        far = views.distance / (torch.cos(fan.fan_angles()) if fan.kind == "flat" else 1.0)
        row = slope * far / views.row_mm + views.central
    missed = float(((row < -0.5) | (row > rows - 0.5)).double().mean())
    row = row.clamp(0, rows - 1)
    low = row.floor().clamp_max(max(rows - 2, 0)).long()
    share = (row - low).to(torch.float32)
    below = part.gather(1, low[:, None]).squeeze(1)
    above = part.gather(1, (low + 1).clamp_max(rows - 1)[:, None]).squeeze(1)
    tilt = (1 / (1 + slope**2).sqrt()).to(torch.float32)
    return torch.roll(torch.lerp(below, above, share) * tilt, first % fan.views, 0), missed


def _first_view(views: Views, source: torch.Tensor, place: float) -> int:
    """Return the first view of the turn for a slice: around it, or where the table stood nearest."""
    turn = views.fan.views
    nearest = int((source - place).abs().argmin())
    first = nearest // turn * turn if views.axial else nearest - turn // 2
    return min(max(first, 0), len(source) - turn)


def _helical_places(views: Views, source: torch.Tensor, spacing: float) -> list[float]:
    """Return the places that have half a turn before and behind them."""
    half = views.fan.views // 2
    low, high = sorted((float(source[half]), float(source[len(source) - 1 - (views.fan.views - 1 - half)])))
    count = math.floor((high - low) / spacing + 1e-6) + 1
    return [(low + high) / 2 + (k - (count - 1) / 2) * spacing for k in range(count)]


def _axial_places(views: Views, source: torch.Tensor, spacing: float) -> list[float]:
    """Return the places of the detector rows at the axis, in each turn, each place once."""
    rows = views.data.shape[1]
    found: list[float] = []
    for first in range(0, len(source) - views.fan.views + 1, views.fan.views):
        found += [float(source[first]) + (row - views.central) * spacing for row in range(rows)]
    places: list[float] = []
    for place in sorted(found):
        if not places or place - places[-1] > 0.99 * spacing:
            places.append(place)
    return places
