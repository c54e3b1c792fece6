"""Real scans to learn from: pools of their slices, and which files they were."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from torch.nn.functional import pad

from ldct_studio.api import (
    FullAndQuarter,
    Lits,
    Lodopab,
    PluginError,
    Slices,
    Source,
    TotalSegmentator,
    TrainingFile,
    Volumes,
    interruptible,
    split,
)

from .examples import Examples, Layout, Pool, classes_of_structures

LAYOUTS: dict[Layout, Callable[[Path], Source]] = {
    "volumes": Volumes,
    "lits": Lits,
    "totalsegmentator": TotalSegmentator,
    "full-and-quarter": FullAndQuarter,
    "lodopab": lambda folder: Lodopab(folder, "train"),
}
EACH = 32
"""Slices of a patient at most, evenly spaced: neighbors are alike, and all must fit into memory."""
AIR = -1000.0
FEW = 10
"""Patients from which on one in ten is held back; of fewer all are learned from, beside phantoms."""


def read_scans(config: Examples, labeled: bool) -> tuple[list[Pool], list[Pool]]:
    """Return a pool per patient to learn from, and those held back; nothing where no folder is chosen.

    Raises ``PluginError`` where labels are needed and there are none, or nothing is left to measure on.
    """
    if config.data == Path():
        return [], []
    source = LAYOUTS[config.layout](config.data.expanduser())
    names = source.patients()
    if not names:
        raise PluginError(f"There are no scans of this layout in {config.data}; choose another folder.")
    if len(names) < FEW:
        if config.share == 1:
            raise PluginError(f"{len(names)} scans are too few to learn from alone; lower their share.")
        learned, held = names, ()
    else:
        parts = split(names, (0.9, 0.1, 0.0))
        learned, held = parts.train, parts.validation
    return _pools(config, source, learned, labeled), _pools(config, source, held, labeled)


def training_files(config: Examples) -> tuple[TrainingFile, ...]:
    """Return the files in the folder of scans with their SHA-256, for the card."""
    if config.data == Path():
        return ()
    folder = config.data.expanduser()
    found = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return tuple(
        TrainingFile(name=str(path.relative_to(folder)), sha256=_digest(path))
        for path in interruptible(found)
    )


def _pools(config: Examples, source: Source, patients: Sequence[str], labeled: bool) -> list[Pool]:
    return [_pool(config, source.slices(name), labeled) for name in interruptible(patients)]


def _pool(config: Examples, slices: Slices, labeled: bool) -> Pool:
    if labeled and slices.organs is None:
        raise PluginError("These scans have no labels, and the task needs them; leave the scans out.")
    count = len(slices.hu)
    rows = torch.linspace(0, count - 1, min(count, EACH)).round().long()
    height, width = slices.hu.shape[1:]
    side = max(height, width, config.patch)
    edges = (0, side - width, 0, side - height)
    hu = pad(slices.hu[rows], edges, value=AIR)
    labels = torch.zeros_like(hu, dtype=torch.uint8)
    if slices.organs is not None:
        lesions = slices.lesions if slices.lesions is not None else torch.zeros_like(slices.organs)
        classes = classes_of_structures(slices.organs[rows], lesions[rows], config.anatomy)
        labels = pad(classes, edges)
    low = None if slices.low is None else pad(slices.low[rows], edges, value=AIR)
    return Pool(hu, labels, slices.pixel_mm, scanned=True, low=low)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
