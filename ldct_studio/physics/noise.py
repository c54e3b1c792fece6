"""Noise that stays: fields fixed by a seed, photon counting and insertion driven by them."""

from __future__ import annotations

import math

import torch

from ..core.device import device as default_device
from ..core.errors import GeometryError
from ..core.projections import Geometry
from .philox import normals

FEW = 10.0
"""Below this many expected counts the Poisson distribution is inverted exactly."""
_TERMS, _BLOCK = 48, 4
"""Terms of the distribution, and after how many the finished rays are set aside: most need few."""
_AL = 71.1
"""Attenuation of aluminum in 1/m at which the table of the bowtie below gives XCIST's ratio of 11.6."""


def normal_field(seed: int, row: int, geometry: Geometry, device: torch.device | None = None) -> torch.Tensor:
    """Return two independent fixed N(0, 1) fields, (2, views, bins), float32.

    A value depends on (seed, slice, ray) alone, so single rows and stacks, processes and devices agree.
    """
    place = device if device is not None else default_device()
    field = normals(seed, row, geometry.views * geometry.bins, place)
    return field.view(2, geometry.views, geometry.bins)


def photon_noise(
    p: torch.Tensor,
    n0: float | torch.Tensor,
    electronic: float,
    field: torch.Tensor,
    floor: float = 0.5,
) -> torch.Tensor:
    """Return line integrals measured with ``n0`` photons per ray and electronic noise (M2), like ``p``.

    ``n0`` may be one number per bin (bowtie). ``field`` is (2, *p.shape) or broadcasts to it; a count rises
    with its first part at every dose, so the grain stays as the dose changes. Counts are floored at
    ``floor`` photons before the logarithm.
    """
    return counted(torch.exp(-p), n0, electronic, field, floor)


def counted(
    transmission: torch.Tensor,
    n0: float | torch.Tensor,
    electronic: float,
    field: torch.Tensor,
    floor: float = 0.5,
) -> torch.Tensor:
    """Return the same as `photon_noise` from exp(-p), which a caller may keep from dose to dose.

    count = ⌊λ + √(λ - 5/36) z + (z² - 1)/6 + 1/2⌋ (Cornish and Fisher 1938), below 10 the exact inverse of
    the Poisson distribution at Φ(z). 5/36 takes off the variance that rounding (1/12) and the next term of
    the expansion (1/18) would add, which is 1 % at 14 counts.
    """
    expected = transmission * n0
    z, electrons = field[0].expand_as(expected), field[1]
    count = torch.sub(expected, 5 / 36).sqrt_().mul_(z).add_(expected)
    count.addcmul_(z, z, value=1 / 6).add_(0.5 - 1 / 6).floor_().clamp_(min=0)
    few = (expected < FEW).flatten().nonzero()[:, 0]
    if len(few):
        exact = poisson_quantile(expected.flatten()[few], z.flatten()[few])
        count.view(-1)[few] = exact
    if electronic:
        count.add_(electrons, alpha=electronic)
    count.clamp_(min=floor).log_().neg_()
    return count.add_(torch.log(n0) if isinstance(n0, torch.Tensor) else math.log(n0))


def poisson_quantile(expected: torch.Tensor, z: torch.Tensor) -> torch.Tensor:
    """Return the smallest k with P(count <= k) >= Φ(z), for up to 10 expected counts; (n,), float32."""
    result = torch.zeros_like(z)
    left = torch.arange(len(z), device=z.device)
    rate, rest = expected.double(), torch.special.ndtr(z.double())
    term = torch.exp(-rate)
    rest -= term
    for block in range(0, _TERMS, _BLOCK):
        more = (rest > 0).nonzero()[:, 0]
        if not len(more):
            break
        left, rate, rest, term = left[more], rate[more], rest[more], term[more]
        count = torch.full_like(rate, block)
        for k in range(block + 1, block + _BLOCK + 1):
            count += rest > 0
            rest -= term.mul_(rate).div_(k)
        result[left] = count.float()
    return result


def insertion_noise(
    exp_p: torch.Tensor,
    n0: float | torch.Tensor,
    electronic: float,
    fraction: float,
    field: torch.Tensor,
) -> torch.Tensor:
    """Return the noise alone that a scan of ``n0`` photons lacks at a fraction of its dose (M6), like e^p.

    σ² = (1/r - 1)·e^p/n0 + (1/r² - 1)·σe²·(e^p/n0)² (Yu et al. 2012; Zeng et al. 2015); ``field`` is that
    of `normal_field`, its first part is used. Exactly 0 at fraction 1.
    """
    if not 0 < fraction <= 1:
        raise GeometryError(f"A dose is above 0 and at most 1 of the scan, not {fraction}.")
    quantum, dark = 1 / fraction - 1, (1 / fraction**2 - 1) * electronic**2
    per_photon = exp_p / n0
    deviation = torch.mul(per_photon, dark).add_(quantum).mul_(per_photon).sqrt_()
    return deviation.mul_(field[0])


def bowtie_profile(geometry: Geometry, source_mm: float = 540.0) -> torch.Tensor:
    """Return the share of photons behind a bowtie filter per bin, (bins,), float32, 1 at the center.

    Aluminum from 2.5 mm at the center to 37 mm at 27.5°, quadratic in the fan angle γ of the ray,
    sin γ = s/``source_mm`` at distance s (XCIST's large bowtie). Multiply ``n0`` with it.
    """
    s = geometry.rays()[1].float()
    angle = torch.asin((s / source_mm).clamp(-1, 1)) / math.radians(27.5)
    return torch.exp(-_AL * (0.037 - 0.0025) * angle**2)
