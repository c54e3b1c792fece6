"""Cells on disk: each in a folder of its own, computed once, whoever comes and whoever is killed."""

from __future__ import annotations

import json
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from filelock import FileLock, Timeout
from pydantic import ValidationError

from ..core.atomic import write_text
from ..core.config import Config
from ..core.errors import Cancelled, PluginError, StudioError
from ..core.events import shortened
from ..core.resources import Resources
from ..core.step import Value
from ..plugin import Recipe, make
from ..training.run import FabricRun
from .plan import Cell

RESULT, FOUND, LOCK, LOG, INDEX = "result.json", "cell.json", "lock", "log.txt", "index.json"


class Result(Config):
    """What became of a cell; written in one step when it is finished, and never again."""

    version: Literal[1] = 1
    place: dict[str, Value]
    state: Literal["done", "failed"]
    error: str = ""
    """Why it failed, in a sentence."""
    seconds: float
    found: dict[str, Any] = {}
    """What the recipe left in ``cell.json``."""


@dataclass(frozen=True)
class Cells:
    """The folder of a study's cells."""

    folder: Path

    def keep_index(self, cells: Sequence[Cell]) -> None:
        """Keep the names of the folders of a study's cells, in order: those of other plans may lie there."""
        self.folder.mkdir(parents=True, exist_ok=True)
        write_text(self.folder / INDEX, json.dumps([cell.name for cell in cells], indent=0) + "\n")

    def result(self, cell: Cell) -> Result | None:
        """Return what became of a cell, None where it is not finished; a damaged result is none."""
        try:
            return Result.model_validate_json((self.folder / cell.name / RESULT).read_bytes())
        except (FileNotFoundError, ValidationError):
            return None

    def compute(self, cell: Cell) -> Result | None:
        """Compute a cell, unless it is finished; return None where somebody else is at it right now.

        A recipe that raises anything is a failed cell with a sentence. Raises ``Cancelled`` where it is
        stopped; then nothing is kept.
        """
        place = self.folder / cell.name
        place.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(place / LOCK, timeout=0):
                return self.result(cell) or self._computed(cell, place)
        except Timeout:
            return None

    def give_up(self, cell: Cell, error: str) -> Result:
        """Keep a cell as failed whose process died again and again."""
        place = self.folder / cell.name
        place.mkdir(parents=True, exist_ok=True)
        with FileLock(place / LOCK):
            return self.result(cell) or _kept(place, _failed(cell, error, 0.0))

    def forget(self, cell: Cell) -> None:
        """Let a cell be computed again."""
        (self.folder / cell.name / RESULT).unlink(missing_ok=True)

    def _computed(self, cell: Cell, place: Path) -> Result:
        begin = time.perf_counter()
        try:
            found = _found(cell, place)
        except (Cancelled, KeyboardInterrupt):
            raise
        except BaseException as error:  # a recipe may raise anything, SystemExit too
            (place / LOG).write_text(traceback.format_exc(), encoding="utf-8")
            text = str(error) if isinstance(error, StudioError) else f"{type(error).__name__}: {error}"
            return _kept(place, _failed(cell, shortened(text), time.perf_counter() - begin))
        seconds = time.perf_counter() - begin
        return _kept(place, Result(place=dict(cell.place), state="done", seconds=seconds, found=found))


def _found(cell: Cell, place: Path) -> dict[str, Any]:
    recipe = make(cell.step)
    if not isinstance(recipe, Recipe):
        raise PluginError(f"{recipe.title} is no recipe.")
    (place / FOUND).unlink(missing_ok=True)  # of an attempt that was killed
    run = FabricRun(place, cell.plan.seed, Resources(), lambda event: None)
    try:
        recipe.train(run)
    finally:
        run.close()
    found = json.loads((place / FOUND).read_bytes())
    if not isinstance(found, dict):
        raise PluginError(f"{recipe.title} left no values in {FOUND}.")
    return found


def _failed(cell: Cell, error: str, seconds: float) -> Result:
    return Result(place=dict(cell.place), state="failed", error=error, seconds=seconds)


def _kept(place: Path, result: Result) -> Result:
    write_text(place / RESULT, result.model_dump_json(indent=1) + "\n")
    return result
