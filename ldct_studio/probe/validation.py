"""Is a simulated dose as noisy as the real one? One phantom at several mAs, region by region."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch

from ..core.dose import DoseLevel, Scan
from ..core.errors import GeometryError
from ..core.progress import Progress
from ..core.roi import Region
from ..core.step import Step
from ..core.volume import Volume
from ..physics.flat_regions import flat_regions
from ..physics.region_noise import RegionNoise, region_noise
from ..physics.rows import pixel_of
from ..physics.scanner_fit import Level, Rays, fit, implied_fraction, rays_through
from ..pipeline import run
from .compared import Compared, Plan, Real, Validation, distance
from .scanner_rows import Stack, check_alike, shared_noise_sentence, stacked

Report = Callable[[Progress], None]
_SEED = 1001
_TURNS = 2
"""How often photons are fitted at most."""


def validated(
    reference: Sequence[Volume],
    lows: Sequence[Real],
    scan: Scan,
    plan: Plan,
    regions: Sequence[Region] = (),
    report: Report = lambda progress: None,
) -> Validation:
    """Compare real scans of a phantom with simulations from the reference, its scan of the highest dose.

    ``reference`` are repeats of it, ``scan`` is what its 100 % was. Regions are found where none are given.
    Raises ``GeometryError`` where scans cannot be compared, ``Cancelled`` where nobody waits.
    """
    _check(reference, lows)
    base = stacked(reference, plan.slices, plan.apart)
    found = tuple(regions) or flat_regions(base.mean, reference[0].grid)
    masks = torch.from_numpy(np.stack([region.mask(reference[0].grid) for region in found]))
    stacks = [stacked(low.volumes, plan.slices, plan.apart) for low in lows]
    cautions = [shared_noise_sentence(base, masks, "the reference")]
    cautions += [shared_noise_sentence(s, masks, low.title) for s, low in zip(stacks, lows, strict=True)]
    work = _Work(base, masks, found, lows, stacks, plan, report)
    rows = work.compared(scan, 0)
    rays = rays_through(base.mean, masks, pixel_of(reference[0].grid))
    result = Validation(
        plan,
        scan,
        found,
        base.mean,
        base.how,
        rows,
        cautions=tuple(filter(None, cautions)),
        implied=_implied(rays, rows, scan, plan),
    )
    return _with_fit(result, work, rays) if plan.fitted else result


def _implied(rays: Rays, rows: Sequence[Compared], scan: Scan, plan: Plan) -> dict[str, float]:
    of: dict[str, list[Level]] = {}
    for row in rows:
        levels = of.setdefault(row.scan, [])
        levels.append(_level(row, len(levels), plan))
    return {
        title: implied_fraction(rays, levels, _mean(scan), scan.electronic) for title, levels in of.items()
    }


def _with_fit(result: Validation, work: _Work, rays: Rays) -> Validation:
    """Fit, and compare again; a second time from there where that is not near enough, as few photons bend."""
    scan, rows = result.scan, result.rows
    for turn in range(1, _TURNS + 1):
        levels = [_level(row, k % len(result.regions), result.plan) for k, row in enumerate(rows)]
        best = fit(rays, levels, _mean(scan), scan.electronic)
        scan = replace(
            scan.overridden(best.photons), electronic=best.electronic, uncertainty=best.spread, note="fitted"
        )
        rows = work.compared(scan, turn)
        if not result.fitted_rows or distance(rows) < distance(result.fitted_rows):
            result = replace(result, fitted=best, fitted_scan=scan, fitted_rows=rows)
        if distance(rows) < result.plan.mark / 200:
            break
    return result


def _mean(scan: Scan) -> float:
    return sum(scan.photons) / len(scan.photons)


def _check(reference: Sequence[Volume], lows: Sequence[Real]) -> None:
    if not lows:
        raise GeometryError("Give at least one scan at a lower dose than the reference.")
    for low in lows:
        check_alike(reference[0], low.volumes)
        if not 0 < low.fraction <= 1:
            raise GeometryError(
                f"{low.title} has {100 * low.fraction:.3g} % of the reference's dose; the reference has to "
                "be the scan of the highest dose."
            )


@dataclass(frozen=True, eq=False)
class _Work:
    base: Stack
    masks: torch.Tensor
    regions: tuple[Region, ...]
    lows: Sequence[Real]
    stacks: Sequence[Stack]
    plan: Plan
    report: Report

    def compared(self, scan: Scan, turn: int) -> tuple[Compared, ...]:
        """Simulate every dose with a scan and measure all regions; ``turn`` counts for the progress."""
        rows: list[Compared] = []
        own = self._noises([self.base.volume.data], self.base)
        for number, (low, stack) in enumerate(zip(self.lows, self.stacks, strict=True)):
            made = self._simulated(scan, low, turn * len(self.lows) + number)
            real, simulated = self._noises([stack.volume.data], stack), self._noises(made, self.base)
            for k, region in enumerate(self.regions):
                seen = self._freed(simulated[k], own[k])
                rows.append(
                    Compared(
                        region.name, low.title, low.fraction, real[k], seen, own[k], self.plan.mark / 100
                    )
                )
        return tuple(rows)

    def _noises(self, pictures: Sequence[torch.Tensor], stack: Stack) -> list[RegionNoise]:
        pixel = pixel_of(stack.volume.grid)
        return [region_noise(pictures, mask, stack.blocks, pixel) for mask in self.masks]

    def _simulated(self, scan: Scan, low: Real, part: int) -> list[torch.Tensor]:
        config: tuple[tuple[str, bool], ...] = (("bowtie", True),) if self.plan.bowtie else ()
        steps = (Step("simulator", self.plan.mode, config), Step("reconstructor", "fbp"))
        insert = self.plan.mode == "insert"
        volume = self.base.volume if insert else self.base.averaged()
        dose = DoseLevel(low.fraction, self.base.scan(scan))
        parts = len(self.lows) * (1 + _TURNS if self.plan.fitted else 1)
        made = []
        for turn in range(self.plan.seeds):

            def told(done: int, total: int, turn: int = turn) -> None:
                at = (part * self.plan.seeds + turn) * total + done
                self.report(
                    Progress(
                        at,
                        parts * self.plan.seeds * total,
                        f"Drawing noise {turn + 1} of {self.plan.seeds} at {100 * low.fraction:.3g} %",
                    )
                )

            made.append(run(volume, dose, steps, _SEED + turn, told).data)
        return made

    def _freed(self, simulated: RegionNoise, own: RegionNoise) -> RegionNoise:
        """Return the simulated noise with its freedom: the reference's own noise is in every seed."""
        if self.plan.mode != "insert":
            return simulated
        v, o = simulated.variance, own.variance
        inserted = max(v * v - o * o, 0.0) / (self.plan.seeds * own.freedom)
        freedom = v * v / (o * o / own.freedom + inserted)
        averaged = simulated.averaged * freedom / simulated.freedom
        return replace(simulated, freedom=freedom, averaged=averaged)


def _level(row: Compared, region: int, plan: Plan) -> Level:
    return Level(
        region,
        row.fraction,
        row.real.variance,
        row.real.freedom,
        row.simulated.variance,
        row.simulated.freedom,
        row.own.variance if plan.mode == "insert" else 0.0,
        row.own.variance,
        row.own.freedom,
    )
