"""What a predictor answers: a file that is not trusted, checked and laid onto the volume's grid."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

from ..core.cancel import check
from ..core.errors import Cancelled, GeometryError, PluginError, StudioError
from ..core.grid import Grid
from ..core.volume import LabelMap
from ..io.array_file import ArrayFile
from ..io.arrays_opening import open_label_map
from ..io.reader import Limits, Readers
from ..io.series_opening import head_of
from ..nets.predictor_card import PredictorCard

Array = npt.NDArray[np.float64]
_LIMITS = Limits(seconds=60.0)
_TOLERANCE = 0.05
"""Of a voxel that a corner of the answer may lie off."""


def read_answer(card: PredictorCard, path: Path, grid: Grid) -> LabelMap:
    """Return the labels in a file on a grid; they may be stored along other axes, but in the same places.

    Raises ``PluginError`` or ``GeometryError`` with a sentence, and ``Cancelled``.
    """
    try:
        found = _read(path)
    except Cancelled:
        raise
    except StudioError as error:
        raise PluginError(f"{card.title} gave an answer that is no label map. {error}") from None
    data = _known(card, _laid(card, found, grid))
    return LabelMap(data, grid, card.labels)


def _read(path: Path) -> LabelMap:
    """Read a label map on its own grid in a reader process."""
    with Readers(_LIMITS, _stopped) as readers:
        head = head_of(readers.one(), path, _stopped)
        if head.array is None:
            raise PluginError(f"“{path.name}” {head.reason or 'is no NIfTI file'}.")
        return open_label_map(readers, ArrayFile(path, head.array))


def _stopped() -> bool:
    try:
        check()
    except Cancelled:
        return True
    return False


def _laid(card: PredictorCard, found: LabelMap, grid: Grid) -> torch.Tensor:
    """Return voxels (z, y, x) in the order of a grid."""
    if sorted(found.grid.shape) != sorted(grid.shape):
        raise GeometryError(
            f"{card.title} answered with {_size(found.grid)} voxels, and the volume has {_size(grid)}; "
            "its command has to keep the grid of what it is given."
        )
    start, steps = _in_voxels(found.grid, grid)
    turn = np.rint(steps)
    order = np.abs(turn).argmax(1)
    shape = tuple(found.grid.shape[axis] for axis in order)
    whole = bool((np.abs(turn).sum(0) == 1).all() and (np.abs(turn).sum(1) == 1).all())
    if not whole or shape != grid.shape or _off(start, steps, turn, grid) > _TOLERANCE:
        raise GeometryError(
            f"{card.title} answered with labels that lie elsewhere than the volume; "
            "its command has to keep spacing and position of what it is given."
        )
    backward = [axis for axis in range(3) if turn[axis, order[axis]] < 0]
    return found.data.permute(*map(int, order)).flip(backward)


def _in_voxels(theirs: Grid, ours: Grid) -> tuple[Array, Array]:
    """Return where our first voxel lies in their voxels (z, y, x), and a step along each of our axes."""
    start = np.array(theirs.index(ours.patient((0, 0, 0))))
    ends = [theirs.index(ours.patient(one)) for one in ((1, 0, 0), (0, 1, 0), (0, 0, 1))]
    return start, np.array(ends) - start


def _off(start: Array, steps: Array, turn: Array, grid: Grid) -> float:
    """Return how many voxels the corners lie off at most, where our axes become theirs by a turn."""
    lengths = np.array(grid.shape) - 1
    first = np.maximum(-(lengths @ turn), 0)  # where an axis runs backward, our first voxel is their last
    corners = np.array(list(product((0, 1), repeat=3))) * lengths
    return float(np.abs(start + corners @ steps - (first + corners @ turn)).max())


def _known(card: PredictorCard, data: torch.Tensor) -> torch.Tensor:
    """Return voxels whose values the card names, others refused or made background."""
    values = torch.tensor([0, *(item.value for item in card.classes)], dtype=data.dtype)
    strange = ~torch.isin(data, values)
    if not bool(strange.any()):
        return data.contiguous()
    if card.others == "background":
        return torch.where(strange, 0, data)
    value = int(data[strange].min())
    raise PluginError(
        f"{card.title} answered with the value {value}, which its card does not name; "
        "add it to “classes”, or set “others” to “background”."
    )


def _size(grid: Grid) -> str:
    return " × ".join(map(str, reversed(grid.shape)))
