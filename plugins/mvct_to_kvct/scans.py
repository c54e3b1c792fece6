"""What is learned from: unpaired slices of MVCT and of planning CT, and pairs that nobody learns from."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import torch
from torch.nn.functional import interpolate, pad

from ldct_studio.api import (
    NECK_LABELS,
    Field,
    PluginError,
    Slices,
    Source,
    TrainingFile,
    Volumes,
    body,
    draw_neck,
    interruptible,
    neck,
    split,
)

from .losses import HIGH, LOW
from .mvct import Beams, displaced, mvct, planning_ct

MVCT, PLANNING = "mvct", "planning"
"""Folders of the user's scans; MVCT is simulated where there is none."""
HELD, TESTED = 900_000, 1_000_000
"""Numbers of the first synthetic patients on whom progress is measured, and who are tested on."""
AIR = -1000.0
Part = Literal["train", "validation", "test"]
_FRACTIONS = (0.75, 0.0, 0.25)
_HELD_PATIENTS = 4


class Scans(Beams):
    """Which patients are learned from, and at which size."""

    slices: int = Field(
        128, ge=2, le=100_000, title="Slices", description="Of MVCT, and as many of planning CT, unpaired."
    )
    each: int = Field(8, ge=1, le=512, title="Slices of a patient", description="At most, of either kind.")
    first: int = Field(0, ge=0, le=800_000, title="First patient", description="Of the synthetic ones.")
    size: int = Field(64, ge=32, le=1024, title="Matrix", json_schema_extra={"unit": "px"})
    field_of_view: float = Field(
        256.0, ge=100, le=700, title="Field of view", json_schema_extra={"unit": "mm"}
    )
    data: Path = Field(
        Path(),
        title="Scans",
        description="A folder with folders mvct and planning, a file or folder per patient in either; "
        "without mvct it is simulated. Empty for synthetic heads and necks.",
    )

    @property
    def pixel_mm(self) -> float:
        """The side of a pixel in mm."""
        return self.field_of_view / self.size

    @property
    def synthetic(self) -> bool:
        """Whether MVCT is simulated, so that its truth is known."""
        return self.data == Path() or not (self.data.expanduser() / MVCT).is_dir()


@dataclass(frozen=True)
class Unpaired:
    """Slices of both kinds in HU, clipped, (n, N, N) each; none shows what another one does."""

    mv: torch.Tensor
    kv: torch.Tensor


@dataclass(frozen=True)
class Pairs:
    """MVCT of one patient and what planning CT shows at the same places, HU (n, N, N), clipped."""

    mv: torch.Tensor
    truth: torch.Tensor | None
    """Without noise; None where nobody knows."""
    labels: torch.Tensor | None
    """Values of ``NECK_LABELS``, uint8."""
    planning: torch.Tensor | None
    """The truth with a planning CT's noise."""


@dataclass(frozen=True)
class Necks:
    """Synthetic heads and necks as a source."""

    count: int
    first: int
    size: int
    each: int
    field_of_view: float

    def patients(self) -> tuple[str, ...]:
        """Return the numbers as names."""
        return tuple(f"neck {number:07d}" for number in range(self.first, self.first + self.count))

    def slices(self, patient: str) -> Slices:
        """Draw one patient."""
        drawn = draw_neck(neck(int(patient.split()[1])), self.size, self.each, self.field_of_view)
        return Slices(drawn.hu, drawn.pixel_mm, drawn.organs)


def learned(config: Scans) -> tuple[Unpaired, list[Pairs]]:
    """Return the slices that are learned from, and pairs of patients on whom progress is measured.

    They are kept, as the networks of a set learn from the same ones.
    """
    return _kept(Scans.model_validate({name: getattr(config, name) for name in Scans.model_fields}))


@lru_cache(maxsize=4)
def _kept(config: Scans) -> tuple[Unpaired, list[Pairs]]:
    return unpaired(config), list(pairs(config, "validation", _HELD_PATIENTS))


