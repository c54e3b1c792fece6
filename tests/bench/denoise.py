"""The denoisers, BM3D beside the PyPI package ``bm3d``: ``python -m tests.bench.denoise``.

    python -m tests.bench.denoise [--rows 60,130] [--repeats 3]

Noise of 25 HU is added to reconstructed rows of the demo abdomen: white, and of the color that the FBP of
white projections has. PSNR is over 2000 HU. The package is for non-commercial use and never needed; where it
is absent, ours stands alone. Ends with 1 where BM3D falls more than 0.2 dB behind it or is not 5 times as
fast; calls are interleaved and the smallest times compared.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

import ldct_studio  # isort: skip  # noqa: F401  (before torch: it says how torch's threads wait)
import numpy as np
import torch

from ldct_studio.core.dose import Apodization
from ldct_studio.core.grid import Grid
from ldct_studio.physics import abdomen
from ldct_studio.physics.attenuation import hu_to_mu, mu_to_hu
from ldct_studio.physics.denoise import bilateral, bm3d, nlm
from ldct_studio.physics.fbp import fbp
from ldct_studio.physics.noise import normal_field
from ldct_studio.physics.projector import project
from ldct_studio.physics.rows import geometry_of, pixel_of, size_of
from ldct_studio.physics.similarity import psnr

DEVIATION = 25.0
RANGE = 2000.0
WINDOW = Apodization("hann")
DRAWS = 4
"""Noise pictures that the spectrum is averaged over."""

Denoiser = Callable[[torch.Tensor], torch.Tensor]


@dataclass(frozen=True, eq=False)
class Task:
    """A picture with noise that is known."""

    name: str
    clean: torch.Tensor
    noisy: torch.Tensor
    noise: float | torch.Tensor


def tasks(row: int) -> list[Task]:
    """Return one row of the demo with white and with colored noise."""
    whole = abdomen.demo_grid()
    grid = Grid((1, *whole.shape[1:]), whole.spacing)
    geometry, size, pixel = geometry_of(grid), size_of(grid), pixel_of(grid)
    lines = project(hu_to_mu(abdomen.draw(whole, row, 1)[0]), geometry, pixel)
    clean = mu_to_hu(fbp(lines, geometry, size, pixel, WINDOW))[0]

    def colored(seed: int) -> torch.Tensor:
        noise = fbp(normal_field(seed, row, geometry)[:1], geometry, size, pixel, WINDOW)[0]
        return noise / noise.std() * DEVIATION

    white = DEVIATION * torch.randn(clean.shape, generator=torch.Generator().manual_seed(row))
    powers = [torch.fft.fft2(colored(9 + k)).abs().square() for k in range(DRAWS)]
    spectrum = rounded(torch.stack(powers).mean(0))
    spectrum *= DEVIATION**2 / spectrum.mean()
    return [
        Task("white", clean, clean + white, DEVIATION),
        Task("colored", clean, clean + colored(1), spectrum),
    ]


def rounded(power: torch.Tensor) -> torch.Tensor:
    """Return a square spectrum averaged over rings, (y, x)."""
    axis = torch.fft.fftfreq(len(power)) * len(power)
    ring = torch.hypot(axis[:, None], axis).round().long()
    mean = torch.bincount(ring.flatten(), power.double().flatten()) / torch.bincount(ring.flatten())
    return mean[ring].float()


def package(noise: float | torch.Tensor) -> Denoiser | None:
    """Return the package's BM3D for a noise, or None where it is absent."""
    if not hasattr(np, "trapz"):
        np.trapz = np.trapezoid  # the package was written for an older numpy
    try:
        import bm3d as peer
    except ImportError:
        return None

    def denoise(picture: torch.Tensor) -> torch.Tensor:
        known = noise.double().numpy() * picture.numel() if isinstance(noise, torch.Tensor) else noise
        return torch.from_numpy(peer.bm3d(picture.double().numpy(), known)).float()

    return denoise


def compare(task: Task, repeats: int) -> bool:
    """Print PSNR and time of every method; return whether BM3D keeps its goals."""
    calls: dict[str, Denoiser] = {
        "bm3d": lambda z: bm3d(z, task.noise),
        "nlm": lambda z: nlm(z, DEVIATION),
        "bilateral": lambda z: bilateral(z, DEVIATION),
    }
    peer = package(task.noise)
    if peer is not None:
        calls["package"] = peer
    times: dict[str, list[float]] = {name: [] for name in calls}
    quality = {}
    for turn in range(repeats + 1):
        for name, call in calls.items():
            began = time.perf_counter()
            result = call(task.noisy)
            if turn or name == "package":  # the first round warms up ours
                times[name].append(time.perf_counter() - began)
            quality[name] = psnr(result, task.clean, RANGE)
    before = psnr(task.noisy, task.clean, RANGE)
    for name, series in times.items():
        print(f"{task.name:8} {name:10} {before:.2f} → {quality[name]:.2f} dB, {min(series) * 1e3:.0f} ms")
    if peer is None:
        return True
    ratio = min(times["package"]) / min(times["bm3d"])
    gain = quality["bm3d"] - quality["package"]
    print(f"{task.name:8} bm3d {gain:+.2f} dB, {ratio:.1f} times as fast", flush=True)
    return gain > -0.2 and ratio > 5


def main() -> int:
    """Compare on every row; 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", default="60,130")
    parser.add_argument("--repeats", type=int, default=3)
    asked = parser.parse_args()
    with torch.inference_mode():
        rows = [tasks(int(row)) for row in asked.rows.split(",")]
        good = [compare(task, asked.repeats) for row in rows for task in row]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
