"""The noise that a simulated dose leaves in a picture, for methods that go by it."""

from __future__ import annotations

import torch

from ..core.cancel import check
from ..core.case import Case
from ..core.dose import Apodization
from ..core.errors import GeometryError
from ..core.projections import FanGeometry
from ..physics.counting import smoothed_exp
from ..physics.noise_map import counted_variance, noise_map, unbiased
from ..physics.rows import pixel_of, size_of, unsquare
from ..plugin import make
from .reconstructors import Fbp
from .simulators import photons_of


def known(case: Case) -> bool:
    """Say whether the noise of FBP is known: behind Insert, and Rescan that counts, along parallel rays."""
    return bool(case.noise_known) and not isinstance(case.projections.geometry, FanGeometry)


def noise_of(case: Case, window: Apodization) -> torch.Tensor | None:
    """Return the SD in HU, (n, y, x), of the noise that FBP with this window makes of a case.

    None where it is not `known`.
    """
    return deviation(case, window) if known(case) else None


def noise_in(case: Case) -> torch.Tensor | None:
    """Return the SD in HU, (n, y, x), of the noise in the picture so far; None where it is not known.

    It is known right behind an FBP alone.
    """
    last = make(case.steps[-1]) if case.steps else None
    if not isinstance(last, Fbp):
        return None
    return noise_of(case, last.config.apodization(case.dose.scan.apodization))


def deviation(case: Case, window: Apodization) -> torch.Tensor:
    """Return the SD in HU, (n, y, x), of the noise of FBP.

    After Insert it is the noise of the loaded scan and what was inserted, after Rescan that of the new scan
    alone. Raises ``GeometryError`` where it is not `known`.
    """
    if not case.noise_known:
        raise GeometryError(
            "The noise of these rays is not known; lower the dose with Insert, or with Rescan and its "
            "default noise model, zero counts and floor."
        )
    scan = case.dose.scan
    own, added = _variances(case)
    check()
    if own is None:
        sd = _map(case, added, window)
    elif window == scan.apodization:
        sd = _map(case, own + added, window)
    else:
        key = ("own noise", case.projections, scan, case.bowtie, window)
        passed = case.memo.make(key, lambda: _map(case, own, window, scan.apodization))
        sd = torch.hypot(passed, _map(case, added, window))
    return unsquare(sd, case.reference.grid).contiguous()


def _variances(case: Case) -> tuple[torch.Tensor | None, torch.Tensor]:
    """Return the variances of the rays of the loaded scan, None without noise, and of what was added."""
    p, electronic, full = case.projections.data, case.dose.electronic, photons_of(case)
    low = full * case.dose.fraction
    if case.noise is not None and case.dose.scan.noise == 0:
        return None, counted_variance(p, low, electronic)
    if case.noise is None:
        return None, counted_variance(_true(p, low, electronic), low, electronic)
    key = (case.projections, case.dose.scan, case.bowtie)
    true = case.memo.make(("true", *key), lambda: _true(p, full, electronic))
    check()
    own = case.memo.make(("own variance", *key), lambda: counted_variance(true, full, electronic))
    check()
    return own, counted_variance(true, low, electronic).sub_(own).clamp_(min=0)


def _true(measured: torch.Tensor, n0: torch.Tensor, electronic: float) -> torch.Tensor:
    """Return measured line integrals without most of their noise, and without the bias of few counts."""
    return unbiased(smoothed_exp(measured).log_(), n0, electronic)


def _map(
    case: Case, variance: torch.Tensor, window: Apodization, before: Apodization | None = None
) -> torch.Tensor:
    grid, rays = case.reference.grid, case.projections.geometry
    if isinstance(rays, FanGeometry):
        raise GeometryError("The noise map knows parallel rays only; rescan with parallel rays.")
    return noise_map(variance, rays, size_of(grid), pixel_of(grid), window, before)
