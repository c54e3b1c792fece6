"""Contrast: how fast slices follow the slider, and the network over a head: python -m tests.bench.contrast

256 × 256 × 160 voxels of 1 mm, six lanes. Peak memory is that of the process beyond what it had before.
"""

from __future__ import annotations

import resource
import statistics
import time

import torch

from ldct_studio import methods  # noqa: F401  (registers the steps)
from ldct_studio.core.contrast import Injection
from ldct_studio.core.dose import DoseLevel
from ldct_studio.core.grid import Grid
from ldct_studio.core.lane import Lane, Request
from ldct_studio.core.memo import Memo
from ldct_studio.core.step import Step
from ldct_studio.core.study import Study
from ldct_studio.gui.contrast_lanes import BEFORE, LOW, PREDICT, SCALED, UPTAKE
from ldct_studio.methods.contrast_demo import SEED
from ldct_studio.methods.contrast_study import AFTER, pair_study
from ldct_studio.physics.contrast.brains import draw_brain
from ldct_studio.physics.contrast.scans import Condition, scan
from ldct_studio.physics.contrast.subtraction import subtract
from ldct_studio.pipeline import frame, run

SHAPE, VOXEL_MM, ROW = (160, 256, 256), 1.0, 100
LANES = (
    Lane("Before contrast", (BEFORE,)),
    Lane("Low dose", (LOW,)),
    Lane("Scaled subtraction", (LOW, SCALED)),
    Lane("After contrast"),
    Lane("Uptake, scaled", (LOW, SCALED, UPTAKE)),
    Lane("Error, scaled", (LOW, SCALED), ()),
)
DOSES = 40


def main() -> None:
    """Print the milliseconds of a tick, and the seconds and memory of the network."""
    print(f"{torch.get_num_threads()} threads, {' × '.join(map(str, SHAPE))} voxels of {VOXEL_MM:g} mm")
    begin = time.perf_counter()
    study = _study()
    print(f"drawn, scanned and prepared in {time.perf_counter() - begin:.1f} s")
    _ticks(study)
    _whole(study, "Low dose of the whole head", (LOW,))
    _whole(study, "Predicted full dose of the whole head", (LOW, PREDICT))


def _study() -> Study:
    brain = draw_brain(SEED, SHAPE, VOXEL_MM)
    scans = scan(brain, Condition(fraction=1.0), SEED)
    found = subtract(scans.pre.float(), scans.standard.float(), brain.mask, (VOXEL_MM,) * 3)
    return pair_study("Bench", Grid(SHAPE, (VOXEL_MM,) * 3), found, Injection())


def _ticks(study: Study) -> None:
    memo, each, whole = Memo(), {lane.title: list[float]() for lane in LANES}, list[float]()
    for number in range(DOSES):
        dose = DoseLevel(0.05 + 0.9 * number / DOSES, study.scan)
        request = Request(study, AFTER, ROW, dose, LANES)
        for lane in LANES:
            begin = time.perf_counter()
            made = frame(request, lane, memo)
            assert made.image is not None, made.error
            each[lane.title].append(1000 * (time.perf_counter() - begin))
        whole.append(sum(times[-1] for times in each.values()))
    for title, times in each.items():
        print(f"{title:24} {statistics.median(times):7.1f} ms, at most {max(times[1:]):7.1f} ms")
    print(f"{'All panes, one slice':24} {statistics.median(whole):7.1f} ms, at most {max(whole[1:]):7.1f} ms")
    print(f"goal: 100 ms; met: {max(whole[1:]) <= 100}")


def _whole(study: Study, title: str, steps: tuple[Step, ...]) -> None:
    before = _peak_gb()
    begin = time.perf_counter()
    run(study.first, DoseLevel(0.1, study.scan), steps, partner=study.partner)
    print(f"{title}: {time.perf_counter() - begin:.1f} s, peak of the process {_peak_gb():.2f} GB", end="")
    print(f" ({_peak_gb() - before:+.2f} GB)")


def _peak_gb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


if __name__ == "__main__":
    main()
