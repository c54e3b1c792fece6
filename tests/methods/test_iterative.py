"""The iterative steps of a lane: they grow in sight, from what was measured, and trust rays by dose."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch

from ldct_studio import pipeline
from ldct_studio.core.cancel import stop_when
from ldct_studio.core.case import Case
from ldct_studio.core.dose import Apodization, DoseLevel, Scan
from ldct_studio.core.errors import Cancelled
from ldct_studio.core.grid import Grid
from ldct_studio.core.growth import watched_by
from ldct_studio.core.memo import Memo
from ldct_studio.core.step import Step
from ldct_studio.core.volume import Volume
from ldct_studio.methods import iterative, reconstructors, simulators
from ldct_studio.physics import phantom
from ldct_studio.physics.attenuation import mu_to_hu
from ldct_studio.plugin import make_lane_step

METHODS = (iterative.OsSart, iterative.Cgls, iterative.PwlsTv, iterative.PwlsHuber)
ALL = pytest.mark.parametrize("cls", METHODS, ids=[cls.name for cls in METHODS])
SIZE, PIXEL = 64, 5.0
SCAN = Scan((2e5,), 5.0, Apodization("hann"))
QUICK = ("iterations", 3)


def _volume() -> Volume:
    """Return two rows of the insert phantom without noise, wider than high."""
    row = mu_to_hu(phantom.picture(phantom.insert_phantom(256), SIZE, PIXEL, 4))[4:-4]
    return Volume(row.repeat(2, 1, 1), Grid((2, SIZE - 8, SIZE), (3.0, PIXEL, PIXEL)))


def _case(fraction: float = 0.25, simulator: str = "insert") -> Case:
    case = pipeline.start(_volume(), (0, 1), DoseLevel(fraction, SCAN), 7, Memo())
    return make_lane_step(Step("simulator", simulator)).apply(case)


def _step(cls: type[iterative.Iterative], *settings: tuple[str, int | float | str]) -> iterative.Iterative:
    step = make_lane_step(Step("reconstructor", cls.name, settings))
    assert isinstance(step, iterative.Iterative)
    return step


@ALL
def test_the_picture_is_seen_growing(cls: type[iterative.Iterative]) -> None:
    step, heard = _step(cls, QUICK), list[tuple[Volume, int, int]]()
    with watched_by(lambda volume, done, total: heard.append((volume, done, total))):
        case = step.apply(_case())
    assert [rounds for _, *rounds in heard] == [[1, 3], [2, 3], [3, 3]]
    assert all(volume.grid == case.image.grid for volume, *_ in heard)
    assert torch.equal(heard[-1][0].data, case.image.data)
    assert not torch.equal(heard[0][0].data, case.image.data)
    assert case.image.history[-1] == step.step


@ALL
def test_inserted_noise_is_reconstructed_with_the_rows(cls: type[iterative.Iterative]) -> None:
    case = _case()
    assert case.noise is not None
    whole = replace(case, lines=case.measured, noise=None)
    step = _step(cls, QUICK)
    assert torch.equal(step.apply(case).image.data, step.apply(whole).image.data)
    clean = replace(case, noise=None)
    assert not torch.equal(step.apply(case).image.data, step.apply(clean).image.data)


@ALL
def test_hu_are_right_on_a_rescan(cls: type[iterative.Iterative]) -> None:
    image = _step(cls).apply(_case(1.0, "rescan")).image.data
    water = _volume().data.abs() < 1e-3
    assert float(image[water].mean()) == pytest.approx(0, abs=15)


@pytest.mark.parametrize("cls", METHODS[2:], ids=["tv", "huber"])
def test_rays_are_trusted_as_far_as_the_dose_goes(cls: type[iterative.Iterative]) -> None:
    """The same line integrals are smoothed more where fewer photons stand behind them."""
    case = _case()

    water = (_volume().data.abs() < 1e-3).float()
    inside = torch.nn.functional.avg_pool2d(water, 5, 1, 2) > 0.999

    def grain(fraction: float) -> float:
        found = _step(cls).apply(replace(case, dose=DoseLevel(fraction, SCAN))).image.data
        return float(found[inside].std())

    assert grain(0.05) < 0.8 * grain(1.0)


@pytest.mark.parametrize("cls", METHODS[2:], ids=["tv", "huber"])
def test_rays_behind_a_bowtie_filter_are_trusted_less(cls: type[iterative.Iterative]) -> None:
    case = _case()
    assert case.bowtie is False
    plain, behind = (_step(cls).apply(replace(case, bowtie=told)).image.data for told in (False, True))
    column = torch.arange(SIZE) - (SIZE - 1) / 2
    water = (_volume().data.abs() < 1e-3) & (column.abs() > 18)
    assert float(behind[water].std()) < 0.95 * float(plain[water].std())


@pytest.mark.parametrize("cls", METHODS[2:], ids=["tv", "huber"])
def test_it_is_closer_to_the_truth_than_fbp(cls: type[iterative.Iterative]) -> None:
    case = _case(0.1, "rescan")
    plain = reconstructors.Fbp().apply(case).image.data
    ours = _step(cls).apply(case).image.data
    truth = _volume().data
    inside = truth > -100
    assert float((ours - truth)[inside].std()) < 0.7 * float((plain - truth)[inside].std())


def test_rows_alone_are_rows_of_a_stack() -> None:
    volume, dose = _volume(), DoseLevel(0.25, SCAN)
    steps = (Step("simulator", simulators.Insert.name), Step("reconstructor", "pwls-tv", (QUICK,)))
    whole = pipeline.run(volume, dose, steps).data
    case = pipeline.start(volume, (1,), dose, 7, Memo())
    for step in steps:
        case = make_lane_step(step).apply(case)
    assert torch.equal(whole[1:], case.image.data)


@ALL
def test_without_a_dose_it_reconstructs_too(cls: type[iterative.Iterative]) -> None:
    case = _case()
    picture = _step(cls, QUICK).reconstruct(case.measured, case.reference.grid)
    assert picture.grid == case.reference.grid
    assert bool(torch.isfinite(picture.data).all())


@pytest.mark.parametrize("name", ["os-sart", "cgls"])
def test_it_can_begin_with_fbp(name: str) -> None:
    case = _case(1.0)
    found = {
        start: make_lane_step(Step("reconstructor", name, (("iterations", 1), ("start", start)))).apply(case)
        for start in ("vacuum", "fbp")
    }
    truth = case.reference.data
    error = {start: float((done.image.data - truth).norm()) for start, done in found.items()}
    assert error["fbp"] < 0.7 * error["vacuum"]


@ALL
def test_it_stops_between_iterations(cls: type[iterative.Iterative]) -> None:
    step, heard = _step(cls), list[int]()
    stopping = stop_when(lambda: len(heard) == 2)
    with watched_by(lambda volume, done, total: heard.append(done)), stopping, pytest.raises(Cancelled):
        step.apply(_case())
    assert len(heard) == 2
