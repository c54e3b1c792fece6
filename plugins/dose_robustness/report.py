"""The report of a study as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ldct_studio.api import Verdict, said_verdicts

from .gathering import Findings, Row, median_mad
from .plots import knee, radius_and_dice
from .scans import OPTIONS
from .used import Origin, Used

NAMES = (
    *("scan", "option", "dose (%)", "model", "structure", "Dice", "HD95 (voxels)", "HD95 (mm)"),
    *("HD95 directed (mm)", "effective radius (mm)", "contrast (HU)", "cut", "Dice against truth"),
    *("photons per ray at full dose", "electronic noise (photons)", "photons from"),
)
_NAME, _CASE = 30, 120
_SAID: dict[Origin, str] = {
    "study": "set by the study",
    "known": "known",
    "estimated": "estimated from the noise",
    "scanner model": "by a scanner model",
}
"""Who said how many photons there were."""


def report(found: Findings, verdicts: tuple[Verdict, ...]) -> str:
    """Return what is known of the scans, the tables, and which claims hold."""
    return "\n\n".join("\n".join(lines) for lines in _parts(found, verdicts)) + "\n"


def line(row: Row) -> tuple[object, ...]:
    """Return the line of the table for a structure of a cell."""
    one = row.found
    values = one.dice, one.hd95_voxels, one.hd95_mm, one.hd95_directed_mm, one.radius_mm, one.contrast
    said = ("" if value is None else round(value, 4) for value in values)
    true = "" if one.truth is None else round(one.truth, 4)
    used = row.used
    full = ("", "", "") if used is None else (round(used.photons, 1), round(used.electronic, 3), used.source)
    return row.case, row.option, row.dose, row.model, row.structure, *said, one.cut, true, *full


def _parts(found: Findings, verdicts: tuple[Verdict, ...]) -> Iterator[Iterator[str]]:
    yield _about(found)
    for cut, said in ((None, "all structures"), (False, "whole ones alone")):
        yield _table(found, cut, said)
    yield _accuracy(found)
    yield _bends(found)
    yield said_verdicts(verdicts)


def _about(found: Findings) -> Iterator[str]:
    alone = sum(row.found.empty and row.found.dice is not None for row in found.rows)
    unknown = sum(row.found.dice is None for row in found.rows)
    cut = sum(row.found.cut for row in found.rows)
    yield (
        f"{len(found.cases)} scans, doses {', '.join(f'{dose:g}' for dose in found.doses)} %, "
        f"{len(found.models)} models; {len(found.failed)} cells failed, {found.left} are not finished."
    )
    yield from _full_dose(found)
    yield f"Denoising: {'; '.join(f'{option} is {OPTIONS[option]}' for option in found.options)}."
    yield f"{len(found.rows)} structures in all cells: {cut} cut by an edge of the scan, {alone} found at the"
    yield f"cell's dose or at full dose alone, {unknown} at neither, so that they have no Dice."
    yield "Agreement is with the same model at full dose. Robust is not accurate: a model that always finds"
    yield "the same is perfectly robust."
    yield from (f"  failed: {text}" for text in found.failed[:10])


def _full_dose(found: Findings) -> Iterator[str]:
    """Say how many photons full dose had, who says so, and where the cells of a scan had different ones."""
    by_scan: dict[str, set[Used]] = {}
    for row in found.rows:
        if row.used is not None:
            by_scan.setdefault(row.case, set()).add(row.used)
    every = {used for several in by_scan.values() for used in several}
    if every:
        who = sorted({_SAID[used.source] for used in every})
        yield (
            f"Full dose: {_span((used.photons for used in every), ',.0f')} photons per ray, electronic noise "
            f"{_span((used.electronic for used in every), '.3g')}; {', '.join(who)}."
        )
    if any(row.used is None for row in found.rows):
        yield "Full dose: some cells do not say how many photons they had, as they were computed before."
    mixed = [case for case, several in by_scan.items() if len(several) > 1]
    if mixed:
        yield f"The cells of {len(mixed)} scans had different full doses, so their doses do not compare:"
        yield from (f"  {case[-_CASE:]}" for case in mixed[:10])


def _span(values: Iterable[float], form: str) -> str:
    """Return the least and the largest of some numbers, one where they read the same."""
    numbers = list(values)
    ends = dict.fromkeys(format(end, form) for end in (min(numbers), max(numbers)))
    return " to ".join(ends)


def _table(found: Findings, cut: bool | None, said: str) -> Iterator[str]:
    low, options = found.doses[0], found.options
    yield f"Median ± MAD over scans at {low:g} % against 100 %, {said} (scans are means over structures):"
    yield ""
    heads = "".join(f"{option:>16}" for option in options)
    yield f"{'':{_NAME}}{'Dice':>16}{'':{16 * (len(options) - 1)}}{'HD95 (voxels)':>16}"
    yield f"{'':{_NAME}}{heads}{heads}"
    dice = found.by_scan(lambda one: one.dice, cut=cut)
    distance = found.by_scan(lambda one: one.hd95_voxels, cut=cut)
    for model in found.models:
        cells = [_pm(dice.get((model, option, low), {}), 3) for option in options]
        cells += [_pm(distance.get((model, option, low), {}), 2) for option in options]
        yield f"{model:{_NAME}}" + "".join(f"{cell:>16}" for cell in cells)


def _pm(by_case: dict[str, float], digits: int) -> str:
    middle, spread = median_mad(by_case.values())
    return f"{middle:.{digits}f} ± {spread:.{digits}f}" if by_case else "–"


def _accuracy(found: Findings) -> Iterator[str]:
    if all(row.found.truth is None for row in found.rows):
        yield "No scan has true labels, so nothing is known of accuracy."
        return
    finds = {(row.model, row.structure) for row in found.rows if row.found.dice is not None}
    known = (row for row in found.rows if (row.model, row.structure) in finds)
    truth = replace(found, rows=tuple(known)).by_scan(lambda one: one.truth)
    yield "Accuracy, where true labels are known (median Dice against them, without denoising):"
    yield ""
    yield f"{'':{_NAME}}" + "".join(f"{f'{dose:g} %':>10}" for dose in found.doses)
    for model in found.models:
        values = [
            median_mad(truth.get((model, found.options[0], dose), {}).values())[0] for dose in found.doses
        ]
        yield f"{model:{_NAME}}" + "".join(f"{value:>10.3f}" for value in values)
        missed = {row.structure for row in found.rows if row.model == model and row.found.truth is not None}
        missed -= {structure for name, structure in finds if name == model}
        if missed:
            yield f"{'':{_NAME}}without what it never finds: {', '.join(sorted(missed))}"


def _bends(found: Findings) -> Iterator[str]:
    yield f"Knee of Dice over the effective radius at {found.doses[0]:g} %:"
    for option in found.options:
        bend = knee(*radius_and_dice(found, option))
        yield f"  {option:10}" + (f"{bend:.0f} mm" if bend is not None else "none to be seen")
