"""Folding lanes: shared steps run once, 100 % is the loaded image, volumes equal pictures."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from ldct_studio import methods, pipeline  # noqa: F401
from ldct_studio.core import device
from ldct_studio.core.case import Case
from ldct_studio.core.dose import Apodization, DoseLevel, Scan
from ldct_studio.core.errors import DeviceError, GeometryError
from ldct_studio.core.grid import Grid
from ldct_studio.core.lane import Lane, Request
from ldct_studio.core.memo import Memo
from ldct_studio.core.projections import Projections
from ldct_studio.core.step import Step
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Volume
from ldct_studio.pipeline import frame, run
from ldct_studio.plugin import Denoiser, Reconstructor, make_lane_step

INSERT = (Step("simulator", "insert"), Step("reconstructor", "fbp"))
RESCAN = (Step("simulator", "rescan"), Step("reconstructor", "fbp"))
calls: list[int] = []


class Counting(Reconstructor, name="counting-in-tests", live=True):
    """Counts its calls and returns the sum of the line integrals of each row."""

    def reconstruct(self, projections: Projections, grid: Grid) -> Volume:
        """Return flat rows."""
        calls.append(len(projections.rows))
        level = projections.data.sum((1, 2))
        return Volume(level[:, None, None].expand(grid.shape).contiguous(), grid)


def _study(shape: tuple[int, int, int] = (10, 48, 64), modality: str = "CT") -> Study:
    generator = torch.Generator().manual_seed(1)
    data = torch.randn(shape, generator=generator) * 20
    data[:, 0, 0] = -2000.0  # padding
    volume = Volume(data, Grid(shape, (2.0, 0.8, 0.8), (1.0, 2.0, 3.0)), modality)  # type: ignore[arg-type]
    return Study("s", {"v": volume}, scan=Scan(photons=(1e5,)))


def _request(study: Study, *lanes: Lane, dose: float = 0.25, row: int = 3) -> Request:
    return Request(study, "v", row, DoseLevel(dose, study.scan), lanes)


def test_two_lanes_share_a_reconstruction_and_a_repeat_costs_nothing() -> None:
    steps = (Step("simulator", "insert"), Step("reconstructor", "counting-in-tests"))
    study, memo = _study(), Memo()
    calls.clear()
    a, b = Lane("A", steps), Lane("B", steps, minus=())
    for request in [_request(study, a, b)] * 2 + [_request(study, a, b, dose=0.3)]:
        for lane in request.lanes:
            frame(request, lane, memo)
    assert len(calls) == 2


@pytest.mark.parametrize("shape", [(10, 48, 64), (3, 64, 40), (1, 33, 33)])
def test_insert_at_full_dose_is_the_input_voxel_for_voxel(shape: tuple[int, int, int]) -> None:
    study = _study(shape)
    result = run(study.first, DoseLevel(1.0, study.scan), INSERT)
    assert float((result.data - study.first.data).abs().max()) == 0.0
    found = frame(_request(study, Lane("FBP", INSERT), dose=1.0, row=0), Lane("FBP", INSERT), Memo())
    assert found.image is not None
    np.testing.assert_array_equal(found.image, study.first.data[0].numpy())


@pytest.mark.parametrize("steps", [INSERT, RESCAN])
def test_the_volume_has_the_pixels_of_the_window(steps: tuple[Step, ...]) -> None:
    study = _study()
    whole = run(study.first, DoseLevel(0.25, study.scan), steps, seed=7)
    for row in (0, 3, 9):
        lane = Lane("FBP", steps)
        picture = frame(_request(study, lane, row=row), lane, Memo()).image
        assert picture is not None
        np.testing.assert_allclose(picture, whole.data[row].numpy(), atol=0.01)


def test_another_seed_is_another_noise_and_less_dose_more_of_the_same() -> None:
    study = _study()
    noise = {
        (dose, seed): run(study.first, DoseLevel(dose, study.scan), INSERT, seed).data - study.first.data
        for dose, seed in [(0.5, 7), (0.1, 7), (0.5, 8)]
    }

    def correlation(a: torch.Tensor, b: torch.Tensor) -> float:
        return float(torch.corrcoef(torch.stack([a.flatten(), b.flatten()]))[0, 1])

    assert correlation(noise[0.5, 7], noise[0.1, 7]) > 0.98
    assert abs(correlation(noise[0.5, 7], noise[0.5, 8])) < 0.05
    assert float(noise[0.1, 7].std() / noise[0.5, 7].std()) == pytest.approx(3, rel=0.05)


def test_the_result_remembers_how_it_was_made() -> None:
    study = _study((2, 32, 32))
    result = run(study.first, DoseLevel(0.25, study.scan), INSERT, seed=9)
    assert result.history[0].settings == {"dose": 0.25, "electronic": 5.0, "photons": 25000.0, "seed": 9}
    assert result.history[1].name == "fbp"


@pytest.mark.usefixtures("registry")
def test_the_result_is_in_the_unit_of_its_last_step_with_one() -> None:
    class Times(Denoiser, name="times-in-tests", live=True):
        unit = "SD of noise"  # type: ignore[assignment]

        def denoise(self, volume: Volume) -> Volume:
            return volume

    study = _study((2, 48, 48))
    dose = DoseLevel(0.5, study.scan)
    made = run(study.first, dose, (*INSERT, Step("denoiser", "times-in-tests")))
    assert (made.unit, made.rows(0).unit, made.thicker(2).unit) == ("SD of noise",) * 3
    smoothed = run(made, dose, (Step("denoiser", "tv"),))
    assert (smoothed.unit, smoothed.modality) == ("SD of noise", "CT")
    assert run(study.first, dose, INSERT).unit == "HU"


def test_progress_counts_every_row() -> None:
    study = _study((10, 32, 32))
    seen: list[tuple[int, int]] = []
    run(
        study.first,
        DoseLevel(0.5, study.scan),
        INSERT,
        on_progress=lambda done, total: seen.append((done, total)),
    )
    assert seen == [(8, 10), (10, 10)]


def test_only_ct_has_a_dose_and_only_square_pixels_a_scan() -> None:
    lane = Lane("FBP", INSERT)
    found = frame(_request(_study(modality="MR"), lane), lane, Memo())
    assert found.image is None
    assert "CT" in found.error
    study = _study()
    with pytest.raises(GeometryError, match="there are none here"):  # a map over CT that was saved
        run(replace(study.first, own_unit="SD of noise"), DoseLevel(0.5), INSERT)
    flat = replace(study.first.grid, spacing=(2.0, 0.8, 1.6))
    with pytest.raises(GeometryError, match="square"):
        run(Volume(study.first.data, flat), DoseLevel(0.5), INSERT)


def test_the_darkest_ray_is_counted() -> None:
    disc = torch.full((1, 64, 64), -1000.0)
    y, x = torch.meshgrid(torch.arange(64) - 31.5, torch.arange(64) - 31.5, indexing="ij")
    disc[0][x * x + y * y < 900] = 0.0
    volume = Volume(disc, Grid((1, 64, 64), (1.0, 5.0, 5.0)))  # 30 cm of water
    study = Study("w", {"v": volume}, scan=Scan(photons=(1e5,)))
    lane = Lane("FBP", INSERT)
    counts = frame(_request(study, lane, dose=0.1, row=0), lane, Memo()).counts
    assert counts == pytest.approx(1e4 * np.exp(-6.0), rel=0.15)


def test_a_case_measures_what_was_inserted() -> None:
    study = _study((1, 32, 32))
    from ldct_studio.methods.simulators import Insert
    from ldct_studio.pipeline import start

    case: Case = Insert().apply(start(study.first, (0,), DoseLevel(0.5, study.scan), 7, Memo()))
    assert case.noise is not None
    torch.testing.assert_close(case.measured.data, case.projections.data + case.noise.data)


def test_another_window_filters_anatomy_and_noise_alike() -> None:
    grid = Grid((1, 128, 128), (1.0, 0.8, 0.8))
    data = torch.full(grid.shape, -1000.0)
    data[0, 30:98, 30:98] = 40.0
    data[0, 64, 64] = 400.0  # a point: its blur shows the window
    study = Study("s", {"v": Volume(data, grid)}, scan=Scan(photons=(1e5,), apodization=Apodization("hann")))
    soft = (INSERT[0], Step("reconstructor", "fbp", (("cutoff", 0.4), ("window", "hann"))))
    half = (INSERT[0], Step("reconstructor", "fbp", (("cutoff", 0.4),)))
    plain = run(study.first, DoseLevel(0.2, study.scan), INSERT).data[0]
    softer = run(study.first, DoseLevel(0.2, study.scan), soft).data[0]
    assert float(softer[64, 64]) < 0.5 * float(plain[64, 64])
    assert float(softer[40:60, 40:60].std()) < 0.5 * float(plain[40:60, 40:60].std())
    assert float(softer[40:60, 40:60].mean()) == pytest.approx(float(plain[40:60, 40:60].mean()), abs=3)
    torch.testing.assert_close(run(study.first, DoseLevel(0.2, study.scan), half).data[0], softer)


class Greedy(Reconstructor, name="greedy-in-tests", live=True):
    """Makes FBP, but wants more memory than there is the first times."""

    def reconstruct(self, projections: Projections, grid: Grid) -> Volume:
        """Return what FBP makes."""
        calls.append(len(projections.rows))
        if len(calls) <= lacks[0]:
            raise torch.OutOfMemoryError("out of memory")
        return make_lane_step(INSERT[1]).reconstruct(projections, grid)  # type: ignore[attr-defined,no-any-return]


GREEDY = (Step("simulator", "rescan"), Step("reconstructor", "greedy-in-tests"))
lacks = [0]


@pytest.mark.parametrize(
    ("times", "batches"),
    [(0, [8, 2]), (1, [8, 4, 4, 2]), (2, [8, 4, 2, 2, 2, 2, 2]), (3, [8, 4, 2, *[1] * 10])],
)
def test_too_little_memory_means_fewer_rows_and_the_same_voxels(times: int, batches: list[int]) -> None:
    study, told, done = _study(), list[str](), list[int]()
    undisturbed = run(study.first, DoseLevel(0.25, study.scan), RESCAN)
    calls.clear()
    lacks[0] = times
    result = run(
        study.first, DoseLevel(0.25, study.scan), GREEDY, 7, lambda at, _: done.append(at), told.append
    )
    assert calls == batches
    assert len(told) == times
    assert done == sorted(set(done))
    assert done[-1] == 10
    torch.testing.assert_close(result.data, undisturbed.data, atol=0.01, rtol=0)


def test_the_fourth_lack_of_memory_ends_the_work_with_a_sentence() -> None:
    study, told = _study(), list[str]()
    calls.clear()
    lacks[0] = 99
    with pytest.raises(DeviceError, match="memory does not suffice"):
        run(study.first, DoseLevel(0.25, study.scan), GREEDY, on_trouble=told.append)
    assert calls == [8, 4, 2, 1]
    assert len(told) == 3


def test_a_small_gpu_is_left_for_this_volume_alone(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The GPU is a stand-in: it has the name of one, and never enough memory."""
    study, told = _study(), list[str]()
    undisturbed = run(study.first, DoseLevel(0.25, study.scan), INSERT)
    seen: list[tuple[str, int]] = []
    real = pipeline.start

    def small(
        volume: Volume,
        rows: tuple[int, ...],
        dose: DoseLevel,
        seed: int,
        memo: Memo,
        partner: None,
        measured: None,
    ) -> Case:
        seen.append((device.device().type, len(rows)))
        if device.device().type == "cuda":
            raise DeviceError("The GPU ran out of memory.") from torch.OutOfMemoryError("out of memory")
        return real(volume, rows, dose, seed, memo)

    monkeypatch.setattr(pipeline.running, "start", small)
    with device.on(torch.device("cuda")):
        result = run(study.first, DoseLevel(0.25, study.scan), INSERT, on_trouble=told.append)
        assert device.device().type == "cuda"
    assert seen == [("cuda", 8), ("cuda", 4), ("cuda", 2), ("cpu", 8), ("cpu", 2)]
    assert told == [
        "The GPU ran out of memory. Going on with 4 slices at a time.",
        "The GPU ran out of memory. Going on with 2 slices at a time.",
        "The GPU ran out of memory. Going on with the CPU, which takes longer.",
    ]
    assert caplog.messages == told
    torch.testing.assert_close(result.data, undisturbed.data, atol=0, rtol=0)


