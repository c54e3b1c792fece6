"""Contour filling: closed contours in one plane to pixels, in plain numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ..core.errors import LoadError

Mask = npt.NDArray[np.bool_]
Ring = npt.NDArray[np.float64]
"""Points (n, 2) of a closed contour: (row, column), whole numbers being the centers of pixels."""

_MOST_CROSSINGS = 1 << 24


def filled(rings: Sequence[Ring], shape: tuple[int, int]) -> Mask:
    """Return the pixels whose centers an odd number of contours enclose, so that a ring within is a hole.

    A row counts from one end of an edge up to but not including the other, and a pixel whose center lies on
    an edge belongs to what is right of it: areas side by side share no pixel and leave out none. Raises
    LoadError where contours are far more ragged than pixels can show.
    """
    rows, columns = shape
    start = np.concatenate(rings)
    end = np.concatenate([np.roll(ring, -1, axis=0) for ring in rings])
    low = np.clip(np.ceil(np.minimum(start[:, 0], end[:, 0])), 0, rows).astype(np.int64)
    high = np.clip(np.ceil(np.maximum(start[:, 0], end[:, 0])), 0, rows).astype(np.int64)
    spans = high - low
    if int(spans.sum()) > _MOST_CROSSINGS:
        raise LoadError("has contours that cross a slice more than 16 million times")
    edge = np.repeat(np.arange(len(start)), spans)
    row = np.arange(len(edge)) - np.repeat(np.cumsum(spans) - spans, spans) + low[edge]
    (r0, c0), (r1, c1) = start[edge].T, end[edge].T
    crossing = c0 + (row - r0) * (c1 - c0) / (r1 - r0)
    first = np.clip(np.ceil(crossing), 0, columns).astype(np.int64)
    toggled = np.bincount(row * (columns + 1) + first, minlength=rows * (columns + 1))
    inside: Mask = toggled.reshape(rows, columns + 1)[:, :columns].cumsum(axis=1) % 2 == 1
    return inside
