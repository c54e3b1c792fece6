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
from ..core.roi import Region
from ..core.volume import Volume
from .attenuation import AIR_HU, HU_PER_MU
from .counting import log_counts
from .matching_course import Course, course_along, location
from .matching_grain import FARTHEST_MM, coarseness, differences, neighbors
from .matching_kernel import Fit, Spectra, fit_window, gain, levels, spectra_of
from .matching_tissue import Patches, Tissue, find_tissue, patches_of, without_padding
from .projector import project
from .rows import VIEWS, pixel_of, square

FEWEST = 30
"""Fewer patches than this say too little."""
ROWS = 24
"""Rows looked at, spread over the volume."""
_PATCH_MM = (28.0, 20.0, 14.0, 10.0, 6.0)
_ENOUGH = 120
"""Large patches are taken where there are this many, for they see frequencies clearly."""
_CALM = 0.67
"""Share of the patches that is kept: the rest holds more anatomy."""
_COARSE = 128
_COARSE_VIEWS = 96
_RATES = (0.8,) * 5 + (0.4,) * 5
"""Steps of the search: variance falls with n0 between its first and second power; the last ones settle
a level that jumps as patches cross the cut."""
_PHOTONS = (math.log(1e2), math.log(1e9))
_ASSUMED = "10⁵ per ray is assumed"
_COARSE_GRAIN = (
    "its grain is coarser than that of filtered back-projection, as iterative reconstruction leaves it, and "
    "is matched in strength only"
)
_NOT_ASKED = "slices this far apart do not tell whether its grain is that of filtered back-projection"
_UNSURE = 0.5
"""Share of what coarse noise adds to ln n0 that is uncertain: SD came out as 0.87 of that of a real liver, as
1.03 of that of the spleen, and as 0.74 in a phantom of extreme grain."""


@dataclass(frozen=True, eq=False)
class Evidence:
    """Patches of flat tissue, their spectra, and the line integrals (m, views) of the rays through each."""

    spectra: Spectra
    apart: tuple[Spectra, ...]
    """Those of the differences from rows beside."""
    row: torch.Tensor
    paths: torch.Tensor
    electronic: float

    def variance(self, photons: torch.Tensor) -> torch.Tensor:
        """Return the variance (m, views) of the rays through each patch for photons (m,) per ray."""
        return log_counts(self.electronic).variance_at(self.paths - photons.log()[:, None])


@dataclass(frozen=True, eq=False)
class Reading:
    """What a window makes of the evidence: the variance of the noise in HU² (m,) and the shape of its law."""

    evidence: Evidence
    apodization: Apodization
    found: torch.Tensor
    shape: float

    def excess(self, photons: torch.Tensor) -> torch.Tensor:
        """Return ln(measured/expected variance) (m,) for photons (m,) per ray."""
        expected = self.gain * self.evidence.variance(photons).mean(1)
        return (self.found / expected).log()

    @property
    def gain(self) -> float:
        """HU² of noise per unit of mean variance of the rays."""
        return gain(self.apodization, self.evidence.spectra.pixel, VIEWS)


