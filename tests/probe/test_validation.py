"""Simulated against real low dose, on water whose truth is known: what passes, what fails, and where."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
import torch

from ldct_studio import methods  # noqa: F401
from ldct_studio.core.cancel import stop_when
from ldct_studio.core.dose import Apodization, Exposure, Scan
from ldct_studio.core.errors import Cancelled, GeometryError
from ldct_studio.core.grid import Grid
from ldct_studio.core.projections import ScanGeometry
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Volume
from ldct_studio.physics import phantom
from ldct_studio.physics.attenuation import mu_to_hu
from ldct_studio.physics.fbp import fbp
from ldct_studio.physics.flat_regions import circle_at
from ldct_studio.physics.noise import normal_field, photon_noise
from ldct_studio.probe.compared import Plan, Real, Validation, distance
from ldct_studio.probe.validation import validated
from ldct_studio.probe.validation_scans import LowScan, grouped, known_fraction, unlike
from ldct_studio.probe.validation_words import advice, table_csv, table_lines, verdict

SIZE, PIXEL, ROWS = 160, 1.65, 16
GEOMETRY = ScanGeometry.covering(SIZE, PIXEL)
WINDOW = Apodization("ram-lak")
GRID = Grid((ROWS, SIZE, SIZE), (5.0, PIXEL, PIXEL))
PLAN = Plan(seeds=2)
FITTED = Plan(seeds=2, slices=10, fitted=True)


@cache
def _water(diameter: float) -> torch.Tensor:
    fine = ScanGeometry(GEOMETRY.views, 4 * GEOMETRY.bins, GEOMETRY.pitch / 4, GEOMETRY.start)
    lines = phantom.line_integrals(phantom.water_cylinder(diameter), fine)
    return lines.reshape(GEOMETRY.views, -1, 4).mean(2)


@cache
def scanned(photons: float, seed: int, electronic: float = 5.0, diameter: float = 230.0) -> Volume:
    """Return water scanned with other code than Insert: photons counted in exact line integrals."""
    p = _water(diameter)
    rows = [photon_noise(p, photons, electronic, normal_field(seed, row, GEOMETRY)) for row in range(ROWS)]
    return Volume(mu_to_hu(fbp(torch.stack(rows), GEOMETRY, SIZE, PIXEL, WINDOW)), GRID)


def _validated(fraction: float, plan: Plan = PLAN, electronic: float = 5.0) -> Validation:
    low = Real("low", (scanned(0.3 * 2e4, 2),), fraction)
    return validated([scanned(2e4, 1)], [low], Scan((2e4,), electronic, WINDOW), plan)


@pytest.fixture(scope="module")
def right() -> Validation:
    """Return what is found where all that is stated is true."""
    return _validated(0.3)


def test_the_truth_passes(right: Validation) -> None:
    assert right.passed, "\n".join(table_lines(right.rows))
    assert [row.region for row in right.rows] == ["Middle", "Right", "Left", "Top", "Bottom"]
    assert distance(right.rows) < 0.03
    for row in right.rows:
        assert row.ratio.low < row.ratio.value < row.ratio.high < row.ratio.low + 0.15
        assert row.color is not None
        assert row.color.value == pytest.approx(1, abs=0.05)
        assert len(row.bands) == 3
        assert abs(row.shift) < 3
    assert verdict(right).startswith("It passes: simulated over real SD is")
    assert not advice(right)


def test_rescan_passes_without_the_noise_of_the_reference() -> None:
    found = _validated(0.3, Plan(seeds=2, mode="rescan"))
    assert found.passed, "\n".join(table_lines(found.rows))


def test_a_dose_that_is_wrong_by_a_fifth_fails_everywhere_and_is_named() -> None:
    found = _validated(0.36)
    assert not found.passed
    assert all(row.ratio.value < 0.95 for row in found.rows)
    said = " ".join(advice(found))
    assert "too quiet in all regions" in said
    told = float(said.split("By its noise alone the scan had ")[1].split(" %")[0])
    assert told == pytest.approx(30, rel=0.08)
    assert verdict(found).startswith("It does not pass")


def test_wrong_electronic_noise_fails_in_the_middle_and_a_fit_finds_it() -> None:
    """8 photons of electronic noise count where few photons come: behind the whole of the water."""
    high, low = (scanned(photons, seed, 8.0) for photons, seed in ((1e5, 3), (1e4, 4)))
    scan = Scan((1e5,), 0.0, WINDOW)
    found = validated([high], [Real("low", (low,), 0.1)], scan, FITTED)
    ratios = {row.region: row.ratio.value for row in found.rows}
    assert found.rows[0].region == "Middle"
    assert found.rows[0].state == "fail"
    assert ratios["Middle"] < min(ratio for region, ratio in ratios.items() if region != "Middle")
    assert found.fitted is not None
    assert found.fitted.electronic_range[0] > 0
    assert found.fitted.electronic == pytest.approx(8, rel=0.3)
    assert found.passed, "\n".join(table_lines(found.fitted_rows))
    assert "photons, not 0 (95" in " ".join(advice(found))


def test_wrong_photons_are_fitted() -> None:
    scan = Scan((4e4,), 5.0, WINDOW)
    low = Real("low", (scanned(0.3 * 2e4, 2),), 0.3)
    found = validated([scanned(2e4, 1)], [low], scan, FITTED)
    assert found.fitted is not None
    assert found.fitted_scan is not None
    assert found.fitted.photons == pytest.approx(2e4, rel=0.08)
    assert found.fitted_scan.electronic == 5.0, "one dose hardly tells it, so it stays"
    assert distance(found.fitted_rows) < distance(found.rows)
    assert found.best[1] is found.fitted_rows


def test_repeats_and_given_regions(right: Validation) -> None:
    rows = [scanned(2e4, 1).rows(k, 1) for k in range(3)]
    low = [LowScan("a", _study(scanned(6e3, 2).rows(0, 1)), 0.3)]
    low.append(LowScan("b", _study(scanned(6e3, 2).rows(1, 1)), 0.2999))
    region = circle_at("Mine", GRID, 30.0, -20.0, 25.0)
    found = validated(rows, grouped(low), Scan((2e4,), 5.0, WINDOW), PLAN, [region])
    assert found.how == "3 repeats, each less their mean, slice by slice"
    (row,) = found.rows
    assert (row.region, row.scan) == ("Mine", "a and 1 more")
    assert row.ratio.value == pytest.approx(1, abs=0.1)
    assert row.ratio.high - row.ratio.low > right.rows[0].ratio.high - right.rows[0].ratio.low


def _study(volume: Volume, exposure: Exposure | None = None) -> Study:
    return Study("water", {"CT": volume}, scan=Scan(exposure=exposure or Exposure()))


def test_what_cannot_be_compared_is_said() -> None:
    high, scan = scanned(2e4, 1), Scan((2e4,), 5.0, WINDOW)
    with pytest.raises(GeometryError, match="at least one scan"):
        validated([high], [], scan, PLAN)
    with pytest.raises(GeometryError, match="highest dose"):
        validated([high], [Real("low", (high,), 1.2)], scan, PLAN)
    other = replace(high, grid=replace(GRID, spacing=(5.0, 1.0, 1.0)))
    with pytest.raises(GeometryError, match="same field of view"):
        validated([high], [Real("low", (other,), 0.5)], scan, PLAN)
    with pytest.raises(GeometryError, match="Rescan takes the noise of a single slice"):
        validated([high.rows(0, 1)], [Real("low", (high,), 0.5)], scan, Plan(mode="rescan"))
    air = Volume(torch.full(GRID.shape, -1000.0), GRID)
    with pytest.raises(GeometryError, match="no phantom"):
        validated([air], [Real("low", (air,), 0.5)], scan, PLAN)
    with stop_when(lambda: True), pytest.raises(Cancelled):
        validated([high], [Real("low", (high,), 0.5)], scan, PLAN)


def test_neighbors_that_share_noise_are_named() -> None:
    data = scanned(2e4, 1).data
    merged = Volume((data + data.roll(1, 0)) / 2**0.5, GRID)
    found = validated([merged], [Real("low", (merged,), 0.99)], Scan((2e4,)), Plan(seeds=1))
    assert "share noise" in " ".join(found.cautions)


def test_fractions_follow_from_the_files() -> None:
    assert known_fraction(Exposure(mas=200), Exposure(mas=50)) == 0.25
    assert known_fraction(Exposure(ctdi_vol=10), Exposure(mas=50, ctdi_vol=4)) == 0.4
    assert known_fraction(Exposure(mas=200), Exposure(ctdi_vol=4)) is None
    volume = scanned(2e4, 1).rows(0, 1)
    one, two = _study(volume, Exposure(kernel="B30f", kvp=120)), _study(volume, Exposure(kernel="B70f"))
    assert unlike(one, [LowScan("low", one, 0.5)]) == ()
    assert "with another kernel than the reference" in unlike(one, [LowScan("low", two, 0.5)])[0]


def test_the_csv_holds_every_number(right: Validation) -> None:
    lines = [line for line in table_csv(right).splitlines() if not line.startswith("#")]
    assert lines[0].startswith("scan,fraction,region,sd_real_hu")
    assert len(lines) == 6
    assert all(len(line.split(",")) == len(lines[0].split(",")) for line in lines)
