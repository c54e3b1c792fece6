"""Views that are mirror images of each other share one part of the interpolation table.

The picture's grid is symmetric under mirroring and transposing, and the spectrum of a real picture
under F(-k) = conj F(k). So every view can be folded to an angle of 0…45°, and the views that meet
there (four for a half turn with views = 4m and half-step start) are interpolated together with one set of
weights: a table a quarter as large, read once for all of them.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass

from ...core.projections import ScanGeometry


@dataclass(frozen=True, order=True)
class Fold:
    """How the rays of a view lie when its angle is folded to 0…45°.

    ``turned``: through the origin (their spectrum is conjugate); then ``below``: the other side of
    the x axis; then ``swapped``: x and y exchanged.
    """

    turned: bool
    below: bool
    swapped: bool


@dataclass(frozen=True)
class Orbits:
    """Folded angles and which view stands where.

    ``slots`` holds one view per (fold, angle), folds outermost; None where no view folds to it.
    """

    angles: tuple[float, ...]
    folds: tuple[Fold, ...]
    slots: tuple[int | None, ...]


def orbits(geometry: ScanGeometry) -> Orbits:
    """Group the views of a scan by their folded angle."""
    groups: defaultdict[int, defaultdict[Fold, list[int]]] = defaultdict(lambda: defaultdict(list))
    folded = [_folded(geometry.start + k * geometry.arc / geometry.views) for k in range(geometry.views)]
    for view, (angle, fold) in enumerate(folded):
        groups[round(angle * 1e9)][fold].append(view)
    folds = tuple(sorted({fold for _, fold in folded}))
    angles: list[float] = []
    columns: list[list[int | None]] = []
    for _, group in sorted(groups.items()):
        for copy in range(max(map(len, group.values()))):
            column = [group[f][copy] if copy < len(group[f]) else None for f in folds]
            angles.append(folded[next(v for v in column if v is not None)][0])
            columns.append(column)
    return Orbits(tuple(angles), folds, tuple(v for row in zip(*columns, strict=True) for v in row))


def _folded(angle: float) -> tuple[float, Fold]:
    x, y = math.cos(angle), math.sin(angle)
    turned = x < 0
    if turned:
        x, y = -x, -y
    below = y < 0
    y = abs(y)
    swapped = y > x
    return math.atan2(min(x, y), max(x, y)), Fold(turned, below, swapped)
