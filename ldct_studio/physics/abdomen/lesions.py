"""The lesions of known truth: smooth-edged spheres in the liver."""

from __future__ import annotations

import torch

from ...core.study import Lesion

LESIONS = (
    Lesion("Lesion 1", (-108.0, 12.0, 0.0), 20.0, -30.0),
    Lesion("Lesion 2", (-72.0, -62.0, 0.0), 12.0, -40.0),
    Lesion("Lesion 3", (-104.0, -38.0, 0.0), 8.0, -50.0),
    Lesion("Lesion 4", (-96.0, 34.0, 36.0), 15.0, -20.0),
    Lesion("Lesion 5", (-112.0, -22.0, 26.0), 5.0, -60.0),
    Lesion("Lesion 6", (-62.0, -58.0, 44.0), 10.0, -60.0),
    Lesion("Lesion 7", (-100.0, 4.0, -36.0), 15.0, -40.0),
    Lesion("Lesion 8", (-87.0, -52.0, -40.0), 10.0, -20.0),
)
"""Centers in mm from the middle of the body (x left, y back, z head), diameters in mm, contrasts in HU."""


def distance(lesion: Lesion, z: torch.Tensor, y: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    """Return the distance in mm (z, y, x) to the surface of a lesion, negative inside."""
    cx, cy, cz = lesion.center
    squares = (z - cz)[:, None, None] ** 2 + (y - cy)[:, None] ** 2 + (x - cx) ** 2
    return squares.sqrt() - lesion.diameter / 2


def calm(z: torch.Tensor, y: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    """Return 0 in and around each lesion and 1 elsewhere: texture fades there, so contrasts are exact."""
    out = torch.ones(len(z), len(y), len(x))
    for lesion in LESIONS:
        if lesion.center[2] - 40 < float(z[-1]) and lesion.center[2] + 40 > float(z[0]):
            gap = distance(lesion, z, y, x) - 5
            out = torch.minimum(out, (gap / 6).clamp(0, 1))
    return out


def draw_lesions(hu: torch.Tensor, z: torch.Tensor, y: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    """Add the lesions to ``hu`` (z, y, x) in place; return their labels, 1 for the first, uint8."""
    labels = torch.zeros(hu.shape, dtype=torch.uint8)
    pixel = float(x[1] - x[0])
    for value, lesion in enumerate(LESIONS, 1):
        reach = lesion.diameter / 2 + 2 * pixel
        cx, cy, cz = lesion.center
        part = tuple(_within(axis, middle, reach) for axis, middle in ((z, cz), (y, cy), (x, cx)))
        gap = distance(lesion, z[part[0]], y[part[1]], x[part[2]])
        hu[part] += lesion.contrast * (0.5 - gap / pixel).clamp(0, 1)
        labels[part].masked_fill_(gap <= 0, value)
    return labels


def _within(axis: torch.Tensor, middle: float, reach: float) -> slice:
    ends = torch.searchsorted(axis, torch.tensor([middle - reach, middle + reach])).tolist()
    return slice(ends[0], ends[1])
