"""Print how far the noise map is from the SD over drawn scans, by block; ends with 1 where it is too far.

    python -m tests.bench.noise_map [--realizations 200] [--photons 1e5]

Pictures of 512², blocks of 8 mm at least 1 cm inside a body of 35 cm. The SD of a pixel drawn 200 times is
known to 5 %, its mean over a block to about 0.7 %: that is part of what is printed.
"""

from __future__ import annotations

import argparse
import math
import sys
import time

import ldct_studio  # isort: skip  # noqa: F401  (before torch: it says how torch's threads wait)
import torch  # isort: skip

from ldct_studio.core.dose import Apodization
from ldct_studio.core.projections import ScanGeometry
from ldct_studio.physics import phantom
from ldct_studio.physics.attenuation import HU_PER_MU
from ldct_studio.physics.fbp import fbp
from ldct_studio.physics.noise import normal_field, photon_noise
from ldct_studio.physics.noise_map import counted_variance, noise_map

SIZE, PIXEL, ELECTRONIC = 512, 0.8, 5.0
GEOMETRY = ScanGeometry.covering(SIZE, PIXEL)
BODY = phantom.insert_phantom(350)
SIDE = round(8 / PIXEL)
MEDIAN, WORST = 0.01, 0.05


def main() -> int:
    """Run and print everything; return the exit code."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--realizations", type=int, default=200)
    options.add_argument("--photons", type=float, default=1e5)
    chosen = options.parse_args()
    p = phantom.line_integrals(BODY, GEOMETRY)
    print(
        f"{chosen.photons:.0f} photons, {chosen.photons * math.exp(-float(p.max())):.0f} on the darkest ray"
    )
    with torch.inference_mode():
        results = [check(p, chosen.photons, chosen.realizations, Apodization(w)) for w in ("ram-lak", "hann")]
    return 0 if all(results) else 1


def check(p: torch.Tensor, n0: float, realizations: int, window: Apodization) -> bool:
    """Print the errors of the blocks for one window; return whether they are within the goals."""
    told = told_sd(p, n0, window)
    began = time.perf_counter()
    told = told_sd(p, n0, window)
    took = time.perf_counter() - began
    drawn = drawn_sd(p, n0, realizations, window)
    error = blocks(told) / blocks(drawn) - 1
    median, worst = float(error.abs().median()), float(error.abs().max())
    good = median <= MEDIAN and worst <= WORST
    print(
        f"{window.name:8} {len(error)} blocks, SD {float(blocks(drawn).min()):.1f} to "
        f"{float(blocks(drawn).max()):.1f} HU: mean {float(error.mean()):+.2%}, median |error| {median:.2%}, "
        f"worst {worst:.2%}; {1e3 * took:.0f} ms a map{'' if good else '  MISSED'}"
    )
    return good


def told_sd(p: torch.Tensor, n0: float, window: Apodization) -> torch.Tensor:
    """Return the map in HU, (N, N)."""
    return noise_map(counted_variance(p, n0, ELECTRONIC)[None], GEOMETRY, SIZE, PIXEL, window)[0]


def drawn_sd(p: torch.Tensor, n0: float, realizations: int, window: Apodization) -> torch.Tensor:
    """Return the SD in HU over scans with a seed each, (N, N)."""
    total, squares = torch.zeros(2, SIZE, SIZE, dtype=torch.float64)
    for seed in range(realizations):
        noise = photon_noise(p, n0, ELECTRONIC, normal_field(seed, 0, GEOMETRY)).sub_(p)
        picture = fbp(noise[None], GEOMETRY, SIZE, PIXEL, window)[0].double() * HU_PER_MU
        total += picture
        squares += picture.square()
    return ((squares - total.square() / realizations) / (realizations - 1)).sqrt()


def blocks(picture: torch.Tensor) -> torch.Tensor:
    """Return the means over blocks at least 1 cm inside the body, (blocks,)."""
    body = BODY[0]
    inner = phantom.Ellipse(body.x, body.y, body.a - 10, body.b - 10, 1.0)
    inside = (phantom.picture((inner,), SIZE, PIXEL) > 0).float()
    tiles = [x.unfold(0, SIDE, SIDE).unfold(1, SIDE, SIDE).flatten(2) for x in (picture, inside)]
    return tiles[0].mean(2)[tiles[1].amin(2) == 1]


if __name__ == "__main__":
    sys.exit(main())
