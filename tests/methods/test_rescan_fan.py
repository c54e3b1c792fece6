"""Rescan along a fan: HU stay, noise is that of as many parallel rays, and the worker process agrees."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import torch

from ldct_studio import methods  # noqa: F401
from ldct_studio.core.case import Case
from ldct_studio.core.dose import Apodization, DoseLevel, Scan
from ldct_studio.core.grid import Grid
from ldct_studio.core.memo import Memo
from ldct_studio.core.projections import FanGeometry
from ldct_studio.core.step import Step
from ldct_studio.core.volume import Volume
from ldct_studio.live import wire
from ldct_studio.pipeline import start
from ldct_studio.plugin import make_lane_step

FBP = Step("reconstructor", "fbp")
FANS = ["rays=fan", "rays=fan,quarter=true", "rays=flat-fan", "rays=short-scan"]


def case() -> Case:
    grid = Grid((1, 128, 128), (1.0, 2.0, 2.0))
    y, x = torch.meshgrid(torch.arange(128) - 63.5, torch.arange(128) - 63.5, indexing="ij")
    row = torch.where(x * x + y * y < 45**2, 40.0, -1000.0)
    dose = DoseLevel(0.5, Scan(photons=(2e5,), apodization=Apodization("hann")))
    return start(Volume(row[None], grid), (0,), dose, 7, Memo())


def rescanned(settings: str) -> torch.Tensor:
    """Return the middle of four scans."""
    step = make_lane_step(Step.parse("simulator:rescan" + (f":{settings}" if settings else "")))
    cases = [replace(case(), seed=seed) for seed in (7, 8, 9, 10)]
    pictures = [make_lane_step(FBP).apply(step.apply(one)).image.data for one in cases]
    return torch.cat(pictures)[:, 44:84, 44:84]


@pytest.mark.parametrize("settings", FANS)
def test_hu_and_noise_are_those_of_parallel_rays(settings):
    """A short scan wastes some of its photons on rays that it measures twice."""
    found, parallel = rescanned(settings), rescanned("")
    assert float(found.mean()) == pytest.approx(40, abs=1)
    more = 0.15 if settings == "rays=short-scan" else 0.06
    assert float(found.std()) == pytest.approx(float(parallel.std()), rel=more)


@pytest.mark.parametrize("settings", FANS)
def test_a_fan_travels_to_the_worker_process(settings):
    there = make_lane_step(Step.parse(f"simulator:rescan:{settings}")).apply(case())
    assert isinstance(there.projections.geometry, FanGeometry)
    told = wire.describe(there, (FBP,))
    assert wire.from_json(json.loads(json.dumps(wire.to_json(told)))) == told


@pytest.mark.parametrize(("settings", "known"), [("bowtie=true", True), ("floor=0.01", False), (None, None)])
def test_the_worker_process_knows_whether_the_noise_is_known(settings, known):
    there = case()
    if settings is not None:
        there = make_lane_step(Step.parse(f"simulator:rescan:{settings}")).apply(there)
    told = wire.from_json(json.loads(json.dumps(wire.to_json(wire.describe(there, (FBP,))))))
    assert wire.rebuild(told, wire.arrays_of(there)).noise_known is there.noise_known is known


def test_the_worker_process_knows_the_unit_of_a_map():
    there = case()
    there = replace(there, reference=replace(there.reference, own_unit="SD of noise"))
    told = wire.from_json(json.loads(json.dumps(wire.to_json(wire.describe(there, (FBP,))))))
    again = wire.rebuild(told, wire.arrays_of(there))
    assert (again.reference.unit, again.image.unit) == ("SD of noise", "SD of noise")


def test_the_worker_process_knows_the_filter_and_the_steps_so_far():
    there = make_lane_step(Step.parse("simulator:rescan:bowtie=true")).apply(case())
    there = make_lane_step(FBP).apply(there)
    there_again = wire.rebuild(wire.describe(there, ()), wire.arrays_of(there))
    assert there_again.bowtie is True
    assert there_again.steps == there.steps == (FBP,)


@pytest.mark.parametrize("subsets", [7, 12])
def test_subsets_of_views_need_not_divide_those_of_a_fan(subsets):
    there = make_lane_step(Step.parse("simulator:rescan:rays=fan")).apply(case())
    step = Step.parse(f"reconstructor:os-sart:iterations=2,subsets={subsets},start=fbp")
    found = make_lane_step(step).apply(there).image.data[0, 44:84, 44:84]
    assert float(found.mean()) == pytest.approx(40, abs=1)


def test_the_noise_map_refuses_a_fan_with_a_sentence():
    there = make_lane_step(Step.parse("simulator:rescan:rays=fan")).apply(case())
    with pytest.raises(Exception, match="parallel rays"):
        make_lane_step(Step("reconstructor", "noise-map")).apply(there)
