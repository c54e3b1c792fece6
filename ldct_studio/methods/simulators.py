"""Two ways to lower the dose of loaded rows: insert the missing noise, or scan them again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import torch
import torch.nn.functional as F  # noqa: N812  (the name everyone knows)

from ..core.case import Case
from ..core.dose import DoseLevel
from ..core.projections import Projections
from ..physics.attenuation import hu_to_mu
from ..physics.counting import missing_noise, smoothed_exp
from ..physics.noise import counted, normal_field, photon_noise
from ..physics.projector import project
from ..physics.rows import pixel_of, square
from ..plugin import Simulator

_RowFunction = Callable[[torch.Tensor, int, int], torch.Tensor]

FINER = 2
"""Rescan projects a picture with this many times finer pixels, against the inverse crime."""


class Insert(Simulator, name="insert", title="Insert", live=True):
    """Add only the noise that the lower dose lacks; 100 % is the loaded image, voxel for voxel."""

    def simulate(self, projections: Projections, dose: DoseLevel, seed: int) -> Projections:
        """Return the line integrals with the missing noise added (M6, with exact counts)."""
        noise = _rows(
            projections,
            lambda p, i, row: _insertion(smoothed_exp(p), dose, row, _field(seed, row, projections)),
        )
        return projections.made(projections.data + noise)

    def apply(self, case: Case) -> Case:
        """Insert noise, keeping e^p and the fixed field from one dose to the next."""
        p = case.projections

        def one(data: torch.Tensor, index: int, row: int) -> torch.Tensor:
            exp_p = case.memo.make(("exp", p, index), lambda: smoothed_exp(data))
            field = case.memo.make(("field", case.seed, row, p.geometry), lambda: _field(case.seed, row, p))
            return _insertion(exp_p, case.dose, row, field)

        return replace(case, noise=p.made(_rows(p, one)))


class Rescan(Simulator, name="rescan", title="Rescan", live=True):
    """Scan the loaded image again: project it on a finer grid, count photons (the LoDoPaB way)."""

    def simulate(self, projections: Projections, dose: DoseLevel, seed: int) -> Projections:
        """Return line integrals with photon and electronic noise (M2)."""
        return projections.made(
            _rows(
                projections,
                lambda p, i, row: photon_noise(
                    p, dose.photons_at(row), dose.electronic, _field(seed, row, projections)
                ),
            )
        )

    def apply(self, case: Case) -> Case:
        """Project the loaded rows finely and count photons."""
        key = ("fine", case.projections)
        fine = case.memo.make(key, lambda: case.projections.made(_project_finely(case)))

        def one(p: torch.Tensor, index: int, row: int) -> torch.Tensor:
            transmission = case.memo.make(("transmission", fine, index), lambda: torch.exp(-p))
            field = case.memo.make(
                ("field", case.seed, row, fine.geometry), lambda: _field(case.seed, row, fine)
            )
            return counted(transmission, case.dose.photons_at(row), case.dose.electronic, field)

        return replace(case, projections=fine.made(_rows(fine, one)), noise=None)


def _project_finely(case: Case) -> torch.Tensor:
    mu = square(hu_to_mu(case.reference.data))
    fine = F.interpolate(mu[:, None], scale_factor=FINER, mode="bilinear", align_corners=False)[:, 0]
    return project(fine, case.projections.geometry, pixel_of(case.reference.grid) / FINER)


def _field(seed: int, row: int, projections: Projections) -> torch.Tensor:
    return normal_field(seed, row, projections.geometry, projections.data.device)


def _insertion(exp_p: torch.Tensor, dose: DoseLevel, row: int, field: torch.Tensor) -> torch.Tensor:
    return missing_noise(exp_p, dose.scan.photons_at(row), dose.electronic, dose.fraction, field)


def _rows(projections: Projections, one: _RowFunction) -> torch.Tensor:
    """Apply a function of (sinogram, index, slice) to every row."""
    if len(projections.rows) == 1:
        return one(projections.data[0], 0, projections.rows[0])[None]
    return torch.stack([one(projections.data[i], i, row) for i, row in enumerate(projections.rows)])
