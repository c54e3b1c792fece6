"""Measured projections as a study: its pictures, its unit, and what its lanes make of them."""

from __future__ import annotations

import math

import pytest
import torch

from ldct_studio.core.acquired import Acquired
from ldct_studio.core.dose import DoseLevel, Scan
from ldct_studio.core.lane import Frame, Lane, Request
from ldct_studio.core.memo import Memo
from ldct_studio.core.projections import FanGeometry, Geometry, Projections, ScanGeometry
from ldct_studio.core.step import Step
from ldct_studio.core.study import Facts, Study
from ldct_studio.live import wire
from ldct_studio.methods.loaders import open_study
from ldct_studio.methods.measured import found_center, measured_study, recentered
from ldct_studio.physics.attenuation import value_of
from ldct_studio.physics.beams import project
from ldct_studio.pipeline import fold, frame, run

SIZE, PIXEL, N0 = 64, 1.5, 40000.0
INSERT, RESCAN, FBP = Step("simulator", "insert"), Step("simulator", "rescan"), Step("reconstructor", "fbp")
PARALLEL = ScanGeometry(120, 91, PIXEL, 0.2, math.pi).centered(41.3)
COUNTED = Scan((N0,), 2.0, source="flats", gain=2.0)
UNKNOWN = Scan(source="unknown", note="not in photons")


def mu_of(values, water):
    """Return the attenuation in 1/m of pictures, by what the values of vacuum and of 1/m are."""
    vacuum, one = value_of(torch.tensor([0.0, 1.0], dtype=torch.float64), water).tolist()
    return (values - vacuum) / (one - vacuum)


def disc() -> torch.Tensor:
    """Return two slices of a disc of 20 1/m with inserts, lopsided, (2, y, x)."""
    y, x = torch.meshgrid(*2 * [(torch.arange(SIZE) - (SIZE - 1) / 2) / SIZE], indexing="ij")
    body = 20.0 * (x**2 + 1.4 * y**2 < 0.15)
    body += 6.0 * ((x - 0.1) ** 2 + (y + 0.1) ** 2 < 0.01) - 12.0 * ((x + 0.15) ** 2 + y**2 < 0.006)
    return torch.stack((body, body.flip(0)))


def acquired(
    geometry: Geometry = PARALLEL, scan: Scan = COUNTED, water: float | None = None, **facts
) -> Acquired:
    """Return a scan of the disc with the noise of its photons."""
    lines = project(disc(), geometry, PIXEL)
    torch.manual_seed(3)
    counts = torch.poisson(N0 * torch.exp(-lines)).clamp_min(1)
    rays = Projections(torch.log(N0 / counts), geometry, (0, 1), water)
    return Acquired("disc", rays, scan, Facts(), 2.0, **facts)


def shown(study: Study, *steps: Step, fraction: float = 0.25, scan: Scan | None = None) -> Frame:
    lane = Lane("lane", steps)
    dose = DoseLevel(fraction, scan or study.scan)
    return frame(Request(study, study.name, 0, dose, (lane,)), lane, Memo())


def left(study: Study) -> float:
    """Return the RMS of what reprojecting the pictures lacks, as a share of the largest line integral."""
    rays = study.projections[study.name]
    again = project(mu_of(study.first.data, rays.water), rays.geometry, study.first.grid.spacing[1])
    return float((again - rays.data).square().mean().sqrt() / rays.data.max())