def estimate_scan(
    volume: Volume,
    exposure: Exposure | None = None,
    *,
    electronic: float = 5.0,
    regions: Sequence[Region] = (),
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
    patches = _patches(find_tissue(hu, pixel, drawn))
    if len(patches) < FEWEST:
        return replace(fallback, note=f"too little flat soft tissue to estimate the photons; {_ASSUMED}")
    spectra = spectra_of(patches)
    calm = spectra.anatomy <= spectra.anatomy.quantile(_CALM)
    patches = patches.at(calm)
    apart = _apart(volume, rows, hu, patches)
    evidence = Evidence(spectra.at(calm), apart, patches.row, _paths(hu, pixel, patches), electronic)
    scan = _conclude(volume, rows, evidence, fallback)
    told = f"estimated from {len(patches)} patches" if scan.source == "estimated" else scan.note
    if scan.coarser:
        told = f"{told}; {_COARSE_GRAIN}"
    elif scan.source == "estimated" and not apart:
        told = f"{told}; {_NOT_ASKED}"
    return replace(scan, patches=len(patches), note=told)


def _apart(volume: Volume, rows: list[int], hu: torch.Tensor, patches: Patches) -> tuple[Spectra, ...]:
    """Return the spectra of the differences from the rows beside; none where these are too far."""
    if volume.grid.spacing[0] > FARTHEST_MM:
        return ()
    others = interruptible(neighbors(rows, volume.grid.shape[0]))
    return tuple(differences(hu, without_padding(volume.data[one]), patches) for one in others)


def _patches(tissue: Tissue) -> Patches:
    """Return the patches of the largest size of which there are enough, else the smallest."""
    for millimeters in _PATCH_MM:
        patches = patches_of(tissue, 2 * max(4, round(millimeters / tissue.pixel / 2)))
        if len(patches) >= _ENOUGH:
            break
    return patches


def _rows_of(volume: Volume, regions: Sequence[Region]) -> tuple[list[int], torch.Tensor | None]:
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


def _paths(hu: torch.Tensor, pixel: float, patches: Patches) -> torch.Tensor:
    """Return the line integrals (m, views) through the patches, from coarse pictures.

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
    return _along(torch.cat(parts), geometry, patches)


def _along(sinogram: torch.Tensor, geometry: ScanGeometry, patches: Patches) -> torch.Tensor:
    """Return the line integrals (m, views) of the rays through the patches' centers, float64."""
    views = torch.arange(geometry.views, device=sinogram.device)
    angle = geometry.start + views.double() * geometry.arc / geometry.views
    s = patches.x.double()[:, None] * angle.cos() + patches.y.double()[:, None] * angle.sin()
    place = (s / geometry.pitch + (geometry.bins - 1) / 2).clamp(0, geometry.bins - 1.001)
    left = place.long()
    row = patches.row[:, None]
    low, high = sinogram[row, views, left].double(), sinogram[row, views, left + 1].double()
    return torch.lerp(low, high, place - left)


def _conclude(volume: Volume, rows: list[int], evidence: Evidence, fallback: Scan) -> Scan:
    """Return the scan that the evidence speaks for."""
    total = volume.grid.shape[0]
    guess = _readings(evidence, math.log(1e5))[0]
    readings = _readings(evidence, _photons(guess, _flat(len(rows))))
    best = readings[0]
    course = _course(best, rows, total, fallback.exposure)
    fine = _photons(best, course)
    coarser = _coarser(best, fine, course)
    photons = _photons(best, course, coarser)
    if {fine, photons} & {*_PHOTONS}:
        return replace(fallback, note=f"its noise fits no number of photons; {_ASSUMED}")
    rivals = [_photons(reading, course, coarser) for reading in readings]
    width = max(abs(rival - photons) for rival in rivals) / 2
    return replace(
        fallback,
        photons=_everywhere(photons, course, rows, total, fallback.exposure),
        apodization=best.apodization,
        source="estimated",
        uncertainty=math.hypot(_sampling(best, course), width, _UNSURE * coarser),
        coarser=coarser,
        noise=_noise(best, photons, course),
    )


def _coarser(reading: Reading, log_photons: float, course: Course) -> float:
    """Return ln of the noise variance over what its fine part makes of it; 0 where it is about that."""
    evidence = reading.evidence
    level = reading.gain * evidence.variance(_per_patch(reading, log_photons, course)).mean(1)
    return coarseness(evidence.spectra, evidence.apart, reading.apodization, level)


def _readings(evidence: Evidence, log_photons: float) -> list[Reading]:
    """Return what every possible window makes of the evidence, given about how many photons there were.

    The fewer there were, the more the views differ.
    """
    photons = torch.full_like(evidence.paths[:, 0], math.exp(log_photons))
    leveled = evidence.spectra.leveled(evidence.variance(photons))
    evidence = replace(evidence, spectra=replace(evidence.spectra, views=leveled.views))
    return [_read(evidence, fit) for fit in fit_window(leveled)]


def _read(evidence: Evidence, fit: Fit) -> Reading:
    found, shape = levels(evidence.spectra, fit)
    return Reading(evidence, fit.apodization, found, shape)


def _flat(rows: int) -> Course:
    return Course(torch.zeros(rows, dtype=torch.float64), math.nan, 0)


def _course(reading: Reading, rows: list[int], total: int, exposure: Exposure) -> Course:
    """Return how n0 runs over the rows looked at: as the recorded tube current, else as the noise says."""
    level = Course(_recorded(rows, total, exposure), math.nan, 0)
    photons = _per_patch(reading, _photons(reading, level), level)
    found = course_along(reading.excess(photons), reading.evidence.row, len(rows), reading.shape)
    return found if level.is_flat else replace(level, scatter=found.scatter, rows=found.rows)


def _recorded(rows: list[int], total: int, exposure: Exposure) -> torch.Tensor:
    """Return ln of the recorded tube current over its mean at the rows, 0 where it is not recorded."""
    current = torch.tensor(exposure.slice_ma, dtype=torch.float64)
    if len(current) != total or not bool((current > 0).all()):
        return torch.zeros(len(rows), dtype=torch.float64)
    return (current[rows] / current.mean()).log()


def _per_patch(reading: Reading, log_photons: float, course: Course) -> torch.Tensor:
    row = reading.evidence.row
    return torch.exp(log_photons + course.log.to(row.device)[row])


def _photons(reading: Reading, course: Course, coarser: float = 0.0) -> float:
    """Return ln n0 (course 0) at which the noise level of the patches is the measured one.

    ``coarser`` is ln of the variance over what was measured, which is that of the fine part of the noise.
    """
    log_photons = math.log(1e5)
    for rate in _RATES:
        excess = reading.excess(_per_patch(reading, log_photons, course))
        off = location(excess, reading.shape) + coarser
        log_photons = min(max(log_photons - rate * off, _PHOTONS[0]), _PHOTONS[1])
        if abs(off) < 2e-3:
            break
    return log_photons


def _sampling(reading: Reading, course: Course) -> float:
    """Return the relative SD of n0 from the scatter of rows, or of patches where there are few rows.

    Patches overlap by half, but their Hann weights hardly do.
    """
    if course.rows > 1:
        return course.scatter / math.sqrt(course.rows)
    return math.sqrt(2 / (reading.shape * len(reading.found)))


def _noise(reading: Reading, log_photons: float, course: Course) -> float:
    """Return the SD in HU of the flat tissue, low frequencies included: the median over the patches."""
    variance = reading.evidence.variance(_per_patch(reading, log_photons, course)).mean(1).median()
    return math.sqrt(float(variance) * reading.gain)


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
