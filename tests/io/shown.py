"""What the reader process would give for a file, without the process."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations, product
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ldct_studio.core.grid import Grid
from ldct_studio.io.array_file import ArrayFile, placement_of
from ldct_studio.io.found import ArrayHeader
from ldct_studio.io.voxels import Source

Array = npt.NDArray[Any]
Read = Callable[[Path], tuple[ArrayHeader, Source]]
ORIENTATIONS = list(product(permutations(range(3)), product((1, -1), repeat=3)))


def shown(read: Read, path: Path, volume: int = 0) -> tuple[Array, Grid]:
    """Return the voxels (z, y, x) and the grid of a volume of a file."""
    header, source = read(path)
    placement = placement_of(ArrayFile(path, header), None)
    data = np.empty(placement.grid.shape, np.float32)
    rows = list(source.slabs(4, volume * header.shape[0]))
    placement.in_file_order(data)[...] = np.concatenate(rows)
    return data, placement.grid


def mutants(content: bytes, header: int, count: int, seed: int) -> list[bytes]:
    """Return copies of a file with a few bytes of its header changed, and cuts of it."""
    generator = np.random.default_rng(seed)
    found = [content[:cut] for cut in generator.integers(0, len(content), count // 4)]
    while len(found) < count:
        changed = np.frombuffer(content, np.uint8).copy()
        at = generator.integers(0, header, 3)
        changed[at] = generator.choice(np.frombuffer(b"0123456789-.eE \n=:()nNa%/\0\xff", np.uint8), 3)
        found.append(changed.tobytes())
    return found
