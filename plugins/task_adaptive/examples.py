"""What the recipes learn from: slices at full dose with labels, seen at a low dose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import torch
from pydantic import ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from ldct_studio.api import (
    Apodization,
    Config,
    Field,
    draw_patient,
    draw_photons,
    interruptible,
    low_dose,
    lowered,
    patient,
    reproduction_patient,
)

FIELD_OF_VIEW = 400.0
"""Side of a slice in mm."""
LESION = 2
"""The class of lesions, in either anatomy."""
HELD_BACK = 32
"""Patients after those that are learned from, on whom progress is measured."""
WINDOWS = (
    Apodization("hann"),
    Apodization("hann", 0.8),
    Apodization("hann", 0.64),
    Apodization("ram-lak"),
)
"""The windows that "mixed" draws from."""
ORGANS = {1: 1, 2: 3, 7: 4, 8: 4, 13: 5, 14: 6}
"""Class of a structure of a synthetic patient; liver lesions are class 2."""
CLASSES = {
    "reproduction": (("Liver", "#B86728"), ("Tumor", "#FDE425")),
    "organs": (
        ("Liver", "#B86728"),
        ("Liver lesion", "#FDE425"),
        ("Spleen", "#42B0EA"),
        ("Kidneys", "#49E4FD"),
        ("Bone", "#E8DFC8"),
        ("Lung", "#9AB8C8"),
    ),
}
"""Names and colors of the classes of an anatomy, from class 1 on."""

Layout = Literal["volumes", "lits", "totalsegmentator", "full-and-quarter", "lodopab"]
"""How a folder of scans is laid out."""


class Examples(Config):
    """Which slices, and at which doses they are seen."""

    anatomy: Literal["reproduction", "organs"] = Field(
        "reproduction",
        title="Anatomy",
        description="Liver and tumors of fixed HU, as in the published study; or six classes.",
    )
    patients: int = Field(600, ge=4, le=100_000, title="Patients", description="One slice is drawn of each.")
    first: int = Field(0, ge=0, title="First patient", description="The number of the first one.")
    size: int = Field(64, ge=32, le=1024, title="Matrix", json_schema_extra={"unit": "px"})
    patch: int = Field(
        0,
        ge=0,
        le=512,
        title="Patch",
        description="Side of what is cut out of a slice to learn from; 0 takes the whole slice.",
        json_schema_extra={"unit": "px"},
    )
    each: int = Field(8, ge=1, le=64, title="Patches of a slice")
    lesions: bool = Field(
        False,
        title="Lesions",
        description="Learn from slices with lesions alone, and from patches around one of them.",
    )
    batch: int = Field(8, ge=1, le=64, title="Batch")
    photons_low: float = Field(
        5e3, ge=100, le=1e9, title="Photons, from", description="Per ray, log-uniform."
    )
    photons_high: float = Field(5e3, ge=100, le=1e9, title="Photons, to")
    electronic: float = Field(
        0.0, ge=0, le=50, title="Electronic noise", json_schema_extra={"unit": "photons"}
    )
    floor: float = Field(
        0.5,
        gt=0,
        le=1,
        title="Fewest counts",
        description="What a ray counts at least, so that it has a logarithm.",
        json_schema_extra={"unit": "photons"},
    )
    upsample: int = Field(
        1,
        ge=1,
        le=4,
        title="Finer simulation",
        description="The slice that is scanned has so many times smaller pixels than the picture.",
    )
    window: Literal["hann-0.64", "ram-lak", "mixed"] = Field(
        "hann-0.64", title="Window of FBP", json_schema_extra={"names": {"ram-lak": "Ram-Lak"}}
    )
    views: int = Field(96, ge=32, le=2000, title="Views")
    target: Literal["truth", "noise-free", "scanned"] = Field(
        "truth",
        title="Full dose",
        description="The drawn slice itself, its reconstruction without noise, or a scan with its own noise; "
        "photons are then those of full dose.",
    )
    fraction: float = Field(
        0.01, gt=0, le=1, title="Lowest dose", description="Fractions of a scanned full dose, log-uniform."
    )
    data: Path = Field(
        Path(),
        title="Scans",
        description="A folder of scans to learn from as well, with a file or folder per patient.",
    )
    layout: Layout = Field(
        "volumes",
        title="Layout of the scans",
        json_schema_extra={
            "names": {
                "lits": "LiTS",
                "totalsegmentator": "TotalSegmentator",
                "full-and-quarter": "Full and quarter dose",
                "lodopab": "LoDoPaB-CT",
            }
        },
    )
    share: float = Field(
        0.25, ge=0, le=1, title="Share of scans", description="Of the batches, where there are scans."
    )

    @field_validator("patch")
    @classmethod
    def _fits(cls, patch: int, info: ValidationInfo) -> int:
        if patch > info.data.get("size", patch):
            raise PydanticCustomError("patch", "it is larger than the matrix that it is cut out of")
        return patch

    @property
    def pixel_mm(self) -> float:
        """The side of a pixel in mm."""
        return FIELD_OF_VIEW / self.size

    @property
    def scans(self) -> bool:
        """Whether scans are learned from."""
        return self.data != Path() and self.share > 0


@dataclass(frozen=True)
class Batch:
    """Pictures at low and full dose, HU (n, 1, y, x), and classes (n, y, x)."""

    low: torch.Tensor
    full: torch.Tensor
    labels: torch.Tensor


@dataclass(frozen=True)
class Pool:
    """Slices of one pixel size: HU (n, N, N), noise-free unless ``scanned``; classes (n, N, N) uint8."""

    hu: torch.Tensor
    labels: torch.Tensor
    pixel_mm: float
    scanned: bool = False
    low: torch.Tensor | None = None
    """The same slices at a low dose, HU (n, N, N), where that was measured."""

    def __len__(self) -> int:
        return len(self.hu)

    @property
    def shows_lesions(self) -> bool:
        """Whether there is a lesion in any slice."""
        return bool((self.labels == LESION).any())


def classes_of(anatomy: str) -> int:
    """Return the number of classes, the background among them."""
    return 1 + len(CLASSES[anatomy])


def structures_of(anatomy: str) -> dict[int, int]:
    """Return the class of each structure of an anatomy, lesions left out."""
    return {1: 1} if anatomy == "reproduction" else ORGANS


def draw_pool(config: Examples, numbers: Sequence[int]) -> Pool:
    """Draw one slice of each patient; stops where nobody waits any more."""
    hu = torch.empty(len(numbers), config.size, config.size)
    labels = torch.zeros(len(numbers), config.size, config.size, dtype=torch.uint8)
    for i, number in enumerate(interruptible(numbers)):
        chosen = reproduction_patient(number) if config.anatomy == "reproduction" else patient(number)
        low, high = chosen.reach
        share = float(torch.rand((), generator=torch.Generator().manual_seed(number)))
        drawn = draw_patient(chosen, config.size, [low + share * (high - low)], FIELD_OF_VIEW)
        hu[i] = drawn.hu[0]
        labels[i] = classes_of_structures(drawn.organs[0], drawn.lesions[0], config.anatomy)
    return Pool(hu, labels, config.pixel_mm)


def classes_of_structures(organs: torch.Tensor, lesions: torch.Tensor, anatomy: str) -> torch.Tensor:
    """Return the classes of labeled structures, uint8, like ``organs``."""
    classes = torch.zeros_like(organs)
    for structure, number in structures_of(anatomy).items():
        classes[organs == structure] = number
    classes[lesions == 1] = 2
    return classes


def draw_batch(
    config: Examples, pools: Sequence[Pool], chance: torch.Generator, device: torch.device
) -> Batch:
    """Return slices or patches of one pool, scanned at doses drawn from ``chance``.

    Where scans are learned from alone, all pools are theirs; else the first one is that of the phantoms, and
    the others have the share of the scans.
    """
    pool = _drawn_pool(config, pools, chance)
    count = -(-config.batch // config.each) if config.patch else config.batch
    candidates = (pool.labels == LESION).flatten(1).any(1) if config.lesions else torch.ones(len(pool))
    numbers = candidates.nonzero()[:, 0]
    chosen = numbers[torch.randint(len(numbers), (count,), generator=chance)]
    whole = scan(config, pool, chosen, chance, device)
    return _cut(config, whole, chance) if config.patch else whole


def _drawn_pool(config: Examples, pools: Sequence[Pool], chance: torch.Generator) -> Pool:
    if config.scans and config.share == 1:
        return pools[int(torch.randint(len(pools), (), generator=chance))]
    if len(pools) == 1 or float(torch.rand((), generator=chance)) >= config.share:
        return pools[0]
    return pools[1 + int(torch.randint(len(pools) - 1, (), generator=chance))]


def scan(
    config: Examples, pool: Pool, chosen: torch.Tensor, chance: torch.Generator, device: torch.device
) -> Batch:
    """Return some slices of a pool, scanned at doses drawn from ``chance``."""
    hu, labels = pool.hu[chosen].to(device), pool.labels[chosen].to(device, torch.int64)
    if pool.low is not None:
        return Batch(pool.low[chosen].to(device)[:, None], hu[:, None], labels)
    photons = draw_photons(config.photons_low, config.photons_high, len(chosen), chance)
    window = window_of(config, chance)
    if config.target == "scanned":
        fraction = draw_photons(config.fraction, 1.0, len(chosen), chance)
        low, full = lowered(
            hu,
            pool.pixel_mm,
            photons,
            fraction,
            chance,
            scanned=pool.scanned,
            electronic=config.electronic,
            window=window,
            views=config.views,
        )
        return Batch(low[:, None], full[:, None], labels)

    def seen(counts: torch.Tensor, electronic: float) -> torch.Tensor:
        return low_dose(
            hu,
            pool.pixel_mm,
            counts,
            chance,
            electronic=electronic,
            window=window,
            views=config.views,
            upsample=config.upsample,
            floor=config.floor,
        )

    low = seen(photons, config.electronic)
    full = hu if config.target == "truth" else seen(torch.full_like(photons, 1e12), 0.0)
    return Batch(low[:, None], full[:, None], labels)


def window_of(config: Examples, chance: torch.Generator) -> Apodization:
    """Return the window that a batch is reconstructed with."""
    if config.window == "mixed":
        return WINDOWS[int(torch.randint(len(WINDOWS), (), generator=chance))]
    return Apodization("ram-lak") if config.window == "ram-lak" else Apodization("hann", 0.641)


def _cut(config: Examples, whole: Batch, chance: torch.Generator) -> Batch:
    """Cut patches around lesions, or from the middle of slices, where the body is."""
    side, parts = config.patch, []
    room = whole.low.shape[-1] - side
    for k in range(config.batch):
        i = k // config.each
        shares = torch.rand(2, generator=chance)
        corner = (room * (0.15 + 0.7 * shares)).long()
        if config.lesions:
            found = (whole.labels[i] == LESION).nonzero().cpu()
            center = found[int(torch.randint(len(found), (), generator=chance))]
            corner = (center - (side * (0.25 + 0.5 * shares)).long()).clamp(0, room)
        row, column = corner.tolist()
        place = slice(row, row + side), slice(column, column + side)
        parts.append((whole.low[i][:, *place], whole.full[i][:, *place], whole.labels[i][place]))
    low, full, labels = (torch.stack(part) for part in zip(*parts, strict=True))
    return Batch(low, full, labels)
