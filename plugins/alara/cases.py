"""Cases: one slice of a synthetic patient each, what is known before the scan, and the scan itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import torch
from torch.nn import functional

from ldct_studio.api import (
    Apodization,
    Config,
    Field,
    ScanGeometry,
    draw_patient,
    fbp,
    hu_to_mu,
    interruptible,
    mu_to_hu,
    patient,
    photon_noise,
    post_log_sigma,
    project,
)

from .lesions import insert

LOW_HU, HIGH_HU = -1001.0, 3071.0
"""0 and 1 of the unit that pictures are compared in: LoDoPaB-CT's, in which q = 38.57 dB is given."""
_NEXT = 10.0
"""mm to the neighboring slice."""
_COARSE = 4
"""Pixels of a picture to one of the picture of low resolution."""
_FLOOR = 0.1
"""Photons that a ray counts at least, as in LoDoPaB-CT."""
_DENSE = 10.0
"""The line integral that is 1 in a scout view."""
PRIORS = {"image": 1, "neighbor": 1, "coarse": 1, "scouts": 2}
"""Channels of what is known before a scan."""

Prior = Literal["image", "neighbor", "coarse", "scouts"]


class Cases(Config):
    """Which slices there are, and how they are scanned."""

    anatomy: Literal["mixed", "abdomen", "chest"] = Field(
        "mixed", title="Anatomy", description="Mixed: six of ten patients show the abdomen."
    )
    patients: int = Field(480, ge=8, le=100_000, title="Patients", description="One slice is drawn of each.")
    size: int = Field(64, ge=32, le=1024, title="Matrix", json_schema_extra={"unit": "px"})
    field_mm: float = Field(
        400.0,
        ge=400,
        le=1000,
        title="Field of view",
        description="Side of a slice; wider than any patient that is learned from.",
        json_schema_extra={"unit": "mm"},
    )
    views: int = Field(96, ge=32, le=2000, title="Views")
    upsample: int = Field(
        2,
        ge=1,
        le=4,
        title="Finer simulation",
        description="The slice that is scanned has so many times smaller pixels than the picture.",
    )
    electronic: float = Field(
        3.0,
        ge=0,
        le=50,
        title="Electronic noise",
        description="The publication gives no value.",
        json_schema_extra={"unit": "photons"},
    )
    second_order: Literal["-1.25", "0", "1.5"] = Field(
        "-1.25",
        title="Second order",
        description="The constant of eq. 4: −1.25 as published, 0 left out, +1.5 as the Poisson law has it.",
        json_schema_extra={"names": {"-1.25": "−1.25", "1.5": "+1.5"}},
    )
    prior: Prior = Field(
        "image",
        title="Prior",
        description="What the dose module sees: the picture itself as published, the slice 10 mm further, "
        "a picture of a quarter of the resolution, or two scout views.",
    )

    truth: Literal["patient", "scan"] = Field(
        "patient",
        title="Compared with",
        description="The patient, as published: pixels that a picture blurs count as error at every dose. Or "
        "the picture of the same scan without noise: the error is the noise and what is done against it.",
        json_schema_extra={"names": {"patient": "The patient", "scan": "The scan without noise"}},
    )

    @property
    def pixel_mm(self) -> float:
        """The side of a pixel in mm."""
        return self.field_mm / self.size

    @property
    def inserts(self) -> bool:
        """Whether every case has a lesion inserted."""
        return False

    @property
    def geometry(self) -> ScanGeometry:
        """The rays of a scan."""
        return ScanGeometry.covering(self.size, self.pixel_mm, self.views)


@dataclass(frozen=True)
class Pool:
    """Cases: noise-free HU (n, N, N), and what is known before the scan, (n, c, N, N) in [0, 1]."""

    hu: torch.Tensor
    prior: torch.Tensor
    first: int = 0
    """The number of the first case."""
    lesion: torch.Tensor | None = None
    """Where a lesion was inserted, (n, N, N); None where none was."""

    def __len__(self) -> int:
        return len(self.hu)

    def of(self, chosen: torch.Tensor | slice, device: torch.device) -> Pool:
        """Return some of the cases on a device."""
        lesion = None if self.lesion is None else self.lesion[chosen].to(device)
        return Pool(self.hu[chosen].to(device), self.prior[chosen].to(device), lesion=lesion)

    @property
    def lesions(self) -> torch.Tensor:
        """Where lesions are, (n, N, N); nowhere where none was inserted."""
        return torch.zeros_like(self.hu, dtype=torch.bool) if self.lesion is None else self.lesion


