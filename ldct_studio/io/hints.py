"""Hints in the reader process: what a file's name, its numbers and tables beside it tell of its voxels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import numpy as np

from .formats import without_ending
from .voxels import Voxels

_LABELS = re.compile(r"seg|label|mask|roi|atlas|contour|gtv|ctv|ptv|annot", re.IGNORECASE)
_MOST_LABELS = 130  # TotalSegmentator has 117


def named_as_labels(path: Path) -> bool:
    """Say whether a file is called like a label map."""
    return bool(_LABELS.search(path.name))


def is_label_map(source: Voxels, hinted: bool) -> bool:
    """Say whether the numbers are few small integers; reads only until it is clear that they are not."""
    seen: set[int] = set()
    rows = max(1, (1 << 22) // (source.shape[1] * source.shape[2]))
    for slab in source.slabs(rows):
        if not (slab.min() >= 0 and slab.max() < 2**15):  # also false for NaN
            return False
        whole = slab.astype(np.int32)
        seen.update(np.flatnonzero(np.bincount(whole.ravel())).tolist())
        if len(seen) > _MOST_LABELS or not np.array_equal(whole, slab):
            return False
    return len(seen) >= 2 and (hinted or max(seen) < 256)


def modality_hint(path: Path) -> Literal["", "CT", "MR"]:
    """Read the modality off a file name such as ``CT_image.nii.gz``."""
    words = set(re.split(r"[^a-z0-9]+", path.name.lower()))
    if {"mr", "mri", "t1", "t2", "flair", "t1w", "t2w", "t1c", "t1gd"} & words:
        return "MR"
    return "CT" if {"ct", "cta", "cbct"} & words else ""


def names_beside(path: Path) -> tuple[tuple[int, str], ...]:
    """Return value and name of each label in the ``.csv`` of the same name, or ``labels.csv``, beside it."""
    own = path.with_name(without_ending(path.name) + ".csv")
    tables = [table for table in (own, path.with_name("labels.csv")) if table.is_file()]
    if not tables or tables[0].stat().st_size > 1 << 20:
        return ()
    return tuple(_names(tables[0].read_text("utf-8", errors="replace").splitlines()[:5000]))


def _names(lines: list[str]) -> Iterator[tuple[int, str]]:
    for line in lines:
        value, _, name = line.partition(",")
        if value.strip().isdecimal() and name.strip():
            yield int(value), plain(name)


def plain(text: str) -> str:
    """Return a text of a header as one short printable line."""
    found = text.split("\0")[0][:100]
    return "".join(c if c.isprintable() else " " for c in found).strip().strip('"')
