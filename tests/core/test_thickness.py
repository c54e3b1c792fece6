"""Thicker slices: means of rows at the right place, with the noise and the photons that follow."""

from __future__ import annotations

import pytest
import torch

from ldct_studio import methods  # noqa: F401
from ldct_studio.core.dose import DoseLevel, Scan
from ldct_studio.core.errors import GeometryError
from ldct_studio.core.grid import Grid
from ldct_studio.core.step import Step
from ldct_studio.core.volume import Volume
from ldct_studio.pipeline import run

LOW = (Step("simulator", "rescan"), Step("reconstructor", "fbp"))


def test_thick_slices_are_means_at_the_middle_of_their_rows() -> None:
    grid = Grid((7, 4, 5), (2.0, 1.0, 1.0), (1.0, 2.0, 3.0))
    volume = Volume(torch.arange(7.0)[:, None, None].expand(grid.shape).contiguous(), grid)
    thick = volume.thicker(3)
    assert thick.data[:, 0, 0].tolist() == [1, 4]
    assert thick.grid.spacing == (6.0, 1.0, 1.0)
    for row, middle in ((0, 1), (1, 4)):
        assert thick.grid.patient((row, 2, 3)) == pytest.approx(grid.patient((middle, 2, 3)))
    assert torch.equal(volume.thicker(1).data, volume.data)


def test_more_rows_than_there_are_make_no_slice() -> None:
    volume = Volume(torch.zeros(2, 4, 4), Grid((2, 4, 4), (1.0, 1.0, 1.0)))
    with pytest.raises(GeometryError, match="has 2"):
        volume.thicker(3)


def test_noise_falls_with_the_root_of_the_thickness() -> None:
    """Of independent rows; the simulated noise of every row is one of its own."""
    grid = Grid((12, 96, 96), (1.0, 1.0, 1.0))
    volume = Volume(torch.zeros(grid.shape), grid)
    scan = Scan(photons=(2e4,))
    low = run(volume, DoseLevel(0.25, scan), LOW)
    inside = (slice(None), slice(24, 72), slice(24, 72))
    thin = float(low.data[inside].std())
    for count in (2, 3, 4, 6):
        thick = float(low.thicker(count).data[inside].std())
        assert thick == pytest.approx(thin / count**0.5, rel=0.05)


def test_a_thick_slice_counts_the_photons_of_all_its_rows() -> None:
    """A scan of thick slices, simulated, has the noise of the mean of thin ones."""
    grid = Grid((8, 96, 96), (1.0, 1.0, 1.0))
    scan = Scan(photons=(2e4,), electronic=8.0, noise=12.0)
    dose, inside = DoseLevel(0.5, scan), (slice(None), slice(24, 72), slice(24, 72))
    thin = run(Volume(torch.zeros(grid.shape), grid), dose, LOW).thicker(4)
    thick = scan.thicker(4)
    assert (thick.photons[0], thick.electronic, thick.noise) == pytest.approx((8e4, 16.0, 6.0))
    direct = run(Volume(torch.zeros(8, 96, 96), grid), DoseLevel(0.5, thick), LOW)
    assert float(direct.data[inside].std()) == pytest.approx(float(thin.data[inside].std()), rel=0.05)


def test_photons_follow_the_course_along_the_patient() -> None:
    scan = Scan(photons=(1e4, 3e4, 5e4, 7e4, 9e4))
    assert scan.thicker(2).photons == pytest.approx((3e4, 4 / (1 / 5e4 + 1 / 7e4)))
    assert Scan(photons=(1e4,)).thicker(3).photons == pytest.approx((3e4,))
