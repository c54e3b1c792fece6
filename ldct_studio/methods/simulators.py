"""Two ways to lower the dose of loaded rows: insert the missing noise, or scan them again."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Literal

import torch
import torch.nn.functional as F  # noqa: N812  (the name everyone knows)
from pydantic import Field

from ..core.case import Case
from ..core.config import Config as BaseConfig
from ..core.dose import DoseLevel
from ..core.errors import GeometryError
from ..core.grid import Grid
from ..core.projections import FanGeometry, Projections
from ..physics.attenuation import MU_WATER, hu_to_mu
from ..physics.beams import project
from ..physics.counting import missing_noise, smoothed_exp
from ..physics.noise import bowtie_profile, counted, normal_field, photon_noise
from ..physics.noise_models import NoiseModel, ZeroCounts, simulate
from ..physics.preview import Preview
from ..physics.rows import VIEWS, pixel_of, size_of, square
from ..plugin import Simulator

_RowFunction = Callable[[torch.Tensor, int, int], torch.Tensor]

Reconstruct = Callable[[torch.Tensor], torch.Tensor]

Photons = float | torch.Tensor
"""n0 per ray: one number, or one per bin."""

FINER = 2
"""Rescan projects a picture with this many times finer pixels, against the inverse crime."""


class Bowtie(BaseConfig):
    """The filter in front of the patient."""

    bowtie: bool = Field(
        default=False,
        title="Bowtie filter",
        description="Fewer photons off the center, as behind 2.5 to 37 mm of aluminum.",
    )


class Insert(Simulator, name="insert", title="Insert", live=True):
    """Add only the noise that the lower dose lacks; 100 % is the loaded image, voxel for voxel.

    A noise-free volume lacks all of it: there 100 % is the scan with the photons of 100 %.
    """

    class Config(Bowtie):
        """The filter in front of the patient."""

    config: Config

    def simulate(self, projections: Projections, dose: DoseLevel, seed: int) -> Projections:
        """Return the line integrals with the missing noise added (M6, with exact counts)."""

        def one(p: torch.Tensor, index: int, row: int) -> torch.Tensor:
            field = _field(seed, row, projections)
            return self._noise(p, smoothed_exp(p), _photons(self.config, dose, row, projections), dose, field)

        return projections.made(projections.data + _rows(projections, one))

    def apply(self, case: Case) -> Case:
        """Insert noise, keeping e^p and the fixed field from one dose to the next."""
        _check_photons(case)
        p = case.projections

        def one(data: torch.Tensor, index: int, row: int) -> torch.Tensor:
            exp_p = case.memo.make(("exp", p, index), lambda: smoothed_exp(data))
            field = case.memo.make(("field", case.seed, row, p.geometry), lambda: _field(case.seed, row, p))
            return self._noise(data, exp_p, _photons(self.config, case.dose, row, p), case.dose, field)

        # Rays that another simulator made hold its noise already, and not that of the loaded scan. The SD
        # is computed in HU of water of 20 1/m alone.
        known = case.noise_known is None and p.water == MU_WATER
        return replace(case, noise=p.made(_rows(p, one)), bowtie=self.config.bowtie, noise_known=known)

    def preview(self, case: Case, base: torch.Tensor, reconstruct: Reconstruct) -> Preview:
        """Return what pictures (y, x) of the first row at any dose are summed from; ``base`` is full dose."""
        p, row = case.projections, case.rows[0]
        exp_p = case.memo.make(("exp", p, 0), lambda: smoothed_exp(p.data[0]))
        field = case.memo.make(("field", case.seed, row, p.geometry), lambda: _field(case.seed, row, p))
        n0 = _photons(self.config, case.dose, row, p)
        return Preview.of(base, exp_p, n0, case.dose.electronic, field, reconstruct)

    @staticmethod
    def _noise(
        p: torch.Tensor, exp_p: torch.Tensor, n0: Photons, dose: DoseLevel, field: torch.Tensor
    ) -> torch.Tensor:
        if dose.scan.noise == 0:
            return photon_noise(p, n0 * dose.fraction, dose.electronic, field).sub_(p)
        return missing_noise(exp_p, n0, dose.electronic, dose.fraction, field)


class Rescan(Simulator, name="rescan", title="Rescan", live=True):
    """Scan the loaded image again: project it on a finer grid, count photons (the LoDoPaB way)."""

    class Config(Bowtie):
        """Which rays there are, and how photons are counted."""

        rays: Literal["parallel", "fan", "flat-fan", "short-scan"] = Field(
            default="parallel",
            title="Rays",
            description="A fan as scanners have it: 540 mm from source to center, one turn, rays a pixel "
            "apart at the center; with a flat detector; or half a turn and the fan.",
            json_schema_extra={"names": {"flat-fan": "Flat fan", "short-scan": "Short scan"}},
        )
        quarter: bool = Field(
            default=False,
            title="Quarter offset",
            description="A fan's detector off the center by a quarter channel: opposite views interleave.",
        )
        model: Literal["counts", "M1", "M2", "M3", "M4", "M5", "M6", "M7"] = Field(
            default="counts",
            title="Noise model",
            description="Counts are M2 with a grain that stays while the dose changes, M5 of measured rays. "
            "M1: photons; M2: and electronic noise; M3: Gaussian after the logarithm; M4: resampled; M5: "
            "thinned; M6: inserted; M7: resampled, of a detector that adds up energy.",
        )
        once: bool = Field(
            default=False,
            title="One full-dose scan",
            description="M4 to M7 lower the dose of one scan with the photons of 100 %, its own noise "
            "included, instead of that of the loaded picture.",
        )
        zeros: Literal["floor", "condition", "local-mean"] = Field(
            default="floor",
            title="Zero counts",
            description="Raised to the floor, drawn again, or the mean of their neighbors.",
        )
        floor: float = Field(
            default=0.5,
            ge=0.01,
            le=1,
            title="Floor",
            description="Least count that has a logarithm; LoDoPaB uses 0.1.",
            json_schema_extra={"unit": "photons"},
        )

    config: Config

    def simulate(self, projections: Projections, dose: DoseLevel, seed: int) -> Projections:
        """Return line integrals with photon and electronic noise."""

        def one(p: torch.Tensor, index: int, row: int) -> torch.Tensor:
            n0 = _photons(self.config, dose, row, projections)
            return self._measured(p, torch.exp(-p), n0, dose, _field(seed, row, projections), seed, row)

        return projections.made(_rows(projections, one))

    def apply(self, case: Case) -> Case:
        """Project the loaded rows finely and count photons; of measured rays, lower the dose of these."""
        _check_photons(case)
        if case.acquired:
            return self._resampled(case)
        key = ("fine", case.projections, self.config.rays, self.config.quarter)
        fine = case.memo.make(key, lambda: self._projected(case))

        def one(p: torch.Tensor, index: int, row: int) -> torch.Tensor:
            transmission = case.memo.make(("transmission", fine, index), lambda: torch.exp(-p))
            field = case.memo.make(
                ("field", case.seed, row, fine.geometry), lambda: _field(case.seed, row, fine)
            )
            n0 = _photons(self.config, case.dose, row, fine)
            return self._measured(p, transmission, n0, case.dose, field, case.seed, row)

        config, measured = self.config, fine.made(_rows(fine, one))
        plain = self.Config(bowtie=config.bowtie, rays=config.rays, quarter=config.quarter)
        return replace(case, lines=measured, noise=None, bowtie=config.bowtie, noise_known=config == plain)

    def _resampled(self, case: Case) -> Case:
        """Lower the dose of measured rays, which hold their own noise: M5 where nothing else was chosen."""
        config, p = self.config, case.projections
        if config.model in ("M1", "M2", "M3"):
            raise GeometryError(
                "These rays were measured and have noise of their own; choose the noise model counts, M4, "
                "M5, M6 or M7."
            )
        model: NoiseModel = "M5" if config.model == "counts" else config.model

        def one(data: torch.Tensor, index: int, row: int) -> torch.Tensor:
            n0 = _photons(config, case.dose, row, p)
            return self._drawn(data, n0, case.dose, case.seed, row, model)

        measured = p.made(_rows(p, one))
        return replace(case, lines=measured, noise=None, bowtie=config.bowtie, noise_known=False)

    def _projected(self, case: Case) -> Projections:
        """Return the line integrals of the loaded rows, parallel ones from finer pixels.

        A fan is taken from the rows as they are: its rays are interpolated before they are reconstructed, so
        that the two are no inverse of each other.
        """
        grid, mu = case.reference.grid, square(hu_to_mu(case.reference.data))
        if self.config.rays == "parallel":
            fine = F.interpolate(mu[:, None], scale_factor=FINER, mode="bilinear", align_corners=False)[:, 0]
            return case.projections.made(project(fine, case.projections.geometry, pixel_of(grid) / FINER))
        fan = _fan(grid, self.config.rays, self.config.quarter)
        return Projections(project(mu, fan, pixel_of(grid)), fan, case.rows)

    def _measured(
        self,
        p: torch.Tensor,
        transmission: torch.Tensor,
        n0: Photons,
        dose: DoseLevel,
        field: torch.Tensor,
        seed: int,
        row: int,
    ) -> torch.Tensor:
        config = self.config
        if config.model == "counts" and config.zeros == "floor":
            return counted(transmission, n0 * dose.fraction, dose.electronic, field, config.floor)
        if config.once and config.model in ("M4", "M5", "M6", "M7"):
            p = counted(transmission, n0, dose.electronic, field, config.floor)
        return self._drawn(p, n0, dose, seed, row, "M2" if config.model == "counts" else config.model)

    def _drawn(
        self, p: torch.Tensor, n0: Photons, dose: DoseLevel, seed: int, row: int, model: NoiseModel
    ) -> torch.Tensor:
        config, generator = self.config, torch.Generator(p.device).manual_seed((seed << 20) + row)
        return simulate(
            p,
            n0,
            dose.electronic,
            model,
            generator,
            fraction=dose.fraction,
            zeros=ZeroCounts(config.zeros, config.floor),
        )


def _check_photons(case: Case) -> None:
    """Raise ``GeometryError`` where the dose is to be lowered of a scan that is not in photons."""
    if case.dose.fraction < 1 and not case.dose.scan.in_photons:
        raise GeometryError(
            "These projections are not in photons, so their dose cannot be lowered; type the photons per ray "
            "in the dose bar first."
        )


def photons_of(case: Case) -> torch.Tensor:
    """Return n0 at 100 % of the rays of a case, (n, 1, 1) or (n, 1, bins) behind a bowtie filter."""
    p = case.projections
    n0 = torch.tensor([case.dose.scan.photons_at(row) for row in p.rows], device=p.data.device)
    if not case.bowtie:
        return n0[:, None, None]
    return n0[:, None, None] * bowtie_profile(p.geometry).to(p.data.device)


def _photons(config: Bowtie, dose: DoseLevel, row: int, projections: Projections) -> Photons:
    """Return n0 at 100 % for one slice, per bin behind a bowtie filter."""
    n0 = dose.scan.photons_at(row)
    if not config.bowtie:
        return n0
    return n0 * bowtie_profile(projections.geometry).to(projections.data.device)


def _fan(grid: Grid, rays: str, quarter: bool) -> FanGeometry:
    """Return the fan of a setting; a short scan is half a turn and the fan."""
    fan = FanGeometry.covering(size_of(grid), pixel_of(grid), VIEWS)
    if rays == "flat-fan":
        fan = FanGeometry.covering(size_of(grid), pixel_of(grid), VIEWS, kind="flat")
    if rays == "short-scan":
        return replace(fan, arc=math.pi + 2 * fan.half_fan)
    return replace(fan, offset=0.25 if quarter else 0.0)


def _field(seed: int, row: int, projections: Projections) -> torch.Tensor:
    return normal_field(seed, row, projections.geometry, projections.data.device)


def _rows(projections: Projections, one: _RowFunction) -> torch.Tensor:
    """Apply a function of (sinogram, index, slice) to every row."""
    if len(projections.rows) == 1:
        return one(projections.data[0], 0, projections.rows[0])[None]
    return torch.stack([one(projections.data[i], i, row) for i, row in enumerate(projections.rows)])
