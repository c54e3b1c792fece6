"""Pictures of a place over many seeds, each with the disc and without, as a lane makes them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import torch

from ..core.cancel import check, interruptible
from ..core.case import Case
from ..core.dose import DoseLevel
from ..core.errors import DeviceError, GeometryError
from ..core.memo import Memo
from ..core.step import Step
from ..core.volume import Volume
from ..methods.known_noise import deviation
from ..pipeline import start
from ..plugin import LanePlugin, Reconstructor, make_lane_step
from .disc import line_integrals
from .site import Site

Report = Callable[[int, int], None]
"""Hears how many pictures of how many are made."""

_MEMORY = 128 << 20


@dataclass(frozen=True, eq=False)
class Ensemble:
    """Patches (n, s, s) in HU, float32, of n seeds: without the disc, and with it under the same noise.

    ``whole`` is by what to multiply variances over the seeds for those over all noise of the dose: where
    noise is inserted into a scan, the seeds change the inserted part alone.
    """

    absent: torch.Tensor
    present: torch.Tensor
    whole: float = 1.0


def drawn(
    volume: Volume,
    dose: DoseLevel,
    steps: tuple[Step, ...],
    site: Site,
    seeds: Sequence[int],
    report: Report = lambda done, total: None,
) -> Ensemble:
    """Return the pictures of a lane around a site, one pair for every seed.

    The disc joins the line integrals behind the simulator, along whatever rays that has made, so every step
    that follows sees it as a part of the patient. Where a linear reconstruction alone follows, the disc is
    made once: what it adds does not depend on the noise. Raises ``GeometryError`` where the steps draw no
    noise, ``StudioError`` where one of them fails, ``Cancelled`` where nobody waits.
    """
    before, after = _parted(steps)
    linear = len(after) == 1 and isinstance(after[0], Reconstructor) and after[0].linear
    memo, whole = Memo(_MEMORY), 1.0
    pairs: list[tuple[torch.Tensor, torch.Tensor]] = []
    try:
        with torch.inference_mode():
            for count, seed in enumerate(interruptible(seeds), 1):
                case = start(volume, (site.row,), dose, seed, memo)
                for plugin in before:
                    case = plugin.apply(case)
                if count == 1:
                    whole = _whole(case, site)
                absent = _patch(case, after, site)
                if pairs and linear:
                    pairs.append((absent, absent + pairs[0][1] - pairs[0][0]))
                else:
                    pairs.append((absent, _patch(_with_disc(case, site), after, site)))
                report(count, len(seeds))
    except torch.OutOfMemoryError as error:
        raise DeviceError("The GPU ran out of memory. Close other programs that use it.") from error
    without, with_disc = (torch.stack(patches) for patches in zip(*pairs, strict=True))
    return Ensemble(without, with_disc, whole)


def _parted(steps: tuple[Step, ...]) -> tuple[list[LanePlugin], list[LanePlugin]]:
    """Return what lowers the dose, and what makes the picture."""
    last = max((i for i, step in enumerate(steps) if step.kind == "simulator"), default=None)
    if last is None:
        raise GeometryError(
            "This pane simulates no dose, so there is no noise to draw; choose a method at a lower dose."
        )
    plugins = [make_lane_step(step) for step in steps]
    if any(plugin.maps for plugin in plugins):
        raise GeometryError("This pane shows a map and no picture of the patient; choose another method.")
    return plugins[: last + 1], plugins[last + 1 :]


def _with_disc(case: Case, site: Site) -> Case:
    """Return the case with the disc in its line integrals, beside the noise where that is kept apart.

    There a linear reconstruction adds what it makes of both to the loaded rows, and any other one is given
    their sum.
    """
    rays = case.projections.geometry
    signal = case.memo.make(("disc", site.disc, rays), lambda: line_integrals(site.disc, rays))
    if case.noise is None:
        data = case.projections.data
        return replace(case, lines=case.projections.made(data + signal.to(data)))
    return replace(case, noise=case.noise.made(case.noise.data + signal.to(case.noise.data)))


def _patch(case: Case, steps: Sequence[LanePlugin], site: Site) -> torch.Tensor:
    """Return what the steps make of a case, around the site."""
    for step in steps:
        check()
        case = step.apply(case)
    patch = site.cut(case.image.data[0]).cpu()
    if not bool(torch.isfinite(patch).all()):
        raise GeometryError("The method made values that are not numbers. Change its settings.")
    return patch


def _whole(case: Case, site: Site) -> float:
    """Return the variance of all noise at the dose over that of what was inserted, at the site, of FBP."""
    scan = case.dose.scan
    if case.noise is None or scan.noise == 0 or not case.noise_known:
        return 1.0
    full = replace(case, dose=DoseLevel(1.0, scan))
    total, own = (
        float((site.cut(deviation(at, scan.apodization)[0]).cpu().square() * site.cover).sum())
        for at in (case, full)
    )
    if total - own <= 1e-3 * total:
        raise GeometryError(
            "At the dose of the scan no noise is inserted, so seeds change nothing; lower the dose or rescan."
        )
    return total / (total - own)
