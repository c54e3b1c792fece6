"""Print what a cell of a study costs beside its own work, and the speed-up from one process to two.

    python -m tests.bench.studies [--cells 120] [--seconds 0.2]

Cells that only wait show the engine; cells that compute show this machine's cores as well: the two threads of
one core give less than two cores do.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

TOY = Path(__file__).parents[1] / "studies" / "toy_study.py"


def main() -> int:
    """Run the studies and print a line each."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--cells", type=int, default=120)
    options.add_argument("--seconds", type=float, default=0.2)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["LDCT_STUDIO_HOME"] = home
        _allow(Path(home))
        for setting, said in (("seconds", "waiting"), ("busy", "computing")):
            walls = [_wall(Path(home), chosen.cells, setting, chosen.seconds, n) for n in (1, 2)]
            own = [n * wall / chosen.cells - chosen.seconds for n, wall in zip((1, 2), walls, strict=True)]
            print(
                f"{chosen.cells} cells {said} {chosen.seconds:g} s: {walls[0]:.1f} s with one process, "
                f"{walls[1]:.1f} s with two, {walls[0] / walls[1]:.2f} times as fast; "
                f"{1000 * own[0]:.0f} and {1000 * own[1]:.0f} ms of a process beside each cell"
            )
    return 0


def _allow(home: Path) -> None:
    """Make the toy of the tests a plug-in that was allowed."""
    from ldct_studio import methods  # noqa: F401
    from ldct_studio.core.paths import user_plugins
    from ldct_studio.discovery import allow, discover

    user_plugins().mkdir(parents=True, exist_ok=True)
    place = user_plugins() / TOY.name
    place.write_text(TOY.read_text(encoding="utf-8"), encoding="utf-8")
    allow(place)
    discover()


def _wall(folder: Path, count: int, setting: str, seconds: float, workers: int) -> float:
    """Return the seconds from the first finished cell to the last, by which the processes have begun."""
    from ldct_studio.studies.cells import Cells
    from ldct_studio.studies.engine import processes
    from ldct_studio.studies.plan import Plan

    plan = Plan(
        recipe="toy_study.cell", settings={setting: seconds}, axes={"a": tuple(range(count + workers))}
    )
    cells = Cells(folder / f"{setting}-{workers}")
    finished = processes(cells, plan.cells(), workers)
    for _ in range(workers):
        next(finished)
    begin = time.perf_counter()
    for _ in finished:
        pass
    return time.perf_counter() - begin


if __name__ == "__main__":
    sys.exit(main())