def draw_cases(config: Cases, numbers: range) -> Pool:
    """Draw the cases of some numbers; the same numbers are the same cases, always."""
    there, lesion = _drawn(config.anatomy, config.size, config.field_mm, 0.0, numbers), None
    if config.inserts:
        there, lesion = insert(there, numbers.start, config.pixel_mm)
    if config.prior == "neighbor":
        prior = to_unit(_drawn(config.anatomy, config.size, config.field_mm, _NEXT, numbers))[:, None]
    else:
        prior = prior_of(config, there)
    return Pool(there, prior, numbers.start, lesion)


@lru_cache(maxsize=4)
def _drawn(
    anatomy: Literal["mixed", "abdomen", "chest"],
    size: int,
    field_mm: float,
    further_mm: float,
    numbers: Sequence[int],
) -> torch.Tensor:
    """Draw a slice of each patient; of all networks of a set once."""
    hu = torch.empty(len(numbers), size, size)
    for i, number in enumerate(interruptible(numbers)):
        chosen = patient(number, anatomy)
        low, high = chosen.reach
        share = float(torch.rand((), generator=torch.Generator().manual_seed(number)))
        place = min(low + share * (high - low) + further_mm, high)
        hu[i] = draw_patient(chosen, size, [place], field_mm).hu[0]
    return hu


def prior_of(config: Cases, hu: torch.Tensor) -> torch.Tensor:
    """Return what the dose module sees of slices (n, N, N), with themselves for their neighbors."""
    if config.prior == "scouts":
        two = ScanGeometry.covering(config.size, config.pixel_mm, 2)
        views = (project(hu_to_mu(hu), two, config.pixel_mm) / _DENSE).clamp_min(0)
        rows = functional.interpolate(views, config.size, mode="linear", align_corners=False)
        return torch.stack((rows[:, 0, None, :].expand_as(hu), rows[:, 1, :, None].expand_as(hu)), 1)
    unit = to_unit(hu)[:, None]
    if config.prior == "coarse":
        few = functional.avg_pool2d(unit, _COARSE)
        return functional.interpolate(few, config.size, mode="bilinear", align_corners=False)
    return unit


def wanted(config: Cases, cases: Pool, p: torch.Tensor) -> torch.Tensor:
    """Return what pictures of cases should be, HU (n, 1, N, N); ``p`` are their noise-free line integrals."""
    return picture(config, p) if config.truth == "scan" else cases.hu[:, None]


def to_unit(hu: torch.Tensor) -> torch.Tensor:
    """Return LoDoPaB-CT's unit, 0 in vacuum and 1 at 3071 HU, clipped."""
    return ((hu - LOW_HU) / (HIGH_HU - LOW_HU)).clamp(0, 1)


def rays_of(config: Cases, hu: torch.Tensor) -> torch.Tensor:
    """Return noise-free line integrals (n, views, bins) of slices, through a finer picture of them."""
    fine = hu
    if config.upsample > 1:
        fine = functional.interpolate(
            hu[:, None], scale_factor=config.upsample, mode="bilinear", align_corners=False
        )[:, 0]
    return project(hu_to_mu(fine), config.geometry, config.pixel_mm / config.upsample)


def smooth_scan(config: Cases, p: torch.Tensor, photons: torch.Tensor, noise: torch.Tensor) -> torch.Tensor:
    """Return line integrals with the noise of eq. 3 and 4, which passes gradients to ``photons``."""
    return p + post_log_sigma(p, photons, config.electronic, float(config.second_order)) * noise


def counted_scan(config: Cases, p: torch.Tensor, photons: torch.Tensor, fields: torch.Tensor) -> torch.Tensor:
    """Return line integrals of counted photons and electronic noise: what policies are judged by.

    ``fields`` (2, n, views, bins) is the same at every dose, so that pictures differ by the dose alone.
    """
    return photon_noise(p, photons.expand(*p.shape[:-1], 1), config.electronic, fields, floor=_FLOOR)


def picture(config: Cases, p: torch.Tensor) -> torch.Tensor:
    """Return the FBP of line integrals, HU (n, 1, N, N); Hann up to the highest frequency."""
    mu = fbp(p, config.geometry, config.size, config.pixel_mm, Apodization("hann"))
    return mu_to_hu(mu)[:, None]
