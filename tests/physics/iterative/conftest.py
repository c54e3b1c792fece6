"""A small scan, and one so small that its matrix can be written down."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
import torch

from ldct_studio.core.projections import ScanGeometry
from ldct_studio.physics import phantom
from ldct_studio.physics.iterative.rays import Rays
from ldct_studio.physics.noise import photon_noise

PHOTONS, ELECTRONIC = 2e4, 5.0


@dataclass(frozen=True, eq=False)
class Scan:
    """Noisy line integrals (2, 60, 93) of two scans of the insert phantom (64, 64), and the truth in 1/m."""

    rays: Rays
    truth: torch.Tensor
    sino: torch.Tensor


@dataclass(frozen=True, eq=False)
class Dense:
    """The matrix (rays, pixels) of a scan, float64, and what was measured, (1, views, bins)."""

    rays: Rays
    matrix: torch.Tensor
    sino: torch.Tensor

    @property
    def measured(self) -> torch.Tensor:
        """What was measured as a vector, float64."""
        return self.sino.double().flatten()

    def known(self, picture: torch.Tensor, weights: torch.Tensor) -> torch.Tensor:
        """Return the coordinates of a picture along what the weighted rays tell well.

        Nothing tells of the corners of the picture's spectrum, so least squares leaves them open.
        """
        _, values, vectors = torch.linalg.svd(weights.double().sqrt().flatten()[:, None] * self.matrix)
        return vectors[values > 0.1 * values[0]] @ picture.double().flatten()

    def picture(self, vector: torch.Tensor) -> torch.Tensor:
        """Return the picture (1, size, size) of a vector."""
        return vector.view(1, self.rays.size, self.rays.size)


@pytest.fixture(scope="session")
def scan() -> Scan:
    """Scan an ellipse of 256 × 200 mm on pixels of 5 mm."""
    rays = Rays(ScanGeometry.covering(64, 5.0, 60), 64, 5.0)
    body = phantom.insert_phantom(256)
    generator = torch.Generator().manual_seed(3)
    lines = phantom.line_integrals(body, rays.geometry).expand(2, -1, -1)
    field = torch.randn(2, *lines.shape, generator=generator)
    return Scan(rays, phantom.picture(body, 64, 5.0, 4), photon_noise(lines, PHOTONS, ELECTRONIC, field))


@pytest.fixture(scope="session")
def dense() -> Dense:
    """Write down the matrix of 12² pixels, with bins so fine that every frequency is measured."""
    size = 12
    rays = Rays(ScanGeometry(40, 31, 3.0, start=0.04), size, 5.0)
    points = torch.eye(size * size).view(-1, size, size)
    matrix = rays.project(points).flatten(1).T.double()
    picture = 20 * torch.rand(1, size, size, generator=torch.Generator().manual_seed(4))
    noise = 0.05 * torch.randn(1, 40, 31, generator=torch.Generator().manual_seed(5))
    return Dense(rays, matrix, rays.project(picture) + noise)
