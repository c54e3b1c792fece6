"""Line integrals of pictures and their transpose: parallel beam, differentiable.

Pixel (r, c) of an N x N picture lies at x = (c - (N - 1)/2) and y = ((N - 1)/2 - r) pixels; see
`ScanGeometry` for the rays. Both maps go through the Fourier slice theorem with a kernel of 5 cells, so
frequencies beyond the detector's Nyquist are absent, as behind an ideal anti-aliasing filter.
"""

from __future__ import annotations

import torch

from ..core.device import device as default_device
from ..core.projections import ScanGeometry
from .gridding.cache import Place, Tensors
from .gridding.sampling import Sampling, sampling
from .gridding.transform import gather, spread

WIDTH = 5
"""Width of the kernel in cells: 1.5e-4 relative error on smooth pictures."""


def project(image: torch.Tensor, geometry: ScanGeometry, pixel_mm: float) -> torch.Tensor:
    """Return line integrals (n, views, bins), dimensionless, of pictures (n, N, N) in 1/m.

    Differentiable; float64 in, float64 out, everything else as float32. Rows go through together, four at a
    time. Raises ``GeometryError`` where the picture is not square.
    """
    rays = sampling(geometry, image.shape[-1], pixel_mm, WIDTH)
    return gather(image, rays, _factor(rays, Place.of(image)))


def backproject(sino: torch.Tensor, geometry: ScanGeometry, size: int, pixel_mm: float) -> torch.Tensor:
    """Return the exact transpose of `project`, (n, size, size) in m, of rays (n, views, bins)."""
    rays = sampling(geometry, size, pixel_mm, WIDTH)
    return spread(sino, rays, _factor(rays, Place.of(sino)))


def prepare(geometry: ScanGeometry, size: int, pixel_mm: float, device: torch.device | None = None) -> None:
    """Build the tables of `project`; they stay in a cache of 400 MB until others push them out."""
    rays = sampling(geometry, size, pixel_mm, WIDTH)
    place = Place(device if device is not None else default_device())
    _factor(rays, place)
    rays.gathering(place)
    rays.deapodization(place)
    rays.slots(place)


def _factor(rays: Sampling, place: Place) -> Tensors:
    """Return shift, quadrature and the length of a pixel in m: (fold, angle, j), complex."""
    return rays.factor("project", lambda: rays.quadrature / rays.pitch * (rays.pixel / 1000), place)
