"""Where the rotation center of a parallel scan falls, from its line integrals alone."""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch

from ..core.cancel import interruptible
from ..core.errors import GeometryError
from ..core.projections import Geometry, ScanGeometry

_COARSE = 160
"""Bins that the first search is made with, over several of the detector's."""
_REACH = 0.25
"""The center is looked for within so much of the detector's width around its middle."""
_ROWS = 20
"""Lowest frequencies along the views, over which the wedge is too thin to tell anything."""


def can_be_found(geometry: Geometry) -> bool:
    """Say whether views and their mirror images close a turn: parallel rays over half a turn."""
    return isinstance(geometry, ScanGeometry) and abs(abs(geometry.arc) - math.pi) < 1e-3


def rotation_center(sino: torch.Tensor, geometry: ScanGeometry) -> float:
    """Return the bin, a real number, on which the rotation center of line integrals (views, bins) falls.

    Views and their mirror images about the center are a full turn, whose spectrum vanishes outside a double
    wedge; about a wrong one it does not (Vo et al. 2014, Opt. Express 22, 19078). Raises ``GeometryError``
    for rays that are not parallel over half a turn.
    """
    if not can_be_found(geometry):
        raise GeometryError(
            "The rotation center can be found in parallel scans over half a turn; type it for others."
        )
    sino = sino.to("cpu", torch.float32)
    bins = sino.shape[1]
    merged = max(1, bins // _COARSE)
    rough = torch.nn.functional.avg_pool1d(sino[None], merged)[0]
    reach = round(2 * _REACH * rough.shape[1])
    middle = (rough.shape[1] - 1) / 2
    middle = _best(rough, [middle + k / 2 for k in range(-reach, reach + 1)])
    middle = merged * middle + (merged - 1) / 2
    for step, count in ((1.0, 2 * merged), (0.25, 5), (0.05, 6)):
        middle = _best(sino, [middle + step * k for k in range(-count, count + 1)])
    return middle


def _best(sino: torch.Tensor, places: Sequence[float]) -> float:
    """Return the place about which the completed scan leaks least."""
    outside = _outside(*sino.shape)
    mirrored = torch.fft.rfft(sino.flip(1), n=2 * sino.shape[1])
    costs = [_leaked(sino, mirrored, place, outside) for place in interruptible(places)]
    return places[min(range(len(places)), key=costs.__getitem__)]


def _leaked(sino: torch.Tensor, mirrored: torch.Tensor, center: float, outside: torch.Tensor) -> float:
    """Return the mean spectrum outside the wedge of a scan that is completed about a center.

    The bins that only one half sees are of the other half in both, so that it does not matter what is there.
    """
    bins = sino.shape[1]
    shift = 2 * center - (bins - 1)  # of the mirror image, to the right
    turns = torch.fft.rfftfreq(2 * bins, dtype=torch.float64) * shift
    phase = torch.polar(torch.ones_like(turns), -2 * math.pi * turns).to(torch.complex64)
    other = torch.fft.irfft(mirrored * phase, n=2 * bins)[:, :bins]
    place = torch.arange(bins)
    seen = (place >= shift) & (place <= bins - 1 + shift)
    whole = torch.cat((sino, torch.where(seen, other, sino)))
    return float(torch.fft.rfft2(whole).abs()[outside].mean())


def _outside(views: int, bins: int) -> torch.Tensor:
    """Return True outside the double wedge of a full turn of ``2·views`` views, (2·views, bins//2 + 1).

    An object within ``bins``/2 of the center has no frequency m along the views beyond π·bins times that
    along the bins; half of that radius is taken, as objects rarely fill the detector.
    """
    m = torch.fft.fftfreq(2 * views, 1 / (2 * views), dtype=torch.float64).abs()[:, None]
    f = torch.fft.rfftfreq(bins, dtype=torch.float64)[None]
    outside: torch.Tensor = (m > math.pi * bins / 2 * f) & (m > min(_ROWS, views / 4))
    return outside
