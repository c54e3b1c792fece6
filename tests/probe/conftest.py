"""A small body with a known truth, and requests about it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from ldct_studio import methods  # noqa: F401
from ldct_studio.core.dose import DoseLevel, Scan
from ldct_studio.core.grid import Grid
from ldct_studio.core.lane import Request
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Volume
from ldct_studio.physics import phantom
from ldct_studio.physics.attenuation import mu_to_hu
from ldct_studio.probe.task import Task

SIZE, PIXEL, PHOTONS, ELECTRONIC = 80, 3.0, 3e4, 5.0


@dataclass(frozen=True)
class Body:
    """An ellipse of water with inserts, in one slice without noise."""

    volume: Volume

    def request(self, fraction: float = 0.2, seed: int = 7, volume: Volume | None = None) -> Request:
        """Return a request about the body, or another volume, which then has noise of its own."""
        scan = Scan((PHOTONS,), ELECTRONIC, noise=0.0 if volume is None else 10.0)
        study = Study("body", {"v": volume or self.volume}, scan=scan)
        return Request(study, "v", 0, DoseLevel(fraction, scan), (), seed)

    def task(self, row: float = 40, column: float = 38, seeds: int = 20, diameter: float = 15.0) -> Task:
        """Return a disc of 30 HU around a pixel."""
        return Task(self.volume.grid.patient((0, row, column)), diameter, 30.0, seeds)


@pytest.fixture(scope="session")
def body() -> Body:
    hu = mu_to_hu(phantom.picture(phantom.insert_phantom(200.0), SIZE, PIXEL, supersampling=4))
    return Body(Volume(hu[None].contiguous(), Grid((1, SIZE, SIZE), (5.0, PIXEL, PIXEL), (-90.0, 20.0, 5.0))))
