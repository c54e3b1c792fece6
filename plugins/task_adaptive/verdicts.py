"""What the table says: preconditions, and which orderings of the study hold."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ldct_studio.api import Paired, mean

from .table import BASE, BM3D, FBP, FULL, LOW, Table, joint, own_task, paired

LEVEL = 0.05
"""The p below which a difference counts."""
_TUMOR = 0.5
_SPREAD = 0.3


@dataclass(frozen=True)
class Facts:
    """What the preconditions of a seed are about, beside its table."""

    sigma: float
    """SD in HU that BM3D was tuned to."""
    inside: bool
    """Whether it lies within the tried ones, and not at their edge."""
    spread: float
    """By how many dB the base network's PSNR moved in the last third of its training; infinite if unknown."""


@dataclass(frozen=True)
class Link:
    """One "a below b" of an ordering."""

    below: str
    above: str
    score: str
    means: tuple[float, float]
    """Over all seeds."""
    agreeing: tuple[bool, ...]
    """Of each seed, whether its means are in this order."""
    test: Paired

    @property
    def holds(self) -> bool:
        """Whether every seed says so and the difference is not chance."""
        return all(self.agreeing) and self.test.difference > 0 and self.test.p < LEVEL


@dataclass(frozen=True)
class Ordering:
    """A claim of the study."""

    text: str
    links: tuple[Link, ...]

    @property
    def holds(self) -> bool:
        """Whether all of it holds."""
        return all(link.holds for link in self.links)


def unmet(tables: Sequence[Table], facts: Sequence[Facts]) -> list[str]:
    """Return a sentence for every precondition that a seed does not meet."""
    return [
        f"Seed {seed}: {text}"
        for seed, pair in enumerate(zip(tables, facts, strict=True))
        for text in _unmet(*pair)
    ]


def _unmet(table: Table, facts: Facts) -> Iterator[str]:
    tumor = table.mean(FULL, "tumor")
    if not tumor > _TUMOR:
        yield f"Dice of tumors at full dose is {tumor:.2f}, not above {_TUMOR:g}."
    base, fbp = table.mean(BASE, "psnr"), table.mean(FBP, "psnr")
    if not base > fbp:
        yield f"PSNR of the base U-Net is {base:.2f} dB, not above FBP with {fbp:.2f} dB."
    if not facts.spread <= _SPREAD:
        moved = f"{facts.spread:.2f} dB" if facts.spread < math.inf else "an unknown amount"
        yield f"PSNR of the base U-Net moved by {moved} in its last third; at most {_SPREAD:g} dB may be."
    if not facts.inside:
        yield f"The best SD for BM3D, {facts.sigma:g} HU, is at the edge of those tried."


def orderings(tables: Sequence[Table]) -> tuple[Ordering, ...]:
    """Return the orderings that the study has to show."""
    tasks = [method for method in tables[0].methods() if method.startswith("Task-adaptive")]
    best = max(tasks, key=lambda method: _over(tables, method, "dice"))

    def link(score: str, below: str, above: str) -> Link:
        return Link(
            below,
            above,
            score,
            (_over(tables, below, score), _over(tables, above, score)),
            tuple(table.mean(below, score) < table.mean(above, score) for table in tables),
            paired(tables, above, below, score),
        )

    dice = (link("dice", BASE, best), link("dice", best, FULL))
    rising = (link("psnr", LOW, FBP), link("psnr", FBP, BM3D), link("psnr", BM3D, BASE))
    return (
        Ordering("Dice: base < best task-adaptive < full dose", dice),
        Ordering("PSNR: low-dose < FBP < BM3D < base", rising),
        Ordering("PSNR: every task-adaptive < base", tuple(link("psnr", task, BASE) for task in tasks)),
        Ordering("PSNR: joint C=0.9 < joint C=0.1", (link("psnr", joint(0.9), joint(0.1)),)),
        Ordering(
            "Dice of joint C=0.9: with the frozen segmenter < with its own",
            (link("dice", joint(0.9), own_task(joint(0.9))),),
        ),
    )


def _over(tables: Sequence[Table], method: str, score: str) -> float:
    return mean([table.mean(method, score) for table in tables])
