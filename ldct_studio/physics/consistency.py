"""Whether a picture is one that its rays allow: its misfit in units of their known noise."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch

from ..core.dose import Apodization
from ..core.errors import GeometryError
from ..core.projections import ScanGeometry
from .attenuation import HU_PER_MU, hu_to_mu
from .counting import smoothed_exp
from .fbp import fbp, window
from .noise_map import unbiased
from .projector import project
from .rows import square

FINEST = 0.15
"""Cut-off in 1/mm of the Hann window that the misfit goes through: things of some 6 mm and larger."""
FAR = 3.0
"""Beyond so many SD a pixel stands out; by chance 0.27 % of them do."""
_FARTHEST = 5.0
"""Beyond so many SD no pixel of a slice is by chance, but in one of some hundred slices."""


@dataclass(frozen=True, eq=False)
class Consistency:
    """How far every pixel is from what the rays say, in SD of their noise.

    ``deviation`` is (y, x), float32, rays less picture. ``chi_square`` is its mean square over the body, 1
    where the noise was taken away and nothing else; ``spread`` is the SD that it has then. ``far`` is the
    share of the body's pixels beyond ±3, and ``farthest`` the largest deviation of all, without its sign.
    """

    deviation: torch.Tensor
    chi_square: float
    spread: float
    far: float
    farthest: float

    @property
    def exceeded(self) -> bool:
        """Whether more was changed than noise explains, over the slice or at one place."""
        return self.chi_square > 1 + 4 * self.spread or self.farthest > _FARTHEST


def low_pass(pixel_mm: float) -> Apodization:
    """Return the window that the misfit goes through, for bins of a pixel's width."""
    return Apodization("hann", min(2 * FINEST * pixel_mm, 1.0))


def without_bias(
    measured: torch.Tensor, low: torch.Tensor, electronic: float, full: torch.Tensor | None = None
) -> torch.Tensor:
    """Return rays (n, views, bins) without what the logarithm of few counts adds to them on average.

    ``low`` are the photons of every ray without the patient at the dose. With ``full``, those of the scan
    that noise was inserted into, the bias that this scan had already stays.
    """
    smooth = smoothed_exp(measured).log_()
    bias = smooth - unbiased(smooth, low, electronic)
    if full is not None:
        bias -= smooth - unbiased(smooth, full, electronic)
    return measured - bias


def misfit(
    measured: torch.Tensor, picture_hu: torch.Tensor, geometry: ScanGeometry, pixel_mm: float
) -> torch.Tensor:
    """Return in HU, (n, N, N), what rays (n, views, bins) have that a picture (n, y, x) in HU has not.

    The picture is projected along the rays, and the difference goes through filtered back-projection with
    `low_pass`: it is the change of the picture that the rays ask for. 0 for FBP of the rays themselves.
    """
    image = square(hu_to_mu(picture_hu))
    rest = measured - project(image, geometry, pixel_mm)
    return fbp(rest, geometry, image.shape[-1], pixel_mm, low_pass(pixel_mm)) * HU_PER_MU


def share_passed(before: Apodization, pixel_mm: float) -> float:
    """Return the share of the noise behind `low_pass`, SD over SD, that another window before it leaves."""
    axis = torch.linspace(0, 0.5 / pixel_mm, 2001, dtype=torch.float64)
    power = axis * window(low_pass(pixel_mm), 2 * axis * pixel_mm).square() * axis
    left = window(before, 2 * axis * pixel_mm).square()
    return math.sqrt(float((power * left).sum() / power.sum()))


def consistency(
    misfit_hu: torch.Tensor, noise_hu: torch.Tensor, body: torch.Tensor, pixel_mm: float
) -> Consistency:
    """Return a misfit (y, x) in units of the SD (y, x) that the rays' noise has behind the same window.

    A picture without noise and with all of the anatomy gives a normal deviate of SD 1 everywhere. Raises
    ``GeometryError`` where there is no body or no noise.
    """
    if not bool(body.any()):
        raise GeometryError("There is only air in this slice, so there is nothing to compare.")
    if not float(noise_hu[body].min()) > 0:
        raise GeometryError("The rays have no noise, so nothing may differ from them.")
    deviation = torch.where(body, misfit_hu / noise_hu.clamp_min(1e-6), 0.0).to(torch.float32)
    inside = deviation[body].to(torch.float64)
    cells = float(body.sum()) * pixel_mm**2 / _cell(pixel_mm)
    return Consistency(
        deviation,
        float(inside.square().mean()),
        math.sqrt(2 / max(cells, 1.0)),
        float((inside.abs() > FAR).double().mean()),
        float(inside.abs().max()),
    )


def _cell(pixel_mm: float) -> float:
    """Return the area in mm² that one independent value of the misfit takes: ∫N² d²f / (∫N d²f)².

    N = f·w² is the spectrum of noise that is as strong in every view behind the window w.
    """
    axis = torch.linspace(0, 0.5 / pixel_mm, 2001, dtype=torch.float64)
    power = axis * window(low_pass(pixel_mm), 2 * axis * pixel_mm).square()
    step = 2 * math.pi * axis * float(axis[1])
    return float((power.square() * step).sum()) / float((power * step).sum()) ** 2