def test_what_is_no_lack_of_memory_is_not_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    study, told = _study(), list[str]()

    def broken(*_: object, **__: object) -> Case:
        raise DeviceError("The GPU was lost. Start the program again.")

    monkeypatch.setattr(pipeline.running, "start", broken)
    with pytest.raises(DeviceError, match="lost"):
        run(study.first, DoseLevel(0.25, study.scan), INSERT, on_trouble=told.append)
    assert not told


def test_noise_of_a_volume_that_was_simulated_before_is_new():
    """The same field twice would add up, at a correlation of 1; chance makes 0.1 of the grain here."""
    grid = Grid((1, 96, 96), (1.0, 2.0, 2.0))
    y, x = torch.meshgrid(torch.arange(96) - 47.5, torch.arange(96) - 47.5, indexing="ij")
    clean = Volume(torch.where(x * x + y * y < 40**2, 0.0, -1000.0)[None], grid)
    scan = Scan(photons=(1e6,), noise=10.0)
    steps = (Step("simulator", "insert"), Step("reconstructor", "fbp"))
    half = run(clean, DoseLevel(0.5, scan), steps, 7)
    quarter = run(half, DoseLevel(0.5, scan.lowered(0.5)), steps, 7)
    middle = (0, slice(24, 72), slice(24, 72))
    first, second = ((a.data - b.data)[middle].flatten() for a, b in ((half, clean), (quarter, half)))
    assert abs(float(torch.corrcoef(torch.stack((first, second)))[0, 1])) < 0.3
