"""Preparing: from scans before and after contrast to images on one grid, in one unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
import torch

from ...core.cancel import check
from ...core.errors import GeometryError
from ...core.volume import Label, LabelMap, Volume
from ..itk import Told
from .boxes import box_around, within
from .masking import FEWEST, Masked, brain_mask, stripped_head
from .registering import LEVELS_MM, Registered, register_mr, resampled
from .shading import shading_warning
from .subtraction import Subtraction, subtract

BRAIN = Label(1, "Brain", "#4fa3e3")
_CT_HU = -500.0
"""A twentieth of the voxels below this is air in HU; the magnitude of an MR signal is never negative."""
_STANDS_OUT = 4.0
"""Local SDs that a difference stands out by."""
_DARKER_ML, _DARKER = 0.5, 3.0
"""So much that gets darker, and so many times what gets brighter: scans in the right order had 0.03 and less,
swapped ones 9 and more, on the two patients whose scans were tried in both."""


@dataclass(frozen=True, eq=False)
class Prepared:
    """Scans of one head on the voxels of the one before contrast, over its 95 % quantile in the brain.

    The scans after contrast carry its gain as well. ``mask`` is the brain that all scans show; ``warnings``
    are sentences on what is doubtful.
    """

    pre: Volume
    posts: tuple[Volume, ...]
    mask: LabelMap
    subtractions: tuple[Subtraction, ...]
    registrations: tuple[Registered, ...]
    warnings: tuple[str, ...] = ()


def prepare(
    pre: Volume,
    posts: Sequence[Volume],
    told: Told = lambda done, total: None,
    mask: torch.Tensor | None = None,
) -> Prepared:
    """Return a scan before contrast and those after it, ready to be compared.

    Brain mask (given as ``mask``, (z, y, x), bool, or found), registration and cubic B-spline resampling of
    every scan after contrast, 95 % quantile, gain, noise and local statistics, as in Pinetz et al. 2024. The
    grid stays that of ``pre``, which is what a person looks at; only the network has voxels of its own.
    ``told`` hears how many of how many steps are done. Raises ``GeometryError`` with one sentence for CT,
    values that are no numbers, the same scan twice, a brain that is not found, and scans that share too
    little; ``Cancelled``.
    """
    if not posts:
        raise GeometryError("There is no scan after contrast; choose one.")
    _refuse(pre, "before")
    for post in posts:
        _refuse(post, "after")
    if any(torch.equal(one.data, other.data) for one, other in combinations((pre, *posts), 2)):
        raise GeometryError("Two of the scans hold the same values; choose another for one of them.")
    steps = len(LEVELS_MM) + 4
    total = 2 + steps * len(posts)
    masked = brain_mask(pre) if mask is None else _given(mask, pre)
    told(2, total)
    brain, registrations, moved = masked.brain, [], []
    for number, post in enumerate(posts):
        found = register_mr(pre, post, _after(told, 2 + number * steps, total), masked.brain)
        onto, inside = resampled(post, pre.grid, found.rigid)
        brain = brain & inside & _kept(post, pre, found, masked.brain)
        registrations.append(found)
        moved.append(onto)
    made = []
    for number, onto in enumerate(moved, 1):
        check()
        made.append(subtract(pre.data, onto.data, brain, pre.grid.spacing))
        told(total - len(moved) + number, total)
    return _assembled(pre, brain, tuple(made), tuple(registrations), masked)


def _after(told: Told, done: int, total: int) -> Told:
    """Return who hears of the steps that follow ``done`` others."""
    return lambda part, _: told(done + part, total)


def _assembled(
    pre: Volume,
    brain: torch.Tensor,
    made: tuple[Subtraction, ...],
    registrations: tuple[Registered, ...],
    masked: Masked,
) -> Prepared:
    shaded = (shading_warning(one, pre.grid.spacing) for one in made)
    swapped = (order_warning(one, pre.grid.spacing) for one in made)
    warnings = [masked.warning, *(found.warning for found in registrations), *swapped, *shaded]
    return Prepared(
        Volume(made[0].pre, pre.grid, "MR"),
        tuple(Volume(one.post, pre.grid, "MR") for one in made),
        LabelMap(brain.to(torch.uint8), pre.grid, (BRAIN,)),
        made,
        registrations,
        tuple(dict.fromkeys(warning for warning in warnings if warning)),
    )


def order_warning(pair: Subtraction, spacing: tuple[float, float, float]) -> str:
    """Return a sentence where what stands out gets darker after contrast, or ''; ``spacing`` in mm."""
    voxel = spacing[0] * spacing[1] * spacing[2] / 1000
    darker, brighter = (
        voxel * int((pair.mask & (side * pair.normalized > _STANDS_OUT)).sum()) for side in (-1, 1)
    )
    if darker < _DARKER_ML or darker < _DARKER * brighter:
        return ""
    return (
        f"What stands out gets darker after contrast, {darker:.1f} mL against {brighter:.1f} mL that get "
        "brighter; check that the scans are not swapped."
    )


def _refuse(scan: Volume, when: str) -> None:
    """Raise ``GeometryError`` for what is no MR scan."""
    if scan.unit == "HU" or _like_hu(scan.data):
        raise GeometryError(
            f"The scan {when} contrast is CT in HU; enhancement maps are made of MR scans, choose one."
        )
    if not bool(torch.isfinite(scan.data).all()):
        raise GeometryError(f"The scan {when} contrast holds values that are no numbers; choose another one.")
    if min(scan.grid.shape) < FEWEST:
        raise GeometryError(
            f"The scan {when} contrast has too few slices ({min(scan.grid.shape)}); choose one with at least "
            f"{FEWEST}."
        )
    if float(scan.data.max()) <= float(scan.data.min()):
        raise GeometryError(f"The scan {when} contrast is empty; choose another one.")


def _like_hu(data: torch.Tensor) -> bool:
    return float((data < _CT_HU).float().mean()) > 0.05


def _given(mask: torch.Tensor, pre: Volume) -> Masked:
    if tuple(mask.shape) != pre.grid.shape:
        raise GeometryError("The brain mask has other voxels than the scan before contrast; choose another.")
    if not bool(mask.any()):
        raise GeometryError("The brain mask is empty; choose another one.")
    return Masked(mask.bool(), "as given")


def _kept(post: Volume, pre: Volume, found: Registered, brain: torch.Tensor) -> torch.Tensor:
    """Return which voxels (z, y, x) of a brain see none of what was cut away with a skull."""
    head = stripped_head(post)
    if head is None:
        return brain
    kept = torch.zeros(pre.grid.shape, dtype=torch.bool)
    box = box_around(brain)
    shown = replace(post, data=torch.from_numpy(head.astype(np.float32)))
    kept[box] = resampled(shown, within(pre.grid, box), found.rigid, linear=True)[0].data > 0.99
    return kept
