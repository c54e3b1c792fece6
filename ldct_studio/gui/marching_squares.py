"""Outlines of masks: marching squares, and the same without the stairs of pixels."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

_WIDTH = 7
"""Crossings that each point of an outline is averaged over, twice."""

# Marching squares with the inside on the left: for the four corners of a cell (upper left 8, upper
# right 4, lower right 2, lower left 1) the segments as (from, to) of the cell's sides, which are
# 0 top, 1 right, 2 bottom, 3 left. Saddles are cut apart.
_SEGMENTS: tuple[tuple[tuple[int, int], ...], ...] = (
    (),
    ((3, 2),),
    ((2, 1),),
    ((3, 1),),
    ((1, 0),),
    ((3, 2), (1, 0)),
    ((2, 0),),
    ((3, 0),),
    ((0, 3),),
    ((0, 2),),
    ((0, 3), (2, 1)),
    ((0, 1),),
    ((1, 3),),
    ((1, 2),),
    ((2, 3),),
    (),
)


def outlines(mask: npt.NDArray[np.bool_]) -> list[npt.NDArray[np.float64]]:
    """Return the closed outlines (n, 2) of a mask ``(y, x)`` in pixel positions (column, row).

    Marching squares at one half (Lorensen and Cline 1987, in the plane): points lie halfway between
    a pixel inside and one outside. Holes run the other way round.
    """
    rows, columns = np.nonzero(mask.any(axis=1))[0], np.nonzero(mask.any(axis=0))[0]
    if rows.size == 0:
        return []
    top, left = rows[0], columns[0]
    inside = np.pad(mask[top : rows[-1] + 1, left : columns[-1] + 1], 1)
    follow = _followers(inside)
    width = 2 * inside.shape[1]
    shift = np.array([left - 1, top - 1])
    return [_points(loop, width) + shift for loop in _loops(follow)]


def smoothed(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return a closed outline (n, 2) without the stairs of its pixels; no point moves by over one pixel."""
    if len(points) < 2 * _WIDTH:
        return points
    step = _averaged(_averaged(points)) - points
    length = np.linalg.norm(step, axis=1, keepdims=True)
    return np.asarray(points + step / np.maximum(length, 1.0))


def _averaged(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the mean of every point of a closed outline and its neighbors."""
    half = _WIDTH // 2
    sums = np.cumsum(np.concatenate([np.zeros((1, 2)), points[-half:], points, points[:half]]), axis=0)
    return np.asarray((sums[_WIDTH:] - sums[:-_WIDTH]) / _WIDTH)


def _followers(inside: npt.NDArray[np.bool_]) -> dict[int, int]:
    """Return for every crossing the one that follows it; a crossing is its doubled position in a number."""
    code = inside.astype(np.uint8)
    cells = 8 * code[:-1, :-1] + 4 * code[:-1, 1:] + 2 * code[1:, 1:] + code[1:, :-1]
    width = 2 * inside.shape[1]
    sides = np.array([1, width + 2, 2 * width + 1, width])
    follow: dict[int, int] = {}
    for number, segments in enumerate(_SEGMENTS):
        if not segments:
            continue
        rows, columns = np.nonzero(cells == number)
        base = 2 * rows * width + 2 * columns
        for start, end in segments:
            follow.update(zip((base + sides[start]).tolist(), (base + sides[end]).tolist(), strict=True))
    return follow


def _loops(follow: dict[int, int]) -> list[list[int]]:
    loops = []
    while follow:
        start, place = follow.popitem()
        loop = [start]
        while place != start:
            loop.append(place)
            place = follow.pop(place)
        loops.append(loop)
    return loops


def _points(loop: list[int], width: int) -> npt.NDArray[np.float64]:
    row, column = np.divmod(np.asarray(loop), width)
    return np.stack([column, row], axis=1) / 2
