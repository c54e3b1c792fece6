"""Shading: how much two scans of a head differ by the sensitivity of their coils rather than by uptake."""

from __future__ import annotations

import torch

from .subtraction import Subtraction

_QUIET = 2.0
"""Local SDs within which a difference is no enhancement."""
_MOST = 200_000
"""Voxels that are looked at."""
_TIMES = 3.0
"""A drift of so many SDs of the noise of a scan is told."""
_ENDS = (0.02, 0.98)


def drift(pair: Subtraction, spacing: tuple[float, float, float]) -> float:
    """Return by how much the difference of a pair drifts across the brain, over the 95 % quantile.

    A plane is laid through the voxels that do not enhance, by least squares; the drift is its range from 2 to
    98 %. ``spacing`` is that of the voxels (z, y, x) in mm.
    """
    quiet = pair.mask & (pair.normalized.abs() < _QUIET)
    places, values = torch.nonzero(quiet), pair.difference[quiet].double()
    every = max(1, len(values) // _MOST)
    places = places[::every].double() * torch.tensor(spacing, dtype=torch.float64)
    plane = torch.cat((torch.ones(len(places), 1, dtype=torch.float64), places - places.mean(0)), 1)
    fitted = plane @ torch.linalg.lstsq(plane, values[::every, None]).solution[:, 0]
    low, high = fitted.quantile(torch.tensor(_ENDS, dtype=torch.float64)).tolist()
    return float(high - low)


def shading_warning(pair: Subtraction, spacing: tuple[float, float, float]) -> str:
    """Return a sentence where a drift exceeds the noise, else ''."""
    found = drift(pair, spacing)
    if found <= _TIMES * pair.noise:
        return ""
    return (
        f"The scans before and after contrast are shaded differently: their difference drifts by {found:.2f} "
        "across the brain, so an uptake (CE) below that says nothing."
    )
