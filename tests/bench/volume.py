"""Whole volumes: seconds and peak memory of Insert and FBP at 25 %: ``python -m tests.bench.volume``.

    python -m tests.bench.volume [--slices 16,64,192,512] [--json FILE]

The demo scan's slices, repeated where more are asked for. Every number of slices runs in its own process, so
that its peak memory is its own. Ends with 1 where the time per slice grows by more than a fifth, or memory by
more than the result and 96 MB.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time

from tests.bench import timing  # before torch

import torch  # isort: skip

from ldct_studio import methods  # noqa: F401  (registers them)
from ldct_studio.core.dose import DoseLevel
from ldct_studio.core.grid import Grid
from ldct_studio.core.step import Step
from ldct_studio.core.volume import Volume
from ldct_studio.methods.demo import demo_study
from ldct_studio.pipeline import run

STEPS = (Step("simulator", "insert"), Step("reconstructor", "fbp"))


def once(slices: int) -> dict[str, float]:
    """Apply the steps to so many slices; return seconds, and MB before and at the peak."""
    study = demo_study()
    scan = study.first
    rows = torch.arange(slices) % scan.grid.shape[0]
    volume = Volume(scan.data[rows].clone(), Grid((slices, *scan.grid.shape[1:]), scan.grid.spacing))
    run(volume.rows(0, 8), DoseLevel(0.25, study.scan), STEPS)  # tables
    before = _peak()
    began = time.perf_counter()
    run(volume, DoseLevel(0.25, study.scan), STEPS)
    return {"slices": slices, "seconds": time.perf_counter() - began, "before_mb": before, "peak_mb": _peak()}


def main() -> int:
    """Run every number of slices and print what each took."""
    parser = timing.options(__doc__)
    parser.add_argument("--slices", default="16,64,192,512")
    parser.add_argument("--once", type=int, help="one number of slices, in this process; prints JSON")
    chosen = parser.parse_args()
    if chosen.once:
        print(json.dumps(once(chosen.once)))
        return 0
    facts, rows = timing.machine(), []
    for slices in map(int, chosen.slices.split(",")):
        command = [sys.executable, "-m", "tests.bench.volume", "--once", str(slices)]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        row = json.loads(said.splitlines()[-1])
        rows.append(row)
        print(
            f"{slices:4} slices: {row['seconds']:6.2f} s, {row['seconds'] / slices * 1e3:5.1f} ms per slice, "
            f"peak {row['peak_mb']:5.0f} MB ({row['peak_mb'] - row['before_mb']:+.0f} MB)",
            flush=True,
        )
    timing.write(chosen.json, facts, {"volumes": rows})
    return 0 if _linear(rows) else 1


def _linear(rows: list[dict[str, float]]) -> bool:
    """Say whether time per slice stays and memory grows by little more than the result."""
    each = [row["seconds"] / row["slices"] for row in rows]
    spare = max(row["peak_mb"] - row["before_mb"] - row["slices"] for row in rows)  # a slice is 1 MB
    growth = max(each) / each[0] - 1
    print(f"time per slice grows by {growth:+.0%}; memory beyond the result {spare:.0f} MB")
    return growth <= 0.2 and spare <= 96


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
