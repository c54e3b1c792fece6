"""How many photons a loaded scan had and which kernel made it, from its picture alone.

The variance of filtered back-projection at a point is a constant of the kernel times the mean variance
of the rays through it, and the line integrals follow from the picture: the number of photons is left.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  (the name everyone knows)

from ..core.cancel import interruptible
from ..core.dose import Apodization, Exposure, Scan
from ..core.errors import GeometryError
from ..core.projections import ScanGeometry
from ..core.roi import Ellipse
from ..core.volume import Volume
from .attenuation import AIR_HU, HU_PER_MU
from .counting import log_counts
from .matching_course import Course, course_along, location
from .matching_kernel import Fit, fit_window, gain, rings_of, window_shape
from .matching_tissue import Tissue, Windows, find_tissue, patches_of, windows_of, without_padding
from .projector import project
from .rows import VIEWS, pixel_of, square

FEWEST = 30
"""Fewer independent windows than this say too little."""
ROWS = 24
"""Rows looked at, spread over the volume."""
_MOST = 1000
"""Windows that are looked at closely; more make nothing more exact."""
_COARSE = 128
_COARSE_VIEWS = 96
_WINDOW_MM = (6.0, 8.0, 10.0, 12.0)
_FINE_ENOUGH = 12.0
"""Shape of the Gamma law (half the degrees of freedom of a window) from which its level is clear."""
_PATCH_MM = (28.0, 20.0, 14.0)
_ENOUGH_PATCHES, _FEWEST_PATCHES = 40, 8
_RATES = (0.8,) * 5 + (0.4,) * 5
"""Steps of the search: variance falls with n0 between its first and second power; the last ones settle
a level that jumps as windows cross the cut."""
_PHOTONS = (math.log(1e2), math.log(1e9))
_ASSUMED = "10⁵ per ray is assumed"


@dataclass(frozen=True, eq=False)
class Evidence:
    """The flat windows of a scan and the line integrals (m, views) of the rays through each."""

    windows: Windows
    paths: torch.Tensor
    pixel: float
    electronic: float

    def variance(self, photons: torch.Tensor) -> torch.Tensor:
        """Return the mean variance (m,) of the rays through each window for photons (m,) per ray."""
        return log_counts(self.electronic).variance_at(self.paths - photons.log()[:, None]).mean(1)

    def excess(self, photons: torch.Tensor, apodization: Apodization) -> torch.Tensor:
        """Return ln(measured/expected variance) (m,) for photons (m,) per ray."""
        expected = gain(apodization, self.pixel, VIEWS, high_pass=True) * self.variance(photons)
        return (self.windows.variance.double() / expected).log()


def estimate_scan(
    volume: Volume,
    exposure: Exposure | None = None,
    *,
    electronic: float = 5.0,
    regions: Sequence[Ellipse] = (),
) -> Scan:
    """Return what 100 % of a loaded CT was: photons per ray, window, noise and their uncertainty.

    ``photons`` is n0 of the standard geometry (``ScanGeometry.covering``, 1000 views) with which noise
    reconstructed through ``apodization`` has the variance that is measured in flat soft tissue.
    ``electronic`` noise in photons is taken as given. ``regions`` are flat tissue drawn by the user;
    only their rows are then looked at. Where the volume allows no estimate the default comes back with
    a sentence that says why. Raises ``Cancelled`` where nobody waits.
    """
    fallback = Scan(electronic=electronic, exposure=exposure if exposure is not None else Exposure())
    if volume.modality not in ("CT", "MVCT"):
        return replace(fallback, note=f"photons can be estimated for CT in HU only; {_ASSUMED}")
    try:
        pixel = pixel_of(volume.grid)
    except GeometryError:
        return replace(fallback, note=f"photons can be estimated for square pixels only; {_ASSUMED}")
    rows, drawn = _rows_of(volume, regions)
    hu = without_padding(volume.data[rows])
    tissue = find_tissue(hu, pixel, drawn)
    fits = _fits(tissue)
    windows = _windows(tissue, fits[0].apodization)
    if len(windows) < FEWEST:
        return replace(fallback, note=f"too little flat soft tissue to estimate the photons; {_ASSUMED}")
    some = windows.every(math.ceil(len(windows) / _MOST))
    evidence = Evidence(some, _paths(hu, pixel, some), pixel, electronic)
    scan = _conclude(volume, rows, fits, evidence, fallback)
    return replace(scan, patches=len(windows), note=_note(windows, fits[0]))


def _note(windows: Windows, fit: Fit) -> str:
    unseen = (
        "" if math.isfinite(fit.misfit) else "; there is too little tissue to see the kernel, Hann is assumed"
    )
    return f"estimated from {len(windows)} patches{unseen}"


def _rows_of(volume: Volume, regions: Sequence[Ellipse]) -> tuple[list[int], torch.Tensor | None]:
    """Return the rows to look at and, where regions were drawn, their pixels (n, y, x)."""
    total = volume.grid.shape[0]
    if not regions:
        count = min(ROWS, total)
        return [int((i + 0.5) * total / count) for i in range(count)], None
    at = [min(max(round(volume.grid.index(region.center)[0]), 0), total - 1) for region in regions]
    rows = sorted(set(at))
    drawn = np.zeros((len(rows), *volume.grid.shape[1:]), dtype=np.bool_)
    for row, region in zip(at, regions, strict=True):
        drawn[rows.index(row)] |= region.mask(volume.grid)
    return rows, torch.from_numpy(drawn).to(volume.data.device)


def _windows(tissue: Tissue, apodization: Apodization) -> Windows:
    """Return windows of 6 mm, or larger ones where the grain is coarse and there are enough of them."""
    for millimeters in _WINDOW_MM:
        side = max(4, round(millimeters / tissue.pixel))
        windows = windows_of(tissue, side)
        if window_shape(apodization, tissue.pixel, side) >= _FINE_ENOUGH and len(windows) >= 2 * FEWEST:
            return windows
    return windows_of(tissue, max(4, round(_WINDOW_MM[0] / tissue.pixel)))


def _paths(hu: torch.Tensor, pixel: float, windows: Windows) -> torch.Tensor:
    """Return the line integrals (m, views) through the windows, from coarse pictures.

    Coarse is enough, because the mean over views is smooth. What noise makes thinner than vacuum stays:
    it averages out along a ray, and clamped it would add up.
    """
    factor = max(1, math.ceil(max(hu.shape[1:]) / _COARSE))
    mu = square((hu - AIR_HU) / HU_PER_MU)
    pad = -mu.shape[-1] % factor
    mu = F.pad(mu, (pad // 2, pad - pad // 2, pad // 2, pad - pad // 2))
    coarse = F.avg_pool2d(mu[:, None], factor)[:, 0]
    geometry = ScanGeometry.covering(coarse.shape[-1], pixel * factor, _COARSE_VIEWS)
    parts = [
        project(coarse[start : start + 8], geometry, pixel * factor)
        for start in interruptible(range(0, len(coarse), 8))
    ]
    return _along(torch.cat(parts), geometry, windows)


def _along(sinogram: torch.Tensor, geometry: ScanGeometry, windows: Windows) -> torch.Tensor:
    """Return the line integrals (m, views) of the rays through the windows' centers, float64."""
    views = torch.arange(geometry.views, device=sinogram.device)
    angle = geometry.start + views.double() * geometry.arc / geometry.views
    s = windows.x.double()[:, None] * angle.cos() + windows.y.double()[:, None] * angle.sin()
    place = (s / geometry.pitch + (geometry.bins - 1) / 2).clamp(0, geometry.bins - 1.001)
    left = place.long()
    row = windows.row[:, None]
    low, high = sinogram[row, views, left].double(), sinogram[row, views, left + 1].double()
    return torch.lerp(low, high, place - left)


