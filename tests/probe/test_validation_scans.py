"""Simulated against the FDA's phantom scans at several doses: what ``docs/physics.md`` says of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ldct_studio.probe.compared import Plan, distance
from tests.bench import scanner

pytestmark = pytest.mark.data


@pytest.fixture
def scans(shared_data: Path) -> Path:
    folder = shared_data / "phantom_dose_sim"
    if not folder.is_dir():
        pytest.skip("the phantom scans are absent")
    return folder


def test_scans_without_electronic_noise_are_told_and_pass(scans: Path) -> None:
    found = scanner.low_contrast(scans, Plan(fitted=True, seeds=2))
    failed = {(row.region, row.fraction) for row in found.rows if row.state == "fail"}
    assert failed == {("Middle", 0.1)}, "5 photons of electronic noise are too many where few photons come"
    assert found.fitted is not None
    assert found.fitted.electronic == 0
    assert found.passed
    assert distance(found.fitted_rows) < 0.025 < 0.05
    assert found.implied["55 %"] == pytest.approx(0.55, rel=0.05)


def test_a_kernel_sharper_than_the_pixels_is_named(scans: Path) -> None:
    found = scanner.water(scans, Plan(seeds=2))
    assert distance(found.rows) < 0.06
    real = sum(row.real.beyond for row in found.rows) / len(found.rows)
    simulated = sum(row.simulated.beyond for row in found.rows) / len(found.rows)
    assert real > 0.12 > simulated
