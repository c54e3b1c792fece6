"""The command `suggest-dose`: which dose a slice needs for an image quality."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from .. import discovery
from ..core.advice import Advice, Ask, Askable
from ..core.dose import Scan
from ..core.errors import StudioError
from ..core.step import Step
from ..plugin import Advisor, make
from . import work
from .meter import Meter


def suggest_dose(
    path: Annotated[Path, typer.Argument(help="A DICOM folder or file, a NIfTI file or a NumPy array.")],
    target: Annotated[
        str | None,
        typer.Option(metavar="QUALITY=VALUE", help="Such as psnr=38.57; what was learned if left out."),
    ] = None,
    confidence: Annotated[
        float, typer.Option(help="With which probability it is to be reached, 0.5 to 0.999.")
    ] = 0.95,
    slice_: Annotated[
        int | None, typer.Option("--slice", min=1, help="From 1 on; the middle one if left out.")
    ] = None,
    n0: Annotated[
        str, typer.Option(help="Photons per ray at 100 %: auto, a number, or one per slice with commas.")
    ] = "auto",
    advisor: Annotated[str, typer.Option(help="Who is asked; `plugins` lists them.")] = "alara",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    series: Annotated[str | None, typer.Option(help="The key of another series in the folder.")] = None,
    spacing: Annotated[
        str | None, typer.Option(metavar="Z,Y,X", help="Voxel spacing in mm, for arrays that record none.")
    ] = None,
) -> None:
    """Say which dose a slice needs, as a part of its scan's, and what other rules take."""
    discovery.discover()
    asked = make(Step("advisor", advisor))
    assert isinstance(asked, Advisor)
    able = asked.askable()
    ask = Ask(_target(target, able), confidence)
    with Meter() as meter:
        study = work.open_study(path, series, spacing, meter)
        scan = work.matched(study, n0, meter)
    volume = study.first
    count = volume.grid.shape[0]
    if slice_ is not None and slice_ > count:
        raise StudioError(f"There are {count} slices; choose one of these.")
    row = count // 2 if slice_ is None else slice_ - 1
    advice = asked.advise(volume, row, scan, ask)
    if as_json:
        facts = {"slice": row + 1, "quality": able.name, "unit": able.unit, **asdict(ask), **asdict(advice)}
        known = {name: None if value == math.inf else value for name, value in facts.items()}
        print(json.dumps(known, ensure_ascii=False))
    else:
        print("\n".join(_lines(advice, able, ask, scan, row)))


def _target(text: str | None, able: Askable) -> float:
    """Return the target that a user wrote, as ``psnr=38.57``."""
    if text is None:
        return able.usual
    name, _, value = text.partition("=")
    if name.strip().lower() != able.name.lower():
        raise StudioError(f"“{name}” was not learned; ask for {able.name.lower()}=VALUE.")
    try:
        return float(value)
    except ValueError:
        raise StudioError(f"“{value}” is not a number; write {able.name.lower()}=38.57.") from None


def _lines(advice: Advice, able: Askable, ask: Ask, scan: Scan, row: int) -> Iterator[str]:
    unit = f" {able.unit}" if able.unit else ""
    reached = f"{able.name} {ask.target:g}{unit} in {100 * ask.confidence:g} % of cases"
    yield f"Slice {row + 1}: {_percent(advice.fraction)} of the scan's dose for {reached}."
    if advice.fraction > 1:
        yield "The scan itself was below that; a lower dose cannot reach it."
    yield f"Nine of ten cases like this one need {_percent(advice.low)} to {_percent(advice.high)}."
    for name, fraction in advice.others:
        yield f"{name}, with the same promise: {_percent(fraction)}."
    yield from (f"{fact}." for fact in advice.because)
    yield f"100 % is {scan.photons_at(row):.3g} photons per ray ({work.SOURCES[scan.source]})."
    if advice.caution:
        yield advice.caution


def _percent(fraction: float) -> str:
    return "more than any that was tried" if math.isinf(fraction) else f"{100 * fraction:.3g} %"
