"""Real scans to learn from: pools of their slices, and which files they were."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from torch.nn.functional import interpolate, pad

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
)

from .examples import CLASSES, LESION, Examples, Layout, Pool, classes_of_structures, structures_of

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
"""Patients from which on scans do alone: one in ten is held back then."""
_SMALLEST = 32
"""Pixels that no side of a scan has less of, once it is resampled."""


def read_scans(config: Examples, labeled: bool) -> tuple[list[Pool], list[Pool]]:
    """Return a pool per patient to learn from, and those held back; nothing where no scan is learned from.

    Some are held back where there is nothing but scans; else progress is measured on phantoms. Raises
    ``PluginError`` where labels are needed and some are missing, where patients are too few or not known, so
    that none can be held back, or where lesions are wanted and no scan shows one.
    """
    if not config.scans:
        return [], []
    source = LAYOUTS[config.layout](config.data.expanduser())
    learned, held = source.patients(), tuple[str, ...]()
    if not learned:
        raise PluginError(f"There are no scans of this layout in {config.data}; choose another folder.")
    if config.share == 1:
        if isinstance(source, Lodopab) and not source.table.is_file():
            raise PluginError(
                f"Without “{source.table.name}” nobody knows which slices of LoDoPaB-CT are of one patient; "
                "put that table beside them, or lower their share."
            )
        if len(learned) < FEW:
            raise PluginError(f"{len(learned)} scans are too few to learn from alone; lower their share.")
        held = _held_back(learned)
        learned = tuple(name for name in learned if name not in held)
    found = _pools(config, source, learned, labeled)
    if config.lesions:
        found = [pool for pool in found if pool.shows_lesions]
        if not found:
            raise PluginError("None of these scans has a labeled lesion; learn without “lesions”.")
    return found, _pools(config.model_copy(update={"lesions": False}), source, held, labeled)


def _held_back(patients: Sequence[str]) -> tuple[str, ...]:
    """Return a tenth of some patients, one at least: those whose names have the smallest hashes."""
    by_hash = sorted(patients, key=lambda name: hashlib.sha256(name.encode()).digest())
    return tuple(sorted(by_hash[: max(1, len(patients) // 10)]))


def training_files(config: Examples) -> tuple[TrainingFile, ...]:
    """Return the files in the folder of scans, at any depth, with their SHA-256, for the card."""
    if not config.scans:
        return ()
    folder = config.data.expanduser()
    found = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return tuple(
        TrainingFile(name=str(path.relative_to(folder)), sha256=digest_of(path))
        for path in interruptible(found)
    )


def some(rows: torch.Tensor, count: int) -> torch.Tensor:
    """Return so many of some rows (n,), evenly spaced, or all where there are fewer."""
    return rows[torch.linspace(0, len(rows) - 1, min(len(rows), count)).round().long()]


def pool_of(slices: Slices, rows: torch.Tensor, config: Examples, resampled: bool) -> Pool:
    """Return some slices of a scan as squares; ``resampled`` to the pixel size of the phantoms."""
    side = max(*slices.hu.shape[1:], config.patch)
    size = side
    if resampled:
        smallest = max(_SMALLEST, config.patch) * config.pixel_mm
        side = max(side, math.ceil(smallest / slices.pixel_mm))
        size = round(side * slices.pixel_mm / config.pixel_mm)

    def picture(hu: torch.Tensor) -> torch.Tensor:
        squares = _squares(hu[rows], side, AIR)
        if size == side:
            return squares
        return interpolate(squares[:, None], size, mode="area" if size < side else "bilinear")[:, 0]

    labels = torch.zeros(len(rows), side, side, dtype=torch.uint8)
    if slices.organs is not None:
        organs = slices.organs[rows]
        lesions = torch.zeros_like(organs) if slices.lesions is None else slices.lesions[rows]
        labels = _squares(classes_of_structures(organs, lesions, config.anatomy), side, 0)
    labels = interpolate(labels[:, None], size, mode="nearest-exact")[:, 0]
    low = None if slices.low is None else picture(slices.low)
    return Pool(picture(slices.hu), labels, side * slices.pixel_mm / size, scanned=True, low=low)


def _squares(stack: torch.Tensor, side: int, value: float) -> torch.Tensor:
    height, width = stack.shape[1:]
    return pad(stack, (0, side - width, 0, side - height), value=value)


def _pools(config: Examples, source: Source, patients: Sequence[str], labeled: bool) -> list[Pool]:
    return [_pool(config, source.slices(name), labeled) for name in interruptible(patients)]


def _pool(config: Examples, slices: Slices, labeled: bool) -> Pool:
    """Return a scan to learn from: at its own pixel size where pictures alone are learned from in patches."""
    if labeled and (missing := _missing(config, slices)):
        raise PluginError(
            f"These scans have no labels of {', '.join(missing)}, and the task needs them; "
            "leave the scans out or choose another anatomy."
        )
    rows = torch.arange(len(slices.hu))
    if config.lesions:
        shown = torch.zeros(1) if slices.lesions is None else (slices.lesions == 1).flatten(1).any(1)
        rows = shown.nonzero()[:, 0]
    return pool_of(slices, some(rows, EACH), config, resampled=labeled or not config.patch)


def _missing(config: Examples, slices: Slices) -> list[str]:
    """Return the names of the classes that a scan does not label."""
    known = {LESION} if slices.lesions is not None else set()
    for structure, number in structures_of(config.anatomy).items():
        if slices.organs is not None and (slices.structures is None or structure in slices.structures):
            known.add(number)
    names = enumerate(CLASSES[config.anatomy], 1)
    return [name.lower() for number, (name, _) in names if number not in known]


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
