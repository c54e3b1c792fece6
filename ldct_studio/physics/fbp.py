"""Filtered back-projection of parallel rays through the Fourier grid, differentiable."""

from __future__ import annotations

import math

import torch

from ..core.device import device as default_device
from ..core.dose import Apodization
from ..core.errors import GeometryError
from ..core.projections import ScanGeometry
from .gridding.cache import Place, Tensors
from .gridding.sampling import Sampling, sampling
from .gridding.transform import spread

WIDTH = 4
"""Width of the kernel in cells: more exact than linear back-projection from here on."""
_RAM_LAK = Apodization()


def fbp(
    sino: torch.Tensor,
    geometry: ScanGeometry,
    size: int,
    pixel_mm: float,
    apodization: Apodization = _RAM_LAK,
    *,
    limited: bool = False,
) -> torch.Tensor:
    """Return attenuation (n, size, size) in 1/m of line integrals (n, views, bins).

    The band-limited ramp of Ramachandran and Lakshminarayanan (1971; Kak and Slaney 1988, eq. 3.61)
    times the window, back-projected. Differentiable; float64 in, float64 out, everything else as float32.
    Rows go through together, four at a time. Raises ``GeometryError`` where the rays do not fit or do not
    cover half turns; with ``limited``, views that a scan below half a turn lacks are taken for 0 instead.
    """
    rays = sampling(geometry, size, pixel_mm, WIDTH, decimated=True)
    return spread(sino, rays, _factor(rays, apodization, Place.of(sino), limited))


def prepare(geometry: ScanGeometry, size: int, pixel_mm: float, device: torch.device | None = None) -> None:
    """Build the tables of `fbp`; a window of its own costs only milliseconds more."""
    rays = sampling(geometry, size, pixel_mm, WIDTH, decimated=True)
    place = Place(device if device is not None else default_device())
    _factor(rays, _RAM_LAK, place)
    rays.spreading(place)
    rays.deapodization(place)
    rays.slots(place)


def rewindowed(rows: torch.Tensor, before: Apodization, after: Apodization) -> torch.Tensor:
    """Return rows (n, y, x), any unit, as another window would have made them.

    Radial frequencies are multiplied by after/before where ``before`` passes at least 1 %, and by at most 1:
    what the first window took away does not come back. The mean stays.
    """
    height, width = rows.shape[-2:]
    pad = 32  # of repeated border pixels, so that opposite borders do not meet
    framed = torch.nn.functional.pad(rows[:, None], (pad, pad, pad, pad), mode="replicate")[:, 0]
    y = torch.fft.fftfreq(height + 2 * pad, device=rows.device)[:, None] * 2
    x = torch.fft.rfftfreq(width + 2 * pad, device=rows.device)[None] * 2
    radius = torch.hypot(x, y)
    old = window(before, radius)
    gain = torch.where(old > 0.01, window(after, radius) / old.clamp_min(0.01), 0.0).clamp_max(1.0)
    filtered: torch.Tensor = torch.fft.irfft2(torch.fft.rfft2(framed) * gain, s=framed.shape[-2:])
    return filtered[:, pad : pad + height, pad : pad + width].contiguous()


def window(apodization: Apodization, frequency: torch.Tensor) -> torch.Tensor:
    """Return the window at frequencies in fractions of the detector's Nyquist; any shape.

    Raises ``GeometryError`` for a cut-off that is not positive.
    """
    if not apodization.cutoff > 0:
        raise GeometryError(f"The cut-off of a window must be positive, not {apodization.cutoff}.")
    x = frequency / apodization.cutoff
    match apodization.name:
        case "ram-lak":
            shape = torch.ones_like(x)
        case "shepp-logan":
            shape = torch.sinc(x / 2)
        case "cosine":
            shape = torch.cos(math.pi / 2 * x)
        case "hamming":
            shape = 0.54 + 0.46 * torch.cos(math.pi * x)
        case "hann":
            shape = 0.5 + 0.5 * torch.cos(math.pi * x)
    shape = shape * (1 + apodization.boost * torch.sin(math.pi * x) ** 2)
    return torch.where(x <= 1, shape, 0.0)


def ramp(length: int) -> torch.Tensor:
    """Return the spectrum of the band-limited ramp for rows of ``length``, (length//2 + 1,), float64.

    h(0) = 1/4, h(odd n) = -1/(πn)², 0 elsewhere, one bin being the unit. Its value at frequency 0 is
    small but not 0, and that keeps the mean of the picture right.
    """
    n = torch.arange(length, dtype=torch.int64)
    n = torch.where(n < length // 2, n, n - length)
    odd = n % 2 == 1
    taps = torch.where(odd, -1 / (math.pi * n.double().where(odd, torch.ones(()).double())) ** 2, 0.0)
    taps[0] = 0.25
    spectrum: torch.Tensor = torch.fft.rfft(taps).real
    return spectrum


def _factor(rays: Sampling, apodization: Apodization, place: Place, limited: bool = False) -> Tensors:
    """Return shift, quadrature, filter and unit: (fold, angle, j), complex, and the conjugate."""
    return rays.factor((apodization, limited), lambda: _filter(rays, apodization, limited), place)


def _filter(rays: Sampling, apodization: Apodization, limited: bool) -> torch.Tensor:
    filtered = ramp(rays.length)[rays.indices] * window(apodization, 2 * rays.frequencies)
    step = _view_weight(rays.geometry, limited) / (rays.pitch * rays.pixel / 1000)
    return filtered * rays.quadrature * step


def _view_weight(geometry: ScanGeometry, limited: bool) -> float:
    """Return the angle in radians that one view stands for in a half turn."""
    half_turns = abs(geometry.arc) / math.pi
    if limited and half_turns < 1:
        return abs(geometry.arc) / geometry.views
    if half_turns < 0.5 or abs(half_turns - round(half_turns)) > 1e-6:
        raise GeometryError("Filtered back-projection needs views over half a turn or whole turns.")
    return math.pi / geometry.views
