"""The study of a scan before and one after contrast: both on one grid, in one unit, and the brain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import torch

from ..core.contrast import Injection, Laid, Pair, Partner
from ..core.grid import Grid
from ..core.magnet import Magnet
from ..core.study import Facts, Study
from ..core.volume import Label, LabelMap, Volume
from ..physics.contrast.enhancement import enhancement
from ..physics.contrast.subtraction import Subtraction

BEFORE, AFTER, STANDARD = "Before contrast", "After contrast", "Standard dose"
UPTAKE = "Contrast uptake"
"""The names of the volumes; the one after contrast is the one that opens."""
BRAIN, LESIONS, FINDINGS = "Brain", "Lesions", "Findings"
"""The names of the label maps; lesions are known, findings are what was found on one side."""
_COLOR = "#D4EC9F"
LONGEST_TR_MS = 100.0
"""A longer one is that of a spin echo, or of the inversions of an MPRAGE."""
_WIDTH, _LEVEL = 1.3, 0.75
"""The window that a head opens in, in units of its 95 % quantile."""


def pair_study(
    name: str,
    grid: Grid,
    subtraction: Subtraction,
    injection: Injection,
    *,
    laid: Laid | None = None,
    full: tuple[Subtraction, Laid] | None = None,
    labels: Mapping[str, LabelMap] | None = None,
    facts: Facts | None = None,
    row: int | None = None,
) -> Study:
    """Return the study of a subtraction whose scans lie on ``grid``, each (z, y, x).

    ``full`` is the subtraction of another scan at the standard dose on the same grid, and how that was laid,
    where the one after contrast is at a lower dose. ``row`` is the slice worth seeing first, else that with
    the most uptake.
    """
    uptake = enhancement(subtraction)
    scans = {AFTER: subtraction.post, BEFORE: subtraction.pre, UPTAKE: uptake}
    if full is not None:
        scans[STANDARD] = full[0].post
    volumes = {title: Volume(data.float().contiguous(), grid, "MR") for title, data in scans.items()}
    best = int(uptake.sum((1, 2)).argmax()) if row is None else row
    standard, sequence = STANDARD if full is not None else "", _sequence(facts.magnet if facts else Magnet())
    pair = replace(_pair(AFTER, subtraction, injection, laid), row=best, sequence=sequence)
    brain = LabelMap(subtraction.mask.to(torch.uint8), grid, (Label(1, BRAIN, _COLOR),))
    return Study(
        name,
        volumes,
        labels={**(labels or {}), BRAIN: brain},
        facts=replace(facts or Facts(), windows=((_WIDTH, _LEVEL),)),
        partner=_partner(volumes[BEFORE], subtraction, replace(pair, standard=standard)),
        full=full
        and _partner(
            volumes[BEFORE],
            full[0],
            replace(
                _pair(STANDARD, full[0], replace(injection, fraction=1.0), full[1]),
                row=best,
                sequence=pair.sequence,
            ),
        ),
    )


def _sequence(magnet: Magnet) -> tuple[float, float] | None:
    """Return TR in ms and flip angle where they are those of a spoiled gradient echo."""
    tr, flip = magnet.tr_ms, magnet.flip_deg
    return (tr, flip) if tr and flip and tr <= LONGEST_TR_MS and flip < 90 else None


def _pair(after: str, found: Subtraction, injection: Injection, laid: Laid | None) -> Pair:
    return Pair(
        BEFORE,
        after,
        injection,
        sigma=found.sigma,
        noise=found.noise,
        gain=found.gain,
        laid=laid or Laid(),
    )


def _partner(pre: Volume, found: Subtraction, pair: Pair) -> Partner:
    return Partner(pair, pre, found.mask, found.local_mean.float(), found.local_sd.float())