def _conclude(
    volume: Volume, rows: list[int], fits: tuple[Fit, ...], evidence: Evidence, fallback: Scan
) -> Scan:
    """Return the scan that the evidence speaks for."""
    best = fits[0].apodization
    course = _course(evidence, best, rows, volume.grid.shape[0], fallback.exposure)
    photons = _photons(evidence, best, course)
    rivals = [_photons(evidence, fit.apodization, course) for fit in fits[1:]]
    width = max(abs(rival - photons) for rival in [photons, *rivals]) / 2
    return replace(
        fallback,
        photons=_everywhere(photons, course, rows, volume.grid.shape[0], fallback.exposure),
        apodization=best,
        source="estimated",
        uncertainty=math.hypot(_sampling(evidence, best, course), width),
        noise=_noise(evidence, best, photons, course),
    )


def _fits(tissue: Tissue) -> tuple[Fit, ...]:
    """Return the windows that explain the noise, from the largest patches of which there are enough."""
    for millimeters in _PATCH_MM:
        side = 2 * max(8, round(millimeters / tissue.pixel / 2))
        patches, _ = patches_of(tissue, side)
        calm = _calmest(patches)
        if len(calm) >= (_ENOUGH_PATCHES if millimeters > _PATCH_MM[-1] else _FEWEST_PATCHES):
            return fit_window(rings_of(calm, tissue.pixel))
    return (Fit(Apodization("hann"), math.inf),)


