"""Print how far physics on the patient is from loops of other code; ends with 1 where it is too far.

    python -m tests.bench.probe [--runs 200] [--network-runs 20] [--network-seeds 400] [--truth 2000]

The opening slice of the demo, 512², a disc of 5 mm and 15 HU in the liver at 17 % dose. Contrast kept is
compared with a disc of thin rays in sums written out, under other seeds: of networks, whose contrast depends
on the noise, so many of them that chance is below 1 %. d' of FBP with noise inserted into
the noisy scan is compared with whole scans drawn from the noise-free truth, which also checks how the noise
of the loaded scan is counted; d' of the U-Net with what all of its runs say together.
"""

from __future__ import annotations

import argparse
import math
import sys
import time
from collections.abc import Iterable
from dataclasses import replace

import ldct_studio  # isort: skip  # noqa: F401  (before torch: it says how torch's threads wait)
import torch  # isort: skip

from ldct_studio.core.dose import Apodization, DoseLevel, Scan
from ldct_studio.core.errors import GeometryError
from ldct_studio.core.lane import Lane, Request
from ldct_studio.core.step import Step
from ldct_studio.core.study import Study
from ldct_studio.core.volume import Volume
from ldct_studio.methods import demo
from ldct_studio.physics import abdomen
from ldct_studio.physics.attenuation import HU_PER_MU, hu_to_mu
from ldct_studio.physics.counting import missing_noise, smoothed_exp
from ldct_studio.physics.fbp import fbp
from ldct_studio.physics.hotelling import covariance, dog_channels, outputs
from ldct_studio.physics.noise import normal_field, photon_noise
from ldct_studio.physics.projector import project
from ldct_studio.physics.rows import geometry_of, pixel_of
from ldct_studio.plugin import Denoiser, make
from ldct_studio.probe.measure import course, equivalent, measure
from ldct_studio.probe.observer import Seen, detectability
from ldct_studio.probe.reading import Reading
from ldct_studio.probe.task import Task

INSERT, RESCAN, FBP = Step("simulator", "insert"), Step("simulator", "rescan"), Step("reconstructor", "fbp")
UNET = Step("denoiser", "network", (("model", "unet"),))
TASK_ADAPTIVE = Step("denoiser", "network", (("model", "task-adaptive"),))
FBP_LANES = Lane("FBP, inserted", (INSERT, FBP)), Lane("FBP, rescanned", (RESCAN, FBP))
NETWORK_LANES = Lane("U-Net", (INSERT, FBP, UNET)), Lane("Task-adaptive", (INSERT, FBP, TASK_ADAPTIVE))
HANN = Apodization("hann")
DOSE, SEEDS, LIVER = 0.17, 20, (-124.0, -154.0, -310.0)
SIDE, THIN = 64, 15


