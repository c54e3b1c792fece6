"""The demo brain: a synthetic head before and after contrast, with its lesions known."""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle

import torch

from ..core.cancel import check, stop_when
from ..core.contrast import Injection
from ..core.grid import Grid
from ..core.progress import Progress
from ..core.study import Facts, Study
from ..core.volume import Label, LabelMap
from ..physics.contrast.brains import Spot, draw_brain
from ..physics.contrast.scans import Condition, scan
from ..physics.contrast.subtraction import subtract
from . import demo_cache
from .contrast_study import LESIONS, pair_study

SEED = 31
"""A head with lesions of 2 to 15 mm, two of them rings."""
SHAPE, VOXEL_MM = (112, 144, 112), 1.5
OPENING_ROW = 72
"""The slice that is shown first, through a ring of 13 mm and a whole lesion of 7 mm."""
CASE = "brain"
"""Where its voxels are kept."""
_PALETTE = ("#49E4FD", "#FDE425", "#EC009D", "#7BF7E1", "#FF8308", "#D4EC9F", "#E989A7", "#42B0EA")
_STEPS = 3

Report = Callable[[Progress], None]


def brain_study(
    on_progress: Report = lambda progress: None, cancelled: Callable[[], bool] = lambda: False
) -> Study:
    """Return the demo brain, loaded from the cache or made and cached. Raises ``Cancelled``."""
    with stop_when(cancelled):
        stored = demo_cache.load(3, SHAPE, CASE)
        if stored is None:
            stored = list(_made(SHAPE, VOXEL_MM, on_progress))
            demo_cache.keep(stored, CASE)
        return _study(stored, VOXEL_MM)


def small_brain(shape: tuple[int, int, int] = (42, 54, 42), voxel_mm: float = 4.0) -> Study:
    """Return the same head on coarse voxels, for quick tests: never cached."""
    return _study(list(_made(shape, voxel_mm, lambda progress: None)), voxel_mm)


def _made(shape: tuple[int, int, int], voxel_mm: float, told: Report) -> tuple[torch.Tensor, ...]:
    """Return the scans before and after contrast, and what is what: 1 brain, from 2 on lesions."""

    def done(count: int) -> None:
        check()
        told(Progress(count, _STEPS, "Making the demo brain."))

    done(0)
    brain = draw_brain(SEED, shape, voxel_mm)
    done(1)
    scans = scan(brain, Condition(fraction=1.0), SEED)
    done(2)
    parts = torch.where(brain.lesions > 0, brain.lesions + 1, brain.mask.to(torch.uint8))
    return scans.pre.float(), scans.standard.float(), parts


def _study(stored: list[torch.Tensor], voxel_mm: float) -> Study:
    pre, standard, parts = stored
    grid = _grid(pre.shape, voxel_mm)
    found = subtract(pre, standard, parts > 0, (voxel_mm,) * 3)
    spots = draw_brain(SEED, (8, 8, 8), 20.0).spots
    lesions = LabelMap((parts.int() - 1).clamp(min=0).to(torch.uint8), grid, _labels(spots))
    facts = Facts(
        description="Synthetic head, spoiled gradient echo, 3 T",
        body_part="HEAD",
        scanner="Simulated spoiled gradient echo",
        slice_thickness=voxel_mm,
    )
    return pair_study("Demo brain", grid, found, Injection(), labels={LESIONS: lesions}, facts=facts)


def _labels(spots: tuple[Spot, ...]) -> tuple[Label, ...]:
    """Return the names of the lesions, which say what is true of them."""
    return tuple(
        Label(
            value,
            f"Lesion {value}: {spot.diameter:.1f} mm, {spot.uptake:.2f} mmol/L" + ", ring" * spot.ring,
            color,
        )
        for value, (spot, color) in enumerate(zip(spots, cycle(_PALETTE), strict=False), 1)
    )


def _grid(shape: torch.Size, voxel_mm: float) -> Grid:
    """Return the grid with the middle of the head at the origin of the patient's mm."""
    z, y, x = (-(size - 1) / 2 * voxel_mm for size in shape)
    return Grid((shape[0], shape[1], shape[2]), (voxel_mm,) * 3, (x, y, z))
