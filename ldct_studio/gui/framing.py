"""The view that a case opens with: the body fills the pane, not the air around it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from .scene import Scene

_TISSUE = -300.0
"""HU; above it is body, not air or lung."""
_STEP = 4
"""Pixels averaged on each axis: thin table tops and clothes vanish."""
_ROOM = 1.06
_LARGEST = 2.0
"""Largest zoom; a small object keeps some air around it."""


def body_framed(scene: Scene, width: float, height: float) -> Scene:
    """Return the scene zoomed to the body in its slice, for panes of ``width`` × ``height`` px.

    Arms and table may fall outside. Scans before and after contrast are zoomed to the brain; other volumes
    that are not in HU, and slices without a body, stay whole.
    """
    source, partner = scene.source, scene.study.partner if scene.study else None
    if source is None or (source.unit != "HU" and partner is None):
        return scene
    if partner is not None:
        box = _box(partner.brain.any(0).cpu().numpy())
    else:
        box = body_box(source.data[scene.row].cpu().numpy())
    if box is None:
        return scene
    top, bottom, left, right = box
    _, tall, wide = source.grid.spacing
    _, rows, columns = source.grid.shape
    whole = min(width / (columns * wide), height / (rows * tall))
    body = min(width / ((right - left) * wide), height / ((bottom - top) * tall)) / _ROOM
    zoom = min(max(body / whole, 1.0), _LARGEST)
    middle = ((top + bottom - 1) / 2, (left + right - 1) / 2)
    center = source.grid.patient((scene.row, *middle))
    return replace(scene, view=replace(scene.view, zoom=zoom, center=center))


def _box(mask: npt.NDArray[np.bool_]) -> tuple[int, int, int, int] | None:
    """Return (top, bottom, left, right) of what a mask (y, x) holds."""
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    if rows.size == 0:
        return None
    return int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1


def body_box(image: npt.NDArray[np.float32]) -> tuple[int, int, int, int] | None:
    """Return (top, bottom, left, right) in pixels of the largest connected body; None where there is none."""
    rows, columns = (length // _STEP * _STEP for length in image.shape)
    if not rows or not columns:
        return None
    blocks = image[:rows, :columns].reshape(rows // _STEP, _STEP, columns // _STEP, _STEP).mean((1, 3))
    parts, count = ndimage.label(blocks > _TISSUE)
    if count == 0:
        return None
    largest = 1 + int(np.argmax(np.bincount(parts.ravel())[1:]))
    down, across = ndimage.find_objects(parts)[largest - 1]
    return _STEP * down.start, _STEP * down.stop, _STEP * across.start, _STEP * across.stop
