"""Print how lowered doses and matched scans agree with direct simulation; ends with 1 where a goal is missed.

    python -m tests.bench.matching [water] [abdomen] [--size 512] [--seeds 12]

Water: Insert and Rescan of 20 and 32 cm cylinders against directly simulated scans. Abdomen: photons,
window and Insert at 25 % of scans of the demo abdomen made with known ones.
"""

from __future__ import annotations

import argparse
import math
import sys
import time
from dataclasses import replace

import torch

from ldct_studio.core.dose import Apodization, Scan
from ldct_studio.core.grid import Grid
from ldct_studio.core.volume import Volume
from ldct_studio.physics import abdomen, phantom, quality
from ldct_studio.physics.attenuation import hu_to_mu
from ldct_studio.physics.matching import estimate_scan
from ldct_studio.physics.matching_tissue import Tissue, find_tissue, patches_of
from ldct_studio.physics.patient import water_equivalent_diameter
from ldct_studio.physics.projector import project
from tests.physics.test_insertion import ELECTRONIC, Bench, compare, grain

WINDOWS = (Apodization(), Apodization("hann"), Apodization("hann", 0.6))
FRACTION = 0.25


def water(size: int, seeds: int) -> bool:
    """Print SD, bands and variance of lowered water cylinders beside direct scans."""
    good = True
    bench = Bench(size, 358.4 / size)
    print(f"Water, {size}², Hann, {seeds} seeds: SD (goal ±2 %), worst band (5 %), integral/variance (3 %)")
    for diameter in (200.0, 320.0):
        good &= _cylinder(bench, diameter, seeds)
    return good & _starved(bench, seeds)


def _cylinder(bench: Bench, diameter: float, seeds: int) -> bool:
    cylinder = phantom.water_cylinder(diameter)
    p = phantom.line_integrals(cylinder, bench.geometry)
    mu = phantom.picture(cylinder, bench.size, bench.pixel, 4)
    full = bench.direct(p, 1e6, range(seeds))
    size = water_equivalent_diameter(full[0], (bench.pixel, bench.pixel)).diameter
    good = abs(size - diameter) <= 2
    print(f"  {diameter:.0f} mm: water-equivalent diameter {size:.2f} mm")
    for fraction in (0.5, 0.25, 0.1):
        direct = grain(
            bench.direct(p, fraction * 1e6, range(100, 100 + 2 * seeds)), bench.pixel, 0.42 * diameter
        )
        others = grain(bench.direct(p, fraction * 1e6, range(200, 200 + seeds)), bench.pixel, 0.42 * diameter)
        for name, pictures in (
            ("Insert", bench.inserted(full, 1e6, fraction, range(300, 300 + seeds))),
            ("Rescan", bench.rescanned(mu, fraction * 1e6, range(400, 400 + seeds))),
        ):
            found = grain(pictures, bench.pixel, 0.42 * diameter)
            sd, band = compare(found, direct)
            integral = found.integral / others.sd**2
            good &= abs(sd - 1) < 0.02 and band < 0.05 and abs(integral - 1) < 0.03
            print(f"  {name} {fraction:4.0%}: SD {sd:.4f}  worst band {band:.3f}  integral {integral:.4f}")
    return good


def _starved(bench: Bench, seeds: int) -> bool:
    p = phantom.line_integrals(phantom.water_cylinder(320), bench.geometry)
    direct = bench.direct(p, 1e4, range(100, 100 + seeds))
    low = bench.inserted(bench.direct(p, 1e5, range(seeds)), 1e5, 0.1, range(200, 200 + seeds))
    sd, band = compare(grain(low, bench.pixel, 134.0), grain(direct, bench.pixel, 134.0))
    counts = 1e4 * math.exp(-float(p.max()))
    print(f"  starved, 10⁵ photons at 10 %: {counts:.0f} counts on the darkest ray, SD {sd:.4f}, {band:.3f}")
    return counts < 80


def body(size: int, rows: int) -> bool:
    """Print what is estimated from scans of the demo abdomen, and Insert at 25 % beside direct scans."""
    grid = abdomen.demo_grid(2 * size, rows)
    pixel = 2 * grid.spacing[1]
    geometry = Bench(size, pixel).geometry
    p = torch.cat(
        [project(hu_to_mu(abdomen.draw(grid, row, 1)[0]), geometry, pixel / 2) for row in range(rows)]
    )
    print(f"Abdomen, {size}², {rows} rows: n0 (goal ±15 %), SD (5 %) and NPS peak (10 %) of Insert at 25 %")
    checks = [_match(p, Bench(size, pixel, window), n0) for n0 in (1e4, 1e5, 1e6) for window in WINDOWS]
    return all(checks)


def _match(p: torch.Tensor, bench: Bench, n0: float) -> bool:
    rows = len(p)
    truth = bench.picture(p)
    full = torch.cat([bench.direct(own, n0, range(row, row + 1)) for row, own in enumerate(p)])
    begin = time.perf_counter()
    grid = Grid((rows, bench.size, bench.size), (192 / rows, bench.pixel, bench.pixel))
    scan = estimate_scan(Volume(full, grid))
    seconds = time.perf_counter() - begin
    direct = torch.cat(
        [bench.direct(own, n0 * FRACTION, range(1000 + row, 1001 + row)) for row, own in enumerate(p)]
    )
    low = _lowered(bench, full, scan)
    tissue = find_tissue(truth, bench.pixel)
    sd, peak = (
        ours / theirs
        for ours, theirs in zip(
            _measured(low - truth, tissue), _measured(direct - truth, tissue), strict=True
        )
    )
    ratio = math.exp(sum(math.log(n) for n in scan.photons) / len(scan.photons)) / n0
    window, counts = scan.apodization, FRACTION * n0 * math.exp(-float(p.max()))
    print(
        f"  {n0:.0e} {bench.window.name} {bench.window.cutoff}: n0 {ratio:.3f} ± {scan.uncertainty or 0:.3f}"
        f"  {window.name} {window.cutoff:.2f}  SD {sd:.3f}  peak {peak:.3f}"
        f"  [{scan.patches} patches, {counts:.1f} counts, {seconds:.1f} s]",
        flush=True,
    )
    return abs(ratio - 1) < 0.15 and abs(sd - 1) < 0.05 and abs(peak - 1) < 0.1


def _lowered(bench: Bench, full: torch.Tensor, scan: Scan) -> torch.Tensor:
    matched = replace(bench, window=scan.apodization)
    return torch.cat(
        [
            matched.inserted(
                full[row : row + 1], scan.photons_at(row), FRACTION, range(2000 + row, 2001 + row)
            )
            for row in range(len(full))
        ]
    )


def _measured(noise: torch.Tensor, tissue: Tissue) -> tuple[float, float]:
    patches = patches_of(replace(tissue, high=noise * tissue.flat), 32)
    spectrum = quality.radial(quality.noise_power(patches.high, tissue.pixel), tissue.pixel)
    return float(noise[tissue.flat].std()), spectrum.peak_frequency


def main() -> int:
    """Run what is asked for and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", default=["water", "abdomen"], help="water, abdomen")
    parser.add_argument("--size", type=int, default=512)
    parser.add_argument("--seeds", type=int, default=12)
    parser.add_argument("--rows", type=int, default=12)
    asked = parser.parse_args()
    print(f"electronic noise {ELECTRONIC} photons, {torch.get_num_threads()} threads")
    good = True
    if "water" in asked.parts:
        good &= water(asked.size, asked.seeds)
    if "abdomen" in asked.parts:
        good &= body(asked.size, asked.rows)
    print("all goals met" if good else "a goal is missed")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
