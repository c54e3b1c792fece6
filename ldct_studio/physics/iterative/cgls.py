"""CGLS: least squares by conjugate gradients."""

from __future__ import annotations

import torch

from ...core.cancel import interruptible
from .iteration import Iteration, OnIteration, unwatched
from .rays import Rays, begin
from .stacks import inner, ratio


def cgls(
    sino: torch.Tensor,
    rays: Rays,
    iterations: int,
    *,
    start: torch.Tensor | None = None,
    on_iteration: OnIteration = unwatched,
) -> torch.Tensor:
    """Return attenuation (n, size, size) in 1/m of line integrals (n, views, bins) after CGLS.

    Conjugate gradients on AᵀA x = Aᵀp without forming AᵀA (Hestenes and Stiefel 1952; Björck 1996,
    algorithm 7.4.1). The objective ½ ‖p - A x‖² never rises; noise comes back after its first few dozen
    iterations, so stopping early is what smooths. Begins with ``start``, or with vacuum.
    """
    image = begin(sino, rays, start)
    residual = sino - rays.project(image)
    slope = rays.backproject(residual)
    direction, power = slope, inner(slope, slope)
    for number in interruptible(range(1, iterations + 1)):
        along = rays.project(direction)
        step = ratio(power, inner(along, along))
        image = image + step * direction
        residual = residual - step * along
        slope = rays.backproject(residual)
        before, power = power, inner(slope, slope)
        direction = slope + ratio(power, before) * direction
        on_iteration(Iteration(number, iterations, image, float(inner(residual, residual).sum()) / 2))
    return image
