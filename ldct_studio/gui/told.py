"""What the network of a case is told: which network it is, and how the low dose was made."""

from __future__ import annotations

from dataclasses import dataclass

import torch

from ..core.contrast import Partner
from ..core.lane import Request
from ..core.memo import Memo
from ..core.plane import stacked, through
from ..core.progress import Progress
from ..core.roi import Region
from ..core.step import Step
from ..methods.condition_sweeps import Sweep, find_sweeps
from ..methods.enhancing import MODEL
from ..nets.catalog import models, network
from ..physics.contrast.scans import Condition
from ..pipeline.folding import all_rows
from .background import Report
from .contrast_lanes import PREDICT, is_pair, low_of
from .measuring import selected
from .scene import Scene

_MEMORY = 96 << 20


@dataclass(frozen=True)
class Network:
    """An enhancer by its name, and the steps that make the low dose it predicts from."""

    model: str
    steps: tuple[Step, ...]

    def condition(self, partner: Partner, fraction: float) -> Condition:
        """Return what is true of the low dose of a pair at a fraction of the scan after contrast."""
        injection = partner.pair.injection
        given = fraction if any(step.kind == "simulator" for step in self.steps) else 1.0
        return Condition(injection.fraction * given, injection.field, injection.agent, partner.pair.noise)


@dataclass(frozen=True, eq=False)
class Told:
    """The sweeps of a network in a region of a case, and of which region and picture they are."""

    network: Network
    request: Request
    roi: Region
    row: int
    """The cut of the region's plane that was on show."""
    sweeps: tuple[Sweep, ...]

    def answers(self, scene: Scene) -> bool:
        """Say whether they are of what a scene shows."""
        now, asked = scene.request, self.request
        return (
            now is not None
            and (now.source, now.dose, now.seed) == (asked.source, asked.dose, asked.seed)
            and selected(scene, None) == self.roi
            and scene.row_in(self.roi.plane) == self.row
            and network_of(scene) == self.network
        )


def has_network(scene: Scene) -> bool:
    """Whether a scene shows a pair, and there is a network for such pairs."""
    return is_pair(scene) and bool(models("enhancer"))


def network_of(scene: Scene) -> Network | None:
    """Return the network of the active pane, else of the first pane that has one, else the usual one."""
    partner = scene.study.partner_of(scene.volume) if scene.study else None
    if partner is None:
        return None
    for _, pane in sorted(scene.pictures, key=lambda numbered: numbered[0] != scene.active):
        steps = pane.lane.steps
        place = next((i for i, step in enumerate(steps) if step.name == PREDICT.name), None)
        if place is not None:
            return Network(str(steps[place].settings.get("model", MODEL)), steps[:place])
    there = models("enhancer")
    usual = MODEL if MODEL in there else next(iter(there), None)
    return None if usual is None else Network(usual, () if partner.pair.measured else (low_of(partner.pair),))


def find_told(told: Network, request: Request, roi: Region, row: int, report: Report) -> Told:
    """Make the low dose and sweep what the network is told; takes seconds. Raises ``StudioError``."""
    partner = request.partner
    assert partner is not None
    net, card = network(told.model, "enhancer")
    sweeps = find_sweeps(
        net,
        card,
        partner.pre.data.cpu(),
        all_rows(request, told.steps, Memo(_MEMORY)).data.cpu(),
        partner.brain.cpu(),
        inside(roi, request, row),
        told.condition(partner, request.dose.fraction),
        request.source.grid.spacing,
        lambda done, total: report(Progress(done, total, f"{done} of {total} predictions")),
    )
    return Told(told, request, roi, row, sweeps)


def inside(roi: Region, request: Request, row: int) -> torch.Tensor:
    """Return the voxels (z, y, x) of a region in a cut of the plane that it was drawn in, bool."""
    grid = request.source.grid
    mask = torch.from_numpy(roi.mask(stacked(grid, roi.plane)))
    made = torch.zeros(grid.shape, dtype=torch.bool)
    made.select(through(roi.plane), row).copy_(mask if roi.plane == "axial" else mask.flip(0))
    return made
