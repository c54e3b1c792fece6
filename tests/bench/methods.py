"""Print how long every lane takes on one slice of the demo study: ``python -m tests.bench.methods``.

    python -m tests.bench.methods [--repeats 5] [--training] [--json FILE]

A lane is timed as the window makes it at another dose of the same slice: what does not depend on the dose is
kept. Methods of the lane worker process run here, without the 2 ms that the way there and back takes. With
``--training`` FBP, every trained network and the labels are timed alone and while a training runs, in turn.
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
        Lane(title, (INSERT, FBP, Step("denoiser", cls.name, tuple(settings.items()))))
        for cls in plugins("denoiser")
        if not cls.missing()
        for title, settings in cls.variants().items()
    ]
    return [*found, *labels()]


def labels() -> list[Lane]:
    """Return one lane per segmenter behind FBP."""
    return [
        Lane(f"Labels: {title}", (INSERT, FBP, Step("segmenter", cls.name, tuple(settings.items()))))
        for cls in plugins("segmenter")
        if not cls.missing()
        for title, settings in cls.variants().items()
    ]


def beside_training(repeats: int) -> int:
    """Print what lanes take alone and while a training runs, in turn; return 1 where that is over twice."""
    from tests.bench import training  # it gives the program another home

    study = demo_study()
    base = Request(study, next(iter(study.volumes)), OPENING_ROW, DoseLevel(0.2, study.scan), ())
    chosen = [lane for lane in lanes() if lane.steps[-1] == FBP or lane.steps[-1].name == "network"][1:]
    job = training.training()
    worst = 0.0
    try:
        for lane in chosen:
            times = {"alone": [], "beside": []}  # type: dict[str, list[float]]
            memo = Memo()
            _seconds(base, lane, memo, 0)
            for turn in range(2 * repeats):
                name = ("alone", "beside")[turn % 2]
                training.hold(job, name == "alone")
                times[name] += [_seconds(base, lane, memo, 1 + turn * 3 + i) for i in range(3)]
            alone, beside = (statistics.median(times[name]) * 1e3 for name in ("alone", "beside"))
            worst = max(worst, beside / alone)
            print(
                f"{lane.title:34} alone {alone:8.1f} ms, while a training runs {beside:8.1f} ms", flush=True
            )
    finally:
        training.hold(job, False)
        training.store.end(job)
    print(f"at most {worst:.2f} times as long (goal: at most {training.GOAL:g})")
    return int(worst > training.GOAL)


def main() -> int:
    """Time every lane in turn and print milliseconds."""
    parser = timing.options(__doc__)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--training", action="store_true")
    chosen = parser.parse_args()
    if chosen.training:
        timing.machine()
        return beside_training(chosen.repeats)
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
    request = replace(base, dose=DoseLevel(0.2 * 0.97**turn, base.dose.scan))
    began = time.perf_counter()
    with torch.inference_mode():
        fold(request, request.row, lane.steps, memo, local=True)
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