def unpaired(config: Scans) -> Unpaired:
    """Return the slices that are learned from.

    Raises ``PluginError`` where the folders hold too few.
    """
    if not config.synthetic:
        folder = config.data.expanduser()
        mv, kv = (
            _gathered(config, (_evenly(_fitted(s, config).hu, config.each) for s in _read(config, kind)))
            for kind in (folder / MVCT, folder / PLANNING)
        )
        return Unpaired(mv, kv)
    both = [_both(config, slices, name) for name, slices in _sources(config, "train")]
    return Unpaired(*(_gathered(config, iter(part)) for part in zip(*both, strict=True)))


def pairs(config: Scans, part: Part, count: int) -> Iterator[Pairs]:
    """Yield pairs of patients of a part, of synthetic ones so many; MVCT alone where no truth is known."""
    if not config.synthetic:
        for slices in _read(config, config.data.expanduser() / MVCT, part):
            yield Pairs(_clipped(_evenly(_fitted(slices, config).hu, config.each)), None, None, None)
        return
    for name, slices in _sources(config, part, count):
        yield paired(config, _fitted(slices, config), name)


def planning_of(config: Scans, subjects: Sequence[Pairs]) -> list[torch.Tensor]:
    """Return planning CT of test patients with its noise, (n, N, N) each; nothing where there is none.

    Of the user's scans it shows other places than the MVCT.
    """
    if config.synthetic:
        return [one.planning for one in subjects if one.planning is not None]
    folder = config.data.expanduser() / PLANNING
    return [_clipped(_evenly(_fitted(s, config).hu, config.each)) for s in _read(config, folder, "test")]


def paired(config: Scans, slices: Slices, name: str) -> Pairs:
    """Return a patient as both scans show them at the same places, displaced as on another day."""
    chance, rows = chance_of(name), _rows(len(slices.hu), config.each)
    hu = displaced(slices.hu[rows], config.pixel_mm, config, chance)
    mv = mvct(hu, config.pixel_mm, config, chance)
    truth = planning_ct(hu, config.pixel_mm, config, chance, noise=0.0)
    labels = None if slices.organs is None else _labels_of(slices.organs[rows], config, name)
    return Pairs(
        _clipped(mv), _clipped(truth), labels, _clipped(planning_ct(hu, config.pixel_mm, config, chance))
    )


def _labels_of(organs: torch.Tensor, config: Scans, name: str) -> torch.Tensor:
    """Return labels displaced as their slices were, uint8: each label's share is moved, the largest wins."""
    best, found = torch.full(organs.shape, 0.5), torch.zeros_like(organs)
    for label in NECK_LABELS:
        share = displaced(1000.0 * (organs == label.value) - 1000, config.pixel_mm, config, chance_of(name))
        share = share / 1000 + 1
        found[share > best] = label.value
        best = torch.maximum(best, share)
    return found


def chance_of(name: str) -> torch.Generator:
    """Return chance that depends on a patient's name alone."""
    digest = hashlib.blake2b(name.encode(), digest_size=8).digest()
    return torch.Generator().manual_seed(int.from_bytes(digest, "little") >> 1)


def files_of(config: Scans) -> tuple[TrainingFile, ...]:
    """Return the files that were learned from, with their SHA-256, for the card."""
    if config.data == Path():
        return ()
    folder, found = config.data.expanduser(), list[TrainingFile]()
    for path in interruptible(sorted(path for path in folder.rglob("*") if path.is_file())):
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        found.append(TrainingFile(name=str(path.relative_to(folder)), sha256=digest))
    return tuple(found)


def _sources(config: Scans, part: Part, count: int = 0) -> Iterator[tuple[str, Slices]]:
    """Yield patients whose MVCT is simulated, with twice the slices that either kind has."""
    if config.data == Path():
        number = math.ceil(config.slices / config.each) if part == "train" else count
        first = {"train": config.first, "validation": HELD, "test": TESTED}[part]
        each = 2 * config.each if part == "train" else config.each
        source: Source = Necks(number, first, config.size, each, config.field_of_view)
        names = source.patients()
    else:
        source = Volumes(config.data.expanduser() / PLANNING)
        names = _dealt(source, config, part)
    for name in interruptible(names):
        yield name, source.slices(name)


