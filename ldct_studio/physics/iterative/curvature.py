"""How much the rays know of each pixel and each frequency: the curvature AᵀWA of weighted least squares."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Self

import torch

from .rays import Rays
from .stacks import sums

_LEAST = 1e-5
"""Frequencies that the rays hardly measure count as known to this fraction of the best-known one."""


@dataclass(frozen=True, eq=False)
class Curvature:
    """AᵀWA ≈ K Aᵀ A K, K being diagonal (Fessler and Rogers 1996) and AᵀA nearly a convolution.

    ``root`` (n, y, x) is K: the root of the mean weight of the rays through each pixel. ``spectrum``
    (y, x/2 + 1) in m² is that of AᵀA, ``peak`` in m² its response to one pixel in that pixel.
    """

    root: torch.Tensor
    spectrum: torch.Tensor
    peak: float

    @classmethod
    def of(cls, rays: Rays, weights: torch.Tensor) -> Self:
        """Return the curvature for the weights (n, views, bins) of the rays."""
        seen = rays.seen(weights.device)
        mean = torch.where(seen > 0, rays.backproject(weights) / seen, 0.0)
        floor = _LEAST * mean.amax((1, 2), keepdim=True)
        middle = rays.size // 2
        point = weights.new_zeros(1, rays.size, rays.size)
        point[0, middle, middle] = 1
        response = rays.backproject(rays.project(point))[0]
        spectrum = torch.fft.rfft2(response.roll((-middle, -middle), (0, 1))).real
        return cls(
            torch.maximum(mean, floor).sqrt(),
            spectrum.clamp_min(_LEAST * float(spectrum.max())),
            float(response[middle, middle]),
        )

    @property
    def unit(self) -> torch.Tensor:
        """The root of the diagonal of AᵀWA, (n, y, x), in m.

        One over the noise of a pixel whose neighbors are known: a penalty in this unit asks for as much
        smoothness as there is noise, at any dose, anywhere.
        """
        return self.root * math.sqrt(self.peak)

    def inverse(self, slope: torch.Tensor, majorizer: torch.Tensor) -> torch.Tensor:
        """Return about (AᵀWA + ∇ᵀω∇)⁻¹ times a stack (n, y, x), ω being a ``majorizer`` (n, y, x).

        ω/K² is taken to be the same everywhere, its geometric mean; symmetric and positive definite.
        """
        size = slope.shape[-1]
        smooth = (sums((majorizer / self.root.square()).log()) / size**2).exp()
        across = torch.sin(math.pi * torch.fft.fftfreq(size, device=slope.device)).square() * 4
        laplacian = across[:, None] + across[: size // 2 + 1]
        spectrum = torch.fft.rfft2(slope / self.root) / (self.spectrum + smooth * laplacian)
        inverse: torch.Tensor = torch.fft.irfft2(spectrum, s=(size, size)) / self.root
        return inverse
