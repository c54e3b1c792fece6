"""Lanes at a place: against loops of other code, over and over, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest
import torch
from scipy import ndimage

from ldct_studio.core.cancel import stop_when
from ldct_studio.core.dose import Apodization
from ldct_studio.core.errors import Cancelled, GeometryError
from ldct_studio.core.lane import Lane, Request
from ldct_studio.core.projections import FanGeometry, Geometry, ScanGeometry
from ldct_studio.core.step import Step
from ldct_studio.core.volume import Volume
from ldct_studio.physics import beams, phantom
from ldct_studio.physics.attenuation import AIR_HU, HU_PER_MU, hu_to_mu
from ldct_studio.physics.noise import normal_field, photon_noise
from ldct_studio.plugin import Denoiser
from ldct_studio.probe.measure import course, equivalent, measure
from ldct_studio.probe.observer import Seen, detectability
from ldct_studio.probe.task import Task, seeds_of
from tests.probe.conftest import ELECTRONIC, PHOTONS, PIXEL, SIZE, Body

INSERT, FBP = Step("simulator", "insert"), Step("reconstructor", "fbp")
FAN = Step("simulator", "rescan", (("rays", "fan"),))
MEDIAN = Step("denoiser", "median-in-probe")
RAYS = ScanGeometry.covering(SIZE, PIXEL, 1000)
HANN = Apodization("hann")
Picture = npt.NDArray[np.float64]


class Median(Denoiser, name="median-in-probe", title="Median", live=True):
    """The median of 3×3 pixels: far from linear."""

    def denoise(self, volume: Volume) -> Volume:
        """Return the rows filtered."""
        return volume.made(torch.from_numpy(ndimage.median_filter(volume.data.numpy(), (1, 3, 3))))


def lane(*steps: Step) -> Lane:
    return Lane("Method", steps)


def kept(difference: Picture, center: tuple[int, int], task: Task) -> float:
    """Return the contrast kept, point by point."""
    total = squares = 0.0
    points = (np.arange(8) - 3.5) / 8
    for y in range(center[0] - 6, center[0] + 7):
        for x in range(center[1] - 6, center[1] + 7):
            dy, dx = y - center[0] + points[:, None], x - center[1] + points[None, :]
            share = np.mean(np.hypot(dy, dx) * PIXEL <= task.diameter / 2)
            total += share * difference[y, x]
            squares += share**2
    return float(total / squares / task.contrast)


def thin_disc(center: tuple[int, int], task: Task, rays: Geometry) -> torch.Tensor:
    """Return the line integrals of a disc, each the mean of 15 thin rays."""
    x, y = (center[1] - (SIZE - 1) / 2) * PIXEL, ((SIZE - 1) / 2 - center[0]) * PIXEL
    disc = phantom.Ellipse(x, y, task.diameter / 2, task.diameter / 2, task.contrast / HU_PER_MU)
    fine = replace(rays, bins=15 * rays.bins, pitch=rays.pitch / 15)
    return phantom.line_integrals((disc,), fine).view(rays.views, rays.bins, 15).mean(2)


def picture(sinogram: torch.Tensor, rays: Geometry) -> Picture:
    mu = beams.fbp(sinogram[None], rays, SIZE, PIXEL, HANN)[0]
    return np.asarray(mu.double().numpy() * HU_PER_MU)


def test_contrast_kept_is_that_of_plain_loops(body: Body) -> None:
    task, center = body.task(), (40, 38)
    signal = thin_disc(center, task, RAYS)
    linear = kept(picture(signal, RAYS), center, task)
    row = body.volume.data[0].double().numpy()
    p = beams.project(hu_to_mu(body.volume.data), RAYS, PIXEL)[0]
    filtered = []
    for seed in range(500, 520):
        noise = photon_noise(p, 0.2 * PHOTONS, ELECTRONIC, normal_field(seed, 0, RAYS)) - p
        pair = [row + picture(noise + disc, RAYS) for disc in (signal, torch.zeros_like(signal))]
        present, absent = (ndimage.median_filter(one, 3) for one in pair)
        filtered.append(kept(present - absent, center, task))
    for steps, expected in (((INSERT, FBP), linear), ((INSERT, FBP, MEDIAN), np.mean(filtered))):
        found = measure(body.request(), lane(*steps), task).kept
        assert found.value == pytest.approx(expected, rel=0.02)
        assert found.low <= found.value <= found.high
    assert abs(linear / float(np.mean(filtered)) - 1) > 0.03  # the two are told apart


def test_a_rescan_holds_the_disc_along_its_own_rays(body: Body) -> None:
    task, center = body.task(), (40, 38)
    fan = FanGeometry.covering(SIZE, PIXEL, 1000)
    window = replace(HANN, cutoff=1.0)
    mu = beams.fbp(thin_disc(center, task, fan)[None], fan, SIZE, PIXEL, window)[0]
    expected = kept(np.asarray(mu.double().numpy() * HU_PER_MU), center, task)
    found = measure(body.request(), lane(FAN, FBP), task)
    assert found.kept.value == pytest.approx(expected, rel=0.02)
    assert found.noise > 1


def test_the_noise_of_the_loaded_scan_counts_as_well(body: Body) -> None:
    p = beams.project(hu_to_mu(body.volume.data), RAYS, PIXEL)[0]

    def scanned(seed: int, fraction: float) -> Picture:
        return picture(photon_noise(p, fraction * PHOTONS, ELECTRONIC, normal_field(seed, 0, RAYS)), RAYS)

    loaded = torch.from_numpy(scanned(900, 1.0)).float()[None] + AIR_HU
    noisy = Volume(loaded, body.volume.grid)
    found = measure(body.request(0.5, volume=noisy), lane(INSERT, FBP), body.task(seeds=40))
    drawn = np.stack([scanned(seed, 0.5) for seed in range(40)])
    assert found.seen.whole == pytest.approx(2, rel=0.1)
    assert found.noise == pytest.approx(float(np.sqrt(drawn.var(0, ddof=1)[36:45, 34:43].mean())), rel=0.12)


def test_the_interval_of_d_prime_holds_the_truth_in_17_of_20_runs(body: Body) -> None:
    found = [measure(body.request(seed=seed), lane(INSERT, FBP), body.task()) for seed in range(20)]
    seen = [one.seen for one in found]
    every = Seen(torch.cat([one.absent for one in seen]), torch.cat([one.present for one in seen]))
    truth = detectability(every).value
    assert sum(one.detectability.low <= truth <= one.detectability.high for one in found) >= 17
    assert truth > 1


def test_fbp_is_worth_its_own_dose_whatever_lowers_it(body: Body) -> None:
    request, task = body.request(), body.task()
    reading = measure(request, lane(FAN, FBP), task)
    found = equivalent(request, reading, course(request, FAN, task))
    assert found.value == found.low == found.high == pytest.approx(0.2)


def test_the_same_seed_gives_the_same_numbers_and_another_shares_none(body: Body) -> None:
    heard: list[tuple[int, int]] = []
    first = measure(body.request(), lane(INSERT, FBP), body.task(), lambda *told: heard.append(told))
    again = measure(body.request(), lane(INSERT, FBP), body.task())
    assert torch.equal(first.seen.absent, again.seen.absent)
    assert first.detectability == again.detectability
    assert heard == [(n, 20) for n in range(1, 21)]
    assert not set(seeds_of(7, 200)) & set(seeds_of(8, 200))


def test_nobody_waits_for_it_any_more(body: Body) -> None:
    heard: list[int] = []
    with stop_when(lambda: len(heard) >= 3), pytest.raises(Cancelled):
        measure(body.request(), lane(INSERT, FBP), body.task(), lambda done, total: heard.append(done))
    assert heard == [1, 2, 3]


@pytest.mark.parametrize(
    ("steps", "reason"),
    [
        ((), "simulates no dose"),
        ((INSERT, Step("reconstructor", "noise-map")), "shows a map"),
    ],
)
def test_lanes_without_pictures_of_noise_are_refused(
    body: Body, steps: tuple[Step, ...], reason: str
) -> None:
    with pytest.raises(GeometryError, match=reason):
        measure(body.request(), lane(*steps), body.task())


def test_differences_and_the_dose_of_the_scan_are_refused(body: Body) -> None:
    with pytest.raises(GeometryError, match="shows a difference"):
        measure(body.request(), replace(lane(INSERT, FBP), minus=()), body.task())
    noisy = Volume(body.volume.data.clone(), body.volume.grid)
    with pytest.raises(GeometryError, match="no noise is inserted"):
        measure(body.request(1.0, volume=noisy), lane(INSERT, FBP), body.task())


@pytest.mark.parametrize(
    ("where", "reason"),
    [
        ({"row": 20}, "farther from its edge"),
        ({"diameter": 90.0}, "more than 5 %"),
        ({"seeds": 19}, "at least 20 seeds"),
        ({"diameter": 5.0}, "smaller than two pixels"),
    ],
)
def test_what_cannot_be_asked_is_refused(body: Body, where: dict[str, float], reason: str) -> None:
    with pytest.raises(GeometryError, match=reason):
        measure(body.request(), lane(INSERT, FBP), body.task(**where))  # type: ignore[arg-type]


def test_a_disc_that_leaves_the_body_is_refused(body: Body) -> None:
    moved = Volume(torch.roll(body.volume.data, 30, 2), body.volume.grid)
    request: Request = body.request(volume=moved)
    with pytest.raises(GeometryError, match="leaves the body"):
        measure(request, lane(INSERT, FBP), body.task())
