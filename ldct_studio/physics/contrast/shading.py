"""Shading: how unevenly coils see one of two scans of a head against the other (bias field)."""

from __future__ import annotations

import torch

from .subtraction import Subtraction

_TIMES, _ROUNDS = 2.0, 8
"""What lies so many robust SDs off the plane is uptake or a vessel; how often that is left out."""
_ROBUST = 1.4826
_MOST = 200_000
"""Voxels that are looked at."""
_TOLD = 3.0
"""A drift of so many SDs of the noise of a scan is told."""
_ENDS = (0.02, 0.98)


def drift(pair: Subtraction, spacing: tuple[float, float, float]) -> float:
    """Return by how much the difference of a pair drifts from one end of the brain to the other.

    In units of the 95 % quantile: the range, from 2 to 98 % of the voxels, of the plane that least squares
    lay through those which do not enhance. ``spacing`` is that of the voxels (z, y, x) in mm.
    """
    places, values = torch.nonzero(pair.mask), pair.difference[pair.mask].double()
    every = max(1, len(values) // _MOST)
    places, values = places[::every].double() * torch.tensor(spacing, dtype=torch.float64), values[::every]
    basis = torch.cat((torch.ones(len(places), 1, dtype=torch.float64), places - places.mean(0)), 1)
    kept = torch.ones(len(values), dtype=torch.bool)
    for _ in range(_ROUNDS):
        fitted = basis @ torch.linalg.lstsq(basis[kept], values[kept, None]).solution[:, 0]
        off = (values - fitted).abs()
        kept = off <= _TIMES * _ROBUST * off.median()
    low, high = fitted.quantile(torch.tensor(_ENDS, dtype=torch.float64)).tolist()
    return float(high - low)


def shading_warning(pair: Subtraction, spacing: tuple[float, float, float]) -> str:
    """Return a sentence where a drift exceeds the noise, else ''."""
    found = drift(pair, spacing)
    if found <= _TOLD * pair.noise:
        return ""
    return (
        "The coils saw the scans before and after contrast unlike: without uptake their difference drifts by "
        f"{found:.2f} of the 95 % quantile across the brain, so trust no uptake (CE) below half of that."
    )
