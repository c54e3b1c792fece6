"""PWLS: every ray trusted as far as its photons allow, and no more roughness than they prove."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import torch

from ...core.cancel import interruptible
from .curvature import Curvature
from .iteration import Iteration, OnIteration, unwatched
from .penalty import Penalty, Slopes, image_of, slopes_of
from .rays import Rays
from .stacks import inner, ratio


def pwls(
    sino: torch.Tensor,
    rays: Rays,
    weights: torch.Tensor,
    penalty: Penalty,
    iterations: int,
    *,
    start: torch.Tensor,
    on_iteration: OnIteration = unwatched,
) -> torch.Tensor:
    """Return attenuation (n, size, size) in 1/m of line integrals and their weights (n, views, bins).

    The objective is ½ Σ w (p - A x)² + Σ β ψ(|∇x|) with β in the unit of `Curvature` (Sauer and Bouman 1993;
    Thibault et al. 2007). Preconditioned conjugate gradients whose step is that of a quadratic majorizer
    along the direction (Fessler and Booth 1999; Labat and Idier 2008): the objective never rises, and the
    steps end early where rounding leaves nothing to gain. ``start`` is best an FBP.
    """
    curvature = Curvature.of(rays, weights)
    unit = curvature.unit
    state = _State.of(start, rays.project(start) - sino)
    objective = state.objective(weights, penalty, unit)
    direction = before = torch.zeros_like(start)
    power = torch.zeros_like(objective)
    for number in interruptible(range(1, iterations + 1)):
        majorizer = penalty.majorizer(state.slopes, unit)
        slope = rays.backproject(weights * state.residual) + _smoothed(majorizer, state.slopes)
        steepest = curvature.inverse(slope, majorizer)
        # Polak and Ribière's rule, begun anew where it would turn back.
        keep = ratio(inner(steepest, slope - before), power).clamp_min(0)
        power, before = inner(steepest, slope), slope
        direction = keep * direction - steepest
        direction = torch.where(inner(direction, slope) < 0, direction, -steepest)
        along = _State.of(direction, rays.project(direction))
        bend = inner(weights * along.residual, along.residual) + inner(
            majorizer, along.slopes[0].square() + along.slopes[1].square()
        )
        found = state.moved(along, ratio(-inner(direction, slope), bend))
        reached = found.objective(weights, penalty, unit)
        falls = reached < objective
        if not bool(falls.any()):
            break
        state, objective = found.where(falls, state), torch.where(falls, reached, objective)
        on_iteration(Iteration(number, iterations, state.image, float(objective.sum())))
    return state.image


@dataclass(frozen=True, eq=False)
class _State:
    """A picture, what its line integrals have too much, and its slopes: all that is linear in it."""

    image: torch.Tensor
    residual: torch.Tensor
    slopes: Slopes

    @classmethod
    def of(cls, image: torch.Tensor, residual: torch.Tensor) -> Self:
        return cls(image, residual, slopes_of(image))

    def objective(self, weights: torch.Tensor, penalty: Penalty, unit: torch.Tensor) -> torch.Tensor:
        misfit = inner(weights * self.residual, self.residual) / 2
        return misfit + penalty.value(self.slopes, unit)

    def moved(self, along: _State, step: torch.Tensor) -> Self:
        down, right = (a + step * b for a, b in zip(self.slopes, along.slopes, strict=True))
        return type(self)(
            self.image + step * along.image, self.residual + step * along.residual, (down, right)
        )

    def where(self, chosen: torch.Tensor, other: Self) -> Self:
        """Take the rows of a stack that were chosen, and the others from another state."""
        down, right = (torch.where(chosen, a, b) for a, b in zip(self.slopes, other.slopes, strict=True))
        return type(self)(
            torch.where(chosen, self.image, other.image),
            torch.where(chosen, self.residual, other.residual),
            (down, right),
        )


def _smoothed(majorizer: torch.Tensor, slopes: Slopes) -> torch.Tensor:
    down, right = slopes
    return image_of((majorizer * down, majorizer * right))
