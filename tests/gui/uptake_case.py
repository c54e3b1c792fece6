"""A small head before and after contrast whose every number is known: a lesion, a vessel and even noise."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch

from ldct_studio.core.contrast import Injection, Pair, Partner
from ldct_studio.core.grid import Grid
from ldct_studio.core.lane import Frame, Lane
from ldct_studio.core.marks import Profile
from ldct_studio.core.plane import cut
from ldct_studio.core.roi import Circle
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Label, LabelMap, Volume
from ldct_studio.gui.contrast_lanes import BEFORE, LOW, SCALED, UPTAKE
from ldct_studio.gui.pane import REFERENCE, Pane
from ldct_studio.gui.scene import Scene

GRID = Grid((12, 40, 40), (2.0, 1.0, 1.0))
PRE, CE, NOISE = 0.8, 0.4, 0.02
LESION = Circle("Rim", (20.0, 20.0, 10.0), 4.0)
LINE = Profile("Line", ((10.0, 20.0, 10.0), (30.0, 20.0, 10.0)))
LANES = (
    Lane("Before contrast", (BEFORE,)),
    Lane("Low dose", (LOW,)),
    Lane("Scaled subtraction", (LOW, SCALED)),
    REFERENCE,
    Lane("Uptake", (LOW, SCALED, UPTAKE)),
    Lane("Error", (LOW, SCALED), ()),
)
A, B, C, D, E, F = range(6)


def study(fraction: float = 1.0, standard: str = "", labels: bool = False, lesion: float = CE) -> Study:
    """Return a pair; a checkered subtraction has the noise ``NOISE`` exactly."""
    z, y, x = np.indices(GRID.shape)
    pre = np.full(GRID.shape, PRE, np.float32)
    inside = (abs(z - 5) <= 2) & (np.hypot(y - 20, x - 20) < 6)
    vessel = (y == 4) & (x > 2) & (x < 37)
    post = pre + NOISE * np.where((x + y + z) % 2, 1, -1) + lesion * inside + 2 * CE * vessel
    volumes = {
        name: Volume(torch.from_numpy(data.astype(np.float32)), GRID, "MR")
        for name, data in (("After", post), ("Before", pre), ("Full", pre + 2 * (post - pre)))
    }
    if not standard:
        del volumes["Full"]
    brain = torch.ones(GRID.shape, dtype=torch.bool)
    pair = Pair("Before", "After", Injection(fraction=fraction), NOISE, standard=standard)
    even = torch.zeros(GRID.shape), torch.full(GRID.shape, NOISE)
    partner = Partner(pair, volumes["Before"], brain, *even)
    full = replace(partner, pair=Pair("Before", standard, sigma=NOISE)) if standard else None
    known = LabelMap(torch.from_numpy(inside.astype(np.uint8)), GRID, (Label(1, "Rim: known", "#49E4FD"),))
    return Study("Pair", volumes, {"Lesions": known} if labels else {}, partner=partner, full=full)


def scene(of: Study, *regions: Circle, fraction: float = 0.1) -> Scene:
    """Return six panes of a pair with the lesion's slice on show."""
    panes = replace(Scene(), panes=tuple(map(Pane, LANES)), rows=2, columns=3)
    opened = replace(panes.opened(of), row=5, coronal=20, sagittal=20, fraction=fraction)
    return replace(opened, rois=regions, roi=0 if regions else None)


def frame(of: Scene, pane: int, part: float = 1.0, lane: Lane | None = None) -> Frame:
    """Return a pane's picture, the scan before contrast and a part of what the scan after it added."""
    request, lane = of.request, lane or of.panes[pane].lane
    assert request is not None
    after, before = (
        cut(of.study.volumes[name].data, lane.plane, request.row_of(lane)) for name in (of.volume, "Before")
    )
    image = (before + part * (after - before)).contiguous().numpy()
    return Frame(request, lane, image)
