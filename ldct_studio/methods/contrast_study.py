"""The study of a scan before and one after contrast: both on one grid, in one unit, and the brain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import torch

from ..core.contrast import Injection, Laid, Pair, Partner
from ..core.grid import Grid
from ..core.study import Facts, Study
from ..core.volume import Label, LabelMap, Volume
from ..physics.contrast.enhancement import enhancement
from ..physics.contrast.subtraction import Subtraction

BEFORE, AFTER, STANDARD = "Before contrast", "After contrast", "Standard dose"
UPTAKE = "Contrast uptake"
"""The names of the volumes; the one after contrast is the one that opens."""
BRAIN, LESIONS = "Brain", "Lesions"
"""The names of the label maps."""
_COLOR = "#D4EC9F"
_WIDTH, _LEVEL = 1.3, 0.75
"""The window that a head opens in, in units of its 95 % quantile."""


def pair_study(
    name: str,
    grid: Grid,
    subtraction: Subtraction,
    injection: Injection,
    *,
    laid: Laid | None = None,
    standard: torch.Tensor | None = None,
    labels: Mapping[str, LabelMap] | None = None,
    facts: Facts | None = None,
    row: int | None = None,
) -> Study:
    """Return the study of a subtraction whose scans lie on ``grid``, each (z, y, x).

    ``standard`` is another scan at the standard dose on the same scale, where the one after contrast is at
    a lower one. ``row`` is the slice worth seeing first, else that with the most uptake.
    """
    uptake = enhancement(subtraction)
    volumes = {AFTER: subtraction.post, BEFORE: subtraction.pre, UPTAKE: uptake}
    if standard is not None:
        volumes[STANDARD] = standard
    made = {title: Volume(data.float().contiguous(), grid, "MR") for title, data in volumes.items()}
    pair = Pair(
        BEFORE,
        AFTER,
        injection,
        subtraction.sigma,
        subtraction.noise,
        laid or Laid(),
        int(uptake.sum((1, 2)).argmax()) if row is None else row,
        STANDARD if standard is not None else "",
    )
    brain = LabelMap(subtraction.mask.to(torch.uint8), grid, (Label(1, BRAIN, _COLOR),))
    return Study(
        name,
        made,
        labels={**(labels or {}), BRAIN: brain},
        facts=replace(facts or Facts(), windows=((_WIDTH, _LEVEL),)),
        partner=Partner(pair, made[BEFORE], subtraction.mask, subtraction.local_sd.float()),
    )
