"""Which patients are learned from, which are looked at meanwhile, and which are kept for the end."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from ..core.errors import StudioError


@dataclass(frozen=True)
class Split:
    """Patients in three parts; no patient is in two of them."""

    train: tuple[str, ...]
    validation: tuple[str, ...]
    test: tuple[str, ...]

    def __post_init__(self) -> None:
        check_split(self.train, self.validation, self.test)


def split(
    patients: Iterable[str], fractions: tuple[float, float, float] = (0.8, 0.1, 0.1), seed: int = 0
) -> Split:
    """Deal patients to train, validation and test.

    Where a patient goes depends on its name and the seed alone, so that more patients leave those that are
    there where they are; the parts have their size on average. Raises StudioError where fractions do not add
    up to 1, a name comes twice, or a part that should have patients has none.
    """
    names = sorted(patients)
    if min(fractions) < 0 or abs(sum(fractions) - 1) > 1e-6:
        raise StudioError("The three fractions of a split are not negative and add up to 1.")
    check_split(names)
    parts: tuple[list[str], list[str], list[str]] = ([], [], [])
    for name in names:
        place = _place(name, seed)
        parts[0 if place < fractions[0] else 1 if place < fractions[0] + fractions[1] else 2].append(name)
    if any(share > 0 and not part for share, part in zip(fractions, parts, strict=True)):
        raise StudioError("One part of the split got no patient; use more patients or another seed.")
    return Split(*(tuple(part) for part in parts))


def check_split(*parts: Iterable[str]) -> None:
    """Raise StudioError where a patient is in two parts, or twice in one."""
    names = [name for part in parts for name in part]
    if len(set(names)) < len(names):
        raise StudioError("A patient is in the split twice; what is tested would have been learned.")


def _place(name: str, seed: int) -> float:
    """Return a number from 0 up to 1 that looks random."""
    digest = hashlib.sha256(f"{seed}:{name}".encode()).digest()
    return int.from_bytes(digest[:7], "big") / 256**7
