"""Projection and reconstruction of other programs, each where it is installed.

Pictures are (N, N) in 1/m, sinograms (views, bins); geometry in mm.
"""

from __future__ import annotations

import importlib
import math
from collections.abc import Callable
from types import ModuleType

import torch
import torch.nn.functional as F  # noqa: N812  (the name everyone knows)

from ldct_studio.core.projections import FanGeometry, ScanGeometry
from ldct_studio.physics.fbp import ramp

Run = Callable[[torch.Tensor], torch.Tensor]


def found(name: str) -> ModuleType | None:
    """Return an installed package, or None with a line that says so."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        print(f"no {name} ({error})")
        return None


class Astra:
    """ASTRA's CPU code with the linear projector, and back-projection of a flat fan."""

    def __init__(self, astra: ModuleType, geometry: ScanGeometry, size: int, pixel: float) -> None:
        self._astra, self._pixel = astra, pixel
        angles = [geometry.start + k * geometry.arc / geometry.views for k in range(geometry.views)]
        self._rays = astra.create_proj_geom("parallel", geometry.pitch / pixel, geometry.bins, angles)
        self._pixels = astra.create_vol_geom(size, size)
        self._linear = astra.create_projector("linear", self._rays, self._pixels)

    def fbp(self, sino: torch.Tensor) -> torch.Tensor:
        """Return the FBP with the Ram-Lak window."""
        settings = self._astra.astra_dict("FBP") | {"FilterType": "ram-lak"}
        return self._run(settings, self._linear, self._rays, sino) / (self._pixel / 1000)

    def project(self, picture: torch.Tensor) -> torch.Tensor:
        """Return line integrals."""
        astra = self._astra
        number, sino = astra.create_sino(picture.numpy(), self._linear)
        astra.data2d.delete(number)
        return torch.from_numpy(sino) * (self._pixel / 1000)

    def fan_backprojection(self, geometry: FanGeometry) -> Run:
        """Return ASTRA's unfiltered back-projection of a flat fan."""
        astra, pixel = self._astra, self._pixel
        angles = [-(geometry.start + k * geometry.arc / geometry.views) for k in range(geometry.views)]
        step, radius = geometry.pitch / pixel, geometry.radius / pixel
        rays = astra.create_proj_geom("fanflat", step, geometry.bins, angles, radius, 0.0)
        projector = astra.create_projector("line_fanflat", rays, self._pixels)
        return lambda sino: self._run(astra.astra_dict("BP"), projector, rays, sino)

    def _run(
        self, settings: dict[str, object], projector: int, rays: object, sino: torch.Tensor
    ) -> torch.Tensor:
        astra = self._astra
        data = astra.data2d.create("-sino", rays, sino.numpy())
        result = astra.data2d.create("-vol", self._pixels)
        wanted = {"ProjectorId": projector, "ProjectionDataId": data, "ReconstructionDataId": result}
        algorithm = astra.algorithm.create(settings | wanted)
        astra.algorithm.run(algorithm)
        picture = torch.from_numpy(astra.data2d.get(result))
        astra.algorithm.delete(algorithm)
        astra.data2d.delete([data, result])
        return picture


def sampled_fbp(geometry: ScanGeometry, size: int, pixel: float) -> Run:
    """Return the FBP by torch's ``grid_sample``: linear interpolation of one view after the other."""
    length, half = 2048, (geometry.bins - 1) / 2 * geometry.pitch
    axis = (torch.arange(size) - (size - 1) / 2) * pixel

    def run(sino: torch.Tensor) -> torch.Tensor:
        spectrum = torch.fft.rfft(sino, n=length) * ramp(length).float()
        rows = torch.fft.irfft(spectrum, n=length)[:, : geometry.bins]
        picture = torch.zeros(size, size)
        for view in range(geometry.views):
            angle = geometry.start + view * geometry.arc / geometry.views
            s = axis * math.cos(angle) - axis[:, None] * math.sin(angle)
            where = torch.stack((s / half, torch.zeros_like(s)), -1)[None]
            picture += F.grid_sample(rows[view][None, None, None], where, align_corners=True)[0, 0]
        return picture * (math.pi / geometry.views / (geometry.pitch / 1000))

    return run


def skimage_fbp(transform: ModuleType, geometry: ScanGeometry, size: int) -> Run:
    """Return scikit-image's FBP of one sinogram; its unit is per bin."""
    angles = [math.degrees(geometry.start + k * geometry.arc / geometry.views) for k in range(geometry.views)]

    def run(sino: torch.Tensor) -> torch.Tensor:
        picture = transform.iradon(sino.T.numpy(), angles, output_size=size, circle=True)
        return torch.from_numpy(picture)

    return run