class Slice:
    """The opening slice of the demo: its noisy scan, its truth, and a disc in it."""

    def __init__(self) -> None:
        whole = abdomen.demo_grid()
        voxels, self.grid = demo.scanned(whole, demo.OPENING_ROW, 1), whole.rows(demo.OPENING_ROW, 1)
        self.scan, self.truth = (part.float() * demo.STEP for part in (voxels.scan, voxels.truth))
        self.rays, self.pixel, self.size = geometry_of(self.grid), pixel_of(self.grid), self.grid.shape[1]
        self.center = tuple(round(index) for index in self.grid.index(LIVER)[1:])
        self.task = Task(self.grid.patient((0, *self.center)), 5.0, 15.0, SEEDS)
        top, left = (middle - SIDE // 2 for middle in self.center)
        self.patch = slice(top, top + SIDE), slice(left, left + SIDE)
        self.signal = self._signal()

    def request(self, seed: int, fraction: float = DOSE) -> Request:
        """Return the request whose numbers are checked."""
        scan = Scan((demo.PHOTONS,), demo.ELECTRONIC, HANN, noise=10.0)
        study = Study("demo", {"CT": Volume(self.scan, self.grid)}, scan=scan)
        return Request(study, "CT", 0, DoseLevel(fraction, scan), (), seed)

    def picture(self, sinogram: torch.Tensor) -> torch.Tensor:
        """Return a reconstruction in HU above vacuum, (N, N)."""
        return fbp(sinogram[None], self.rays, self.size, self.pixel, HANN)[0] * HU_PER_MU

    def kept(self, difference: torch.Tensor) -> float:
        """Return the contrast kept, pixel by pixel."""
        total = squares = 0.0
        points = (torch.arange(32, dtype=torch.float64) - 15.5) / 32
        reach = math.ceil(self.task.diameter / 2 / self.pixel) + 1
        for dy in range(-reach, reach + 1):
            for dx in range(-reach, reach + 1):
                away = torch.hypot(dy + points[:, None], dx + points[None, :]) * self.pixel
                share = float((away <= self.task.diameter / 2).double().mean())
                total += share * float(difference[self.center[0] + dy, self.center[1] + dx])
                squares += share**2
        return total / squares / self.task.contrast

    def _signal(self) -> torch.Tensor:
        """Return the line integrals of the disc, means of thin rays."""
        middle, radius = (self.size - 1) / 2, self.task.diameter / 2
        x, y = (self.center[1] - middle) * self.pixel, (middle - self.center[0]) * self.pixel
        mu, parts = self.task.contrast / HU_PER_MU, []
        angle, s = self.rays.rays()
        for k in range(THIN):
            shift = ((k + 0.5) / THIN - 0.5) * self.rays.pitch
            away = s + shift - x * angle.cos() - y * angle.sin()
            parts.append(2 * (radius**2 - away.square()).clamp_min(0).sqrt() * mu / 1000)
        return torch.stack(parts).mean(0).float()


def main() -> int:
    """Run and print everything; return the exit code."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=200, help="0 leaves the intervals of FBP out")
    options.add_argument("--network-runs", type=int, default=20, help="0 leaves networks out")
    options.add_argument("--network-seeds", type=int, default=400)
    options.add_argument("--truth", type=int, default=2000)
    chosen = options.parse_args()
    at = Slice()
    with torch.inference_mode():
        good = [contrast(at, FBP_LANES, SEEDS), worth(at, FBP_LANES[:1])]
        if chosen.runs:
            good += intervals(at, chosen.runs, chosen.truth)
        if chosen.network_runs:
            good += [contrast(at, NETWORK_LANES, chosen.network_seeds), worth(at, NETWORK_LANES)]
            good.append(network_intervals(at, chosen.network_runs))
    return 0 if all(good) else 1


def contrast(at: Slice, lanes: tuple[Lane, ...], seeds: int) -> bool:
    """Print contrast kept against the loops for several methods; return whether all are within 2 %."""
    good, task = True, replace(at.task, seeds=seeds)
    for lane in lanes:
        denoisers = lane.steps[2:]
        expected = looped(at, denoisers[0], seeds) if denoisers else at.kept(at.picture(at.signal))
        began = time.perf_counter()
        found = measure(at.request(7), lane, task).kept
        error = found.value / expected - 1
        good &= abs(error) <= 0.02
        print(
            f"contrast kept {lane.title:15} {found.value:.2%} ({found.low:.2%} to {found.high:.2%}), loops "
            f"{expected:.2%}: {error:+.2%}; {time.perf_counter() - began:.0f} s{told(abs(error) <= 0.02)}",
            flush=True,
        )
    return good


def looped(at: Slice, step: Step, seeds: int) -> float:
    """Return the contrast that a denoiser keeps, over so many seeds of its own."""
    denoiser = make(step)
    assert isinstance(denoiser, Denoiser)
    p = project(hu_to_mu(at.scan), at.rays, at.pixel)[0]
    exp_p, shares = smoothed_exp(p), []
    for seed in range(5000, 5000 + seeds):
        field = normal_field(seed, 0, at.rays)
        noise = missing_noise(exp_p, demo.PHOTONS, demo.ELECTRONIC, DOSE, field)
        pair = [
            denoiser.denoise(Volume(at.scan + at.picture(rows)[None], at.grid)).data[0]
            for rows in (noise + at.signal, noise)
        ]
        shares.append(at.kept(pair[0] - pair[1]))
    return sum(shares) / len(shares)


def intervals(at: Slice, runs: int, scans: int) -> Iterable[bool]:
    """Print how often the interval of FBP's d' holds that of scans of the truth."""
    channels = dog_channels(SIDE)
    p = project(hu_to_mu(at.truth), at.rays, at.pixel)[0]
    rows = []
    for seed in range(scans):
        field = normal_field(1_000_000 + seed, 0, at.rays)
        noise = photon_noise(p, DOSE * demo.PHOTONS, demo.ELECTRONIC, field) - p
        rows.append(at.picture(noise)[at.patch])
    spread, degrees = covariance(outputs(torch.stack(rows), channels))
    step = outputs(at.picture(at.signal)[at.patch][None], channels)[0]
    square = float(step @ torch.linalg.solve(spread, step)) * (degrees - len(step) - 1) / degrees
    sd = float(torch.stack(rows).var(0)[30:35, 30:35].mean().sqrt())
    found = [measure(at.request(seed), FBP_LANES[0], at.task) for seed in range(runs)]
    noise_error = sum(one.noise for one in found) / runs / sd - 1
    print(f"noise of FBP: {sd:.1f} HU in scans of the truth, {noise_error:+.1%} in the runs")
    yield abs(noise_error) < 0.05
    yield covered("FBP", found, math.sqrt(square))


def network_intervals(at: Slice, runs: int) -> bool:
    """Print how often the interval of the U-Net's d' holds what all runs say together."""
    found = [measure(at.request(seed), NETWORK_LANES[0], at.task) for seed in range(runs)]
    seen = [one.seen for one in found]
    parts = (torch.cat([getattr(one, name) for one in seen]) for name in ("absent", "present"))
    return covered("U-Net", found, detectability(Seen(*parts, seen[0].whole)).value)


def covered(name: str, found: list[Reading], truth: float) -> bool:
    """Print in how many runs the interval holds a d'; return whether they are nine tenths."""
    inside = sum(one.detectability.low <= truth <= one.detectability.high for one in found)
    mean = sum(one.detectability.value for one in found) / len(found)
    wanted = math.floor(0.9 * len(found)) if len(found) > 20 else math.floor(0.85 * len(found))
    print(
        f"d' of {name}: {truth:.3f} in truth, {mean:.3f} on average, inside the interval in {inside} of "
        f"{len(found)} runs{told(inside >= wanted)}",
        flush=True,
    )
    return inside >= wanted


def worth(at: Slice, lanes: tuple[Lane, ...]) -> bool:
    """Print which dose of FBP methods are worth; FBP has to be worth its own."""
    request, good = at.request(7), True
    doses = course(request, INSERT, at.task)
    for lane in lanes:
        reading = measure(request, lane, at.task)
        try:
            found = equivalent(request, reading, doses)
        except GeometryError as error:
            print(f"{lane.title} at {DOSE:.0%}: {error}", flush=True)
            continue
        dose = f"{found.value:.1%} (95 % CI {found.low:.1%} to {found.high:.1%})"
        print(f"{lane.title} at {DOSE:.0%} = FBP at {dose}", flush=True)
        good &= len(lane.steps) > 2 or abs(found.value / DOSE - 1) < 1e-6
    return good


def told(good: bool) -> str:
    """Return what follows a figure."""
    return "" if good else "  MISSED"


if __name__ == "__main__":
    sys.exit(main())
