"""Mutants: good files cut short or with bits flipped, the same ones for the same seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from . import samples
from .hostile import Named


def truncated(count: int, seed: int) -> Iterator[Named]:
    """Return slices cut at random places, in five transfer syntaxes in turn."""
    generator = np.random.default_rng(seed)
    for number in range(count):
        kind = samples.TRUNCATED[number % len(samples.TRUNCATED)]
        whole = samples.dicom(kind)
        yield f"{number} {kind}.dcm", whole[: generator.integers(1, len(whole))]


def flipped(count: int, seed: int) -> Iterator[Named]:
    """Return slices with one to eight bits flipped, half of them in the header, in seven encodings."""
    generator = np.random.default_rng(seed)
    kinds = (*samples.SYNTAXES, "jpeg-lossless")
    for number in range(count):
        kind = kinds[number % len(kinds)]
        whole = samples.jpeg_lossless() if kind == "jpeg-lossless" else samples.dicom(kind)
        end = whole.index(b"\xe0\x7f\x10\x00") if number % 2 and b"\xe0\x7f\x10\x00" in whole else len(whole)
        yield f"{number} {kind}.dcm", _flip(whole, 128, end, generator)


@dataclass(frozen=True)
class HeaderFormat:
    """A format of arrays: its ending, a good file, and how many of its first bytes are the header."""

    ending: str
    sample: Callable[[], bytes]
    header: int


HEADERS = (HeaderFormat(".nii", samples.nifti, 352),)
"""The formats whose headers are mutated, in turn."""


def headers(count: int, seed: int) -> Iterator[Named]:
    """Return array files with one to eight bits of the header flipped."""
    generator = np.random.default_rng(seed)
    for number in range(count):
        format_ = HEADERS[number % len(HEADERS)]
        yield f"{number}{format_.ending}", _flip(format_.sample(), 0, format_.header, generator)


def _flip(whole: bytes, start: int, end: int, generator: np.random.Generator) -> bytes:
    changed = np.frombuffer(whole, np.uint8).copy()
    for place in generator.integers(start, end, generator.integers(1, 9)):
        changed[place] ^= 1 << generator.integers(8)
    return changed.tobytes()
