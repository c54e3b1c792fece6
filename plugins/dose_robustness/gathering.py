"""The finished cells of a study as rows of numbers, and the medians that a report is made of."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ldct_studio.api import PluginError

from .noise import LiverNoise
from .scans import Option
from .structures import Agreement
from .used import Used

INDEX = "index.json"


@dataclass(frozen=True)
class Row:
    """One structure of a cell."""

    case: str
    option: Option
    dose: float
    model: str
    structure: str
    found: Agreement
    used: Used | None = None
    """The full dose of the cell; None for one that was computed before it was recorded."""


@dataclass(frozen=True)
class Findings:
    """What all finished cells of a study found."""

    rows: tuple[Row, ...]
    liver: Mapping[tuple[str, Option, float], LiverNoise]
    """Noise by scan, option and dose."""
    failed: tuple[str, ...]
    """What cells that failed say."""
    left: int
    """Cells that are not finished."""
    settings: Mapping[str, object]
    """Of all cells alike."""

    @property
    def doses(self) -> tuple[float, ...]:
        """All doses in percent, the lowest first."""
        return tuple(sorted({row.dose for row in self.rows}))

    @property
    def options(self) -> tuple[Option, ...]:
        """The denoising options in the order of the publication."""
        there = {row.option for row in self.rows}
        order: tuple[Option, ...] = ("none", "iterative", "cnn")
        return tuple(option for option in order if option in there)

    @property
    def models(self) -> tuple[str, ...]:
        """The models in the order of the study."""
        return tuple(dict.fromkeys(row.model for row in self.rows))

    @property
    def cases(self) -> tuple[str, ...]:
        """The scans in the order of the study."""
        return tuple(dict.fromkeys(row.case for row in self.rows))

    def by_scan(
        self, value: Callable[[Agreement], float | None], *, cut: bool | None = None
    ) -> dict[tuple[str, Option, float], dict[str, float]]:
        """Return the mean over structures of a value for every scan, by model, option and dose.

        ``cut`` takes structures that the edge of the scan cuts, or those that it does not, alone. What has no
        value is left out.
        """
        found: dict[tuple[str, Option, float], dict[str, list[float]]] = {}
        for row in self.rows:
            number = value(row.found)
            if number is not None and cut in (None, row.found.cut):
                place = found.setdefault((row.model, row.option, row.dose), {})
                place.setdefault(row.case, []).append(number)
        return {
            key: {case: float(np.mean(values)) for case, values in by_case.items()}
            for key, by_case in found.items()
        }

    def at(self, dose: float) -> Iterator[Row]:
        """Yield the rows of a dose."""
        return (row for row in self.rows if row.dose == dose)


def read(cells: Path, plan: Path) -> Findings:
    """Read the results of the cells of a study; raise ``PluginError`` where none is finished."""
    rows: list[Row] = []
    liver: dict[tuple[str, Option, float], LiverNoise] = {}
    failed: list[str] = []
    left = 0
    for result in _results(cells):
        if result is None:
            left += 1
            continue
        place, found = result["place"], result["found"]
        if result["state"] == "failed":
            failed.append(f"{_said(place)}: {result['error']}")
            continue
        case, option, dose = str(place["case"]), place["option"], float(place["dose"])
        used, model = Used.read(found), place["model"]
        for name, values in found["structures"].items():
            rows.append(Row(case, option, dose, model, name, Agreement.model_validate(values), used))
        noise = LiverNoise.model_validate(found["liver"])
        if noise.alone is not None:
            liver.setdefault((case, option, dose), noise)
    if not rows:
        raise PluginError("No cell of this study is finished yet; run it first.")
    return Findings(tuple(rows), liver, tuple(failed), left, _settings(plan))


def _settings(plan: Path) -> dict[str, object]:
    try:
        found = tomllib.loads(plan.read_text(encoding="utf-8")).get("settings", {})
    except (OSError, ValueError):
        return {}  # the plan is gone or was changed; the results stand for themselves
    return dict(found) if isinstance(found, dict) else {}


def _results(cells: Path) -> Iterator[dict[str, dict[str, str]] | None]:
    try:
        names = json.loads((cells / INDEX).read_bytes())
    except FileNotFoundError:
        raise PluginError("This study was not run yet; ldct-studio study run runs it.") from None
    for name in names:
        try:
            yield json.loads((cells / name / "result.json").read_bytes())
        except FileNotFoundError:
            yield None


def _said(place: Mapping[str, object]) -> str:
    return " · ".join(str(value) for value in place.values())


def median_mad(values: Iterable[float]) -> tuple[float, float]:
    """Return the median and the median absolute deviation from it; NaN of nothing."""
    numbers = np.asarray(list(values), np.float64)
    if not len(numbers):
        return float("nan"), float("nan")
    middle = float(np.median(numbers))
    return middle, float(np.median(np.abs(numbers - middle)))
