"""Where the spectra of the rays lie on the grid, and the tables that carry values to and fro."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cached_property, lru_cache

import torch

from ...core.errors import GeometryError
from ...core.projections import ScanGeometry
from .bags import LONGEST, levels
from .cache import Place, Tensors, tables
from .kernel import deapodization, fast_length, kernel, shape_parameter
from .orbits import Orbits, orbits
from .plane import Plane

OVERSAMPLING = 1.25
"""Grid cells per pixel on each axis."""


@dataclass(frozen=True)
class Sampling:
    """Radial samples of a scan on the grid of a ``size``² picture with pixels of ``pixel`` mm.

    ``width`` is that of the kernel in cells. A ``decimated`` sampling is for filtered rows: twice as
    dense at low frequencies, where the long tail of the ramp filter comes from.
    """

    geometry: ScanGeometry
    size: int
    pixel: float
    width: int
    decimated: bool

    def __post_init__(self) -> None:
        if self.size < 8 or not self.pixel > 0:
            raise GeometryError("A picture needs at least 8 x 8 pixels and a positive pixel size.")

    @cached_property
    def pitch(self) -> float:
        """Distance of two bins in pixels."""
        return self.geometry.pitch / self.pixel

    @cached_property
    def center(self) -> float:
        """Bin, as a real number, on which the rotation center falls."""
        return (self.geometry.bins - 1) / 2 + self.geometry.offset / self.geometry.pitch

    @cached_property
    def length(self) -> int:
        """Length of the rows' transform: nothing wraps into the picture."""
        shift = abs(self.geometry.offset) / self.geometry.pitch
        half = self.geometry.bins / 2 + shift + self.size / (self.pitch * math.sqrt(2))
        return fast_length(half + 32) * (2 if self.decimated else 1)

    @cached_property
    def dense(self) -> int:
        """How many of the first radial samples are kept; of those after them every second one."""
        if not self.decimated:
            return self._count
        odd = torch.arange(1, self.length // 2 + 1, 2, dtype=torch.float64)
        return min(int(odd[_crossover(odd / self.length) >= 1e-6].max()) + 2, self._count)

    @cached_property
    def indices(self) -> torch.Tensor:
        """Radial sample numbers j kept, (j,), int64; frequency j/length cycles per bin."""
        j = torch.arange(self._count)
        return torch.cat((j[: self.dense], j[self.dense + 1 :: 2]))

    @cached_property
    def frequencies(self) -> torch.Tensor:
        """Frequencies kept, in cycles per bin, (j,), float64."""
        return self.indices.double() / self.length

    @cached_property
    def quadrature(self) -> torch.Tensor:
        """Weights of the radial sum over 0…Nyquist, 1/length included, (j,), float64."""
        j, weight = self.indices, torch.ones(len(self.indices), dtype=torch.float64)
        if self.decimated:
            near = _crossover(self.frequencies)
            weight = torch.where(j % 2 == 0, 2 - near, near)
        return weight / torch.where(self.at_end, 2, 1) / self.length

    @cached_property
    def at_end(self) -> torch.Tensor:
        """True at frequency 0 and Nyquist, which the spectrum of a real row holds once, (j,)."""
        return (self.indices == 0) | (self.indices == self.length // 2)

    @cached_property
    def orbits(self) -> Orbits:
        """Views that share weights."""
        return orbits(self.geometry)

    @cached_property
    def plane(self) -> Plane:
        """The grid and its part that the samples reach."""
        grid, pad = fast_length(OVERSAMPLING * self.size), self.width // 2 + 1
        reach = grid * float(self.frequencies[-1]) / self.pitch
        row = reach * math.sin(max(self.orbits.angles))
        return Plane(self.size, grid, pad, int(reach) + pad, int(row) + pad)

    @cached_property
    def beta(self) -> float:
        """Shape parameter of the kernel."""
        return shape_parameter(self.width, self.plane.grid / self.size)

    @cached_property
    def _count(self) -> int:
        """Samples up to the detector's Nyquist frequency, or the picture's where that is lower."""
        return min(self.length // 2, math.floor(self.length * self.pitch / 2 + 1e-9)) + 1

    def deapodization(self, place: Place) -> torch.Tensor:
        """Return the correction of the picture for the kernel's own shape, (size, size)."""
        return self._kept("deapodization", self._correction, place)[0]

    def factor(self, name: Hashable, amplitude: Callable[[], torch.Tensor], place: Place) -> Tensors:
        """Return the shift of bin 0 to the center pixel times an amplitude (j,), and the conjugate.

        Both (fold, angle, j), complex; ``name`` tells amplitudes apart.
        """

        def build() -> Tensors:
            factor = self._kept("phase", self._phase, place)[0] * amplitude().to(place.dtype).to(place.device)
            return factor, factor.conj().resolve_conj()

        return tables.get((name, self, place), build)

    def gathering(self, place: Place) -> Tensors:
        """Return cells (e,) and weights (e,), sample by sample (angle, j), and each one's first entry."""
        return self._kept("gather", self._gathering, place)

    def spreading(self, place: Place) -> Tensors:
        """Return samples (e,) and weights (e,) sorted by cell, and the levels of the cells' bags."""
        longest = LONGEST.get(place.device.type)
        return self._kept("spread", lambda dtype: self._spreading(dtype, longest), place)

    def slots(self, place: Place) -> Tensors:
        """Return the view of every slot (``views`` where there is none), and the slot of every view."""
        return self._kept("slots", self._slots, place)

    def _kept(self, name: str, build: Callable[[torch.dtype], Tensors], place: Place) -> Tensors:
        return tables.get((name, self, place), lambda: tuple(t.to(place.device) for t in build(place.dtype)))

    def _slots(self, _: torch.dtype) -> Tensors:
        views = self.geometry.views
        view = torch.tensor([views if v is None else v for v in self.orbits.slots])
        return view, torch.argsort(view, stable=True)[:views]

    def _correction(self, dtype: torch.dtype) -> Tensors:
        axis = deapodization(self.size, self.plane.grid, self.width, self.beta)
        return (torch.outer(axis, axis).to(dtype),)

    def _phase(self, dtype: torch.dtype) -> Tensors:
        view = torch.tensor([0 if v is None else v for v in self.orbits.slots], dtype=torch.float64)
        angle = (self.geometry.start + view * self.geometry.arc / self.geometry.views).reshape(
            len(self.orbits.folds), -1
        )
        half = self.size // 2 - (self.size - 1) / 2
        shift = self.center + half / self.pitch * (angle.cos() - angle.sin())
        turns = torch.frac(shift[..., None] * self.frequencies)
        return (torch.polar(torch.ones_like(turns), 2 * math.pi * turns).to(dtype.to_complex()),)

    def _gathering(self, dtype: torch.dtype) -> Tensors:
        angle = torch.tensor(self.orbits.angles, dtype=torch.float64)[:, None]
        radius = self.frequencies * (self.plane.grid / self.pitch)
        columns, across = self._taps(radius * angle.cos(), dtype)
        rows, down = self._taps(radius * angle.sin(), dtype)
        cells = (rows + self.plane.pad)[:, :, None] * self.plane.wedge[1] + (columns + self.plane.pad)[
            :, None
        ]
        first = torch.arange(0, cells.numel(), self.width**2, dtype=torch.int32)
        return cells.flatten(), (down[:, :, None] * across[:, None]).flatten(), first

    def _taps(self, position: torch.Tensor, dtype: torch.dtype) -> Tensors:
        """Return cells (m, W), int32, and signed weights (m, W) along one axis."""
        position = position.reshape(-1, 1)
        cell = torch.ceil(position - self.width / 2) + torch.arange(self.width)
        sign = 1 - 2 * torch.remainder(cell, 2)
        weight = kernel(cell - position, self.width, self.beta) * sign
        return cell.to(torch.int32), weight.to(dtype)

    def _spreading(self, dtype: torch.dtype, longest: int | None) -> Tensors:
        cells, weights, _ = self._gathering(dtype)
        entry = torch.argsort(cells, stable=True)
        counts = torch.bincount(cells, minlength=math.prod(self.plane.wedge))
        return (entry // self.width**2).to(torch.int32), weights[entry], *levels(counts, longest)


@lru_cache(maxsize=64)
def sampling(
    geometry: ScanGeometry, size: int, pixel: float, width: int, *, decimated: bool = False
) -> Sampling:
    """Return the sampling of a scan; equal arguments give the same object, so it is worked out once."""
    return Sampling(geometry, size, pixel, width, decimated)


def _crossover(frequency: torch.Tensor) -> torch.Tensor:
    """Return the share of the odd samples: 1 below 0.02 cycles per bin, 0 above 0.12."""
    t = (frequency - 0.02) / 0.10
    smooth = torch.erfc(3.2 * (2 * t - 1)) / 2
    return torch.where(t <= 0, 1.0, torch.where(t >= 1, 0.0, smooth))
