"""The recipe `study`: computes the cells of a plan that are not finished yet."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pydantic import Field

from ..core.config import Config as BaseConfig
from ..core.device import cores
from ..core.run import Run
from ..plugin import Recipe
from .cells import Cells
from .engine import Finished, processes, ray
from .plan import Cell, read_plan

CELLS = "cells"


class Study(Recipe, name="study", title="Study"):
    """Compute every cell of a study, each once; stop it and resume it as you like."""

    class Config(BaseConfig):
        """Which study, and who computes."""

        plan: Path = Field(
            Path("study.toml"), title="Study", description="The TOML file that says what it is."
        )
        workers: int = Field(
            0, ge=0, le=1024, title="Processes", description="Of this machine; 0 for one per core."
        )
        engine: Literal["processes", "ray"] = Field(
            "processes",
            title="Computed by",
            json_schema_extra={"names": {"processes": "Processes", "ray": "Ray"}},
        )
        again: bool = Field(False, title="Failed ones again", description="Compute failed cells once more.")

    config: Config

    def train(self, run: Run) -> None:
        """Compute what is left; what failed says why in its result and stops nobody else."""
        for checkpoint in run.folder.glob("checkpoint-*.pt"):  # how many cells are left is counted anew
            checkpoint.unlink()
        cells, all_ = Cells(run.folder / CELLS), read_plan(self.config.plan.expanduser()).cells()
        cells.keep_index(all_)
        left = [cell for cell in all_ if self._wanted(cells, cell)]
        run.message(f"{len(all_)} cells, {len(all_) - len(left)} of them finished.")
        begin, states, busy = time.perf_counter(), Counter[str](), 0.0
        finished = self._finished(cells, left)
        for _ in run.steps(len(left), {}):
            cell, result = next(finished)
            states[result.state] += 1
            busy += result.seconds
            if result.error:
                run.message(f"{cell.title}: {result.error}")
        run.message(_summary(len(left), states, time.perf_counter() - begin, busy, self._workers))

    def _wanted(self, cells: Cells, cell: Cell) -> bool:
        result = cells.result(cell)
        if result is not None and result.state == "failed" and self.config.again:
            cells.forget(cell)
            return True
        return result is None

    @property
    def _workers(self) -> int:
        return self.config.workers or cores()

    def _finished(self, cells: Cells, left: list[Cell]) -> Iterator[Finished]:
        return ray(cells, left) if self.config.engine == "ray" else processes(cells, left, self._workers)


def _summary(count: int, states: Counter[str], seconds: float, busy: float, workers: int) -> str:
    """Say how many cells were computed, and what it cost beside them."""
    if not count:
        return "Nothing was left to compute."
    own = (seconds * workers - busy) / count
    return (
        f"{states['done']} cells computed, {states['failed']} failed, in {seconds:.1f} s: "
        f"{busy / count:.2f} s per cell, {busy / seconds:.2f} cells at once on average, and {own:.2f} s per "
        "cell that a process waited or started."
    )