def test_the_unit_is_what_the_file_allows():
    for change, unit in (
        ({"water": 19.0}, "HU"),
        ({}, "1/cm"),
        ({"sized": False}, "a.u."),
    ):
        study = measured_study(acquired(**change))
        assert study.first.unit == unit
        middle = study.first.data[0, study.first.grid.shape[1] // 2, study.first.grid.shape[2] // 2]
        truth = value_of(torch.tensor(20.0), change.get("water"))
        assert float(middle) == pytest.approx(float(truth), abs=60 if unit == "HU" else 0.012)
        assert ("values are in" in " ".join(study.facts.warnings)) == (unit != "HU")


def test_the_center_is_found_and_can_be_corrected():
    study = measured_study(acquired(centered=False))
    rays = study.projections[study.name]
    assert rays.geometry.center == pytest.approx(41.3, abs=0.3)
    assert any("found on channel 41." in said for said in study.facts.warnings)
    assert left(study) < 0.02
    moved = recentered(study, study.name, 45.0)
    assert moved.projections[study.name].geometry.center == pytest.approx(45.0)
    assert left(moved) > 2 * left(study)
    assert found_center(moved.projections[study.name]) == pytest.approx(41.3, abs=0.3)


@pytest.mark.parametrize("water", [None, 19.0])
def test_at_full_dose_every_lane_shows_the_loaded_picture(water):
    study = measured_study(acquired(water=water))
    scale = float(study.first.data.std())
    for simulator in (INSERT, RESCAN, RESCAN.replace(model="M4")):
        made = shown(study, simulator, FBP, fraction=1.0)
        assert made.error == ""
        assert float((torch.from_numpy(made.image) - study.first.data[0]).abs().max()) < 1e-4 * scale


def test_thinned_resampled_and_inserted_noise_agree():
    study = measured_study(acquired())
    noise = {}
    for simulator in (INSERT, RESCAN, RESCAN.replace(model="M4")):
        made = torch.from_numpy(shown(study, simulator, FBP).image) - study.first.data[0]
        noise[str(simulator)] = float(made[24:40, 24:40].std())
    assert max(noise.values()) < 1.35 * min(noise.values())
    refused = shown(study, RESCAN.replace(model="M2"), FBP)
    assert "noise of their own" in refused.error


def test_without_photons_the_dose_stays():
    study = measured_study(acquired(scan=UNKNOWN))
    for simulator in (INSERT, RESCAN):
        assert "not in photons" in shown(study, simulator, FBP).error
        assert shown(study, simulator, FBP, fraction=1.0).image is not None
        assert shown(study, simulator, FBP, scan=study.scan.overridden(N0)).image is not None


def test_whole_volumes_start_from_what_was_measured():
    study = measured_study(acquired())
    dose = DoseLevel(0.25, study.scan)
    made = run(study.first, dose, (RESCAN, FBP), measured=study.projections[study.name])
    assert torch.allclose(made.data[0], torch.from_numpy(shown(study, RESCAN, FBP).image), atol=1e-5)


def test_iterations_are_in_the_unit_of_the_study_here_and_in_the_worker():
    study = measured_study(acquired())
    request = Request(study, study.name, 0, DoseLevel(1.0, study.scan), ())
    step = Step("reconstructor", "cgls")
    case = fold(request, 0, (step,), Memo(), local=True)
    assert float(case.image.data.max()) == pytest.approx(0.26, abs=0.05)
    first = fold(request, 0, (), Memo())
    there = wire.from_json(wire.to_json(wire.describe(first, (step,))))
    again = wire.rebuild(there, wire.arrays_of(first))
    assert again.projections.water is None
    assert again.acquired
    assert again.image.unit == "1/cm"


@pytest.mark.parametrize(
    "geometry",
    [
        FanGeometry(61, 91, PIXEL, 300.0, "flat", 0.3, math.radians(61)),
        ScanGeometry(60, 91, PIXEL, 0.0, math.radians(100)),
    ],
    ids=["fan", "parallel"],
)
def test_a_limited_angle_is_said_and_iterations_fit_its_rays(geometry):
    study = measured_study(acquired(geometry))
    assert "Limited angle" in study.facts.warnings[0]
    assert study.facts.marks[0].startswith("limited angle, ")
    request = Request(study, study.name, 0, DoseLevel(1.0, study.scan), ())
    case = fold(request, 0, (Step("reconstructor", "pwls-tv"),), Memo(), local=True)
    rays = study.projections[study.name]
    again = project(mu_of(case.image.data, None), geometry, study.first.grid.spacing[1])
    assert float((again - rays.data[:1]).square().mean().sqrt() / rays.data.max()) < 0.02


@pytest.mark.data
def test_the_tooth(shared_data):
    study = open_study([shared_data / "raw_projections" / "tooth_parallel" / "tooth.h5"])
    rays = study.projections[study.name]
    assert rays.geometry.center == pytest.approx(296, abs=1)
    assert left(study) < 0.02
    assert study.first.unit == "a.u."
    assert study.scan.source == "flats"
    assert any("not in photons" in said for said in study.facts.warnings)
    assert study.facts.marks == ("lengths unknown",)
    assert shown(study, RESCAN, FBP).image is not None


@pytest.mark.slow
@pytest.mark.data
def test_the_challenge_of_helsinki(shared_data):
    study = open_study([shared_data / "raw_projections" / "htc2022" / "ta_60deg.mat"])
    assert study.first.unit == "1/cm"
    assert "Limited angle: the views cover 60° only" in study.facts.warnings[0]
    assert not study.scan.in_photons
    request = Request(study, study.name, 0, DoseLevel(1.0, study.scan), ())
    case = fold(request, 0, (Step("reconstructor", "pwls-tv").replace(iterations=2),), Memo(), local=True)
    rays = study.projections[study.name]
    again = project(mu_of(case.image.data, None), rays.geometry, study.first.grid.spacing[1])
    assert float((again - rays.data).square().mean().sqrt() / rays.data.max()) < 0.02
