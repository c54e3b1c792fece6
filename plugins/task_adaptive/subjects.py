"""Whom methods are measured on: patients that no model learned from, at the pixel size of the models."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

import torch

from ldct_studio.api import Lits, PluginError, Slices, TotalSegmentator, Volumes, interruptible

from .examples import Examples, Pool, classes_of_structures, draw_pool
from .scans import EACH, digest_of, pool_of, some

HELD_BACK_FROM = 1_000_000
"""The number of the first synthetic patient that no recipe learns from."""
_LABELED = (Lits, TotalSegmentator, Volumes)
"""Layouts of folders with labels, the special ones first: any folder looks like plain volumes."""


class Subjects(Protocol):
    """Patients to measure on."""

    def __len__(self) -> int:
        """Return how many there are."""

    def pool(self, number: int) -> Pool:
        """Return the slices of one of them."""

    def refuse(self, learned: Set[str]) -> None:
        """Raise ``PluginError`` where models learned from them; ``learned`` are SHA-256 of files."""


@dataclass(frozen=True)
class Phantoms:
    """Synthetic patients, one slice each."""

    config: Examples
    count: int

    def __len__(self) -> int:
        return self.count

    def pool(self, number: int) -> Pool:
        """Draw one."""
        return draw_pool(self.config, (HELD_BACK_FROM + number,))

    def refuse(self, learned: Set[str]) -> None:
        """Say nothing: files are of others."""


@dataclass(frozen=True)
class Scans:
    """Labeled scans in a folder: of each at most 32 slices that show liver or tumor, evenly spaced."""

    config: Examples
    folder: Path

    def __len__(self) -> int:
        return len(self._names)

    def pool(self, number: int) -> Pool:
        """Read one, and bring it to the pixel size that the models were trained at."""
        return _pool(self._source.slices(self._names[number]), self.config)

    def refuse(self, learned: Set[str]) -> None:
        """Raise ``PluginError`` where one of the scans was learned from.

        Other files do not count: collections have the same license, and masks without anything are alike.
        """
        shared = len(self._digests & learned) if learned else 0
        if shared:
            raise PluginError(
                f"The models learned from {shared} of the files in {self.folder}; choose other patients."
            )

    @cached_property
    def _digests(self) -> frozenset[str]:
        return frozenset(digest_of(path) for path in interruptible(self._source.pictures()))

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return self._source.patients()

    @cached_property
    def _source(self) -> Lits | TotalSegmentator | Volumes:
        for layout in _LABELED:
            source = layout(self.folder)
            if source.patients():
                return source
        raise PluginError(f"There are no scans with labels in {self.folder}; choose another folder.")


def _pool(slices: Slices, config: Examples) -> Pool:
    if slices.organs is None:
        raise PluginError("A scan in this folder has no labels of liver and tumors; leave it out.")
    lesions = slices.lesions if slices.lesions is not None else torch.zeros_like(slices.organs)
    classes = classes_of_structures(slices.organs, lesions, config.anatomy)
    shown = classes.flatten(1).any(1).nonzero()[:, 0]
    return pool_of(slices, some(shown, EACH), config, resampled=True)