def _read(config: Scans, folder: Path, part: Part = "train") -> Iterator[Slices]:
    source = Volumes(folder)
    for name in interruptible(_dealt(source, config, part)):
        yield source.slices(name)


def _dealt(source: Volumes, config: Scans, part: Part) -> tuple[str, ...]:
    """Return the patients of a part; a name is in the same part in both folders.

    A quarter is kept for the end; of the others those with the first names are looked at meanwhile.
    """
    folders = (config.data.expanduser() / kind for kind in (MVCT, PLANNING))
    everyone = sorted({name for folder in folders for name in Volumes(folder).patients()})
    if not everyone:
        raise PluginError(f"There are no scans in {config.data}; it needs a folder “{PLANNING}” with some.")
    dealt = split(everyone, _FRACTIONS)
    held = dealt.train[: min(_HELD_PATIENTS, len(dealt.train) // 4)]
    chosen = {"train": dealt.train[len(held) :], "validation": held, "test": dealt.test}[part]
    return tuple(name for name in source.patients() if name in chosen)


def _both(config: Scans, slices: Slices, name: str) -> tuple[torch.Tensor, torch.Tensor]:
    """Return a patient's MVCT and planning CT of every other slice each, at another place in either."""
    fitted, chance = _fitted(slices, config), chance_of(name)
    rows = _rows(len(fitted.hu), 2 * config.each)
    hu = fitted.hu[rows[1::2]] if len(rows) > 1 else fitted.hu
    mv = mvct(displaced(hu, config.pixel_mm, config, chance), config.pixel_mm, config, chance)
    return mv, planning_ct(fitted.hu[rows[::2]], config.pixel_mm, config, chance)


def _gathered(config: Scans, parts: Iterator[torch.Tensor]) -> torch.Tensor:
    found = torch.cat(list(parts))
    if len(found) < config.slices:
        raise PluginError(
            f"There are {len(found)} slices to learn from and {config.slices} are wanted; ask for fewer."
        )
    return _clipped(found[: config.slices])


def _clipped(hu: torch.Tensor) -> torch.Tensor:
    return hu.clamp(LOW, HIGH)


def _rows(total: int, count: int) -> torch.Tensor:
    return torch.linspace(0, total - 1, min(total, count)).round().long()


def _evenly(stack: torch.Tensor, count: int) -> torch.Tensor:
    return stack[_rows(len(stack), count)]


def _fitted(slices: Slices, config: Scans) -> Slices:
    """Return slices as squares of the wanted size and pixels, the body in the middle; labels likewise."""
    if slices.hu.shape[1:] == (config.size, config.size) and math.isclose(slices.pixel_mm, config.pixel_mm):
        return slices
    hu = resized(slices.hu.clamp(min=AIR), slices.pixel_mm, config.pixel_mm)
    return Slices(torch.stack([centered(row, config.size)[0] for row in hu]), config.pixel_mm)


def resized(hu: torch.Tensor, pixel_mm: float, wanted_mm: float) -> torch.Tensor:
    """Return slices (n, y, x) on other pixels, anti-aliased."""
    sizes = [max(1, round(n * pixel_mm / wanted_mm)) for n in hu.shape[1:]]
    if sizes == list(hu.shape[1:]):
        return hu
    return interpolate(hu[:, None], sizes, mode="bilinear", antialias=True, align_corners=False)[:, 0]


def centered(row: torch.Tensor, size: int) -> tuple[torch.Tensor, tuple[int, int]]:
    """Return a square (size, size) of a slice (y, x) with the body in its middle, air around, and its corner.

    The corner (y, x) may lie outside of the slice.
    """
    inside = body(row).nonzero()
    ends = [(0, n - 1) for n in row.shape]
    if len(inside):
        ends = list(zip(inside.amin(0).tolist(), inside.amax(0).tolist(), strict=True))
    y, x = (round((a + b + 1 - size) / 2) for a, b in ends)
    rows, columns = row.shape
    wide = pad(row, (max(-x, 0), max(x + size - columns, 0), max(-y, 0), max(y + size - rows, 0)), value=AIR)
    top, left = max(y, 0), max(x, 0)
    return wide[top : top + size, left : left + size], (y, x)
