"""Print accuracy and speed of the engine beside its peers, all in one run; ends with 1 where it falls behind.

    python -m tests.bench.engine [--repeats 9] [--photons 1e5] [--json FILE]

The peers are FBP by torch's ``grid_sample`` and, where they are installed, ASTRA's CPU code with the linear
projector and scikit-image. Machines are noisy: calls are interleaved and medians compared within the run.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from tests.bench import timing  # before torch

import torch  # isort: skip

from ldct_studio.core.dose import Apodization
from ldct_studio.core.projections import FanGeometry, ScanGeometry
from ldct_studio.physics import fbp as fbp_module
from ldct_studio.physics import phantom, projector
from ldct_studio.physics.fan import fan_fbp, fan_project
from ldct_studio.physics.fbp import fbp
from ldct_studio.physics.gridding.cache import tables
from ldct_studio.physics.noise import counted, insertion_noise, normal_field
from ldct_studio.physics.projector import project
from tests.bench import accuracy, peers

SIZE, PIXEL = 512, 0.7
TOGETHER = 8
"""Slices per call where a whole volume is made."""
GEOMETRY = ScanGeometry.covering(SIZE, PIXEL)
RAM_LAK = Apodization()
FLAT_FAN = FanGeometry(1152, 736, PIXEL, 850 * PIXEL, "flat")
ARC_FAN = FanGeometry(1152, 736, 1 / 850, 850 * PIXEL)


def main() -> int:
    """Run and print everything; return the exit code."""
    parser = timing.options(__doc__)
    parser.add_argument("--repeats", type=int, default=9)
    parser.add_argument("--photons", type=float, default=1e5)
    chosen = parser.parse_args()
    facts = timing.machine()
    module = peers.found("astra")
    astra = None if module is None else peers.Astra(module, GEOMETRY, SIZE, PIXEL)
    with torch.inference_mode():
        build()
        exact = accuracy.gates(GEOMETRY, SIZE, PIXEL, astra)
        times = timing.interleaved(calls(astra, chosen.photons), chosen.repeats)
    rows = timing.table(times)
    good = fast_enough(times)
    timing.write(chosen.json, facts, {"times": rows, "accuracy": exact.figures})
    return 0 if good and exact.good else 1


def build() -> None:
    """Print how long the tables of a new geometry take, and their size."""
    began = time.perf_counter()
    fbp_module.prepare(GEOMETRY, SIZE, PIXEL)
    middle = time.perf_counter()
    projector.prepare(GEOMETRY, SIZE, PIXEL)
    end = time.perf_counter()
    print(f"tables: FBP {middle - began:.2f} s, FP {end - middle:.2f} s, {tables.bytes / 2**20:.0f} MB")


def calls(astra: peers.Astra | None, photons: float) -> dict[str, Callable[[], object]]:
    """Return what is timed, by name."""
    truth = phantom.picture(phantom.insert_phantom(320), SIZE, PIXEL)[None]
    sino = phantom.line_integrals(phantom.insert_phantom(320), GEOMETRY)
    field, stack = normal_field(7, 0, GEOMETRY), sino.expand(TOGETHER, -1, -1).contiguous()
    transmission, opacity = torch.exp(-sino), torch.exp(sino)
    fans = {fan.kind: fan_project(truth, fan, PIXEL) for fan in (ARC_FAN, FLAT_FAN)}
    found: dict[str, Callable[[], object]] = {
        "tick, photons": lambda: fbp(counted(transmission, photons, 5.0, field)[None], GEOMETRY, SIZE, PIXEL),
        "tick, insertion": lambda: fbp(
            insertion_noise(opacity, photons, 5.0, 0.25, field)[None], GEOMETRY, SIZE, PIXEL
        ),
        "FBP": lambda: fbp(sino[None], GEOMETRY, SIZE, PIXEL),
        "FP": lambda: project(truth, GEOMETRY, PIXEL),
        f"FBP, {TOGETHER} slices": lambda: fbp(stack, GEOMETRY, SIZE, PIXEL),
        "fan FBP, arc": lambda: fan_fbp(fans["arc"], ARC_FAN, SIZE, PIXEL),
        "fan FBP, flat": lambda: fan_fbp(fans["flat"], FLAT_FAN, SIZE, PIXEL),
        "noise field": lambda: normal_field(7, 0, GEOMETRY),
        "grid_sample FBP": lambda: sampled(sino),
    }
    sampled = peers.sampled_fbp(GEOMETRY, SIZE, PIXEL)
    if astra is not None:
        fan_backprojection = astra.fan_backprojection(FLAT_FAN)
        found["ASTRA FBP"] = lambda: astra.fbp(sino)
        found["ASTRA FP"] = lambda: astra.project(truth[0])
        found["ASTRA fanflat back-projection"] = lambda: fan_backprojection(fans["flat"][0])
    transform = peers.found("skimage.transform")
    if transform is not None:
        skimage = peers.skimage_fbp(transform, GEOMETRY, SIZE)
        found["scikit-image FBP"] = lambda: skimage(sino)
    return found


def fast_enough(times: dict[str, list[float]]) -> bool:
    """Print the ratios that are promised; return whether all are kept."""
    batch = {**times, "FBP of a volume, per slice": [t / TOGETHER for t in times[f"FBP, {TOGETHER} slices"]]}
    return all(
        [
            timing.ratio(times, "ASTRA FBP", "tick, photons", 90, 60),
            timing.ratio(times, "ASTRA FBP", "FBP", 100, 70),
            timing.ratio(times, "ASTRA FP", "FP", 250, 180),
            timing.ratio(times, "ASTRA fanflat back-projection", "fan FBP, flat", 100, 100),
            timing.ratio(times, "ASTRA fanflat back-projection", "fan FBP, arc", 100, 100),
            timing.ratio(batch, "ASTRA FBP", "FBP of a volume, per slice", 110, 110),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
