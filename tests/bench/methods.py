"""Print how long every lane takes on one slice of the demo study: ``python -m tests.bench.methods``.

    python -m tests.bench.methods [--repeats 5] [--json FILE]

A lane is timed as the window makes it at another dose of the same slice: what does not depend on the dose is
kept. Methods of the lane worker process run here, without the 2 ms that the way there and back takes.
"""

from __future__ import annotations

import statistics
import sys
import time
from dataclasses import replace

from tests.bench import timing  # before torch

import torch  # isort: skip

from ldct_studio import methods  # noqa: F401  (registers them)
from ldct_studio.core.dose import DoseLevel
from ldct_studio.core.lane import Lane, Request
from ldct_studio.core.memo import Memo
from ldct_studio.core.step import Step
from ldct_studio.methods.demo import OPENING_ROW, demo_study
from ldct_studio.pipeline import fold
from ldct_studio.plugin import plugins

INSERT, FBP = Step("simulator", "insert"), Step("reconstructor", "fbp")


def lanes() -> list[Lane]:
    """Return one lane per way to lower the dose, reconstructor and denoiser that can run here."""
    found = [
        Lane(f"{FBP.name} after {cls.name}", (Step("simulator", cls.name), FBP))
        for cls in plugins("simulator")
    ]
    found += [
        Lane(cls.title, (INSERT, Step("reconstructor", cls.name)))
        for cls in plugins("reconstructor")
        if not cls.missing()
    ]
    found += [
        Lane(cls.title, (INSERT, FBP, Step("denoiser", cls.name)))
        for cls in plugins("denoiser")
        if not cls.missing()
    ]
    return found


def main() -> int:
    """Time every lane in turn and print milliseconds."""
    parser = timing.options(__doc__)
    parser.add_argument("--repeats", type=int, default=5)
    chosen = parser.parse_args()
    facts = timing.machine()
    study = demo_study()
    base = Request(study, next(iter(study.volumes)), OPENING_ROW, DoseLevel(0.2, study.scan), ())
    results = {}
    for lane in lanes():
        times = [_seconds(base, lane, memo, turn) for memo in [Memo()] for turn in range(chosen.repeats + 1)]
        first, rest = times[0], times[1:]
        print(
            f"{lane.title:34} first {first * 1e3:9.1f} ms, then {statistics.median(rest) * 1e3:9.1f} ms",
            flush=True,
        )
        results[lane.title] = {
            "first_ms": round(first * 1e3, 1),
            "median_ms": round(statistics.median(rest) * 1e3, 1),
        }
    timing.write(chosen.json, facts, {"lanes": results})
    return 0


def _seconds(base: Request, lane: Lane, memo: Memo, turn: int) -> float:
    """Return how long a lane takes at another dose."""
    request = replace(base, dose=DoseLevel(0.2 - turn / 100, base.dose.scan))
    began = time.perf_counter()
    with torch.inference_mode():
        fold(request, request.row, lane.steps, memo, local=True)
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