def _calmest(patches: torch.Tensor) -> torch.Tensor:
    """Return the calmer two thirds of the patches, scaled to equal power: the rest holds more anatomy."""
    if not len(patches):
        return patches
    power = patches.square().mean((1, 2))
    calm = (power <= power.quantile(0.67)) & (power > 0)
    return patches[calm] / power[calm].sqrt()[:, None, None]


def _shape(evidence: Evidence, apodization: Apodization) -> float:
    """Return the shape of the Gamma law that the variances of windows of pure noise follow."""
    return window_shape(apodization, evidence.pixel, round(evidence.windows.side / evidence.pixel))


def _course(
    evidence: Evidence, apodization: Apodization, rows: list[int], total: int, exposure: Exposure
) -> Course:
    """Return how n0 runs over the rows looked at: as the recorded tube current, else as the noise says."""
    level = Course(_recorded(rows, total, exposure), math.nan, 0)
    photons = _per_window(evidence, _photons(evidence, apodization, level), level)
    found = course_along(
        evidence.excess(photons, apodization), evidence.windows.row, len(rows), _shape(evidence, apodization)
    )
    return found if level.is_flat else replace(level, scatter=found.scatter, rows=found.rows)


def _recorded(rows: list[int], total: int, exposure: Exposure) -> torch.Tensor:
    """Return ln of the recorded tube current over its mean at the rows, 0 where it is not recorded."""
    current = torch.tensor(exposure.slice_ma, dtype=torch.float64)
    if len(current) != total or not bool((current > 0).all()):
        return torch.zeros(len(rows), dtype=torch.float64)
    return (current[rows] / current.mean()).log()


def _per_window(evidence: Evidence, log_photons: float, course: Course) -> torch.Tensor:
    return torch.exp(log_photons + course.log.to(evidence.paths.device)[evidence.windows.row])


def _photons(evidence: Evidence, apodization: Apodization, course: Course) -> float:
    """Return ln n0 (course 0) at which the noise level of the windows is the measured one."""
    shape = _shape(evidence, apodization)
    log_photons = math.log(1e5)
    for rate in _RATES:
        photons = _per_window(evidence, log_photons, course)
        off = location(evidence.excess(photons, apodization), shape)
        log_photons = min(max(log_photons - rate * off, _PHOTONS[0]), _PHOTONS[1])
        if abs(off) < 2e-3:
            break
    return log_photons


def _sampling(evidence: Evidence, apodization: Apodization, course: Course) -> float:
    """Return the relative SD of n0 from the scatter of rows, or of windows where there are few rows."""
    if course.rows > 1:
        return course.scatter / math.sqrt(course.rows)
    return math.sqrt(2 / (_shape(evidence, apodization) * len(evidence.windows)))


def _noise(evidence: Evidence, apodization: Apodization, log_photons: float, course: Course) -> float:
    """Return the SD in HU of the flat tissue, low frequencies included: the median over the windows."""
    variance = evidence.variance(_per_window(evidence, log_photons, course)).median()
    return math.sqrt(float(variance) * gain(apodization, evidence.pixel, VIEWS, high_pass=False))


def _everywhere(
    log_photons: float, course: Course, rows: list[int], total: int, exposure: Exposure
) -> tuple[float, ...]:
    """Return n0 for every row of the volume, or one for all where it does not change."""
    if course.is_flat:
        return (math.exp(log_photons),)
    recorded = _recorded(list(range(total)), total, exposure)
    if bool(recorded.any()):
        return tuple(torch.exp(log_photons + recorded).tolist())
    log = np.interp(np.arange(total), rows, course.log.numpy())
    return tuple(float(n) for n in np.exp(log_photons + log))
